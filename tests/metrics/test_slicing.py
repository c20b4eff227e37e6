"""What is asked of one department, domain or batch is a part of what is asked by it, for every question."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import duckdb
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform.metrics.query import Scope, ask, find, indicators, metrics_of
from reform.metrics.slicing import heard, part, whole
from tests.metrics.counties import BATCHES, DEPARTMENTS, DOMAINS, counties
from tests.metrics.county import County, load, new_snapshot
from tests.metrics.scopes import scopes
from tests.soak import tries

ASKED = [
    code
    for code in (*indicators(), *metrics_of("lists"))
    if {"department", "domain", "batch"} & {*find(code).by}
]


@pytest.fixture(scope="module")
def snapshot() -> Iterator[duckdb.DuckDBPyConnection]:
    with new_snapshot() as connection:
        yield connection


ones = {
    "departments": st.sampled_from([name for name in DEPARTMENTS if name]),
    "domains": st.sampled_from([name for name in DOMAINS if name]),
    "batches": st.sampled_from([number for number in BATCHES if number is not None]),
}
# One of them alone, others as they come.
narrow = st.sampled_from(sorted(ones)).flatmap(
    lambda field: st.builds(lambda scope, one: replace(scope, **{field: (one,)}), scopes, ones[field])
)


@tries(3)
@given(counties(), narrow, st.sampled_from(["month", "week", "channel", "item", "department"]))
def test_a_part_of_the_whole_is_the_answer(
    snapshot: duckdb.DuckDBPyConnection, county: County, scope: Scope, split: str
) -> None:
    load(snapshot, county)
    met = 0
    for code in ASKED:
        metric = find(code)
        for by in [(), *([(split,)] if split in metric.by else [])]:
            asked = heard(metric, scope)
            of = whole(metric, asked, by)
            if of is None:
                continue
            met += 1
            direct = ask(snapshot, metric, scope, by)
            shared = part(snapshot, metric, of, ask(snapshot, metric, of.scope, of.by))
            pd.testing.assert_frame_equal(shared, direct, check_dtype=False, obj=f"{code} by {by}")
    assert met


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
