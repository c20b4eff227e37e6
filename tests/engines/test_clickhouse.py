"""ClickHouse in process against DuckDB: the printed script gives the same counts, row by row.

Run by ``make test-engines``, which installs chdb; elsewhere it may not be there.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reform.common.database import scratch
from reform.common.sql_files import model, sections
from reform.pipeline.aggregate.script import FOLDER
from tests.pipeline.aggregate import cubes, scripts
from tests.pipeline.aggregate.functions import CALLS, arguments

pytestmark = pytest.mark.skipif("REFORM_ENGINES" not in os.environ, reason="make test-engines runs these")

CASES = int(os.environ.get("REFORM_ENGINES_CASES", 20_000))


@pytest.fixture
def clickhouse(tmp_path: Path) -> Iterator[Any]:
    from chdb.session import Session

    session = Session(str(tmp_path / "clickhouse"))
    session.query("create database county")
    session.query("use county")
    yield session
    session.close()


def test_no_row_differs(clickhouse: Any, tmp_path: Path) -> None:
    given = cubes.files(tmp_path / "given", CASES)
    expected = cubes.counted(given, tmp_path / "out")
    for name, file in scripts.inputs(given, tmp_path / "inputs").items():
        clickhouse.query(f"create table {name} engine Memory as select * from file('{file}', Parquet)")
    for statement in scripts.statements("clickhouse"):
        clickhouse.query(statement)
    counts = tmp_path / "counts.parquet"
    clickhouse.query(f"select * from case_counts into outfile '{counts}' format Parquet")
    assert expected.read == CASES
    assert scripts.differing(counts, expected.file) == (0, 0)


def test_functions_say_the_same_on_both_engines(clickhouse: Any, tmp_path: Path) -> None:
    from reform.pipeline.aggregate.translation import Translation

    translation = Translation("clickhouse", sections(FOLDER / "clickhouse.sql", "statement"), {})
    asked = ", ".join(f"{call} as {name}" for name, call in CALLS.items())
    query = f"select n, {asked} from arguments"
    given, said = tmp_path / "arguments.parquet", tmp_path / "said.parquet"
    with scratch() as connection:
        connection.execute(model("models/macros/functions")).fetchall()
        connection.register("arguments", arguments())
        connection.table("arguments").write_parquet(str(given))
        clickhouse.query(f"create table arguments engine Memory as select * from file('{given}', Parquet)")
        clickhouse.query(f"{translation.query(query)} into outfile '{said}' format Parquet")
        expected = connection.execute(f"{query} order by n").fetchall()
        rows = connection.execute(f"select * from read_parquet('{said}') order by n").fetchall()
    assert rows == expected
