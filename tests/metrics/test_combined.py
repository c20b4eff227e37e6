"""Indicators asked together are one statement a relation, and each answers as if it had been asked alone."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import duckdb
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform.metrics import combined, query
from reform.metrics.query import Question, Scope, ask, ask_many, find, indicators
from tests.metrics.counties import counties
from tests.metrics.county import County, load, new_snapshot
from tests.metrics.scopes import scopes
from tests.soak import tries

T03 = find("T03")


@pytest.fixture(scope="module")
def snapshot() -> Iterator[duckdb.DuckDBPyConnection]:
    with new_snapshot() as connection:
        yield connection


def of_objects(answer: pd.DataFrame, by: tuple[str, ...]) -> pd.DataFrame:
    """The answer with dimensions that do not tell by their type whether they are all missing."""
    if answer.empty:
        return answer.astype(object)
    dimensions = [column for dimension in by for column in query.DIMENSIONS[dimension]]
    plain = answer[dimensions].astype(object)
    return answer.assign(**plain.where(plain.notna(), None))


@tries(3)
@given(counties(), scopes, st.integers(0, 1000))
def test_each_answers_as_if_asked_alone(
    snapshot: duckdb.DuckDBPyConnection, county: County, scope: Scope, seed: int
) -> None:
    load(snapshot, county)
    chance = random.Random(seed)
    metrics = [*indicators().values(), find("three_limits")]
    questions = [Question(metric, scope) for metric in metrics]
    for metric in metrics:
        if metric.by:
            split = chance.sample(metric.by, k=min(len(metric.by), chance.randint(1, 2)))
            questions.append(Question(metric, scope, tuple(split)))
    assert len(query._together(questions)) < len(questions) / 2
    for question, answer in zip(questions, ask_many(snapshot, questions), strict=True):
        told = f"{question.metric.code} by {question.by}"
        together, alone = of_objects(answer, question.by), of_objects(ask(snapshot, *question), question.by)
        pd.testing.assert_frame_equal(together, alone, obj=told)


def test_those_over_one_relation_are_one_statement() -> None:
    scope = Scope(date(2026, 10, 31))
    earlier = replace(scope, as_of=date(2026, 9, 30))
    asked = [
        *(Question(find(code), scope) for code in ("T02", "T03", "T05", "D05", "D07", "three_limits", "S05")),
        Question(find("T05"), scope, ("batch",)),
        Question(find("T02"), earlier),
    ]
    together = [[metric.code for metric, _scope, _by in each] for each in query._together(asked)]
    assert together == [["T02", "T03", "T05", "T05"], ["D05", "D07", "three_limits"], ["S05"], ["T02"]]


@pytest.mark.parametrize(
    "sql",
    [
        "select dims, count(*) as n from items_at($scope) group by dims order by dims",
        "select dims, count(*) as n from items_at($scope) group by dims having count(*) > 1",
        "select dims, sum(count(*)) over () as n from items_at($scope) group by dims",
        "select dims, count(*) * (select 1) as n from items_at($scope) group by dims",
        "select dims, quantile_of_counts(0.5, n, 1, 2) as n from items_at($scope) group by dims",
        "select item.dims, count(*) as n from items_at($scope) as item group by item.dims",
        "select dims, batch, count(*) as n from items_at($scope) group by dims, batch",
        "select dims, count(*) as n from items_at($scope['as_of']) group by dims",
        "select dims, count(*) as n from items group by dims",
        "select dims, count(*) from items_at($scope) group by dims",
        "with a as (select 1) select dims, count(*) as n from items_at($scope) group by dims",
        "select dims, count(*) as n from items_at($scope), items group by dims",
    ],
)
def test_another_form_is_asked_alone(sql: str) -> None:
    assert combined.relation(replace(T03, sql=sql)) is None


def test_names_stay_apart_and_conditions_with_their_metric(snapshot: duckdb.DuckDBPyConnection) -> None:
    """Columns named like the answers', a condition beside a filter, and rows that only one of them counts."""
    snapshot.execute(
        "create or replace temp table kept as from (values (1, 1), (1, 5), (2, 9)) as t(week, n)"
    )
    snapshot.execute(
        "create or replace temp macro few(scope) as table select {'week': week} as dims, n from kept"
    )
    narrow = "select dims, sum(n) filter (where n > 1) as n, n + 1 as more from few($scope) where n < 9"
    plain = "select dims, sum(n) as n, count(*) as value from few($scope)"
    first, second = (replace(T03, sql=f"{text} group by dims") for text in (narrow, plain))
    rows = snapshot.execute(combined.statement((first, second), (("week",), ())), {"scope": {}}).df()
    answers = [
        combined.answer(rows, (("week",), ()), place, split).sort_values([*split, "n"]).values.tolist()
        for place in (0, 1)
        for split in (("week",), ())
    ]
    assert answers == [[[1, 5, 6]], [[5, 6]], [[1, 6, 2], [2, 9, 1]], [[15, 3]]]
