"""Decisions: how each stands, which of a file and the journal holds, what is carried over."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from reform.common.actor import Actor
from reform.common.i18n import speaking
from reform.common.workdays import CHINA
from reform.metrics import query
from reform.metrics.query import Scope
from reform.monitoring import decisions
from reform.monitoring.decisions import Decision, enter, known, report
from reform.monitoring.meetings import account, carried, due, finding, meetings, reconciled
from reform.storage.journal import Journal, JournalFault
from tests.metrics import meeting_rows
from tests.metrics.county import County, load, new_snapshot

AS_OF = date(2026, 4, 21)
FIRST, SECOND = ("第1次", date(2026, 1, 20)), ("第2次", date(2026, 3, 17))
NOW = datetime(2026, 4, 20, 2, tzinfo=UTC)


def decision(number: str = "1", meeting: tuple[str, date] = FIRST, **more: object) -> Decision:
    return replace(Decision(*meeting, number, "先行移交系统账号", "县水利局"), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("due_on", "status", "done_on", "state"),
    [
        (None, "open", None, "undated"),
        (AS_OF, "doing", None, "open"),  # the day itself is not over
        (AS_OF - timedelta(1), "doing", None, "overdue"),
        (AS_OF - timedelta(1), None, None, "overdue"),
        (AS_OF - timedelta(9), "done", AS_OF - timedelta(9), "done"),
        (AS_OF - timedelta(9), "doing", AS_OF - timedelta(8), "done_late"),  # the day counts, not the word
        (AS_OF - timedelta(9), "done", AS_OF + timedelta(1), "overdue"),  # not done yet on that day
        (AS_OF - timedelta(9), "done", None, "done"),
        (AS_OF - timedelta(9), "dropped", None, "dropped"),
        (AS_OF - timedelta(9), "dropped", AS_OF, "done_late"),
    ],
)
def test_how_a_decision_stands(
    due_on: date | None, status: str | None, done_on: date | None, state: str
) -> None:
    one = decision(due_on=due_on, status=status, done_on=done_on)
    assert one.state(AS_OF) == state
    assert one.is_open(AS_OF) is (state in ("overdue", "open", "undated"))


def rows(*found: Decision, loaded_at: datetime = datetime(2026, 4, 1)) -> pd.DataFrame:
    columns = (
        "meeting_no",
        "met_on",
        "decision_no",
        "decision",
        "owner",
        "due_on",
        "evidence",
        "status",
        "done_on",
    )
    cells = [
        (d.meeting, d.met_on, d.number, d.text, d.owner, d.due_on, d.evidence, d.status, d.done_on)
        for d in found
    ]
    return pd.DataFrame(cells, columns=list(columns)).assign(loaded_at=loaded_at)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path)


def listed(table: pd.DataFrame, journal: Journal) -> list[Decision]:
    return known(table, journal.latest(decisions.KIND), Scope(AS_OF))


def test_typed_decisions_stand_on_top_of_the_loaded_ones(journal: Journal) -> None:
    enter(journal, "第1次", FIRST[1], "9", "限期办理移交", "县教育局", date(2026, 5, 1), Actor("李"), NOW)
    enter(journal, "第3次", date(2026, 4, 22), "1", "明天才开会", "", None, Actor("李"), NOW)
    table = rows(decision("1"), decision("1", SECOND, due_on=AS_OF))
    found = listed(table, journal)
    assert [(one.meeting, one.number, one.is_typed) for one in found] == [
        ("第1次", "9", True),
        ("第2次", "1", False),
        ("第1次", "1", False),
    ]
    assert (found[0].text, found[0].owner, found[0].due_on) == ("限期办理移交", "县教育局", date(2026, 5, 1))
    assert (found[1].due_on, found[2].due_on) == (AS_OF, None)


@pytest.mark.parametrize(
    ("meeting", "number"), [("13912345678", "1"), ("第1次", "139-1234-5678"), ("联系人王小明", "2")]
)
def test_a_decision_numbered_by_a_person_is_refused(journal: Journal, meeting: str, number: str) -> None:
    """Hidden, the numbers of two such decisions would be one, and the second would stand for both."""
    with pytest.raises(JournalFault) as refused:
        enter(journal, meeting, FIRST[1], number, "限期办理移交", "", None, Actor("李"), NOW)
    assert refused.value.fault == "personal"
    assert journal.entries() == []


def test_a_state_typed_holds_until_a_newer_file_comes(journal: Journal) -> None:
    loaded = decision("1", status="doing", evidence="正在会签")
    (one,) = listed(rows(loaded), journal)
    report(journal, one, "done", AS_OF, "", Actor("李"), NOW)
    (one,) = listed(rows(loaded), journal)
    assert (one.state(AS_OF), one.done_on, one.evidence, one.is_typed) == ("done", AS_OF, "正在会签", False)
    (newer,) = listed(rows(loaded, loaded_at=datetime(2026, 4, 21)), journal)
    assert (newer.status, newer.entry) == ("doing", None)
    later = NOW + timedelta(1)
    report(journal, one, "doing", AS_OF, "退回重办", Actor("王"), later)  # no day of what is not done
    (one,) = listed(rows(loaded), journal)
    assert (one.status, one.done_on, one.evidence) == ("doing", None, "退回重办")
    assert [entry.author for entry in journal.history(one.key)] == ["李", "王"]
    assert listed(rows(), journal) == []  # its row is gone: nothing is left to say how far it has come


def test_a_typed_decision_keeps_its_words_through_every_state(journal: Journal) -> None:
    enter(journal, "第1次", FIRST[1], "9", "限期办理移交", "县教育局", None, Actor("李"), NOW)
    (one,) = listed(rows(), journal)
    report(journal, one, "done", AS_OF, "电话 13812345678 告知", Actor("王"), NOW)
    (one,) = listed(rows(), journal)
    assert (one.text, one.state(AS_OF), one.evidence) == ("限期办理移交", "done", "电话 〔已隐去〕 告知")
    replaced = rows(decision("9", status="doing"), loaded_at=datetime(2026, 4, 30))
    assert [(one.is_typed, one.status) for one in listed(replaced, journal)] == [(False, "doing")]


def test_what_is_carried_over_and_reconciled() -> None:
    old = decision("1", due_on=date(2026, 2, 1), status="doing")
    done = decision("2", status="done", done_on=date(2026, 2, 1))
    late = decision("1", SECOND, due_on=date(2026, 4, 1))
    coming = decision("2", SECOND, due_on=date(2026, 5, 1))
    every = [done, coming, old, late]
    held = meetings(every)
    assert held == [SECOND, FIRST]
    assert [carried(one, held) for one in every] == [1, 0, 1, 0]
    assert reconciled(every, SECOND, AS_OF) == [old, late, coming]
    assert reconciled(every, FIRST, AS_OF) == [old, done]
    figures = account(every, AS_OF, held)
    assert (figures.counted, figures.done, figures.open, figures.overdue, figures.carried_over) == (
        4,
        1,
        3,
        2,
        1,
    )
    assert figures.rate == 25
    assert account([], AS_OF).rate is None
    with speaking("en"):
        said = finding(reconciled(every, SECOND, AS_OF), SECOND, AS_OF)
    assert said == (
        "Meeting 第2次 (17 Mar 2026): 2 decided, 0 done, 1 overdue; 1 carried over from earlier meetings"
    )


def test_decisions_near_due_are_on_the_weekly_list() -> None:
    days = {"1": -8, "2": -1, "3": 0, "4": 7, "5": 8}
    every = [decision(n, due_on=AS_OF + timedelta(d)) for n, d in days.items()]
    every += [decision("6"), decision("7", due_on=AS_OF, status="done")]
    found = due(every, AS_OF, CHINA, AS_OF - timedelta(7))
    assert [(one.reference, one.days_left, one.is_new) for one in found] == [
        ("1", -6, False),
        ("2", -1, True),
        ("3", 0, False),
        ("4", 5, False),
    ]


@pytest.fixture(scope="module")
def snapshot() -> duckdb.DuckDBPyConnection:
    connection = new_snapshot()
    decided = [
        meeting_rows.Decision("第1次", FIRST[1], "1", due_on=date(2026, 2, 1), status="doing"),
        meeting_rows.Decision("第1次", FIRST[1], "2", status="dropped"),
        meeting_rows.Decision("第1次", FIRST[1], "3", status="done", done_on=date(2026, 4, 22)),
        meeting_rows.Decision("第2次", SECOND[1], "1", due_on=date(2026, 5, 1), done_on=date(2026, 4, 1)),
        meeting_rows.Decision("第3次", date(2026, 4, 22), "1"),
    ]
    load(connection, County(decisions=decided))
    return connection


@pytest.mark.parametrize("as_of", [date(2026, 1, 1), date(2026, 2, 2), AS_OF, date(2026, 4, 22)])
def test_the_page_counts_loaded_ones_as_the_indicators_do(
    snapshot: duckdb.DuckDBPyConnection, as_of: date
) -> None:
    scope = Scope(as_of)
    done, late = (query.ask(snapshot, code, scope).iloc[0] for code in ("M01", "M02"))
    every = known(query.ask(snapshot, "decision_list", scope), {}, scope)
    figures = account(every, as_of, meetings(every))
    expected = [done["numerator"], done["denominator"], done["open"], done["carried_over"]]
    expected += [late["numerator"], late["denominator"]]
    assert [0 if pd.isna(value) else value for value in expected] == [
        *(figures.done, figures.counted, figures.open, figures.carried_over),
        *(figures.overdue, figures.dated),
    ]
