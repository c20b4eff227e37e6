"""What is kept of the rows of a text file, whatever their width."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from reform.ingest.readers.cell_text import blank_to_null

Numbers = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class RowShape:
    """The columns asked for, and the width of the header they were found in."""

    columns: Mapping[str, int]
    header_width: int

    @property
    def read(self) -> list[int]:
        """The first cell and the columns, from left to right."""
        return sorted({0, *self.columns.values()})

    def positions(self, width: int) -> list[int]:
        """What must be read of rows of this width: also the surplus."""
        wanted = {*self.read, *range(self.header_width, width)}
        return sorted(position for position in wanted if position < width)

    def table(self, cells: Mapping[int, pa.Array], numbers: Numbers) -> pa.Table:
        """Cells by position as the table that ``body`` promises."""
        blank = pa.nulls(len(numbers), pa.string())
        cells = {position: blank_to_null(column) for position, column in cells.items()}
        named = {name: cells.get(position, blank) for name, position in self.columns.items()}
        declared = [cells[position] for position in self.read if position in cells]
        width = pa.nulls(len(numbers), pa.int32())
        for position in sorted(position for position in cells if position >= self.header_width):
            width = pc.if_else(pc.is_valid(cells[position]), pa.scalar(position + 1, pa.int32()), width)
        marks = {
            "_row": pa.array(numbers, pa.int64()),
            "_first": _coalesce(declared, blank),
            "_width": width,
        }
        return pa.table(named | marks)

    def records(self, records: Sequence[list[str]], numbers: Sequence[int]) -> pa.Table:
        """Rows cut into cells one by one as the same table."""
        table = {
            name: blank_to_null(
                pa.array([record[place] if place < len(record) else None for record in records], pa.string())
            )
            for name, place in self.columns.items()
        }
        table["_row"] = pa.array(numbers, pa.int64())
        table["_first"] = pa.array([_first(record, self.read) for record in records], pa.string())
        table["_width"] = pa.array([_width(record, self.header_width) for record in records], pa.int32())
        return pa.table(table)


def _coalesce(columns: list[pa.Array], blank: pa.Array) -> pa.Array:
    """Of every row the first cell with something in it: mostly that of the first column."""
    found = columns[0] if columns else blank
    return pc.coalesce(*columns, blank) if found.null_count else found


def _first(record: list[str], places: list[int]) -> str | None:
    """The first cell with something in it of those that may be read."""
    cells = (record[place] for place in places if place < len(record))
    return next((cell for cell in cells if cell and not cell.isspace()), None)


def _width(record: list[str], header_width: int) -> int | None:
    """Up to where a row goes on beyond its header."""
    filled = (place for place in range(len(record) - 1, header_width - 1, -1) if record[place].strip())
    return next((place + 1 for place in filled), None)
