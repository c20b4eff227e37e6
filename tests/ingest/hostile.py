"""Files made to hurt, by name: how each is made, and the rule and words that answer it."""

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache

import xlwt

from reform.ingest.readers import limits
from tests.ingest.files import CASES, ITEMS, text, workbook, zipped

LOL = (
    '<!DOCTYPE l [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
FETCH = '<!DOCTYPE l [<!ENTITY i SYSTEM "file:///etc/hostname">]>'
SPREADSHEETML = (
    "<?xml version='1.0'?>{}<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet' "
    "xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'><Worksheet ss:Name='a'><Table>{}</Table>"
    "</Worksheet></Workbook>"
)
MB = limits.MB


def with_parts(book: bytes, changes: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """A workbook with some of its parts rewritten or added."""
    with zipfile.ZipFile(io.BytesIO(book)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    return zipped(parts | {name: change(parts.get(name, b"")) for name, change in changes.items()})


def with_sheet(xml: str) -> bytes:
    """A workbook whose only sheet has these rows in its XML, and declares a harmless extent."""
    sheet = f'<worksheet xmlns="x"><dimension ref="A1:B2"/><sheetData>{xml}</sheetData></worksheet>'
    return with_parts(workbook({"a": ITEMS}), {"xl/worksheets/sheet1.xml": lambda _: sheet.encode()})


def lying(data: bytes, name: str, size: int) -> bytes:
    """A zip that declares a member to be of another size, with the checksum that suits it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(name) as member:
        checksum = zlib.crc32(member.read(size))
    info = zipfile.ZipFile(io.BytesIO(data)).getinfo(name)
    said = info.CRC.to_bytes(4, "little") + info.compress_size.to_bytes(4, "little")
    truth = said + info.file_size.to_bytes(4, "little")
    lie = checksum.to_bytes(4, "little") + truth[4:8] + size.to_bytes(4, "little")
    assert data.count(truth) == 2
    return data.replace(truth, lie)


def zeros(size: int) -> bytes:
    return b"0" * size


def xls(change: Callable[[bytes], bytes]) -> bytes:
    """A BIFF workbook, its stream changed byte by byte."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    for row, cells in enumerate(CASES):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    sheet.write(9, 9, 1 / 3)
    data = io.BytesIO()
    book.save(data)
    changed = change(data.getvalue())
    assert changed != data.getvalue()
    return changed


def far_cell(data: bytes) -> bytes:
    record = b"\x03\x02\x0e\x00"  # NUMBER
    return data.replace(record + b"\x09\x00\x09\x00", record + b"\xff\xff\xff\xff")


def huge_dimensions(data: bytes) -> bytes:
    at = data.index(b"\x00\x02\x0e\x00")  # DIMENSIONS
    return data[: at + 4] + b"\0\0\0\0\xff\xff\xff\xff\0\0\xff\xff" + data[at + 16 :]


BOOK = workbook({"a": CASES})
SHEETS, IMAGE = "xl/workbook.xml", "xl/media/image1.png"
CELL = "<c><v>1</v></c>"


@cache
def bomb() -> bytes:
    return zipped({"a.csv": zeros(66 * MB)})


@cache
def workbook_bomb() -> bytes:
    """In a part that nobody would read."""
    return with_parts(BOOK, {IMAGE: lambda _: zeros(66 * MB)})


# name, bytes, rule, a word of the sentence in English
FILES: dict[str, tuple[str, Callable[[], bytes], str, str]] = {
    "bomb in an archive": ("a.zip", bomb, "file_bomb", "200 times"),
    "bomb in a workbook": ("a.xlsx", workbook_bomb, "file_bomb", "200 times"),
    "size that lies in an archive": ("a.zip", lambda: lying(bomb(), "a.csv", 1000), "file_bomb", "200 times"),
    "size that lies in a workbook": (
        "a.xlsx",
        lambda: lying(workbook_bomb(), IMAGE, 99),
        "file_bomb",
        "200 times",
    ),
    "many members": (
        "a.zip",
        lambda: zipped({f"{n}.csv": b"a,b\n" for n in range(1_100)}),
        "file_too_many",
        "1000",
    ),
    "zip in a zip": ("a.zip", lambda: zipped({"b.zip": zipped({"c.zip": b""})}), "file_nested", "b.zip"),
    "zip packed strangely": ("a.zip", lambda: bzipped("a.csv", text(CASES)), "file_zip_method", "method"),
    "stray cell": (
        "a.xlsx",
        lambda: with_sheet('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>'),
        "sheet_too_large",
        "1048576 rows and 16384 columns",
    ),
    "stray cell in single quotation marks": (
        "a.xlsx",
        lambda: with_sheet("<row r='1'><c r='A1'><v>1</v></c><c\nr='XFD1048576'><v>1</v></c></row>"),
        "sheet_too_large",
        "1048576 rows",
    ),
    "stray cell without a place": (
        "a.xlsx",
        lambda: with_sheet(f'<row r="1">{CELL * 9_000}</row><row r="999999">{CELL}</row>'),
        "sheet_too_large",
        "999999 rows and 9000 columns",
    ),
    "stray cell of another prefix": (
        "a.xlsx",
        lambda: with_sheet(
            '<row r="1"><c r="A1"><v>1</v></c></row>'
            '<y:row xmlns:y="x" r="1048576"><y:c r="XFD1048576"><y:v>1</y:v></y:c></y:row>'
        ),
        "sheet_too_large",
        "1048576 rows",
    ),
    "stray cell in an old workbook": ("a.xls", lambda: xls(far_cell), "sheet_too_large", "65536 columns"),
    "absurd extent of an old workbook": (
        "a.xls",
        lambda: xls(huge_dimensions),
        "sheet_too_large",
        "4294967295",
    ),
    "endless line": ("a.csv", lambda: b"a,b\n" + zeros(100 * MB), "line_too_long", "1 MB"),
    "endless first line": ("a.csv", lambda: b"a," * (50 * MB), "line_too_long", "1 MB"),
    "cell without end": ("a.csv", lambda: b'a,b\n"' + b"x\n" * (20 * MB), "file_damaged", "damaged"),
    "a million columns": ("a.csv", lambda: b"," * 1_000_000 + b"\n", "table_too_wide", "1000001 cells"),
    "entities in a workbook": (
        "a.xlsx",
        lambda: with_parts(BOOK, {"xl/sharedStrings.xml": lambda xml: LOL.encode() + xml}),
        "file_entities",
        "XML entities",
    ),
    "entities in the list of sheets": (
        "a.xlsx",
        lambda: with_parts(
            BOOK, {SHEETS: lambda xml: xml.replace(b"<workbook", LOL.encode() + b"<workbook")}
        ),
        "file_entities",
        "XML entities",
    ),
    "entities in two bytes": (
        "a.xlsx",
        lambda: with_parts(
            BOOK, {SHEETS: lambda _: f"<?xml version='1.0'?>{LOL}<l>&i;</l>".encode("utf-16")}
        ),
        "file_entities",
        "XML entities",
    ),
    "entities in an XML workbook": (
        "a.xls",
        lambda: SPREADSHEETML.format(LOL, "<Row><Cell><Data>&i;</Data></Cell></Row>").encode(),
        "file_entities",
        "XML entities",
    ),
    "entity to be fetched": (
        "a.xls",
        lambda: SPREADSHEETML.format(FETCH, "<Row><Cell><Data>&i;</Data></Cell></Row>").encode(),
        "file_entities",
        "XML entities",
    ),
    "row far down in an XML workbook": (
        "a.xls",
        lambda: SPREADSHEETML.format("", "<Row ss:Index='9999999'><Cell/></Row>").encode(),
        "sheet_too_large",
        "9999999 rows",
    ),
    "cell far out in an XML workbook": (
        "a.xls",
        lambda: SPREADSHEETML.format("", "<Row><Cell ss:MergeAcross='99999999'/></Row>").encode(),
        "file_damaged",
        "damaged",
    ),
    "web page of merged cells": (
        "a.xls",
        lambda: b"<table><tr>" + b"<td rowspan=65534 colspan=1000>x" * 16 + b"<tr>" * 9_999,
        "sheet_too_large",
        "16000 columns",
    ),
    "web page of tables": ("a.xls", lambda: b"<table><tr><td>x" * 2_000, "file_too_many", "1000"),
    "web page that never ends": (
        "a.xls",
        lambda: b"<table>" + b"<!-- <td <script" * MB,
        "file_not_table",
        "web page",
    ),
}


def bzipped(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr(name, data)
    return out.getvalue()
