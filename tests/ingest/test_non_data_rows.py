"""Rows that are no data are passed over and counted; a row that may be data is read, or refused aloud."""

import pyarrow as pa
import pytest

from reform.ingest.matching.matching import match
from reform.ingest.non_data_rows import Skipping
from reform.ingest.readers import Source, open_tables
from reform.ingest.result import Options, Warned
from reform.schema.messages import warning
from tests.ingest.files import CASES, ITEMS, County, Rows, text, workbook

HEADS = ["序号", "受理部门", "办件编号", "事项名称", "受理时间", "办结时间"]
ONE = ["1", "县市监局", "B1", "食品经营许可", "2026-02-12", "2026-02-26"]
TWO = ["2", "县住建局", "B2", "施工许可", "2026-03-02", ""]


def account(county: County, rows: Rows, *, status: int = 0) -> tuple[int, int, int]:
    """Accepted, skipped and refused rows of a csv."""
    balance = county.check(county.file("a.csv", text(rows)), status=status)["balance"]
    return balance["accepted_new"], balance["skipped"], balance["rejected"]


NO_DATA: dict[str, list[str]] = {
    "blank": ["", "", "", "", "", ""],
    "spaces": ["", " ", "\u3000", "\xa0", "", "  "],
    "invisible": ["", "\u200b", "", "", "", ""],
    "a number alone": ["3", "", "", "", "", ""],
    "total": ["合计", "", "", "", "", ""],
    "total of the county": ["全县合计", "", "", "", "120", ""],
    "total in full width": ["合　计：", "", "", "", "", "２５"],
    "total with a unit": ["合计（件）", "", "25", "", "", ""],
    "total after the number": ["3", "小计", "", "", "", "25"],
    "total of a department": ["", "县市监局", "小计", "", "", ""],
    "total beside a department": ["", "县市监局", "", "合计", "25件", ""],
    "running total": ["", "1-10月累计", "", "", "1,234", ""],
    "page total": ["本页小计", "", "", "", "", "3"],
    "signed": ["填表人：王小明", "", "审核人：李四", "", "联系电话：0797-1234567", ""],
    "note": ["注：1.数据来源于审批系统；2.不含撤回件", "", "", "", "", ""],
    "second note": ["", "注2:以上均为工作日", "", "", "", ""],
    "opinion": ["审核意见", "", "", "", "", ""],
    "seal": ["（盖章）", "", "", "", "", ""],
    "nothing below": ["以下空白", "", "", "", "", ""],
    "rule": ["——————", "", "", "", "", ""],
    "page": ["第1页，共3页", "", "", "", "", ""],
    "records": ["共 2 条记录", "", "", "", "", ""],
    "header": HEADS,
    "header in other words": ["序号", "部门", "办件编号", "事项名称", "受理日期", "办结日期"],
    "header with spaces": ["序 号", "受理部门 ", "办件 编号", "事项名称", "受理时间　", "办结时间"],
    "header in full width": ["序", "部门", "＊办件编号（必填）：", "＊事项名称", "＊受理时间", "＊办结时间"],
    "section": ["", "（二）县住房和城乡建设局", "", "", "", ""],
}


@pytest.mark.parametrize("row", NO_DATA.values(), ids=NO_DATA)
def test_no_data(county: County, row: list[str]) -> None:
    """Between rows of data, and below them."""
    assert account(county, [HEADS, ONE, row, TWO, row]) == (2, 2, 0)


DATA: dict[str, tuple[Rows, int]] = {
    # rows below ONE, and how many of them are refused; the rest is accepted
    "no day": ([["2", "县住建局", "B2", "施工许可", "", ""]], 1),
    "no number": ([["2", "县住建局", "", "施工许可", "2026-03-02", ""]], 1),
    "a code alone": ([["", "", "B9", "", "", ""]], 1),
    "a code alone below a footer": ([["注：补报", "", "", "", "", ""], ["", "", "20260001", "", "", ""]], 1),
    "half a row below a footer": (
        [["注：补报", "", "", "", "", ""], ["3", "县局", "B9", "施工许可", "", ""]],
        1,
    ),
    "a remark, not a footer": ([["注：加急", "县局", "B9", "施工许可", "", ""]], 1),
    "a total that is a name": ([["2", "县局", "B9", "社会保险费小计", "2026-03-02", ""]], 0),
    "total in front of data": ([["小计", "县局", "B9", "施工许可", "2026-03-02", ""]], 0),
    "headers as cells": ([["2", "事项名称", "B9", "受理部门", "2026-03-02", ""]], 0),
}


