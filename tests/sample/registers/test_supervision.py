"""The sample's supervision and credit load whole, keep nobody's name, and show their problems."""

from datetime import date

import pytest

from reform.metrics.query import Scope, ask
from reform.sample.county import SLOW_DEPARTMENT
from reform.sample.registers import handoffs
from reform.storage import Warehouse

AS_OF = Scope(date(2026, 10, 31))


TABLES = ("handoffs", "inspections", "disclosures", "commitments", "risk_hits", "credit_grades")


@pytest.mark.parametrize("table", [*TABLES, "credit_measures"])
def test_everything_is_loaded_and_nobody_is_named(county: Warehouse, table: str) -> None:
    with county.open() as connection:
        rows = connection.table(f"raw.{table}").fetchall()
    assert rows
    assert [gone for gone in ("张某", "李某", "王某", "某企业") if gone in str(rows)] == []


@pytest.mark.parametrize(
    ("code", "least", "most"),
    [
        ("R01", 75, 95),
        ("R01b", 60, 97),
        ("R02", 80, 97),
        ("R02b", 45, 80),
        ("R03", 90, 99.9),
        ("R04", 60, 95),
        ("R05", 15, 45),
        ("R06", 10, 25),
        ("R06b", 80, 99),
        ("R07", 60, 95),
        ("R08", 80, 99),
        ("R08b", 1, 15),
        ("R09", 70, 97),
        ("R11", 30, 65),
    ],
)
def test_problems_show(county: Warehouse, code: str, least: float, most: float) -> None:
    with county.open() as connection:
        assert least < float(ask(connection, code, AS_OF)["value"].item()) < most


def test_the_slow_department_does_not_answer(county: Warehouse) -> None:
    with county.open() as connection:
        rows = ask(connection, "handoff_departments", AS_OF)
    many = rows[rows["pushed"] >= 15]
    silent = (many["unanswered"] / many["pushed"]).set_axis(many["department"])
    assert silent.idxmax() == SLOW_DEPARTMENT
    assert silent.max() > 0.25


def test_departments_whose_systems_are_not_joined_are_blind_spots(county: Warehouse) -> None:
    with county.open() as connection:
        blind = ask(connection, "blind_spots", AS_OF)
    assert set(handoffs.NOT_JOINED) & set(blind["department"])


def test_grades_move_and_one_department_counts_no_more(county: Warehouse) -> None:
    with county.open() as connection:
        fields = ask(connection, "credit_fields", AS_OF)
        counts = ask(connection, "credit_distribution", AS_OF)
    assert counts["counted_on"].nunique() == 7
    assert fields["counted_on"].nunique() == 2
