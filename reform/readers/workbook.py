"""Excel workbooks, through calamine. Every cell becomes the text a person would have typed.

calamine gives an error cell (#REF!) as an empty one: in .xlsx the errors come from the sheet's XML,
in .xls they stay blank. Dates arrive right in either date system, 1900 or 1904. A formula that was
never computed is a blank cell.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

import pyarrow as pa
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    load_workbook,
)

from reform.readers.ooxml import Errors, Package, inspect
from reform.readers.sniff import XLSX
from reform.readers.table import HEAD_ROWS, Content, FileRefused, Source, TextTable
from reform.values.text import clean

BATCH_ROWS = 10_000
# From here on Excel, which keeps 15 digits, has lost the last ones of a number.
_DIGITS_LOST = 1e15

_Merges = dict[int, list[tuple[int, int]]]  # first row → (column, last row)


def open_workbook(source: Source, kind: str) -> list[TextTable]:
    """A table for every sheet, hidden and empty ones too."""
    package = inspect(source) if kind == XLSX else Package(_date1904_of_xls(source.content()))
    try:
        with source.open() as handle:
            workbook = load_workbook(handle)
        sheets = [meta.name for meta in workbook.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
        return [_open_sheet(workbook, name, source.name, kind, package) for name in sheets]
    except PasswordError as error:
        raise FileRefused("file_encrypted", file=source.name) from error
    except CalamineError as error:
        raise FileRefused("file_damaged", file=source.name) from error


def _open_sheet(workbook: CalamineWorkbook, name: str, file: str, kind: str, package: Package) -> TextTable:
    sheet = workbook.get_sheet_by_name(name)
    merges: _Merges = {}
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or []:
        if bottom > top:
            merges.setdefault(top, []).append((left, bottom))
    table = SheetTable(
        file=file,
        sheet=name,
        kind=kind,
        date1904=package.date1904,
        cells=sheet,
        merges=merges,
        errors=package.errors.get(name, {}),
    )
    table.head = [[clean(_text(cell)) for cell in row] for row in islice(table.rows(), HEAD_ROWS)]
    return table


@dataclass(kw_only=True)
class SheetTable(TextTable):
    """One sheet of a workbook as a table."""

    cells: CalamineSheet
    merges: _Merges
    errors: Errors

    def body(self, header_index: int, columns: Mapping[str, int]) -> Iterator[pa.Table]:
        """See ``TextTable.body``. A sheet is a rectangle: ``_width`` is always null."""
        rows = islice(self.rows(), header_index + 1, None)
        number = header_index + 2
        while batch := list(islice(rows, BATCH_ROWS)):
            named = {name: [_text_or_none(row[place]) for row in batch] for name, place in columns.items()}
            table = {name: pa.array(cells, pa.string()) for name, cells in named.items()}
            table["_row"] = pa.array(range(number, number + len(batch)), pa.int64())
            table["_first"] = pa.array([_first(row) for row in batch], pa.string())
            table["_width"] = pa.nulls(len(batch), pa.int32())
            yield pa.table(table)
            number += len(batch)

    def rows(self) -> Iterator[list[Any]]:
        """The cells of every row from row 1 on, errors and vertical merges filled in."""
        if self.cells.start is None:
            return
        # calamine begins at the first row, but at the first column that holds something.
        left: list[Any] = [""] * self.cells.start[1]
        open_merges: dict[int, tuple[int, Any]] = {}  # column → last row and the value
        for index, row in enumerate(self.cells.iter_rows()):
            row = left + row
            for column, word in self.errors.get(index, {}).items():
                if column < len(row):
                    row[column] = word
            for column, (last, value) in list(open_merges.items()):
                row[column] = value
                if last == index:
                    del open_merges[column]
            for column, last in self.merges.get(index, ()):
                if column < len(row):
                    open_merges[column] = (last, row[column])
            yield row


def _first(row: list[Any]) -> str | None:
    return next((text for cell in row if cell != "" and (text := _text_or_none(cell))), None)


def _text_or_none(cell: Any) -> str | None:
    text = _text(cell)
    return None if not text or text.isspace() else text


def _text(cell: Any) -> str:
    """A cell as text: codes without ``.0``, dates as 2024-03-05, lost digits left visible."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return _number(cell)
    if isinstance(cell, datetime):
        # A serial number is a fraction of a day: 14:30:00 may arrive as 14:29:59.999.
        return (cell + timedelta(milliseconds=500)).isoformat(" ", "seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return _hours(datetime.combine(date.min, cell) - datetime.min)
    if isinstance(cell, timedelta):
        return _hours(cell)
    return str(cell)


def _number(value: float) -> str:
    if abs(value) >= _DIGITS_LOST:
        return f"{value:.15e}"  # 3.601021990010113e+17, for the code parser to refuse
    if float(value).is_integer():
        return str(int(value))
    text = repr(value)
    return text if "e" not in text else f"{Decimal(text):f}"


def _hours(duration: timedelta) -> str:
    minutes, seconds = divmod(round(duration.total_seconds()), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"


def _date1904_of_xls(content: Content) -> bool:
    """The DATEMODE record, among the first records of the workbook stream (BIFF8)."""
    at = content.find(b"\x09\x08\x10\x00\x00\x06\x05\x00")  # BOF of the workbook's own records
    while 0 <= at <= len(content) - 6:
        record, length = struct.unpack("<HH", content[at : at + 4])
        if record == 0x0022:
            return content[at + 4 : at + 6] == b"\x01\x00"
        if record == 0x000A:  # EOF
            break
        at += 4 + length
    return False