@pytest.mark.parametrize(("rows", "refused"), DATA.values(), ids=DATA)
def test_what_may_be_data_is_never_passed_over(county: County, rows: Rows, refused: int) -> None:
    accepted, _skipped, rejected = account(county, [HEADS, ONE, *rows], status=bool(refused))
    footers = sum(str(row[0]).startswith("注：补报") for row in rows)
    assert (accepted - 1, rejected) == (len(rows) - footers - refused, refused)


def test_a_total_among_items_and_an_item_that_is_called_so(county: County) -> None:
    total = ["合计", "56项", "", "", "", ""]
    named = ["0009", "土地出让金总计", "县局", "1", "", ""]
    report = county.check(county.file("i.csv", text([*ITEMS, named, total])))
    assert (report["balance"]["accepted_new"], report["balance"]["skipped"]) == (3, 1)


PRINTED: Rows = [
    ["示例县办件情况统计表"],
    HEADS,
    ONE,
    ["第1页，共2页"],
    ["示例县办件情况统计表（续）"],
    HEADS,
    TWO,
    ["合计", "", "2"],
    ["填表人：某", "", "", "审核人：某"],
    ["（盖章）"],
    ["2026年11月2日"],
]


def test_a_printed_table_with_a_title_on_every_page(county: County) -> None:
    padded = [[*row, *[""] * (len(HEADS) - len(row))] for row in PRINTED]
    assert account(county, padded) == (2, 7, 0)


# a second table -------------------------------------------------------------------------------

RATINGS: Rows = [
    ["", "评价编号", "满意度", "评价渠道", "评价时间", ""],
    *[["", f"R{n}", "满意", "短信", "2026-01-05", ""] for n in range(300)],
]
SHUFFLED: Rows = [
    ["", "受理时间", "事项名称", "办件编号", "受理部门", "办结时间"],
    ["", "2026-03-02", "施工许可", "B7", "县局", ""],
]


def looked_through(rows: Rows, *, batches: int = 1) -> Skipping:
    """What tells the rows of a csv that are no data, after it saw them all in so many batches."""
    (table,) = open_tables(Source("a.csv", text(rows)))
    found = match(table, Options())
    assert found is not None
    skipping = Skipping(found)
    body = pa.concat_tables(table.body(found.header_index, found.positions)).combine_chunks()
    size = -(-body.num_rows // batches)
    for start in range(0, body.num_rows, size):
        skipping.mask(body.slice(start, size))
    return skipping


@pytest.mark.parametrize("batches", [1, 2, 7, 100])
def test_the_warning_says_where_and_how_much(batches: int) -> None:
    rows = [HEADS, ONE, TWO, [""] * 6, *RATINGS]
    assert looked_through(rows[:4]).warned == []
    (warned,) = looked_through(rows, batches=batches).warned
    assert warned == Warned("another_table", len(RATINGS), (5,), {"row": "5"})
    assert warning(warned.rule, **warned.words)


@pytest.mark.parametrize("below", [RATINGS, SHUFFLED], ids=["of another dataset", "in another order"])
@pytest.mark.parametrize("gap", [[], [[""] * 6], [["注：以下为附表", "", "", "", "", ""], [""] * 6]])
def test_a_second_table_is_not_read_and_said_so(county: County, below: Rows, gap: Rows) -> None:
    rows = [HEADS, ONE, TWO, *gap, *below]
    assert account(county, rows) == (2, len(gap) + len(below), 0)


def test_reading_goes_on_where_the_header_comes_again(county: County) -> None:
    three = ["3", "县局", "B3", "施工许可", "2026-03-02", ""]
    assert account(county, [HEADS, ONE, *RATINGS, HEADS, TWO, three]) == (3, len(RATINGS) + 1, 0)


def test_a_second_table_of_unknown_headers_is_refused_not_guessed(county: County) -> None:
    rows = [
        HEADS,
        ONE,
        [""] * 6,
        ["", "菜名", "价格", "产地", "数量", "备注"],
        ["", "豆腐", "3", "本地", "2", ""],
    ]
    assert account(county, rows, status=1) == (1, 1, 2)


def test_a_second_table_across_batches(county: County) -> None:
    many = [[str(n), "县局", f"C{n:05}", "施工许可", "2026-01-05", ""] for n in range(10_010)]
    report = county.check(county.file("a.xlsx", workbook({"a": [HEADS, *many[:9_990], *RATINGS]})))
    assert (report["balance"]["accepted_new"], report["balance"]["skipped"]) == (9_990, len(RATINGS))


def test_codes_with_chinese_in_them_are_codes(county: County) -> None:
    rows = [CASES[0], *[[f"闽审〔2026〕{n}号", "0001", "局", "2026-01-05", ""] for n in range(5)]]
    assert account(county, rows) == (5, 0, 0)
