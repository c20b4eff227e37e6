"""The lists of the page 服务能力 on tables small enough to tell by hand."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import duckdb
import pytest

from reform.metrics.query import Scope, ask
from tests.metrics.county import Case, Count, County, Hall, Item, load, new_snapshot

MONDAY, TUESDAY, LATER = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 9)
AS_OF = Scope(date(2026, 3, 31))

ITEMS = [
    Item("A1", "甲", department="公安局", item_type="01", visits=2, online_depth=4),
    Item(
        "A2", "乙", department="公安局", item_type="20", visits=3, online_depth=1, visit_reason="须核验原件"
    ),
    Item("A3", "丙", department="水利局", visits=1, online_depth=7),
    Item("A4", "丁", department="水利局", item_type="02", visits=5, online_depth=2),  # a penalty
    Item("A5", "戊", department="水利局", item_type="07"),
]


def case(number: int, item: str, channel: str | None, visits: int | None, result: str = "granted") -> Case:
    day = datetime(2026, 3, 2, 9)
    return Case(f"C{number}", day, item, channel=channel, completed_at=day, result=result, visits=visits)


CASES = [
    case(1, "A1", "1", 2),
    case(2, "A1", "2", 0),
    case(3, "A3", "1", 1),
    case(4, "A3", "4", 0),
    case(5, "A3", "3", None),
    case(6, "A3", None, 4),
    case(7, "A4", "1", 1),
    case(8, "A3", "1", 9, "withdrawn"),
]
HALL = [
    # Monday has its own row: its hours do not count
    Hall(MONDAY, 100, taken=50, waiting_minutes=10, self_service=10, windows_open=10),
    Hall(MONDAY, 30, hour=9, taken=30, windows_open=8),
    # of Tuesday only the hours are known, one of them without its cases
    Hall(TUESDAY, 30, hour=9, taken=12, waiting_minutes=20, self_service=4, windows_open=8),
    Hall(TUESDAY, 10, hour=12, waiting_minutes=None, self_service=2, windows_open=2),
    Hall(LATER, 60, taken=30, waiting_minutes=4, self_service=10, windows_open=6),
]
COUNTY = County(
    ITEMS, cases=CASES, hall=HALL, centre=[Count(date(2026, 4, 1), 60), Count(MONDAY, 90), Count(LATER, 80)]
)


@pytest.fixture(scope="module")
def snapshot() -> Iterator[duckdb.DuckDBPyConnection]:
    with new_snapshot() as connection:
        load(connection, COUNTY)
        yield connection


def answer(snapshot: duckdb.DuckDBPyConnection, name: str, scope: Scope = AS_OF) -> list[dict[str, Any]]:
    frame = ask(snapshot, name, scope)
    return frame.astype(object).where(frame.notna(), None).to_dict("records")  # type: ignore[return-value]


def picked(rows: list[dict[str, Any]], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


@pytest.mark.parametrize(
    ("code", "value", "numerator", "denominator"),
    [
        ("V01", 200 / 3, 200, 3),
        ("V02", 20.0, 20, 100),  # Tuesday does not tell all its cases
        ("V03", (1000 + 600 + 240) / 190, 1840, 190),
        ("V04", 5.0, 80, 16),
        ("O08", 100 * 10 / 90, 10, 90),  # the count of April is not known yet
        ("O03", 200 / 7, 2, 7),  # the case withdrawn later was handed in too
        ("O04b", 400 / 6, 4, 6),
    ],
)
def test_a_day_by_hand(
    snapshot: duckdb.DuckDBPyConnection, code: str, value: float, numerator: int, denominator: int
) -> None:
    row = ask(snapshot, code, AS_OF).iloc[0]
    assert row["value"] == pytest.approx(value)
    assert (row["numerator"], row["denominator"]) == (numerator, denominator)


def test_one_count_alone_has_no_before(snapshot: duckdb.DuckDBPyConnection) -> None:
    row = ask(snapshot, "O08", Scope(TUESDAY)).iloc[0]
    assert (row["windows"], row["n"]) == (90, 1)
    assert answer(snapshot, "O08", Scope(TUESDAY))[0]["value"] is None


def test_visits_of_items_and_cases(snapshot: duckdb.DuckDBPyConnection) -> None:
    """More than two count with two, not known is a row of its own, and the penalty is no application."""
    assert picked(answer(snapshot, "visits_by_item"), "visits", "n") == [(1, 1), (2, 2), (None, 1)]
    assert picked(answer(snapshot, "visits_by_case"), "visits", "n") == [(0, 2), (1, 2), (2, 2), (None, 1)]


def test_items_above_one_visit_first_those_without_a_reason(snapshot: duckdb.DuckDBPyConnection) -> None:
    rows = answer(snapshot, "items_with_visits")
    assert picked(rows, "item_code", "visits", "visit_reason", "cases", "mean_visits") == [
        ("A1", 2, None, 2, 1.0),
        ("A2", 3, "须核验原件", 0, None),
    ]


def test_online_on_paper_only(snapshot: duckdb.DuckDBPyConnection) -> None:
    """Exactly half is not most; a case whose channel nobody knows is on neither side."""
    rows = answer(snapshot, "online_gap")
    assert picked(rows, "item_code", "cases", "online", "otherwise", "counter") == [("A3", 4, 1, 3, 2)]


def test_the_hall_by_month_hour_and_weekday(snapshot: duckdb.DuckDBPyConnection) -> None:
    (march,) = answer(snapshot, "hall_months")
    assert (march["days"], march["visits"], march["taken_a_day"]) == (3, 200, 40)
    assert march["visits_a_case"] == 2  # of the two days that tell both
    hours = answer(snapshot, "hall_hours")
    assert picked(hours, "hour", "days", "visits", "windows_open", "visits_a_window", "waiting") == [
        (9, 2, 60, 8, 3.75, 20),
        (12, 1, 10, 2, 5, None),
    ]
    assert picked(answer(snapshot, "hall_weekdays"), "weekday", "hour", "visits") == [
        (1, 9, 30),
        (2, 9, 30),
        (2, 12, 10),
    ]


def test_the_hall_follows_the_period_and_no_filter(snapshot: duckdb.DuckDBPyConnection) -> None:
    narrow = Scope(date(2026, 3, 31), from_on=TUESDAY, to_on=TUESDAY, departments=("水利局",))
    assert picked(answer(snapshot, "V01", narrow), "numerator", "denominator") == [(40, 1)]
    assert picked(answer(snapshot, "centre_counts", narrow), "windows") == [(90,), (80,)]
