"""SQL lives in .sql files. Values are bound; a table's name, which cannot be, comes from a declaration."""

import re
from functools import cache
from pathlib import Path

# Names of SQL files are told from here: ``models/marts/cases``.
ROOMS = Path(__file__).parents[1]
_IDENTIFIER = re.compile(r"^[a-z_]+(\.[a-z_]+)?$")


@cache
def _text(name: str) -> str:
    return (ROOMS / f"{name}.sql").read_text(encoding="utf-8")


def model(name: str, **identifiers: str) -> str:
    """The SQL of ``reform/<name>.sql`` with declared table names put in; anything else raises."""
    text = _text(name)
    for key, identifier in identifiers.items():
        if not _IDENTIFIER.match(identifier):
            raise ValueError(f"not a declared table: {identifier!r}")
        text = text.replace(f"{{{key}}}", identifier)
    return text
