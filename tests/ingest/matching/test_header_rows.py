"""Header rows: two of them flattened, codes beside them, and no row of data among them."""

import time
from pathlib import Path

import pytest

from reform.ingest.matching.header_rows import Heading, headings, is_code_row
from reform.ingest.matching.header_vocabulary import harmless, label
from reform.ingest.matching.matching import Match, match
from reform.ingest.readers import Source, open_tables
from reform.ingest.readers.text_table import Span
from reform.ingest.result import Options
from reform.schema.datasets import header_key
from tests.ingest.files import County, Rows, text, workbook
from tests.ingest.heads import line, table


def heading(*rows: str, spans: tuple[Span, ...] = ()) -> Heading:
    """The guess that begins in the first row."""
    return next(headings(table(*map(line, rows), spans=spans)))


def found(*rows: str, spans: tuple[Span, ...] = ()) -> Match:
    matched = match(table(*map(line, rows), spans=spans), Options())
    assert matched is not None
    return matched


# two rows -------------------------------------------------------------------------------------

STACKED = {
    "merged": (
        ["办件编号 收件 - 办结 - 备注", "- 小计 承诺件 小计 承诺件 -"],
        ((0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4), (0, 5, 1, 5)),
        "办件编号 收件_小计 收件_承诺件 办结_小计 办结_承诺件 备注",
    ),
    "merged, and a name of the lower row under no group": (
        ["办件编号 收件 - -", "- 小计 承诺件 备注"],
        ((0, 0, 1, 0), (0, 1, 0, 2)),
        "办件编号 收件_小计 收件_承诺件 备注",
    ),
    "a group of one": (
        ["办件编号 事项名称 受理 办结", "- - 时间 时间"],
        ((0, 0, 1, 0), (0, 1, 1, 1)),
        "办件编号 事项名称 受理_时间 办结_时间",
    ),
    "text file": (
        ["办件编号 收件 - 办结 - 备注", "- 小计 承诺件 小计 承诺件 -"],
        (),
        "办件编号 收件_小计 收件_承诺件 办结_小计 办结_承诺件 备注",
    ),
    "a group ends where nothing stands below": (
        ["部门 收件 - - 办结结果", "- 小计 - 序号 -"],
        (),
        "部门 收件_小计 - 序号 办结结果",
    ),
    "the same word twice": (
        ["部门 收件 - 受理时间", "部门 小计 承诺件 受理时间"],
        (),
        "部门 收件_小计 收件_承诺件 受理时间",
    ),
}


@pytest.mark.parametrize("case", STACKED)
def test_two_rows_become_one(case: str) -> None:
    rows, spans, names = STACKED[case]
    flat = heading(*rows, spans=spans)
    assert (flat.first, flat.last) == (0, 1)
    assert flat.names == line(names)


# What stands below a header and is no second header row.
DATA = [
    ["办件编号 事项名称 受理时间 -", "甲 换证 待定 备注"],
    ["办件编号 事项名称 受理时间 -", "甲 事项名称 受理 备注"],
    ["- 事项编码 事项名称 部门", "1 许可 事项 部门"],
    ["- 事项编码 阶段 进入日期", "备注 0001 划转 2026-01-05"],
    ["事项编码 阶段 进入日期 - -", "A1 签约公布 2026年3月1日 原因 依据"],
    ["办件编号 事项名称 受理时间", "ABC licence EMS"],
    ["case_no item_name accepted_at", "甲 换证 待定"],
    ["item_code item_name", "甲 许可"],
    ["办件编号 事项名称 受理时间 办结时间", "办件编号 事项名称 受理时间 办结时间"],
]


@pytest.mark.parametrize("rows", DATA, ids=lambda rows: rows[1])
def test_a_row_of_data_is_no_header(rows: list[str]) -> None:
    assert found(*rows).header_index == 0


def test_lines_above_the_header_are_no_group_of_it() -> None:
    rows = [
        ["示例县行政审批局办件情况统计表", "", "", ""],
        ["填报单位：县行政审批局", "", "", "单位：件"],
        ["填报日期", "2026年10月31日", "", ""],
        ["办件编号", "事项名称", "受理时间", "办结时间"],
    ]
    for spans in ((), ((0, 0, 0, 3), (1, 0, 1, 2))):
        matched = match(table(*rows, spans=spans), Options())
        assert matched is not None
        assert (matched.header_index, matched.header_rows) == (3, (4, 4))
        assert matched.headers == rows[3]


