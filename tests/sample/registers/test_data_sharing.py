"""The sample's targets and shared data load whole, and show what they are to show."""

from datetime import date

import pytest

from reform.metrics import targets
from reform.metrics.query import Scope, ask, indicators
from reform.storage import Warehouse

AS_OF = Scope(date(2026, 10, 31))


def test_every_target_is_of_an_indicator(county: Warehouse) -> None:
    with county.open() as connection:
        rows = ask(connection, "targets_now", AS_OF)
    assert set(rows["indicator"]) <= set(indicators())
    assert rows["document"].notna().all()


def test_a_department_goes_by_its_own_target(county: Warehouse) -> None:
    with county.open() as connection:
        rows = ask(connection, "targets_now", AS_OF)
    found = [
        targets.find(rows, "D04", departments)
        for departments in ((), ("县市场监督管理局",), ("县水利局",), ("县市场监督管理局", "县水利局"))
    ]
    assert [target and target.value for target in found] == [70, 80, 70, 70]


@pytest.mark.parametrize(("code", "least", "most"), [("G01", 20, 45), ("G02", 50, 95), ("G03", 500, 20_000)])
def test_figures_are_believable(county: Warehouse, code: str, least: float, most: float) -> None:
    with county.open() as connection:
        assert least < ask(connection, code, AS_OF)["value"].item() < most


def test_the_slow_department_owes_most(county: Warehouse) -> None:
    with county.open() as connection:
        rows = ask(connection, "G02", AS_OF, by=("department",)).sort_values("overdue", ascending=False)
    assert rows.iloc[0]["department"] == "县自然资源和规划局"
