"""Which questions are parts of others; that the parts answer alike is held in test_oracle."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from reform.metrics.query import Scope, find
from reform.metrics.slicing import heard, whole


@pytest.mark.parametrize(
    ("code", "given_", "kept"),
    [
        ("T02", {"channels": ("window",)}, {}),
        ("D05", {"channels": ("window",), "rating_channels": ("phone",)}, {"channels": ("window",)}),
        ("S03", {"channels": ("window",), "rating_channels": ("phone",)}, {"rating_channels": ("phone",)}),
    ],
)
def test_what_a_question_does_not_listen_to_makes_no_other_question(
    code: str, given_: dict[str, Any], kept: dict[str, Any]
) -> None:
    scope = Scope(pd.Timestamp(2026, 10, 31).date(), departments=("局",))
    assert heard(find(code), replace(scope, **given_)) == replace(scope, **kept)


def test_what_asks_of_no_scope_is_one_question() -> None:
    two = [Scope(day.date()) for day in pd.date_range("2026-01-01", periods=2)]
    assert len({heard(find("coverage"), scope) for scope in two}) == 1


@pytest.mark.parametrize(
    "scope",
    [{}, {"departments": ("甲", "乙")}, {"items": ("1",)}, {"channels": ("window",)}],
    ids=["all", "two", "item", "channel"],
)
def test_a_question_of_all_or_of_several_is_asked_as_it_is(scope: dict[str, Any]) -> None:
    assert whole(find("D05"), Scope(pd.Timestamp(2026, 10, 31).date(), **scope), ()) is None
