"""服务能力: what the page says of a county whose figures can be told by hand, and where it knows nothing."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from reform.common import i18n
from reform.common.formatting import MISSING
from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.pipeline.load import load
from reform.reports.insights import service_hall
from reform.storage import Warehouse
from tests.ingest.files import Rows, text
from tests.ui.screen import charts, figures, opened, spoken, start
from tests.ui.small import DEPARTMENT, OTHER, sources

ITEMS: Rows = [
    [
        "事项编码",
        "事项名称",
        "原实施部门",
        "事项类型",
        "到办事现场次数",
        "必须现场办理原因",
        "网上办理深度",
        "是否进驻",
    ],
    ["0001", "食品经营许可", DEPARTMENT, "行政许可", "2", "", "4", "是"],
    ["0002", "药品经营许可", DEPARTMENT, "行政许可", "0", "", "5", "是"],
    ["0003", "施工许可", OTHER, "行政许可", "1", "须核验证件原件", "1", "否"],
    ["0004", "夜间施工检查", OTHER, "行政检查", "", "", "", ""],
]
CASES: Rows = [
    ["办件编号", "事项编码", "受理部门", "申请方式", "受理时间", "办结时间", "实际跑动次数"],
    ["A1", "0001", DEPARTMENT, "窗口", "2026-04-13", "2026-04-15", "3"],
    ["A2", "0002", DEPARTMENT, "网上", "2026-04-13", "2026-04-20", "0"],
    ["A3", "0003", OTHER, "窗口", "2026-04-13", "2026-04-14", "1"],
    ["A4", "0003", OTHER, "窗口", "2026-04-20", "2026-04-21", ""],
]
CENTRE: Rows = [
    ["盘点日期", "中心启用日期", "窗口总数", "窗口人员数", "核定岗位数"],
    ["2024-01-31", "2022-06-28", "120", "160", "150"],
    ["2026-04-01", "2022-06-28", "90", "100", ""],
]
HALL: Rows = [
    ["日期", "时段", "接待人次", "收件数", "平均等候分钟", "自助办件数", "开放窗口数"],
    ["2026-04-13", "", "300", "150", "10", "50", "80"],
    ["2026-04-14", "9", "60", "40", "20", "10", "60"],
    ["2026-04-14", "12", "40", "10", "30", "0", "10"],
]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """Four items, one an inspection; four cases, one whose visits nobody knows; two days of the hall."""
    warehouse = Warehouse(tmp_path_factory.mktemp("service") / "w")
    files = {"items": ITEMS, "cases": CASES, "centre": CENTRE, "hall": HALL}
    loaded = [Source(f"{name}.csv", text(rows)) for name, rows in files.items()]
    report = load(warehouse, loaded, Options(), today=date(2026, 11, 23))
    assert report.snapshot, (report.problems, report.rejects)
    return warehouse


@pytest.fixture
def page(known: Warehouse, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("REFORM_WAREHOUSE", str(known.folder))
    return opened("progress/service", lang="en")


def words(screen: AppTest) -> list[str]:
    return [said.text for said in spoken(screen)]


def test_the_figures_by_hand(page: AppTest) -> None:
    """One item of three asks for two visits, one case of three took three; the inspection is left out."""
    assert figures(page)[:12] == [
        *("120 → 90", "66.67%", "200", "13.5", "23.08%"),
        *("66.67%", "66.67%", "33.33%", "33.33%"),
        *("66.67%", "33.33%", "25.00%"),
    ]
    said = words(page)
    assert "25.00% fewer than at the first count" in said
    assert "Windows 120 → 90, staff 160 → 100" in said
    assert "Apr 2026: 200 visits a day, 2.0 for each case taken" in said
    assert "Fullest hour: Tuesday 9:00, 60 visits on average" in said
    assert "An open window has most to do at 12:00: 4.0 visits an hour; at 9:00 1.0" in said
    assert "By item: 1 of 3 items need more than one visit" in said
    assert "By case: 1 of 3 cases took more than one visit" in said
    assert "1 items ask for more than one visit; 1 of them give no reason" in said
    assert any(text.startswith("Is: 25.0% of the cases came online; widest gap") for text in said)
    assert "no reason given" in said


def test_item_and_case_never_share_a_chart(page: AppTest) -> None:
    """Two honest definitions stand beside each other, each in a chart and under a name of its own."""
    alts = [chart.alt for chart in charts(page)]
    assert sum(alt.startswith("By item") for alt in alts) == 1
    assert sum(alt.startswith("By case") for alt in alts) == 1
    assert sum(alt.startswith("Could be") for alt in alts) == 1
    assert sum(alt.startswith("Is:") for alt in alts) == 1


def test_a_department_changes_its_items_and_not_the_hall(
    known: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REFORM_WAREHOUSE", str(known.folder))
    shown = figures(start("progress/service", department=OTHER))
    assert shown[0] == "120 → 90"
    assert shown[2:5] == ["200", "13.5", "23.08%"]
    assert shown[5:9] == ["100.00%", "100.00%", "0.00%", "0.00%"]


def test_what_nobody_told_is_a_dash_and_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Items without depth and visits, cases without channel, no hall, no centre."""
    warehouse = Warehouse(tmp_path / "w")
    load(warehouse, sources(), Options(), today=date(2026, 11, 23))
    monkeypatch.setenv("REFORM_WAREHOUSE", str(warehouse.folder))
    screen = opened("progress/service", lang="en")
    assert set(figures(screen)[:12]) == {MISSING}
    said = words(screen)
    assert {
        "**No count of the centre is loaded**",
        "**No hall log in this selection**",
        "**The item list does not tell how many visits are needed**",
        "**The cases do not tell how many visits they took**",
        "**The item list does not tell what can be done online**",
        "**The cases do not tell how they came in**",
    } <= set(said)
    assert charts(screen) == []


def test_the_widest_gap_comes_first_and_few_cases_last() -> None:
    def rows(**of: tuple[float, int, int]) -> pd.DataFrame:
        named = [(name, *figures) for name, figures in of.items()]
        return pd.DataFrame(named, columns=["department", "value", "numerator", "denominator"])

    could = rows(a=(100, 4, 4), b=(50, 2, 4), c=(100, 1, 1), d=(100, 3, 3))
    came = rows(a=(90, 90, 100), b=(10, 10, 100), c=(0, 0, 3))
    table = service_hall.by_department(could, could, came)
    assert table["department"].to_list() == ["b", "a", "c", "d"]
    assert table["gap"].to_list()[:3] == [40, 10, 100]
    assert pd.isna(table["online"].iloc[3])
    with i18n.speaking("en"):
        assert service_hall.is_title(pd.Series({"value": 49.3}), table).endswith("b, 40.0 points")
