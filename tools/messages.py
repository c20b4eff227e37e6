"""The words of the program: found in the source, kept in the catalogue. ``make messages`` updates the .po."""

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from reform import ROOT

PO = ROOT / "reform" / "common" / "locales" / "zh_CN" / "LC_MESSAGES" / "reform.po"
KEYWORDS = ("_", "mark", "gettext")


def sources() -> list[Path]:
    """Every Python file that may speak to a person."""
    return [
        ROOT / "dashboard.py",
        *sorted((ROOT / "pages").rglob("*.py")),
        *sorted((ROOT / "reform").rglob("*.py")),
    ]


def spoken() -> dict[str, list[tuple[str, int]]]:
    """Every message id with the places that say it."""
    found: dict[str, list[tuple[str, int]]] = {}
    for path in sources():
        for line, message in said_in(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(message, []).append((path.relative_to(ROOT).as_posix(), line))
    return found


def said_in(source: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and text of every ``_("…")``. Read from the syntax tree, which is the same on every Python:
    what goes by tokens meets the inside of f-strings from 3.12 on, and takes ``_(WORDS["key"])`` for a text.
    """
    for node in ast.walk(source):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            text = node.args[0] if node.args else None
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield node.lineno, text.value


def catalogue() -> Catalog:
    """The Chinese catalogue as it stands."""
    with PO.open("rb") as handle:
        return read_po(handle, locale="zh_CN")


def update() -> list[str]:
    """Bring the .po up to date with the source; returns what still needs a translation."""
    old = catalogue()
    new = Catalog(locale="zh_CN", project="reform", fuzzy=False, creation_date=old.creation_date)
    untranslated = []
    for message in sorted(spoken()):
        known = old.get(message)
        text = str(known.string) if known is not None and known.string else ""
        new.add(message, text)
        if not text:
            untranslated.append(message)
    with PO.open("wb") as handle:
        write_po(handle, new, width=110, omit_header=False, no_location=True, sort_output=True)
    return untranslated


if __name__ == "__main__":
    for message in update():
        print(f"no Chinese yet: {message}")
