"""A restore may be struck anywhere, by a kill or by the disk: the old state stays, whole."""

import errno
import itertools
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reform.pipeline.backup import ArchiveRefused
from reform.pipeline.restore import restore
from reform.storage import Warehouse
from tests.ingest.files import County, contents
from tests.pipeline.backups import nothing_to_build, old_state, remade
from tests.pipeline.crash_child import listening, points, struck
from tests.soak import spread

# struck ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def quick(good: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with nothing to build in it."""
    quick = tmp_path_factory.mktemp("quick") / "quick.zip"
    quick.write_bytes(remade(good, nothing_to_build))
    return quick


PARTS = ["CURRENT", "profiles", "journal.sqlite", "snapshots", "imports"]
CAME = ["imports", "snapshots", "journal.sqlite", "profiles", "names.json", "CURRENT"]
POINTS = ["unpacked", "written CURRENT", "restored aside", "written there.json"]
POINTS += [f"moved {name}" for name in (*PARTS, *CAME)]


class Crash(BaseException):
    """What no ordinary handler catches."""


def full() -> OSError:
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_every_step_of_a_restore_is_a_point(quick: Path, tmp_path: Path) -> None:
    warehouse = old_state(tmp_path / "w")
    assert points(lambda: restore(warehouse, quick, replace=True)) == POINTS


@pytest.mark.parametrize("failure", [full, Crash], ids=["full", "crash"])
@pytest.mark.parametrize("nth", spread(len(POINTS), 3, 0), ids=lambda n: f"{n} {POINTS[n]}")
def test_a_struck_restore_leaves_the_old_state(
    quick: Path, tmp_path: Path, nth: int, failure: Callable[[], BaseException]
) -> None:
    warehouse, problem = old_state(tmp_path / "w"), failure()
    (warehouse.folder / "replaced").mkdir()
    (warehouse.folder / "replaced" / "kept.txt").write_text("of the time before")
    before = contents(warehouse.folder)
    with pytest.raises(type(problem)), struck(nth, problem) as passed:
        restore(warehouse, quick, replace=True)
    assert passed[nth] == POINTS[nth]
    assert contents(warehouse.folder) == before
    assert not warehouse.is_loading()


def test_a_full_disk_is_said_in_a_sentence(good: Path, tmp_path: Path) -> None:
    """Here with a snapshot, built and proved already."""
    there = County(tmp_path)
    old_state(there.warehouse.folder)
    before = contents(there.warehouse.folder)

    def strike(name: str) -> None:
        if name == "restored aside":
            raise full()

    with listening(strike):
        said = there.run("restore", str(good), "--replace", lang="en")
    assert (said.exit_code, said.stdout) == (1, "")
    assert "cannot be written (No space left on device). Nothing was published." in said.stderr
    assert contents(there.warehouse.folder) == before


# killed ---------------------------------------------------------------------------------------


def killed(warehouse: Warehouse, file: Path, nth: int) -> Warehouse:
    """What lies there when the restore is gone after a point: nothing moved back, nothing cleaned up."""
    left = warehouse.folder.with_name("left")

    def strike(_name: str) -> None:
        if next(counted) == nth:
            shutil.copytree(warehouse.folder, left)
            raise Crash

    counted = itertools.count()
    with pytest.raises(Crash), listening(strike):
        restore(warehouse, file, replace=True)
    return Warehouse(left)


@pytest.fixture(scope="module")
def new_state(quick: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the backup gives in an empty folder."""
    warehouse = Warehouse(tmp_path_factory.mktemp("new") / "w")
    restore(warehouse, quick)
    return contents(warehouse.folder) or {}


@pytest.mark.parametrize("nth", spread(len(POINTS), 3, 1), ids=lambda n: f"{n} {POINTS[n]}")
def test_the_restore_after_a_killed_one_loses_nothing(
    quick: Path, new_state: dict[str, bytes], tmp_path: Path, nth: int
) -> None:
    warehouse = old_state(tmp_path / "w")
    old = contents(warehouse.folder)
    left = killed(warehouse, quick, nth)
    restore(left, quick, replace=True)
    found = contents(left.folder) or {}
    aside = {
        name.partition("/")[2]: found.pop(name) for name in sorted(found) if name.startswith("replaced/")
    }
    complete = nth == len(POINTS) - 1  # then what was there before the second one is the new state
    assert aside == (new_state if complete else old)
    assert found == new_state


@pytest.mark.parametrize("nth", spread(len(POINTS), 3, 2), ids=lambda n: f"{n} {POINTS[n]}")
def test_a_refused_restore_after_a_killed_one_leaves_a_whole_state(
    quick: Path, new_state: dict[str, bytes], tmp_path: Path, nth: int
) -> None:
    warehouse = old_state(tmp_path / "w")
    old = contents(warehouse.folder)
    left = killed(warehouse, quick, nth)
    with pytest.raises(ArchiveRefused):
        restore(left, quick)
    found = contents(left.folder) or {}
    kept = {
        name: content for name, content in found.items() if not name.startswith(("restoring/", "replaced/"))
    }
    assert kept == (new_state if nth == len(POINTS) - 1 else old)


def test_one_killed_in_an_empty_folder_is_begun_anew(
    quick: Path, new_state: dict[str, bytes], tmp_path: Path
) -> None:
    passed = points(lambda: restore(Warehouse(tmp_path / "calm"), quick))
    left = killed(Warehouse(tmp_path / "w"), quick, passed.index("moved journal.sqlite"))
    assert (left.folder / "imports").is_dir() and not (left.folder / "CURRENT").exists()
    restore(left, quick)
    assert contents(left.folder) == new_state
