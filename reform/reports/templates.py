"""The blank Excel template of a dataset: the header row, what each column means, drop-downs for codes."""

from io import BytesIO

import xlsxwriter

from reform.common import code_lists
from reform.common.i18n import either
from reform.common.i18n import gettext as _
from reform.schema.datasets import Column, Dataset

_CHECKED_ROWS = 5000


def workbook(dataset: Dataset) -> bytes:
    """The template as an .xlsx file: one sheet to fill in, one that explains."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    _sheet_to_fill(book, dataset)
    _sheet_of_meanings(book, dataset)
    book.close()
    return buffer.getvalue()


def _sheet_to_fill(book: xlsxwriter.Workbook, dataset: Dataset) -> None:
    sheet = book.add_worksheet(_title(dataset))
    required = book.add_format({"bold": True, "bg_color": "#F2D9A0", "border": 1})
    optional = book.add_format({"bold": True, "bg_color": "#E6ECF1", "border": 1})
    # Text, so that Excel keeps leading zeros and does not turn 3-5 into a date.
    as_text = book.add_format({"num_format": "@"})
    for number, column in enumerate(dataset.columns):
        sheet.write_string(0, number, column.header, required if column.required else optional)
        sheet.set_column(number, number, max(12, 2 * len(column.header) + 4), as_text)
        if column.codes:
            _offer_codes(sheet, number, column)
    sheet.freeze_panes(1, 0)


def _offer_codes(sheet: xlsxwriter.worksheet.Worksheet, number: int, column: Column) -> None:
    words = [entry.zh for entry in code_lists.code_lists()[column.codes or ""].values()]
    if len(",".join(words)) < 250:  # Excel's limit for a typed list
        sheet.data_validation(1, number, _CHECKED_ROWS, number, {"validate": "list", "source": words})


def _sheet_of_meanings(book: xlsxwriter.Workbook, dataset: Dataset) -> None:
    sheet = book.add_worksheet(_("How to fill in"))
    bold = book.add_format({"bold": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    heads = [_("Column"), _("Required"), _("Meaning"), _("Accepted words")]
    for number, head in enumerate(heads):
        sheet.write_string(0, number, head, bold)
    for row, column in enumerate(dataset.columns, start=1):
        sheet.write_string(row, 0, column.header, wrapped)
        sheet.write_string(row, 1, _("yes") if column.required else "", wrapped)
        sheet.write_string(row, 2, either(column.description), wrapped)
        sheet.write_string(row, 3, code_lists.words(column.codes) if column.codes else "", wrapped)
    sheet.set_column(0, 1, 18)
    sheet.set_column(2, 3, 60)


def _title(dataset: Dataset) -> str:
    return either(dataset.title)[:31]
