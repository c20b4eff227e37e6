"""Snapshots: published whole or not at all, undone by pointing back, read while others are built."""

import multiprocessing
import threading
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock, Timeout

from reform.storage import KEEP, NothingToUndo, Warehouse
from tests.ingest.files import contents
from tests.timeouts import TIMEOUT


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path / "w")


def put(warehouse: Warehouse, n: int) -> str:
    """Publish a snapshot that holds one more number."""
    with warehouse.build() as draft:
        draft.connection.execute("create table if not exists t (n integer)")
        draft.connection.execute("insert into t values (?)", [n])
        draft.files = [{"file": f"{n}.csv"}]
    return str(warehouse.current())


def numbers(warehouse: Warehouse) -> list[int]:
    with warehouse.open() as connection:
        return [n for (n,) in connection.execute("select n from t order by n").fetchall()]


def kept(warehouse: Warehouse) -> list[str]:
    return sorted(path.stem for path in warehouse.snapshots.glob("*.duckdb"))


def test_an_empty_warehouse_is_no_folder(warehouse: Warehouse) -> None:
    assert warehouse.current() is None
    assert warehouse.history() == []
    assert warehouse.in_use() == set()
    with pytest.raises(NothingToUndo):
        warehouse.undo()
    with pytest.raises(FileNotFoundError):
        warehouse.open()
    assert not warehouse.folder.exists()


def test_each_snapshot_builds_on_the_last(warehouse: Warehouse) -> None:
    assert [put(warehouse, n) for n in (1, 2, 3)] == ["000001", "000002", "000003"]
    assert numbers(warehouse) == [1, 2, 3]
    assert [(s.id, s.parent) for s in warehouse.history()] == [
        ("000001", None),
        ("000002", "000001"),
        ("000003", "000002"),
    ]


def test_a_large_one_damaged_inside_gives_way_while_it_is_copied(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in (1, 2):
        put(warehouse, n)
    monkeypatch.setattr("reform.storage.warehouse_reader.LARGE", 0)  # a reader trusts its size
    content = bytearray(warehouse.path("000002").read_bytes())
    content[len(content) // 2] ^= 1
    warehouse.path("000002").write_bytes(content)
    assert warehouse.current() == "000002"
    put(warehouse, 3)
    assert numbers(warehouse) == [1, 3]
    (last,) = (known for known in warehouse.history() if known.id == "000003")
    assert (last.parent, [file["file"] for file in last.lost]) == ("000001", ["2.csv"])


def test_a_snapshot_is_read_only(warehouse: Warehouse) -> None:
    put(warehouse, 1)
    with warehouse.open() as connection, pytest.raises(duckdb.InvalidInputException):
        connection.execute("insert into t values (2)")


def test_undo_goes_back_step_by_step_to_nothing(warehouse: Warehouse) -> None:
    for n in (1, 2):
        put(warehouse, n)
    undone, now = warehouse.undo()
    assert (undone.id, now, numbers(warehouse)) == ("000002", "000001", [1])
    undone, now = warehouse.undo()
    assert (undone.id, now, warehouse.current()) == ("000001", None, None)
    with pytest.raises(NothingToUndo):
        warehouse.undo()
    assert put(warehouse, 9) == "000003"
    assert numbers(warehouse) == [9]
    assert warehouse.in_use() == {"000003"}


def test_a_load_after_an_undo_starts_a_branch(warehouse: Warehouse) -> None:
    for n in (1, 2):
        put(warehouse, n)
    warehouse.undo()
    assert put(warehouse, 3) == "000003"
    assert numbers(warehouse) == [1, 3]
    assert warehouse.in_use() == {"000001", "000003"}


def test_the_last_ten_are_kept_and_the_history_whole(warehouse: Warehouse) -> None:
    for n in range(KEEP + 3):
        put(warehouse, n)
    assert kept(warehouse) == [f"{n:06}" for n in range(4, KEEP + 4)]
    assert len(warehouse.history()) == KEEP + 3
    for _ in range(KEEP - 1):
        warehouse.undo()
    assert warehouse.current() == "000004"
    with pytest.raises(NothingToUndo):  # the state before was cleaned away
        warehouse.undo()
    assert numbers(warehouse) == [0, 1, 2, 3]


def test_a_load_after_many_undos_can_itself_be_undone(warehouse: Warehouse) -> None:
    for n in range(KEEP):
        put(warehouse, n)
    for _ in range(KEEP - 1):
        warehouse.undo()
    put(warehouse, 99)
    _undone, now = warehouse.undo()
    assert (now, numbers(warehouse)) == ("000001", [0])


def spoil(warehouse: Warehouse, failure: type[BaseException]) -> None:
    """Change the draft, then fail."""
    with warehouse.build() as draft:
        draft.connection.execute("insert into t values (2)")
        raise failure


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt])
def test_a_failure_while_building_leaves_the_last_good_one(
    warehouse: Warehouse, failure: type[BaseException]
) -> None:
    put(warehouse, 1)
    before = contents(warehouse.folder)
    with pytest.raises(failure):
        spoil(warehouse, failure)
    after = contents(warehouse.folder) or {}
    del after["snapshots/000002.unfinished"]
    assert after == before
    assert [start.id for start in warehouse.unfinished()] == ["000002"]
    assert put(warehouse, 3) == "000003"
    assert numbers(warehouse) == [1, 3]


