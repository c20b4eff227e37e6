"""Tables in Parquet, as data platforms write them: only the columns asked for are read, batch by batch.

Every cell becomes the text a csv file of the same table would hold, so that both go one way from here. Rows
count from 2, as if the names stood in row 1. A moment fixed on the time line is told by China's clocks.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from reform.common.text import clean
from reform.ingest.readers import limits
from reform.ingest.readers.cell_text import blank_to_null
from reform.ingest.readers.file_refused import FileRefused
from reform.ingest.readers.limited_process import BATCH_ROWS
from reform.ingest.readers.text_table import Source, TextTable

ZONE = "Asia/Shanghai"


def open_parquet(source: Source) -> Iterator["ColumnarTable"]:
    """The one table of a Parquet file; what its columns hold is looked at when they are read."""
    with _reading(), source.open() as handle, pq.ParquetFile(handle) as file:
        names = file.schema_arrow.names
        sizes = [
            file.metadata.row_group(group).column(place).total_uncompressed_size
            for group in range(file.metadata.num_row_groups)
            for place in range(file.metadata.num_columns)
        ]
    if len(names) > limits.COLUMNS:
        words = {"columns": len(names), "limit": limits.COLUMNS}
        raise FileRefused("table_too_wide", words)
    if max(sizes, default=0) > limits.UNPACKED:
        raise FileRefused("file_too_large", {"limit": limits.UNPACKED // limits.MB})
    head = [[clean(name) for name in names]]
    yield ColumnarTable(kind="parquet", head=head, source=source)


@contextmanager
def _reading() -> Iterator[None]:
    """What goes wrong in Arrow is damage, or text that is no UTF-8."""
    try:
        yield
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        raise FileRefused("parquet_damaged") from error


@dataclass(kw_only=True)
class ColumnarTable(TextTable):
    """A Parquet file as a table."""

    source: Source

    def _body(self, header_index: int, columns: Mapping[str, int]) -> Iterator[pa.Table]:
        """See ``TextTable.body``. The first cell is that of the columns asked for; no row is too wide."""
        number = header_index + 2
        with _reading(), self.source.open() as handle, pq.ParquetFile(handle) as file:
            names = {name: file.schema_arrow.names[place] for name, place in columns.items()}
            if len(self.source.content()) * min(file.metadata.num_rows, BATCH_ROWS) > limits.PARQUET_ALONE:
                self.source.rehearse("parquet", sorted(set(names.values())))
            legacy = moments_of_old(file.schema)
            for batch in file.iter_batches(BATCH_ROWS, columns=sorted(set(names.values()))):
                cells = {
                    name: self._texts(_first_called(batch, given), given, legacy=given in legacy)
                    for name, given in names.items()
                }
                in_order = [cells[name] for name in sorted(columns, key=columns.__getitem__)]
                numbers = {
                    "_row": pa.array(range(number, number + batch.num_rows), pa.int64()),
                    "_first": pc.coalesce(*in_order),
                    "_width": pa.nulls(batch.num_rows, pa.int32()),
                }
                yield pa.table(cells | numbers)
                number += batch.num_rows

    def _texts(self, cells: pa.Array, name: str, *, legacy: bool) -> pa.Array:
        """A column as text; refused where its cells are no single values."""
        try:
            if legacy:
                cells = cells.cast(pa.timestamp("us"), safe=False).cast(pa.timestamp("us", "UTC"))
            if pa.types.is_timestamp(cells.type):
                cells = _to_the_second(cells)
            texts = cells.cast(pa.string())
        except (pa.ArrowNotImplementedError, pa.ArrowTypeError) as error:
            raise FileRefused("parquet_nested", {"column": name}) from error
        texts.validate(full=True)  # Arrow takes any bytes for UTF-8
        return blank_to_null(texts)


def _first_called(batch: pa.RecordBatch, name: str) -> pa.Array:
    return batch.column(batch.schema.get_all_field_indices(name)[0])


def _to_the_second(moments: pa.Array) -> pa.Array:
    """Moments on the clock of whoever wrote them; one on the time line as China's clocks show it."""
    zone = ZONE if moments.type.tz else None
    return moments.cast(pa.timestamp("us", zone), safe=False).cast(pa.timestamp("s", zone), safe=False)


def moments_of_old(schema: pq.ParquetSchema) -> set[str]:
    """The columns whose moments stand in the form of old Hadoop (INT96), which is UTC and does not say so."""
    columns = (schema.column(place) for place in range(len(schema.names)))
    return {column.path for column in columns if column.physical_type == "INT96"}
