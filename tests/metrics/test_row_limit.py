"""A reader limited to the rows of some departments gets county totals, and of all rows only theirs."""

import itertools
import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

import duckdb
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform.metrics import query
from reform.metrics.catalog import Metric, find, metrics_of
from reform.metrics.query import Question, Scope, ask, ask_many, indicators
from reform.metrics.row_limit import COUNTY_WIDE, EVERYBODY, FILTER, NOBODY, departments
from tests.metrics import few
from tests.metrics.counties import counties
from tests.metrics.county import County, load, new_snapshot
from tests.metrics.own_rows import foreign_names, of_list, of_split
from tests.metrics.parts import a_part_of_the_whole_is_the_answer, narrow_scopes
from tests.metrics.scopes import scopes
from tests.metrics.test_combined import of_objects
from tests.soak import some, tries

METRICS = [*indicators().values(), *metrics_of("lists").values()]
Splits = dict[str, list[tuple[str, ...]]]

OF_ONE_ITEM = [metric.code for metric in metrics_of("lists").values() if "$scope['items']" in metric.sql]


@pytest.fixture(scope="module")
def snapshot() -> Iterator[duckdb.DuckDBPyConnection]:
    with new_snapshot() as connection:
        yield connection


@pytest.fixture(scope="module")
def planted() -> Iterator[duckdb.DuckDBPyConnection]:
    with few.county(few.of_marked_departments) as connection:
        yield connection


def _splits(metric: Metric) -> list[tuple[str, ...]]:
    """Every dimension alone, and each with the next one."""
    is_split = metric.code in indicators() or "dims" in metric.sql
    by = metric.by if is_split else ()
    return [*((dimension,) for dimension in by), *itertools.pairwise(by)]


def _asked(snapshot: duckdb.DuckDBPyConnection, metric: Metric, scope: Scope) -> list[Scope]:
    """The scope, or that of each item for a question about one."""
    if metric.code not in OF_ONE_ITEM:
        return [scope]
    codes = snapshot.execute("select item_code from items order by all limit 8").fetchall()
    return [replace(scope, items=(code,)) for (code,) in codes]


def _lists_are_those_of(
    snapshot: duckdb.DuckDBPyConnection, scope: Scope, own: set[str], lists: Iterable[Metric]
) -> int:
    """Every list has the rows that belong to the departments and names no other; how many that were."""
    names, met = departments(snapshot), 0
    for metric in lists:
        for asked in _asked(snapshot, metric, scope):
            told = f"{metric.code} of {own} in {asked}"
            expected, got = of_list(snapshot, metric, asked, own)
            if metric.code == "rows_surveys":  # fewer than ten answers are told even less
                expected, got = (each.drop(columns=["level", "score"]) for each in (expected, got))
            pd.testing.assert_frame_equal(got, expected, obj=told, check_dtype=False)
            assert not foreign_names(got, names, own), told
            met += len(got) > 0
    return met


def _figures_are_those_of(
    snapshot: duckdb.DuckDBPyConnection, scope: Scope, own: str, splits: Splits
) -> None:
    """Every indicator is the county's as a whole, and split it has the groups of the department."""
    names = departments(snapshot)
    for metric in METRICS:
        for by in splits.get(metric.code, []):
            told = f"{metric.code} by {by} of {own} in {scope}"
            expected, got = of_split(snapshot, metric, scope, by, own)
            pd.testing.assert_frame_equal(got, expected, obj=told, check_dtype=False)
            assert not foreign_names(got, names, {own}), told


@tries(1)
@given(county=counties(), scope=scopes, narrow=narrow_scopes, seed=st.integers(0, 1000))
def test_rows_are_those_of_the_department(
    snapshot: duckdb.DuckDBPyConnection, county: County, scope: Scope, narrow: Scope, seed: int
) -> None:
    load(snapshot, county)
    chance = random.Random(seed)
    names = sorted(departments(snapshot)) or ["局"]
    own, second = chance.choice(names), chance.choice(names)
    everywhere = replace(scope, departments=None)
    splits: Splits = {
        metric.code: [(), *chance.sample(_splits(metric), k=min(2, len(_splits(metric))))]
        for metric in some(indicators().values(), 4)
    }
    _figures_are_those_of(snapshot, everywhere, own, splits)
    for several in ({own}, {own, second}, set[str]()):
        _lists_are_those_of(snapshot, everywhere, several, some(metrics_of("lists").values(), 4))
    limited_too = replace(narrow, rows_of=tuple(sorted({own, second})))
    a_part_of_the_whole_is_the_answer(snapshot, limited_too, chance.choice(["department", "item", "month"]))


