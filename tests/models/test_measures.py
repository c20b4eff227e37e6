"""A measure of the cube is declared once, in case_counts.toml: full and incremental builds count it alike."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from reform.ingest.matching.column_positions import answers
from reform.models import build
from reform.schema import datasets as declarations
from reform.schema.profiles import Profile
from reform.storage import Warehouse
from tests.models.test_incremental import BASE, CASES, ITEMS, case, differs_from_a_full_build, published
from tests.pipeline.aggregate import cubes

MEASURES = """
[[column]]
name = "slow"
header = "超过十日件数"
type = "count"
counts_if = "cases.working_days > 10"
description = "用时超过十个工作日的件数 | Cases that took more than ten working days"

[[column]]
name = "days_in_person"
header = "现场办理用时"
type = "figure"
sum_of = "case when cases.visits > 0 then cases.working_days end"
description = "到过现场的办件的用时之和 | Days used by cases with a visit"
"""
# Where a measure is counted: in the cube itself, case by case, and as the indicators read it.
COUNTED = """
select
    (select (sum(slow), sum(days_in_person)) from cube),
    (select (sum(slow), sum(days_in_person)) from completed_cases),
    (select (sum(slow), sum(days_in_person)) from counted_between(date '2026-01-01', date '2026-12-31'))
"""
EXPECTED = """
select count(*) filter (where working_days > 10), sum(working_days) filter (where visits > 0)
from cases
where counted and completed_on is not null
"""


@pytest.fixture
def two_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program with two more measures, declared after headers were matched with the others."""
    assert "超过十日件数" not in answers(declarations.datasets()["case_counts"], Profile())
    folder = tmp_path / "declared"
    shutil.copytree(declarations.FOLDERS[0], folder)
    with (folder / "case_counts.toml").open("a", encoding="utf-8") as file:
        file.write(MEASURES)
    monkeypatch.setattr(declarations, "FOLDERS", (folder,))


@pytest.fixture
def warehouse(two_more: None, tmp_path: Path) -> Warehouse:
    """A county of that program."""
    warehouse = Warehouse(tmp_path / "w")
    published(warehouse, "i.csv", ITEMS)
    published(warehouse, "c.csv", [CASES, *BASE[:120]])
    return warehouse


def sums(warehouse: Warehouse) -> tuple[Any, ...]:
    """What was counted, after it was held against the cases themselves."""
    with warehouse.open() as connection:
        (counted,) = connection.execute(COUNTED).fetchall()
        expected = connection.execute(EXPECTED).fetchone()
    assert set(counted) == {expected}
    return tuple(counted[0])


def test_a_new_measure_is_counted_everywhere(
    warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sums(warehouse)
    assert min(before) > 0
    with monkeypatch.context() as patch:
        patch.setattr(build, "build_all", lambda *_: pytest.fail("the facts were built anew"))
        published(warehouse, "d.csv", [CASES, case(500, 1, 10, 40, visits="2"), case(501, 2, 11, 30)])
    followed = sums(warehouse)
    assert followed[0] == before[0] + 2 and followed[1] > before[1]
    assert differs_from_a_full_build(warehouse, tmp_path / "copy.duckdb") == []


@pytest.mark.usefixtures("two_more")
def test_counts_made_elsewhere_hold_it_too(tmp_path: Path) -> None:
    given = cubes.files(tmp_path / "cases", 300)
    made = cubes.counted(given, tmp_path / "out")
    of_counts = cubes.county(tmp_path / "counts", given, made.file)
    of_cases = cubes.county_of_cases(tmp_path / "full", given)
    with of_counts.open() as counts, of_cases.open() as cases:
        told = [
            county.sql("select sum(slow), sum(days_in_person) from cube").fetchall()
            for county in (counts, cases)
        ]
    assert told[0] == told[1] and min(told[0][0]) > 0
