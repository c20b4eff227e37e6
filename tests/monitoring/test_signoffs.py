"""Ticks of the weekly check: one a unit and week, kept with its history in the journal."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from reform.common.actor import Actor
from reform.monitoring import signoffs
from reform.monitoring.tasks import Task
from reform.storage.journal import Journal

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
WEEK = date(2026, 11, 23)
TASKS = [Task("case", "a", "县水利局", days_left=-1), Task("case", "b", "县水利局", days_left=1)]


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path)


@pytest.mark.parametrize(
    ("as_of", "last_day", "looked_on", "monday"),
    [
        (date(2026, 10, 31), date(2026, 10, 31), date(2026, 11, 25), WEEK),  # no news since: still this week
        (date(2026, 10, 31), date(2026, 10, 31), date(2026, 10, 31), date(2026, 10, 26)),  # the sample
        (date(2026, 6, 3), date(2026, 10, 31), date(2026, 11, 25), date(2026, 6, 1)),  # an earlier week
        (date(2026, 12, 3), date(2026, 10, 31), date(2026, 11, 25), date(2026, 11, 30)),
    ],
)
def test_the_week_that_is_checked(as_of: date, last_day: date, looked_on: date, monday: date) -> None:
    assert signoffs.week_of(as_of, last_day, looked_on) == monday


def test_a_tick_holds_for_its_unit_and_week(journal: Journal) -> None:
    assert signoffs.signed_off(journal, WEEK) == {}
    signoffs.sign_off(journal, WEEK, "县水利局", " 已逐项核对 ", TASKS, Actor("李主任"), NOW)
    held = signoffs.signed_off(journal, WEEK)
    assert list(held) == ["县水利局"]
    assert held["县水利局"].author == "李主任"
    assert held["县水利局"].fields == {"checked": True, "note": "已逐项核对", "matters": 2, "late": 1}
    assert signoffs.signed_off(journal, WEEK + timedelta(7)) == {}
    assert signoffs.signed_off(journal, WEEK, NOW - timedelta(1)) == {}


def test_taking_a_tick_back_is_an_entry_too(journal: Journal) -> None:
    signoffs.withdraw_sign_off(journal, WEEK, "县水利局", Actor("李"), NOW)  # nothing to take back
    assert journal.entries() == []
    signoffs.sign_off(journal, WEEK, "县水利局", "一", TASKS, Actor("李"), NOW)
    signoffs.sign_off(journal, WEEK, "县水利局", "二", TASKS, Actor("王"), NOW)
    signoffs.withdraw_sign_off(journal, WEEK, "县水利局", Actor("李"), NOW)
    assert signoffs.signed_off(journal, WEEK) == {}
    past = signoffs.history(journal, WEEK, "县水利局")
    assert [(entry.author, entry.fields.get("note")) for entry in past] == [
        ("李", None),
        ("王", "二"),
        ("李", "一"),
    ]
    assert [signoffs.unit_of(entry) for entry in signoffs.history(journal, WEEK)] == ["县水利局"] * 3
    assert signoffs.history(journal, WEEK, "县水利") == []  # not a unit whose name only begins alike


def test_units_that_have_not_checked_come_first(journal: Journal) -> None:
    signoffs.sign_off(journal, WEEK, "甲局", "", [], Actor("李"), NOW)
    tasks = [
        Task("case", "a", "乙局", days_left=-1),
        Task("case", "b", "丙局"),
        Task("case", "c", "甲局"),
    ]
    rows = signoffs.unit_statuses(["甲局", "丙局", "丁局", "乙局"], tasks, signoffs.signed_off(journal, WEEK))
    assert [(row.unit, row.tasks, row.late, row.sign_off is not None) for row in rows] == [
        ("乙局", 1, 1, False),
        ("丙局", 1, 0, False),
        ("丁局", 0, 0, False),
        ("甲局", 1, 0, True),
    ]
