"""Every indicator's SQL against the oracle, on random counties and scopes."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import duckdb
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform.metrics.query import DIMENSIONS, Question, Scope, ask, ask_many, find, indicators
from tests.metrics.counties import counties
from tests.metrics.county import Case, County, Item, Rating, Stage, load, new_snapshot
from tests.metrics.curve_days import curve_is_what_each_day_says
from tests.metrics.oracle import INDICATORS, Answer, World
from tests.metrics.parts import a_part_of_the_whole_is_the_answer, narrow_scopes
from tests.metrics.scopes import scopes, splits
from tests.soak import tries

# Where a figure is unknown it must be missing; a count or a sum over nothing may be either 0 or missing.
RATES = {"value", "mean", "p50", "p90", "per_case", "mean_before", "mean_after", "planned_rate"}
RATES |= {"lower", "upper", "reach"}

EVERYTHING = Scope(date(2027, 3, 1))


@pytest.fixture(scope="module")
def snapshot() -> Iterator[duckdb.DuckDBPyConnection]:
    with new_snapshot() as connection:
        yield connection


def test_the_oracle_knows_every_indicator() -> None:
    assert set(INDICATORS) == set(indicators())


@tries(3)
@given(
    counties(),
    scopes,
    narrow_scopes,
    splits,
    splits,
    st.sampled_from(["month", "week", "channel", "item", "department"]),
)
def test_a_county_answers_like_the_oracle(
    snapshot: duckdb.DuckDBPyConnection,
    county: County,
    scope: Scope,
    narrow: Scope,
    split: list[str],
    other_split: list[str],
    part_split: str,
) -> None:
    """All that chance is to meet, of each county that is drawn and loaded."""
    load(snapshot, county)
    world = World(county)
    agree(snapshot, world, scope, split)
    agree(snapshot, world, EVERYTHING, other_split)
    for asked in (scope, narrow):
        curve_is_what_each_day_says(snapshot, world, asked)
        visits_are_those_of_the_oracle(snapshot, world, asked)
    a_part_of_the_whole_is_the_answer(snapshot, narrow, part_split)


def visits_are_those_of_the_oracle(snapshot: duckdb.DuckDBPyConnection, world: World, scope: Scope) -> None:
    """Also where the period cuts a week."""
    facts = world.completed(scope)
    expected = Counter(None if fact.case.visits is None else min(2, fact.case.visits) for fact in facts)
    answer = ask(snapshot, "visits_by_case", scope)
    assert {plain(visits): n for visits, n in zip(answer["visits"], answer["n"], strict=True)} == expected


def test_thresholds_that_chance_rarely_meets(snapshot: duckdb.DuckDBPyConnection) -> None:
    """Natural days that round up, exactly five cases on each side of a transfer, one case rated twice."""
    start = datetime(2026, 3, 2, 9)
    item = Item("A0", statutory_days=10, statutory_unit="cd", promised_days=1, promised_unit="cd")
    cases = [
        Case(f"C{n}", accepted, "A0", completed_at=accepted + timedelta(n % 3))
        for n, accepted in enumerate(start + timedelta(n) for n in range(10))
    ]
    ratings = [Rating(start + timedelta(20 + n), case_no="C0", level=n) for n in (1, 4)]
    county = County([item], [Stage("A0", "S4", date(2026, 3, 7))], cases, ratings=ratings)
    load(snapshot, county)
    agree(snapshot, World(county), EVERYTHING, [])
    assert ask(snapshot, "D02", EVERYTHING)["value"].item() == 6
    assert ask(snapshot, "D06", EVERYTHING)["n"].item() == 5
    assert ask(snapshot, "S01", EVERYTHING)["value"].item() == 10


def agree(snapshot: duckdb.DuckDBPyConnection, world: World, scope: Scope, split: Sequence[str]) -> None:
    """Each indicator's answer is the oracle's. Asked together they answer as if alone (test_combined)."""
    questions = [Question(find(code), scope, by_of(code, split)) for code in INDICATORS]
    for question, answer in zip(questions, ask_many(snapshot, questions), strict=True):
        is_the_oracles(world, question, answer)


def by_of(code: str, split: Sequence[str]) -> tuple[str, ...]:
    """What of a split an indicator knows. Nobody splits S10 by channel: it is the split."""
    known = (dimension for dimension in split if dimension in find(code).by)
    return tuple(dimension for dimension in known if (code, dimension) != ("S10", "channel"))


def is_the_oracles(world: World, question: Question, answer: pd.DataFrame) -> None:
    """The same groups, the same columns, the same figures."""
    metric, scope, by = question
    code = metric.code
    # A question that knows no channel is asked over all.
    deaf = "channel" not in metric.by
    heard = replace(scope, channels=None, rating_channels=None) if deaf else scope
    expected = INDICATORS[code](world, heard, by)
    if lacks(world.county, code):  # nobody can tell
        nothing = dict.fromkeys(next(iter(expected.values()), {}))
        expected = {} if by else {(None,) if code == "S10" else (): nothing}
    actual = answered(answer, code, by)
    where = f"{code} by {by} in {scope}"
    assert set(actual) == set(expected), where
    for group, figures in expected.items():
        assert set(actual[group]) == set(figures), where
        for column, figure in figures.items():
            got = actual[group][column]
            assert same(column, got, figure), f"{where}: {group} {column}: {got}, oracle {figure}"


def lacks(county: County, code: str) -> bool:
    """Whether a dataset or column that the indicator declares to need holds nothing."""

    def is_there(dataset: str, column: str | None) -> bool:
        rows = getattr(county, dataset, ())
        return any(column is None or getattr(row, column) is not None for row in rows)

    return not all(any(is_there(*need) for need in one) for one in find(code).needs)


def answered(frame: pd.DataFrame, code: str, by: Sequence[str]) -> Answer:
    """An answer as the oracle gives it: group → column → figure."""
    keys = [column for dimension in by for column in DIMENSIONS[dimension]]
    keys += ["channel"] if code == "S10" else []
    answer: Answer = {}
    for row in frame.to_dict("records"):
        group = tuple(plain(row.pop(key)) for key in keys)
        assert group not in answer, f"{code}: {group} twice"
        answer[group] = {str(column): plain(value) for column, value in row.items()}
    return answer


def plain(value: Any) -> Any:
    """A cell without pandas' ways of saying missing, or of keeping whole numbers and days."""
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    return value


def same(column: str, got: float | None, expected: float | None) -> bool:
    """Equal up to rounding; missing only equals missing."""
    if column not in RATES:
        got, expected = got or 0, expected or 0
    if got is None or expected is None:
        return got is expected
    return math.isclose(got, expected, rel_tol=1e-9, abs_tol=1e-9)
