"""Whole ugly files through the command line: what is read, skipped, dropped, and that the books balance."""

from datetime import date, datetime

import pytest

from tests.ingest.english_tables import DATASETS
from tests.ingest.files import CASES, ITEMS, County, Rows, text, workbook, zipped

TITLED: Rows = [
    ["示例县行政审批局办件情况统计表"],
    ["填报单位：县行政审批局", None, None, "填报日期：2026年10月31日", None, "单位：件"],
    [],
    ["序号", "受理部门", "办件编号", "事项名称", "受理时间", "办结时间", "申请人姓名"],
    [1, "县市场监督管理局", "B1", "食品经营许可", date(2026, 2, 12), datetime(2026, 2, 26, 10, 30), "张三丰"],
    [2, None, "B2", "食品经营许可", "2026年4月29日", "2026.5.9", "李四光"],
    ["小计", None, None, None, None, 2],
    [],
    [3, "县住房和城乡建设局", "B3", "施工许可", 46295, "", "王五"],
    ["县住房和城乡建设局小计", None, None, None, None, 1],
    ["序号", "受理部门", "办件编号", "事项名称", "受理时间", "办结时间", "申请人姓名"],
    [4, "县住房和城乡建设局", "B4", "施工许可", "２０２６年９月３０日", None, "赵六"],
    ["合 计", None, None, None, None, 4],
    ["合计：4件"],
    ["填表人：张三丰", None, None, "审核人：李四光", None, "联系电话：0591-87654321"],
    ["（盖章）"],
]
MERGED = {"办件": [(4, 1, 5, 1), (14, 0, 14, 2)]}


def test_a_printed_report_gives_its_rows_and_nothing_else(county: County) -> None:
    report = county.load(county.file("10月.xlsx", workbook({"办件": TITLED}, merge=MERGED)))
    assert report["balance"] == {
        "read": 12,
        "accepted_new": 4,
        "accepted_correction": 0,
        "unchanged": 0,
        "rejected": 0,
        "skipped": 8,
    }
    assert report["tables"][0]["header_row"] == 4
    assert report["dropped_columns"] == ["序号", "申请人姓名"]
    rows = {row["case_no"]: row for row in county.rows("cases")}
    assert rows["B2"]["department"] == "县市场监督管理局"  # merged cell
    assert rows["B1"]["completed_at"] == "2026-02-26T10:30:00"
    assert rows["B2"]["accepted_at"] == "2026-04-29T00:00:00"
    assert rows["B3"]["accepted_at"] == "2026-09-30T00:00:00"  # a bare serial number
    assert rows["B4"]["accepted_at"] == "2026-09-30T00:00:00"
    assert [rows[n]["working_days"] for n in ("B1", "B2", "B3", "B4")] == [5, 5, None, None]


def test_the_account_is_kept_with_the_snapshot_and_in_the_history(county: County) -> None:
    county.load(county.file("10月.xlsx", workbook({"办件": TITLED}, merge=MERGED)))
    account = (12, 4, 0, 0, 0, 8)
    kept = county.query(
        "select read, accepted_new, accepted_correction, unchanged, rejected, skipped, dataset, file, sheet, "
        "dropped_columns, length(sha256) from imports"
    )
    assert kept == [(*account, "cases", "10月.xlsx", "办件", ["序号", "申请人姓名"], 64)]
    ((snapshot),) = county.json("history")["snapshots"]
    (file,) = snapshot["files"]
    names = ("read", "accepted_new", "accepted_correction", "unchanged", "rejected", "skipped")
    assert tuple(file[name] for name in names) == account
    assert (file["dropped_columns"], file["dataset"]) == (["序号", "申请人姓名"], "cases")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_a_csv_reads_alike_in_every_encoding(county: County, encoding: str) -> None:
    rows = [["某某表"], *CASES, ["合计", "", "", "", ""], ["注：以上数据来自审批系统"]]
    report = county.check(county.file("办件.csv", text(rows, encoding)))
    assert report["balance"]["accepted_new"] == 3
    assert report["balance"]["skipped"] == 2
    assert report["tables"][0]["columns"]["department"] == "受理部门"


def test_characters_only_gb18030_has_survive(county: County) -> None:
    rows = [*ITEMS[:1], ["9", "䶮𠮷㐂镇€项", "县局", "", "", ""]]
    county.load(county.file("项.csv", text(rows, "gb18030")))
    assert county.rows("items")[0]["item_name"] == "䶮𠮷㐂镇€项"


def test_a_zip_of_mixed_files_is_read_whole(county: County) -> None:
    archive = zipped(
        {
            "一季度/办件.csv": text(CASES[:2], "gb18030"),
            "二季度/办件.csv": text([CASES[0], *CASES[2:]], "utf-8-sig"),
            "事项.xlsx": workbook({"清单": ITEMS}),
            "说明.txt": "请查收".encode(),
        }
    )
    result = county.run("check", county.file("全年.zip", archive), "--format", "json")
    # A letter among the tables is plain text like a csv: it is named, not swallowed.
    assert "说明.txt" in result.stdout


def test_tables_of_a_zip_name_their_member(county: County) -> None:
    archive = zipped({"办件.csv": text(CASES, "gb18030"), "事项.xlsx": workbook({"清单": ITEMS})})
    report = county.load(county.file("全年.zip", archive))
    places = {(table["file"], table["sheet"], table["dataset"]) for table in report["tables"]}
    assert places == {("全年.zip/事项.xlsx", "清单", "items"), ("全年.zip/办件.csv", None, "cases")}
    assert report["balance"]["accepted_new"] == 5
    assert [row["unmatched"] for row in county.rows("cases")] == [False] * 3


