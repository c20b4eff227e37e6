"""The product's own source, read by the tests that keep it in order: files, trees, strings, imports."""

import ast
import os
import subprocess
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@cache
def kept() -> tuple[Path, ...]:
    """Every file that is or would be committed; without git, of an unpacked archive, every file that came."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        return tuple(sorted(unpacked(ROOT)))
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def unpacked(folder: Path) -> Iterator[Path]:
    """Every file below a folder but what its .gitignore names: patterns of a name, or ``/a/folder/``."""
    patterns = [line.strip("/") for line in (folder / ".gitignore").read_text(encoding="utf-8").split()]
    for place, folders, files in os.walk(folder):
        below = Path(place).relative_to(folder)

        def is_ours(name: str, below: Path = below) -> bool:
            return not any(fnmatch(name, p) or (below / name).as_posix() == p for p in patterns)

        folders[:] = [name for name in folders if is_ours(name) and name != ".git"]
        yield from (Path(place, name) for name in files if is_ours(name))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def python(*places: str) -> list[Path]:
    """The Python files under these folders, or these files themselves."""
    return [
        path
        for path in kept()
        if path.suffix == ".py" and any(f"{name_of(path)}/".startswith(f"{place}/") for place in places)
    ]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), name_of(path))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Every node of a file's tree."""
    return tuple(ast.walk(tree(path)))


@cache
def texts(path: Path) -> tuple[tuple[int, str], ...]:
    """Every string of a file but docstrings: line, text. An f-string is one text, its holes ``…``."""
    return tuple(_texts(path))


def _texts(path: Path) -> Iterator[tuple[int, str]]:
    inner: set[ast.AST] = set()
    for node in nodes(path):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            inner.add(node.value)
        if isinstance(node, ast.JoinedStr):
            inner.update(part for part in node.values if isinstance(part, ast.Constant))
            parts = [p.value if isinstance(p, ast.Constant) else "…" for p in node.values]
            yield node.lineno, "".join(map(str, parts))
    for node in nodes(path):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in inner:
            yield node.lineno, node.value


def written() -> Iterator[tuple[Path, str]]:
    """Every committed text with its words."""
    for path in kept():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def modules() -> dict[str, Path]:
    """Every module of the product by its dotted name."""
    return {
        name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", "."): path
        for path in python("reform")
    }


def _package(path: Path) -> list[str]:
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    return parts[:-1]


@cache
def imported(path: Path, *, at_import_time: bool = False) -> tuple[tuple[int, str], ...]:
    """What a file imports: line, dotted name (``from a import b`` gives ``a.b``)."""
    return tuple(_imported(path, _run_on_import(tree(path)) if at_import_time else nodes(path)))


def _imported(path: Path, of: Iterable[ast.AST]) -> Iterator[tuple[int, str]]:
    for node in of:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = _package(path)
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def _run_on_import(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that run when the module is imported: function bodies and type-checking blocks do not."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
            continue
        yield child
        yield from _run_on_import(child)