@tries(1)
@given(county=counties(), scope=scopes, seed=st.integers(0, 1000))
def test_what_is_asked_together_is_limited_alike(
    snapshot: duckdb.DuckDBPyConnection, county: County, scope: Scope, seed: int
) -> None:
    """Of several readers at once, each split in some way: no answer is that of another reader."""
    load(snapshot, county)
    chance = random.Random(seed)
    names = sorted(departments(snapshot)) or ["局"]
    readers = [None, (), (names[0],), tuple(names[:2])]
    questions = [
        Question(metric, replace(scope, rows_of=reader), by)
        for metric in some(indicators().values(), 4)
        for by in [(), chance.choice(_splits(metric))]
        for reader in readers
    ]
    for question, answer in zip(questions, ask_many(snapshot, questions), strict=True):
        told = f"{question.metric.code} by {question.by} of {question.scope.rows_of}"
        alone = ask(snapshot, *question)
        pd.testing.assert_frame_equal(
            of_objects(answer, question.by), of_objects(alone, question.by), obj=told
        )


def test_no_cell_names_another_department(planted: duckdb.DuckDBPyConnection) -> None:
    """Of a county with everything: names planted where departments stand are met in the rows of their own."""
    names = sorted(departments(planted))
    assert len(names) > 20 and all(name.startswith("«") for name in names)
    scope = Scope(query.last_day(planted))
    disputed = ask(planted, "dispute_list", scope)
    owns = list(dict.fromkeys([disputed["side"].mode()[0], *some([disputed["owing"].mode()[0], *names], 40)]))
    assert sum(_lists_are_those_of(planted, scope, {own}, metrics_of("lists").values()) for own in owns) > 60
    splits: Splits = {
        metric.code: [(one,) for one in ("department", "item") if one in metric.by] for metric in METRICS
    }
    lists: Splits = {code: [] for code, metric in metrics_of("lists").items() if "dims" not in metric.sql}
    _figures_are_those_of(planted, scope, owns[0], {**splits, **lists})


def test_a_figure_of_another_department_is_over_nothing(planted: duckdb.DuckDBPyConnection) -> None:
    names = sorted(departments(planted))
    (busiest,) = ask(planted, "D05", Scope(date(2027, 1, 1)), ("department",)).nlargest(1, "n")["department"]
    other = next(name for name in names if name != busiest)
    scope = Scope(date(2027, 1, 1), departments=(busiest,), rows_of=(other,))
    assert ask(planted, "D05", scope)["n"].item() == 0
    assert ask(planted, "D05", replace(scope, rows_of=(busiest,)))["n"].item() > 0
    assert ask(planted, "item_table", scope).empty


def test_a_list_that_declares_nothing_has_no_rows(planted: duckdb.DuckDBPyConnection) -> None:
    scope = Scope(date(2027, 1, 1))
    listed = replace(find("item_table"), belongs_to=())
    assert len(ask(planted, listed, scope)) > 0
    assert ask(planted, listed, replace(scope, rows_of=tuple(sorted(departments(planted))))).empty


@pytest.mark.parametrize("metric", metrics_of("lists").values(), ids=lambda metric: metric.code)
def test_every_list_declares_whose_its_rows_are(snapshot: duckdb.DuckDBPyConnection, metric: Metric) -> None:
    scope = Scope(date(2027, 1, 1), items=("A0",))
    columns = [str(column) for column in ask(snapshot, metric, scope)]
    assert metric.belongs_to, "declare belongs_to in its head: see reform/metrics/row_limit.py"
    assert set(metric.withheld) <= {*columns}
    if not {FILTER, NOBODY} & {*metric.belongs_to}:
        assert set(metric.belongs_to) <= {*columns, EVERYBODY}
    else:
        assert len(metric.belongs_to) == 1


def test_every_dimension_is_that_of_the_county_or_of_departments() -> None:
    assert set(query.DIMENSIONS) - COUNTY_WIDE == {"department", "item"}
    for metric in METRICS:
        assert "item" not in metric.by or "department" in metric.by, metric.code
