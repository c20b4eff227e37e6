"""SQL stands in .sql files. Values are bound; a table's name, which cannot be, comes from a declaration.

A file holds one statement, or several named ones, each below a line ``-- statement: NAME``.
"""

import re
from functools import cache
from pathlib import Path

# Names of statements are relative to here: ``models/marts/cases``, ``pipeline/merge/classify``.
ROOMS = Path(__file__).parents[1]
_IDENTIFIER = re.compile(r"^[a-z_]+(\.[a-z_]+)?$")
_SECTION = re.compile(r"^-- (statement|list): (\w+)\n", re.MULTILINE)


@cache
def _text(name: str) -> str:
    path = ROOMS / f"{name}.sql"
    if path.exists():
        return path.read_text(encoding="utf-8")
    return sections(path.parent.with_suffix(".sql"), "statement")[path.stem]


def sections(path: Path, word: str) -> dict[str, str]:
    """The parts of a file below its lines ``-- WORD: NAME`` (``statement`` or ``list``), by name."""
    _, *parts = _SECTION.split(path.read_text(encoding="utf-8"))
    named = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return {name: text for kind, name, text in named if kind == word}


def model(name: str, **identifiers: str) -> str:
    """The SQL of ``reform/<name>.sql``, or of the statement ``<file>/<statement>``.

    Declared table names are put in for ``{key}``; anything else raises ``ValueError``.
    """
    text = _text(name)
    for key, identifier in identifiers.items():
        if not _IDENTIFIER.match(identifier):
            raise ValueError(f"not a declared table: {identifier!r}")
        text = text.replace(f"{{{key}}}", identifier)
    return text
