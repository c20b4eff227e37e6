"""Items gone live untrained, departments without training, few answers: tables counted by hand."""

from collections.abc import Iterator
from datetime import date, timedelta

import duckdb
import pandas as pd
import pytest

from reform.metrics.query import Scope, ask
from tests.metrics.county import Count, County, Item, Stage, load, new_snapshot
from tests.metrics.expected.feedback import t_quantile
from tests.metrics.people_rows import Answer, Assessment, Exam, Letter, Told, Training

AS_OF = date(2026, 6, 30)
LIVE = date(2026, 6, 1)


def at(day: int) -> date:
    return date(2026, 6, day)


def answers(question: str, *levels: int) -> list[Answer]:
    return [Answer("W1", f"{question}{n}", at(1), question, level) for n, level in enumerate(levels)]


ITEMS = {"A0": LIVE - timedelta(30), "A1": LIVE - timedelta(31), "A2": LIVE, "A3": LIVE - timedelta(1)}
COUNTY = County(
    items=[Item(code, department="水利局") for code in ITEMS] + [Item("A4", batch=2)],
    stages=[Stage(code, "S7", LIVE) for code in (*ITEMS, "A4")],
    centre=[Count(date(2026, 1, 1), 9, staff=4), Count(date(2026, 5, 1), 9)],
    trainings=[
        *(
            Training(f"S{n}", day, "P1", hours=2, department="水利局", item_code=code)
            for n, (code, day) in enumerate(ITEMS.items())
        ),
        Training("B1", date(2026, 5, 20), "P2", hours=4, batch=2, is_window=False),
        Training("B2", date(2026, 5, 21), headcount=5, hours=1.5, batch=1),
        Training("B3", AS_OF - timedelta(365), "P3", hours=8, department="水利局"),
    ],
    exams=[Exam("E1", at(2), "P1", "failed", "公安局", "时限"), Exam("E1", at(2), "P2", "absent", "公安局")],
    assessments=[
        Assessment(date(2025, 12, 31), "not", 9, "公安局"),
        Assessment(date(2026, 3, 31), "good", 3, "住建局"),
        Assessment(date(2026, 3, 31), "excellent", 1, "水利局"),
    ],
    surveys=[
        *answers("甲", *[1] * 5, *[3] * 5),
        *answers("乙", *[5] * 9),
        *(Answer("W1", f"丙{n}", at(1), "丙", score=90) for n in range(30)),
    ],
    letters=[
        Letter("L1", at(1), answered_on=at(3), closed_on=at(4), department="水利局"),
        Letter("L2", at(1), "line", due_on=at(26), department="公安局"),
        Letter("L3", at(1), "line", answered_on=at(1), department="公安局"),
        Letter("L4", at(29)),
    ],
    outreach=[Told("X1", at(1), reach=7), Told("X2", at(2)), Told("X3", at(3), "leaflet")],
)


@pytest.fixture(scope="module")
def snapshot() -> Iterator[duckdb.DuckDBPyConnection]:
    with new_snapshot() as connection:
        load(connection, COUNTY)
        yield connection


def test_thirty_days_before_the_day_itself_is_too_late(snapshot: duckdb.DuckDBPyConnection) -> None:
    """A1 was trained for 31 days before, A2 on the day it went live; A4 by the session for its batch."""
    h03 = ask(snapshot, "H03", Scope(AS_OF)).iloc[0]
    assert (h03["numerator"], h03["denominator"], h03["later"]) == (3, 5, 1)
    rows = ask(snapshot, "untrained_items", Scope(AS_OF))
    assert list(rows["item_code"]) == ["A1", "A2"]
    assert rows["trained_later"].isna().to_list() == [True, False]


def test_coverage_is_of_the_last_count_and_the_last_year(snapshot: duckdb.DuckDBPyConnection) -> None:
    """The latest count tells no staff, so the one before counts; P2 is at no window, P3 a year ago."""
    h01 = ask(snapshot, "H01", Scope(AS_OF)).iloc[0]
    assert (h01["numerator"], h01["denominator"], h01["left_out"]) == (1, 4, 1)
    assert ask(snapshot, "H01", Scope(AS_OF, date(2025, 6, 30)))["numerator"].item() == 2
    assert ask(snapshot, "H02", Scope(AS_OF))["value"].item() == (4 * 2 + 5 * 1.5) / 4
    assert ask(snapshot, "H05", Scope(AS_OF))["value"].item() == 11


