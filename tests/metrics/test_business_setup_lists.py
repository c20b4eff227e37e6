"""The steps of a start-up, the log of changed items, the rows behind the figures: small tables by hand."""

from collections.abc import Iterator
from datetime import date, datetime

import duckdb
import pandas as pd
import pytest

from reform.metrics.query import Scope, ask
from tests.metrics.county import Case, County, Item, Stage, load, new_snapshot
from tests.metrics.flow_rows import ItemVersion, Project, Startup

AS_OF = date(2026, 4, 30)
APRIL = {day: date(2026, 4, day) for day in range(1, 31)}  # the 4th to the 6th are days off

COUNTY = County(
    items=[
        Item("A0", "取水许可", department="县水利局", statutory_days=20, statutory_unit="wd"),
        Item("A1", "公章刻制", department="县公安局", statutory_days=10, statutory_unit="wd"),
    ],
    stages=[Stage("A0", "S4", APRIL[10])],
    cases=[
        Case("C1", datetime(2026, 4, 7, 9), "A0", completed_at=datetime(2026, 4, 9, 9)),
        Case("C2", datetime(2026, 4, 15, 9), "A0", completed_at=datetime(2026, 4, 16, 9)),
        Case("C3", datetime(2026, 4, 20, 9), "A0", completed_at=datetime(2026, 4, 21, 9)),
    ],
    startups=[
        Startup("Q1", APRIL[1], APRIL[2], APRIL[3], APRIL[7], bank_on=APRIL[8]),
        Startup("Q2", APRIL[13], APRIL[13], APRIL[14], APRIL[14]),
        Startup("Q3", APRIL[13], APRIL[14], None, APRIL[14]),  # no seals: not complete
        Startup("Q4", APRIL[20], APRIL[20], APRIL[20], date(2026, 5, 6)),  # complete after the as-of date
    ],
    projects=[Project("P1", "verify", APRIL[13], APRIL[16]), Project("P2", "file", APRIL[13])],
    item_versions=[
        ItemVersion("A0", "change", APRIL[10], None, 30, "wd", 25, "wd"),
        ItemVersion("A0", "change", APRIL[20], None, 25, "wd", 20, "wd"),
        ItemVersion("A1", "change", date(2026, 6, 1), None, 10, "wd", 10, "wd"),
        ItemVersion("A1", "down", date(2026, 7, 1)),
        ItemVersion("Z9", "cancel", APRIL[2], "棉花加工资格认定"),
    ],
)


@pytest.fixture(scope="module")
def snapshot() -> Iterator[duckdb.DuckDBPyConnection]:
    with new_snapshot() as connection:
        connection.execute("update imports set file = 'a.csv', sheet = 'S'")
        load(connection, COUNTY)
        yield connection


def answered(snapshot: duckdb.DuckDBPyConnection, code: str, **scope: object) -> pd.DataFrame:
    return ask(snapshot, code, Scope(**{"as_of": AS_OF, **scope}))  # type: ignore[arg-type]


def test_steps_are_timed_from_the_application(snapshot: duckdb.DuckDBPyConnection) -> None:
    steps = ask(snapshot, "startup_steps", Scope(AS_OF), ["side"]).set_index(["side", "step"])
    assert steps["value"].to_dict() == {
        ("before", "registered"): 1,
        ("before", "seal"): 2,
        ("before", "invoice"): 3,
        ("before", "bank"): 4,
        ("after", "registered"): 0,
        ("after", "seal"): 1,
        ("after", "invoice"): 1,
    }
    assert steps["n"].eq(1).all()


def test_a_start_up_is_over_with_its_last_step(snapshot: duckdb.DuckDBPyConnection) -> None:
    row = answered(snapshot, "D15").iloc[0]
    assert (row["numerator"], row["n"], row["incomplete"]) == (4 + 1, 2, 2)
    later = answered(snapshot, "D15", as_of=date(2026, 5, 31)).iloc[0]
    assert (later["n"], later["incomplete"]) == (3, 1)


def test_departments_do_not_narrow_what_crosses_them(snapshot: duckdb.DuckDBPyConnection) -> None:
    assert answered(snapshot, "D15", departments=("县水利局",))["n"].item() == 2
    assert answered(snapshot, "D16b", departments=("县水利局",))["value"].item() == 3


def test_each_case_by_the_limit_of_its_day(snapshot: duckdb.DuckDBPyConnection) -> None:
    """30 − 20 for the first, 25 − 20 for the second; the third came under today's limit."""
    rows = answered(snapshot, "rows_old_limits").set_index("case_no")
    assert (rows["old_statutory_days"] - rows["statutory_days"]).to_dict() == {"C1": 10, "C2": 5}
    assert rows["file"].eq("a.csv").all()
    effect = answered(snapshot, "D17").iloc[0]
    assert (effect["value"], effect["n"], effect["items"]) == (15, 2, 1)
    assert answered(snapshot, "D17", departments=("县公安局",))["value"].item() == 0


def test_the_log_names_what_stands_in_no_list(snapshot: duckdb.DuckDBPyConnection) -> None:
    log = answered(snapshot, "item_changes")
    assert log["item_code"].to_list() == ["A1", "A1", "A0", "A0", "Z9"]
    assert log["item_name"].to_list() == ["公章刻制", "公章刻制", "取水许可", "取水许可", "棉花加工资格认定"]
    assert log["is_ahead"].to_list() == [True, True, False, False, False]
    assert log["is_limit_change"].to_list() == [False, False, True, True, False]
    assert pd.isna(log["department"].iloc[-1])


def test_the_log_follows_period_and_filters(snapshot: duckdb.DuckDBPyConnection) -> None:
    """What is still to come stands in every period; a cancelled item belongs to no department."""
    early = answered(snapshot, "item_changes", to_on=APRIL[5])
    assert early["item_code"].to_list() == ["A1", "A1", "Z9"]
    one = answered(snapshot, "item_changes", departments=("县水利局",))
    assert one["item_code"].to_list() == ["A0", "A0"]


def test_rows_behind_start_ups_and_projects(snapshot: duckdb.DuckDBPyConnection) -> None:
    started = answered(snapshot, "rows_startups")
    assert started["startup_no"].to_list() == ["Q1", "Q2", "Q3", "Q4"]
    assert started["working_days"].fillna(-1).to_list() == [4, 1, -1, -1]
    approved = answered(snapshot, "rows_projects")
    assert sorted(approved["project_no"]) == ["P1", "P2"]
    assert approved["sheet"].eq("S").all()
