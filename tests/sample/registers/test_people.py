"""The sample's staff, surveys and letters load whole, and show what they are to show."""

from datetime import date

import pytest

from reform.metrics.query import Scope, ask
from reform.sample.registers import staff
from reform.storage import Warehouse

TODAY = date(2026, 11, 23)
AS_OF = Scope(date(2026, 10, 31))


def test_nothing_personal_is_kept(county: Warehouse) -> None:
    with county.open() as connection:
        for table in ("trainings", "exams", "assessments", "surveys", "letters", "outreach"):
            kept = str(connection.table(f"raw.{table}").fetchall())
            assert kept != "[]"
            assert not [gone for gone in ("张某", "李某", "13800138000", "13800000000") if gone in kept], (
                table
            )


@pytest.mark.parametrize(
    ("code", "least", "most"),
    [("H01", 60, 100), ("H02", 3, 40), ("H03", 60, 90), ("H04", 60, 95), ("S12", 60, 95), ("S13", 75, 99)],
)
def test_problems_show(county: Warehouse, code: str, least: float, most: float) -> None:
    with county.open() as connection:
        assert least < ask(connection, code, AS_OF)["value"].item() < most


def test_one_department_is_untrained(county: Warehouse) -> None:
    with county.open() as connection:
        rows = ask(connection, "training_by_department", AS_OF)
    assert list(rows.loc[rows["attended"] == 0, "department"]) == [staff.UNTRAINED]


def test_one_question_has_too_few_answers_and_one_few(county: Warehouse) -> None:
    with county.open() as connection:
        rows = ask(connection, "survey_questions", AS_OF)
    assert rows["mean"].isna().sum() == 1
    assert (rows["is_thin"] & rows["mean"].notna()).sum() == 1


def test_letters_are_overdue_and_a_reach_is_unknown(county: Warehouse) -> None:
    with county.open() as connection:
        assert ask(connection, "S13", AS_OF)["overdue"].item() > 0
        p01 = ask(connection, "P01", AS_OF).iloc[0]
    assert 0 < p01["reach_known"] < p01["n"]