def test_every_sheet_that_holds_a_dataset_is_read(county: County) -> None:
    book = workbook(
        {
            "事项": ITEMS,
            "1-6月": CASES[:3],
            "7-12月": [CASES[0], *CASES[3:]],
            "阶段": [["事项编码", "阶段", "进入日期"], ["0001", "签约公布", date(2026, 3, 1)]],
            "封面": [["示例县改革资料汇编"]],
            "空白": [],
        }
    )
    report = county.check(county.file("资料.xlsx", book))
    assert [t["dataset"] for t in report["tables"]] == ["items", "cases", "cases", "stages"]
    assert report["ignored"] == [{"file": "资料.xlsx", "sheet": "封面", "reason": None}]
    assert report["balance"]["accepted_new"] == 6


@pytest.mark.parametrize("dataset", DATASETS)
def test_each_dataset_loads_under_its_english_names(county: County, dataset: str) -> None:
    rows, expected = DATASETS[dataset]
    report = county.load(county.file(f"{dataset}.csv", text(rows)))
    assert [table["dataset"] for table in report["tables"]] == [dataset]
    assert report["dropped_columns"] == []
    (row,) = county.rows(dataset)
    assert {name: row[name] for name in expected} == expected


LIMITS = [
    # header, unit header, cell, unit cell, item type, days, unit
    ("承诺办结时限", None, "20个工作日", None, None, 20, "wd"),
    ("承诺时限（自然日）", None, "20", None, None, 20, "cd"),
    ("承诺时限(工作日)", None, "20", None, None, 20, "wd"),
    ("承诺时限", "承诺时限单位", "20", "自然日", None, 20, "cd"),
    ("承诺时限", "承诺时限单位", "20个工作日", "自然日", None, 20, "wd"),  # the cell wins
    ("承诺时限", "承诺时限单位", "20", "日", "行政许可", 20, "wd"),  # art. 82
    ("承诺时限", "承诺时限单位", "20", "日", "公共服务", 20, "d"),
    ("承诺时限", None, "20天", None, "行政许可", 20, "wd"),
    ("承诺时限", None, "20", None, None, 20, "wd"),
    ("承诺时限", None, "即办", None, None, 0, "wd"),
    ("承诺时限", None, "1个月", None, "行政许可", 1, "month"),
    ("承诺时限", None, "无", None, None, None, None),
    ("承诺时限", None, "", None, None, None, None),
    ("办理时限", None, "5-7个工作日", None, None, 7, "wd"),
]


def test_limits_take_their_unit_from_cell_column_header_or_law(county: County) -> None:
    sheets: dict[str, Rows] = {}
    for number, (header, unit_header, cell, unit, item_type, _days, _unit) in enumerate(LIMITS):
        heads = ["事项编码", "事项名称", "事项类型", header, *([unit_header] if unit_header else [])]
        row = [f"{number:02}", "某", item_type, cell, *([unit] if unit_header else [])]
        sheets[f"s{number}"] = [heads, row]
    county.load(county.file("项.xlsx", workbook(sheets)))
    found = [(row["promised_days"], row["promised_unit"]) for row in county.rows("items")]
    assert found == [case[-2:] for case in LIMITS]


TOTALS = ["合计", "合 计", "小计：", "总　计", "全县合计", "合计：25件", "共计25项", "累计"]


@pytest.mark.parametrize("label", TOTALS)
def test_totals_are_skipped(county: County, label: str) -> None:
    report = county.check(county.file("a.csv", text([*CASES, [label, "", "", "", "25"]])))
    assert (report["balance"]["accepted_new"], report["balance"]["skipped"]) == (3, 1)


def test_a_row_of_data_is_never_taken_for_a_total(county: County) -> None:
    heads = ["备注", "事项名称", "事项编码"]
    rows = [heads, ["注：加急", "社会保险费小计", "0003"], ["小计", "某", "0004"], ["", "某", "0005"]]
    report = county.check(county.file("a.csv", text(rows)))
    assert report["balance"]["accepted_new"] == 3


def test_rows_after_a_footer_that_are_data_count(county: County) -> None:
    rows = [*CASES[:2], ["备注：以下补报", "", "", "", ""], ["继续填写", "", "", "", ""], *CASES[2:]]
    report = county.check(county.file("a.csv", text(rows)))
    assert (report["balance"]["accepted_new"], report["balance"]["skipped"]) == (3, 2)


def test_a_row_with_too_many_cells_is_refused_not_shifted(county: County) -> None:
    data = text(CASES[:2]) + "A9,0001,县局,分局,2026-01-05,2026-01-06\r\n".encode()
    report = county.check(county.file("a.csv", data), status=1)
    assert [(r["row"], r["rule"]) for r in report["rejects"]][:1] == [(3, "row_width")]


def test_a_workbook_may_hold_ten_thousand_rows_and_a_total_at_the_seam(county: County) -> None:
    many = [[f"C{n:05}", "0001", "县局", "2026-01-05", "2026-01-06"] for n in range(10_050)]
    rows = [CASES[0], *many[:9_999], ["合计", "", "", "", ""], *many[9_999:], ["制表人：某"], ["尾注"]]
    report = county.check(county.file("a.xlsx", workbook({"a": rows})))
    assert report["balance"]["accepted_new"] == 10_050
    assert report["balance"]["skipped"] == 3
