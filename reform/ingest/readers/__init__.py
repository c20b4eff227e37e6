"""A file of any kind in, text tables out.

``open_tables`` knows a file by its content, refuses what is no table with one clear sentence, and
gives one ``TextTable`` for every sheet, table of a web page, text or Parquet file. No cell is interpreted
here.
"""

from dataclasses import replace
from pathlib import PurePosixPath

from reform.ingest.readers import zip_members
from reform.ingest.readers.budget import Budget
from reform.ingest.readers.delimited import open_text
from reform.ingest.readers.file_refused import FileRefused, naming
from reform.ingest.readers.file_type import HTML, PARQUET, TEXT, XML, ZIP, sniff
from reform.ingest.readers.html_tables import open_webpage
from reform.ingest.readers.parquet import open_parquet
from reform.ingest.readers.spreadsheetml import open_xml
from reform.ingest.readers.text_table import Source, TextTable
from reform.ingest.readers.workbook import open_workbook

__all__ = ["FileRefused", "Source", "TextTable", "open_tables"]

_TABLE_NAMES = {".xlsx", ".xlsm", ".xls", ".et", ".csv", ".tsv", ".parquet"}


def open_tables(source: Source) -> list[TextTable]:
    """Every table of a file, an archive's members in the order of their names."""
    with naming(source.display_name):
        source = replace(source, budget=Budget(len(source.content())))
        kind = sniff(source)
        return _open_archive(source) if kind == ZIP else _open(source, kind)


def _open(source: Source, kind: str) -> list[TextTable]:
    """The tables of one file."""
    readers = {TEXT: open_text, HTML: open_webpage, XML: open_xml, PARQUET: open_parquet}
    reader = readers.get(kind)
    tables = list(reader(source) if reader else open_workbook(source, kind))
    for table in tables:
        table.file, table.budget = source.display_name, source.budget
    return tables


def _open_archive(source: Source) -> list[TextTable]:
    tables: list[TextTable] = []
    for member in zip_members.members(source):
        with naming(member.display_name):
            tables += _open_member(member)
    if not tables:
        raise FileRefused("file_no_table")
    return tables


def _open_member(member: Source) -> list[TextTable]:
    try:
        kind = sniff(member)
    except FileRefused as refused:
        # A letter or a photo packed beside the tables is passed over; what calls itself a table is not.
        named_table = PurePosixPath(member.name).suffix.lower() in _TABLE_NAMES
        if refused.rule in ("file_not_table", "file_empty") and not named_table:
            return []
        raise
    if kind == ZIP:
        archive, _slash, inner = member.display_name.partition("/")
        raise FileRefused("file_nested", {"member": inner}, file=archive)
    return _open(member, kind)
