"""审管与信用: what the page says of a county whose figures are told by hand, and where it knows nothing."""

from datetime import date

import pandas as pd
import pytest

from reform.common import i18n
from reform.common.formatting import MISSING
from reform.common.markdown import bare, bold
from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.metrics.query import find
from reform.pipeline.load import load
from reform.reports.insights import credit, supervision
from reform.storage import Warehouse
from reform.ui.components import source_rows
from tests.ingest.files import Rows, text
from tests.ui.screen import charts, figures, opened, spoken
from tests.ui.small import DEPARTMENT, OTHER, sources

# The small county's cases A1 and A3 are completed on 15 and 14 April 2026, after their items' transfer.
HANDOFFS: Rows = [
    ["推送编号", "办件编号", "监管部门", "推送日期", "签收日期", "监管反馈日期", "反馈类型", "推送人姓名"],
    ["H1", "A1", DEPARTMENT, "2026-04-17", "2026-04-20", "", "", "张某"],
    ["H2", "A3", OTHER, "2026-04-17", "", "", "", "张某"],
]
INSPECTIONS: Rows = [
    [
        "抽查任务编号",
        "抽查部门",
        "是否部门联合",
        "应完成日期",
        "抽查完成日期",
        "结果公示日期",
        "实查对象数",
        "发现问题数",
        "已处置数",
    ],
    ["X1", DEPARTMENT, "是", "2026-03-31", "2026-03-27", "2026-04-10", "10", "2", "1"],
    ["X2", OTHER, "否", "2026-04-10", "", "", "", "", ""],
]
DISCLOSURES: Rows = [
    ["决定文书号", "公示类别", "决定机关", "决定日期", "公示日期"],
    ["J1", "行政许可", DEPARTMENT, "2026-04-01", "2026-04-03"],
    ["J2", "行政处罚", DEPARTMENT, "2026-04-01", ""],
]
COMMITMENTS: Rows = [
    ["告知承诺编号", "事项编码", "核查部门", "承诺日期", "应核查日期", "核查日期", "是否失信"],
    ["N1", "0001", DEPARTMENT, "2026-03-12", "2026-04-10", "2026-04-09", "是"],
    ["N2", "0001", DEPARTMENT, "2026-03-12", "2026-04-10", "", ""],
]
RISKS: Rows = [
    ["预警编号", "预警日期", "核实部门", "风险类型", "核实日期", "是否查实"],
    ["F1", "2026-04-01", DEPARTMENT, "许可逾期", "2026-04-02", "是"],
    ["F2", "2026-04-01", DEPARTMENT, "数据异常", "", ""],
]
GRADES: Rows = [
    ["评级统计日期", "评级部门", "信用领域", "信用等级", "等级主体数", "应评主体总数"],
    ["2026-03-31", DEPARTMENT, "食品", "优", "6", "20"],
    ["2026-03-31", DEPARTMENT, "食品", "差", "2", "20"],
]
MEASURES: Rows = [
    ["奖惩统计月份", "实施部门", "奖惩类别", "奖惩措施", "奖惩件数"],
    ["2026年3月", DEPARTMENT, "守信激励", "优先办理", "7"],
    ["2026年3月", DEPARTMENT, "信用修复", "移出名录", "2"],
]
FILES = {
    "handoffs": HANDOFFS,
    "inspections": INSPECTIONS,
    "disclosures": DISCLOSURES,
    "commitments": COMMITMENTS,
    "risks": RISKS,
    "grades": GRADES,
    "measures": MEASURES,
}


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The small county with two rows of every ledger, the last day of which is 21 April 2026."""
    warehouse = Warehouse(tmp_path_factory.mktemp("supervision") / "w")
    loaded = [*sources(), *(Source(f"{name}.csv", text(rows)) for name, rows in FILES.items())]
    report = load(warehouse, loaded, Options(), today=date(2026, 11, 23))
    assert report.snapshot, (report.problems, report.rejects)
    return warehouse


def test_the_figures_by_hand(known: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFORM_WAREHOUSE", str(known.folder))
    screen = opened("progress/supervision", lang="en")
    assert figures(screen) == [
        *("50.00%", "50.00%", "0.00%", "66.67%"),  # hand-offs: item 0002 was never handed off
        *("50.00%", "100.00%", "100.00%", "20.00%", "50.00%"),  # inspections
        *("50.00%", "1"),  # decisions
        *("2", "50.00%", "100.00%", "100.00%"),  # commitments and warnings
        *("40.00%", "7", "0", "2"),  # credit
    ]
    said = [each.text for each in spoken(screen)]
    for finding in (
        f"1 hand-offs have no answer, 0 for over 20 working days; {OTHER} has most: 1",
        f"The oldest hand-off has waited 2 working days, at {OTHER}",
        "1 of 3 items were never handed off: blind spots with 1 completed cases",
        f"1 of 2 inspection tasks due are done; 1 overdue, {OTHER} 1",
        "1 tasks overdue, 0 results past their day, 1 with problems still open",
        f"1 of 2 published in time; {DEPARTMENT} is late most often: 1 of 2",
        "1 of 1 commitments checked were broken",
        "1 commitments past their day for a check, 1 broken and not dealt with",
        "25.00% of the subjects graded are C or D",
        "Mar 2026: 7 incentives, 0 penalties, 2 repairs",
        "食品 has graded least: 8 of 20 (40.00%)",
    ):
        assert finding in said
    assert not any("张某" in text for text in said)


def test_what_nobody_told_is_a_dash_and_advice(small: object) -> None:
    """Cases and items alone: nothing is claimed about their supervision, least of all that it is blind."""
    screen = opened("progress/supervision", lang="en")
    assert set(figures(screen)) == {MISSING}
    assert charts(screen) == []
    said = {each.text for each in spoken(screen)}
    assert {
        "**No hand-off in this selection**",
        "**No transferred item with completed cases can be compared**",
        "**No inspection task is due in this selection**",
        "**No decision in this selection**",
        "**No commitment with a finding in this selection**",
        "**No credit grade is counted in this selection**",
    } <= said


@pytest.mark.parametrize(
    ("name", "column", "header"),
    [("rows_complaints", "kind", "投诉类型"), ("rows_disclosures", "kind", "公示类别")],
)
def test_a_column_is_called_as_its_own_dataset_calls_it(name: str, column: str, header: str) -> None:
    assert source_rows.headers(find(name))[column] == header


def test_no_finding_is_made_of_nothing_or_of_few() -> None:
    few = pd.DataFrame(
        {"item_name": ["甲"], "item_code": ["1"], "judged": [3], "broken": [3], "overdue": [0]}
    )
    r08b = pd.Series({"value": 100.0, "numerator": 3, "denominator": 3})
    with i18n.speaking("en"):
        assert credit.commitments_title(r08b, few) == "3 of 3 commitments checked were broken"
        empty = pd.DataFrame({"pushed": [2], "unanswered": [0], "over_20": [0], "department": ["甲"]})
        assert supervision.waiting_title(empty) == "Every hand-off has its answer"


@pytest.mark.parametrize("name", ["分公司登记(注销)", r"a\b*[c](d)_#", "无"])
def test_a_chart_is_read_out_without_the_signs_of_markdown(name: str) -> None:
    assert bare(bold(name)) == name
