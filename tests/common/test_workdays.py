"""Working days: the vectors of the law's arithmetic, and every published day."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform.common import workdays
from reform.common.workdays import CHINA, Calendar

D = date.fromisoformat
PUBLISHED = Path(__file__).parents[3] / "shared" / "real" / "calendar"
days = st.dates(date(2004, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("accepted", "limit", "expected"),
    [
        ("2026-02-12", 5, "2026-02-26"),
        ("2026-02-14", 1, "2026-02-24"),
        ("2026-04-29", 5, "2026-05-09"),
        ("2026-09-24", 5, "2026-10-09"),
        ("2026-09-30", 20, "2026-11-03"),
        ("2025-12-31", 1, "2026-01-04"),
        ("2025-09-30", 7, "2025-10-16"),
        ("2026-11-23", 20, "2026-12-21"),
        ("2026-11-23", 0, "2026-11-23"),
    ],
)
def test_deadline(accepted: str, limit: int, expected: str) -> None:
    assert CHINA.deadline(D(accepted), limit) == D(expected)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-02-13", "2026-02-14", 1),
        ("2026-02-13", "2026-02-24", 2),
        ("2026-09-30", "2026-10-08", 1),
        ("2026-09-30", "2026-10-10", 3),
        ("2026-01-03", "2026-01-04", 1),
        ("2024-02-08", "2024-02-18", 2),
        ("2024-05-06", "2024-06-07", 25),
        ("2025-01-20", "2025-02-28", 25),
        ("2026-11-23", "2026-11-23", 0),
        ("2026-11-23", "2026-11-20", 0),
    ],
)
def test_between(start: str, end: str, expected: int) -> None:
    assert CHINA.between(D(start), D(end)) == expected


def test_a_limit_that_reaches_an_unpublished_year_is_provisional() -> None:
    due = CHINA.deadline(D("2026-12-04"), 20)
    assert due.year == 2027
    assert CHINA.is_provisional(D("2026-12-04"), due)
    assert not CHINA.is_provisional(D("2026-12-03"), D("2026-12-31"))
    assert CHINA.coverage() == (date(2004, 1, 1), date(2026, 12, 31))


def test_days_beyond_the_calendar_count_by_weekday() -> None:
    assert CHINA.between(D("2030-01-04"), D("2030-01-14")) == 6


def test_a_loaded_notice_extends_the_calendar_and_a_local_closure_does_not() -> None:
    notice = Calendar(overrides={D("2027-01-01"): False}, published_years=frozenset({2027}))
    assert notice.coverage()[1] == date(2027, 12, 31)
    closure = Calendar(overrides={D("2026-11-24"): False})
    assert closure.between(D("2026-11-23"), D("2026-11-25")) == 1
    assert closure.coverage()[1] == date(2026, 12, 31)


def test_other_calendars() -> None:
    assert Calendar("natural").between(D("2026-02-13"), D("2026-02-24")) == 11
    assert Calendar("weekdays").between(D("2026-02-13"), D("2026-02-24")) == 7


@given(days, days, days)
def test_counts_add_up(a: date, b: date, c: date) -> None:
    first, middle, last = sorted((a, b, c))
    assert CHINA.between(first, last) == CHINA.between(first, middle) + CHINA.between(middle, last)


@given(days.filter(lambda d: d.year < 2026), st.integers(1, 60))
def test_deadline_is_the_first_day_on_which_the_limit_is_used_up(start: date, limit: int) -> None:
    due = CHINA.deadline(start, limit)
    assert CHINA.between(start, due) == limit
    assert CHINA.between(start, due - timedelta(1)) == limit - 1


@pytest.mark.skipif(
    not PUBLISHED.is_dir(), reason="the published calendars (shared/real/calendar) are not here"
)
def test_every_published_day_agrees() -> None:
    official: dict[date, bool] = {}
    for path in sorted(PUBLISHED.glob("*.json")):
        for entry in json.loads(path.read_text(encoding="utf-8"))["days"]:
            official[date.fromisoformat(entry["date"])] = not entry["isOffDay"]
    wrong = [
        day
        for day in (date(2007, 1, 1) + timedelta(n) for n in range(365 * 20 + 5))
        if day.year <= 2026 and workdays.CHINA.is_workday(day) != official.get(day, day.weekday() < 5)
    ]
    assert wrong == []
    counts = [
        sum(workdays.CHINA.is_workday(date(y, 1, 1) + timedelta(n)) for n in range(365 + (y % 4 == 0)))
        for y in range(2018, 2027)
    ]
    assert counts == [250, 250, 249, 250, 249, 249, 251, 248, 248]
