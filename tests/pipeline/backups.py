"""A county that has everything a backup holds, its whole state, and archives made wrong on purpose."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from reform.common.actor import Actor
from reform.pipeline.backup import MANIFEST, ArchiveRefused, seal_of
from reform.pipeline.restore import restore
from reform.schema import profiles
from reform.schema.profiles import Profile
from reform.storage import Warehouse
from reform.storage.import_records import DamagedImport
from reform.storage.journal import Journal, JournalFault
from tests.ingest.files import CASES, ITEMS, County, contents, text
from tests.pipeline.rebuild_helpers import everything

NAME = "第5次领导小组会议"
NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
WRONG = ["A9", "0001", "县市场监督管理局", "2026.13.1", ""]
MORE = [CASES[0], ["A3", "0002", "县住房和城乡建设局", "2026-09-30", "2026-10-12"]]
MISTAKE = [CASES[0], ["A7", "0002", "县住房和城乡建设局", "2026-09-30", ""]]
RATINGS = [["评价编号", "办件编号", "满意度", "评价时间"], ["R1", "A1", "满意", "2026-03-01"]]


def fill(county: County) -> County:
    """Four loads, one of them undone and one with refused rows; a name, a profile, and a journal."""
    county.load(
        county.file("i.csv", text(ITEMS)), county.file("c.csv", text([*CASES, WRONG])), "--accept-good"
    )
    assert county.run("name", NAME).exit_code == 0
    county.load(county.file("误.csv", text(MISTAKE)))
    assert county.run("undo").exit_code == 0
    county.load(county.file("c2.csv", text(MORE)))
    county.load(county.file("r.csv", text(RATINGS)))
    folder = county.warehouse.folder
    profiles.save(folder, Profile(name="大厅系统", title="大厅系统", columns={"流水号": "case_no"}))
    journal = Journal(folder)
    first = journal.write("note", "S04", {"text": "等批复"}, Actor("王"), NOW)
    journal.write("note", "S04", {"text": "已批复"}, Actor("王"), NOW, replaces=first)
    journal.write("tick", "2026-W47", {"done": True}, Actor("李"), NOW)
    journal.withdraw(journal.entries("tick")[0], Actor("李"), NOW)
    return county


def leaves(folder: Path) -> list[str]:
    """The names in a folder."""
    return sorted(path.name for path in folder.iterdir())


def state(warehouse: Warehouse) -> dict[str, Any]:
    """All that a backup is to bring back, without the files of the snapshots themselves."""
    return {
        "current": warehouse.current(),
        "tables": everything(warehouse) if warehouse.current() else None,
        "journal": [asdict(entry) for entry in Journal(warehouse.folder).entries()],
        "names": warehouse.names(),
        "profiles": [asdict(profile) for profile in profiles.saved(warehouse.folder)],
        "history": [{**asdict(known), "size": 0, "sha256": ""} for known in warehouse.history()],
        "imports": {path.name: path.read_bytes() for path in warehouse.imports.glob("*")},
    }


# what may be there already ----------------------------------------------------------------------


def journal_only(folder: Path) -> None:
    Journal(folder).write("note", "S01", {"text": "旧"}, Actor("王"), NOW)
    (folder / "journal.lock").unlink()  # empty, and nobody's


def profile_only(folder: Path) -> None:
    (folder / "profiles").mkdir(parents=True)
    (folder / "profiles" / "x.toml").write_text('title = "x"\n')


def import_only(folder: Path) -> None:
    (folder / "imports").mkdir(parents=True)
    (folder / "imports" / f"{1:064}.parquet").write_text("rows")


def undone_only(folder: Path) -> None:
    warehouse = Warehouse(folder)
    with warehouse.build() as draft:
        draft.files = [{"file": "old.csv"}]
    warehouse.undo()


THERE = [journal_only, profile_only, import_only, undone_only]


def old_state(folder: Path) -> Warehouse:
    """Something of every part but names."""
    for kept in THERE:
        kept(folder)
    return Warehouse(folder)


# archives -------------------------------------------------------------------------------------


def members(file: Path) -> dict[str, bytes]:
    """What is in an archive."""
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def manifest(file: Path) -> dict[str, Any]:
    """What an archive says of itself."""
    said: dict[str, Any] = json.loads(members(file)[MANIFEST])
    return said


def sealed(content: bytes) -> bytes:
    """The same with the seal it would have, had the program made it so."""
    return content[:-64] + seal_of(io.BytesIO(content))


Told = dict[str, Any]
Change = Callable[[dict[str, bytes], Told], Any]


def remade(file: Path, change: Change) -> bytes:
    """An archive whose members and manifest (None: left out) were changed, under a right seal."""
    held, told = members(file), manifest(file)
    del held[MANIFEST]
    change(held, told)
    return packed(held, told)


def nothing_to_build(held: dict[str, bytes], told: Told) -> None:
    """Without a current and a named snapshot, which take a while to build."""
    held["names.json"] = b"{}"
    told["files"]["names.json"] = hashlib.sha256(b"{}").hexdigest()
    told["current"] = None


def packed(held: Mapping[str, bytes], told: Any) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            member = zipfile.ZipInfo("placeholder")
            member.filename = name  # also what no zip is to name its members
            archive.writestr(member, content)
        if told is not None:
            archive.writestr(MANIFEST, told if isinstance(told, bytes) else json.dumps(told))
        archive.comment = b"reform-backup:" + b"0" * 64
    return sealed(data.getvalue())


def refused(file: Path, there: Warehouse) -> Exception:
    """Why it is refused: on top of an old state and in an empty folder, and nothing is touched."""
    around = there.folder.parent
    before = contents(around)
    with pytest.raises((ArchiveRefused, DamagedImport, JournalFault)) as told:
        restore(there, file, replace=True)
    assert contents(around) == before
    empty = Warehouse(around / "empty")
    with pytest.raises(told.type):
        restore(empty, file)
    (empty.folder / "loading.lock").unlink(missing_ok=True)
    assert contents(around) == before
    return told.value
