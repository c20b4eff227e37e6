"""``python -m reform cube``: what it takes, what it says, and what it refuses in a sentence."""

import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reform.pipeline.aggregate.job import FILE
from tests.ingest.files import County
from tests.pipeline.aggregate import cubes
from tests.pipeline.test_crash import files_no_larger_than

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
    ids=("repeated", "word", "text_day", "list_number", "before", "beyond", "no_item", "person", "none_done"),
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
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    result = command(here, put(here.folder), more=["--engine", "spark"])
    assert result.exit_code == 1
    assert "pip install -r requirements-spark.txt" in result.stderr
    assert not list(here.folder.glob("out*"))


@pytest.mark.parametrize("size", [0, 100, 2_000, 20_000])
def test_a_disk_that_takes_no_more_leaves_nothing_behind(here: County, size: int) -> None:
    cases = put(here.folder)
    here.file("事项.csv", cubes.ODD_ITEMS.encode())
    before = sorted(here.folder.rglob("*"))
    items = str(here.folder / "事项.csv")
    with files_no_larger_than(size):
        refused = here.run(
            "cube", "--cases", cases, "--items", items, "--out", str(here.folder / "out"), lang="en"
        )
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.endswith("File too large. Nothing was written.\n")
    assert sorted(here.folder.rglob("*")) == before
    assert command(here, cases).exit_code == 0


# a script for another platform ----------------------------------------------------------------


def test_a_script_is_printed_and_its_small_tables_are_written(here: County) -> None:
    pytest.importorskip("sqlglot", reason="pip install -r requirements-sql.txt")
    printed = here.run("cube", "--print-sql", "postgres")
    assert printed.exit_code == 0, printed.output
    assert printed.stdout.startswith("-- 汇总已办结的办件")
    words = pa.array([None], pa.string())
    mentions = {
        "item_code": ["Z001"],
        "item_name": words,
        "department": words,
        "state": ["completed"],
        "n": [2],
    }
    pq.write_table(pa.table(mentions), here.folder / "mentions.parquet")
    items, out = here.file("事项.csv", cubes.ODD_ITEMS.encode()), here.folder / "lists"
    asked = ["--mentions", str(here.folder / "mentions.parquet"), "--items", items, "--out", str(out)]
    written = here.run("cube", *asked)
    assert written.exit_code == 0, written.output
    assert str(out) in written.stdout
    small = {"calendar", "imports", "items", "item_words", "subject_of", "subjects", "transfer_spans"}
    assert {path.name for path in out.iterdir()} == {
        f"{name}.{form}" for name in small for form in ("csv", "parquet")
    }
    (subject,) = pq.read_table(out / "subject_of.parquet").to_pylist()
    assert subject["given_code"] == "Z001"


def test_mentions_that_are_none_are_refused_in_a_sentence(here: County) -> None:
    items, out = here.file("事项.csv", cubes.ODD_ITEMS.encode()), here.folder / "lists"
    result = here.run("cube", "--mentions", put(here.folder), "--items", items, "--out", str(out))
    assert result.exit_code == 1
    assert "mentions" in result.stderr
    assert not out.exists()


def test_without_sqlglot_a_sentence_says_how_to_get_it(here: County, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "reform.pipeline.aggregate.translation", raising=False)
    monkeypatch.setitem(sys.modules, "sqlglot", None)
    result = here.run("cube", "--print-sql", "trino")
    assert result.exit_code == 1
    assert "pip install -r requirements-sql.txt" in result.stderr


def test_without_what_to_count_the_command_says_what_it_needs(here: County) -> None:
    result = here.run("cube", "--cases", put(here.folder))
    assert result.exit_code == 2
    assert "--print-sql" in result.stderr
