"""问题与对策: the board by hand, what is owed, the score of the sheet, and with nothing to show."""

import io
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest

from reform.common.formatting import is_missing
from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.metrics.query import indicators
from reform.pipeline.county import County
from reform.pipeline.load import load
from reform.reports import spreadsheets
from reform.storage import Warehouse
from reform.ui.components import chart_card, indicator_links
from reform.ui.layout.page_frame import MENU
from tests.ingest.files import Rows, text
from tests.ui.screen import charts, figures, opened, spoken, start
from tests.ui.small import DEPARTMENT, OTHER, QUIET, files
from tests.ui.tongues import foreign, listed

# T03 is 3 of 5, T04 1 of 3, D07 3 of 3 in the small county; its last day is Tuesday 21 April 2026.
PROBLEMS: Rows = [
    ["问题编号", "问题名称", "问题衡量指标", "问题牵头单位"],
    ["1", "划转不到位", "T04", DEPARTMENT],
    ["2", "办理不快", "", OTHER],
    ["3", "没有对策的问题", "S06", ""],
]
MEASURES: Rows = [
    ["对策编号", "对应问题编号", "对策名称", "对策衡量指标", "对策责任单位", "对策完成期限"],
    ["1", "1", "限期会商", "T03", DEPARTMENT, "2026-12-31"],
    ["2", "2", "限时办结", "D07", OTHER, ""],
    ["3", "9", "走失的对策", "", QUIET, ""],
]
MILESTONES: Rows = [
    ["所属对策编号", "节点名称", "节点责任单位", "节点完成期限", "节点完成日期", "节点佐证材料"],
    ["1", "建立制度", DEPARTMENT, "2026-03-31", "2026-03-30", ""],
    ["1", "签完协议", QUIET, "2026-04-17", "", ""],
    ["1", "全部到位", DEPARTMENT, "2026-12-31", "", ""],
    ["2", "修订规程", OTHER, "2026-04-23", "", ""],
]
SHEET: Rows = [
    [
        *("考核指标编号", "考核类别", "考核内容", "考核分值", "计分指标"),
        *("满分界线", "零分界线", "自评得分", "考核佐证材料"),
    ],
    ["1", "划转", "完成率", "10", "T03", "90%", "0", "", ""],  # 60 of 90: 6.66
    ["2", "划转", "按时办结", "5", "D07", "100%", "", "", ""],  # 100 %: 5
    ["3", "满意", "差评整改", "4", "S06", "100%", "50%", "", ""],  # nothing due yet: blank
    ["4", "满意", "专题部署", "3", "", "", "", "2", "见 https://example.gov.cn/a"],
    ["5", "满意", "宣传", "2", "", "", "", "2", ""],
]
LISTS = {"p": PROBLEMS, "m": MEASURES, "s": MILESTONES, "a": SHEET}
VALUES = {"本县", QUIET, "https://example.gov.cn/a"}
VALUES |= {str(cell) for rows in LISTS.values() for row in rows[1:] for cell in row}


