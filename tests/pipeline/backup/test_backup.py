"""A backup holds all that cannot be derived, is made whole or not at all, and tells why it is not made."""

import hashlib
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from filelock import FileLock

from reform.common.actor import Actor
from reform.pipeline import backup
from reform.pipeline.backup import MANIFEST
from reform.pipeline.restore import restore
from reform.storage import Warehouse
from reform.storage.journal import Journal
from tests.ingest.files import ITEMS, County, contents, workbook
from tests.pipeline.backups import NOW, leaves, manifest, members, sealed, state
from tests.pipeline.rebuild_helpers import everything

# what is in it --------------------------------------------------------------------------------


def test_it_holds_imports_manifests_names_journal_and_profiles(county: County, file: Path) -> None:
    for stray in ("imports/notes.txt", "snapshots/notes.txt", "profiles/a b.toml", "notes.txt"):
        (county.warehouse.folder / stray).write_text("not ours")
    before = contents(county.warehouse.folder)
    said = county.run("backup", str(file), lang="en")
    assert contents(county.warehouse.folder) == before
    held = members(file)
    ours = {path.name: path for path in county.warehouse.imports.iterdir() if path.suffix != ".txt"}
    expected = {f"imports/{name}" for name in ours}
    expected |= {f"snapshots/{n:06}.json" for n in (1, 2, 3, 4)}
    expected |= {"names.json", "journal.sqlite", "profiles/大厅系统.toml", MANIFEST}
    assert set(held) == expected
    assert len(ours) == 10  # the rows and the record of five imports
    for name, path in ours.items():
        assert held[f"imports/{name}"] == path.read_bytes()
    assert said.stdout == f"{len(held) - 1} files with their checksums are in {file}.\n"
    assert leaves(file.parent) == ["county", file.name]


def test_it_tells_the_checksum_of_every_member_and_of_itself(county: County, file: Path) -> None:
    backup.write(county.warehouse, file)
    held, told = members(file), manifest(file)
    assert told["files"] == {
        name: hashlib.sha256(content).hexdigest() for name, content in held.items() if name != MANIFEST
    }
    assert told["current"] == "000004"
    assert set(told["proof"]["tables"]) == set(everything(county.warehouse))
    assert sealed(file.read_bytes()) == file.read_bytes()


def test_the_same_state_gives_the_same_archive(county: County, file: Path) -> None:
    backup.write(county.warehouse, file)
    first = file.read_bytes()
    backup.write(county.warehouse, file)
    assert file.read_bytes() == first
    Journal(county.warehouse.folder).write("note", "S05", {"text": "新"}, Actor("王"), NOW)
    backup.write(county.warehouse, file)
    assert file.read_bytes() != first


def test_it_is_small_for_it_holds_no_snapshot(county: County, file: Path) -> None:
    backup.write(county.warehouse, file)
    snapshot = county.warehouse.path("000004").stat().st_size
    assert file.stat().st_size < snapshot / 10


# whatever there is ----------------------------------------------------------------------------


def only_a_journal(warehouse: Warehouse) -> None:
    kept = warehouse.folder / "journal.sqlite"
    for path in warehouse.folder.iterdir():
        if path != kept:
            path.unlink() if path.is_file() else shutil.rmtree(path)


def only_profiles(warehouse: Warehouse) -> None:
    only_a_journal(warehouse)
    (warehouse.folder / "journal.sqlite").unlink()
    (warehouse.folder / "profiles").mkdir()
    (warehouse.folder / "profiles" / "x.toml").write_text('title = "x"\n')


def all_undone(warehouse: Warehouse) -> None:
    while warehouse.current():
        warehouse.undo()


def no_pointer(warehouse: Warehouse) -> None:
    (warehouse.folder / "CURRENT").unlink()


def damaged_pointer(warehouse: Warehouse) -> None:
    (warehouse.folder / "CURRENT").write_bytes(b"\xff\x00")


def no_manifest(warehouse: Warehouse) -> None:
    (warehouse.snapshots / "000004.json").unlink()


def no_journal(warehouse: Warehouse) -> None:
    (warehouse.folder / "journal.sqlite").unlink()


STATES = [only_a_journal, only_profiles, all_undone, no_pointer, damaged_pointer, no_manifest, no_journal]


@pytest.mark.parametrize("happened", STATES, ids=lambda one: one.__name__)
def test_what_there_is_comes_back(
    county: County, file: Path, tmp_path: Path, happened: Callable[[Warehouse], None]
) -> None:
    happened(county.warehouse)
    before = state(county.warehouse)
    assert county.run("backup", str(file)).exit_code == 0
    there = Warehouse(tmp_path / "there")
    restore(there, file)
    assert state(there) == before
    assert there.troubles() == []


def test_a_damaged_snapshot_is_backed_up_from_its_imports(county: County, file: Path, tmp_path: Path) -> None:
    before = state(county.warehouse)
    county.warehouse.path("000004").write_bytes(b"no database")
    backup.write(county.warehouse, file)
    assert manifest(file)["proof"] is None
    there = Warehouse(tmp_path / "there")
    restore(there, file)
    assert state(there) == before


def test_what_is_typed_meanwhile_comes_along(county: County, file: Path, tmp_path: Path) -> None:
    """Entries that lie beside the journal's file as yet, because somebody still reads it."""
    only_a_journal(county.warehouse)
    journal = Journal(county.warehouse.folder)
    with closing(sqlite3.connect(journal.path, isolation_level=None)) as reader:
        reader.execute("begin")
        reader.execute("select count(*) from entries").fetchall()
        journal.write("note", "S05", {"text": "新"}, Actor("王"), NOW)
        assert journal.path.with_name("journal.sqlite-wal").stat().st_size
        backup.write(county.warehouse, file)
    restore(Warehouse(tmp_path / "there"), file)
    assert Journal(tmp_path / "there").entries() == journal.entries()
    assert len(journal.entries()) == 5


def test_no_load_comes_between(county: County, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The manifests, names and imports are those of one moment."""
    seen = []

    def looked(warehouse: Warehouse) -> list[tuple[str, Path]]:
        seen.append(warehouse.is_loading())
        return []

    monkeypatch.setattr(backup, "_texts", looked)
    backup.write(county.warehouse, file)
    assert seen == [True]
    with FileLock(county.warehouse.folder / "loading.lock", timeout=0):
        pass


def test_damaged_names_are_backed_up_as_they_are_and_that_is_said(tmp_path: Path) -> None:
    county = County(tmp_path)
    county.load(county.file("items.xlsx", workbook({"事项": ITEMS})))
    words = "names.json as it is, damaged. Keep the older backups"
    assert words not in county.run("backup", str(tmp_path / "good.zip"), lang="en").stderr
    (county.warehouse.folder / "names.json").write_text("{")
    made = county.run("backup", str(tmp_path / "bad.zip"), lang="en")
    assert (made.exit_code, words in made.stderr) == (0, True)
    with zipfile.ZipFile(tmp_path / "bad.zip") as archive:
        assert archive.read("names.json") == b"{"
