"""Tables in delimited text: csv, tsv and their relatives.

Arrow parses the file in C and hands over only the columns asked for. The rows it will not take,
those of another width than most, come through the csv module and are put back in their place.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from typing import Any, TextIO

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv

from reform.common.text import clean
from reform.ingest.readers import limits
from reform.ingest.readers.encoding import Text, decode
from reform.ingest.readers.file_refused import FileRefused
from reform.ingest.readers.row_shape import Numbers, RowShape
from reform.ingest.readers.text_table import HEAD_ROWS, Source, TextTable

DELIMITERS = ",\t;|"
# Arrow reads up to 32 blocks ahead of whoever takes them: large ones cost memory. Their rows are handed on
# in larger batches.
BLOCK = 4 << 20
BLOCKS = 4
# Rows of another width than most, as many as are held until they can be put in their place.
ODD_ROWS = 50_000

_SPACED = re.compile(r' {1,9}"[^"]{2,99}"')
_BLANK = re.compile(r'[\s,;|"\x1a]*')  # old programs end a file with Ctrl-Z

# Added to the file as one more line: where a quotation mark is never closed it does not come out alone.
_END = "\x1eend"


def open_text(source: Source) -> Iterator[TextTable]:
    """The one table of a text file; its encoding is checked to the end."""
    text = decode(source.content())
    try:
        delimiter = _delimiter(text)
        records = _records(text, delimiter)
        if _is_spaced(records):
            text = _tight(text, delimiter)
            records = _records(text, delimiter)
    except csv.Error as error:
        # A cell of more than 131,072 characters: the quotation mark that opened it was never closed.
        raise FileRefused("file_damaged") from error
    widest = max(map(len, records), default=0)
    if widest > limits.COLUMNS:
        words = {"columns": widest, "limit": limits.COLUMNS}
        raise FileRefused("table_too_wide", words)
    head = [[clean(cell[: limits.HEAD_CELL]) for cell in record] for record in records]
    yield DelimitedTable(kind="csv", head=head, text=text, delimiter=delimiter)


def _is_spaced(records: list[list[str]]) -> bool:
    """Whether the header's quotation marks stand behind a space ("a", "b"): csv and Arrow do not see them."""
    first = next((cells for cells in records if len(cells) > 1), [""])
    return len(first) > 1 and all(map(_SPACED.fullmatch, first[1:]))


def _tight(text: Text, delimiter: str) -> Text:
    """The same table without those spaces, in memory."""
    written = StringIO(newline="")
    with text.open() as stream:
        csv.writer(written, delimiter=delimiter, lineterminator="\n").writerows(
            csv.reader(stream, delimiter=delimiter, skipinitialspace=True)
        )
    return Text(written.getvalue().encode(), "utf-8", 0)


def _records(text: Text, delimiter: str) -> list[list[str]]:
    with text.open() as stream:
        return list(islice(csv.reader(_lines(stream), delimiter=delimiter), HEAD_ROWS))


def _lines(stream: TextIO) -> Iterator[str]:
    """The first lines: endless rows, of many lines in quotation marks, end here."""
    room = limits.HEAD
    for line in stream:
        room -= len(line)
        if room < 0:
            return
        yield line


def _delimiter(text: Text) -> str:
    """The delimiter that cuts the most of the first rows into the same number (above one) of cells."""

    def consistency(delimiter: str) -> tuple[int, int]:
        try:
            widths = Counter(len(record) for record in _records(text, delimiter) if len(record) > 1)
        except csv.Error:
            return (0, 0)
        return max(((rows, width) for width, rows in widths.items()), default=(0, 0))

    return max(DELIMITERS, key=consistency)


