"""The counting as a script for the platform a county has: the models as views, in its SQL.

The script has two parts. The first gives the names of items and departments in the cases; with them this
program writes the small tables (``job.write_lists``) that the second part reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from reform.common.database import scratch
from reform.common.i18n import gettext
from reform.common.i18n import mark as _
from reform.common.sql_files import ROOMS, sections
from reform.common.workdays import FIRST_DAY, LAST_DAY
from reform.models import built
from reform.pipeline.aggregate import reference_tables
from reform.pipeline.aggregate.engine import EngineFailed
from reform.pipeline.aggregate.job import COUNTING, DAILY
from reform.pipeline.aggregate.portable_sql import statements
from reform.schema.datasets import Field, datasets

if TYPE_CHECKING:
    from reform.pipeline.aggregate.translation import Translation

# What sqlglot does not say right in a dialect, in a file each.
FOLDER = ROOMS / "pipeline" / "aggregate" / "dialects"
DIALECTS = tuple(sorted(path.stem for path in FOLDER.glob("*.sql")))

_NO_SQLGLOT = _(
    "sqlglot is not installed for this Python. Install it with: pip install -r requirements-sql.txt"
)
_GIVEN = _(
    "Counts completed cases. All it makes are views: run it in a schema of its own. First provide these "
    "tables or views; each case stands once, and a missing text is null, never empty."
)
_NAMES = _(
    "Part 1: the names of items and departments in the cases. Export mentions as mentions.parquet; then, "
    "where this program is:"
)
_ASKED = _(
    "The rows read, by fault: those with one are not counted. Then the rows beyond the first of a case: none "
    "may be there. Then the words that must be codes of the dictionary."
)
_SMALL = _("It writes these tables, as .parquet and .csv. Create and fill them here.")
_COUNTS = _("Part 2: the counts. Export case_counts as Parquet or CSV; then, where this program is:")
_READING = ("pipeline/aggregate/job/validate", "pipeline/aggregate/job/accepted_rows")
_CHECKS = (
    "pipeline/aggregate/job/row_balance",
    "pipeline/aggregate/job/duplicates",
    "pipeline/aggregate/job/distinct_codes",
)


def script(dialect: str, today: date, daily_since: date | None = None) -> str:
    """The statements in their order, between comments that say what goes in and what comes out.

    Raises ``EngineFailed`` where sqlglot is not installed.
    """
    try:
        from reform.pipeline.aggregate.translation import Translation
    except ImportError as missing:
        raise EngineFailed(_NO_SQLGLOT) from missing
    own = sections(FOLDER / f"{dialect}.sql", "statement")
    translation = Translation(
        dialect,
        own,
        {
            "today": today.isoformat(),
            "first_day": FIRST_DAY.isoformat(),
            "last_day": LAST_DAY.isoformat(),
            "daily_since": daily_since.isoformat() if daily_since else None,
            "daily": DAILY,
            "cube_no": f"C{today:%Y%m%d}-{dialect}",
        },
    )
    return "\n\n".join(_parts(translation, own.get("settings", ""), today)) + "\n"


def _parts(translation: Translation, settings: str, today: date) -> Iterator[str]:
    given = {f"given_{name}": datasets()[name].fields for name in ("cases", "pauses")}
    names = [_view("day_limits"), *_views(_READING), _view("mentions", "pipeline/aggregate/job/mentions")]
    counts = [
        *_views(["models/full/pending_rows_unsliced", *COUNTING[:-2]]),
        *(_view(name) for name in ("happened", "recent", "counted_days")),
        *_views(COUNTING[-2:]),
        _view("case_counts"),
    ]
    yield _comment(gettext(_GIVEN), *(_table(translation, name, fields) for name, fields in given.items()))
    if settings:
        yield settings.strip()
    yield "\n".join(f"{translation.no_view(name)};" for name, _query in reversed([*names, *counts]))
    yield _comment(gettext(_NAMES), "python -m reform cube --mentions mentions.parquet --items … --out lists")
    yield from (f"{translation.view(*view)};" for view in names)
    yield _comment(gettext(_ASKED))
    yield from (f"{translation.query(statement.sql)};" for step in _CHECKS for statement in statements(step))
    yield _comment(gettext(_SMALL), *(_table(translation, *small) for small in _small_tables(today)))
    yield _comment(gettext(_COUNTS), "python -m reform load case_counts.parquet --replace FIRST..LAST")
    yield from (f"{translation.view(*view)};" for view in counts)


def _views(steps: Iterable[str]) -> list[tuple[str, str]]:
    """What models keep: names and queries."""
    return [(statement.name or "", statement.sql) for step in steps for statement in statements(step)]


def _view(name: str, step: str = "") -> tuple[str, str]:
    """What a query without a name gives, under a name."""
    (query,) = statements(step or f"pipeline/aggregate/script/{name}")
    return name, query.sql


def _comment(*lines: str) -> str:
    return "\n".join(f"-- {line}" for line in lines)


def _table(translation: Translation, name: str, fields: Iterable[Field]) -> str:
    columns = ", ".join(f"{field.name} {translation.type(field.type)}" for field in fields)
    return f"  {name} ({columns})"


def _small_tables(today: date) -> Iterator[tuple[str, list[Field]]]:
    """Their names and columns: those of a county that has nothing."""
    with scratch() as small:
        built.create_tables(small)
        for name, table in reference_tables.look_up(small, [], today).tables.items():
            relation = small.from_arrow(table)
            types = map(str, relation.types)
            yield name, [Field(*column) for column in zip(relation.columns, types, strict=True)]
