"""Nothing to show is a designed state: a sentence and advice, a dash for the figure, never 0 %."""

import re
from collections.abc import Callable
from functools import cache
from itertools import product

import pytest
from streamlit.testing.v1 import AppTest

from reform.common.formatting import MISSING
from reform.pipeline.county import County
from tests.soak import some
from tests.ui.screen import PROGRESS, Said, charts, figures, opened, points, spoken
from tests.ui.small import DEPARTMENT, ITEMS, OTHER, QUIET
from tests.ui.tongues import foreign, listed

Look = Callable[..., AppTest]

EMPTY = {
    "department_without_cases": {"department": QUIET},
    "channel_nobody_used": {"channel": "4", "rating_channel": "sms"},
    "period_without_data": {"period": "own", "from": "2026-02-01", "to": "2026-02-02"},
    "period_after_as_of": {"period": "own", "from": "2031-01-01", "to": "2031-12-31"},
    "before_first_data": {"as_of": "2001-01-01"},
    "before_the_calendar": {"as_of": "1990-01-01"},
}
CASES_AND_RATINGS = ("progress/days_saved", "progress/satisfaction")
VALUES = {DEPARTMENT, OTHER, QUIET, "本县", *(str(row[1]) for row in ITEMS)}

NOT_A_FIGURE = re.compile(r"\b(nan|NaN|NaT|None|null|inf|<NA>|undefined)\b")
ZERO_RATE = re.compile(r"(?<![\d.,])0(\.0+)?\s*%")
OF_SOMETHING = re.compile(r"0 / [1-9]|[1-9]\d* 项")  # 0 of 5 items *is* 0 %; 0 of 0 is not


@pytest.fixture(scope="module")
def look() -> Look:
    """A page of the small county under one of the cases, unfolded; each is run once."""
    return cache(lambda case, name, language="zh": opened(name, lang=language, **EMPTY[case]))


def wrong(screen: AppTest) -> list[Said]:
    return [each for each in spoken(screen) if NOT_A_FIGURE.search(each.text)]


@pytest.mark.parametrize(("case", "name"), some(product(EMPTY, PROGRESS), 5))  # each case, each page
def test_page_runs_and_shows_no_broken_figure(small: County, look: Look, case: str, name: str) -> None:
    assert listed(wrong(look(case, name))) == ""


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", PROGRESS)
def test_empty_state_speaks_one_language(small: County, look: Look, name: str, language: str) -> None:
    said = spoken(look("before_first_data", name, language))
    basis = ("Basis", "依据")  # the definitions are test_language.py's business
    said = [each for each in said if not each.text.startswith(basis)]
    assert listed(foreign(said, language, VALUES)) == ""


@pytest.mark.parametrize("case", [case for case in EMPTY if case != "before_the_calendar"])
def test_missing_headlines_are_dashes(small: County, look: Look, case: str) -> None:
    """Days saved and satisfaction of nothing are unknown, and the state beside them says so."""
    screen = look(case, "progress/overview")
    assert figures(screen)[1:3] == [MISSING, MISSING]
    badges = [node.value for node in screen.markdown if "badge[" in node.value]
    assert sum("无数据" in badge for badge in badges) >= 2


@pytest.mark.parametrize("name", PROGRESS)
@pytest.mark.parametrize("case", ["department_without_cases", "before_first_data", "period_without_data"])
def test_no_rate_of_nothing(small: County, look: Look, case: str, name: str) -> None:
    said = spoken(look(case, name))
    followed = zip(said, [*said[1:], Said("end", "")], strict=True)
    assert [
        each
        for each, following in followed
        if ZERO_RATE.search(each.text) and not OF_SOMETHING.search(each.text + following.text)
    ] == []


@pytest.mark.parametrize("name", PROGRESS)
@pytest.mark.parametrize("case", ["department_without_cases", "before_first_data", "period_without_data"])
def test_no_chart_of_nothing(small: County, look: Look, case: str, name: str) -> None:
    """Where there is no point to draw, a sentence stands instead of an empty frame."""
    empty = [chart.id for chart in charts(look(case, name)) if points(chart.spec) == 0]
    assert empty == []


@pytest.mark.parametrize("name", CASES_AND_RATINGS)
def test_advice_is_given(small: County, look: Look, name: str) -> None:
    said = [each.text for each in spoken(look("before_first_data", name))]
    assert any("数据管理" in text for text in said)


@pytest.mark.parametrize("name", PROGRESS)
def test_sample_before_anything_began(sample: County, name: str) -> None:
    """The same states with many departments and four batches planned."""
    assert listed(wrong(opened(name, as_of="2020-01-01"))) == ""
