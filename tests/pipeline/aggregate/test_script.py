"""The printed script: what every dialect of it says, and that DuckDB's counts what the command counts."""

import re
from pathlib import Path

import pytest

from reform.common.database import scratch
from reform.common.sql_files import model, sections
from reform.pipeline.aggregate.script import DIALECTS, FOLDER
from tests.pipeline.aggregate import cubes, scripts
from tests.pipeline.aggregate.functions import CALLS, arguments

sqlglot = pytest.importorskip("sqlglot", reason="pip install -r requirements-sql.txt")
dialects = pytest.mark.parametrize("dialect", DIALECTS)


def test_the_platforms_counties_have_are_known() -> None:
    asked_for = {"spark", "clickhouse", "trino", "hive", "postgres", "doris", "starrocks"}
    assert set(DIALECTS) == asked_for | {"duckdb"}


@dialects
def test_a_script_can_be_read_in_its_dialect(dialect: str) -> None:
    text = scripts.printed(dialect)
    assert text.endswith(";\n")
    read = [tree for tree in sqlglot.parse(text, dialect=dialect) if tree is not None]
    assert len(read) == len(scripts.statements(dialect))
    assert not [tree for tree in read if isinstance(tree, sqlglot.exp.Command)]


@dialects
def test_a_script_replaces_the_views_it_makes(dialect: str) -> None:
    words = [statement.replace("`", "").split() for statement in scripts.statements(dialect)]
    dropped = [found[-1] for found in words if found[:-1] == ["DROP", "VIEW", "IF", "EXISTS"]]
    created = [found[2] for found in words if found[:2] == ["CREATE", "VIEW"]]
    assert dropped == created[::-1]
    assert {"mentions", "cube", "case_counts"} <= set(created)


@dialects
def test_nothing_of_duckdb_is_left(dialect: str) -> None:
    text = "\n".join(scripts.statements(dialect)).lower()
    own = {*CALLS, *sections(FOLDER / "duckdb.sql", "statement"), "bool_or", "logical_or"}
    assert not [name for name in own if re.search(rf"\b{name}\(", text)]
    assert "$" not in text
    assert "raw." not in text


@dialects
def test_a_script_says_what_goes_in_and_how_to_load_what_comes_out(dialect: str) -> None:
    comments = [line for line in scripts.printed(dialect).splitlines() if line.startswith("-- ")]
    tables = {match[1] for line in comments if (match := re.match(r"--   (\w+) \(", line))}
    small = {"calendar", "imports", "items", "item_words", "subject_of", "subjects", "transfer_spans"}
    assert tables == {"given_cases", "given_pauses"} | small
    assert comments[-1] == "-- python -m reform load case_counts.parquet --replace FIRST..LAST"


@dialects
def test_what_is_written_by_hand_is_said_as_it_is_written(dialect: str) -> None:
    """sqlglot reads and writes it once more: names of functions that it takes for others would change."""
    for name, text in sections(FOLDER / f"{dialect}.sql", "statement").items():
        if name == "settings":
            continue
        once = sqlglot.parse_one(text, dialect=dialect).sql(dialect)
        assert sqlglot.parse_one(once, dialect=dialect).sql(dialect) == once, name
        functions = set(re.findall(r"\b(\w+_\w+)\(", text.lower())) - {"date_sub"}
        assert functions <= set(re.findall(r"\b(\w+_\w+)\(", once.lower())), name


def test_the_script_counts_what_the_command_counts(tmp_path: Path) -> None:
    given = cubes.files(tmp_path / "given", 20_000)
    expected = cubes.counted(given, tmp_path / "out")
    with scratch() as connection:
        for name, file in scripts.inputs(given, tmp_path / "inputs").items():
            connection.read_parquet(str(file)).create(name)
        for statement in scripts.statements("duckdb"):
            connection.execute(statement).fetchall()
        connection.table("case_counts").write_parquet(str(tmp_path / "counts.parquet"))
    assert scripts.differing(tmp_path / "counts.parquet", expected.file) == (0, 0)


def test_functions_of_the_script_are_those_of_the_models() -> None:
    from reform.pipeline.aggregate.translation import Translation

    translation = Translation("duckdb", sections(FOLDER / "duckdb.sql", "statement"), {})
    asked = ", ".join(f"{call} as {name}" for name, call in CALLS.items())
    query = f"select n, {asked} from arguments order by n"
    with scratch() as connection:
        connection.execute(model("models/macros/functions")).fetchall()
        connection.register("arguments", arguments())
        expected = connection.execute(query).fetchall()
        assert connection.execute(translation.query(query)).fetchall() == expected
    assert len(expected) == 20_000
