"""What each model reads and makes, told from its SQL: a change rebuilds what hangs on it and nothing else.

A model that makes only views and macros holds no rows: every snapshot of this program has the same.
"""

import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

from reform.models.sql_templates import rendered

# Models that hand temporary tables on, from the first to the last: all of them run or none.
SUBJECTS = ("models/intermediate/matched_names", "models/intermediate/subject_of")
FACTS = ("models/ddl/fact_tables", "models/marts/weekly_completed_from_counts")
# The record of an import never changes, and a fact looks up that of its own row: no other one touches it.
UNCHANGING = frozenset({"imports"})

_NOT_SQL = re.compile(r"--[^\n]*|'[^']*'")
_MAKES = re.compile(
    r"\bcreate or replace (temp )?(table|view|macro) (?:[a-z_]+\.)?([a-z_]+)|\binsert into ([a-z_]+)"
)
_NAMES = re.compile(r"\b[a-z_]+(?:\.[a-z_]+)?")


class Step(NamedTuple):
    """A model: what it makes, the names it may read (``raw.cases``, ``items``), whether it only defines."""

    makes: frozenset[str]
    reads: frozenset[str]
    defines: bool


def step(name: str) -> Step:
    """What the SQL of a model says. It may name more as read than is read, never less."""
    return _told(rendered(name))


@cache
def _told(sql: str) -> Step:
    text = _NOT_SQL.sub(" ", sql)
    made = [(bool(temp), kind, created or filled) for temp, kind, created, filled in _MAKES.findall(text)]
    makes = frozenset(name for _, _, name in made)
    schemas = ("raw", "history")
    reads = {
        name if name.partition(".")[0] in schemas else name.partition(".")[0] for name in _NAMES.findall(text)
    }
    defines = all(kind in ("view", "macro") and not temp for temp, kind, _ in made)
    return Step(makes, frozenset(reads), defines)


def due(names: Sequence[str], changed: Collection[str]) -> list[str]:
    """Which of these models, each using those before it, come out differently once these names changed.

    ``changed`` holds kept tables (``raw.cases``) and what was made outside the models (``calendar``).
    """
    differs, found = set(changed), []
    for block in blocks(names):
        parts = [step(name) for name in block]
        reads = frozenset().union(*(part.reads for part in parts))
        if FACTS[0] in block:
            reads -= UNCHANGING
        if reads & differs:
            differs |= frozenset().union(*(part.makes for part in parts))
            found += [name for name, part in zip(block, parts, strict=True) if not part.defines]
    return found


def blocks(names: Sequence[str]) -> list[list[str]]:
    """The models one by one, and those that hang together with what stands between them."""
    listed, found = list(names), list[list[str]]()
    last_of = dict((SUBJECTS, FACTS))
    while listed:
        end = listed.index(last_of.get(listed[0], listed[0])) + 1
        found.append(listed[:end])
        listed = listed[end:]
    return found
