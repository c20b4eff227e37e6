"""Tables as files that open correctly in Excel and WPS: CSV with a byte-order mark, and real .xlsx."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reform.common.formatting import is_missing
from reform.common.plain_rows import harmless


class _Sheet(Worksheet):  # type: ignore[misc]
    """A sheet on which a text stands as typed: from <r> to </r> xlsxwriter takes one for its own marks."""

    def _write_string(self, row: int, col: int, string: str, cell_format: Format | None = None) -> Any:
        if not (string.startswith("<r>") and string.endswith("</r>")):
            return super()._write_string(row, col, string, cell_format)
        look = () if cell_format is None else (cell_format,)
        return self._write_rich_string(row, col, string[:1], string[1:2], string[2:], *look)


class Book(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook for words of files and people: no text in it is a formula, an address or marks."""

    worksheet_class = _Sheet

    def __init__(self, buffer: io.BytesIO) -> None:
        super().__init__(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """UTF-8 with a byte-order mark; missing cells stay empty."""
    safe = frame.map(harmless) if len(frame) else frame
    safe = safe.rename(columns=harmless)
    return safe.to_csv(index=False).encode("utf-8-sig")


class Sheet(NamedTuple):
    """One sheet: its name on the tab, its title, notes (as-of date, source), the table with its headers."""

    name: str
    title: str
    frame: pd.DataFrame
    notes: Sequence[str]


def xlsx_bytes(frame: pd.DataFrame, title: str, notes: Sequence[str]) -> bytes:
    """One sheet: title, notes (as-of date, source), then the table with real numbers and dates."""
    return book_bytes([Sheet(title, title, frame, notes)])


def book_bytes(sheets: Sequence[Sheet]) -> bytes:
    """Several sheets, each laid out like that and set up for A4 landscape."""
    buffer = io.BytesIO()
    book = Book(buffer)
    formats = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "note": book.add_format({"font_color": "#555555"}),
        "head": book.add_format(
            {"bold": True, "bottom": 1, "bg_color": "#EEF1F4", "text_wrap": True, "valign": "top"}
        ),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
    }
    for sheet in sheets:
        _add(book, sheet, formats)
    book.close()
    return buffer.getvalue()


def _add(book: xlsxwriter.Workbook, made: Sheet, formats: Mapping[str, Any]) -> None:
    sheet, frame = book.add_worksheet(_sheet_name(made.name)), made.frame
    sheet.write_string(0, 0, made.title, formats["title"])
    for row, line in enumerate(made.notes, start=1):
        sheet.write_string(row, 0, line, formats["note"])
    first = len(made.notes) + 2
    for column, name in enumerate(frame.columns):
        sheet.write_string(first, column, str(name), formats["head"])
        sheet.set_column(column, column, _width(frame.iloc[:, column], str(name)))
        for row, value in enumerate(frame.iloc[:, column], start=first + 1):
            _write(sheet, row, column, value, formats["day"])
    sheet.freeze_panes(first + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(first)
    sheet.set_footer("&C&P / &N")


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: Any, day: Any) -> None:
    if is_missing(value):
        return
    if isinstance(value, (datetime, date)):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    else:
        sheet.write_number(row, column, float(value))


def _width(column: pd.Series, header: str) -> float:
    longest = max((len(str(value)) for value in column.head(200)), default=0)
    return min(46.0, max(10.0, 1.8 * len(header), 1.4 * longest))


def _sheet_name(title: str) -> str:
    return "".join("_" if c in "[]:*?/\\'" else c for c in title)[:31] or "1"
