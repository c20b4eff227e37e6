"""What a page says beside figures: an as-of date beyond the data, and what a missing figure waits for."""

import pytest

from reform.metrics.query import find, lacking
from reform.metrics.requirements import sentence
from reform.pipeline.county import County
from tests.ui.screen import start

LAST = "2026-04-21"  # of the small county


def warned(name: str, **query: str) -> list[str]:
    return [warning.value for warning in start(name, **query).warning]


@pytest.mark.parametrize("name", ["progress/overview", "weekly/check"])
def test_an_as_of_date_beyond_the_data_is_told(small: County, name: str) -> None:
    (said,) = warned(name, as_of="2026-04-22")
    assert "2026年4月21日" in said
    assert "2026年4月22日" in said
    assert "超期" in said
    assert warned(name, as_of=LAST) == warned(name) == []


def test_it_is_told_in_english(small: County) -> None:
    (said,) = warned("progress/overview", as_of="2026-04-22", lang="en")
    assert said.startswith("The data end on 21 Apr 2026; the as-of date is 22 Apr 2026.")


@pytest.mark.parametrize(
    ("name", "code", "what"),
    [
        ("progress/days_saved", "special_procedures", "特别程序"),
        ("progress/satisfaction", "called_back", "回访日期"),
        ("progress/service", "no_visit", "网上办理深度"),
    ],
)
def test_a_card_says_what_its_missing_figure_waits_for(
    small: County, name: str, code: str, what: str
) -> None:
    with small.warehouse.open() as connection:
        expected = sentence(lacking(connection, find(code)))
    assert what in expected
    assert expected in [caption.value for caption in start(name).caption]


def test_a_figure_that_is_there_waits_for_nothing(sample: County) -> None:
    assert not [c.value for c in start("progress/days_saved").caption if "尚未导入" in c.value]
