"""Excel workbooks as counties send them: merges, dates, errors, damaged codes, stray cells."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from reform.ingest.readers import FileRefused, Source, TextTable, grid, open_tables
from reform.ingest.readers.cell_text import column, text
from reform.ingest.readers.sheet_xml import scan


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


def computed(data: bytes) -> bytes:
    """The workbook as Excel would have saved it: nothing to be computed, "" of the type of text."""
    data = with_part(data, "xl/workbook.xml", lambda xml: xml.replace(b' fullCalcOnLoad="1"', b""))
    empty = b"><f>A1</f><v></v>"
    return with_part(data, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(empty, b' t="str"' + empty))


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
    (table,) = tables(computed(build(fill_all_types, date_1904=date_1904)))
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


def test_what_is_merged_and_hidden_is_told() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("办件")
        sheet.merge_range(0, 0, 1, 0, "部门")
        sheet.merge_range(0, 1, 0, 3, "收件(A)")
        sheet.write_row(1, 1, ["小计", "即办件", "承诺件"])
        sheet.write_column(2, 0, ["甲", "乙", "丙"])
        sheet.merge_range(4, 1, 60, 3, "散会")
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(4, None, None, {"hidden": True})
        sheet.set_column(2, 3, None, None, {"hidden": True})
        sheet.set_column(5, 16383, None, None, {"hidden": True})
        sheet.write_comment(2, 0, "张三丰 13800138000")
        book.add_worksheet("藏").very_hidden()

    table, old = tables(build(fill))
    assert table.head[:2] == [["部门", "收件(A)", "", ""], ["部门", "小计", "即办件", "承诺件"]]
    assert table.spans == [(0, 0, 1, 0), (0, 1, 0, 3), (4, 1, len(table.head) - 1, 3)]
    assert (table.hidden, table.hidden_rows, table.hidden_columns) == (False, 2, 2)
    assert old.hidden
    assert "张三丰" not in str([table.head, rows(table, 1, {"unit": 0, "n": 3})])


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["a", "", " ", "\u3000", "\xa0b", "、c"], ["a", None, None, None, "\xa0b", "、c"]),
        ([1.0, 2.0, -3.0], ["1", "2", "-3"]),
        ([1.0, 2.5, ""], ["1", "2.5", None]),
        ([1.0, 1e15], ["1", "1.000000000000000e+15"]),
        (
            [True, 1.0, "1", datetime(2024, 3, 5, 14, 29, 59, 999000)],
            ["TRUE", "1", "1", "2024-03-05 14:30:00"],
        ),
        ([date(2024, 3, 5), date(1904, 1, 1)], ["2024-03-05", "1904-01-01"]),
        ([time(14, 30), timedelta(hours=30)], ["14:30:00", "30:00:00"]),
        (["", ""], [None, None]),
        ([], []),
    ],
)
def test_columns_become_text(cells: list[Any], expected: list[str | None]) -> None:
    assert column(cells).to_pylist() == expected
    assert [text(cell).strip() or None for cell in cells] == [said and said.strip() for said in expected]


@pytest.mark.parametrize("width", [1, 26, 27, 60, 703])
def test_sheets_of_any_width_are_read(width: int) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        for row in range(30):
            sheet.write_row(row, 0, range(width))

    (table,) = tables(build(fill))
    assert [len(row) for row in table.head] == [width] * 30


def test_a_sheet_that_declares_no_extent_or_a_wrong_one_is_read() -> None:
    """As do the Java exporters that write rows as they come (<dimension ref="A1"/>)."""

    def undeclared(xml: bytes) -> bytes:
        return re.sub(rb'<dimension ref="[^"]*"/>', b"", xml)

    data = build(fill_all_types)
    table, other = tables(data)[0], tables(with_part(data, "xl/worksheets/sheet1.xml", undeclared))[0]
    assert rows(other, 2, {"value": 2}) == rows(table, 2, {"value": 2})


def test_all_sheets_and_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(book: Any) -> None:
        book.add_worksheet("空")
        hidden = book.add_worksheet("隐藏")
        hidden.hide()
        hidden.write_column(0, 0, ["编号", *range(7)])
        book.add_chartsheet("图")

    monkeypatch.setattr(grid, "BATCH_ROWS", 3)
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


@pytest.mark.parametrize("size", [7, 50, 400, 1 << 20])
def test_errors_and_hidden_rows_across_chunk_edges(size: int) -> None:
    row = (
        '<x:row r="{0}" hidden="1"><x:c r="B{0}" s="1" t="e"><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c>'
        '<x:c r="C{0}"><x:v>1</x:v></x:c></x:row>'
    )
    data = f"<x:sheet>{''.join(row.format(n) for n in range(1, 51))}</x:sheet>".encode()
    facts = scan(lambda: (data[at : at + size] for at in range(0, len(data), size)), "s")
    assert facts.errors == {n: {1: "#DIV/0!"} for n in range(50)}
    assert facts.hidden_within(40, 3) == (40, 0)


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
    assert text(datetime(2024, 3, 5, 14, 29, 59, 999000)) == "2024-03-05 14:30:00"
    assert text(time(14, 29, 59, 999000)) == "14:30:00"