@pytest.fixture(scope="module")
def warehouse_with_problems(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The small county with three problems and a sheet of five lines."""
    warehouse = Warehouse(tmp_path_factory.mktemp("problems"))
    more = {f"{name}.csv": text(rows) for name, rows in LISTS.items()}
    sources = [Source(name, data) for name, data in (files() | more).items()]
    result = load(warehouse, sources, Options(), today=date(2026, 11, 23))
    assert result.snapshot, (result.problems, result.rejects)
    return warehouse


@pytest.fixture
def loaded(warehouse_with_problems: Warehouse, on_a_fixed_day: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """That county on screen."""
    monkeypatch.setenv("REFORM_WAREHOUSE", str(warehouse_with_problems.folder))
    return warehouse_with_problems.folder


@pytest.fixture(scope="module")
def screens() -> dict[str, AppTest]:
    """The page by language, everything unfolded; each is run once."""
    return {}


@pytest.fixture
def screen(loaded: Path, screens: dict[str, AppTest]) -> AppTest:
    """The page in English."""
    return look(screens, "en")


def look(screens: dict[str, AppTest], language: str) -> AppTest:
    if language not in screens:
        screens[language] = opened("progress/problems", lang=language)
    return screens[language]


def words(screen: AppTest) -> str:
    return "\n".join(each.text for each in spoken(screen))


def table(screen: AppTest, header: str) -> list[dict[str, object]]:
    """The rows of the first table that has such a header."""
    frame = next(node.value for node in screen.dataframe if header in node.value.columns)
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def test_the_board_says_how_many_problems_stand_how(screen: AppTest) -> None:
    """T04 and T03 have no target, D07 is 100 %, of S06 one is still to be rectified in time."""
    assert "4 problems: at risk 1, on track 1, no target 1, no data 1" in words(screen)


def test_problem_measure_indicator_and_what_is_owed(screen: AppTest) -> None:
    rows = table(screen, "Owed next")
    assert [(row["Problem"], row["Indicator"], row["Figure"], row["State"]) for row in rows[:4]] == [
        ("划转不到位", "In-place rate", "33.33%", "no target"),
        ("划转不到位", "Transfer rate", "60.00%", "no target"),
        ("办理不快", "On-time rate", "100.00%", "on track"),
        ("没有对策的问题", "Bad reviews rectified in time", "—", "at risk"),
    ]
    assert (rows[4]["Problem"], rows[4]["Counter-measure"]) == ("9", "走失的对策")  # on no list of problems
    assert is_missing(rows[4]["Indicator"])
    assert rows[0]["Basis and target"] == "1 / 3"
    assert rows[0]["Owed next"] == f"{QUIET} 签完协议 (2 working days late)"
    assert rows[2]["Owed next"] == f"{OTHER} 修订规程 (2 working days left)"
    assert rows[0]["Source: file, sheet, row"] == "p.csv 2; m.csv 2"


def test_each_indicator_leads_to_its_page(screen: AppTest) -> None:
    leads = {
        link.proto.label.partition(" **")[0]: link.proto.page
        for link in screen.get("page_link")
        if " **" in link.proto.label
    }
    assert leads["Transfer rate"].endswith("transfers")
    assert leads["On-time rate"].endswith("days_saved")


def test_milestones_late_and_due_and_the_sheet_to_take_away(
    loaded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: dict[str, pd.DataFrame] = {}
    monkeypatch.setattr(chart_card, "downloads", lambda frame, *, key, **_rest: taken.update({key: frame}))
    screen = start("progress/problems", lang="en")
    _sheet_is_real_numbers(taken["sheet"])
    assert f"1 milestones late, the longest by 2 working days ({QUIET}); 1 due within 10" in words(screen)
    assert "1 done with nothing that shows it" in words(screen)
    rows = table(screen, "Milestone")
    assert [(row["Milestone"], row["Owed by"], row["Working days left"]) for row in rows] == [
        ("签完协议", QUIET, -2),
        ("修订规程", OTHER, 2),
    ]


def _sheet_is_real_numbers(frame: pd.DataFrame) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(spreadsheets.xlsx_bytes(frame, "考核自评", ["note"])))
    head, *lines = book.get_sheet_by_index(0).to_python()[3:]
    rows = [dict(zip(head, line, strict=True)) for line in lines]
    assert [row["Score"] for row in rows] == [6.66, 5, "", 2, 2, 15.66]
    assert (rows[0]["Figure now"], rows[0]["Unit"], rows[0]["Indicator"]) == (60, "%", "T03")
    assert (rows[-1]["Line"], rows[-1]["Points"], rows[-1]["Lost"]) == ("Sum", 24, 4.34)
    assert not {"File", "Row in the file"} & set(head)


def test_all_milestones_at_a_click(screen: AppTest) -> None:
    assert [row["State"] for row in table(screen, "Milestone")] == ["done", "late", "due soon", "not due yet"]


def test_the_score_by_hand(screen: AppTest) -> None:
    """6.66 + 5 + 2 + 2 of 20 known points; 4 cannot be scored; 2 stand without evidence."""
    assert figures(screen) == ["15.66", "4.34", "4", "0", "2"]
    assert "15.66 of 20 points known; 4 points cannot be scored yet" in words(screen)
    assert "2 lines lose 4.34 points, most of them: 完成率 (3.34)" in words(screen)


def test_every_line_with_its_figure_reason_and_proof(screen: AppTest) -> None:
    first, second, third, fourth, fifth = table(screen, "Remark")
    assert (first["Figure now"], first["Score"], first["Lost"]) == ("60.00%", 6.66, 3.34)
    assert str(first["Indicator"]).startswith("rows?of=T03")
    assert first["Evidence"] == "T03: 3 / 5, as of 21 Apr 2026"
    assert (second["How it is scored"], second["Score"]) == ("All or nothing", 5)
    assert is_missing(third["Score"])
    assert (third["Figure now"], third["Remark"]) == ("—", "the indicator has no figure")
    assert fourth["Address"] == "https://example.gov.cn/a"
    assert (fifth["Remark"], fifth["Row in the file"]) == ("nothing shows it", 6)


def test_the_score_is_the_countys_whatever_is_filtered(loaded: Path) -> None:
    """The board's indicators follow the filters; the sheet does not, nor its way to the rows."""
    screen = opened("progress/problems", lang="en", department=DEPARTMENT)
    assert figures(screen)[0] == "15.66"
    assert "department" not in str(table(screen, "Remark")[0]["Indicator"])
    assert table(screen, "Owed next")[1]["Figure"] == "100.00%"  # 2 of its 2 items


def test_two_charts_say_their_findings(screen: AppTest) -> None:
    drawn = {chart.id.rpartition("-")[2]: chart.alt for chart in charts(screen)}
    assert drawn == {
        "sections": "Most points are lost in 划转: 3.34 of 15",
        "losses": "2 lines lose 4.34 points, most of them: 完成率 (3.34)",
    }


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_speaks_one_language(loaded: Path, screens: dict[str, AppTest], language: str) -> None:
    said = [
        each for each in spoken(look(screens, language)) if not each.text.startswith(("Basis:", "依据："))
    ]
    assert listed(foreign(said, language, VALUES)) == ""


def test_nothing_loaded_says_what_to_load(small: County) -> None:
    screen = start("progress/problems", lang="en")
    assert figures(screen) == []
    assert charts(screen) == []
    said = words(screen)
    assert "Load the problems, counter-measures and milestones on the page Files." in said
    assert "Load the assessment sheet on the page Files" in said


def test_every_indicator_has_its_page_in_the_menu() -> None:
    """A new subject is one line in ``indicator_pages.PAGES``."""
    known = {path for pages in MENU.values() for path, _title, _url in pages}
    assert {code: indicator_links.page_of(code) for code in indicators()}.items() <= {
        (code, path) for code in indicators() for path in known
    }
    assert set(indicator_links.PAGES.values()) <= known
    assert indicator_links.page_of("T08") != indicator_links.page_of("T07")
    assert indicator_links.page_of("Z01") is None
