"""A backup that could not be restored, or has no place to go, is not made: the last good one stays."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reform.pipeline import backup
from reform.pipeline.backup import ArchiveRefused
from reform.storage import Warehouse, import_records
from reform.storage.import_records import DamagedImport
from reform.storage.journal import JournalFault
from tests.ingest.files import County, contents
from tests.pipeline.backups import leaves, manifest
from tests.pipeline.test_crash import files_no_larger_than


def of_an_import(warehouse: Warehouse) -> tuple[Path, Path]:
    """The record and the rows of an import in use."""
    known = warehouse.manifest("000004")
    assert known
    record = import_records.read(warehouse.imports, known.imports[2])
    return warehouse.imports / f"{record.address}.json", import_records.rows_of(warehouse.imports, record)


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def lose_a_record(warehouse: Warehouse) -> None:
    of_an_import(warehouse)[0].unlink()


def lose_rows(warehouse: Warehouse) -> None:
    of_an_import(warehouse)[1].unlink()


def damage_rows(warehouse: Warehouse) -> None:
    flip(of_an_import(warehouse)[1])


def damage_what_was_undone(warehouse: Warehouse) -> None:
    known = warehouse.manifest("000004")
    assert known
    record = next(path for path in warehouse.imports.glob("*.json") if path.stem not in known.imports)
    flip(record)


def forget_records(warehouse: Warehouse) -> None:
    with warehouse.build() as draft:
        draft.records = []


def damage_journal(warehouse: Warehouse) -> None:
    (warehouse.folder / "journal.sqlite").write_bytes(b"no journal" * 1000)


def nothing_at_all(warehouse: Warehouse) -> None:
    shutil.rmtree(warehouse.folder)


REFUSED = [
    (lose_a_record, DamagedImport, "are missing or damaged: imports/"),
    (lose_rows, DamagedImport, "are missing or damaged: imports/"),
    (damage_rows, DamagedImport, "are missing or damaged: imports/"),
    (damage_what_was_undone, DamagedImport, "are missing or damaged: imports/"),
    (forget_records, ArchiveRefused, "Snapshot 000005 holds imports of an older version"),
    (damage_journal, JournalFault, "journal.sqlite is damaged"),
    (nothing_at_all, ArchiveRefused, "There is nothing to back up: nothing was ever loaded."),
]


@pytest.mark.parametrize(("happened", "error", "words"), REFUSED, ids=[case[0].__name__ for case in REFUSED])
def test_what_could_not_be_restored_is_not_backed_up(
    county: County,
    file: Path,
    happened: Callable[[Warehouse], None],
    error: type[Exception],
    words: str,
) -> None:
    """And the last good archive stays."""
    backup.write(county.warehouse, file)
    good = file.read_bytes()
    happened(county.warehouse)
    before = contents(county.warehouse.folder)
    with pytest.raises(error):
        backup.write(county.warehouse, file)
    said = county.run("backup", str(file), lang="en")
    assert (said.exit_code, said.stdout) == (1, "")
    assert words in said.stderr
    assert file.read_bytes() == good
    assert leaves(file.parent) == ["county", file.name]
    assert contents(county.warehouse.folder) == before


def test_a_disk_that_takes_no_more_leaves_the_last_archive(county: County, file: Path) -> None:
    (county.warehouse.folder / "journal.sqlite").unlink()  # or its copy would be refused first
    backup.write(county.warehouse, file)
    good = file.read_bytes()
    with files_no_larger_than(len(good) // 2):
        said = county.run("backup", str(file), lang="en")
    assert (said.exit_code, said.stdout) == (1, "")
    assert f"{file} cannot be written (File too large). No backup was made" in said.stderr
    assert file.read_bytes() == good
    assert leaves(file.parent) == ["county", file.name]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("no/such/folder/x.zip", "There is no folder {folder}."),
        ("warehouse/journal.sqlite", "{file} lies in the warehouse itself."),
        ("warehouse/x.zip", "{file} lies in the warehouse itself."),
        ("warehouse/imports/x", "{file} lies in the warehouse itself."),
    ],
)
def test_a_backup_goes_nowhere_else(county: County, place: str, words: str) -> None:
    """Least of all over what it is to keep."""
    before = contents(county.folder)
    said = county.run("backup", str(county.folder / place), lang="en")
    assert (said.exit_code, said.stdout) == (2, "")
    file = county.folder / place
    assert words.format(file=file, folder=file.parent) in said.stderr
    assert contents(county.folder) == before


NOT_OURS = [b"PK\x03\x04 a workbook", b"x", b"reform-backup:", b"\x00" * 5000]


@pytest.mark.parametrize("content", NOT_OURS)
def test_a_file_that_is_no_backup_is_not_written_over(county: County, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    said = county.run("backup", str(file), lang="en")
    assert (said.exit_code, said.stdout) == (1, "")
    assert f"{file.name} is there already and is no backup of this program" in said.stderr
    assert file.read_bytes() == content


def test_an_empty_file_and_an_older_backup_are_written_over(county: County, file: Path) -> None:
    file.touch()
    for _ in range(2):
        assert county.run("backup", str(file)).exit_code == 0
    assert manifest(file)["current"] == "000004"
