"""Excel workbooks as counties send them: merges, dates, errors, damaged codes, stray cells."""

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from reform.readers import FileRefused, Source, TextTable, open_tables, workbook
from reform.readers.ooxml import _scan
from reform.readers.workbook import _date1904_of_xls, _text


def build(fill: Callable[[Any], None], **options: Any) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, options) as book:
        fill(book)
    return data.getvalue()


def tables(data: bytes, name: str = "a.xlsx") -> list[TextTable]:
    return open_tables(Source(name, data))


def rows(table: TextTable, header_index: int, columns: dict[str, int]) -> list[dict[str, object]]:
    return [row for batch in table.body(header_index, columns) for row in batch.to_pylist()]


def with_part(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one part rewritten."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return out.getvalue()


def fill_all_types(book: Any) -> None:
    sheet = book.add_worksheet("办件")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    clock = book.add_format({"num_format": "hh:mm"})
    sheet.write_row(2, 1, ["名", "值"])
    cells: list[Callable[[int], Any]] = [
        lambda row: sheet.write(row, 2, 15.0),
        lambda row: sheet.write(row, 2, 1.25),
        lambda row: sheet.write(row, 2, 0.00001),
        lambda row: sheet.write(row, 2, 360102199001011234),
        lambda row: sheet.write(row, 2, 999999999999999),
        lambda row: sheet.write_string(row, 2, "000131002000"),
        lambda row: sheet.write_datetime(row, 2, datetime(2024, 3, 5), day),
        lambda row: sheet.write_datetime(row, 2, datetime(2024, 3, 5, 14, 30), moment),
        lambda row: sheet.write_datetime(row, 2, time(14, 30), clock),
        lambda row: sheet.write_boolean(row, 2, True),
        lambda row: sheet.write_formula(row, 2, "=1/0", None, "#DIV/0!"),
        lambda row: sheet.write_formula(row, 2, "=#REF!", None, "#REF!"),
        lambda row: sheet.write_formula(row, 2, '="0001"', None, "0001"),
        lambda row: sheet.write_formula(row, 2, "=A1", None, ""),
        lambda row: sheet.write_string(row, 2, "  "),
    ]
    for row, write in enumerate(cells, 3):
        sheet.write(row, 1, f"行{row + 1}")
        write(row)


@pytest.mark.parametrize("date_1904", [False, True])
def test_every_type_of_cell(date_1904: bool) -> None:
    (table,) = tables(build(fill_all_types, date_1904=date_1904))
    assert (table.file, table.sheet, table.kind, table.date1904) == ("a.xlsx", "办件", "xlsx", date_1904)
    assert table.head[:3] == [["", "", ""], ["", "", ""], ["", "名", "值"]]
    found = rows(table, 2, {"value": 2})
    assert [row["value"] for row in found] == [
        "15",
        "1.25",
        "0.00001",
        "3.601021990010113e+17",
        "999999999999999",
        "000131002000",
        "2024-03-05",
        "2024-03-05 14:30:00",
        "14:30:00",
        "TRUE",
        "#DIV/0!",
        "#REF!",
        "0001",
        None,
        None,
    ]
    assert [(row["_row"], row["_first"], row["_width"]) for row in found] == [
        (n, f"行{n}", None) for n in range(4, 19)
    ]


def test_merged_cells_fill_downwards_inside_the_merge_only() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 2, "县统计表")
        sheet.write_row(1, 0, ["部门", "件数", "备注"])
        sheet.merge_range(2, 0, 4, 0, "市场监管局")
        sheet.write_column(2, 1, [1, 2, 3, 4])
        sheet.merge_range(6, 0, 7, 1, "合计")
        sheet.write(7, 2, "注")

    (table,) = tables(build(fill))
    assert table.head[0] == ["县统计表", "", ""]
    assert [(row["unit"], row["n"]) for row in rows(table, 1, {"unit": 0, "n": 1})] == [
        ("市场监管局", "1"),
        ("市场监管局", "2"),
        ("市场监管局", "3"),
        (None, "4"),
        ("合计", None),
        ("合计", None),
    ]


