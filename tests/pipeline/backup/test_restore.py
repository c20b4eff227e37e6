"""A backup comes back row for row and entry for entry, and takes the place of nothing unless told."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reform.common.actor import Actor
from reform.pipeline import backup
from reform.pipeline.backup import ArchiveRefused
from reform.pipeline.rebuild import rebuild
from reform.pipeline.restore import restore
from reform.storage import NothingToUndo, Warehouse
from reform.storage.journal import Journal
from tests.ingest.files import ITEMS, County, contents, text
from tests.pipeline.backups import (
    NAME,
    NOW,
    THERE,
    Told,
    journal_only,
    manifest,
    profile_only,
    remade,
    state,
)
from tests.pipeline.crash_child import listening
from tests.pipeline.rebuild_helpers import everything

ONE_MORE = [ITEMS[0], ["0003", "采伐许可", "县林业局", "", "", ""]]


@pytest.fixture
def there(tmp_path: Path) -> County:
    """Another machine, with nothing on it."""
    return County(tmp_path)


# into an empty folder -------------------------------------------------------------------------


def test_all_comes_back_row_for_row_and_entry_for_entry(filled: County, good: Path, there: County) -> None:
    before = state(filled.warehouse)
    assert len(before["journal"]) == 4 and len(before["history"]) == 4 and before["profiles"]
    assert sum(before["tables"]["main.rejects"][1].values()) == 1
    said = there.run("restore", str(good), lang="en")
    assert said.stdout == "The backup is in place: 4 imports, built anew as snapshot 000004.\n"
    assert (said.exit_code, said.stderr) == (0, "")
    assert state(there.warehouse) == before
    assert there.warehouse.troubles() == []
    Journal(there.warehouse.folder).check()
    left = {path.name for path in there.warehouse.folder.iterdir()} - {"loading.lock", "logs"}
    assert left == {"CURRENT", "names.json", "profiles", "journal.sqlite", "snapshots", "imports"}


def test_work_goes_on_where_it_was(filled: County, good: Path, there: County) -> None:
    restore(there.warehouse, good)
    states = {row["snapshot"]: (row["state"], row["kept"]) for row in there.json("history")["snapshots"]}
    assert states == {
        "000001": ("earlier", True),  # it has a name
        "000002": ("undone", False),
        "000003": ("cleaned", False),
        "000004": ("current", True),
    }
    with pytest.raises(NothingToUndo):  # the one before has no file yet
        there.warehouse.undo()
    rebuild(there.warehouse, "000003")
    assert everything(there.warehouse, "000003") == everything(filled.warehouse, "000003")
    there.warehouse.undo()
    assert there.warehouse.current() == "000003"
    there.load(there.file("i.csv", text(ONE_MORE)))
    assert [known.id for known in there.warehouse.history()][-1] == "000005"
    assert [row["import_id"] for row in there.warehouse.history()[-1].files] == [6]  # none is given twice
    assert Journal(there.warehouse.folder).write("note", "S05", {"text": "新"}, Actor("王"), NOW) == 5


def test_a_backup_of_what_was_restored_is_the_same(good: Path, there: County, tmp_path: Path) -> None:
    restore(there.warehouse, good)
    again = tmp_path / "again.zip"
    backup.write(there.warehouse, again)
    ours, theirs = manifest(good), manifest(again)
    for about in (ours, theirs):  # the file of a snapshot is built anew, and with it its checksum
        for snapshot in ("000001", "000004"):
            del about["files"][f"snapshots/{snapshot}.json"]
    assert ours == theirs


def test_what_has_a_name_comes_back_with_its_rows(filled: County, good: Path, there: County) -> None:
    restore(there.warehouse, good)
    assert there.warehouse.names() == {"000001": NAME}
    assert everything(there.warehouse, "000001") == everything(filled.warehouse, "000001")


@pytest.mark.parametrize("damage", ["a record is missing", "without records"])
def test_what_has_a_name_and_cannot_be_built_is_said(
    filled: County, good: Path, there: County, tmp_path: Path, damage: str
) -> None:
    """The current one is what a backup is for: it comes back all the same."""

    def spoil(held: dict[str, bytes], told: Told) -> None:
        known = json.loads(held["snapshots/000001.json"])
        known["imports"] = [] if damage == "without records" else ["0" * 64]
        held["snapshots/000001.json"] = json.dumps(known).encode()
        digest = hashlib.sha256(held["snapshots/000001.json"]).hexdigest()
        told["files"]["snapshots/000001.json"] = digest

    spoilt = tmp_path / "spoilt.zip"
    spoilt.write_bytes(remade(good, spoil))
    said = there.run("restore", str(spoilt), lang="en")
    assert said.stdout.splitlines() == [
        "The backup is in place: 4 imports, built anew as snapshot 000004.",
        f"These named snapshots could not be built again: {NAME}.",
    ]
    assert everything(there.warehouse) == everything(filled.warehouse)


# what is there stays --------------------------------------------------------------------------


@pytest.mark.parametrize("kept", THERE, ids=lambda one: one.__name__)
def test_nothing_is_overwritten_unless_told(good: Path, there: County, kept: Callable[[Path], None]) -> None:
    kept(there.warehouse.folder)
    before = contents(there.warehouse.folder)
    with pytest.raises(ArchiveRefused) as refused:
        restore(there.warehouse, good)
    assert refused.value.kind == "not_empty"
    said = there.run("restore", str(good), lang="en")
    assert (said.exit_code, said.stdout) == (1, "")
    assert f"The warehouse {there.warehouse.folder} is not empty, and nothing was touched." in said.stderr
    assert contents(there.warehouse.folder) == before


def test_what_is_loaded_meanwhile_is_not_overwritten(good: Path, there: County) -> None:
    """A load waits until the backup is in place."""
    busy = []
    with listening(lambda name: busy.append((name, there.warehouse.is_loading()))):
        restore(there.warehouse, good)
    assert {"unpacked", "restored aside", "moved CURRENT"} <= {name for name, _loading in busy}
    assert all(loading for _name, loading in busy)
    assert not there.warehouse.is_loading()


def test_with_replace_the_old_state_lies_aside_whole(filled: County, good: Path, there: County) -> None:
    there.load(there.file("i.csv", text(ONE_MORE)))
    there.run("name", "旧")
    journal_only(there.warehouse.folder)
    profile_only(there.warehouse.folder)
    (there.warehouse.folder / "notes.txt").write_text("not ours")
    old, aside = state(there.warehouse), Warehouse(there.warehouse.folder / "replaced")
    said = there.run("restore", str(good), "--replace", lang="en")
    assert said.stdout.splitlines() == [
        "The backup is in place: 4 imports, built anew as snapshot 000004.",
        f"What was there before lies in {aside.folder} until the next restore.",
    ]
    assert state(there.warehouse) == state(filled.warehouse)
    assert state(aside) == old
    assert (there.warehouse.folder / "notes.txt").read_text() == "not ours"
    shutil.rmtree(there.warehouse.imports)  # spoiled, and restored again
    assert there.run("restore", str(good), "--replace").exit_code == 0
    assert state(there.warehouse) == state(filled.warehouse)
    assert aside.names() == {"000001": NAME}
    assert not aside.imports.exists()
