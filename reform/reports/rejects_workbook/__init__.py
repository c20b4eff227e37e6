"""What a check refused, as a workbook that is corrected and loaded again.

Its first sheet is the check report. Every table with refused rows follows on a sheet of its own, in the
layout of the original file (``row_sheets``): wrong cells are coloured and commented, and each row carries the
number under which its refusal is known. ``totals`` sums up a report for this workbook and for the screen.
"""

from io import BytesIO

from reform.ingest.reject_ids import mark_of
from reform.pipeline.load_report import LoadReport
from reform.reports.rejects_workbook import row_sheets, summary_sheet
from reform.reports.spreadsheets import Book


def workbook(report: LoadReport) -> bytes:
    """The check report and the refused rows as an .xlsx file.

    Nothing in it is a formula, and only what may be shown of a refused cell is in it. It is made in memory:
    no copy of refused rows ever lies in a temporary file.
    """
    buffer = BytesIO()
    book = Book(buffer)
    names = row_sheets.SheetNames()
    summary_sheet.write(book, names, report)
    looks = row_sheets.Looks(book)
    for table in report.tables:
        if table.result.refused_rows:
            row_sheets.write(book, names, looks, table)
    book.close()
    return buffer.getvalue()


__all__ = ["mark_of", "workbook"]
