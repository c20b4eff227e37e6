"""Days of open cases are told in the unit of the calendar they are counted on, row by row."""

from datetime import date, timedelta
from typing import Any

import pytest

from reform.common.i18n import either, speaking
from reform.metrics import calendars, query
from reform.metrics.query import Scope
from reform.monitoring import tasks
from reform.monitoring.tasks import Task
from reform.reports import weekly_digest
from reform.reports.meeting_pack.tables import attention
from tests.ingest.files import County
from tests.metrics.two_calendars import NATURAL_OPEN, OWN_OPEN, loaded
from tests.reports.meeting_pack.conftest import material_of

AS_OF = date(2026, 10, 31)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> County:
    return loaded(tmp_path_factory.mktemp("mixed"), china=OWN_OPEN, natural=NATURAL_OPEN)


def rows(county: County, name: str, *columns: str) -> list[tuple[Any, ...]]:
    answer = county.json("ask", name, "--as-of", AS_OF.isoformat())["rows"]
    return [tuple(row[column] for column in columns) for row in answer]


def test_a_list_says_on_which_calendar_each_row_counts(mixed: County) -> None:
    """The earliest due first: days of two calendars have no order."""
    open_cases = [("N1", 19, -8, "natural"), ("A1", 14, -1, "china"), ("N2", 5, 2, "natural")]
    for name in ("open_case_list", "rows_open_cases"):
        assert rows(mixed, name, "case_no", "elapsed_days", "days_left", "calendar_kind") == open_cases
    assert rows(mixed, "week_cases", "reference", "days_left", "calendar_kind") == [
        (case, left, kind) for case, _elapsed, left, kind in open_cases
    ]
    late = rows(mixed, "red_list", "reference", "days_late", "calendar_kind")
    assert late == [("N1", 8, "natural"), ("A1", 1, "china")]
    (figure,) = mixed.json("ask", "D13", "--as-of", AS_OF.isoformat())["rows"]
    assert (figure["value"], figure["near_due"]) == (2, 1)


@pytest.mark.parametrize("code", ["D13", "D14", "open_case_list", "rows_open_cases", "week_cases"])
def test_a_definition_counts_no_threshold_in_working_days_alone(code: str) -> None:
    for lang, word, other in (("zh", "工作日", "自然日"), ("en", "working", "natural")):
        with speaking(lang):
            said = either(query.find(code).definition)
        assert (word in said) <= (other in said)
        assert "个工作日" not in said
        assert "working days at the" not in said


def test_headings_are_in_the_words_of_the_calendars(mixed: County) -> None:
    with mixed.warehouse.open() as connection, speaking("zh"):
        frame = query.ask(connection, "open_case_list", Scope(AS_OF))
        headings = {"case_no": "办件编号", "elapsed_days": "已用工作日", "days_left": "剩余工作日"}
        shown, said = calendars.by_row(frame, headings)
        assert list(said.values()) == ["办件编号", "计日单位", "已用天数", "剩余天数"]
        assert list(shown["calendar_kind"]) == ["自然日", "工作日", "自然日"]
        for kind, named in (("natural", "剩余自然日"), ("china", "剩余工作日")):
            alone = frame[frame["calendar_kind"] == kind]
            assert list(calendars.by_row(alone, headings)[1].values())[2:] == [named]
        assert calendars.by_row(frame.iloc[:0], headings)[1] == headings


def test_the_table_of_the_pack_says_the_unit(mixed: County) -> None:
    with mixed.warehouse.open() as connection, speaking("zh"):
        material = material_of(connection, mixed.warehouse.current() or "", Scope(AS_OF), is_sample=False)
        table = attention(material)
    assert table is not None
    assert table.frame[["计日单位", "超期（天数）"]].values.tolist() == [["自然日", 8], ["工作日", 1]]


def test_the_weekly_check_says_the_unit(mixed: County) -> None:
    with mixed.warehouse.open() as connection:
        rows = tasks.listed(
            lambda metric, scope: query.ask(connection, metric, scope), Scope(AS_OF), AS_OF - timedelta(7)
        )
    due = [task for task in tasks.ordered(rows) if task.kind == "case"]
    assert [(task.reference, task.calendar_kind) for task in due] == [
        ("N1", "natural"),
        ("A1", "china"),
        ("N2", "natural"),
    ]
    kinds = tasks.calendar_kinds(due)
    with speaking("zh"):
        assert weekly_digest.headers(kinds)[2] == "剩余天数"
        assert [weekly_digest.cells(task, kinds)[2] for task in due] == [
            "超 8（自然日）",
            "超 1（工作日）",
            "2（自然日）",
        ]
        assert weekly_digest.headers({"natural"})[2] == "剩余自然日"
        assert weekly_digest.headers({"china"})[2] == "剩余工作日"
        assert weekly_digest.cells(due[1], {"china"})[2] == "超 1"


def test_what_has_no_days_left_is_counted_on_no_calendar() -> None:
    rows = [Task("load", "a", "b"), Task("case", "c", "d", days_left=1, calendar_kind="natural")]
    assert tasks.calendar_kinds(rows) == {"natural"}


def test_the_digest_of_the_county_says_the_unit(mixed: County) -> None:
    said = mixed.run("digest", "--as-of", AS_OF.isoformat()).stdout
    assert "超 8（自然日）" in said
    assert "超 1（工作日）" in said
    assert "剩余工作日" not in said
