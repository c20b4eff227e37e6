"""Tables that come as rows of cells: a workbook's sheets, and the tables of web pages and XML files."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Self

import pyarrow as pa

from reform.common.text import clean
from reform.ingest.parsers.cell_marks import unmarked
from reform.ingest.readers import limits
from reform.ingest.readers.cell_text import column, text
from reform.ingest.readers.file_refused import FileRefused
from reform.ingest.readers.text_table import HEAD_ROWS, Span, TextTable

BATCH_ROWS = 10_000


@dataclass(kw_only=True)
class GridTable(TextTable):
    """A table that is a rectangle of cells, and so has no row wider than its header."""

    is_long: bool = True  # its cells may hold much text

    @abstractmethod
    def rows(self) -> Iterator[Sequence[Any]]:
        """The cells of every row from row 1 on, all of one width, vertical merges filled in."""

    def read_head(self) -> Self:
        """The table with its head, and the merged ranges cut to it."""
        rows = islice(self.rows(), HEAD_ROWS)
        self.head = [[clean(unmarked(text(cell)[: limits.HEAD_CELL])[1]) for cell in row] for row in rows]
        bottom, right = len(self.head) - 1, len(self.head[0]) - 1 if self.head else -1
        self.spans = [
            (span[0], span[1], min(span[2], bottom), min(span[3], right))
            for span in sorted(self.spans)
            if span[0] <= bottom and span[1] <= right
        ]
        return self

    def _body(self, header_index: int, columns: Mapping[str, int]) -> Iterator[pa.Table]:
        """See ``TextTable.body``. A sheet is a rectangle: ``_width`` is always null."""
        rows = islice(self.rows(), header_index + 1, None)
        number = header_index + 2
        while batch := self._batch(rows):
            places = list(zip(*batch, strict=True))
            table = {name: column(places[place]) for name, place in columns.items()}
            table["_row"] = pa.array(range(number, number + len(batch)), pa.int64())
            table["_first"] = _first_cells(batch, places)
            table["_width"] = pa.nulls(len(batch), pa.int32())
            yield pa.table(table)
            number += len(batch)

    def _batch(self, rows: Iterator[Sequence[Any]]) -> list[Sequence[Any]]:
        """The next rows: fewer where their cells hold much text, or repeat it."""
        if not self.is_long:
            return list(islice(rows, BATCH_ROWS))
        batch: list[Sequence[Any]] = []
        room = limits.BATCH
        for row in rows:
            batch.append(row)
            room -= sum(len(cell) for cell in row if isinstance(cell, str))
            if room < 0 or len(batch) == BATCH_ROWS:
                break
        return batch


def _first_cells(batch: Sequence[Sequence[Any]], places: Sequence[Sequence[Any]]) -> pa.Array:
    """Of every row the first cell with something in it."""
    first = column(places[0]) if places else pa.nulls(len(batch), pa.string())
    if first.null_count == 0:
        return first
    found = first.to_pylist()
    return pa.array(
        [_first(row) if said is None else said for said, row in zip(found, batch, strict=True)], pa.string()
    )


def _first(row: Sequence[Any]) -> str | None:
    said = (text(cell) for cell in row if cell != "")
    return next((cell for cell in said if cell and not cell.isspace()), None)


@dataclass
class Room:
    """How many cells the tables of one file have laid out, all together."""

    cells: int = 0


class Grid:
    """Rows of text built cell by cell, each in the next free place beside the merges from above."""

    def __init__(self, room: Room, sheet: str | None = None) -> None:
        self.sheet = sheet
        self.rows: list[list[str]] = []
        self.spans: list[Span] = []
        self.hidden_rows = 0
        self._open: dict[int, tuple[int, str]] = {}  # column → last row of a merge from above, its text
        self._taken: set[int] = set()
        self._next = 0
        self._room = room

    @property
    def width(self) -> int:
        """Of the widest row."""
        return max(map(len, self.rows), default=0)

    def row(self, index: int | None = None) -> None:
        """Begin the next row, or the one of this index (from 0) after blank ones."""
        if index is not None and index >= limits.ROWS:
            raise self._too_large(index + 1, max(self.width, 1))
        while index is not None and len(self.rows) < index:
            self._begin()
        self._begin()

    @property
    def free(self) -> int:
        """The place of the next cell that names none."""
        place = self._next
        while place in self._taken:
            place += 1
        return place

    def cell(self, said: str, *, place: int | None = None, across: int = 1, down: int = 1) -> None:
        """Put a cell into the current row; merged ones cover ``across`` columns and ``down`` rows."""
        if not self.rows:
            self._begin()
        place = self.free if place is None else place
        while place in self._taken:
            place += 1
        self._next = place + across
        if self._next > limits.COLUMNS:
            raise self._too_large(len(self.rows), self._next)
        for offset in range(across):
            shown = "" if offset else said
            self._put(place + offset, shown)
            if down > 1:
                self._open[place + offset] = (len(self.rows) + down - 2, shown)
        top = len(self.rows) - 1
        if across * down > 1 and top < HEAD_ROWS:
            self.spans.append((top, place, top + down - 1, place + across - 1))

    def _begin(self) -> None:
        self._next = 0
        self._taken = set(self._open)
        row = [""] * (max(self._open, default=-1) + 1)
        ended = []
        for place, (last, said) in self._open.items():
            if said:
                row[place] = said
            if last == len(self.rows):
                ended.append(place)
        for place in ended:
            del self._open[place]
        self.rows.append(row)
        self._count(len(row))

    def _put(self, place: int, said: str) -> None:
        row = self.rows[-1]
        missing = place + 1 - len(row)
        if missing > 0:
            row.extend([""] * missing)
            self._count(missing)
        row[place] = said

    def _count(self, more: int) -> None:
        self._room.cells += more
        if self._room.cells > limits.GRID_CELLS:
            raise self._too_large(len(self.rows), self.width)

    def _too_large(self, rows: int, columns: int) -> FileRefused:
        words = {"rows": rows, "columns": columns}
        return FileRefused("sheet_too_large", words, sheet=self.sheet)


@dataclass(kw_only=True)
class MarkupTable(GridTable):
    """A table of a web page or of an XML workbook."""

    grid: Grid

    def rows(self) -> Iterator[Sequence[str]]:
        """See ``GridTable.rows``."""
        width = self.grid.width
        for row in self.grid.rows:
            yield row + [""] * (width - len(row))
