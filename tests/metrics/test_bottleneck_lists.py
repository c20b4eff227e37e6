"""The lists about what sticks, on a county whose answers can be told by hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import duckdb
import pandas as pd
import pytest

from reform.metrics.query import Scope, ask
from tests.metrics.county import County, Item, Stage, load, new_snapshot
from tests.metrics.transfer_rows import Dispute, PlanChange


def on(month: int, day: int) -> date:
    return date(2026, month, day)


NOW = Scope(on(6, 30))
WATER, POLICE = "水利局", "公安局"

ITEMS = [
    Item("A0", "取水许可", department=WATER, planned_on=on(5, 29), original_planned_on=on(5, 29)),
    Item("A1", "采砂许可", department=WATER, planned_on=on(6, 29), original_planned_on=on(6, 26)),
    Item("A2", "公章刻制", department=POLICE, planned_on=on(6, 12), original_planned_on=on(6, 1)),
    Item("A3", "旅馆业许可", department=POLICE),
    Item("A4", "典当业许可", department=POLICE),
]
STAGES = [
    *(Stage("A0", stage, on(5, 4)) for stage in ("S1", "S4")),
    Stage("A0", "S7", on(6, 30)),
    *(Stage("A0", flag, on(6, 1)) for flag in ("F1", "F2")),
    Stage("A0", "F3", on(7, 1)),  # after the as-of date
    Stage("A1", "S2", on(5, 4)),
    Stage("A1", "F1", on(5, 4)),  # not transferred: its flag does not count
    Stage("A2", "S4", on(6, 22)),
    Stage("A3", "S5", on(5, 4)),
    Stage("A3", "X3", on(6, 1)),
    Stage("A4", "X2", on(6, 1)),
]
PLAN_CHANGES = [
    PlanChange("A2", on(5, 20), on(6, 8), reason="等账号"),
    PlanChange("A2", on(6, 5), on(6, 12), reason="等账号", approved_by="领导小组"),
    PlanChange("A0", on(7, 1), on(7, 31)),  # after the as-of date
]
DISPUTES = [
    Dispute("D0", on(6, 1), "due", "A0", WATER, "审批局", due_on=on(6, 29), owner=WATER),
    Dispute("D1", on(5, 31), "due", "A1", "审批局", WATER, reviewed_on=on(6, 2), due_on=on(6, 30)),
    Dispute("D2", on(3, 31), "fee", "A2", POLICE, None, decided_on=on(7, 1), coordinations=2),
    Dispute("D3", on(4, 1), "fee", "A2", POLICE, None, settled_on=on(6, 30), due_on=on(5, 1)),
    Dispute("D4", on(4, 1), "fee", "Z9", None, None, settled_on=on(7, 1), due_on=on(6, 26)),
    Dispute("D5", on(7, 1), "fee", "A0", WATER),  # not yet raised
]


@pytest.fixture(scope="module")
def snapshot() -> Iterator[duckdb.DuckDBPyConnection]:
    with new_snapshot() as connection:
        load(connection, County(ITEMS, STAGES, disputes=DISPUTES, plan_changes=PLAN_CHANGES))
        yield connection


def rows(connection: duckdb.DuckDBPyConnection, name: str, *columns: str, scope: Scope = NOW) -> list[tuple]:  # type: ignore[type-arg]
    frame = ask(connection, name, scope)[list(columns)]
    return [
        tuple(None if pd.isna(v) else v.date() if isinstance(v, pd.Timestamp) else v for v in row)
        for row in frame.itertuples(index=False)
    ]


def test_funnel_counts_what_came_as_far_and_leaves_x_aside(snapshot: duckdb.DuckDBPyConnection) -> None:
    found = {row[0]: row[1:] for row in rows(snapshot, "stage_funnel", "stage", "reached", "here", "total")}
    assert [found[f"S{n}"][0] for n in range(8)] == [3, 3, 3, 2, 2, 1, 1, 1]
    assert [found[f"S{n}"][1] for n in range(8)] == [0, 0, 1, 0, 1, 0, 0, 1]
    assert {stage: found[stage][:2] for stage in ("X1", "X2", "X3")} == {
        "X1": (0, 0),
        "X2": (1, 1),
        "X3": (1, 1),
    }
    assert {total for _reached, _here, total in found.values()} == {4}


def test_handovers_of_the_transferred_items(snapshot: duckdb.DuckDBPyConnection) -> None:
    assert rows(snapshot, "handovers", "flag", "have", "lacking", "transferred") == [
        ("F1", 1, 1, 2),
        ("F2", 1, 1, 2),
        ("F3", 0, 2, 2),
        ("F4", 0, 2, 2),
        ("F5", 0, 2, 2),
    ]


def test_set_aside_names_returned_first(snapshot: duckdb.DuckDBPyConnection) -> None:
    assert rows(snapshot, "set_aside", "item_code", "stage", "stage_on") == [
        ("A3", "X3", on(6, 1)),
        ("A4", "X2", on(6, 1)),
    ]


def test_plan_changes_as_a_chain_and_what_they_lack(snapshot: duckdb.DuckDBPyConnection) -> None:
    """1 June is a Monday: 5 working days to the 8th, 4 more to the 12th; 26 to 29 June is one."""
    assert rows(
        snapshot, "plan_change_list", "item_code", "missing", "from_on", "to_on", "days_moved", "actual_on"
    ) == [
        ("A1", "record", on(6, 26), on(6, 29), 1, None),
        ("A2", "approval", on(6, 1), on(6, 8), 5, on(6, 22)),
        ("A2", None, on(6, 8), on(6, 12), 4, on(6, 22)),
    ]


def test_a_plan_is_not_moved_before_its_change(snapshot: duckdb.DuckDBPyConnection) -> None:
    assert rows(snapshot, "plan_change_list", "item_code", scope=Scope(on(5, 19))) == [("A1",)]


def test_ageing_by_kind_and_by_pair(snapshot: duckdb.DuckDBPyConnection) -> None:
    """29, 30, 91 and 90 days old; which side is named first does not matter."""
    columns = ("kind", "one", "other", "up_to_30", "to_90", "over_90", "open", "overdue")
    assert rows(snapshot, "dispute_ageing", *columns) == [
        ("fee", None, None, 0, 1, 1, 2, 1),
        ("due", None, None, 2, 0, 0, 2, 1),
        (None, "审批局", WATER, 2, 0, 0, 2, 1),
        (None, POLICE, None, 0, 0, 1, 1, 0),
        (None, None, None, 0, 1, 0, 1, 1),
    ]


def test_states_follow_the_as_of_date(snapshot: duckdb.DuckDBPyConnection) -> None:
    """Overdue first; due on the as-of date itself is not late; 26 June is two working days ago."""
    assert rows(snapshot, "dispute_list", "dispute_no", "state", "days_late", "open_days") == [
        ("D4", "raised", 2, 90),
        ("D0", "raised", 1, 29),
        ("D1", "reviewed", None, 30),
        ("D2", "coordinated", None, 91),
        ("D3", "settled", None, None),
    ]
    later = rows(snapshot, "dispute_list", "dispute_no", "state", scope=Scope(on(7, 1)))
    assert dict(later) == {
        "D0": "raised",
        "D1": "reviewed",
        "D2": "decided",
        "D3": "settled",
        "D4": "settled",
        "D5": "raised",
    }


def test_who_owes_what(snapshot: duckdb.DuckDBPyConnection) -> None:
    """A1 was due on Monday 29 June; nobody is named for D4."""
    assert rows(snapshot, "overdue_by_owner", "owner", "transfers", "disputes", "overdue", "longest") == [
        (WATER, 1, 1, 2, 1),
        (None, 0, 1, 1, 2),
    ]


def test_the_red_list_names_overdue_disputes(snapshot: duckdb.DuckDBPyConnection) -> None:
    assert rows(snapshot, "red_list", "kind", "reference", "owner", "days_late") == [
        ("dispute", "D4", None, 2),
        ("dispute", "D0", WATER, 1),
        ("transfer", "A1", WATER, 1),
    ]
    waters = replace(NOW, departments=(WATER,))
    assert rows(snapshot, "red_list", "reference", scope=waters) == [("D0",), ("A1",)]
