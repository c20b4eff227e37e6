"""争议与督办, and what sticks on the page of transfers: by hand, in order, and with nothing to show."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from reform.common.formatting import is_missing
from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.pipeline.county import County
from reform.pipeline.load import load
from reform.storage import Warehouse
from tests.ingest.files import Rows, text, workbook
from tests.ui.screen import charts, figures, opened, spoken, start
from tests.ui.small import DEPARTMENT, OTHER, QUIET, files
from tests.ui.tongues import foreign, listed

BUREAU = "县行政审批局"
# number, item, kind, two sides, raised, reviewed, result, settled, due, owner, found to be passed around
DISPUTES: Rows = [
    row.split(",")
    for row in (
        "争议编号,事项编码,争议类型,涉及部门,对方部门,提出日期,专家论证日期,论证结论,"
        "落实日期,承诺办结日期,责任单位,是否推诿扯皮",
        f"Z1,0001,收费,{DEPARTMENT},{BUREAU},2026-01-05,2026-02-02,同意划转,2026-03-02,,,否",
        f"Z2,0003,应否划转,{OTHER},{BUREAU},2026-01-12,,,,2026-04-17,{OTHER},是",
        f"Z3,0004,审管边界,{OTHER},{BUREAU},2026-03-02,2026-04-01,部分划转,,2026-05-29,,",
        f"Z4,0004,审管边界,{BUREAU},{OTHER},2026-04-13,,,,,,否",
    )
]
PLAN_CHANGES: Rows = [
    ["事项编码", "计划调整日期", "调整前计划日期", "调整后计划日期", "调整原因", "批准单位"],
    ["0004", "2026-04-01", "2026-05-29", "2026-06-30", "", "县审改领导小组"],
    ["0005", "2026-04-02", "2026-06-30", "2026-12-31", "账号未下放", "县审改领导小组"],
]


@pytest.fixture(scope="module")
def disputed_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The small county with four disputes and two moved plans."""
    warehouse = Warehouse(tmp_path_factory.mktemp("disputed"))
    more = {"disputes.xlsx": workbook({"争议事项台账": DISPUTES}), "plans.csv": text(PLAN_CHANGES)}
    sources = [Source(name, data) for name, data in (files() | more).items()]
    result = load(warehouse, sources, Options(), today=date(2026, 11, 23))
    assert result.snapshot, (result.problems, result.rejects)
    return warehouse


@pytest.fixture(autouse=True)
def disputed(disputed_warehouse: Warehouse, on_a_fixed_day: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """That county on screen; its last day is 21 April 2026."""
    monkeypatch.setenv("REFORM_WAREHOUSE", str(disputed_warehouse.folder))
    return disputed_warehouse.folder


def words(screen: AppTest) -> str:
    return "\n".join(each.text for each in spoken(screen))


def table(screen: AppTest, header: str) -> list[dict[str, object]]:
    """The rows of the first table that has such a header."""
    frame = next(node.value for node in screen.dataframe if header in node.value.columns)
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def test_the_four_figures_by_hand() -> None:
    """Of two open ones with a day one is late; Z3 is reviewed; one of four settled; one of three found."""
    assert figures(start("weekly/disputes", lang="en")) == ["1", "1", "25.00%", "1"]
    assert figures(start("weekly/disputes", lang="en", department=DEPARTMENT)) == ["0", "0", "100.00%", "0"]


def test_findings_name_whom_it_is_about() -> None:
    said = words(start("weekly/disputes", lang="en"))
    assert f"1 units owe 1 overdue matters; {OTHER} 1, the most" in said
    assert "3 disputes open, 1 overdue, 1 awaiting a decision" in said
    assert f"1 open for more than 90 days; most of them: {OTHER} — {BUREAU}, 1" in said


def test_every_dispute_overdue_first() -> None:
    rows = table(opened("weekly/disputes", lang="en"), "Turns on")
    assert [row["Number"] for row in rows] == ["Z2", "Z3", "Z4", "Z1"]
    assert [row["State"] for row in rows] == [
        "not yet coordinated",
        "awaiting a decision",
        "not yet coordinated",
        "settled",
    ]
    assert rows[0]["Overdue (working days)"] == 2  # due on Friday 17 April, today is Tuesday
    assert (rows[0]["Owed by"], rows[1]["Owed by"]) == (OTHER, "nobody named")
    assert rows[1]["Review result"] == "Transfer in part"


def test_an_overdue_dispute_is_on_the_overview() -> None:
    rows = table(opened("progress/overview", lang="en"), "Next step")
    assert [row["Owed by"] for row in rows if row["Kind"] == "Dispute overdue"] == [OTHER]


def test_moved_plans_on_the_page_of_transfers() -> None:
    screen = opened("progress/transfers", lang="en")
    assert "2 items moved their plan; 0 without a record, 1 moves without a reason" in words(screen)
    rows = table(screen, "Lacks")
    assert [row["Item"] for row in rows] == ["夜间施工许可", "档案利用许可"]
    assert rows[0]["Lacks"] == "no reason"
    assert is_missing(rows[1]["Lacks"])
    assert rows[0]["Moved by (working days)"] == 21


def test_a_chart_of_each_part() -> None:
    drawn = {chart.id.rpartition("-")[2]: chart.alt for chart in charts(start("weekly/disputes", lang="en"))}
    assert set(drawn) == {"owed", "ageing_kind", "ageing_pair"}
    assert all(len(alt) > 6 for alt in drawn.values())


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["weekly/disputes", "progress/transfers"])
def test_the_pages_speak_one_language(name: str, language: str) -> None:
    data = {DEPARTMENT, OTHER, QUIET, BUREAU, "本县", "县审改领导小组", "账号未下放"}
    data |= {"食品经营许可", "药品经营许可", "施工许可", "夜间施工许可", "档案利用许可"}
    said = [
        each for each in spoken(opened(name, lang=language)) if not each.text.startswith(("Basis", "依据"))
    ]
    assert listed(foreign(said, language, data)) == ""


def test_nothing_overdue_and_no_dispute(small: County) -> None:
    """Without a dispute the page says which file to load, and still tells who owes overdue transfers."""
    screen = start("weekly/disputes", lang="en", as_of="2026-09-30")
    assert figures(screen) == []
    assert "load the disputes on the page Files" in words(screen)
    assert [chart.id.rpartition("-")[2] for chart in charts(screen)] == ["owed"]
    assert charts(start("weekly/disputes", as_of="2026-03-01")) == []
