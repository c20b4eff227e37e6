"""Where cases spend their days, and what complaints are about: small tables that can be counted by hand."""

from collections.abc import Iterator
from datetime import date, datetime

import duckdb
import pytest

from reform.metrics.query import Scope, ask
from tests.metrics.county import Case, County, Item, load, new_snapshot
from tests.metrics.window_rows import Complaint, Step

AS_OF = date(2026, 6, 30)


def at(day: int) -> datetime:
    return datetime(2026, 6, day, 9)


# Monday 1 June 2026 and the weeks after it; no holiday but the 19th.
COUNTY = County(
    items=[Item("A0", department="水利局")],
    cases=[Case(f"C{n}", at(1), "A0", completed_at=at(12)) for n in (1, 2)],
    steps=[
        Step("C1", "take", at(1), at(1), "pass"),
        Step("C1", "examine", at(1), at(3), "return"),
        Step("C1", "inspect", at(3), at(12), "pass"),
        Step("C2", "examine", at(1), at(2), "pass"),
        Step("C2", "decide", at(2), None),
    ],
    complaints=[
        Complaint("T1", date(2026, 5, 4), "late", "水利局", answered_on=date(2026, 5, 8), upheld="true"),
        Complaint("T2", date(2026, 5, 4), "late", "水利局", due_on=date(2026, 6, 1), upheld="mistake"),
        Complaint("T3", date(2026, 6, 29), "manner", None, "A0"),
    ],
)


@pytest.fixture(scope="module")
def snapshot() -> Iterator[duckdb.DuckDBPyConnection]:
    with new_snapshot() as connection:
        load(connection, COUNTY)
        yield connection


def test_time_by_step(snapshot: duckdb.DuckDBPyConnection) -> None:
    """C1 took 0 + 2 + 7 days, C2 one so far: its open step is not counted. C1 is the slow one."""
    times = ask(snapshot, "step_times", Scope(AS_OF)).set_index("step")
    assert list(times.index) == ["take", "examine", "inspect"]
    assert list(times["n"]) == [1, 2, 1]
    assert list(times["share"]) == [0, 30, 70]
    assert times.loc["inspect", "slow_share"] == pytest.approx(100 * 7 / 9)
    assert (times.loc["examine", "p50"], times.loc["examine", "returned"]) == (1.5, 1)


def test_a_step_counts_on_the_day_it_ended(snapshot: duckdb.DuckDBPyConnection) -> None:
    times = ask(snapshot, "step_times", Scope(AS_OF, date(2026, 6, 3), date(2026, 6, 11)))
    assert list(times["step"]) == ["examine"]
    assert list(times["n"]) == [1]


def test_complaints_by_kind(snapshot: duckdb.DuckDBPyConnection) -> None:
    kinds = ask(snapshot, "complaint_kinds", Scope(AS_OF)).set_index("kind")
    assert kinds.loc["late"].to_dict() == {"complaints": 2, "upheld": 1, "in_time": 1, "overdue": 1}
    assert kinds.loc["manner"].to_dict() == {"complaints": 1, "upheld": 0, "in_time": 0, "overdue": 0}


def test_an_item_tells_the_department(snapshot: duckdb.DuckDBPyConnection) -> None:
    rows = ask(snapshot, "rows_complaints", Scope(AS_OF, departments=("水利局",)))
    assert set(rows["complaint_no"]) == {"T1", "T2", "T3"}
