"""JSON that the program wrote, read back within bounds and only in the form it was written in.

A form is a type: ``str``, ``list[int]``, ``dict[str, str]``, ``str | None``, ``date`` (a text in ISO 8601), a
``TypedDict`` or a dataclass (an entry it does not know is passed over), or ``Annotated[str, test]`` where a
value must also pass a test.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from reform.common.i18n import gettext as _
from reform.common.toml_files import nested, text_of, within_depth

# A manifest names every import of a county: some 70 bytes each.
_LARGEST = 1 << 26


def read_json(path: Path, form: Any) -> Any:
    """What a file holds. Raises ``OSError``, or ``ValueError`` in words for whoever looks after it."""
    return parsed(text_of(path, _LARGEST), form)


def parsed(text: str | bytes, form: Any) -> Any:
    """What a text holds. Raises ``ValueError`` in words unless it has the form."""
    try:
        held = json.loads(text)
    except RecursionError as problem:
        raise nested() from problem
    except ValueError as problem:
        raise ValueError(_("it is cut off or no JSON")) from problem
    _characters(within_depth(held))
    entry = _unlike(held, form)
    if entry is not None:
        raise ValueError(_("its entry {entry} is missing or of another kind").format(entry=entry or "—"))
    return held


def told(problem: OSError | ValueError) -> str:
    """Why a file could not be read, in words."""
    return getattr(problem, "strerror", None) or str(problem)


def fits(form: Any) -> Callable[[Any], bool]:
    """Whether a value has a form: a test for ``Annotated``."""
    return lambda value: _unlike(value, form) is None


def _characters(parts: Iterable[Any]) -> None:
    """Half a character can be written as an escape, but never be shown."""
    for part in parts:
        if isinstance(part, str) and not part.isascii():
            try:
                part.encode()
            except UnicodeEncodeError as problem:
                raise ValueError(_("it holds half a character")) from problem


def _unlike(value: Any, form: Any, at: str = "") -> str | None:
    """The first entry that has another form; "" for the whole, None when all is as it must be."""
    if form is Any:
        return None
    if is_typeddict(form) or is_dataclass(form):
        return _unlike_entries(value, form, at)
    kind, parts = get_origin(form), get_args(form)
    if kind is Annotated:
        wrong = _unlike(value, parts[0], at)
        return wrong if wrong is not None or parts[1](value) else at
    if kind in (UnionType, Union):
        return None if any(_unlike(value, part) is None for part in parts) else at
    if kind in (list, dict):
        return _unlike_parts(value, kind, parts[-1], at)
    if form in (date, datetime):
        return None if _is_iso(value, form) else at
    if form is int:
        return None if type(value) is int else at  # to Python, true and false are numbers
    return None if isinstance(value, type(None) if form is None else form) else at


def _is_iso(value: Any, form: type[date]) -> bool:
    try:
        return form.fromisoformat(value) is not None
    except (ValueError, TypeError):
        return False


def _unlike_parts(value: Any, kind: Any, form: Any, at: str) -> str | None:
    if not isinstance(value, kind) or form is Any:
        return None if isinstance(value, kind) else at
    held: Iterable[tuple[str | int, Any]] = value.items() if kind is dict else enumerate(value)
    for key, part in held:
        wrong = _unlike(part, form, _within(at, key))
        if wrong is not None:
            return wrong
    return None


def _unlike_entries(value: Any, form: Any, at: str) -> str | None:
    if not isinstance(value, dict):
        return at
    for name, (entry, required) in _entries(form).items():
        if name not in value and not required:
            continue
        wrong = _unlike(value[name], entry, _within(at, name)) if name in value else _within(at, name)
        if wrong is not None:
            return wrong
    return None


@cache
def _entries(form: Any) -> dict[str, tuple[Any, bool]]:
    """The entries of a form, and whether each must be there."""
    hints = get_type_hints(form, include_extras=True)
    if is_dataclass(form):
        return {
            one.name: (hints[one.name], one.default is MISSING and one.default_factory is MISSING)
            for one in fields(form)
        }
    bare = {
        name: get_args(hint)[0] if get_origin(hint) is NotRequired else hint for name, hint in hints.items()
    }
    return {name: (hint, name in form.__required_keys__) for name, hint in bare.items()}


def _within(at: str, key: str | int) -> str:
    return f"{at}.{key}" if at else str(key)
