"""Answers as rows say what the same answers say as DataFrames."""

import random
from collections.abc import Iterator

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform.common import frames, plain_rows
from reform.metrics import answer_rows, query
from reform.metrics.catalog import Metric, find, indicators, metrics_of
from reform.metrics.scope import Scope
from tests.metrics.counties import counties
from tests.metrics.county import County, load, new_snapshot
from tests.metrics.scopes import scopes
from tests.soak import tries


@pytest.fixture(scope="module")
def snapshot() -> Iterator[duckdb.DuckDBPyConnection]:
    with new_snapshot() as connection:
        yield connection


def same_answers(
    connection: duckdb.DuckDBPyConnection, metric: Metric, scope: Scope, by: tuple[str, ...]
) -> None:
    """Columns and rows are the same, also their order where the question is split."""
    answer, frame = answer_rows.ask(connection, metric, scope, by), query.ask(connection, metric, scope, by)
    assert answer.columns == list(frame.columns), f"{metric.code} by {by}"
    as_rows, as_frame = plain_rows.plain(answer.rows), frames.records(frame)
    assert as_rows == as_frame, f"{metric.code} by {by}"


@tries(3)
@given(counties(), scopes, st.integers(0, 1000))
def test_rows_say_what_the_dataframe_says(
    snapshot: duckdb.DuckDBPyConnection, county: County, scope: Scope, seed: int
) -> None:
    load(snapshot, county)
    chance = random.Random(seed)
    for metric in indicators().values():
        same_answers(snapshot, metric, scope, ())
        if metric.by:
            split = chance.sample(metric.by, k=min(len(metric.by), chance.randint(1, 2)))
            same_answers(snapshot, metric, scope, tuple(split))
    for metric in metrics_of("lists").values():
        same_answers(snapshot, metric, scope, ())


def test_an_unknown_split_is_refused(snapshot: duckdb.DuckDBPyConnection) -> None:
    scope = Scope(query.last_day(snapshot))
    with pytest.raises(ValueError, match="D01 cannot be split by week"):
        answer_rows.ask(snapshot, find("D01"), scope, ("week",))
