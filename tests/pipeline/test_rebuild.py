"""Snapshots out of their imports: equal in every table, and one import taken back while the others stay."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reform.pipeline.rebuild import bring_up_to_date, rebuild, take_back
from reform.pipeline.rebuild_result import Overtaken, UnknownImport
from reform.storage import UnknownSnapshot, Warehouse
from reform.storage.import_records import DamagedImport, listing
from tests.models.test_incremental import CASES, ITEMS, case
from tests.pipeline.rebuild_helpers import NAMES, everything, facts, loaded, put, spoil, wrong
from tests.soak import SOAKING


@pytest.fixture
def warehouse(eventful: Path, tmp_path: Path) -> Warehouse:
    """A copy of that county, to be spoiled."""
    shutil.copytree(eventful, tmp_path / "w")
    return Warehouse(tmp_path / "w")


def test_the_county_holds_what_the_proof_is_about(warehouse: Warehouse) -> None:
    """So that the next test cannot pass for want of data."""
    found = everything(warehouse)
    filled = {name for name, (_columns, rows) in found.items() if rows}
    assert {"raw.cases", "history.cases", "main.imports", "main.rejects", "main.cases", "main.cube"} <= filled
    with warehouse.open() as connection:
        asked = connection.execute(
            "select count(*) filter (where resolved_by is not null), count(*) from rejects"
        ).fetchall()
        kinds = connection.execute("select distinct calendar_kind from cases order by all").fetchall()
        withdrawn = connection.execute("select sum(withdrawn) from imports").fetchall()
    assert asked == [(1, 3)]
    assert len(kinds) == 2
    assert withdrawn[0][0] > 0


def test_a_rebuilt_snapshot_is_equal_row_for_row(warehouse: Warehouse) -> None:
    before, known = everything(warehouse), warehouse.manifest(str(warehouse.current()))
    done = rebuild(warehouse)
    again = warehouse.manifest(str(warehouse.current()))
    assert known is not None and again is not None
    assert (done.differing, done.snapshot, again.parent) == ([], again.id, known.id)
    assert again.imports == known.imports
    assert everything(warehouse) == before
    assert bring_up_to_date(warehouse) is None


def test_a_check_compares_and_keeps_nothing(warehouse: Warehouse) -> None:
    before = sorted(path.name for path in warehouse.folder.rglob("*"))
    done = rebuild(warehouse, check=True)
    assert (done.differing, done.snapshot) == ([], None)
    assert sorted(path.name for path in warehouse.folder.rglob("*")) == before


def test_a_check_tells_which_tables_differ(warehouse: Warehouse) -> None:
    with warehouse.build() as draft:
        draft.connection.execute("update cases set working_days = 77 where case_no = 'A0002'")
        draft.connection.execute("create table stray as select 1 as n")
    assert rebuild(warehouse, check=True).differing == ["main.cases", "main.stray"]


def test_every_old_snapshot_comes_back_in_its_place(warehouse: Warehouse) -> None:
    for known in warehouse.history()[-4:-1]:
        before = everything(warehouse, known.id)
        warehouse.path(known.id).unlink()
        done = rebuild(warehouse, known.id)
        assert (done.snapshot, done.differing) == (known.id, None)
        assert everything(warehouse, known.id) == before


def test_the_published_one_is_rebuilt_when_it_is_damaged(warehouse: Warehouse) -> None:
    before, damaged = everything(warehouse), str(warehouse.current())
    content = warehouse.path(damaged).read_bytes()
    warehouse.path(damaged).write_bytes(content[: len(content) // 2])
    assert rebuild(warehouse).differing is None
    assert everything(warehouse) == before
    assert warehouse.troubles() == []
    undone, _now = warehouse.undo()
    assert undone.id == damaged  # the load, not the repair


@pytest.mark.parametrize("suffix", ["json", "parquet"])
@pytest.mark.parametrize("how", [spoil, Path.unlink])
def test_a_damaged_import_is_named_and_nothing_published(
    warehouse: Warehouse, suffix: str, how: Callable[[Path], None]
) -> None:
    current = warehouse.current()
    known = warehouse.manifest(str(current))
    assert known is not None
    place = warehouse.imports / f"{known.imports[2]}.json"
    if suffix == "parquet":
        place = warehouse.imports / f"{json.loads(place.read_bytes())['rows_sha256']}.parquet"
    how(place)
    before = len(warehouse.history())
    for act in (lambda: rebuild(warehouse), lambda: take_back(warehouse, 1)):
        with pytest.raises(DamagedImport) as told:
            act()
        assert told.value.names == [f"imports/{place.name}"]
    assert (warehouse.current(), len(warehouse.history()), warehouse.unfinished()) == (current, before, [])


def test_what_cannot_be_rebuilt_is_said(warehouse: Warehouse, tmp_path: Path) -> None:
    with pytest.raises(UnknownSnapshot):
        rebuild(warehouse, "000099")
    with pytest.raises(UnknownSnapshot):
        rebuild(Warehouse(tmp_path / "none"))
    with pytest.raises(UnknownImport):
        take_back(warehouse, 10)  # undone already
    with pytest.raises(Overtaken):
        take_back(warehouse, 1, expected="000001")


# one import taken back ------------------------------------------------------------------------


STEPS = {
    "the first of a correction": ([CASES, case(1, 1, 5, 3)], [CASES, case(1, 1, 5, 9)]),
    "one that another repeats": ([CASES, case(1, 1, 5, 3)], [CASES, case(1, 1, 5, 3), case(2, 1, 5, 3)]),
    "one that was refused": ([CASES, wrong(1), case(3, 1, 5, 3)], [CASES, case(1, 1, 50, 3)]),
    "a name": (NAMES, [CASES, case(1, 1, 5, 3)]),
}


@pytest.mark.parametrize("taken", [2, 3] if SOAKING else [3])
@pytest.mark.parametrize("name", STEPS if SOAKING else list(STEPS)[::2])
def test_taking_back_is_as_if_it_had_never_come(tmp_path: Path, name: str, taken: int) -> None:
    tables = STEPS[name]
    warehouse = loaded(tmp_path / "all", ITEMS, *tables, good=True)
    before = everything(warehouse)
    done = take_back(warehouse, taken)
    kept = [ITEMS, *tables]
    del kept[taken - 1]
    assert facts(everything(warehouse)) == facts(everything(loaded(tmp_path / "some", *kept, good=True)))
    assert rebuild(warehouse, check=True).differing == []
    assert [(row["import"], row["state"]) for row in listing(warehouse)] == [
        (n, "taken_back" if n == taken else "in_use") for n in (1, 2, 3)
    ]
    undone, _now = warehouse.undo()
    assert undone.id == done.snapshot
    assert everything(warehouse) == before


def test_numbers_are_never_given_twice(warehouse: Warehouse) -> None:
    assert [row["import"] for row in listing(warehouse)] == list(range(1, 13))
    take_back(warehouse, 12)
    assert put(warehouse, "n.csv", [CASES, case(1, 2, 1, 8)]) == 13
    states = {row["import"]: row["state"] for row in listing(warehouse)}
    assert [number for number, state in states.items() if state == "taken_back"] == [10, 12]


def test_all_can_be_taken_back_one_by_one(tmp_path: Path) -> None:
    warehouse = loaded(tmp_path / "w", ITEMS, [CASES, case(1, 1, 5, 3)])
    take_back(warehouse, 1)
    take_back(warehouse, 2)
    assert rebuild(warehouse, check=True).differing == []
    assert put(warehouse, "i.csv", ITEMS) == 3
    assert rebuild(warehouse, check=True).differing == []
