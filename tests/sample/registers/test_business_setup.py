"""The sample's start-ups, projects and item changes: no refused row, and what its generator says is true."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from reform import sample
from reform.metrics.query import Scope, ask
from reform.reports.insights.business_setup import ENOUGH, NATIONAL_DAYS
from reform.sample import calendar_arrays, county, transfers
from reform.sample.registers import business_setup, item_changes
from tests.sample.listed import LAST, loaded

NOW = Scope(LAST)


def written(folder: Path, seed: int) -> list[Path]:
    """The subject's files."""
    items = transfers.plan(county.items(seed), seed)
    return [*business_setup.write(folder, items, seed), *item_changes.write(folder, items, seed)]


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """Items, stages, start-ups, projects and item changes, loaded the ordinary way."""
    folder = tmp_path_factory.mktemp("flow")
    with loaded(folder, written(folder, sample.SEED)).open() as opened:
        yield opened


def test_same_seed_same_bytes(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        made.append([path.read_bytes() for path in written(tmp_path / name, 7)])
    assert made[0] == made[1]
    assert sum(map(len, made[0])) < 160_000


def test_start_ups_became_fast(connection: duckdb.DuckDBPyConnection) -> None:
    everything = ask(connection, "D15", NOW).iloc[0]
    assert everything["n"] + everything["incomplete"] == business_setup.HOW_MANY
    assert everything["incomplete"] >= business_setup.ABANDONED
    after, before = ask(connection, "D15", NOW, ["side"]).to_dict("records")
    assert before["value"] == pytest.approx(6, abs=0.5)
    assert before["p90"] > NATIONAL_DAYS > after["p90"]
    months = ask(connection, "D15", NOW, ["month"])
    assert months["value"].iloc[-1] == pytest.approx(1.5, abs=0.3)


def test_the_month_in_which_invoices_waited(connection: duckdb.DuckDBPyConnection) -> None:
    first, last = (calendar_arrays.to_date(number) for number in business_setup.TROUBLE)
    trouble = ask(connection, "D15", Scope(LAST, first, last)).iloc[0]
    weeks_before = ask(connection, "D15", Scope(LAST, first - timedelta(60), first - timedelta(1))).iloc[0]
    assert trouble["value"] > 2 * weeks_before["value"]


def test_projects_of_three_kinds(connection: duckdb.DuckDBPyConnection) -> None:
    undecided = 0
    for code, (_kind, count, _before, _after) in zip(
        ("D16a", "D16b", "D16c"), business_setup.KINDS, strict=True
    ):
        row = ask(connection, code, NOW).iloc[0]
        assert row["n"] + row["undecided"] == count
        after, before = ask(connection, code, NOW, ["side"]).to_dict("records")
        assert min(after["n"], before["n"]) >= ENOUGH
        assert after["value"] < before["value"]
        undecided += row["undecided"]
    assert undecided > business_setup.LOST


def test_changes_of_items(connection: duckdb.DuckDBPyConnection) -> None:
    rows = ask(connection, "item_changes", NOW)
    assert set(rows["change"]) == {"set", "change", "cancel", "down", "take"}
    assert rows["is_ahead"].sum() == item_changes.COMING
    assert rows["is_limit_change"].sum() == item_changes.CHANGED_LIMITS
    changed = rows[rows["is_limit_change"]]
    listed = dict(connection.execute("select item_code, statutory_days from items").fetchall())
    assert [listed[code] for code in changed["item_code"]] == changed["statutory_days"].to_list()
    cancelled = rows[rows["change"] == "cancel"]
    assert set(cancelled["item_name"]) == set(county.OBSOLETE)
    assert cancelled["department"].isna().all()
