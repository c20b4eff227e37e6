"""The refused rows of one table, in the layout of the original file, ready to be corrected.

The columns stand where they stood; those no dataset declares are left empty. Every cell is text, so that
Excel changes nothing that is typed and no code loses its zeros. The sheet loads again as it is.
"""

import re
from collections import defaultdict
from pathlib import PurePosixPath
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from reform.common.i18n import gettext as _
from reform.common.plain_rows import harmless
from reform.ingest.parsers import Parsed
from reform.ingest.parsers.dates import parse_date
from reform.ingest.result import MARK_HEADER, RefusedRow, Reject
from reform.pipeline import load_messages
from reform.pipeline.load_report import TableReport
from reform.schema.datasets import datasets

# Excel takes very long to open a workbook with more; the cells beyond it are coloured like the others.
MOST_COMMENTS = 20_000
_LONGEST_NAME = 31
# A sign before digits and marks computes a number at most: "-", "-1", "+86 10". It runs nothing.
_NO_FORMULA = re.compile(r"[-+]?[\d\s.,:/()%-]*")

Said = dict[int, list[str]]  # position of a cell → what is wrong with it


class SheetNames:
    """Names of sheets as Excel allows them, no two alike."""

    def __init__(self) -> None:
        self._used = {"history"}  # Excel keeps this one for itself

    def new(self, wanted: str) -> str:
        """The wanted name, or the nearest that can be had."""
        plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]+", " ", wanted).strip(" '") or "1"
        name, number = plain[:_LONGEST_NAME].rstrip(" '"), 1
        while name.casefold() in self._used:
            number += 1
            end = f" {number}"
            name = plain[: _LONGEST_NAME - len(end)].rstrip(" '") + end
        self._used.add(name.casefold())
        return name


class Looks:
    """The formats of the sheets, and how many comments the workbook may still have."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        text = {"num_format": "@", "valign": "top"}
        self.text = book.add_format(text)
        # the thick frame is what a print in black and white shows
        self.wrong = book.add_format({**text, "bg_color": "#F8CBCB", "border": 5, "border_color": "#B3261E"})
        self.mark = book.add_format({**text, "font_color": "#767676"})
        self.head = book.add_format({**text, "bold": True, "bg_color": "#E6ECF1", "border": 1})
        self._comments = MOST_COMMENTS

    def comment(self, sheet: Worksheet, row: int, column: int, text: str) -> None:
        """Comment a cell, as long as there are not too many."""
        if self._comments > 0:
            self._comments -= 1
            lines = 1 + text.count("\n") + len(text) // 24
            box: dict[str, Any] = {"width": 340, "height": 22 + 18 * lines, "font_size": 10}
            sheet.write_comment(row, column, text, {"author": _("Check"), **box})


def write(book: xlsxwriter.Workbook, names: SheetNames, looks: Looks, table: TableReport) -> None:
    """Add the refused rows of a table on a sheet of their own."""
    name = table.result.sheet or PurePosixPath(table.result.file).stem
    _Corrections(book.add_worksheet(names.new(name)), looks, table).write()


class _Corrections:
    """One such sheet."""

    def __init__(self, sheet: Worksheet, looks: Looks, table: TableReport) -> None:
        self._sheet, self._looks, self._table = sheet, looks, table
        self._result = table.result
        self._dataset = datasets()[table.result.dataset]
        self._mark = max(self._result.places.values()) + 1

    def write(self) -> None:
        """The header, then row after row."""
        self._header()
        rejects: dict[int, list[Reject]] = defaultdict(list)
        for reject in self._result.rejects:
            rejects[reject.row].append(reject)
        for at, refused in enumerate(self._result.refused_rows, start=1):
            self._row(at, refused, rejects[refused.row])
        self._sheet.autofilter(0, 0, len(self._result.refused_rows), self._mark)

    def _header(self) -> None:
        sheet, looks = self._sheet, self._looks
        for name, column in self._result.places.items():
            header = self._result.known_under[name].lstrip("=+-@")
            sheet.write_string(0, column, header, looks.head)
            sheet.set_column(column, column, max(12, 2 * len(header) + 4), looks.text)
        sheet.write_string(0, self._mark, MARK_HEADER, looks.head)
        sheet.set_column(self._mark, self._mark, 18, looks.mark)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _row(self, at: int, refused: RefusedRow, rejects: list[Reject]) -> None:
        comments = self._said(refused, rejects)
        for name, column in self._result.places.items():
            look = self._looks.wrong if column in comments else self._looks.text
            value = self._as_read(name, refused.cells.get(name) or "")
            if value:
                self._sheet.write_string(at, column, neutral(value), look)
            else:
                self._sheet.write_blank(at, column, None, look)
        for column, sentences in comments.items():
            where = _("Row {row} of the original.").format(row=refused.row)
            self._looks.comment(self._sheet, at, column, "\n".join([where, *sentences]))
        self._sheet.write_string(at, self._mark, self._table.mark(refused.row), self._looks.mark)

    def _said(self, refused: RefusedRow, rejects: list[Reject]) -> Said:
        """What is wrong with which cells of a row.

        A sentence that names other columns (the earlier date, the other code) stands at them too; one about
        the whole row, or about a column the file has not, at the first cell.
        """
        comments: Said = defaultdict(list)
        places = self._result.places
        first = min(places.values())
        for reject in rejects:
            named = {header for words in reject.words.values() for header in words.split("、")}
            names = {reject.name, *(c.name for c in self._dataset.columns if c.header in named)}
            for place in [place for name, place in places.items() if name in names] or [first]:
                comments[place].append(load_messages.sentence(reject))
        if not refused.cells:
            comments[first].append(
                _("Its cells are left out: one may be of a column that is not kept. Copy them from there.")
            )
        return comments

    def _as_read(self, name: str, text: str) -> str:
        """The cell; a bare day number of a workbook of the 1904 system as the day it means there."""
        if self._result.date1904 and self._dataset.column(name).type in ("date", "datetime"):
            reading = parse_date(text, date1904=True)
            if isinstance(reading, Parsed) and "excel_serial" in reading.flags:
                return str(reading.value)
        return text


def neutral(text: str) -> str:
    """The text with an apostrophe before what would run as a formula once the sheet is saved as CSV.

    In this workbook nothing runs, for every cell is text. The parsers take such an apostrophe off again.
    "-" (nothing) and signed numbers stay as they are: a profile may give them a meaning.
    """
    return text if _NO_FORMULA.fullmatch(text) else str(harmless(text))
