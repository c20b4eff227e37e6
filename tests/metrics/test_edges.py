"""Figures at the edges, on the sample county: sums, past days, items that went back."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import pytest

from reform.metrics.query import Scope, ask, find, indicators, why_missing
from reform.pipeline.county import prepare_sample

NOW = date(2026, 10, 31)
OCTOBER = date(2026, 10, 1)
RETURNED = """
select count(*)
from cases
inner join subjects on subjects.subject_id = cases.subject_id
inner join stage_log as log
    on log.item_code = subjects.item_code and log.stage = 'X3' and cases.accepted_on >= log.entered_on
where cases.side = $side
"""


@pytest.fixture(scope="module")
def sample() -> Iterator[duckdb.DuckDBPyConnection]:
    with prepare_sample().open() as connection:
        yield connection


BEFORE = date(2020, 1, 1)


def row(sample: duckdb.DuckDBPyConnection, code: str, scope: Scope) -> Any:
    return ask(sample, code, scope).iloc[0]


@pytest.mark.parametrize("code", [code for code, metric in indicators().items() if metric.over_nothing])
def test_nothing_is_known_before_the_first_row(sample: duckdb.DuckDBPyConnection, code: str) -> None:
    assert row(sample, code, Scope(BEFORE)).isna()["value"]
    assert why_missing(sample, find(code), BEFORE)
    assert not why_missing(sample, find(code), NOW)
    assert row(sample, code, Scope(NOW, departments=("没有这个局",)))["value"] == 0


@pytest.mark.parametrize("code", ["D05c", "D06"])
@pytest.mark.parametrize("by", ["month", "channel", "department"])
def test_what_is_counted_since_the_transfer_adds_up(
    sample: duckdb.DuckDBPyConnection, code: str, by: str
) -> None:
    """The five cases an item needs on each side are looked for in all cases, not in those asked for."""
    whole, parts = row(sample, code, Scope(NOW)), ask(sample, code, Scope(NOW), [by])
    assert parts["numerator"].sum() == pytest.approx(whole["numerator"])
    assert parts["n"].sum() == whole["n"] > 27_000


@pytest.mark.parametrize("code", ["D05c", "D06"])
def test_a_month_is_the_same_asked_alone_or_among_others(
    sample: duckdb.DuckDBPyConnection, code: str
) -> None:
    months = ask(sample, code, Scope(NOW), ["month"]).set_index("month")
    alone = row(sample, code, Scope(NOW, from_on=OCTOBER))
    for column in (
        ("value", "numerator", "n", "per_case") if code == "D05c" else ("value", "n", "mean_before")
    ):
        assert alone[column] == pytest.approx(months.loc[str(OCTOBER), column])
    assert alone["n"] == 1_171, "1,179 without the eight cases of items that went back"


def test_a_channel_is_the_same_asked_alone_or_among_others(sample: duckdb.DuckDBPyConnection) -> None:
    channels = ask(sample, "D05c", Scope(NOW), ["channel"]).set_index("channel")
    for channel, figures in channels.iterrows():
        alone = row(sample, "D05c", Scope(NOW, channels=(str(channel),)))
        assert alone["value"] == pytest.approx(figures["value"])


def test_cases_of_an_item_that_went_back_are_not_after_its_transfer(
    sample: duckdb.DuckDBPyConnection,
) -> None:
    counts = [sample.execute(RETURNED, {"side": side}).fetchone() for side in ("after", "none")]
    assert counts == [(0,), (46,)]


@pytest.mark.parametrize(
    ("day", "items", "rate"),
    [(date(2024, 3, 31), 801, 2.12), (date(2024, 12, 31), 808, 33.42), (date(2025, 12, 31), 813, 66.17)],
)
def test_an_item_that_is_set_up_later_is_not_in_the_base(
    sample: duckdb.DuckDBPyConnection, day: date, items: int, rate: float
) -> None:
    assert row(sample, "T01", Scope(day))["value"] == items
    assert row(sample, "T03", Scope(day))["value"] == pytest.approx(rate, abs=0.005)


def test_a_past_day_knows_of_no_later_transfer(sample: duckdb.DuckDBPyConnection) -> None:
    sides = ask(sample, "D05", Scope(date(2025, 5, 2)), ["side"]).set_index("side")["value"]
    assert (sides["before"], sides["after"]) == (144_194, 110_109)


def test_accepted_cases_are_counted_whether_withdrawn_later_or_not(
    sample: duckdb.DuckDBPyConnection,
) -> None:
    assert row(sample, "O03", Scope(date(2024, 2, 12)))["value"] == pytest.approx(36.939, abs=0.0005)
