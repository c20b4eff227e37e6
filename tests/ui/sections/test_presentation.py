"""The meeting room: one message a screen, the link keeps which; what cannot be had falls back."""

from datetime import date

import pytest

from reform.charts.palette import LIGHT
from reform.reports.meeting_pack.chart_on_screen import TYPE, drawn
from reform.reports.meeting_pack.chart_spec import Picture, Series
from tests.ui.screen import runs, start


def headers(screen: object) -> list[str]:
    return [header.value for header in screen.header]  # type: ignore[attr-defined]


def test_the_three_answers_come_first_and_buttons_turn_the_screens() -> None:
    screen = start("meeting/room")
    assert headers(screen) == ["事项划转", "节省工作日", "群众满意度"]
    assert not screen.get("plotly_chart")
    screen.button(key="room_back").click()
    runs(screen.run())
    assert len(headers(screen)) == 3  # nothing stands before the first
    screen.button(key="room_on").click()
    runs(screen.run())
    assert len(headers(screen)) == 1
    assert len(screen.get("plotly_chart")) == 1
    assert screen.query_params["screen"] in ("2", ["2"])
    screen.button(key="room_end").click()
    runs(screen.run())
    last = headers(screen)
    screen.button(key="room_pagedown").click()
    runs(screen.run())
    assert headers(screen) == last
    screen.button(key="room_home").click()
    runs(screen.run())
    assert len(headers(screen)) == 3


@pytest.mark.parametrize("asked", ["0", "99", "x"])
def test_a_screen_there_is_not_is_the_first(asked: str) -> None:
    assert len(headers(start("meeting/room", screen=asked))) == 3


def picture(kind: str, *values: list[float | None]) -> Picture:
    names = [date(2026, n, 1) for n in (1, 2)] if kind == "line" else ["甲", "乙"]
    series = [Series(f"s{n}", row, "projected" if n else "ink") for n, row in enumerate(values)]
    return Picture("k", "题", "注", kind, names, series, ("T02",))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "values", "texts"),
    [
        ("bars", [[3, None]], [["3", ""]]),
        ("columns", [[1234.0, 0]], [["1,234", "0"]]),
        ("stacked", [[90, 50], [1, 50]], [["90", "50"], ["", "50"]]),
    ],
)
def test_bars_say_their_figures(kind: str, values: list[list[float | None]], texts: list[list[str]]) -> None:
    figure = drawn(picture(kind, *values), LIGHT)
    assert [list(trace.text) for trace in figure.data] == texts
    assert figure.layout.height is None  # it fills the wall
    assert figure.layout.font.size == TYPE


def test_what_is_projected_is_dashed() -> None:
    figure = drawn(picture("line", [1, 2], [2, 3]), LIGHT)
    assert [trace.line.dash for trace in figure.data] == ["solid", "dash"]
    assert figure.layout.showlegend
