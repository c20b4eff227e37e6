"""Days of two calendars on screen: no figure across them, and the reason beside the dash."""

from pathlib import Path

import pytest

from tests.ingest.files import County
from tests.metrics.two_calendars import NATURAL, OWN, left_in_working_days, loaded
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
    assert any("3 cases completed, — days on average" in each for each in said)
    assert not any("several calendars" in each for each in words("progress/item", item="0002"))


def test_pages_of_a_county_on_natural_days_say_so(
    tmp_path: Path, on_a_fixed_day: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    county = loaded(tmp_path, natural=NATURAL)
    monkeypatch.setenv("REFORM_WAREHOUSE", str(county.warehouse.folder))
    item, rows = {"item": "0002"}, {"of": "D03"}
    for page, query in (("overview", {}), ("days_saved", {}), ("item", item)):
        said = [each.text for each in spoken(opened(f"progress/{page}", **query))]
        assert left_in_working_days(said) == set(), page
        assert "自然日" in said or any("  自然日  " in text for text in said), page
    said = [each.text for each in spoken(opened("data/rows", **rows))]
    assert left_in_working_days(said) == set()
    assert "用时（自然日）" in said
    said = [each.text for each in spoken(opened("data/dictionary"))]
    assert left_in_working_days(said) - {"工作日"} == set()  # the unit of limits, start-ups, projects
    assert "累计节省自然日（承诺口径）" in said
