"""Accepted rows → facts → cube: runs models/*.sql inside a snapshot that is being built."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

import duckdb
import pyarrow as pa

from reform.datasets import Dataset, datasets
from reform.sql import model
from reform.workdays import FIRST_DAY, KINDS, LAST_DAY, Calendar

# Each step may use the tables of the steps before it.
STEPS = (
    "functions",
    "stage_log",
    "items",
    "subjects",
    "pauses",
    "cases",
    "ratings",
    "measures",
    "cube",
    "happened",
    "questions",
)

Progress = Callable[[str], None]


def declare(connection: duckdb.DuckDBPyConnection) -> None:
    """Make room for the declared datasets where it is missing: kept rows and their history."""
    connection.execute(model("tables"))
    for dataset in datasets().values():
        for schema, extra in (("raw", ()), ("history", (("replaced_by", "INTEGER"),))):
            connection.execute(_definition(f"{schema}.{dataset.name}", dataset, extra))


def _definition(table: str, dataset: Dataset, extra: tuple[tuple[str, str], ...]) -> str:
    meta = (("row_key", "VARCHAR"), ("import_id", "INTEGER"), ("source_row", "BIGINT"))
    columns = (*meta, *((f.name, f.type) for f in dataset.fields), *extra)
    listed = ", ".join(f'"{name}" {kind}' for name, kind in columns)
    return f"create table if not exists {table} ({listed})"


def derive(connection: duckdb.DuckDBPyConnection, progress: Progress = lambda step: None) -> None:
    """Rebuild everything that follows from the kept rows: calendar, facts, cube and questions."""
    progress("calendar")
    _write_calendar(connection)
    for step in STEPS:
        progress(step)
        connection.execute(model(step))


def china_calendar(connection: duckdb.DuckDBPyConnection) -> Calendar:
    """The official calendar with what the county loaded over it."""
    loaded = connection.execute(model("calendar_overrides")).fetchall()
    return Calendar(
        overrides={day: worked for day, worked, _ in loaded},
        published_years=frozenset(day.year for day, _, notice in loaded if notice),
    )


def _write_calendar(connection: duckdb.DuckDBPyConnection) -> None:
    china = china_calendar(connection)
    tables = {kind: _built_in(kind) for kind in KINDS}
    if china.overrides:
        tables["china"] = _calendar_table(china)
    connection.register("calendar_days", pa.concat_tables(tables.values()))
    connection.execute(model("calendar"))
    connection.unregister("calendar_days")


@cache
def _built_in(kind: str) -> pa.Table:
    """The calendar without a county's own days: the same for every load of a process."""
    return _calendar_table(Calendar(kind))


def _calendar_table(calendar: Calendar) -> pa.Table:
    first, last = calendar.coverage()
    days: list[date] = [FIRST_DAY + timedelta(n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]
    worked = set(calendar.workdays)
    is_workday = [day in worked for day in days]
    number, numbers = 0, []
    for works in is_workday:
        number += works
        numbers.append(number)
    return pa.table(
        {
            "kind": pa.array([calendar.kind] * len(days)),
            "day": pa.array(days, pa.date32()),
            "is_workday": pa.array(is_workday),
            "workday_no": pa.array(numbers, pa.int32()),
            "provisional": pa.array([not first <= day <= last for day in days]),
        }
    )
