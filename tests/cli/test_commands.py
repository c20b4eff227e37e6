"""The command line as the issue describes it: JSON shapes, exit status, what goes to which stream."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest

from reform import ROOT, cli
from reform.metrics import query
from reform.schema.datasets import datasets
from tests.ingest.files import CASES, ITEMS, County, Rows, contents, text, workbook
from tests.soak import some

MORE: Rows = [
    *CASES,
    ["A4", "", "县水利局", "2026-03-02", "2026-03-04"],
    ["A5", "0001", "县市场监督管理局", "2026-12-30", ""],
]
MORE = [[*row, name] for row, name in zip(MORE, ["事项名称", "", "", "", "取水许可", ""], strict=True)]
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> County:
    """Two items and five cases, one of them of no item of the list."""
    county = County(tmp_path_factory.mktemp("loaded"))
    files = county.file("i.xlsx", workbook({"a": ITEMS})), county.file("c.csv", text(MORE))
    assert county.run("load", *files, today="2026-12-31").exit_code == 0
    return county


@pytest.fixture
def empty(tmp_path: Path) -> County:
    return County(tmp_path)


# rows -----------------------------------------------------------------------------------------


def test_rows_of_cases_are_the_fact(loaded: County) -> None:
    answer = loaded.json("rows", "cases")
    assert list(answer) == ["dataset", "rows"]
    facts = {row["case_no"]: row for row in answer["rows"]}
    shown = ("working_days", "deadline", "on_time", "unmatched", "provisional")
    assert {number: tuple(row[name] for name in shown) for number, row in facts.items()} == {
        "A1": (5, "2026-02-26", True, False, False),
        "A2": (5, "2026-05-09", True, False, False),
        "A3": (None, "2026-09-30", None, False, False),
        "A4": (2, None, None, True, False),
        "A5": (None, "2027-01-06", None, False, True),
    }
    assert all(type(row["working_days"]) in (int, type(None)) for row in facts.values())
    assert facts["A1"]["accepted_at"] == "2026-02-12T09:00:00"
    assert facts["A3"]["completed_at"] is None


@pytest.mark.parametrize("dataset", list(datasets()))
def test_rows_of_every_dataset_are_json_and_csv(loaded: County, dataset: str) -> None:
    rows = loaded.rows(dataset)
    plain = loaded.run("rows", dataset, "--format", "csv").stdout
    assert len(list(csv.DictReader(io.StringIO(plain)))) == len(rows)
    assert loaded.run("rows", dataset).stdout == plain  # csv is what it prints unless told
    for row in rows:
        for name, value in row.items():
            if value is not None and name.endswith("_at"):
                assert MOMENT.fullmatch(value)
            if (value is not None and name.endswith("_on")) or (name == "deadline" and value):
                assert DAY.fullmatch(value)
        assert not {"row_key", "import_id", "source_row"} & set(row)


def test_csv_leaves_missing_cells_empty(loaded: County) -> None:
    rows = list(csv.DictReader(io.StringIO(loaded.run("rows", "cases", "--format", "csv").stdout)))
    assert [row["working_days"] for row in rows] == ["5", "5", "", "2", ""]
    assert rows[2]["completed_at"] == rows[2]["on_time"] == ""


# ask ------------------------------------------------------------------------------------------


def test_ask_answers_with_value_and_its_parts(loaded: County) -> None:
    answer = loaded.json("ask", "D03")
    assert list(answer) == ["indicator", "as_of", "unit", "stale", "rows"]
    assert (answer["indicator"], answer["unit"]) == ("D03", "working days")
    (row,) = answer["rows"]
    assert {"value", "numerator", "denominator", "n", "mean", "p50", "p90"} <= set(row)
    assert (row["value"], row["mean"], row["numerator"], row["n"], row["p50"]) == (4, 4, 12, 3, 5)


def test_a_rate_is_in_percent(loaded: County) -> None:
    answer = loaded.json("ask", "D07")
    assert answer["unit"] == "%"
    assert [(row["value"], row["numerator"], row["denominator"]) for row in answer["rows"]] == [(100, 2, 2)]


@pytest.mark.parametrize("code", some(query.indicators(), 3))
def test_every_indicator_answers_by_code_and_by_file_name(loaded: County, code: str) -> None:
    metric = query.indicators()[code]
    answer = loaded.json("ask", code)
    assert answer == loaded.json("ask", metric.file)
    (row,) = answer["rows"]
    assert {"value", "numerator", "denominator", "n"} <= set(row)


@pytest.mark.parametrize("dimension", query.find("D07").by)
def test_an_answer_is_split(loaded: County, dimension: str) -> None:
    rows = loaded.json("ask", "d07", "--by", dimension)["rows"]
    assert rows
    for split in rows:
        assert {"value", "n", *query.DIMENSIONS[dimension]} <= set(split)
        assert all(DAY.fullmatch(split[name]) for name in ("month", "week") if split.get(name))


FILTERS: list[tuple[list[str], int]] = [
    ([], 3),
    (["--department", "县市场监督管理局"], 2),
    (["--department", "县市场监督管理局", "--department", "县水利局"], 3),
    (["--department", "没有这个局"], 0),
    (["--from", "2026-03-01"], 2),
    (["--to", "2026-03-04"], 2),
    (["--from", "2026-03-04", "--to", "2026-03-04"], 1),
    (["--as-of", "2026-02-26"], 1),
    (["--as-of", "2026-02-25"], 0),
    (["--as-of", "2026-02-26", "--to", "2026-12-31"], 1),  # nothing is known after the as-of date
    (["--batch", "1"], 2),
    (["--batch", "1", "--batch", "2"], 2),
]


@pytest.mark.parametrize(("given", "n"), FILTERS, ids=[" ".join(given) for given, _ in FILTERS])
def test_filters_choose_the_cases(loaded: County, given: list[str], n: int) -> None:
    (row,) = loaded.json("ask", "D03", *given)["rows"]
    assert row["n"] == n
    assert (row["value"] is None) == (n == 0)


def test_the_default_as_of_date_is_the_last_day_something_happened(loaded: County) -> None:
    assert loaded.json("ask", "D03")["as_of"] == "2026-12-30"  # accepted; deadlines and today do not count
    assert loaded.json("ask", "D03", "--as-of", "2026-05-31")["as_of"] == "2026-05-31"


def test_indicators_lists_each_with_its_definition() -> None:
    county = County(Path("nowhere"))
    answer = county.json("indicators")
    assert {row["code"] for row in answer["indicators"]} == set(query.indicators())
    for row in answer["indicators"]:
        assert all(row[name] for name in ("code", "file", "name", "unit", "better", "means", "source"))
    english = county.json("indicators", lang="en")["indicators"]
    assert not any(re.search("[一-鿿]", row["name"]) for row in english)


# exit status ----------------------------------------------------------------------------------

WRONG_USE = [
    ["fly"],
    ["rows", "people"],
    ["rows"],
    ["ask", "Z99"],
    ["ask"],
    ["ask", "D03", "--as-of", "2026-13-01"],
    ["ask", "D03", "--as-of", "01/02/2026"],
    ["ask", "D03", "--from", "gestern"],
    ["ask", "D03", "--from", "2026-02-01", "--to", "2026-01-01"],
    ["ask", "D03", "--batch", "eins"],
    ["ask", "D03", "--by", "colour"],
    ["ask", "D03", "--format", "xml"],
    ["load"],
    ["load", "x.csv", "--dataset", "people"],
    ["load", "x.csv", "--profile", "nobody"],
    ["load", "x.csv", "--satisfaction", "smileys"],
    ["check", "x.csv", "--accept-good"],
    ["template", "people", "x.xlsx"],
    ["template", "cases", "no/such/folder/x.xlsx"],
    ["sample", "x", "--cases", "-1"],
]


@pytest.mark.parametrize("arguments", WRONG_USE, ids=" ".join)
def test_wrong_use_is_status_2_and_says_so_on_stderr(empty: County, arguments: list[str]) -> None:
    result = empty.run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Error" in result.stderr
    assert contents(empty.warehouse.folder) is None


@pytest.mark.parametrize("arguments", [["--today", "heute"], ["--lang", "fr"], ["--warehouse", __file__]])
def test_wrong_global_options_are_status_2(empty: County, arguments: list[str]) -> None:
    assert empty.run(*arguments, "history").exit_code == 2


def test_nothing_loaded_is_an_answer_to_history(empty: County) -> None:
    assert empty.json("history") == {"snapshots": []}
    assert empty.run("history", lang="en").stdout == "Nothing has been loaded yet.\n"
    assert contents(empty.warehouse.folder) is None


# a real process -------------------------------------------------------------------------------

PLAIN = {"LC_ALL": "C", "PATH": os.environ["PATH"]}
ASCII = {**PLAIN, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def process(*arguments: str, env: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    """The program as a script calls it: its output a pipe, its locale C."""
    needed = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}  # Windows
    return subprocess.run(
        [sys.executable, "-m", "reform", *arguments], cwd=ROOT, env={**env, **needed}, capture_output=True
    )


@pytest.mark.parametrize("env", [ASCII], ids=["C and ascii"])
def test_it_speaks_chinese_into_a_pipe_in_the_c_locale(loaded: County, env: dict[str, str]) -> None:
    folder = ["--warehouse", str(loaded.warehouse.folder), "--today", "2026-12-31"]
    answer = process(*folder, "rows", "items", "--format", "json", env=env)
    assert (answer.returncode, answer.stderr) == (0, b"")
    rows: list[dict[str, Any]] = json.loads(answer.stdout.decode("utf-8"))["rows"]
    assert rows[0]["item_name"] == "食品经营许可"
    refused = process(*folder, "check", str(loaded.folder / "没有.csv"), env=env)
    assert refused.returncode == 1
    assert "没有这个文件" in refused.stdout.decode("utf-8")
    assert refused.stderr == b""


def test_help_and_wrong_use_survive_an_ascii_pipe() -> None:
    assert "改革" in process("--help", env=ASCII).stdout.decode("utf-8")
    wrong = process("ask", "没有这个指标", env=ASCII)
    assert wrong.returncode == 2
    assert b"Traceback" not in wrong.stderr


# starting -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_the_list_says_of_a_command_what_its_own_help_says_first(name: str) -> None:
    command = cli.main.get_command(click.Context(cli.main), name)
    assert command is not None
    assert command.get_short_help_str(limit=1000) == cli.COMMANDS[name].help


def test_every_command_is_listed(empty: County) -> None:
    listed = empty.run("--help").stdout.partition("Commands:")[2]
    assert re.findall(r"^  (\w+)", listed, re.MULTILINE) == sorted(cli.COMMANDS)
    modules = {command.module for command in cli.COMMANDS.values()}
    registering = [
        path
        for path in (ROOT / "reform/cli").glob("*.py")
        if re.search(r"@main\.(command|group)", path.read_text("utf-8"))
    ]
    assert {path.stem for path in registering} == modules


LARGE = ("duckdb", "jinja2", "numpy", "pandas", "plotly", "pyarrow", "streamlit")


def imported(*words: str) -> set[str]:
    """Which of the large libraries a command imports, in a process of its own."""
    asked = (
        "import sys; from reform.cli import main; main(sys.argv[1:], standalone_mode=False); "
        f"print(*(name for name in {LARGE} if name in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked, *words], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stderr.splitlines()[-1].split())


def test_help_imports_no_large_library() -> None:
    assert imported("--help") == set()


@pytest.mark.parametrize("words", [("ask", "D03"), ("rows", "items")])
def test_a_command_that_asks_imports_duckdb_alone(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert imported(*words, "--warehouse", str(tmp_path)) == {"duckdb"}
