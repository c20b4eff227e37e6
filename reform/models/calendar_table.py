"""The table ``calendar``: every day of each kind of calendar, with the days a county loaded over it."""

from datetime import date, timedelta
from functools import cache

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from reform.common.workdays import FIRST_DAY, KINDS, LAST_DAY, Calendar
from reform.models.sql_templates import rendered


def china_calendar(connection: duckdb.DuckDBPyConnection) -> Calendar:
    """The official calendar with what the county loaded over it."""
    loaded = connection.table("raw.calendar").select("day", "is_workday", "notice").order("day").fetchall()
    return Calendar(
        overrides={day: worked for day, worked, _ in loaded},
        published_years=frozenset(day.year for day, _, notice in loaded if notice),
    )


def write_calendar(connection: duckdb.DuckDBPyConnection) -> None:
    """Every day of each kind of calendar, the county's own days put in."""
    china = china_calendar(connection)
    tables = {kind: _built_in(kind) for kind in KINDS}
    if china.overrides:
        tables["china"] = _calendar_table(china)
    connection.register("calendar_days", pa.concat_tables(tables.values()))
    connection.execute(rendered("models/staging/calendar"))
    connection.unregister("calendar_days")


@cache
def _built_in(kind: str) -> pa.Table:
    """The calendar without a county's own days: the same for every load of a process."""
    return _calendar_table(Calendar(kind))


def _calendar_table(calendar: Calendar) -> pa.Table:
    first, last = calendar.coverage()
    days: list[date] = [FIRST_DAY + timedelta(n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]
    is_workday = pa.array([calendar.is_workday(day) for day in days])
    return pa.table(
        {
            "kind": pa.array([calendar.kind] * len(days)),
            "day": pa.array(days, pa.date32()),
            "is_workday": is_workday,
            "workday_no": pc.cumulative_sum(is_workday.cast(pa.int32())),
            "provisional": pa.array([not first <= day <= last for day in days]),
        }
    )
