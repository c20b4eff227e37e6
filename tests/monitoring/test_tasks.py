"""The weekly check without a screen: what a row becomes, what is new, the order, whose list it is."""

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from reform.common.i18n import speaking
from reform.common.workdays import CHINA
from reform.metrics.freshness import Age
from reform.metrics.query import Scope, ask
from reform.models.calendar_table import china_calendar
from reform.monitoring import data_tasks, tasks
from reform.monitoring.tasks import (
    KINDS,
    NOBODY,
    SOURCES,
    Task,
    TaskSource,
    counts,
    fell_due,
    listed,
    ordered,
    owed_by,
    units,
)
from reform.schema.datasets import datasets
from tests.metrics.county import new_snapshot

AS_OF = date(2026, 4, 21)
SINCE = AS_OF - timedelta(7)


def answers(**rows: list[dict[str, Any]]) -> Any:
    """Answers by question; every other question has none."""
    asked: dict[str, Scope] = {}

    def answer(question: str, scope: Scope) -> pd.DataFrame:
        asked[question] = scope
        return pd.DataFrame(rows.get(question, []))

    answer.asked = asked  # type: ignore[attr-defined]
    return answer


def row(**cells: Any) -> dict[str, Any]:
    return {"subject": "甲", "reference": "1", "item_code": None, "owner": "县水利局"} | cells


@pytest.mark.parametrize(
    ("due_on", "left", "is_new"),
    [
        (SINCE - timedelta(1), -6, False),  # late last week already
        (SINCE, -5, True),  # due that very day: not late then
        (AS_OF - timedelta(1), -1, True),
        (AS_OF, 0, False),  # not late yet
        (AS_OF + timedelta(3), 3, False),
        (None, None, False),
    ],
)
def test_new_is_what_fell_late_since_last_week(due_on: date | None, left: int | None, is_new: bool) -> None:
    assert fell_due(due_on, left, SINCE) is is_new
    (task,) = listed(answers(week_cases=[row(due_on=due_on, days_left=left)]), Scope(AS_OF), SINCE)
    assert (task.kind, task.due_on, task.days_left) == ("case", due_on, left)
    assert task.is_new is is_new
    assert task.is_late is (left is not None and left < 0)


def test_a_change_is_new_and_says_what_happened() -> None:
    moved = row(due_on=AS_OF, days_left=0, before_on=date(2026, 4, 1), happened_on=AS_OF, reason=None)
    asking = answers(week_plan_changes=[moved])
    with speaking("en"):
        (task,) = listed(asking, Scope(AS_OF, departments=("县水利局",)), SINCE)
    assert task.is_new
    assert task.note == "moved from 1 Apr 2026; reason: not given"
    assert asking.asked["week_plan_changes"] == Scope(AS_OF, from_on=SINCE + timedelta(1))
    assert asking.asked["week_disputes"] == Scope(AS_OF)  # who owes it need not hold the item


def test_a_question_with_columns_of_its_own_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"subject": "item_name", "owner": "department", "due_on": "answer_by"}
    monkeypatch.setattr(tasks, "SOURCES", (TaskSource("handoff", "handoffs_unanswered", columns=names),))
    told = {"item_name": "取水许可", "department": "县水利局", "answer_by": "2026-04-20", "days_left": -1.0}
    assert listed(answers(handoffs_unanswered=[told]), Scope(AS_OF), SINCE) == [
        Task("handoff", "取水许可", "县水利局", date(2026, 4, 20), -1, is_new=True)
    ]


def test_late_first_then_due_then_what_only_happened() -> None:
    rows = [
        Task("transferred", "g", "a"),
        Task("data", "f", "a"),
        Task("case", "e", "a", AS_OF + timedelta(2), 2),
        Task("transfer", "d", "a", AS_OF, 0),
        Task("case", "c", "a", AS_OF - timedelta(5), -5, calendar_kind="natural"),
        Task("dispute", "b", "a", AS_OF - timedelta(5), -3),
        Task("review", "a", "a", AS_OF - timedelta(13), -9),
    ]
    assert [task.subject for task in ordered(rows)] == ["a", "b", "c", "d", "e", "f", "g"]
    assert counts(rows) == dict.fromkeys(("transfer", "dispute", "review", "data", "transferred"), 1) | {
        "case": 2
    }
    assert list(counts(rows)) == [kind for kind in KINDS if kind in counts(rows)]


