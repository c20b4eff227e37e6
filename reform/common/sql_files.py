"""SQL stands in .sql files. Values are bound; a table's name, which cannot be, comes from a declaration.

A file holds one statement, or several named ones, each below a line ``-- statement: NAME``.
"""

import re
from functools import cache
from pathlib import Path

# Names of statements are relative to here: ``models/marts/cases``, ``pipeline/merge/classify``.
ROOMS = Path(__file__).parents[1]
_IDENTIFIER = re.compile(r"^[a-z_]+(\.[a-z_]+)?$")


@cache
def _text(name: str) -> str:
    path = ROOMS / f"{name}.sql"
    if path.exists():
        return path.read_text(encoding="utf-8")
    return sections(path.parent.with_suffix(".sql"), "statement")[path.stem]


def sections(path: Path, word: str) -> dict[str, str]:
    """The parts of a file below its lines ``-- WORD: NAME``, by name."""
    _, *parts = re.split(rf"^-- {word}: (\w+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


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
