"""Files made to hurt, of any size: each kind grows with the number it is made with."""

import io
import zipfile
from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tests.ingest.files import workbook
from tests.ingest.hostile import MB, SPREADSHEETML, with_parts

HEADERS = ("事项编码", "事项名称")
_HEAD = "<row r='1'>" + "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in HEADERS) + "</row>"
_SHEET = '<worksheet xmlns="x"><sheetData>{}</sheetData>{}</worksheet>'
_TEXTS = '<sst xmlns="x"><si><t>事项编码</t></si><si><t>{}</t></si></sst>'


def book(rows: str, *, text: str = "x", after: str = "") -> bytes:
    """A workbook with the head of a list of items, these rows, and one text that they may refer to."""
    parts = {
        "xl/worksheets/sheet1.xml": lambda _: _SHEET.format(_HEAD + rows, after).encode(),
        "xl/sharedStrings.xml": lambda _: _TEXTS.format(text).encode(),
    }
    return with_parts(workbook({"a": [HEADERS]}), parts)


def _rows(count: int, cell: str) -> str:
    return "".join(f'<row r="{n}">' + cell.format(n) + "</row>" for n in range(2, count + 2))


def shared_text(scale: int) -> bytes:
    """One long text that many cells refer to."""
    return book(_rows(scale * 20_000, '<c r="A{0}" t="s"><v>1</v></c>'), text="x" * 900_000)


def shared_text_said_strangely(scale: int) -> bytes:
    return book(_rows(scale * 20_000, "<c r='A{0}' t='s'><v >1</v></c>"), text="x" * 900_000)


def merged_text(scale: int) -> bytes:
    """One long text in a cell merged down to the last row."""
    merge = f'<mergeCells><mergeCell ref="A2:A{scale * 20_000}"/></mergeCells>'
    cell = '<row r="2"><c r="A2" t="s"><v>1</v></c></row>'
    return book(
        cell + f'<row r="{scale * 20_000}"><c r="B{scale * 20_000}"><v>1</v></c></row>',
        text="x" * 900_000,
        after=merge,
    )


def merges(scale: int) -> bytes:
    return book("", after="<mergeCells>" + '<mergeCell ref="A1:B2"/>' * (scale * 1_000_000) + "</mergeCells>")


def page_of_merged_text(scale: int) -> bytes:
    head = "".join(f"<td>{name}</td>" for name in HEADERS)
    return (
        f"<table><tr>{head}<tr><td rowspan=65534>{'x' * MB}".encode()
        + b"<tr>" * (scale * 20_000)
        + b"</table>"
    )


def xml_of_merged_text(scale: int) -> bytes:
    head = "".join(f"<Cell><Data>{name}</Data></Cell>" for name in HEADERS)
    tall = f"<Cell ss:MergeDown='1000000'><Data>{'x' * MB}</Data></Cell>"
    rows = f"<Row>{head}</Row><Row>{tall}</Row>" + "<Row></Row>" * (scale * 20_000)
    return SPREADSHEETML.format("", rows).encode()


def parquet_dictionary(scale: int) -> bytes:
    """Many rows of one short text, and a file of nearly nothing."""
    column = pa.DictionaryArray.from_arrays(np.zeros(scale * 10_000_000, np.int32), ["0001"])
    return _parquet({name: column for name in HEADERS})


def parquet_cell(scale: int) -> bytes:
    """One cell of many MB."""
    return _parquet({HEADERS[0]: ["0001"], HEADERS[1]: ["x" * (scale * 200 * MB)]})


def parquet_long_dictionary(scale: int) -> bytes:
    """A long text that every row repeats."""
    texts = pa.DictionaryArray.from_arrays(np.zeros(scale * 20_000, np.int32), ["x" * 900_000])
    return _parquet({HEADERS[0]: texts, HEADERS[1]: texts})


def _parquet(columns: dict[str, object]) -> bytes:
    data = io.BytesIO()
    pq.write_table(pa.table(columns), data, compression="zstd", data_page_size=1 << 30)
    return data.getvalue()


def archive_of_workbooks(scale: int) -> bytes:
    """Workbooks that are each within the limits, and beyond memory together."""
    far = '<row r="2"><c r="A2"><v>1</v></c></row><row r="1000000"><c r="Y1000000"><v>1</v></c></row>'
    return packed({f"{n}.xlsx": book(far) for n in range(scale * 4)})


def archive_of_texts(scale: int) -> bytes:
    """Tables that unpack to just under what one may."""
    rows = ("0001,x" + "y" * 50 + "\n").encode() * (300 * MB // 58)
    return packed({f"{n}.csv": ",".join(HEADERS).encode() + b"\n" + rows for n in range(scale * 3)})


def archive_of_many(scale: int) -> bytes:
    return packed({f"{n}.csv": f"{','.join(HEADERS)}\n{n:04},某事项\n".encode() for n in range(scale * 100)})


def packed(members: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def odd_rows(scale: int) -> bytes:
    """A text whose rows are all wider than its first ones."""
    return ",".join(HEADERS).encode() + b"\n" + b"0001,a\n" * 50 + b"0001,a,b\n" * (scale * 500_000)


KINDS: dict[str, tuple[str, Callable[[int], bytes], set[str]]] = {
    "one text that many cells refer to": ("a.xlsx", shared_text, {"file_too_heavy"}),
    "one text, referred to strangely": ("a.xlsx", shared_text_said_strangely, {"file_too_heavy"}),
    "one text merged down a sheet": ("a.xlsx", merged_text, {"file_bomb"}),
    "a million merges": ("a.xlsx", merges, {"", "file_too_heavy", "file_bomb"}),
    "one text merged down a page": ("a.xls", page_of_merged_text, {"file_bomb"}),
    "one text merged down an XML workbook": ("a.xls", xml_of_merged_text, {"file_bomb"}),
    "a Parquet file of nearly nothing": ("a.parquet", parquet_dictionary, {"file_bomb"}),
    "a cell of a Parquet file": ("a.parquet", parquet_cell, {"", "file_bomb", "file_too_heavy"}),
    "a text that all rows of a Parquet file repeat": (
        "a.parquet",
        parquet_long_dictionary,
        {"file_too_heavy", "file_bomb"},
    ),
    "an archive of sparse workbooks": ("a.zip", archive_of_workbooks, {"file_too_heavy"}),
    "an archive just under the limits": ("a.zip", archive_of_texts, {"file_bomb", "file_too_heavy"}),
    "an archive of many": ("a.zip", archive_of_many, set()),
    "rows wider than the first": ("a.csv", odd_rows, set()),
}
