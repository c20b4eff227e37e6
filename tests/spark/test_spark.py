"""Real Spark in local mode against DuckDB: no row differs on a million cases, and no answer of a county.

Run by ``make test-spark``, which installs pyspark; elsewhere Java may not be there.
"""

import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from reform.common.sql_files import model
from reform.metrics.query import Scope
from reform.pipeline.aggregate import job as cube
from reform.pipeline.aggregate.engine import Engine, EngineFailed
from reform.pipeline.aggregate.job import Counted
from reform.pipeline.aggregate.portable_sql import statements
from tests.pipeline.aggregate import cubes, scripts
from tests.pipeline.aggregate.cubes import Files
from tests.pipeline.aggregate.functions import CALLS, arguments

pytestmark = pytest.mark.skipif("REFORM_SPARK" not in os.environ, reason="make test-spark runs these")

CASES = int(os.environ.get("REFORM_SPARK_CASES", 1_000_000))
SCRIPTED = 20_000
CONFIGURED = {
    "spark.master": "local[2]",
    "spark.driver.memory": "3g",
    "spark.sql.shuffle.partitions": "8",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


@pytest.fixture(scope="module", autouse=True)
def configured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Spark's own configuration, as a cluster would have it."""
    folder = tmp_path_factory.mktemp("conf")
    lines = [f"{key} {value}\n" for key, value in CONFIGURED.items()]
    lines.append(f"spark.sql.warehouse.dir {folder / 'tables'}\n")
    (folder / "spark-defaults.conf").write_text("".join(lines))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_CONF_DIR", str(folder))
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        yield


def on_spark(_folder: Path) -> Engine:
    from reform.pipeline.aggregate.spark_engine import OnSpark

    return OnSpark()


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return cubes.files(tmp_path_factory.mktemp("cases"), CASES)


@pytest.fixture(scope="module")
def by_duckdb(given: Files, tmp_path_factory: pytest.TempPathFactory) -> Counted:
    return cubes.counted(given, tmp_path_factory.mktemp("duckdb") / "out")


@pytest.fixture(scope="module")
def by_spark(given: Files, tmp_path_factory: pytest.TempPathFactory) -> Counted:
    return cube.make(on_spark, cubes.job(given, tmp_path_factory.mktemp("spark") / "out"))


def test_no_row_differs(by_duckdb: Counted, by_spark: Counted) -> None:
    assert by_spark.read == by_duckdb.read == CASES
    one, other = str(by_duckdb.file), str(by_spark.file)
    with duckdb.connect() as connection:
        counts = connection.execute(
            "select (select count(*) from read_parquet($one)), (select count(*) from read_parquet($other)),"
            " (select count(*) from (from read_parquet($one) except all from read_parquet($other))),"
            " (select count(*) from (from read_parquet($other) except all from read_parquet($one)))",
            {"one": one, "other": other},
        ).fetchall()[0]
    assert counts == (by_duckdb.rows, by_duckdb.rows, 0, 0)
    assert pq.read_schema(one).equals(pq.read_schema(other))


def test_a_county_with_the_counts_answers_like_one_with_the_cases(
    given: Files, by_spark: Counted, tmp_path: Path
) -> None:
    of_counts = cubes.county(tmp_path / "counts", given, by_spark.file)
    of_cases = cubes.county_of_cases(tmp_path / "cases", given)
    last = by_spark.last_on
    scopes = (
        Scope(last),
        Scope(last, date(2026, 3, 1), date(2026, 3, 31)),
        Scope(last, last - timedelta(17), last - timedelta(3)),
    )
    cubes.assert_same(cubes.answers(of_counts, *scopes), cubes.answers(of_cases, *scopes))


def test_the_printed_script_counts_the_same(tmp_path: Path) -> None:
    pytest.importorskip("sqlglot", reason="pip install -r requirements-sql.txt")
    few = cubes.files(tmp_path / "given", SCRIPTED)
    expected = cubes.counted(few, tmp_path / "out")
    engine = on_spark(Path())
    spark = engine._spark  # type: ignore[attr-defined]
    try:
        for name, file in scripts.inputs(few, tmp_path / "inputs").items():
            spark.read.parquet(str(file)).write.saveAsTable(name)
        for statement in scripts.statements("spark"):
            spark.sql(statement)
        pq.write_table(spark.table("case_counts").toArrow(), tmp_path / "counts.parquet")
    finally:
        engine.close()
    assert scripts.differing(tmp_path / "counts.parquet", expected.file) == (0, 0)


# functions ------------------------------------------------------------------------------------


def test_functions_say_the_same_on_both_engines() -> None:
    spark = on_spark(Path())
    given = arguments()
    spark.lend("arguments", given)
    asked = ", ".join(f"{call} as {name}" for name, call in CALLS.items())
    query = f"select n, {asked} from arguments order by n"
    try:
        said = [tuple(row) for row in spark._spark.sql(query).collect()]  # type: ignore[attr-defined]
    finally:
        spark.close()
    with duckdb.connect() as connection:
        connection.execute(model("models/macros/functions"))
        connection.register("arguments", given)
        expected = connection.execute(query).fetchall()
    assert said == expected


def test_every_portable_function_is_compared() -> None:
    named = {
        statement.sql.split("function ")[1].split("(")[0]
        for statement in statements("pipeline/aggregate/spark_functions")
    }
    assert named == set(CALLS)


# refusals -------------------------------------------------------------------------------------


def test_what_spark_cannot_read_ends_in_a_sentence(given: Files, tmp_path: Path) -> None:
    job = cubes.job(given, tmp_path / "out")
    nowhere = cube.Job(**{**vars(job), "cases": [str(tmp_path / "nothing-*.parquet")]})
    with pytest.raises(EngineFailed) as failed:
        cube.make(on_spark, nowhere)
    assert "Spark" in failed.value.sentence
    assert not list(tmp_path.glob("out*"))
