"""The models on this machine: cases are copied into a file of their own, then worked through in slices."""

from collections.abc import Iterator, Sequence
from glob import glob
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from duckdb import ColumnExpression, ConstantExpression, Expression, FunctionExpression

from reform.common.database import BUILDING
from reform.common.i18n import mark as _
from reform.common.redaction import scrub_name
from reform.common.sql_files import model
from reform.ingest.readers.parquet import ZONE, moments_of_old
from reform.models import build, built
from reform.models.sql_templates import rendered
from reform.pipeline.aggregate import parquet_columns
from reform.pipeline.aggregate.engine import EngineFailed
from reform.pipeline.aggregate.parquet_columns import Given
from reform.schema.datasets import Dataset, Field

BATCH = 500_000

_NONE = _("There is no file {place}. Give the path of Parquet files, in quotation marks if it has a *.")
_UNREADABLE = _("{place} cannot be read as Parquet. Write or copy it again.")
_DIFFERENT = _(
    "{dataset}: {place} has other columns, or columns of other types, than {first}. Write all files alike, "
    "or count them apart."
)


class OnDuckDB:
    """See ``Engine``. ``folder`` takes the file the cases are worked through in."""

    def __init__(self, folder: Path) -> None:
        self._connection = duckdb.connect(str(folder / "cases.duckdb"), config=BUILDING)
        built.create_tables(self._connection)
        for step in ("models/macros/functions", "models/ddl/fact_tables"):
            self.run(step)

    def give(self, dataset: Dataset, places: Sequence[str]) -> None:
        """See ``Engine.give``; a place may be a pattern."""
        files = [file for place in places for file in _files(place)]
        shapes = [_shape(dataset, file) for file in files]
        for file, shape in zip(files, shapes, strict=True):
            if shape != shapes[0]:
                words = {"place": scrub_name(Path(file).name), "first": scrub_name(Path(files[0]).name)}
                raise EngineFailed(_DIFFERENT, dataset=dataset.name, **words)
        columns = [_column(field, shapes[0].get(field.name) if shapes else None) for field in dataset.fields]
        view = f"given_{dataset.name}"
        if files:
            self._connection.read_parquet(files, hive_partitioning=False).select(*columns).create_view(view)
        else:
            self._connection.from_arrow(pa.table({"nothing": pa.nulls(0)})).select(*columns).create(view)

    def lend(self, name: str, table: pa.Table) -> None:
        """See ``Engine.lend``."""
        self._connection.execute(model("pipeline/aggregate/job/drop_table", table=name))
        self._connection.from_arrow(table).create(name)

    def run(self, step: str) -> None:
        """See ``Engine.run``."""
        if step == "models/intermediate/suspensions":
            build.run(self._connection, "models/full/pending_rows")
        if step == "models/marts/weekly_completed":  # of cases that counts/to_count gives in one piece
            self._connection.execute(rendered(step))
        else:
            build.run(self._connection, step)

    def ask(self, step: str) -> list[dict[str, Any]]:
        """See ``Engine.ask``."""
        asked = self._connection.sql(rendered(step))
        return [dict(zip(asked.columns, row, strict=True)) for row in asked.fetchall()]

    def counts(self) -> Iterator[pa.Table]:
        """See ``Engine.counts``."""
        for batch in self._connection.table("cube").to_arrow_reader(BATCH):
            yield pa.Table.from_batches([batch])

    def close(self) -> None:
        """See ``Engine.close``; the file goes with its folder."""
        self._connection.close()


def _files(place: str) -> list[str]:
    found = sorted(file for file in glob(place, recursive=True) if Path(file).is_file())
    if not found:
        raise EngineFailed(_NONE, place=place)
    return found


def _shape(dataset: Dataset, file: str) -> dict[str, Given]:
    name = scrub_name(Path(file).name)
    try:
        with pq.ParquetFile(file) as opened:
            old = moments_of_old(opened.schema)
            kinds = {f.name: _kind(f.type, old=f.name in old) for f in opened.schema_arrow}
    except (pa.ArrowException, OSError, ValueError) as error:
        raise EngineFailed(_UNREADABLE, place=name) from error
    return parquet_columns.find(dataset, kinds, name)


def _kind(type_: pa.DataType, *, old: bool) -> str | None:
    of = type_.value_type if pa.types.is_dictionary(type_) else type_
    tests = {
        parquet_columns.TEXT: pa.types.is_string(of) or pa.types.is_large_string(of),
        parquet_columns.WHOLE: pa.types.is_integer(of),
        parquet_columns.NUMBER: pa.types.is_floating(of) or pa.types.is_decimal(of),
        parquet_columns.DAY: pa.types.is_date(of),
        parquet_columns.OLD_MOMENT: pa.types.is_timestamp(of) and old,
        parquet_columns.MOMENT: pa.types.is_timestamp(of) and of.tz is not None,
        parquet_columns.TIME: pa.types.is_timestamp(of),
        parquet_columns.YES_NO: pa.types.is_boolean(of),
    }
    return next((kind for kind, fits in tests.items() if fits), None)


def _column(field: Field, found: Given | None) -> Expression:
    """A declared column as it is kept; a moment as China's clocks show it."""
    taken: Expression = ConstantExpression(None)
    if found is not None:
        taken = ColumnExpression(found.name)
        if found.kind == parquet_columns.OLD_MOMENT:
            taken = FunctionExpression("timezone", ConstantExpression("UTC"), taken)
        if found.kind in (parquet_columns.OLD_MOMENT, parquet_columns.MOMENT):
            taken = FunctionExpression("timezone", ConstantExpression(ZONE), taken)
    return taken.cast(duckdb.sqltype(field.type)).alias(field.name)
