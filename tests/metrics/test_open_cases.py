"""Open cases: the few unfinished ones, and those of the fact that were completed after the as-of date."""

from collections.abc import Iterator
from datetime import date, timedelta

import duckdb
import pytest

from reform.metrics import query
from reform.metrics.query import Scope
from reform.pipeline.county import prepare_sample

OPEN_THEN = """
select case_no
from cases
where accepted_on <= $day and ((counted and completed_on is null) or completed_on > $day)
"""
OPEN = "select case_no from open_cases($scope)"


@pytest.fixture(scope="module")
def sample() -> Iterator[duckdb.DuckDBPyConnection]:
    with prepare_sample().open() as connection:
        yield connection


def bound(connection: duckdb.DuckDBPyConnection, day: date) -> dict[str, object]:
    return Scope(day).bound(query.find("D13"), (), query.last_day(connection))


@pytest.mark.parametrize("before", [-30, 0, 1, 7, 90, 400, 5000])
def test_open_on_any_day_are_those_not_yet_completed(sample: duckdb.DuckDBPyConnection, before: int) -> None:
    day = query.last_day(sample) - timedelta(before)
    told = sorted(sample.execute(OPEN, {"scope": bound(sample, day)}).fetchall())
    assert told == sorted(sample.execute(OPEN_THEN, {"day": day}).fetchall())
    assert bool(told) == (before < 5000)


@pytest.mark.parametrize(("before", "reads"), [(-30, False), (0, False), (7, True)])
def test_the_fact_is_read_for_a_day_in_the_past_only(
    sample: duckdb.DuckDBPyConnection, before: int, reads: bool
) -> None:
    day = query.last_day(sample) - timedelta(before)
    ((_, plan),) = sample.execute(f"explain {OPEN}", {"scope": bound(sample, day)}).fetchall()
    assert ("main.cases" in plan) is reads
    assert "main.unfinished" in plan


def test_special_procedures_that_the_law_does_not_name_are_told_apart(
    sample: duckdb.DuckDBPyConnection,
) -> None:
    """现场勘验 and 公示 stop the clock, but art. 45 does not name them."""
    d09 = query.ask(sample, "D09", Scope(query.last_day(sample))).iloc[0]
    assert (d09["over_statutory"], d09["over_statutory_strict"]) == (158, 269)
