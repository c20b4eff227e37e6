"""Workbooks of Excel 97 (BIFF): what calamine does not tell of them."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import xlwt

from reform.ingest.readers import FileRefused, Source, TextTable, open_tables, workbook

DAY = xlwt.easyxf(num_format_str="yyyy-mm-dd")


def build(fill: Callable[[Any], None], date_1904: bool = False) -> bytes:
    book = xlwt.Workbook()
    book.dates_1904 = date_1904
    fill(book)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def tables(data: bytes) -> list[TextTable]:
    return open_tables(Source("a.xls", data))


def fill(book: Any) -> None:
    sheet = book.add_sheet("办件")
    sheet.write_merge(0, 0, 0, 3, "统计表")
    for place, header in enumerate(["部门", "编号", "值", "日期"]):
        sheet.write(1, place, header)
    sheet.write_merge(2, 3, 0, 0, "市监局")
    sheet.write(2, 3, date(2024, 3, 5), DAY)
    for number, code in enumerate([0x17, 0x07, 0x2A, 0x0F, 0x1D, 0x24, 0x00]):
        sheet.row(2 + number).set_cell_error(2, code)
    sheet.write(9, 2, 15)
    sheet.row(9).set_cell_boolean(1, False)
    sheet.write(10, 1, "000131002000")
    sheet.row(10).hidden = True
    sheet.row(4).hidden = True
    sheet.col(1).hidden = True
    sheet.col(200).hidden = True
    for name, visibility in (("隐藏", 1), ("很隐藏", 2)):
        hidden = book.add_sheet(name)
        hidden.visibility = visibility
        hidden.write(0, 0, name)


@pytest.mark.parametrize("date_1904", [False, True])
def test_errors_hidden_parts_merges_and_dates(date_1904: bool) -> None:
    table, *others = tables(build(fill, date_1904))
    assert (table.kind, table.date1904, table.hidden) == ("xls", date_1904, False)
    assert (table.hidden_rows, table.hidden_columns) == (2, 1)
    assert table.spans == [(0, 0, 0, 3), (2, 0, 3, 0)]
    assert [(other.sheet, other.hidden, other.head) for other in others] == [
        ("隐藏", True, [["隐藏"]]),
        ("很隐藏", True, [["很隐藏"]]),
    ]
    (batch,) = table.body(1, {"unit": 0, "no": 1, "value": 2, "day": 3})
    found = batch.to_pydict()
    assert found["unit"] == ["市监局", "市监局", *[None] * 7]
    assert found["no"] == [*[None] * 7, "FALSE", "000131002000"]
    assert found["value"] == [
        "#REF!",
        "#DIV/0!",
        "#N/A",
        "#VALUE!",
        "#NAME?",
        "#NUM!",
        "#NULL!",
        "15",
        None,
    ]
    assert found["day"] == ["2024-03-05", *[None] * 8]


def test_error_of_a_formula() -> None:
    """xlwt computes nothing: the result is written into the record as Excel would have left it."""
    data = build(lambda book: book.add_sheet("a").write(0, 0, xlwt.Formula("1/0")))
    at = data.index(b"\x06\x00", data.index(b"\x08\x02\x10\x00"))  # FORMULA, after the ROW
    result = at + 4 + 6
    (table,) = tables(data[:result] + b"\x02\x00\x07\x00\x00\x00\xff\xff" + data[result + 8 :])
    assert table.head == [["#DIV/0!"]]


def test_a_protected_workbook() -> None:
    data = build(fill)
    at = data.index(b"\x42\x00\x02\x00")  # CODEPAGE, made FILEPASS
    with pytest.raises(FileRefused) as caught:
        tables(data[:at] + b"\x2f\x00" + data[at + 2 :])
    assert caught.value.rule == "file_encrypted"


class PanicException(BaseException):
    """Of the name that a panic in calamine has: a BaseException, past every ``except Exception``."""


def test_a_workbook_in_which_calamine_panics(monkeypatch: pytest.MonkeyPatch) -> None:
    def panic(_: object) -> None:
        raise PanicException("range end index 2 out of range for slice of length 0")

    monkeypatch.setattr(workbook, "load_workbook", panic)
    with pytest.raises(FileRefused) as caught:
        tables(build(fill))
    assert caught.value.rule == "file_damaged"
