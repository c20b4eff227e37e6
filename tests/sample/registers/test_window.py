"""The sample's steps, notices and complaints load whole, and show what they are to show."""

from datetime import date

import pytest

from reform import sample
from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.metrics.query import Scope, ask
from reform.pipeline.load import load
from reform.sample.registers import one_window
from reform.storage import Warehouse

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    folder = tmp_path_factory.mktemp("window")
    paths = sample.write(folder / "files", cases=3_000, seed=7)
    wanted = {*one_window.FILES, "划转事项清单.xlsx", "划转阶段台账.xlsx", "办件明细.zip"}
    sources = [Source(path.name, path) for path in paths if path.name in wanted]
    warehouse = Warehouse(folder / "warehouse")
    report = load(warehouse, sources, Options(), today=TODAY)
    assert not report.refused, (report.problems, report.rejects[:3])
    return warehouse


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
