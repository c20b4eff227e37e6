"""Answers as rows say what the same answers say as DataFrames."""

import random
from collections.abc import Iterator, Sequence

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform.common import frames, plain_rows
from reform.metrics import answer_rows, query
from reform.metrics.catalog import find, indicators, metrics_of
from reform.metrics.questions import Question
from reform.metrics.scope import Scope
from tests.metrics.counties import counties
from tests.metrics.county import County, load, new_snapshot
from tests.metrics.scopes import scopes
from tests.soak import tries


@pytest.fixture(scope="module")
def snapshot() -> Iterator[duckdb.DuckDBPyConnection]:
    with new_snapshot() as connection:
        yield connection


def same_answers(connection: duckdb.DuckDBPyConnection, questions: Sequence[Question]) -> None:
    """Columns and rows are the same, also their order where the question is split."""
    for question, frame in zip(questions, query.ask_many(connection, questions), strict=True):
        answer, told = answer_rows.ask(connection, *question), f"{question.metric.code} by {question.by}"
        assert answer.columns == list(frame.columns), told
        as_rows, as_frame = plain_rows.plain(answer.rows), frames.records(frame)
        assert as_rows == as_frame, told


@tries(3)
@given(counties(), scopes, st.integers(0, 1000))
def test_rows_say_what_the_dataframe_says(
    snapshot: duckdb.DuckDBPyConnection, county: County, scope: Scope, seed: int
) -> None:
    load(snapshot, county)
    chance = random.Random(seed)
    questions = [
        Question(metric, scope) for metric in (*indicators().values(), *metrics_of("lists").values())
    ]
    for metric in indicators().values():
        if metric.by:
            split = chance.sample(metric.by, k=min(len(metric.by), chance.randint(1, 2)))
            questions.append(Question(metric, scope, tuple(split)))
    same_answers(snapshot, questions)


def test_an_unknown_split_is_refused(snapshot: duckdb.DuckDBPyConnection) -> None:
    scope = Scope(query.last_day(snapshot))
    with pytest.raises(ValueError, match="D01 cannot be split by week"):
        answer_rows.ask(snapshot, find("D01"), scope, ("week",))
