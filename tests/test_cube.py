"""Cases counted elsewhere: a county that has only the counts answers like the one that has the cases."""

import shutil
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reform import ask as asking
from reform import cube
from reform.ask import Scope
from reform.cube import FILE, Counted
from reform.engines import EngineFailed
from reform.engines.on_duckdb import OnDuckDB
from reform.intake import Options
from reform.load import load
from reform.readers import Source
from reform.warehouse import Warehouse
from tests import cubes
from tests.cubes import Files
from tests.intake.files import County

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
        assert asking.ask(counts, "D03", cut).loc[0, "n"] == 0
        n: list[Any] = [asking.ask(county, "D03", whole).loc[0, "n"] for county in (counts, cases)]
        assert n[0] > n[1]


def test_what_counts_cannot_tell_is_missing(of_counts: Warehouse) -> None:
    """Open cases, visits, acceptance, hand-offs, ratings: no figure, and never 0."""
    from_the_cube = {
        code for code, q in asking.indicators().items() if "completed(" in q.sql or "after_transfer(" in q.sql
    }
    lists = {"items", "stages", "plan_changes"}
    with of_counts.open() as connection:
        known = {
            code
            for code, question in asking.indicators().items()
            if not lists.issuperset(question.uses)
            and asking.ask(connection, question, SCOPES[0])["value"].notna().any()
        }
    assert {"D03", "D05", "D07"} <= known <= from_the_cube


def test_the_day_of_the_last_count_is_the_last_day(of_counts: Warehouse, made: Counted) -> None:
    with of_counts.open() as connection:
        assert asking.last_day(connection) == made.last_on


# what lies in the folder ----------------------------------------------------------------------


def test_only_declared_columns_are_written(made: Counted) -> None:
    from reform.datasets import datasets

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


# refusals -------------------------------------------------------------------------------------

GOOD: dict[str, Any] = {
    "case_no": ["A1", "A2", "A3"],
    "item_code": ["Z001", "Z002", "Z003"],
    "accepted_at": [datetime(2026, 3, 2, 9)] * 3,
    "completed_at": [datetime(2026, 3, 5, 9), datetime(2026, 3, 6, 9), None],
}


def put(folder: Path, name: str = "cases.parquet", **columns: Any) -> str:
    path = folder / name
    pq.write_table(pa.table({**GOOD, **columns}), path)
    return str(path)


def command(county: County, *cases: str, out: str = "out", more: Sequence[str] = ()) -> Any:
    items = county.file("事项.csv", cubes.ODD_ITEMS.encode())
    place = str(county.folder / out)
    return county.run("cube", "--cases", *cases, "--items", items, "--out", place, *more)


@pytest.fixture
def here(tmp_path: Path) -> County:
    return County(tmp_path)


def test_the_command_counts_and_says_how_to_load(here: County) -> None:
    result = command(here, put(here.folder))
    assert result.exit_code == 0, result.output
    assert "读取办件 3 件 = 已办结并汇总 2 件 + 在办 1 件" in result.stdout
    *_, load_line = result.stdout.strip().splitlines()
    words = load_line.partition("python -m reform ")[2].split()
    assert here.run(*words).exit_code == 0
    assert here.query("select sum(completed) from cube") == [(2,)]


def test_a_pattern_and_a_list_of_files_are_the_same(here: County) -> None:
    for n in range(2):
        put(here.folder, f"c{n}.parquet", case_no=[f"{n}-{k}" for k in range(3)])
    one = command(here, str(here.folder / "c*.parquet"), out="one")
    many = command(here, *(str(here.folder / f"c{n}.parquet") for n in range(2)), out="many")
    assert one.exit_code == many.exit_code == 0
    written = [pq.read_table(here.folder / out / FILE) for out in ("one", "many")]
    assert written[0].equals(written[1])


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"case_no": ["A1", "A1", "A2"]}, "1 行说的是另一行已经说过的办件"),
        ({"channel": ["窗口", None, "1"]}, "cases：列 channel 里的“窗口”不是代码"),
        ({"accepted_at": ["2026-03-02"] * 3}, "accepted_at"),
        ({"case_no": [[1], [2], [3]]}, "case_no"),
        ({"completed_at": [datetime(2026, 3, 1), None, None]}, "办结时间"),
        ({"completed_at": [datetime(2099, 3, 1), None, None]}, "completed_at"),
        ({"item_code": ["Z001", None, "Z001"]}, "item_code"),
        ({"item_code": ["110101199003077571", "Z001", "Z001"]}, "item_code"),
        ({"completed_at": pa.nulls(3, pa.timestamp("us"))}, "没有已办结的办件"),
    ],
    ids=str,
)
def test_what_cannot_be_counted_is_said_and_nothing_is_written(
    here: County, columns: dict[str, Any], words: str
) -> None:
    result = command(here, put(here.folder, **columns))
    assert result.exit_code == 1
    assert words in result.stderr
    assert "A1" not in result.stderr and "110101" not in result.stderr
    assert not list(here.folder.glob("out*"))


