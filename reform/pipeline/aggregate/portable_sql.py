"""Models as every engine reads them: what only DuckDB says, and what Spark has no use for, is left out here.

There are two such things. Spark's views have no schemas (``raw.cases`` is ``raw_cases`` there), and it has no
word for a part that must be computed once, which DuckDB 2.0 needs in models/marts/cases.sql.
"""

import re
from dataclasses import dataclass

from reform.models.sql_templates import rendered

_COMMENT = re.compile(r"^\s*--.*\n", re.MULTILINE)
_HEAD = re.compile(r"\s*(?:create or replace (?:temp )?(?:table|view)|insert into) ([a-z_.]+)(?: as)?\n")
_SCHEMA = re.compile(r"\b(raw|history)\.(?=[a-z])")


@dataclass(frozen=True, slots=True)
class Statement:
    """A query and the name under which a model keeps what it gives; none where it only asks."""

    name: str | None
    sql: str


def statements(step: str) -> list[Statement]:
    """The statements of ``models/<step>.sql``, each as a query."""
    text = _COMMENT.sub("", rendered(step)).replace(" as materialized (", " as (")
    parts = [part for part in _SCHEMA.sub(r"\1_", text).split(";") if part.strip()]
    return [_statement(part) for part in parts]


def _statement(text: str) -> Statement:
    head = _HEAD.match(text)
    return Statement(head[1], text[head.end() :]) if head else Statement(None, text)