def test_a_department_without_training_comes_first(snapshot: duckdb.DuckDBPyConnection) -> None:
    rows = ask(snapshot, "training_by_department", Scope(AS_OF)).set_index("department")
    assert rows["attended"].to_dict() == {"住建局": 0, "公安局": 0, "水利局": 5}
    assert list(rows.index)[-1] == "水利局"
    assert (rows.loc["公安局", "sat"], rows.loc["公安局", "pass_rate"]) == (1, 0)


def test_an_exam_counts_who_was_there(snapshot: duckdb.DuckDBPyConnection) -> None:
    exam = ask(snapshot, "exam_results", Scope(AS_OF)).iloc[0]
    assert (exam["sat"], exam["absent"], exam["topic"], exam["pass_rate"]) == (1, 1, "时限", 0)


def test_the_latest_assessment_best_grade_first(snapshot: duckdb.DuckDBPyConnection) -> None:
    rows = ask(snapshot, "assessment_grades", Scope(AS_OF))
    assert list(zip(rows["grade"], rows["people"], strict=True)) == [("excellent", 1), ("good", 3)]
    before = ask(snapshot, "assessment_grades", Scope(date(2026, 1, 1)))
    assert list(before["grade"]) == ["not"]


def test_below_ten_answers_nothing_is_given_out(snapshot: duckdb.DuckDBPyConnection) -> None:
    """Ten answers are enough; nine are not, neither in the list nor in the rows behind the figure."""
    rows = ask(snapshot, "survey_questions", Scope(AS_OF)).set_index("question")
    assert list(rows.index) == ["甲", "丙", "乙"]
    assert rows.loc["甲", "mean"] == 80
    half = 2.2622 * 21.0819 / 10**0.5  # t of 9 degrees of freedom, deviation of five 100 and five 60
    assert rows.loc["甲", "lower"] == pytest.approx(80 - half, abs=0.01)
    assert list(rows.loc["丙", ["mean", "lower", "upper"]]) == [90, 90, 90]
    assert rows.loc["乙", ["mean", "lower", "upper"]].isna().all()
    assert rows["is_thin"].to_list() == [True, False, True]
    behind = ask(snapshot, "rows_surveys", Scope(AS_OF))
    told = behind.loc[behind["question"] == "乙", ["level", "score"]]
    assert pd.isna(told).all(axis=None)
    assert behind.loc[behind["question"] == "甲", "level"].notna().all()


@pytest.mark.parametrize(("freedom", "table"), [(9, 2.2622), (19, 2.0930), (29, 2.0452), (99, 1.9842)])
def test_the_quantile_is_students(snapshot: duckdb.DuckDBPyConnection, freedom: int, table: float) -> None:
    """The SQL and the oracle share an expansion: both are held against printed tables."""
    ((got,),) = snapshot.execute("select t_quantile(?)", [freedom]).fetchall()
    assert got == pytest.approx(table, abs=5e-4)
    assert t_quantile(freedom) == pytest.approx(got, abs=1e-12)


def test_letters_by_channel_and_those_waiting(snapshot: duckdb.DuckDBPyConnection) -> None:
    rows = ask(snapshot, "letter_channels", Scope(AS_OF)).set_index("channel")
    assert list(rows.loc["line", ["received", "answered", "closed", "overdue"]]) == [2, 1, 0, 1]
    assert (rows.loc["box", "mean_days"], rows.loc["line", "mean_days"]) == (2, 0)
    waiting = ask(snapshot, "letters_open", Scope(AS_OF))
    assert list(waiting["letter_no"]) == ["L2", "L4"]
    assert waiting["days_late"].fillna(0).to_list() == [2, 0]


def test_a_reach_nobody_counted_is_unknown(snapshot: duckdb.DuckDBPyConnection) -> None:
    rows = ask(snapshot, "outreach_channels", Scope(AS_OF)).set_index("channel")
    assert list(rows.loc["media", ["times", "reach_known", "reach"]]) == [2, 1, 7]
    assert rows["reach"].isna().to_dict() == {"media": False, "leaflet": True}
