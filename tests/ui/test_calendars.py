"""Days of two calendars on screen: no figure across them, and the reason beside the dash."""

from pathlib import Path

import pytest

from tests.ingest.files import County
from tests.two_calendars import NATURAL, OWN, loaded
from tests.ui.screen import opened, spoken

REASON = "official working days (2 cases), natural days (3 cases)"


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> County:
    return loaded(tmp_path_factory.mktemp("mixed"), china=OWN, natural=NATURAL)


@pytest.fixture
def on_screen(mixed: County, on_a_fixed_day: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REFORM_WAREHOUSE", str(mixed.warehouse.folder))
    return mixed.warehouse.folder


def words(page: str, **query: str) -> list[str]:
    return [said.text for said in spoken(opened(page, lang="en", **query))]


def test_faster_handling_shows_no_mean(on_screen: Path) -> None:
    said = words("progress/days_saved")
    assert sum(REASON in each for each in said) >= 3
    assert "Days are counted on several calendars; no figure is taken across them" in said
    assert not [each for each in said if "nan" in each.split()]


def test_the_overview_shows_no_sum(on_screen: Path) -> None:
    said = words("progress/overview")
    assert any(REASON in each for each in said)
    assert "No completed case has a limit to compare with." not in said


def test_an_item_says_why_it_has_no_mean(on_screen: Path) -> None:
    said = words("progress/item", item="0001")
    assert any("official working days (2 cases), natural days (1 cases)" in each for each in said)
    assert any("3 cases completed, — working days on average" in each for each in said)
    assert not any("several calendars" in each for each in words("progress/item", item="0002"))
