"""What every chart owes its reader: words for those who do not see it, units, few points, Chinese dates."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from reform.metrics import targets
from reform.metrics.query import Scope, ask, last_day
from reform.pipeline.county import County
from tests.ui.screen import PROGRESS, charts, points, start

MOST_POINTS = 2000


@pytest.fixture
def screens(sample_page: Callable[[str, str], AppTest]) -> dict[str, AppTest]:
    """The pages with charts, everything unfolded and every list whole."""
    return {name: sample_page(name, "zh") for name in PROGRESS}


@pytest.mark.parametrize("name", PROGRESS)
def test_every_chart_says_its_finding_in_words(screens: dict[str, AppTest], name: str) -> None:
    drawn = charts(screens[name])
    assert len(drawn) >= 3
    named_only = [f"{chart.id.rpartition('-')[2]}: {chart.alt}" for chart in drawn if len(chart.alt) < 6]
    assert named_only == []


@pytest.mark.parametrize("name", PROGRESS)
def test_no_chart_sends_more_than_2000_points(screens: dict[str, AppTest], name: str) -> None:
    assert [chart.id for chart in charts(screens[name]) if points(chart.spec) > MOST_POINTS] == []


@pytest.mark.parametrize("name", PROGRESS)
def test_charts_carry_the_theme_and_the_locale(screens: dict[str, AppTest], name: str) -> None:
    for chart in charts(screens[name]):
        config = json.loads(chart.config)
        assert config["locale"] == "zh-CN"
        assert config["locales"]["zh-CN"]["format"]["months"][0] == "1月"
        assert config["showSendToCloud"] is False


@pytest.mark.parametrize("name", PROGRESS)
def test_every_value_axis_says_its_unit(screens: dict[str, AppTest], name: str) -> None:
    """An axis of numbers that is drawn has a title; axes of days, months and names speak for themselves."""
    silent = []
    for chart in charts(screens[name]):
        spec = json.loads(chart.spec)
        for axis in _number_axes(spec):
            settings: dict[str, Any] = spec["layout"].get(axis, {})
            if settings.get("visible") is not False and not settings.get("title", {}).get("text"):
                silent.append(f"{chart.id.rpartition('-')[2]} {axis}")
    assert silent == []


def _number_axes(spec: dict[str, Any]) -> set[str]:
    found = set()
    for trace in spec["data"]:
        for axis in ("x", "y"):
            values = trace.get(axis)
            texts = isinstance(values, list) and any(isinstance(value, str) for value in values)
            empty = isinstance(values, list) and all(value is None for value in values)
            if values is not None and not texts and not empty:
                found.add(trace.get(f"{axis}axis", axis).replace(axis, f"{axis}axis"))
    return found


@pytest.mark.parametrize("name", PROGRESS)
def test_every_chart_but_sparklines_has_its_table(screens: dict[str, AppTest], name: str) -> None:
    screen = screens[name]
    keys = {chart.id.rpartition("-")[2] for chart in charts(screen)}
    wanted = {f"table_{key}" for key in keys if not key.startswith("spark_")}
    tables = {str(node.proto.id).rpartition("-")[2] for node in screen.get("expander")}
    assert wanted <= tables
    buttons = {button.proto.id.rpartition("-")[2] for button in screen.get("download_button")}
    for table in wanted:
        key = table.removeprefix("table_")
        assert {f"csv_{key}", f"xlsx_{key}"} <= buttons


def test_no_exact_hundred_for_what_is_not(sample: County) -> None:
    """99.996 % is not 100 %: the sample's satisfaction never rounds up to it."""
    for chart in charts(start("progress/satisfaction")):
        assert "100.00%" not in chart.alt


@pytest.mark.parametrize(
    ("name", "key", "code"),
    [
        ("progress/overview", "batches", "T03"),
        ("progress/transfers", "by_batch", "T03"),
        ("progress/transfers", "by_department", "T03"),
        ("progress/service", "could", "O01"),
        ("progress/days_saved", "startups", "D15"),
    ],
)
def test_a_chart_of_what_has_a_target_shows_it(
    screens: dict[str, AppTest], sample: County, name: str, key: str, code: str
) -> None:
    with sample.warehouse.open() as connection:
        wanted = targets.find(ask(connection, "targets_now", Scope(last_day(connection))), code, None)
    assert wanted is not None
    (chart,) = (chart for chart in charts(screens[name]) if chart.id.rpartition("-")[2] == key)
    lines = [line for line in json.loads(chart.spec)["layout"]["shapes"] if line["type"] == "line"]
    assert wanted.value in {line["x0"] for line in lines} | {line["y0"] for line in lines}


def test_a_chart_without_a_target_has_no_line(small: County) -> None:
    (chart,) = (chart for chart in charts(start("progress/overview")) if chart.id.endswith("-batches"))
    assert json.loads(chart.spec)["layout"].get("shapes", []) == []
