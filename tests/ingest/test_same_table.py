"""One table in several kinds of file: what is seen alike is read alike."""

import io
from collections.abc import Callable
from datetime import date, datetime
from html import escape
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
import xlwt

from reform.ingest.parsers.cell_marks import unmarked
from reform.ingest.readers import Source, open_tables
from tests.ingest.files import text
from tests.ingest.readers.test_workbook import with_part

# What the cell stores, its number format, the text as it is read, and the rule it is marked with.
SHOWN: dict[str, tuple[Any, str, str | None, str | None]] = {
    "percent": (0.7, "0%", "70%", None),
    "percent, rounded": (0.98333, "0.0%", "98.3%", "shown_rounded"),
    "leading zeros": (123, "000000", "000123", None),
    "prefix": (7, '"JA"000000', "JA000007", None),
    "two places": (1.1, "0.00", "1.10", None),
    "unit": (3, '0"个月"', "3个月", None),
    "month": (46266, 'yyyy"年"m"月"', "2026年9月", None),
    "year": (46266, 'yyyy"年"', "2026年", None),
    "no year": (46266, 'm"月"d"日"', "2026-09-01", "year_hidden"),
    "thousands": (1234567, "#,##0", "1,234,567", None),
    "in brackets": (-12, "0_);(0)", "(12)", None),
    "red alone": (-12, "0;[Red]0", "-12", "format_unclear"),
    "hidden": (12, ";;;", "12", "value_hidden"),
    "float": (0.1 + 0.2, "General", "0.3", None),
    "whole": (12, "0", "12", None),
    "day": (46266, "yyyy-mm-dd", "2026-09-01", None),
    "moment": (46266.375, "yyyy-mm-dd hh:mm", "2026-09-01 09:00:00", None),
}


def _xlsx(value: float, code: str) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "值")
        sheet.write_number(1, 0, value, book.add_format({"num_format": code}))
    return data.getvalue()


def _xlsx_in_another_order(value: float, code: str) -> bytes:
    """The attributes of a cell in another order, as some programs write them."""

    def turned(xml: bytes) -> bytes:
        return xml.replace(b'<c r="A2" s="1">', b'<c r="A2" t="n" s="1" >')

    return with_part(_xlsx(value, code), "xl/worksheets/sheet1.xml", turned)


def _xlsx_written_oddly(value: float, code: str) -> bytes:
    """Cells that do not say where they stand."""
    drop = lambda xml: xml.replace(b' r="A1"', b"").replace(b' r="A2"', b"")  # noqa: E731
    return with_part(_xlsx(value, code), "xl/worksheets/sheet1.xml", drop)


def _xlsx_in_single_quotes(value: float, code: str) -> bytes:
    quote = lambda xml: xml.replace(b's="1"', b"s='1'")  # noqa: E731
    return with_part(_xlsx(value, code), "xl/worksheets/sheet1.xml", quote)


_SPACE = "urn:schemas-microsoft-com:office:spreadsheet"


def _xml(value: float, code: str, data: str = "") -> bytes:
    cell = data or f'<Data ss:Type="Number">{value!r}</Data>'
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{_SPACE}" xmlns:ss="{_SPACE}"><Styles><Style ss:ID="s1">'
        f'<NumberFormat ss:Format="{escape(code)}"/></Style></Styles><Worksheet ss:Name="表"><Table>'
        '<Row><Cell><Data ss:Type="String">值</Data></Cell></Row>'
        f'<Row><Cell ss:StyleID="s1">{cell}</Cell></Row></Table></Worksheet></Workbook>'
    ).encode()


def _html(value: float, code: str) -> bytes:
    spelled = "".join(f"\\{ord(sign):04x}" if sign in '";' else sign for sign in code)
    style = escape(f'mso-number-format:"{spelled}"')
    cell = f'<td style="{style}" x:num="{value!r}">{value:.15g}</td>'
    return f"<html><body><table><tr><td>值</td></tr><tr>{cell}</tr></table></body></html>".encode()


def _xls(value: float, code: str) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    sheet.write(0, 0, "值")
    sheet.write(1, 0, value, xlwt.easyxf(num_format_str=code))
    return saved(book)


def saved(book: Any) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


WRITERS: dict[str, Callable[[float, str], bytes]] = {
    "xlsx": _xlsx,
    "xlsx, other order": _xlsx_in_another_order,
    "xlsx, no places": _xlsx_written_oddly,
    "xlsx, single quotes": _xlsx_in_single_quotes,
    "xls": _xls,
    "xml": _xml,
    "html": _html,
}


