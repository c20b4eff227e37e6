"""Days of two calendars on screen: no figure across them, and the reason beside the dash."""

from pathlib import Path

import pytest

from tests.ingest.files import County
from tests.metrics.two_calendars import NATURAL, NATURAL_OPEN, OWN, OWN_OPEN, left_in_working_days, loaded
from tests.ui.screen import opened, spoken, start

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


def test_days_of_open_cases_stand_beside_their_unit(
    tmp_path: Path, on_a_fixed_day: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of one calendar the heading says it; of several each row, on every page that lists open cases."""
    for kinds, unit, heading in (
        ({"natural": NATURAL_OPEN}, set(), "已用自然日"),
        ({"natural": NATURAL_OPEN, "china": OWN_OPEN}, {"自然日", "工作日"}, "已用天数"),
    ):
        folder = tmp_path / heading
        folder.mkdir()
        county = loaded(folder, **kinds)
        monkeypatch.setenv("REFORM_WAREHOUSE", str(county.warehouse.folder))
        for page in ("progress/days_saved", "data/rows", "progress/overview", "weekly/check"):
            query = {"as_of": "2026-10-31"} | ({"of": "D13"} if page == "data/rows" else {})
            said = {each.text for each in spoken(start(page, **query))}
            assert unit <= said, page
            # data to renew are counted in working days always
            assert ("计日单位" in said) is bool(unit or page == "weekly/check"), page
            assert (heading in said) is (page in ("progress/days_saved", "data/rows")), page
            assert not {"已用工作日", "超期（工作日）", "剩余工作日"} & said, page


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
