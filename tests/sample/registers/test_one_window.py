"""The sample's steps, notices and complaints load whole, and show what they are to show."""

from datetime import date

import pytest

from reform.metrics.query import Scope, ask
from reform.storage import Warehouse


def figure(county: Warehouse, code: str, column: str = "value") -> float:
    with county.open() as connection:
        return float(ask(connection, code, Scope(date(2026, 10, 31)))[column].item())


def test_nothing_personal_is_kept(county: Warehouse) -> None:
    with county.open() as connection:
        for table, gone in (("steps", "张某"), ("complaints", "李某"), ("complaints", "1380")):
            assert gone not in str(connection.table(f"raw.{table}").fetchall())


def test_steps_belong_to_cases(county: Warehouse) -> None:
    with county.open() as connection:
        strangers = connection.sql("select case_no from raw.steps anti join raw.cases using (case_no)")
        assert strangers.limit(1).fetchall() == []


@pytest.mark.parametrize(
    ("code", "least", "most"),
    [("W01", 10, 45), ("W02", 75, 99), ("W03", 60, 95), ("W05", 70, 99), ("W06", 1, 20)],
)
def test_problems_show(county: Warehouse, code: str, least: float, most: float) -> None:
    assert least < figure(county, code) < most


def test_some_complaints_are_overdue(county: Warehouse) -> None:
    assert figure(county, "W05", "overdue") > 0


def test_slow_cases_wait_for_inspection(county: Warehouse) -> None:
    with county.open() as connection:
        times = ask(connection, "step_times", Scope(date(2026, 10, 31))).set_index("step")
    slow, everywhere = (times[name].to_dict()["inspect"] for name in ("slow_share", "share"))
    assert slow > everywhere > 10
