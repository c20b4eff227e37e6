"""The models on a Spark cluster that is there: master and storage come from Spark's own configuration."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import pyarrow as pa

from reform.common.i18n import mark as _
from reform.ingest.readers.parquet import ZONE
from reform.pipeline.aggregate import parquet_columns
from reform.pipeline.aggregate.engine import EngineFailed
from reform.pipeline.aggregate.parquet_columns import Given
from reform.pipeline.aggregate.portable_sql import statements
from reform.schema.datasets import Dataset, Field

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

_NO_SPARK = _(
    "Spark is not installed for this Python. Install it with: pip install -r requirements-spark.txt "
    "(it needs Java 17 or newer), or count with --engine duckdb."
)
_NO_JAVA = _(
    "Spark needs Java 17 or newer, and there is no Java here. Install it (Debian, Ubuntu: apt install "
    "openjdk-17-jre-headless) or set JAVA_HOME, or count with --engine duckdb."
)
_OLD_JAVA = _(
    "Spark needs Java 17 or newer; {java} is {version}. Install a newer one, or set JAVA_HOME to one, or "
    "count with --engine duckdb."
)
_FAILED = _("Spark could not do it: {reason}. Check the paths, and Spark's own configuration and log.")

_STORED = {"VARCHAR": "string", "DOUBLE": "double", "INTEGER": "int", "BOOLEAN": "boolean", "DATE": "date"}
_STORED |= {"TIMESTAMP": "timestamp_ntz"}
_KINDS = {
    "string": parquet_columns.TEXT,
    **dict.fromkeys(("tinyint", "smallint", "int", "bigint"), parquet_columns.WHOLE),
    **dict.fromkeys(("float", "double", "decimal"), parquet_columns.NUMBER),
    "date": parquet_columns.DAY,
    "timestamp_ntz": parquet_columns.TIME,
    "timestamp": parquet_columns.MOMENT,
    "boolean": parquet_columns.YES_NO,
}

P = ParamSpec("P")
R = TypeVar("R")


def _in_words(method: Callable[P, R]) -> Callable[P, R]:
    """What Spark cannot do as a sentence."""

    @wraps(method)
    def told(*args: P.args, **kwargs: P.kwargs) -> R:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        try:
            return method(*args, **kwargs)
        except (PySparkException, Py4JError) as problem:
            raise EngineFailed(_FAILED, reason=str(problem).strip().partition("\n")[0][:300]) from problem

    return told


class OnSpark:
    """See ``Engine``."""

    def __init__(self) -> None:
        self._spark = _session()
        self._spark.conf.set("spark.sql.session.timeZone", "UTC")
        for function in statements("pipeline/aggregate/spark_functions"):
            self._spark.sql(function.sql)

    @_in_words
    def give(self, dataset: Dataset, places: Sequence[str]) -> None:
        """See ``Engine.give``; Spark resolves patterns, on whatever storage it knows."""
        rows = self._spark.read.parquet(*places) if places else self._spark.range(0)
        stored = {name: _KINDS.get(kind.partition("(")[0]) for name, kind in rows.dtypes}
        found = parquet_columns.find(dataset, stored, places[0] if places else "") if places else {}
        columns = [_column(field, found.get(field.name)) for field in dataset.fields]
        rows.select(*columns).createOrReplaceTempView(f"given_{dataset.name}")

    @_in_words
    def lend(self, name: str, table: pa.Table) -> None:
        """See ``Engine.lend``; every machine gets the whole of it."""
        from pyspark.sql.functions import broadcast

        broadcast(self._spark.createDataFrame(table)).createOrReplaceTempView(name)

    @_in_words
    def run(self, step: str) -> None:
        """See ``Engine.run``: what a model makes is a view here, and computed when it is asked for."""
        if step == "models/intermediate/suspensions":
            self.run("models/full/pending_rows_unsliced")
        for statement in statements(step):
            found = self._spark.sql(statement.sql)
            assert statement.name is not None, f"{step} keeps nothing"
            found.createOrReplaceTempView(statement.name)

    @_in_words
    def ask(self, step: str) -> list[dict[str, Any]]:
        """See ``Engine.ask``."""
        (statement,) = statements(step)
        return [row.asDict() for row in self._spark.sql(statement.sql).collect()]

    def counts(self) -> Iterator[pa.Table]:
        """See ``Engine.counts``; a year at a time."""
        cube = self._spark.table("cube").persist()
        for year in self._years(cube):
            yield self._of_year(cube, year)
        cube.unpersist()

    @_in_words
    def _years(self, cube: DataFrame) -> list[int]:
        from pyspark.sql.functions import year

        return sorted(row[0] for row in cube.select(year("segment")).distinct().collect())

    @_in_words
    def _of_year(self, cube: DataFrame, wanted: int) -> pa.Table:
        from pyspark.sql.functions import col, year

        return cube.where(year(col("segment")) == wanted).toArrow()

    def close(self) -> None:
        """See ``Engine.close``."""
        with suppress(Exception):
            self._spark.stop()


def require_java() -> None:
    """Raise ``EngineFailed`` at once where Java is missing or too old: Spark itself takes minutes to fail."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home) / "bin")) if home else shutil.which("java")
    if java is None:
        raise EngineFailed(_NO_JAVA)
    said = subprocess.run([java, "-version"], capture_output=True, text=True, errors="replace").stderr
    version = re.search(r'version "(?:1\.)?(\d{1,3})', said)
    if version is None or int(version[1]) < 17:
        raise EngineFailed(_OLD_JAVA, java=java, version=version[1] if version else "?")


def _session() -> SparkSession:
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as missing:
        raise EngineFailed(_NO_SPARK) from missing
    if "SPARK_REMOTE" not in os.environ:  # elsewhere it has a Java of its own
        require_java()
    try:
        return SparkSession.builder.appName("reform cube").getOrCreate()
    except (PySparkException, RuntimeError, OSError) as problem:
        raise EngineFailed(_FAILED, reason=str(problem).strip().partition("\n")[0][:300]) from problem


def _column(field: Field, found: Given | None) -> Column:
    """A declared column as it is kept; a moment as China's clocks show it."""
    from pyspark.sql.functions import col, convert_timezone, lit

    stored = _STORED[field.type]
    if found is None:
        return lit(None).cast(stored).alias(field.name)
    taken = col(f"`{found.name}`")
    if found.kind == parquet_columns.MOMENT:
        taken = convert_timezone(lit("UTC"), lit(ZONE), taken.cast("timestamp_ntz"))
    return taken.cast(stored).alias(field.name)
