"""Stale data are marked wherever a figure rests on them, and the health page says what needs attention."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
import streamlit as st
from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest

from reform.common import i18n
from reform.common.i18n import gettext as _
from reform.monitoring.checks import CHECKS
from reform.pipeline.county import County
from tests.ui.screen import PROGRESS, nodes, opened, runs, spoken, start
from tests.ui.small import CASES, ITEMS
from tests.ui.tongues import foreign, listed

SOON = "2026-04-22"  # the day after the last rating of the small county
BETWEEN = "2026-05-05"  # 15 days after its last case, 14 after its last rating


def marks(screen: AppTest) -> list[str]:
    """The marks of stale data on the page, badges and captions."""
    words = _("Stale data")
    return [said.text for said in spoken(screen) if words in said.text]


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    return lambda day: monkeypatch.setenv("REFORM_TODAY", day)


# marks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PROGRESS)
def test_stale_data_are_marked_on_every_page_of_figures(small: County, name: str) -> None:
    assert marks(start(name))


@pytest.mark.parametrize("name", PROGRESS)
def test_the_sample_is_never_stale(sample_page: Callable[[str, str], AppTest], name: str) -> None:
    assert marks(sample_page(name, "zh")) == []


def test_fresh_data_have_no_mark(small: County, on: Callable[[str], None]) -> None:
    on("2026-04-14")  # stages end on the 1st, nothing is older than 14 days
    assert marks(opened()) == []


def test_only_figures_of_the_stale_dataset_are_marked(small: County, on: Callable[[str], None]) -> None:
    """Stages end on 1 April, cases on the 20th, ratings on the 21st."""
    on(SOON)
    i18n.speak("en")
    assert marks(start("progress/satisfaction", lang="en")) == []
    on(BETWEEN)
    found = marks(start("progress/satisfaction", lang="en"))
    assert [text for text in found if "20 Apr 2026" not in text] == []
    assert len(found) == 3  # bad reviews per 10,000 cases, cases rated, departments rated: on cases, too


def test_the_card_names_the_oldest_day_and_the_popover_who_owes_it(small: County) -> None:
    said = [each.text for each in spoken(start(lang="en"))]
    cards = [text for text in said if text.strip().startswith("Stale data")]
    assert any("1 Apr 2026" in text for text in cards)  # items transferred
    assert any("20 Apr 2026" in text for text in cards)  # days saved, satisfaction
    assert any("nothing newer for 217 days; owed by Administrative approval bureau" in text for text in said)


def test_exports_carry_the_mark(small: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the file's name, for a CSV has no room for a note, and in the notes of the Excel file."""
    files: dict[str, Any] = {}

    def note(_label: str, data: Any, *, file_name: str, **_options: Any) -> bool:
        files[file_name] = data
        return False

    monkeypatch.setattr(st, "download_button", note)
    opened("progress/satisfaction", lang="en")
    names = [name for name in files if name.startswith("Bad reviews_")]
    assert names == []  # ratings ended 216 days ago: every file of them says so
    (name,) = [
        name for name in files if name.startswith("Stale data_Rating levels") and name.endswith("xlsx")
    ]
    sheet = CalamineWorkbook.from_filelike(BytesIO(files[name]())).get_sheet_by_index(0)
    head = [row[0] for row in sheet.to_python()[:6]]
    assert any(str(line).startswith("Ratings ends on 21 Apr 2026") for line in head)


# the page -------------------------------------------------------------------------------------


def rows(screen: AppTest) -> list[str]:
    """Titles of the checks, in their order on the page."""
    titles = {_(check.title): check.name for check in CHECKS}
    bold = [node.value[2:-2] for node in screen.markdown if node.value.startswith("**")]
    return [titles[title] for title in bold if title in titles]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_each_check_is_a_row_and_those_to_act_on_come_first(small: County, language: str) -> None:
    screen = start("data/health", lang=language)
    assert rows(screen)[0] == "freshness"
    assert sorted(rows(screen)) == sorted(check.name for check in CHECKS)
    values = {str(cell) for row in [*ITEMS, *CASES] for cell in row} | {"本县"}
    assert listed(foreign(spoken(opened("data/health", lang=language)), language, values)) == ""


def test_rows_unfold_and_can_be_taken_away(sample: County) -> None:
    screen = start("data/health")
    keys = {str(button.proto.id).rpartition("-")[2] for button in screen.get("download_button")}
    assert {"csv_health_freshness", "xlsx_health_freshness"} <= keys
    assert "csv_health_unmatched" not in keys
    unfolded = opened("data/health")
    keys = {str(button.proto.id).rpartition("-")[2] for button in unfolded.get("download_button")}
    assert "csv_health_unmatched" in keys
    (frame,) = [table.value for table in unfolded.dataframe if _("Cases") in table.value]
    assert int(frame[_("Cases")].sum()) == 349


def test_all_datasets_are_listed_with_their_age(small: County) -> None:
    screen = start("data/health", lang="en")
    frame = screen.dataframe[0].value
    ages = dict(zip(frame["Dataset"], frame["Days since"], strict=True))
    assert (ages["Transfer stages"], ages["Cases"], ages["Ratings"]) == (236, 217, 216)
    states = dict(zip(frame["Dataset"], frame["State"], strict=True))
    assert (states["Cases"], states["Special procedures"]) == ("out of date", "not loaded")


def test_the_data_page_has_a_line_that_leads_there(small: County) -> None:
    screen = start("data/files", lang="en")
    (link,) = [node for node in nodes(screen) if node.type == "page_link"]
    assert link.proto.page == "health"
    assert any("One thing needs attention" in each.text for each in spoken(screen))


def test_a_load_makes_the_page_look_again(small: County, on: Callable[[str], None]) -> None:
    """The same page on another day, in one session: nothing of the day before is kept."""
    on("2026-04-14")
    screen = start("data/health")
    assert rows(screen)[0] != "freshness"
    on("2026-11-23")
    assert rows(runs(screen.run()))[0] == "freshness"
