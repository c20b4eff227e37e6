"""Every regular expression of the product, and the texts that cost it most, made from its own structure."""

import ast
import dataclasses
import importlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from tests.source import name_of, python, tree

CALLS = {"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
ANCHORED = {"match", "fullmatch"}
REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
SINGLE = (sre.LITERAL, sre.NOT_LITERAL, sre.IN, sre.ANY)
COMMON = "a0A 中-.,:;/()[]<>\"'=|\t\n_x年é\\@#"
MOST = 8  # characters tried of one class


@dataclasses.dataclass(frozen=True)
class Found:
    """A pattern: where it stands, and whether it is only ever tried at the beginning of a text."""

    where: str
    pattern: re.Pattern[Any]
    is_anchored: bool = False


# collecting -----------------------------------------------------------------------------------


@cache
def found() -> tuple[list[Found], list[str]]:
    """All patterns, and the functions that put one together of what only they know."""
    patterns: dict[tuple[Any, int, bool], Found] = {}
    built: list[str] = []
    for path in python("reform"):
        code = tree(path)
        if not any(isinstance(node, ast.Import) and node.names[0].name == "re" for node in ast.walk(code)):
            continue
        module = importlib.import_module(
            name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        )
        used = _methods(code)
        for name, value in vars(module).items():
            for pattern in _within(value):
                only = used.get(name, set())
                _add(patterns, Found(f"{module.__name__}.{name}", pattern, bool(only) and only <= ANCHORED))
        for function, call in _calls(code):
            try:
                first, *flags = (_value(argument, module) for argument in _told(call))
            except NameError:
                built += [f"{module.__name__}.{function}"] if function else []
                continue
            pattern = re.compile(first, sum(flag for flag in flags if isinstance(flag, re.RegexFlag)))
            method = call.func.attr  # type: ignore[attr-defined]
            if method != "compile" or function:
                _add(patterns, Found(f"{module.__name__}:{call.lineno}", pattern, method in ANCHORED))
    return list(patterns.values()), sorted(set(built))


def _add(patterns: dict[tuple[Any, int, bool], Found], one: Found) -> None:
    patterns.setdefault((one.pattern.pattern, one.pattern.flags, one.is_anchored), one)


def _told(call: ast.Call) -> list[ast.expr]:
    """The pattern and the flags of a call; not the texts it is used on."""
    flags = [*call.args[1:], *(keyword.value for keyword in call.keywords)]
    return [call.args[0], *(flag for flag in flags if "re." in ast.unparse(flag))]


def _value(expression: ast.expr, module: Any) -> Any:
    return eval(compile(ast.Expression(expression), module.__name__, "eval"), vars(module))


def _calls(code: ast.AST, function: str = "") -> Iterator[tuple[str, ast.Call]]:
    """The calls of ``re``, each with the function it stands in."""
    for node in ast.iter_child_nodes(code):
        is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if is_call and ast.unparse(node.func.value) == "re" and node.func.attr in CALLS:  # type: ignore[attr-defined]
            yield function, node  # type: ignore[misc]
        yield from _calls(node, node.name if isinstance(node, ast.FunctionDef) else function)


def _methods(code: ast.AST) -> dict[str, set[str]]:
    """Name → what is asked of it in its module."""
    asked: dict[str, set[str]] = {}
    for node in ast.walk(code):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            asked.setdefault(node.value.id, set()).add(node.attr)
    return asked


def _within(value: Any) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _within(part)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _within(getattr(value, field.name))


# worst cases ----------------------------------------------------------------------------------


def hostile(pattern: re.Pattern[Any], size: int) -> Iterator[Any]:
    """Texts of this size: each part that may repeat does so and then fails; its beginning again and again."""
    for start, body in dict.fromkeys(_Reading(pattern).hard()):
        for text in _texts(start, body, size):
            yield text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text


def _texts(start: str, body: str, size: int) -> Iterator[str]:
    if body:
        yield start + body * (size // len(body)) + "\0"
        once = start + body * 100
        yield once * (size // len(once) + 1)
    if start:
        yield start * (size // len(start)) + "\0"


class _Reading:
    """The parts of a pattern, and short texts that they match."""

    def __init__(self, pattern: re.Pattern[Any]) -> None:
        flags = pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
        self._parts = parser.parse(pattern.pattern, flags)
        named = dict.fromkeys(_named(self._parts))
        self._letters = [sign for sign in [*list(named)[:60], *COMMON]]
        if isinstance(pattern.pattern, bytes):
            self._letters = [sign for sign in self._letters if ord(sign) < 256]

    def hard(self, parts: Iterable[Any] | None = None, start: str = "") -> Iterator[tuple[str, str]]:
        """What stands before a part that may repeat, and what it repeats."""
        for kind, of in self._parts if parts is None else parts:
            if kind in REPEATS and of[1] > 3:
                for body in self._bodies(of[2]):
                    yield start, body
                yield start, ""
            for inner in _inner(kind, of):
                yield from self.hard(inner, start)
            start += self._one(kind, of)
        if parts is None:
            yield start, ""

    def _bodies(self, body: Any) -> list[str]:
        kind, of = body[0]
        if len(body) == 1 and kind in SINGLE:
            return self._signs(kind, of)[:MOST]
        if len(body) == 1 and kind is sre.BRANCH:
            return [self._sample(branch) for branch in of[1]][:MOST]
        if len(body) == 1 and kind is sre.SUBPATTERN:
            return self._bodies(of[3])
        return [self._sample(body)]

    def _sample(self, parts: Iterable[Any]) -> str:
        return "".join(self._one(kind, of) for kind, of in parts)

    def _one(self, kind: Any, of: Any) -> str:
        if kind in SINGLE:
            return next(iter(self._signs(kind, of)), "?")
        if kind in REPEATS:
            return self._sample(of[2]) * int(of[0])
        if kind in (sre.SUBPATTERN, sre.BRANCH, sre.ATOMIC_GROUP):
            return self._sample(next(iter(_inner(kind, of))))
        return ""

    def _signs(self, kind: Any, of: Any) -> list[str]:
        if kind is sre.LITERAL:
            return [chr(of)]
        if kind is sre.ANY:
            return [sign for sign in self._letters if sign != "\n"]
        return [
            sign
            for sign in self._letters
            if (ord(sign) != of if kind is sre.NOT_LITERAL else _holds(of, sign))
        ]


def _inner(kind: Any, of: Any) -> list[Any]:
    """The sequences inside a part."""
    if kind in REPEATS:
        return [of[2]]
    if kind is sre.SUBPATTERN:
        return [of[3]]
    if kind is sre.BRANCH:
        return list(of[1])
    if kind is sre.ATOMIC_GROUP:
        return [of]
    return [of[1]] if kind in (sre.ASSERT, sre.ASSERT_NOT) else []


def _named(parts: Iterable[Any]) -> Iterator[str]:
    """The characters that a pattern names."""
    for kind, of in parts:
        if kind in (sre.LITERAL, sre.NOT_LITERAL):
            yield chr(of)
        elif kind is sre.IN:
            for member, value in of:
                if member in (sre.LITERAL, sre.RANGE):
                    yield from map(chr, value if member is sre.RANGE else [value])
        for inner in _inner(kind, of):
            yield from _named(inner)


def _holds(members: Iterable[Any], sign: str) -> bool:
    """Whether a character class holds a character."""
    held = negated = False
    for kind, of in members:
        if kind is sre.NEGATE:
            negated = True
        elif kind is sre.LITERAL:
            held |= ord(sign) == of
        elif kind is sre.RANGE:
            held |= of[0] <= ord(sign) <= of[1]
        elif kind is sre.CATEGORY:
            name = str(of)
            is_one = (
                sign.isdigit()
                if "DIGIT" in name
                else sign.isspace()
                if "SPACE" in name
                else sign.isalnum() or sign == "_"
            )
            held |= is_one != ("NOT" in name)
    return held != negated
