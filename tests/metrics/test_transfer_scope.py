"""The scope of the transfer now and as it was first set, on a county whose answer can be told by hand."""

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from reform.metrics.query import Scope, ask
from tests.metrics.county import County, Item, Stage, load, new_snapshot
from tests.metrics.flow_rows import ItemVersion


def on(month: int, day: int) -> date:
    return date(2026, month, day)


ITEMS = [
    Item("A0", "取水许可", planned_on=on(5, 29), original_planned_on=on(3, 2)),  # the first planned day
    Item("A1", "采砂许可", planned_on=on(6, 29)),
    Item("A2", "公章刻制", planned_on=on(6, 12)),
    Item("A3", "旅馆业许可", planned_on=on(8, 31)),
    Item("A4", "典当业许可", planned_on=on(9, 30)),
]
STAGES = [
    Stage("A0", "S4", on(5, 20)),
    Stage("A1", "S4", on(6, 1)),
    Stage("A4", "X2", on(6, 15)),
]
VERSIONS = [
    ItemVersion("A1", "set", on(4, 1)),  # added since, and transferred
    ItemVersion("A2", "take", on(3, 2)),  # on the day it began: part of the original scope
    ItemVersion("A3", "set", on(7, 1)),  # added after June
    ItemVersion("A0", "change", on(4, 1)),  # a change adds nothing
]


@pytest.fixture(scope="module")
def snapshot() -> Iterator[duckdb.DuckDBPyConnection]:
    with new_snapshot() as connection:
        load(connection, County(ITEMS, STAGES, item_versions=VERSIONS))
        yield connection


@pytest.mark.parametrize(
    ("as_of", "now", "first", "added", "taken_out", "plan_ends"),
    [
        (on(6, 14), (4, 2), (3, 1), 1, 0, on(9, 30)),
        (on(6, 30), (3, 2), (3, 1), 1, 1, on(6, 29)),
        (on(7, 1), (4, 2), (3, 1), 2, 1, on(8, 31)),
    ],
)
def test_scope(
    snapshot: duckdb.DuckDBPyConnection,
    as_of: date,
    now: tuple[int, int],
    first: tuple[int, int],
    added: int,
    taken_out: int,
    plan_ends: date,
) -> None:
    row = ask(snapshot, "transfer_scope", Scope(as_of)).iloc[0]
    assert (row["total"], row["transferred"]) == now
    assert (row["original_total"], row["original_transferred"]) == first
    assert (row["added"], row["taken_out"]) == (added, taken_out)
    assert row["plan_ends"].date() == plan_ends
