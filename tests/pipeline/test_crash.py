"""A load may be struck anywhere, by a kill or by the disk: the last good snapshot stays, nothing is lost."""

import errno
import os
import random
import resource
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from reform.common import failpoints, i18n
from reform.pipeline.history import as_text, history
from reform.storage import Warehouse
from tests.ingest.files import County, contents, text
from tests.pipeline.crash_child import SECOND, Kill, Undisturbed, facts, points, struck, undisturbed
from tests.privileges import as_anybody
from tests.soak import SOAKING

KILLS = 200 if SOAKING else 8


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    return undisturbed(tmp_path_factory.mktemp("calm"))


# killed ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("turn", range(KILLS))
def test_a_killed_load_loses_nothing(calm: Undisturbed, tmp_path: Path, turn: int) -> None:
    """Spread over all points; every fourth time another process kills, a random while after a point."""
    nth = turn * len(calm.passed) // KILLS
    if turn % 4 == 3:
        nth = random.Random(turn).randrange(len(calm.passed))
    calm.survives(tmp_path / "w", Kill(nth, by_itself=turn % 4 != 3))


def test_every_step_of_a_load_is_a_point(calm: Undisturbed) -> None:
    expected = ["locked", "copied", "opened", "before reading", "staged", "merged", "before cases"]
    expected += ["before weekly_completed", "checkpointed", "rows in place", "flushed"]
    expected += ["snapshot in place", "manifest in place"]
    expected += ["written CURRENT", "published", "start gone"]
    assert [name for name in dict.fromkeys(calm.passed) if name in expected] == expected


# struck: without a process of its own, at every point of publishing ------------------------------


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path / "w")


def put(warehouse: Warehouse, n: int) -> None:
    """Publish a snapshot that holds one more number, and a file of rows."""
    with warehouse.build([f"{n}.csv"]) as draft:
        draft.connection.execute("create table if not exists t (n integer)")
        draft.connection.execute("insert into t values (?)", [n])
        draft.imports.mkdir(exist_ok=True)
        rows = draft.imports / f"{n}.parquet.building"
        rows.write_text(str(n))
        draft.rows = {rows: f"{n:064}"}
        draft.files = [{"file": f"{n}.csv", "sha256": f"{n}"}]


def numbers(warehouse: Warehouse) -> list[int]:
    with warehouse.open() as connection:
        return [n for (n,) in connection.execute("select n from t order by n").fetchall()]


def rows_kept(warehouse: Warehouse) -> list[int]:
    return sorted(int(path.stem) for path in warehouse.imports.iterdir())


class Crash(BaseException):
    """What no ordinary handler catches."""


def full() -> OSError:
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def steps() -> list[str]:
    """The points of publishing a second snapshot."""
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Warehouse(Path(folder))
        put(warehouse, 1)
        return points(lambda: put(warehouse, 2))