def test_an_abandoned_draft_changes_nothing(warehouse: Warehouse) -> None:
    put(warehouse, 1)
    before = contents(warehouse.folder)
    with warehouse.build() as draft:
        draft.connection.execute("insert into t values (2)")
        draft.abandon()
    assert contents(warehouse.folder) == before


def test_two_loaders_wait_for_each_other(warehouse: Warehouse) -> None:
    put(warehouse, 0)
    inside, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        with warehouse.build() as draft:
            inside.set()
            go_on.wait(TIMEOUT)
            draft.connection.execute("insert into t values (1)")

    first = threading.Thread(target=slow)
    first.start()
    assert inside.wait(TIMEOUT)
    with pytest.raises(Timeout):
        FileLock(warehouse.folder / "loading.lock", timeout=0, is_singleton=False).acquire()
    second = threading.Thread(target=put, args=(warehouse, 2))
    second.start()
    assert numbers(warehouse) == [0]  # readers wait for nobody
    go_on.set()
    first.join(TIMEOUT)
    second.join(TIMEOUT)
    assert numbers(warehouse) == [0, 1, 2]


def _put(folder: Path, n: int) -> None:
    put(Warehouse(folder), n)


def test_loaders_of_several_processes_lose_nothing(warehouse: Warehouse) -> None:
    context = multiprocessing.get_context("spawn")
    loaders = [context.Process(target=_put, args=(warehouse.folder, n)) for n in range(3)]
    for loader in loaders:
        loader.start()
    for loader in loaders:
        loader.join(TIMEOUT)
    assert [loader.exitcode for loader in loaders] == [0, 0, 0]
    assert numbers(warehouse) == [0, 1, 2]


def test_a_reader_keeps_its_snapshot_while_a_new_one_is_published(warehouse: Warehouse) -> None:
    put(warehouse, 1)
    with warehouse.open() as reader:
        put(warehouse, 2)
        assert reader.execute("select n from t").fetchall() == [(1,)]
        assert numbers(warehouse) == [1, 2]
        with warehouse.open("000001") as old:
            assert old.execute("select n from t").fetchall() == [(1,)]


def test_a_snapshot_says_which_program_made_it(warehouse: Warehouse) -> None:
    import reform

    put(warehouse, 1)
    (snapshot,) = warehouse.history()
    assert (snapshot.version, snapshot.files) == (reform.__version__, [{"file": "1.csv"}])