def test_a_column_answers_to_half_its_name_where_only_one_has_it() -> None:
    rows = ["办件 - 时间 - 结果", "办件编号 事项名称 受理时间 办结时间 准予"]
    matched = found(*rows)
    assert matched.headers == line("办件_办件编号 办件_事项名称 时间_受理时间 时间_办结时间 结果_准予")
    assert matched.positions == {
        "case_no": 0,
        "item_name": 1,
        "accepted_at": 2,
        "completed_at": 3,
        "result": 4,
    }
    assert matched.header_rows == (1, 2)


def test_half_a_name_that_two_columns_have_is_nobodys() -> None:
    rows = ["办件编号 事项名称 受理时间 原单位 - 现单位 -", "- - - 部门 编码 部门 编码"]
    matched = found(*rows)
    assert "department" not in matched.positions
    assert matched.dropped == line("原单位_部门 原单位_编码 现单位_部门 现单位_编码")


def test_half_a_name_under_a_personal_group_is_not_taken() -> None:
    matched = found("办件编号 受理时间 事项编码 申请人 -", "- - - 事项名称 序号")
    assert "item_name" not in matched.positions


def test_the_whole_name_is_better_than_half_of_one() -> None:
    matched = found("办件编号 事项名称 补正 - 受理时间", "- - 受理时间 序号 -")
    assert matched.positions["accepted_at"] == 4


PRINTED: Rows = [
    ["示例县办件情况统计表"],
    ["填报单位：县局", None, None, None, "填报日期：2026-10-31"],
    ["序号", "办件编号", "事项", None, "时间", None],
    [None, None, "编码", "名称", "受理", "办结"],
    [1, "A1", "0001", "换证", "2026-01-05", "2026-01-06"],
    [2, "A2", "0002", "领证", "2026-01-06", None],
]
MERGED = [(0, 0, 0, 5), (2, 0, 3, 0), (2, 1, 3, 1), (2, 2, 2, 3), (2, 4, 2, 5)]


def test_a_printed_report_with_two_header_rows_loads(county: County) -> None:
    book = workbook({"办件": PRINTED}, merge={"办件": MERGED})
    for name, data in (("a.xlsx", book), ("a.csv", text(PRINTED))):
        rows = [list(row) for row in PRINTED]
        report = county.check(county.file(name, data), status=1)
        assert report["problems"][0]["rule"] == "column_missing"  # 时间_受理 is not 受理时间
        rows[2][4], rows[3][4], rows[3][5] = "办理", "受理时间", "办结时间"
        fixed = workbook({"办件": rows}, merge={"办件": MERGED}) if name.endswith("x") else text(rows)
        report = county.check(county.file(name, fixed))
        assert report["balance"]["accepted_new"] == 2
        assert report["tables"][0]["columns"]["item_code"] == "事项_编码"


def test_a_text_file_may_leave_out_the_empty_cells_of_a_header_row(county: County) -> None:
    lines = ["办件编号,时间,,事项名称,备注", ",受理时间,办结时间", "A1,2026-01-05,2026-01-06,换证,无"]
    report = county.check(county.file("a.csv", "\n".join(lines).encode()))
    assert report["balance"]["accepted_new"] == 1
    report = county.check(county.file("a.csv", "\n".join([*lines, lines[2] + ",多"]).encode()), status=1)
    assert [(reject["row"], reject["rule"]) for reject in report["rejects"]] == [(4, "row_width")]
    assert "5" in report["rejects"][0]["message"]


# codes ----------------------------------------------------------------------------------------

CODED = {
    "above": (["case_no item_name accepted_at xkzt", "办件编号 事项名称 受理时间 状态"], 1),
    "below": (["办件编号 事项名称 受理时间 状态", "case_no item_name accepted_at xkzt"], 1),
    "capitals below": (["办件编号 事项名称 受理时间 状态", "BJBH SXMC SLSJ ZT"], 1),
    "names of one's own above": (["BJBH SXMC SLSJ", "办件编号 事项名称 受理时间"], 1),
    "below two rows": (["办件编号 事项 - 受理时间", "- 名称 编码 -", "ITEM_NO ITEM_NAME ITEM_CODE TIME"], 2),
    "codes alone": (["case_no item_name accepted_at status", "A1 换证 2026-01-05 受理"], 0),
}


@pytest.mark.parametrize("case", CODED)
def test_a_row_of_codes_is_header_too(case: str) -> None:
    rows, last = CODED[case]
    matched = found(*rows)
    assert matched.dataset.name == "cases"
    assert matched.header_rows == (1, last + 1)
    assert {"case_no", "item_name", "accepted_at"} <= set(matched.positions)


