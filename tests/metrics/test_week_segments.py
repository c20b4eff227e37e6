"""Weeks in Python are those of the cube; whole weeks give the answers that cut ones would."""

from collections.abc import Iterator
from datetime import date, timedelta

import duckdb
import pandas as pd
import pytest

from reform.metrics import query, week_segments
from reform.metrics.query import Scope
from reform.pipeline.county import prepare_sample

DAYS = [date(2024, 1, 1) + timedelta(days=n) for n in range(800)]


@pytest.fixture(scope="module")
def sample() -> Iterator[duckdb.DuckDBPyConnection]:
    with prepare_sample().open() as connection:
        yield connection


def test_weeks_are_those_of_the_cube(sample: duckdb.DuckDBPyConnection) -> None:
    asked = "select day, segment_start(day), segment_end(day) from (select unnest(?) as day)"
    told = sample.execute(asked, [DAYS]).fetchall()
    assert told == [(day, week_segments.start(day), week_segments.end(day)) for day in DAYS]


@pytest.mark.parametrize(
    ("day", "last_on", "expected"),
    [
        (date(2026, 9, 30), date(2026, 9, 30), date(2026, 9, 30)),  # a Wednesday that ends a month
        (date(2026, 9, 23), date(2026, 9, 23), date(2026, 9, 27)),
        (date(2026, 9, 24), date(2026, 9, 23), date(2026, 9, 27)),
        (date(2026, 9, 22), date(2026, 9, 23), date(2026, 9, 22)),  # something came after it
    ],
)
def test_after_the_last_day_a_week_is_whole(day: date, last_on: date, expected: date) -> None:
    assert week_segments.end_if_last(day, last_on) == expected


LAST = date(2026, 10, 31)
OF_COMPLETED = ("D03", "D05", "D06", "D07", "three_limits", "days_distribution")
OF_HANDLED = ("O03", "O04b", "O05b", "O06b", "online_gap", "visits_by_case", "items_with_visits")


@pytest.mark.parametrize(
    ("scope", "whole"),
    [
        (Scope(LAST), True),
        (Scope(date(2026, 10, 28)), False),
        (Scope(LAST, from_on=date(2026, 1, 1)), True),  # a year begins with a week of its own
        (Scope(LAST, from_on=date(2026, 1, 2)), False),
        (Scope(LAST, to_on=date(2026, 9, 30)), True),
        (Scope(LAST, to_on=date(2026, 9, 29)), False),
        (Scope(date(2026, 9, 27), to_on=date(2026, 9, 27)), True),
    ],
)
def test_a_period_cuts_a_week_or_not(scope: Scope, whole: bool) -> None:
    assert scope.cuts_no_week(LAST) is whole


@pytest.mark.parametrize(
    "scope", [Scope(LAST), Scope(LAST, from_on=date(2026, 1, 1)), Scope(date(2026, 9, 27))], ids=str
)
@pytest.mark.parametrize("code", [*OF_COMPLETED, *OF_HANDLED])
def test_whole_weeks_give_the_same_answers(
    sample: duckdb.DuckDBPyConnection, code: str, scope: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert scope.cuts_no_week(query.last_day(sample))
    whole = query.ask(sample, code, scope)
    monkeypatch.setattr(Scope, "cuts_no_week", lambda scope, last_on: False)
    pd.testing.assert_frame_equal(whole, query.ask(sample, code, scope))
    assert whole["n" if "n" in whole else "cases"].sum() > 0