@dataclass(kw_only=True)
class DelimitedTable(TextTable):
    """A text file as a table."""

    text: Text
    delimiter: str
    _short_row: int = 0  # the last one so far with fewer cells than the header and most rows have

    def _body(self, header_index: int, columns: Mapping[str, int]) -> Iterator[pa.Table]:
        """See ``TextTable.body``."""
        shape = RowShape(columns, len(self.head[header_index]))
        below = header_index + 2  # the first row below the header; rows count from 1
        try:
            self._short_row = 0
            tables = self._to_the_end(self._all_rows(shape, self._usual_width(header_index)))
            while blocks := list(islice(tables, BLOCKS)):
                table = pa.concat_tables(blocks)
                first = table["_row"][0].as_py() if len(table) else below
                if len(rows := table.slice(max(0, below - first))):
                    yield rows
        except (pa.ArrowInvalid, csv.Error) as error:
            raise FileRefused("file_damaged") from error

    def _to_the_end(self, tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
        """The tables without the line added at the end; refused if a cell has swallowed it."""
        held = None
        for table in tables:
            if held is not None:
                yield held
            held = table
        if held is None or held["_first"][-1].as_py() != _END:
            raise FileRefused("file_damaged")
        if self._short_row + 1 == held["_row"][-1].as_py() and not self.text.ends_a_line:
            self.cut_row = self._short_row
        yield held.slice(0, len(held) - 1)

    def _usual_width(self, header_index: int) -> int:
        """How many cells most rows have; only the rows of another width go the slow way."""
        rows = self.head[header_index + 1 :] or self.head[header_index:]
        widths = Counter(len(row) for row in rows if row)
        return max(widths, key=widths.__getitem__, default=len(self.head[header_index]))

    def _all_rows(self, shape: RowShape, width: int) -> Iterator[pa.Table]:
        """Every record of the file, title rows and header included, numbered and in order."""
        waiting: list[pacsv.InvalidRow] = []  # of another width, not yet put in their place
        row = 1  # number of the next record
        for batch in self._parsed(shape, width, waiting):
            if not batch.num_rows:
                # All rows of another width: those that follow each other are in their place already.
                following = sum(1 for place, other in enumerate(waiting) if other.number == row + place)
                if following >= ODD_ROWS:
                    row += following
                    yield self._odd_rows(shape, waiting[:following])
                    del waiting[:following]
                continue
            numbers = _numbers(row, batch.num_rows, [other.number for other in waiting])
            row = int(numbers[-1]) + 1
            ready = sum(other.number < row for other in waiting)
            cells = {int(name): batch.column(name) for name in batch.schema.names}
            table = shape.table(cells, numbers)
            if ready:
                table = pa.concat_tables([table, self._odd_rows(shape, waiting[:ready])]).sort_by("_row")
                del waiting[:ready]
            yield table
        if waiting:
            yield self._odd_rows(shape, waiting)

    def _parsed(self, shape: RowShape, width: int, other: list[pacsv.InvalidRow]) -> Iterable[Any]:
        """Batches of the rows of this width; the rest is added to ``other`` before its batch comes."""

        def put_aside(row: pacsv.InvalidRow) -> str:
            other.append(row)
            is_short = row.actual_columns < min(width, shape.header_width)
            if is_short and row.text != _END and not _BLANK.fullmatch(row.text):
                self._short_row = row.number
            return "skip"

        names = [str(position) for position in range(width)]
        # Without threads Arrow knows each row's number, and is no slower here.
        reader: Iterable[Any] = pacsv.open_csv(
            self.text.open_bytes(_END),
            read_options=pacsv.ReadOptions(
                use_threads=False, block_size=BLOCK, column_names=names, encoding=self.text.encoding
            ),
            parse_options=pacsv.ParseOptions(
                delimiter=self.delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=put_aside,
            ),
            convert_options=pacsv.ConvertOptions(
                include_columns=[str(position) for position in shape.positions(width)],
                column_types=dict.fromkeys(names, pa.string()),
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
        )
        return reader

    def _odd_rows(self, shape: RowShape, rows: list[pacsv.InvalidRow]) -> pa.Table:
        """The rows of another width, cut by the csv module as Arrow would have cut them."""
        records = [self._cut(row.text) for row in rows]
        return shape.records(records, [row.number for row in rows])

    def _cut(self, line: str) -> list[str]:
        return next(csv.reader(StringIO(line, newline=""), delimiter=self.delimiter), [])


def _numbers(row: int, count: int, others: list[int]) -> Numbers:
    """Numbers of ``count`` rows from ``row`` on, those of the rows put aside left out."""
    places = np.arange(count, dtype=np.int64)
    # How many of the batch's rows stand before each row put aside.
    before = np.array(others, dtype=np.int64) - row - np.arange(len(others))
    return row + places + np.searchsorted(before, places, side="right")
