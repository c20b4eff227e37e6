"""Cases counted elsewhere: a county that has only the counts answers like the one that has the cases."""

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.metrics import query
from reform.metrics.query import Scope
from reform.pipeline.aggregate import job
from reform.pipeline.aggregate.duckdb_engine import OnDuckDB
from reform.pipeline.aggregate.engine import EngineFailed
from reform.pipeline.aggregate.job import FILE, Counted
from reform.pipeline.load import load
from reform.storage import Warehouse
from tests.pipeline.aggregate import cubes
from tests.pipeline.aggregate.cubes import Files

CASES = 4_000
# A whole past, a past month, the recent days, and a span that begins and ends within the recent days.
SCOPES = (
    Scope(date(2027, 6, 30)),
    Scope(date(2027, 6, 30), date(2026, 3, 1), date(2026, 3, 31)),
    Scope(date(2027, 6, 30), date(2026, 3, 2), date(2026, 3, 8)),
    Scope(date(2027, 6, 30), date(2027, 6, 1)),
    Scope(date(2027, 6, 30), date(2027, 5, 20), date(2027, 6, 9)),
)


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return cubes.files(tmp_path_factory.mktemp("cases"), CASES)


@pytest.fixture(scope="module")
def made(given: Files, tmp_path_factory: pytest.TempPathFactory) -> Counted:
    return cubes.counted(given, tmp_path_factory.mktemp("cube") / "out")


