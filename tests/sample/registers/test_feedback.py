"""The sample's surveys, letters and calls load whole, and show what they are to show."""

from datetime import date

import pytest

from reform.metrics.query import Scope, ask
from reform.storage import Warehouse

AS_OF = Scope(date(2026, 10, 31))


@pytest.mark.parametrize(("code", "least", "most"), [("S12", 60, 95), ("S13", 75, 99)])
def test_problems_show(county: Warehouse, code: str, least: float, most: float) -> None:
    with county.open() as connection:
        assert least < ask(connection, code, AS_OF)["value"].item() < most


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