def test_good_rows_can_be_counted_alone(here: County) -> None:
    cases = put(here.folder, item_code=["Z001", None, "Z003"])
    result = command(here, cases, more=["--accept-good"])
    assert result.exit_code == 0, result.output
    assert "读取办件 3 件 = 已办结并汇总 1 件 + 在办 1 件 + 撤回或终止 0 件 + 拒绝 1 件" in result.stdout


def test_a_folder_that_is_not_empty_is_left_alone(here: County) -> None:
    (here.folder / "out").mkdir()
    (here.folder / "out" / "a").write_text("x")
    result = command(here, put(here.folder))
    assert result.exit_code == 1
    assert "不是空的" in result.stderr
    assert [path.name for path in (here.folder / "out").iterdir()] == ["a"]


def test_files_that_are_none(here: County) -> None:
    for cases in (str(here.folder / "no*.parquet"), here.file("a.parquet", b"PAR1 nothing")):
        result = command(here, cases)
        assert result.exit_code == 1
        assert "Parquet" in result.stderr
        assert "Traceback" not in result.output


def test_files_of_other_columns_are_not_mixed(here: County) -> None:
    files = [put(here.folder), put(here.folder, "b.parquet", case_no=["B", "C", "D"], channel=["1"] * 3)]
    result = command(here, *files)
    assert result.exit_code == 1
    assert "b.parquet" in result.stderr


def test_an_item_list_that_is_refused_is_told_as_at_a_load(here: County) -> None:
    wrong = here.file("错.csv", cubes.ODD_ITEMS.replace("2个月", "2个月或3天").encode())
    result = here.run(
        "cube", "--cases", put(here.folder), "--items", wrong, "--out", str(here.folder / "out")
    )
    assert result.exit_code == 1
    assert "错.csv" in result.stderr
    assert not (here.folder / "out").exists()


def test_moments_are_days_of_china(here: County, tmp_path: Path) -> None:
    """23:30 UTC is the next morning; without a zone it is what the clock said."""
    moments = [datetime(2026, 3, 5, 23, 30)] * 3
    found = []
    for place, kind in enumerate((pa.timestamp("us"), pa.timestamp("us", "UTC"))):
        command(here, put(here.folder, completed_at=pa.array(moments, kind)), out=f"out{place}")
        found.append(pq.read_table(here.folder / f"out{place}" / FILE)["completed_on"][0].as_py())
    assert found == [date(2026, 3, 5), date(2026, 3, 6)]


def test_without_spark_a_sentence_says_how_to_get_it(here: County, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyspark.errors", None)
    monkeypatch.setitem(__import__("sys").modules, "pyspark.sql", None)
    result = command(here, put(here.folder), more=["--engine", "spark"])
    assert result.exit_code == 1
    assert "pip install -r requirements-spark.txt" in result.stderr
    assert not list(here.folder.glob("out*"))


def test_a_damaged_engine_file_leaves_nothing(given: Files, tmp_path: Path) -> None:
    class Struck(OnDuckDB):
        def run(self, step: str) -> None:
            if step == "cube":
                raise EngineFailed("struck")
            super().run(step)

    with pytest.raises(EngineFailed):
        cube.make(Struck, cubes.job(given, tmp_path / "out"))
    assert list(tmp_path.iterdir()) == []


def test_counts_that_do_not_add_up_are_a_fault(given: Files, tmp_path: Path) -> None:
    class Losing(OnDuckDB):
        def counts(self) -> Any:
            for part in super().counts():
                yield part.slice(1)

    with pytest.raises(Exception, match="cases read"):
        cube.make(Losing, cubes.job(given, tmp_path / "out"))
    assert list(tmp_path.iterdir()) == []
