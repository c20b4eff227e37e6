"""本周核对: the list of a department, and the tick with its name and note."""

import json
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from reform.pipeline.county import County
from reform.storage import Warehouse
from reform.storage.journal import Journal
from tests.ui.screen import charts, runs, spoken, start
from tests.ui.small import OTHER
from tests.ui.tongues import foreign, listed


def table(screen: AppTest, header: str) -> list[dict[str, object]]:
    frame = next(node.value for node in screen.dataframe if header in node.value.columns)
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def test_a_department_sees_its_own_list_and_ticks_it(own: Warehouse) -> None:
    """A case due on 23 April, a bad review due on 9 May (a worked Saturday), an item due today."""
    screen = start("weekly/check", lang="en", department=OTHER, as_of="2026-06-30")
    rows = table(screen, "Days left (working days)")
    assert [(row["Kind"], row["What"], row["Days left (working days)"]) for row in rows] == [
        ("Open case due", "施工许可", -45),
        ("Bad review to rectify", "施工许可", -36),
        ("Transfer due", "夜间施工许可", 0),
    ]
    assert {row["Owed by"] for row in rows} == {OTHER}
    assert str(rows[2]["Leads to"]).startswith("item?item=0004&")
    screen.button(key="check_tick").click()
    assert "Type a name or post first" in runs(screen.run()).error[0].value
    screen.text_input(key="check_who").set_value("李主任")
    screen.text_input(key="check_note").set_value("电话 13812345678 已催办")
    screen.button(key="check_tick").click()
    screen = runs(screen.run())
    (entry,) = Journal(own.folder).entries("tick")
    assert entry.subject == f"2026-11-23 {OTHER}"
    assert (entry.author, entry.fields["note"]) == ("李主任", "电话 〔已隐去〕 已催办")
    (row,) = [row for row in table(screen, "Checked by") if row["Unit"] == OTHER]
    assert (row["State"], row["Checked by"]) == ("checked", "李主任")
    screen.button(key="check_untick").click()
    screen = runs(screen.run())
    assert {row["State"] for row in table(screen, "Checked by")} == {"not yet"}
    assert [entry.is_withdrawal for entry in Journal(own.folder).entries("tick")] == [False, True]


def test_a_note_on_a_day_stands_on_the_charts_over_time(own: Warehouse) -> None:
    screen = start("weekly/check", lang="en")
    screen.date_input(key="noted_day").set_value(date(2026, 4, 15))
    screen.text_input(key="noted_text").set_value("系统切换")
    screen.text_input(key="noted_who").set_value("李主任")
    screen.button(key="noted_go").click()
    assert not runs(screen.run()).error
    drawn = {chart.id.rpartition("-")[2]: chart.spec for chart in charts(start("progress/transfers"))}
    assert [key for key, spec in drawn.items() if "系统切换" in str(json.loads(spec)["layout"])] == ["curve"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_to_check_before_anything_began(small: County, language: str) -> None:
    data = {"本县", "县市场监督管理局", "县住房和城乡建设局", "县档案局"}
    said = spoken(start("weekly/check", lang=language, as_of="2001-01-01"))
    said = [each for each in said if not each.text.startswith(("Basis", "依据"))]
    assert listed(foreign(said, language, data)) == ""
