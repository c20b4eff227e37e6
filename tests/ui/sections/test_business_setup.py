"""企业开办, 项目立项 and changed items on 办理提速: known figures, and what is said where nothing is."""

from datetime import date

import pandas as pd
import pytest

from reform.common import i18n
from reform.common.formatting import MISSING
from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.pipeline.county import County
from reform.pipeline.load import load
from reform.reports.insights import business_setup
from reform.storage import Warehouse
from tests.ingest.files import Rows, text
from tests.ui.screen import charts, figures, opened, spoken, start
from tests.ui.small import sources

PAGE = "progress/days_saved"

# Five start-ups before the first transfer (10 March 2026) take 3 working days, five since take 1.
STARTUPS: Rows = [
    ["企业开办编号", "开办申请日期", "登记办结日期", "印章办结日期", "发票办结日期"],
    *([f"Q{n}", "2026-03-02", "2026-03-03", "2026-03-03", "2026-03-05"] for n in range(5)),
    *([f"R{n}", "2026-04-13", "2026-04-13", "2026-04-13", "2026-04-14"] for n in range(5)),
    ["S1", "2026-04-13", "2026-04-13", "2026-04-13", ""],
]
PROJECTS: Rows = [
    ["投资项目编号", "立项方式", "立项受理日期", "立项批复日期"],
    *([f"P{n}", "备案", "2026-03-02", "2026-03-04"] for n in range(5)),
    *([f"T{n}", "备案", "2026-04-13", "2026-04-14"] for n in range(5)),
    ["U1", "核准", "2026-04-13", "2026-04-20"],
]
VERSIONS: Rows = [
    ["事项编码", "事项名称", "变更类型", "变更生效日期", "变更依据", "变更前法定时限", "变更后法定时限"],
    ["0001", "食品经营许可", "调整", "2026-04-15", "条例修订", "30个工作日", "20个工作日"],
    ["0009", "棉花加工资格认定", "取消", "2026-04-01", "国务院决定", "", ""],
]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The small county with start-ups, projects and two changes of items."""
    warehouse = Warehouse(tmp_path_factory.mktemp("flow") / "w")
    more = {"startups.csv": STARTUPS, "projects.csv": PROJECTS, "versions.csv": VERSIONS}
    files = [*sources(), *(Source(name, text(rows)) for name, rows in more.items())]
    report = load(warehouse, files, Options(), today=date(2026, 11, 23))
    assert report.snapshot, (report.problems, report.rejects)
    return warehouse


@pytest.fixture
def looking(known: Warehouse, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    monkeypatch.setenv("REFORM_WAREHOUSE", str(known.folder))
    return known


def words(**query: str) -> str:
    return "\n".join(said.text for said in spoken(opened(PAGE, lang="en", **query)))


def test_known_figures(looking: Warehouse) -> None:
    shown = figures(start(PAGE))
    # by item none of 5, by case none of 3; no case on the same day, no pauses were loaded;
    # 15/20, 10/20, 12/15, 10/15 and 5/10 shorter
    assert shown[5:10] == ["0.00%", "0.00%", "0.00%", MISSING, "64.33%"]
    assert shown[10:] == ["2.00", "1.50", "5.00", MISSING]
    said = words()
    assert "3.00 before the first transfer, 1.00 since" in said
    assert "n = 10; 1 not finished" in said
    assert "too few on one side of the first transfer to compare" in said  # one project verified
    assert "Apr 2026: a business started in 1.00 working days on average, within the national 8.5" in said
    assert "Invoices come last: 1.0 working days after the application, 3.0 before the first transfer" in said
    assert "Project approval in working days: Filed 2.0 → 1.0" in said
    assert "1 cases were accepted under another statutory limit; by it they saved 10 days more" in said
    assert "2 changes of items: Changed 1 · Cancelled 1" in said
    assert "30 working days → 20 working days" in said


def test_shown_whatever_cases_are_there(looking: Warehouse) -> None:
    """A department without a case changes nothing about what crosses departments; a period does."""
    shown = figures(start(PAGE, department="县档案局"))
    assert shown == ["2.00", "1.50", "5.00", MISSING]
    before = {"period": "own", "from": "2026-03-01", "to": "2026-03-31"}
    assert figures(start(PAGE, **before))[-4:-2] == ["3.00", "2.00"]


def test_the_national_limit_is_drawn(looking: Warehouse) -> None:
    (spec,) = (chart.spec for chart in charts(start(PAGE, lang="en")) if chart.id.endswith("startups"))
    assert "National limit 8.5" in spec


def test_nothing_loaded_says_which_file_to_load(small: County) -> None:
    said = words()
    for sentence in (
        "Load the start-ups on the page Files.",
        "Load the item changes on the page Files, or widen the period.",
        "No change of a statutory limit is loaded",
        "Too few projects are decided to compare",
    ):
        assert sentence in said
    assert figures(start(PAGE))[10:] == [MISSING] * 4


# sentences ------------------------------------------------------------------------------------


def months(*means: float) -> pd.DataFrame:
    return pd.DataFrame({"month": pd.date_range("2026-01-01", periods=len(means), freq="MS"), "mean": means})


def test_a_slow_county_is_told_so() -> None:
    with i18n.speaking("en"):
        title = business_setup.startup_title(months(12.0, 9.25))
    assert title == (
        "Feb 2026: a business took 9.25 working days to start, more than the national 8.5; "
        "slowest in Jan 2026 with 12.00"
    )


def test_few_on_a_side_are_no_side() -> None:
    rows = pd.DataFrame(
        {
            "kind": ["file", "file", "verify"],
            "side": ["before", "after", "after"],
            "value": [4.0, 2.0, 9.0],
            "n": [business_setup.ENOUGH, business_setup.ENOUGH - 1, 7],
        }
    )
    paired = business_setup.two_sides(rows, "kind").set_index("kind")
    assert paired["mean_before"].to_list()[0] == 4.0
    assert paired["mean_after"].isna().to_list() == [True, False]
    assert paired["n_after"].to_list() == [business_setup.ENOUGH - 1, 7]
    assert paired["n_before"].to_list() == [business_setup.ENOUGH, 0]


@pytest.mark.parametrize(
    ("value", "n", "says"),
    [
        (None, 0, "No change of a statutory limit is loaded"),
        (0, 0, "No case of this period was accepted under another limit than today's"),
        (
            -12,
            3,
            "3 cases were accepted under another statutory limit; by it they saved 12 days fewer",
        ),
    ],
)
def test_effect_of_changed_limits(value: float | None, n: int, says: str) -> None:
    with i18n.speaking("en"):
        assert business_setup.limits_title(pd.Series({"value": value, "n": n}, dtype=object)) == says
