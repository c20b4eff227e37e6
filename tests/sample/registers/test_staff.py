"""The sample's staff, trainings and exams load whole, and show what they are to show."""

from datetime import date

import pytest

from reform.metrics.query import Scope, ask
from reform.sample.registers import staff
from reform.storage import Warehouse

AS_OF = Scope(date(2026, 10, 31))


@pytest.mark.parametrize(
    ("code", "least", "most"),
    [("H01", 60, 100), ("H02", 3, 40), ("H03", 60, 90), ("H04", 60, 95)],
)
def test_problems_show(county: Warehouse, code: str, least: float, most: float) -> None:
    with county.open() as connection:
        assert least < ask(connection, code, AS_OF)["value"].item() < most


def test_one_department_is_untrained(county: Warehouse) -> None:
    with county.open() as connection:
        rows = ask(connection, "training_by_department", AS_OF)
    assert list(rows.loc[rows["attended"] == 0, "department"]) == [staff.UNTRAINED]
