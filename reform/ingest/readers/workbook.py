"""Excel workbooks, through calamine. Every cell becomes the text a person would have typed.

calamine gives an error cell (#REF!) as an empty one: the errors come from ``xlsx_metadata`` and
``xls_metadata``. Dates arrive right in either date system, 1900 or 1904. A formula that was never computed is
a blank cell.
Comments, drawings and macros are never read.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from reform.ingest.readers import limits, xls_metadata, xlsx_metadata
from reform.ingest.readers.cell_style import OddCells
from reform.ingest.readers.file_refused import FileRefused
from reform.ingest.readers.file_type import XLSX
from reform.ingest.readers.grid import GridTable
from reform.ingest.readers.sheet_facts import Errors, SheetFacts
from reform.ingest.readers.text_table import Source, TextTable
from reform.ingest.readers.xlsx_metadata import Facts

_CELL_BYTES = 32  # of a cell with nothing in it
_Merges = dict[int, list[tuple[int, int]]]  # first row → (column, last row)


def open_workbook(source: Source, kind: str) -> Iterator[TextTable]:
    """A table for every sheet, hidden and empty ones too."""
    facts = xlsx_metadata.inspect(source) if kind == XLSX else xls_metadata.inspect(source)
    if kind != XLSX:
        source.rehearse("xls")
    with _reading(), source.open() as handle:
        workbook = load_workbook(handle)
        sheets = workbook.sheets_metadata
        if len(sheets) > limits.MEMBERS:
            raise FileRefused("file_too_many", {"limit": limits.MEMBERS})
        room = limits.CELLS
        for number, meta in enumerate(sheets):
            if meta.typ != SheetTypeEnum.WorkSheet:
                continue
            about = facts.sheets.get(meta.name if kind == XLSX else str(number), SheetFacts())
            table = _open_sheet(workbook, meta, kind, facts, about)
            rows, columns = table.cells.height, table.cells.width
            room -= rows * columns
            if kind != XLSX:  # else counted before
                source.budget.hold(rows * columns * _CELL_BYTES)
            if room < 0:
                words = {"rows": rows, "columns": columns}
                raise FileRefused("sheet_too_large", words, sheet=meta.name)
            yield table


@contextmanager
def _reading() -> Iterator[None]:
    """What goes wrong in calamine is damage; in a damaged .xls it may even panic, past all exceptions."""
    try:
        yield
    except PasswordError as error:
        raise FileRefused("file_encrypted") from error
    except CalamineError as error:
        raise FileRefused("file_damaged") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise FileRefused("file_damaged") from error


def _open_sheet(
    workbook: CalamineWorkbook, meta: SheetMetadata, kind: str, facts: Facts, about: SheetFacts
) -> "SheetTable":
    sheet = workbook.get_sheet_by_name(meta.name)
    ranges = sheet.merged_cell_ranges or []
    merges: _Merges = {}
    for (top, left), (bottom, _right) in ranges:
        if bottom > top:
            merges.setdefault(top, []).append((left, bottom))
    last_row, last_column = sheet.end or (-1, -1)
    hidden_rows, hidden_columns = about.hidden_within(last_row + 1, last_column + 1)
    table = SheetTable(
        sheet=meta.name,
        kind=kind,
        date1904=facts.date1904,
        spans=[(top, left, bottom, right) for (top, left), (bottom, right) in ranges],
        hidden=meta.visible != SheetVisibleEnum.Visible,
        hidden_rows=hidden_rows,
        hidden_columns=hidden_columns,
        cells=sheet,
        merges=merges,
        errors=about.errors,
        odd=about.odd,
        is_long=about.is_long or bool(merges) or kind != XLSX,
    )
    table.read_head()
    return table


@dataclass(kw_only=True)
class SheetTable(GridTable):
    """One sheet of a workbook as a table."""

    cells: CalamineSheet
    merges: _Merges
    errors: Errors
    odd: OddCells

    def rows(self) -> Iterator[Sequence[Any]]:
        """See ``GridTable.rows``."""
        if self.cells.start is None:
            return iter(())
        # calamine begins at the first row, but at the first column that holds something.
        left: list[Any] = [""] * self.cells.start[1]
        found = (left + row for row in self.cells.iter_rows()) if left else self.cells.iter_rows()
        return self._filled(found) if self.errors or self.merges or self.odd else found

    def _filled(self, rows: Iterator[list[Any]]) -> Iterator[list[Any]]:
        """The rows with their errors, and with what is merged from above."""
        open_merges: dict[int, tuple[int, Any]] = {}  # column → last row and the value
        odd = self.odd.by_row()
        next_odd, ways = next(odd, (-1, []))
        for index, row in enumerate(rows):
            if index == next_odd:
                for column, way in ways:
                    if column < len(row):
                        row[column] = way.show(row[column], self.date1904)
                next_odd, ways = next(odd, (-1, []))
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
