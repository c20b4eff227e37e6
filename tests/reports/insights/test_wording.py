"""How a sentence gets its values: a table of cases, and what stays plain where Markdown is drawn."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from reform.common import i18n
from reform.common.markdown import Marked
from reform.reports.insights.wording import highest, lowest, say, with_value

ROW = pd.Series({"n": 1234, "mean": 2.345, "value": 99.999, "name": "甲局", "month": date(2026, 3, 1)})


@pytest.mark.parametrize(
    ("message", "words", "text"),
    [
        ("{n} cases", {}, "1,234 cases"),
        ("{n} cases", {"n": 5}, "5 cases"),  # what is named goes before the row
        ("{mean:.1} days", {}, "2.3 days"),
        ("{value:%}, {value:%1}", {}, "99.99%, 99.9%"),
        ("{row[name]} in {row[month]:month}", {"row": ROW}, "甲局 in Mar 2026"),
        ("{when:day}, {days:days}", {"when": date(2026, 3, 1), "days": 2.5}, "1 Mar 2026, 2.5"),
        ("{less}", {"less": -3}, "−3"),
        ("{gone}, {gone:.1}, {gone:%}", {"gone": None}, "—, —, —"),
        ("{name}", {"name": float("nan")}, "—"),
    ],
)
def test_values_are_written_as_they_are_declared(message: str, words: dict[str, Any], text: str) -> None:
    with i18n.speaking("en"):
        assert say(message, ROW, **words) == text


def test_a_text_in_markdown_is_escaped_once() -> None:
    inner = say(Marked("**{name}**"), name="*甲*")
    assert inner == "**\\*甲\\***"
    assert say(Marked("{inner}: {n}"), inner=inner, n=2) == "**\\*甲\\***: 2"
    assert type(say("{inner}", inner="*甲*")) is str


def test_a_value_that_nobody_gives_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("{unknown}", ROW)


def test_the_first_of_equal_rows_is_taken_and_missing_ones_are_left_out() -> None:
    rows = pd.DataFrame({"name": ["a", "b", "c", "d", "e"], "value": [1.0, 3.0, 3.0, 1.0, None]})
    assert highest(rows, "value")["name"] == "b"
    assert lowest(rows)["name"] == "a"
    assert list(with_value(rows)["name"]) == ["a", "b", "c", "d"]
