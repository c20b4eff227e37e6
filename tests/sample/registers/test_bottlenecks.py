"""The sample's disputes and plan changes: they load without a refused row, and their problems are there."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from reform import sample
from reform.metrics.query import Scope, ask
from reform.sample import county, transfers
from reform.sample.registers import bottlenecks
from tests.sample.listed import LAST, loaded

NOW = Scope(LAST)


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """Items, stages, disputes and plan changes, loaded the ordinary way."""
    folder = tmp_path_factory.mktemp("sticking")
    items = transfers.plan(county.items(sample.SEED), sample.SEED)
    with loaded(folder, bottlenecks.write(folder, items, sample.SEED)).open() as opened:
        yield opened


def row(connection: duckdb.DuckDBPyConnection, code: str) -> pd.Series:
    return ask(connection, code, NOW).iloc[0]


def test_same_seed_same_bytes(tmp_path: Path) -> None:
    items = transfers.plan(county.items(7), 7)
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        made.append([path.read_bytes() for path in bottlenecks.write(tmp_path / name, items, 7)])
    assert made[0] == made[1]
    assert sum(map(len, made[0])) < 60_000


def test_disputes_settled_open_and_overdue(connection: duckdb.DuckDBPyConnection) -> None:
    settled, overdue = row(connection, "T08"), row(connection, "T09")
    assert (settled["numerator"], settled["denominator"]) == (bottlenecks.SETTLED, 40)
    assert settled["awaiting_decision"] >= 3
    assert (overdue["value"], overdue["left_out"]) == (bottlenecks.OVERDUE, bottlenecks.UNDATED)
    assert row(connection, "T13")["value"] == bottlenecks.FOUND


def test_the_slow_department_leads(connection: duckdb.DuckDBPyConnection) -> None:
    disputes = ask(connection, "dispute_list", NOW)
    assert disputes["department"].value_counts().index[0] == sample.SLOW_DEPARTMENT
    assert ask(connection, "overdue_by_owner", NOW)["owner"][0] == sample.SLOW_DEPARTMENT
    assert disputes["item_name"].notna().all()
    assert disputes["kind"].nunique() >= 6


def test_steps_of_a_dispute_are_in_order(connection: duckdb.DuckDBPyConnection) -> None:
    disputes = ask(connection, "dispute_list", NOW)
    steps = disputes[["raised_on", "reviewed_on", "decided_on", "settled_on"]]
    for _number, days in steps.iterrows():
        known = days.dropna()
        assert known.is_monotonic_increasing
        assert known.max() <= pd.Timestamp(LAST)


def test_plan_changes_agree_with_the_item_list(connection: duckdb.DuckDBPyConnection) -> None:
    """Every chain of records leads from the first plan to the one of today; a few have no record."""
    changes = ask(connection, "plan_change_list", NOW)
    recorded = changes[changes["changed_on"].notna()].sort_values(["item_code", "changed_on"])
    for _code, moves in recorded.groupby("item_code"):
        assert moves["from_on"].iloc[0] == moves["original_planned_on"].iloc[0]
        assert moves["to_on"].iloc[-1] == moves["planned_on"].iloc[0]
        assert (moves["to_on"].iloc[:-1].to_numpy() == moves["from_on"].iloc[1:].to_numpy()).all()
    moved = row(connection, "T12")
    assert moved["changes"] == len(recorded) > moved["numerator"] - moved["without_record"]
    assert 3 <= moved["without_record"] <= 12
    assert 5 <= moved["without_reason"] <= 20
    assert 5 <= moved["without_approval"] <= 20