def test_each_unit_has_its_own_list() -> None:
    rows = [Task("case", "a", "甲局"), Task("case", "b", "乙局"), Task("load", "c", NOBODY)]
    assert owed_by(rows, ["甲局"]) == rows[:1]
    assert owed_by(rows, []) == rows
    assert list(units(rows, ["丙局", "甲局"])) == ["丙局", "甲局", "乙局"]


@pytest.mark.parametrize(
    ("language", "left", "said"),
    [("en", -2, "2 late"), ("en", 0, "today"), ("en", 3, "3"), ("zh", -2, "超 2"), ("zh", None, "—")],
)
def test_days_left_in_words(language: str, left: int | None, said: str) -> None:
    with speaking(language):
        assert tasks.left(left) == said


def test_every_source_is_of_a_known_kind() -> None:
    assert {source.kind for source in SOURCES} <= set(KINDS)


# about the data -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "due_on", "left"),
    [
        (date(2026, 4, 20), date(2026, 4, 20), 0),
        (date(2026, 4, 17), date(2026, 4, 20), 1),  # Friday to Monday
        (date(2026, 4, 18), date(2026, 4, 17), -1),  # the day is over, no working day since
        (date(2026, 4, 21), date(2026, 4, 17), -2),
        (date(2026, 9, 30), date(2026, 10, 8), 1),  # the National Day holiday
    ],
)
def test_days_left_are_working_days_here_and_in_sql(on: date, due_on: date, left: int) -> None:
    assert data_tasks.days_left(CHINA, on, due_on) == left
    with new_snapshot() as connection:
        assert china_calendar(connection).overrides == {}
        asked = connection.execute("select days_left(?::date, ?::date)", [on, due_on]).fetchall()
    assert asked == [(left,)]


def age(days: int, max_age: int = 8) -> Age:
    return Age("ratings", 5, AS_OF - timedelta(days), days, max_age, datasets()["ratings"].owner)


@pytest.mark.parametrize(
    ("days", "left", "is_new"), [(3, None, False), (6, 2, False), (10, -2, True), (40, -21, False)]
)
def test_stale_data_are_matters(days: int, left: int | None, is_new: bool) -> None:
    found = data_tasks.renewals({"ratings": age(days)}, {}, AS_OF, CHINA, SINCE)
    assert [(one.days_left, one.is_new) for one in found] == ([] if left is None else [(left, is_new)])
    assert all(one.owner == "政务服务中心" for one in found)


def test_data_owed_by_a_department_are_on_its_list() -> None:
    (found,) = data_tasks.renewals({"ratings": age(20)}, {"ratings": "县水利局"}, AS_OF, CHINA, SINCE)
    assert found.owner == "县水利局"


def event(name: str, day: str, outcome: str, **more: str) -> dict[str, str]:
    return {"event": "file", "at": f"{day}T04:00:00.000+00:00", "file": name, "outcome": outcome} | more


@pytest.mark.parametrize(
    ("events", "names"),
    [
        ([], []),
        ([event("a.csv", "2026-04-20", "refused", dataset="cases")], ["a.csv"]),
        ([event("a.csv", "2026-04-20", "published"), event("a.csv", "2026-04-19", "refused")], []),
        ([event("a.csv", "2026-04-20", "refused"), event("a.csv", "2026-04-19", "published")], ["a.csv"]),
        ([event("a.csv", "2026-04-20", "refused"), event("a.csv", "2026-04-19", "refused")], ["a.csv"]),
        ([event("a.csv", "2026-04-14", "refused")], []),  # a week ago
        ([event("a.csv", "2026-04-22", "refused")], []),  # not yet
        ([{"event": "undo", "at": "2026-04-20T04:00:00.000+00:00"}], []),
    ],
)
def test_failed_loads_until_they_are_loaded(events: list[dict[str, str]], names: list[str]) -> None:
    found = data_tasks.failures(events, SINCE, AS_OF)
    assert [one.subject for one in found] == names
    assert all(one.kind == "load" and one.is_new for one in found)


def test_files_with_refused_cells_wait() -> None:
    rows = pd.DataFrame([{"subject": "a.xlsx", "dataset": "disputes", "cells": 3}])
    (found,) = data_tasks.corrections(rows)
    assert (found.kind, found.subject, found.owner) == ("load", "a.xlsx", "改革工作专班")


def test_empty_county_has_nothing_to_check() -> None:
    with new_snapshot() as connection:
        assert listed(lambda code, scope: ask(connection, code, scope), Scope(AS_OF), SINCE) == []