def test_all_sheets_and_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(book: Any) -> None:
        book.add_worksheet("空")
        hidden = book.add_worksheet("隐藏")
        hidden.hide()
        hidden.write_column(0, 0, ["编号", *range(7)])
        book.add_chartsheet("图")

    monkeypatch.setattr(workbook, "BATCH_ROWS", 3)
    empty, hidden = tables(build(fill))
    assert (empty.sheet, empty.head) == ("空", [])
    batches = list(hidden.body(0, {"n": 0}))
    assert [len(batch) for batch in batches] == [3, 3, 1]
    assert [row for batch in batches for row in batch["_row"].to_pylist()] == list(range(2, 9))


def test_only_asked_for_columns_leave() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["编号", "电话", "状态"])
        sheet.write_row(1, 0, ["1", "13800000000", "办结"])

    (batch,) = tables(build(fill))[0].body(0, {"state": 2})
    assert batch.schema.names == ["state", "_row", "_first", "_width"]
    assert "13800000000" not in str(batch.to_pylist())


def test_path_on_disk(tmp_path: Path) -> None:
    path = tmp_path / "没有扩展名"
    path.write_bytes(build(fill_all_types))
    (table,) = open_tables(Source(path.name, path))
    assert len(rows(table, 2, {"value": 2})) == 15


def test_stray_cell_far_away_is_refused_not_fatal() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("远")
        sheet.write(0, 0, "编号")
        sheet.write(1048575, 16383, "x")

    with pytest.raises(FileRefused) as caught:
        tables(build(fill))
    assert (caught.value.rule, caught.value.sheet) == ("sheet_too_large", "远")
    assert caught.value.words == {"rows": 1048576, "columns": 16384}


def test_empty_cells_with_a_format_do_not_count() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "编号")
        sheet.write_blank(1048575, 16383, None, book.add_format({"bold": True}))

    assert tables(build(fill))[0].head == [["编号"]]


def test_errors_across_chunk_edges(monkeypatch: pytest.MonkeyPatch) -> None:
    cell = '<x:c r="B{0}" s="1" t="e"><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c><x:c r="C{0}"><x:v>1</x:v></x:c>'
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as parts:
        parts.writestr("s.xml", '<dimension ref="A1:C50"/>' + "".join(cell.format(n) for n in range(1, 51)))
    monkeypatch.setattr("reform.readers.ooxml._CHUNK", 50)
    monkeypatch.setattr("reform.readers.ooxml._OVERLAP", 200)
    with zipfile.ZipFile(data) as parts:
        assert _scan(parts, "s.xml", "a.xlsx", "s") == {n: {1: "#DIV/0!"} for n in range(50)}


def test_damaged_parts() -> None:
    data = build(fill_all_types)
    for part in (
        "xl/worksheets/sheet1.xml",
        "xl/workbook.xml",
        "xl/styles.xml",
        "xl/_rels/workbook.xml.rels",
    ):
        with pytest.raises(FileRefused) as caught:
            tables(with_part(data, part, lambda xml: xml[: len(xml) // 2]))
        assert caught.value.rule == "file_damaged", part


def test_seconds_are_rounded() -> None:
    assert _text(datetime(2024, 3, 5, 14, 29, 59, 999000)) == "2024-03-05 14:30:00"
    assert _text(time(14, 29, 59, 999000)) == "14:30:00"


def test_date_system_of_xls() -> None:
    def xls(mode: int) -> bytes:
        bof = b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12)
        return b"OLE" + bof + struct.pack("<HHH", 0x42, 2, 1200) + struct.pack("<HHH", 0x22, 2, mode)

    assert _date1904_of_xls(xls(1)) and not _date1904_of_xls(xls(0)) and not _date1904_of_xls(b"")