def test_a_column_is_found_by_its_code_where_the_name_says_nothing() -> None:
    matched = found("case_no item_name accepted_at", "单据编号 办理名称 首次日期")
    assert matched.positions == {"case_no": 0, "item_name": 1, "accepted_at": 2}
    assert matched.headers == ["单据编号", "办理名称", "首次日期"]


@pytest.mark.parametrize("cell", ["受理时间/ACCEPT_TIME", "ACCEPT_TIME 受理时间", "受理时间\nacceptTime"])
def test_a_cell_with_name_and_code_answers_to_both(cell: str) -> None:
    matched = match(table(["办件编号", "事项名称", cell]), Options())
    assert matched is not None
    assert matched.positions["accepted_at"] == 2


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("XK_WSH XK_XMMC SJC", True),
        ("libNum catalogId title 篇扩领域/pkfield", True),
        ("case_no 办件编号 accepted_at", False),
        ("abc licence EMS", False),
        ("case_no case_no", False),
        ("case_no", False),
        ("A1 B2", False),
    ],
)
def test_codes_are_told_from_words(cells: str, expected: bool) -> None:
    assert is_code_row(cells.split()) is expected


TEMPLATE = Path(__file__).resolve().parents[4] / "shared" / "real" / "two-row-header.xlsx"


@pytest.mark.skipif(not TEMPLATE.is_file(), reason=f"the real template is not at {TEMPLATE}")
def test_the_real_template_has_two_header_rows() -> None:
    tables = open_tables(Source("template.xlsx", TEMPLATE))
    first = next(iter(headings(tables[0])))
    assert (first.first, first.last, len(first.names)) == (0, 1, 56)
    assert first.names[:3] == ["资源库编号", "目录编号", "标题"]
    for code, name in (("catalogId", "目录编号"), ("publishDate", "发布日期"), ("title", "标题")):
        assert first.place(header_key(code)) == first.place(header_key(name)) is not None
    assert first.place(header_key("pkcommitmentTime")) == 26


# what may be shown ----------------------------------------------------------------------------

SHOWN = {
    "申请人": "申请人",
    "联系电话": "联系电话",
    "联系人身份证号/法人身份证号": "联系人身份证号/法人身份证号",
    "序号": "序号",
    "窗口名称": "窗口名称",
    "短信发送状态": "短信发送状态",
    "XK_XDR_SHXYM": "XK_XDR_SHXYM",
    "创建时间/导入时间": "创建时间/导入时间",
    "case:concept:name": "case:concept:name",
    "收件(A)_小计": "收件(A)_小计",
    "承诺时限（工作日）": "承诺时限(工作日)",
    "受理时间（欧阳凌霄）": "受理时间",
    "备注13912345678": "备注〔已隐去〕",
}
HIDDEN = [
    *("欧阳凌霄", "张三", "13912345678", "11010519491231002X", "2026-01-05", "凌霄路七号八栋"),
    *(
        "受理部门欧阳凌霄",
        "欧阳凌霄编号",
        "办结欧阳凌霄",
        "填报单位：行政审批",
        "zhangsan",
        "Zhang San",
        "WANG",
    ),
    *("办件编号123456", "20261031001", "受理" * 30, "、", "A1", "lingxiao@example.com"),
]


@pytest.mark.parametrize("header", SHOWN)
def test_a_header_is_shown_as_it_stands(header: str) -> None:
    assert label(header, 0) == SHOWN[header]


@pytest.mark.parametrize("header", HIDDEN)
def test_what_may_be_a_person_is_shown_by_its_place(header: str) -> None:
    assert harmless(header) is None
    assert "4" in label(header, 3)


# speed ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [200, 2_000])
def test_a_wide_header_is_no_slow_one(columns: int) -> None:
    names = [f"序号{n % 997}" for n in range(columns - 3)]
    top = [*line("办件编号 事项名称 受理时间"), *("" if n % 2 else name for n, name in enumerate(names))]
    below = [*line("- - -"), *names]
    body = [[f"{row}-{n}" for n in range(columns)] for row in range(38)]
    wide = table(top, below, *body)
    begun = time.process_time()
    matched = match(wide, Options())
    assert matched is not None
    assert len(matched.dropped) == columns - 3
    assert len(matched.duplicates) == 0
    assert matched.header_index == 1
    assert time.process_time() - begun < 2
