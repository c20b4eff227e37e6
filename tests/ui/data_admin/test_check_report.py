"""The check report and the choice of the satisfaction coding as a reader sees them, each alone on a page."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from reform.common import i18n
from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.pipeline.load import check
from reform.pipeline.load_report import LoadReport
from reform.ui.data_admin import check_report, rating_scale
from tests.ingest.files import CASES, ITEMS, TODAY, County, text, workbook
from tests.reports.corrected_workbooks import UGLY, checked, handed_back, made
from tests.timeouts import TIMEOUT
from tests.ui.screen import runs, spoken


def reported(report: "LoadReport", lang: str) -> None:
    from reform.common import i18n
    from reform.ui.data_admin.check_report import show_report

    i18n.speak(lang)
    show_report(report)


def asked(report: "LoadReport", counts: "Mapping[str, Counter[int]]") -> None:
    import streamlit as st

    from reform.ui.data_admin.rating_scale import show

    st.session_state["answer"] = show(report, counts)


def run(page: Callable[..., None], *given: Any) -> AppTest:
    return runs(AppTest.from_function(page, default_timeout=TIMEOUT, args=given).run())


def shown(tmp_path: Path, files: Mapping[str, bytes], lang: str = "zh") -> AppTest:
    with i18n.speaking(lang):
        return run(reported, checked(tmp_path, files), lang)


def words(screen: AppTest) -> str:
    return "\n".join(said.text for said in spoken(screen))


def downloads(screen: AppTest) -> list[Any]:
    return [button.proto for button in screen.get("download_button")]


# the report -----------------------------------------------------------------------------------


def test_a_good_file_is_said_to_be_good_and_nothing_else(tmp_path: Path) -> None:
    screen = shown(tmp_path, {"i.xlsx": workbook({"事项": ITEMS})})
    assert "i.xlsx" in screen.markdown[0].value
    assert "全部合格" in screen.markdown[0].value
    assert downloads(screen) == []
    assert not screen.error
    (books,) = screen.dataframe
    # read and new: what is zero has no column
    assert books.value.to_dict("list") == {
        "文件与工作表": ["i.xlsx [事项]"],
        "识别为": ["事项清单"],
        "读入": [2],
        "新增": [2],
    }


def test_what_is_wrong_is_said_by_file_by_rule_and_by_cell(tmp_path: Path) -> None:
    screen = shown(tmp_path, {"丑.csv": text(UGLY), "i.csv": text(ITEMS), "坏.xlsx": b""})
    assert len(screen.error) == 1
    assert "坏" in screen.error[0].value
    lines = [said.value for said in screen.markdown]
    assert any("丑" in line and "3 行需要更正" in line for line in lines)
    assert any("i.csv" in line and "全部合格" in line for line in lines)
    (rules,) = [line for line in lines if "日历上没有这一天" in line]
    assert rules.count("\n") == 3  # four kinds of mistakes
    assert "2024年2月30日" in rules
    assert "第 3 行" in rules
    books, cells = screen.dataframe
    assert list(books.value["拒绝"]) == [3, 0]
    assert list(cells.value["行"]) == [3, 3, 4, 6]


def test_one_primary_button_gives_the_workbook(tmp_path: Path) -> None:
    (button,) = downloads(shown(tmp_path, {"丑.csv": text(UGLY)}))
    assert button.type == "primary"
    assert "待更正" in button.label
    assert made(tmp_path, {"丑.csv": text(UGLY)}).startswith(b"PK")


def test_what_is_not_kept_and_why_it_was_recognised_is_said(tmp_path: Path) -> None:
    sheets = {"办件": UGLY, "别的": [["甲", "乙"], ["1", "2"]]}
    said = words(shown(tmp_path, {"丑.xlsx": workbook(sheets)}))
    assert "未保留的列" in said
    assert "申请人" in said
    assert "依据这些列识别" in said
    assert "别的" in said
    assert "张三" not in said


def test_what_was_accepted_with_a_question_is_listed(tmp_path: Path) -> None:
    items = [*ITEMS, ["0003", "民办学校设立", "县教育局", "第三批", "5-7个工作日", "即办"]]
    said = words(shown(tmp_path, {"i.csv": text(items)}))
    assert "值得看一眼" in said
    assert "法定办结时限 × 1" in said


def test_a_warning_names_the_rows_to_look_at(tmp_path: Path) -> None:
    items = [*ITEMS, ["0003", "民办学校设立", "县教育局", "第三批", "5个工作日", "20个工作日"]]
    said = words(shown(tmp_path, {"i.csv": text(items)}))
    assert "1 行（第 4 行）" in said


def test_refusals_that_came_back_corrected_are_counted(tmp_path: Path) -> None:
    county = County(tmp_path)
    back = tmp_path / "back.xlsx"
    county.load(county.file("丑.csv", text(UGLY)), "--accept-good", "--report", str(back))
    typed = {"丑!F2": "2024-02-29", "丑!G2": "2024-03-01", "丑!G3": "2026-01-07", "丑!D4": "0001"}
    back.write_bytes(handed_back(back.read_bytes(), typed))
    again = check(county.warehouse, [Source("back.xlsx", back)], Options(), today=date.fromisoformat(TODAY))
    assert "以前被拒绝的 3 行已经改好" in words(run(reported, again, "zh"))


def test_texts_of_a_file_are_not_drawn(tmp_path: Path) -> None:
    cases = [*CASES, ["A9", "0001", "局", "![x](http://h/)", ""]]
    (rules,) = [m.value for m in shown(tmp_path, {"a*b*.csv": text(cases)}).markdown if "× 1" in m.value]
    assert "![x](" not in rules
    assert r"a\*b\*.csv" in rules


def test_a_long_report_stays_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_report, "MOST_ROWS", 3)
    monkeypatch.setattr(check_report, "_MOST_SENTENCES", 2)
    screen = shown(tmp_path, {"丑.csv": text(UGLY)})
    assert len(screen.dataframe[1].value) == 3
    said = words(screen)
    assert "还有 2 种问题" in said
    assert "前 3 个" in said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_report_speaks_the_language_of_the_screen(tmp_path: Path, lang: str) -> None:
    said = words(shown(tmp_path, {"丑.csv": text(UGLY)}, lang))
    assert {"zh": "3 行需要更正", "en": "3 rows to correct"}[lang] in said


# the coding -----------------------------------------------------------------------------------

DIGITS = text([["评价编号", "评价时间", "满意度"], *([f"R{n}", "2026-01-05", "5"] for n in range(9))])
COUNTS = {"r.csv": Counter({5: 92, 4: 5, 1: 3})}


def test_no_digits_no_question(tmp_path: Path) -> None:
    screen = run(asked, checked(tmp_path, {"c.csv": text(CASES)}), {})
    assert not screen.radio
    assert screen.session_state["answer"] is None


def test_both_readings_are_previewed_and_none_is_chosen(tmp_path: Path) -> None:
    screen = run(asked, checked(tmp_path, {"r.csv": DIGITS}), COUNTS)
    assert screen.session_state["answer"] is None
    by_standard, by_stars = (frame.value for frame in screen.dataframe)
    assert list(by_standard["单元格"]) == [3, 0, 0, 5, 92]
    assert list(by_stars["单元格"]) == [92, 5, 0, 0, 3]
    assert list(by_stars["占比"]) == [0.92, 0.05, 0, 0, 0.03]
    said = words(screen)
    assert "按国标读：非常满意 3%，非常不满意 92%" in said
    assert "按星级读：非常满意 92%，非常不满意 3%" in said


@pytest.mark.parametrize("answer", ["gb", "stars"])
def test_the_choice_stays_when_the_report_refuses_the_digits_no_longer(tmp_path: Path, answer: str) -> None:
    screen = run(asked, checked(tmp_path, {"c.csv": text(CASES)}), COUNTS)
    runs(screen.radio(key="satisfaction_coding").set_value(answer).run())
    assert screen.session_state["answer"] == answer


def test_files_that_run_different_ways_can_be_told(tmp_path: Path) -> None:
    counts = {"a.csv": Counter({1: 8, 5: 2}), "b*.csv": Counter({5: 10})}
    screen = run(asked, checked(tmp_path, {"r.csv": DIGITS}), counts)
    said = words(screen)
    assert "a.csv: 按国标读：非常满意 80%" in said
    assert "b*.csv: 按国标读：非常满意 0%，非常不满意 100%" in said
    assert any(r"b\*.csv" in text.value for text in [*screen.caption, *screen.markdown])  # never Markdown


@pytest.mark.parametrize("reading", rating_scale.READINGS)
@pytest.mark.parametrize(
    "digits", [Counter({1: 1}), Counter({2: 3, 5: 4}), Counter({n: n for n in range(1, 6)})]
)
def test_no_cell_is_lost_in_the_preview(digits: Counter[int], reading: str) -> None:
    frame = rating_scale.distribution(digits, reading)
    assert frame.iloc[:, 1].sum() == digits.total()
    assert frame.iloc[:, 2].sum() == pytest.approx(1)