def read(data: bytes, name: str = "a.xls") -> tuple[str | None, str | None]:
    (table,) = open_tables(Source(name, data))
    (batch,) = table.body(0, {"value": 0})
    rule, shown = unmarked(batch["value"][0].as_py())
    return shown, rule


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("case", SHOWN)
def test_a_number_is_read_as_it_is_shown(kind: str, case: str) -> None:
    value, code, shown, rule = SHOWN[case]
    assert read(WRITERS[kind](value, code)) == (shown, rule)


def _parquet(value: Any) -> bytes:
    data = io.BytesIO()
    pq.write_table(pa.table({"值": [value]}), data)
    return data.getvalue()


TEXTS: dict[str, Callable[[str], bytes]] = {
    "csv": lambda shown: text([["值"], [shown]]),
    "csv, GB18030": lambda shown: text([["值"], [shown]], "gb18030"),
    "parquet": _parquet,
}
# What a text can hold: without what Excel alone knows, such as the year behind 9月1日.
AS_TEXT = [case for case, (*_, rule) in SHOWN.items() if rule in (None, "shown_rounded")]


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("case", AS_TEXT)
def test_a_text_that_shows_the_same_is_read_the_same(kind: str, case: str) -> None:
    shown = SHOWN[case][2]
    assert shown
    name = f"a.{kind[:7].partition(',')[0]}"
    assert read(TEXTS[kind](shown), name) == (shown, None)  # nothing lies behind it that would be told


TYPED: dict[str, Any] = {
    "whole": 12,
    "day": date(2026, 9, 1),
    "moment": datetime(2026, 9, 1, 9),
}


@pytest.mark.parametrize("case", TYPED)
def test_a_typed_column_of_parquet_is_read_the_same(case: str) -> None:
    assert read(_parquet(TYPED[case]), "a.parquet") == SHOWN[case][2:]


RUNS = {
    "footnote": ("20<{sup}>1</{sup}>个工作日", "20¹个工作日", None),
    "struck out in part": ("<{s}>20</{s}>15个工作日", "15个工作日", "struck_out_part"),
    "struck out": ("<{s}>20个工作日</{s}>", "20个工作日", "struck_out"),
}


@pytest.mark.parametrize("case", RUNS)
def test_struck_out_and_raised_text(case: str) -> None:
    said, shown, rule = RUNS[case]
    page = f"<table><tr><td>值</td></tr><tr><td>{said.format(sup='sup', s='s')}</td></tr></table>"
    assert read(page.encode()) == (shown, rule)
    data = (
        f'<ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">{said.format(sup="Sup", s="S")}'
    )
    assert read(_xml(0, "General", f"{data}</ss:Data>")) == (shown, rule)


def test_a_formula_without_a_value() -> None:
    whole = _xml(0, "General").decode().replace('<Data ss:Type="Number">0</Data>', "")
    formula = whole.replace('<Cell ss:StyleID="s1">', '<Cell ss:StyleID="s1" ss:Formula="=1+1">')
    assert read(formula.encode()) == ("=…", "formula_uncomputed")
    page = b'<table><tr><td>\xe5\x80\xbc</td></tr><tr><td x:fmla="=1+1"></td></tr></table>'
    assert read(page) == ("=…", "formula_uncomputed")


def test_struck_out_and_raised_text_of_an_xls() -> None:
    struck, raised = (xlwt.easyfont(said) for said in ("struck_out true", "escapement superscript"))
    for runs, shown, rule in (
        ((("20"), ("1", raised), ("个工作日")), "20¹个工作日", None),
        ((("20", struck), ("15个工作日")), "15个工作日", "struck_out_part"),
        ((("20个工作日", struck),), "20个工作日", "struck_out"),
    ):
        book = xlwt.Workbook()
        sheet = book.add_sheet("表")
        sheet.write(0, 0, "值")
        for row in range(2, 3000):  # so that the texts go on over several records
            sheet.write(row, 0, f"第{row}行" * 3)
        sheet.write_rich_text(1, 0, runs)
        assert read(saved(book)) == (shown, rule)


def test_a_struck_out_cell() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    sheet.write(0, 0, "值")
    sheet.write(1, 0, 20, xlwt.easyxf("font: struck_out true"))
    assert read(saved(book)) == ("20", "struck_out")


def test_a_formula_that_nobody_computed_in_an_xls() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    sheet.write(0, 0, "值")
    sheet.write(1, 0, xlwt.Formula("1+1"))
    assert read(saved(book)) == ("=…", "formula_uncomputed")
