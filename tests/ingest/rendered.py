"""Generated tables as files: text in several encodings, workbooks old and new, pages and XML called .xls."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import Any

import xlwt
from hypothesis import strategies as st

from reform.ingest.readers import Source
from tests.ingest.files import workbook, zipped
from tests.ingest.generated import Table
from tests.ingest.typed_rows import Draw

# The place of a cell in its row, what its tag says of a merge, and what it holds.
Placed = tuple[int, str, Any]


@dataclass(frozen=True)
class Kind:
    """A kind of file. ``sheets``: holds several tables under names; ``cells``: dates and numbers are such."""

    name: str
    extension: str
    write: Callable[[dict[str, Table]], bytes]
    sheets: bool = False


def _rows(table: Table, *, merged: bool) -> list[list[Any]]:
    """All rows; what is merged stands in the first cell of its range only."""
    rows = [*table.head_rows, *table.data_rows]
    if merged:
        for top, left, bottom, right in table.spans:
            for row in range(top, bottom + 1):
                for place in range(left, right + 1):
                    if (row, place) != (top, left):
                        rows[row][place] = ""
    return rows


def _said(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    return str(cell)


def _text(encoding: str, delimiter: str, ends: str = "\r\n") -> Callable[[dict[str, Table]], bytes]:
    def write(tables: dict[str, Table]) -> bytes:
        (table,) = tables.values()
        stream = io.StringIO()
        writer = csv.writer(stream, delimiter=delimiter, lineterminator=ends)
        writer.writerows([[_said(cell) for cell in row] for row in _rows(table, merged=False)])
        return stream.getvalue().encode(encoding)

    return write


def _xlsx(tables: dict[str, Table]) -> bytes:
    rows = {name: _rows(table, merged=True) for name, table in tables.items()}
    return workbook(rows, merge={name: table.spans for name, table in tables.items()})


def _xls(tables: dict[str, Table]) -> bytes:
    book = xlwt.Workbook()
    day, moment = (xlwt.easyxf(num_format_str=f) for f in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm"))
    for name, table in tables.items():
        sheet = book.add_sheet(name)
        for number, row in enumerate(_rows(table, merged=True)):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write(number, place, cell, moment if isinstance(cell, datetime) else day)
                elif cell != "":
                    sheet.write(number, place, cell)
        for top, left, bottom, right in table.spans:
            sheet.merge(top, bottom, left, right)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _page(tables: dict[str, Table]) -> bytes:
    (table,) = tables.values()
    found = ["<html><head><meta charset=gbk></head><body><table border=1>"]
    found += [
        f"<tr>{''.join(f'<td{said}>{escape(_said(cell))}</td>' for _place, said, cell in row)}</tr>"
        for row in _placed(table, ' colspan="{}"', ' rowspan="{}"', 0)
    ]
    return "\n".join([*found, "</table></body></html>"]).encode("gb18030")


def _xml(tables: dict[str, Table]) -> bytes:
    sheets = []
    for name, table in tables.items():
        rows = [
            f"<Row>{''.join(map(_xml_cell, row))}</Row>"
            for row in _placed(table, ' ss:MergeAcross="{}"', ' ss:MergeDown="{}"', 1)
        ]
        sheets.append(f'<Worksheet ss:Name="{name}"><Table>{"".join(rows)}</Table></Worksheet>')
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0" encoding="utf-8"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
        f"{''.join(sheets)}</Workbook>"
    ).encode()


def _xml_cell(placed: Placed) -> str:
    place, said, cell = placed
    return f'<Cell ss:Index="{place + 1}"{said}>{_datum(cell)}</Cell>'


def _datum(cell: Any) -> str:
    if isinstance(cell, date):
        moment = cell if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day)
        return f'<Data ss:Type="DateTime">{moment:%Y-%m-%dT%H:%M:%S}.000</Data>'
    kind = "Number" if isinstance(cell, int) else "String"
    return f'<Data ss:Type="{kind}">{escape(str(cell))}</Data>'


def _placed(table: Table, across: str, down: str, less: int) -> list[list[Placed]]:
    """The cells of every row that stand in the file, with their places and what they say of their merge."""
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in table.spans}
    covered = {
        (row, place)
        for top, left, bottom, right in table.spans
        for row in range(top, bottom + 1)
        for place in range(left, right + 1)
    } - spans.keys()
    found = []
    for number, row in enumerate(_rows(table, merged=True)):
        cells = []
        for place, cell in enumerate(row):
            if (number, place) not in covered:
                tall, wide = spans.get((number, place), (1, 1))
                said = across.format(wide - less) if wide > 1 else ""
                cells.append((place, said + (down.format(tall - less) if tall > 1 else ""), cell))
        found.append(cells)
    return found


TEXTS = (
    Kind("utf-8", "csv", _text("utf-8", ",")),
    Kind("utf-8 with its mark", "csv", _text("utf-8-sig", ",", "\n")),
    Kind("gb18030", "csv", _text("gb18030", ",")),
    Kind("utf-16", "txt", _text("utf-16", "\t")),
    Kind("tsv", "tsv", _text("utf-8", "\t", "\n")),
)
WORKBOOKS = (
    Kind("xlsx", "xlsx", _xlsx, sheets=True),
    Kind("xls", "xls", _xls, sheets=True),
    Kind("xml", "xls", _xml, sheets=True),
)
KINDS = (*TEXTS, *WORKBOOKS, Kind("page", "xls", _page))


# several tables ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Packed:
    """A file, and where each of its tables stands: file and sheet as the report names them."""

    source: Source
    places: dict[tuple[str, str | None], Table]


@st.composite
def packed(draw: Draw, tables: Sequence[Table]) -> list[Packed]:
    """The tables in files: alone, as sheets of a workbook, as members of an archive."""
    waiting, files = list(tables), list[Packed]()
    while waiting:
        some = [waiting.pop(0) for _ in range(min(len(waiting), draw(st.integers(1, 3))))]
        number = len(files) + 1
        if draw(st.booleans()):
            files.append(_workbook(f"第{number}册", draw(st.sampled_from(WORKBOOKS)), some))
            continue
        single = [
            alone(f"第{number}表{place}", draw(st.sampled_from(KINDS)), table)
            for place, table in enumerate(some)
        ]
        files += [_archive(f"第{number}包.zip", single)] if draw(st.booleans()) else single
    return files


def _workbook(stem: str, kind: Kind, tables: Sequence[Table]) -> Packed:
    named = {f"表{n}": table for n, table in enumerate(tables)}
    name = f"{stem}.{kind.extension}"
    return Packed(Source(name, kind.write(named)), {(name, sheet): table for sheet, table in named.items()})


def alone(stem: str, kind: Kind, table: Table) -> Packed:
    """A table in a file of its own."""
    name, sheet = f"{stem}.{kind.extension}", "表" if kind.sheets else None
    return Packed(Source(name, kind.write({"表": table})), {(name, sheet): table})


def _archive(name: str, files: Sequence[Packed]) -> Packed:
    members = {file.source.name: file.source.content() for file in files}
    places = {
        (f"{name}/{inside}", sheet): table for file in files for (inside, sheet), table in file.places.items()
    }
    return Packed(Source(name, zipped({n: bytes(data) for n, data in members.items()})), places)
