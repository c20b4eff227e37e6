"""The sample's centre and hall: loaded the ordinary way, believable, and with trouble in them."""

from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from reform import sample
from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.pipeline.load import load
from reform.sample import county, transfers
from reform.sample.registers import service_hall
from reform.storage import Warehouse

ROWS = {"centre": 3, "hall": 1868}


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    items = transfers.plan(county.items(sample.SEED), sample.SEED)
    return service_hall.write(tmp_path_factory.mktemp("service"), items, sample.SEED)


@pytest.fixture(scope="module")
def kept(paths: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    """The rows kept of each file; nothing of it may be refused."""
    warehouse = Warehouse(tmp_path_factory.mktemp("warehouse") / "w")
    files = [Source(path.name, path.read_bytes()) for path in paths]
    report = load(warehouse, files, Options(), today=date(2026, 11, 23))
    assert (report.problems, report.rejects) == ([], [])
    with warehouse.open() as connection:
        return {name: rows(connection, name) for name in ROWS}


def rows(connection: duckdb.DuckDBPyConnection, name: str) -> pd.DataFrame:
    table: pd.DataFrame = connection.table(f"raw.{name}").df()
    return table


def test_everything_is_kept(kept: dict[str, pd.DataFrame]) -> None:
    assert {name: len(table) for name, table in kept.items()} == ROWS


def test_same_seed_same_bytes(paths: list[Path], tmp_path: Path) -> None:
    items = transfers.plan(county.items(sample.SEED), sample.SEED)
    again = service_hall.write(tmp_path, items, sample.SEED)
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in paths]
    assert sum(path.stat().st_size for path in paths) < 80_000


def test_the_centre_shrank(kept: dict[str, pd.DataFrame]) -> None:
    counts = kept["centre"].sort_values("recorded_on")
    assert counts["windows"].to_list() == [123, 97, 80]
    assert counts["items"].is_monotonic_increasing
    assert (counts["one_windows"] < counts["windows"]).all()
    assert counts["opened_on"].nunique() == 1


def test_the_hall_is_alive(kept: dict[str, pd.DataFrame]) -> None:
    hall = kept["hall"]
    days = hall[hall["hour"].isna()]
    assert days["day"].max() <= pd.Timestamp("2026-10-31")
    monday = days["day"].dt.day_of_week == 0
    assert days.loc[monday, "visits"].mean() > 1.2 * days.loc[~monday, "visits"].mean()
    bad = days["day"].dt.to_period("M") == pd.Period("2025-03")
    assert days.loc[bad, "waiting_minutes"].mean() > 1.5 * days.loc[~bad, "waiting_minutes"].mean()
    assert days["waiting_minutes"].isna().any()
    assert days.loc[days["day"] < "2024-07-01", "self_service"].isna().all()


def test_the_last_half_year_is_told_by_the_hour(kept: dict[str, pd.DataFrame]) -> None:
    hall = kept["hall"]
    hours = hall[hall["hour"].notna()]
    assert hours["day"].min() == pd.Timestamp("2026-05-06")
    means = hours.groupby("hour")["visits"].mean()
    assert means.idxmax() == 10
    assert means[12] < means[[11, 13]].min()
    told_twice = set(hours["day"]) & set(hall.loc[hall["hour"].isna(), "day"])
    assert 3 <= len(told_twice) <= 10


def test_visits_asked_for_and_made() -> None:
    """Known since November 2024; more in the slow department, fewer since the transfer."""
    tables = sample.tables(20_000)
    cases, items = tables["cases"], tables["items"]
    first_year = cases["accepted_at"] < "2024-11-01"
    assert cases.loc[first_year, ["visits", "one_window"]].isna().all(axis=None)
    known = cases[~first_year]
    assert known["visits"].isna().mean() == pytest.approx(0.04, abs=0.01)
    above = known["visits"] > 1
    assert above.mean() == pytest.approx(0.095, abs=0.03)
    assert above[known["is_after"]].mean() < above[~known["is_after"]].mean()
    assert (known.loc[known["channel"] == "1", "visits"].dropna() >= 1).all()
    slow = known["item_code"].isin(items.loc[items["department"] == sample.SLOW_DEPARTMENT, "item_code"])
    assert above[slow].mean() > 1.3 * above[~slow].mean()
    asked = items[items["visits"] > 0]
    assert 0.15 < (asked["visit_reason"] == "").mean() < 0.4
    assert (items.loc[items["visits"] == 0, "visit_reason"] == "").all()
    taken = known[known["one_window"].eq(True)]
    assert (taken["channel"] == "1").all()
    assert len(taken) > 1000
