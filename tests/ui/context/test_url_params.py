"""A link shows a colleague the same view, and the filters stay from page to page."""

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from reform.pipeline.county import County
from tests.ui.screen import PAGES, PROGRESS, basis, figures, runs, start

FULL: dict[str, str | list[str]] = {
    "as_of": "2026-06-30",
    "period": "own",
    "from": "2026-01-01",
    "to": "2026-05-31",
    "basis": "promise",
    "department": ["县水利局", "县市场监督管理局"],
    "domain": "市场准入",
    "batch": ["1", "3"],
    "channel": "2",
    "rating_channel": "qr",
}


def warnings(screen: AppTest) -> list[str]:
    """What the page says about the link."""
    return [warning.value for warning in screen.warning if "链接" in warning.value]


def link(screen: AppTest) -> dict[str, list[str]]:
    return {
        key: value if isinstance(value, list) else [value] for key, value in dict(screen.query_params).items()
    }


def plain(query: dict[str, str | list[str]]) -> dict[str, list[str]]:
    return {key: value if isinstance(value, list) else [value] for key, value in query.items()}


@pytest.mark.parametrize("name", PROGRESS)
def test_link_sets_every_filter_and_stays_as_it_is(sample: County, name: str) -> None:
    screen = start(name, **FULL)
    assert warnings(screen) == []
    assert screen.date_input(key="f_as_of").value == date(2026, 6, 30)
    assert screen.date_input(key="f_dates").value == (date(2026, 1, 1), date(2026, 5, 31))
    for filter_name in ("department", "domain", "batch", "channel", "rating_channel"):
        assert screen.multiselect(key=f"f_{filter_name}").value == plain(FULL)[filter_name]
    assert link(screen) == plain(FULL)


def test_the_written_link_shows_the_same_view(sample: County) -> None:
    """What one reader chose by hand, another sees by the link alone."""
    mine = start()
    mine.multiselect(key="f_department").select("县水利局").run()
    mine.selectbox(key="f_period").set_value("12_months").run()
    theirs = start(**link(mine))
    assert figures(theirs) == figures(mine)
    assert link(theirs) == link(mine)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_link_does_not_depend_on_the_language(sample: County, language: str) -> None:
    written = link(start(lang=language, **FULL))
    assert written.pop("lang", ["zh"]) == [language]
    assert written == plain(FULL)


@pytest.fixture(scope="module")
def default(sample: County) -> list[str]:
    """The overview's figures with nothing chosen."""
    return figures(start())


def test_foreign_parameters_are_ignored(default: list[str]) -> None:
    screen = start(utm_source="mail", embed="true")
    assert warnings(screen) == []
    assert figures(screen) == default


def test_far_future_day_is_a_day_like_any_other(sample: County) -> None:
    screen = start(as_of="2069-12-31")
    assert warnings(screen) == []
    assert screen.date_input(key="f_as_of").value == date(2069, 12, 31)


def test_filters_stay_from_page_to_page(sample: County) -> None:
    screen = start(**FULL)
    before = link(screen)
    for name in PAGES[1:]:
        screen.switch_page(f"pages/{name}.py").run()
        assert link(screen) == before, name
        assert screen.multiselect(key="f_department").value == FULL["department"]
    screen.switch_page("pages/progress/overview.py").run()
    assert basis(screen).value == "promise"


def test_chosen_day_survives_clearing_it(default: list[str]) -> None:
    """An emptied day means the default day, and the page goes on."""
    screen = start()
    screen.date_input(key="f_as_of").set_value(None).run()
    runs(screen)
    assert figures(screen) == default


@pytest.mark.parametrize("days", [[], [date(2026, 1, 1)]])
def test_half_chosen_period_is_no_error(sample: County, days: list[date]) -> None:
    screen = start()
    screen.selectbox(key="f_period").set_value("own").run()
    screen.date_input(key="f_dates").set_value(tuple(days)).run()
    runs(screen)
    assert figures(screen)


def test_as_of_far_ahead_of_the_data_can_be_moved_on(sample: County) -> None:
    screen = start(as_of="2031-01-01")
    ahead = date(2031, 1, 1) + timedelta(days=1)
    screen.date_input(key="f_as_of").set_value(ahead).run()
    assert link(screen) == {"as_of": [str(ahead)]}


def test_the_sample_county_has_no_past_to_choose(sample: County) -> None:
    assert "f_known" not in [box.key for box in start().selectbox]