@pytest.fixture(scope="module")
def of_counts(given: Files, made: Counted, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return cubes.county(tmp_path_factory.mktemp("counts"), given, made.file)


@pytest.fixture(scope="module")
def of_cases(given: Files, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return cubes.county_of_cases(tmp_path_factory.mktemp("full"), given)


# the same answers -----------------------------------------------------------------------------


def test_the_books_balance(made: Counted) -> None:
    assert made.read == CASES == made.completed + made.open_cases + made.withdrawn
    assert min(made.completed, made.open_cases, made.withdrawn, made.rows) > 0
    assert made.refused == {}


def test_counts_answer_like_the_cases(of_counts: Warehouse, of_cases: Warehouse) -> None:
    cubes.assert_same(cubes.answers(of_counts, *SCOPES), cubes.answers(of_cases, *SCOPES))


def test_cubes_are_equal(of_counts: Warehouse, of_cases: Warehouse) -> None:
    with of_counts.open() as counts, of_cases.open() as cases:
        cubes.assert_same([cubes.cube_rows(counts)], [cubes.cube_rows(cases)])


def test_the_drawn_cases_are_of_every_kind(of_cases: Warehouse) -> None:
    """Else the comparison would prove little."""
    with of_cases.open() as connection:
        kinds = connection.sql(
            "select count(*) filter (where unmatched), count(*) filter (where paused_days > 0),"
            " count(*) filter (where extension_days > 0), count(*) filter (where days_provisional),"
            " count(*) filter (where over_statutory), count(*) filter (where channel is null),"
            " count(*) filter (where due_on is null and on_time is false), count(distinct side) - 2,"
            " count(*) filter (where promised_days % 1 > 0) from cases"
        ).fetchall()[0]
    assert min(kinds) > 0, kinds


def test_a_period_that_cuts_an_older_span_counts_it_by_its_last_day(
    of_counts: Warehouse, of_cases: Warehouse
) -> None:
    monday, friday = date(2026, 3, 2), date(2026, 3, 6)
    cut, whole = Scope(SCOPES[0].as_of, monday, friday), Scope(SCOPES[0].as_of, friday, date(2026, 3, 8))
    with of_counts.open() as counts, of_cases.open() as cases:
        assert query.ask(counts, "D03", cut).loc[0, "n"] == 0
        n: list[Any] = [query.ask(county, "D03", whole).loc[0, "n"] for county in (counts, cases)]
        assert n[0] > n[1]


def test_what_counts_cannot_tell_is_missing(of_counts: Warehouse) -> None:
    """Open cases, visits, acceptance, hand-offs, ratings: no figure, and never 0."""
    from_the_cube = {
        code for code, q in query.indicators().items() if "completed(" in q.sql or "after_transfer(" in q.sql
    }
    lists = {"items", "stages", "plan_changes"}
    with of_counts.open() as connection:
        known = {
            code
            for code, metric in query.indicators().items()
            if not lists.issuperset(metric.uses)
            and query.ask(connection, metric, SCOPES[0])["value"].notna().any()
        }
    assert {"D03", "D05", "D07"} <= known <= from_the_cube


def test_the_day_of_the_last_count_is_the_last_day(of_counts: Warehouse, made: Counted) -> None:
    with of_counts.open() as connection:
        assert query.last_day(connection) == made.last_on


# what lies in the folder ----------------------------------------------------------------------


def test_only_declared_columns_are_written(made: Counted) -> None:
    from reform.schema.datasets import datasets

    assert pq.read_schema(made.file).names == [field.name for field in datasets()["case_counts"].fields]
    assert [path.name for path in made.file.parent.iterdir()] == [FILE]


def test_recent_days_stand_alone_and_older_ones_by_span(given: Files, tmp_path: Path) -> None:
    since = date(2026, 12, 3)  # a Thursday
    made = cubes.counted(given, tmp_path / "out", daily_since=since)
    days = set(pq.read_table(made.file, columns=["completed_on"])["completed_on"].to_pylist())
    older = {day for day in days if day < since}
    assert date(2026, 12, 2) in older, "the span that daily_since cuts ends the day before"
    assert all(day.weekday() == 6 or (day + timedelta(1)).day == 1 for day in older - {date(2026, 12, 2)})
    assert {day.weekday() for day in days - older} >= {0, 1, 2, 3, 4}


def test_the_same_cases_give_the_same_file(given: Files, made: Counted, tmp_path: Path) -> None:
    again = cubes.counted(given, tmp_path / "out")
    assert pq.read_table(again.file).equals(pq.read_table(made.file))


def test_loading_twice_changes_nothing_and_a_new_cube_replaces_the_old(
    given: Files, made: Counted, of_counts: Warehouse, tmp_path: Path
) -> None:
    folder = tmp_path / "warehouse"
    shutil.copytree(of_counts.folder, folder)
    warehouse, source = Warehouse(folder), Source(FILE, made.file)
    again = load(warehouse, [source], Options(), today=cubes.TODAY)
    assert again.snapshot is None
    assert again.balance.unchanged == made.rows
    other = cubes.counted(given, tmp_path / "out", daily_since=date(2027, 1, 1))
    alone = load(warehouse, [Source(FILE, other.file)], Options(), today=cubes.TODAY)
    assert [problem.rule for problem in alone.problems] == ["counted_twice"]
    whole = Options(replaces=(other.first_on, other.last_on))
    assert load(warehouse, [Source(FILE, other.file)], whole, today=cubes.TODAY).snapshot
    with warehouse.open() as connection:
        ((n,),) = connection.sql("select sum(completed) from cube").fetchall()
    assert n == made.completed


# faults ---------------------------------------------------------------------------------------


def test_a_damaged_engine_file_leaves_nothing(given: Files, tmp_path: Path) -> None:
    class Struck(OnDuckDB):
        def run(self, step: str) -> None:
            if step == "models/marts/weekly_completed":
                raise EngineFailed("struck")
            super().run(step)

    with pytest.raises(EngineFailed):
        job.make(Struck, cubes.job(given, tmp_path / "out"))
    assert list(tmp_path.iterdir()) == []


def test_counts_that_do_not_add_up_are_a_fault(given: Files, tmp_path: Path) -> None:
    class Losing(OnDuckDB):
        def counts(self) -> Any:
            for part in super().counts():
                yield part.slice(1)

    with pytest.raises(Exception, match="cases read"):
        job.make(Losing, cubes.job(given, tmp_path / "out"))
    assert list(tmp_path.iterdir()) == []
