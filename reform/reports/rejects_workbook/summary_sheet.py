"""The first sheet: the check report. The accounts, what is broken and how to put it right, file by file.

It must never be taken for a table of data when the workbook is loaded: every text that comes from a file
stands in quotation marks, so that no cell of it reads like a header.
"""

from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from reform.common import formatting
from reform.common.i18n import either
from reform.common.i18n import gettext as _
from reform.ingest.result import Reject
from reform.pipeline import load_messages, table_remarks
from reform.pipeline.load_report import LoadReport, TableReport
from reform.reports.rejects_workbook import totals
from reform.reports.rejects_workbook.row_sheets import SheetNames
from reform.schema.datasets import datasets

_WIDTHS = (36, 14, *[9] * 7, 70)  # where, what, the account, words
_WORDS = len(_WIDTHS) - 1


def quoted(text: str) -> str:
    """Text of a file, told from ours; no header, and no formula."""
    return f"“{text}”"


def write(book: xlsxwriter.Workbook, names: SheetNames, result: LoadReport) -> None:
    """Add the sheet to the workbook."""
    page = _Page(book, names.new(_("Check report")))
    page.title(_("Check report"))
    page.line(_verdict(result))
    if result.balance.rejected:
        page.line(
            _(
                "The sheets that follow hold the refused rows. Correct the coloured cells (the comment of "
                "each says why), save the workbook and load it as it is. Leave the first row and the last "
                "column as they are; a row you do not want to load can be deleted."
            )
        )
    _problems(page, result)
    _accounts(page, result)
    _broken(page, result)
    for ignored in result.ignored:
        page.line(quoted(load_messages.left_out(ignored)))


def _verdict(result: LoadReport) -> str:
    if result.problems:
        return load_messages.verdict(result, checked_only=True)
    if not result.balance.rejected:
        return _("Every row of these files can be loaded.")
    return _("{rows} rows are refused in {cells} cells.").format(
        rows=formatting.number(result.balance.rejected),
        cells=formatting.number(sum(table.result.broken.total() for table in result.tables)),
    )


def _problems(page: "_Page", result: LoadReport) -> None:
    if result.problems:
        page.heads([_("Refused files"), *[""] * (_WORDS - 1), _("Why, and what to do")])
    for problem in result.problems:
        page.row([quoted(totals.place(problem)), *[None] * (_WORDS - 1), problem.sentence])


def _accounts(page: "_Page", result: LoadReport) -> None:
    if not result.tables:
        return
    labels = [_(label) for label in load_messages.OUTCOMES.values()]
    page.heads([_("Files and sheets"), _("Read as"), *labels, _("rows taken out"), _("To be noticed")])
    for table in result.tables:
        account = table.balance.as_dict()
        counts: list[Any] = [account[name] for name in load_messages.OUTCOMES]
        title = quoted(either(datasets()[table.result.dataset].title))
        page.row(
            [
                quoted(totals.place(table.result)),
                title,
                *counts,
                table.withdrawn or None,
                "\n".join(_noticed(table)),
            ]
        )


def _noticed(table: TableReport) -> list[str]:
    """What became of the file besides its rows."""
    result = table.result
    lines = [
        *table_remarks.not_kept(result),
        *table_remarks.hidden(result),
        *table_remarks.worth_a_look(table),
    ]
    if table.resolved:
        lines.append(_("{n} earlier refusals settled").format(n=formatting.number(table.resolved)))
    if result.profile:
        lines.append(
            _("read with the profile {profile}; choose it again when this workbook comes back").format(
                profile=quoted(either(result.profile))
            )
        )
    return lines


def _broken(page: "_Page", result: LoadReport) -> None:
    if not result.rejects:
        return
    page.heads([_("Column"), _("cells"), _("The first of them"), *[""] * 6, _("Why, and what to do")])
    for broken in totals.broken(result):
        column = broken.example.column
        page.row(
            [
                quoted(column) if column else _("the whole row"),
                broken.count,
                _where(broken.example),
                *[None] * 6,
                broken.sentence,
            ]
        )
    rows, cells = totals.untold(result)
    if rows or cells:
        page.line(totals.untold_sentence(rows, cells))


def _where(reject: Reject) -> str:
    where = _("{place} row {row}").format(place=quoted(totals.place(reject)), row=reject.row)
    return f"{where}: {quoted(reject.value)}" if reject.value else where


class _Page:
    """The sheet, written from the top down."""

    def __init__(self, book: xlsxwriter.Workbook, name: str) -> None:
        self.sheet: Worksheet = book.add_worksheet(name)
        self.next = 0
        top = {"valign": "top", "text_wrap": True}
        self._big = book.add_format({"bold": True, "font_size": 14})
        self._head = book.add_format({"bold": True, "bg_color": "#EEF1F4", "bottom": 1, **top})
        self._text = book.add_format(top)
        self._count = book.add_format({"num_format": "#,##0", "valign": "top"})
        for column, width in enumerate(_WIDTHS):
            self.sheet.set_column(column, column, width)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.fit_to_pages(1, 0)

    def title(self, text: str) -> None:
        """The first line."""
        self.sheet.write_string(self.next, 0, text, self._big)
        self.next += 1

    def line(self, text: str) -> None:
        """A sentence over the width of the sheet."""
        self.sheet.merge_range(self.next, 0, self.next, _WORDS, "", self._text)
        self.sheet.write_string(self.next, 0, text, self._text)
        # a row with merged cells does not grow by itself
        self.sheet.set_row(self.next, 16 * (1 + 2 * len(text) // sum(_WIDTHS)))
        self.next += 1

    def heads(self, heads: list[str]) -> None:
        """The header of a part, after an empty row."""
        self.next += 1
        for column, head in enumerate(heads):
            self.sheet.write_string(self.next, column, head, self._head)
        self.next += 1

    def row(self, cells: list[Any]) -> None:
        """Texts and counts; an empty cell lets the text before it run on."""
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                self.sheet.write_string(self.next, column, cell, self._text)
            elif cell is not None:
                self.sheet.write_number(self.next, column, cell, self._count)
        self.next += 1