STEPS = steps()
# From here on it is published, come what may.
COMMITTED = STEPS.index("published")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first number is published, to be copied."""
    folder = tmp_path_factory.mktemp("first")
    put(Warehouse(folder), 1)
    return folder


@pytest.mark.parametrize("failure", [full, Crash], ids=["full", "crash"])
@pytest.mark.parametrize("nth", range(len(STEPS)), ids=lambda n: f"{n} {STEPS[n]}")
def test_a_struck_load_is_published_whole_or_not_at_all(
    first: Path, warehouse: Warehouse, nth: int, failure: Callable[[], BaseException]
) -> None:
    shutil.copytree(first, warehouse.folder)
    before = contents(warehouse.folder)
    problem = failure()
    tidying = nth >= COMMITTED and isinstance(problem, OSError)
    with nothing_raised() if tidying else pytest.raises(type(problem)), struck(nth, problem) as passed:
        put(warehouse, 2)
    assert passed[nth] == STEPS[nth]
    published = nth >= COMMITTED
    assert numbers(warehouse) == ([1, 2] if published else [1])
    assert warehouse.troubles() == []
    if not published:
        after = contents(warehouse.folder) or {}
        told = after.pop("snapshots/000002.unfinished", None)
        assert after == before
        assert (told is not None) == (nth > STEPS.index("written 000002.started"))
    put(warehouse, 3)
    assert numbers(warehouse) == ([1, 2, 3] if published else [1, 3])
    assert rows_kept(warehouse) == numbers(warehouse)
    assert not list(warehouse.folder.rglob("*.started"))
    assert len(warehouse.history()) == len(numbers(warehouse))


@contextmanager
def nothing_raised() -> Iterator[None]:
    yield


@pytest.mark.parametrize("nth", range(2))
def test_a_struck_undo_changes_nothing(warehouse: Warehouse, nth: int) -> None:
    for n in (1, 2):
        put(warehouse, n)
    with pytest.raises(OSError), struck(nth, full()) as passed:
        warehouse.undo()
    assert passed == ["written 000002.json", "written CURRENT"][: nth + 1]
    assert numbers(warehouse) == [1, 2]
    assert warehouse.troubles() == []
    put(warehouse, 3)
    assert numbers(warehouse) == [1, 2, 3]


def test_a_struck_put_back_leaves_the_file_that_was_there(warehouse: Warehouse) -> None:
    """A new file beside the old checksum would be taken for a damaged one."""
    for n in (1, 2):
        put(warehouse, n)
    before = contents(warehouse.folder)
    with pytest.raises(OSError), struck(0, full()) as passed:  # noqa: SIM117
        with warehouse.put_back("000001", lambda _path: None) as connection:
            connection.execute("create table t (n integer)")
    assert passed == ["written 000001.json"]
    assert contents(warehouse.folder) == before
    assert warehouse.is_intact("000001")


def test_rows_that_were_there_stay_when_the_load_that_brought_them_again_fails(warehouse: Warehouse) -> None:
    put(warehouse, 1)
    warehouse.undo()
    with pytest.raises(Crash), struck(STEPS.index("snapshot in place"), Crash()):
        put(warehouse, 1)
    assert rows_kept(warehouse) == [1]


def test_what_runs_is_not_called_unfinished(warehouse: Warehouse) -> None:
    put(warehouse, 1)
    seen = []
    with warehouse.build(["2.csv"]):
        seen += [warehouse.unfinished(), warehouse.is_loading()]
    assert seen == [[], True]
    assert not warehouse.is_loading()


def test_what_a_killed_loader_left_is_cleaned_and_told(warehouse: Warehouse) -> None:
    put(warehouse, 1)
    with suppress(Crash), struck(STEPS.index("written CURRENT"), Crash()), frozen(warehouse):
        put(warehouse, 2)
    left = {path.name for path in warehouse.snapshots.iterdir()}
    assert {"000002.started", "000002.duckdb", "000002.json"} <= left
    (warehouse.snapshots / "000002.duckdb.building.wal").write_bytes(b"half")
    assert [known.id for known in warehouse.history()] == ["000001"]
    with i18n.speaking("en"):
        first, second = as_text(history(warehouse)[:1]).splitlines()
    assert (first[:8], first[-16:], second) == ("000002  ", "  did not finish", "    2.csv")
    put(warehouse, 3)
    assert {path.name for path in warehouse.snapshots.iterdir()} == {
        *("000001.duckdb", "000001.json", "000002.unfinished", "000003.duckdb", "000003.json")
    }


@contextmanager
def frozen(warehouse: Warehouse) -> Iterator[None]:
    """As if the process were gone: what it would still clean up stays."""
    kept = warehouse.folder.with_name("kept")
    original = failpoints.listener
    assert original

    def copy_first(name: str) -> None:
        try:
            original(name)
        except Crash:
            shutil.copytree(warehouse.folder, kept)
            raise

    failpoints.listener = copy_first
    try:
        yield
    finally:
        shutil.rmtree(warehouse.folder)
        kept.rename(warehouse.folder)


# the disk -------------------------------------------------------------------------------------


@pytest.fixture
def county(calm: Undisturbed, tmp_path: Path) -> County:
    """The first files are loaded."""
    shutil.copytree(calm.folder, tmp_path / "warehouse")
    return County(tmp_path)


@pytest.mark.parametrize(
    "point", ["copied", "before a batch", "staged", "before weekly_completed", "rows in place"]
)
def test_a_full_disk_is_said_in_a_sentence(calm: Undisturbed, county: County, point: str) -> None:
    paths = [county.file(name, text(rows)) for name, rows in SECOND.items()]
    with struck(calm.passed.index(point), full()):
        said = county.run("load", *paths, lang="en")
    assert (said.exit_code, said.stdout) == (1, "")
    assert "cannot be written (No space left on device). Nothing was published." in said.stderr
    assert facts(county.warehouse) == calm.before
    assert [row["state"] for row in county.json("history")["snapshots"]] == ["unfinished", "current"]
    county.load(*paths)
    assert facts(county.warehouse) == calm.after


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """What the system really does when nothing more can be written; nothing is injected."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("size", [0, 300_000, 3_500_000])
def test_a_disk_that_really_takes_no_more(calm: Undisturbed, county: County, size: int) -> None:
    """The start cannot be written; the copy cannot; the draft cannot grow."""
    paths = [county.file(name, text(rows)) for name, rows in SECOND.items()]
    with files_no_larger_than(size):
        said = county.run("load", *paths, lang="en")
    assert said.exit_code == 1
    assert "cannot be written (File too large). Nothing was published." in said.stderr
    assert facts(county.warehouse) == calm.before
    county.load(*paths)
    assert facts(county.warehouse) == calm.after


@contextmanager
def only_read(folder: Path) -> Iterator[None]:
    """The folder may only be read inside the block, also where the tests run as root."""
    folders = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    for path in folders:
        path.chmod(0o555)
    try:
        with as_anybody():
            yield
    finally:
        for path in folders:
            path.chmod(0o755)


def test_a_folder_that_may_only_be_read_is_read(calm: Undisturbed, county: County) -> None:
    path = county.file("c2.csv", text(SECOND["c2.csv"]))
    with only_read(county.warehouse.folder):
        assert facts(county.warehouse) == calm.before
        assert county.run("ask", "D03").exit_code == 0
        assert [row["state"] for row in county.json("history")["snapshots"]] == ["current"]
        for command in (("load", path), ("undo",), ("name", "领导小组会议")):
            said = county.run(*command, lang="en")
            assert said.exit_code == 1, command
            assert "cannot be written (Permission denied)." in said.stderr, command
    assert county.run("undo").exit_code == 0
