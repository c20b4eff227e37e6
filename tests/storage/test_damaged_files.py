"""Files of a warehouse that were damaged: no traceback, the file is named, what can go on goes on."""

import contextvars
import json
import os
import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any, NotRequired, TypedDict

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from reform.cli import main
from reform.common.json_files import parsed, read_json
from reform.metrics.query import Scope
from reform.monitoring.decisions import known
from reform.schema import profiles
from reform.storage import Warehouse, event_log
from reform.storage.import_records import DamagedImport, read
from reform.storage.journal import Journal, JournalFault
from tests.ingest.files import CASES, TODAY, County, text
from tests.pipeline.backups import fill, members, packed
from tests.soak import SOAKING, some
from tests.storage.damaging import DAMAGES, DEEP, FILES, linked

READING = [["ask", "S01"], ["history"], ["doctor"], ["journal"], ["digest"], ["check", "{new}"]]
WRITING = [
    ["load", "{new}"],
    ["name", "甲", "--snapshot", "000002"],
    ["undo"],
    ["rebuild"],
    ["rebuild", "--snapshot", "000001"],
    ["undo", "--import", "4"],
    ["backup", "{made}"],
    ["restore", "{backup}", "--replace"],
]
SAID = {
    "manifest": "snapshots/000004.json",
    "older manifest": "snapshots/000001.json",
    "names": "names.json",
}


@dataclass(frozen=True)
class Kept:
    """A county, a file to load into it, and its backup."""

    county: County
    new: str
    backup: str

    def damaged(self, folder: Path, kind: str, damage: str) -> Path:
        """A copy of its warehouse with one file damaged."""
        copy = linked(self.county.warehouse.folder, folder / "w")
        FILES[kind](copy, DAMAGES[damage])
        return copy

    def run(self, warehouse: Path, command: list[str]) -> Result:
        """A command that ends with a status and no traceback."""
        made = warehouse.parent / "made.zip"
        words = [word.format(new=self.new, backup=self.backup, made=made) for word in command]
        head = ["--warehouse", str(warehouse), "--lang", "en", "--today", TODAY]
        result: Result = contextvars.copy_context().run(CliRunner().invoke, main, [*head, *words])
        assert result.exception is None or isinstance(result.exception, SystemExit), (
            command,
            result.exception,
        )
        assert result.exit_code in (0, 1), (command, result.stderr)
        assert result.exit_code == 0 or result.output, command
        return result


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    county = fill(County(tmp_path_factory.mktemp("kept")))
    new = county.file(
        "n.csv", text([CASES[0], ["Z1", "0001", "县市场监督管理局", "2026-02-12", "2026-02-26"]])
    )
    backup = str(county.folder / "kept.zip")
    assert county.run("backup", backup).exit_code == 0
    return Kept(county, new, backup)


# every command ----------------------------------------------------------------------------------

# All of them when soaking; else each file and each way of damaging it comes up.
_ALL = [(kind, damage) for kind in FILES for damage in DAMAGES]


@pytest.mark.parametrize(("kind", "damage"), some(_ALL, 15))
def test_every_command_ends_in_a_sentence(kept: Kept, tmp_path: Path, kind: str, damage: str) -> None:
    folder = kept.damaged(tmp_path, kind, damage)
    for command in READING if SOAKING else READING[:3]:
        kept.run(folder, command)
    for command in WRITING if SOAKING else ():
        shutil.rmtree(folder)
        kept.run(kept.damaged(tmp_path, kind, damage), command)


@pytest.mark.parametrize(("kind", "file"), SAID.items())
def test_the_file_is_named_and_what_can_go_on_goes_on(
    kept: Kept, tmp_path: Path, kind: str, file: str
) -> None:
    folder = kept.damaged(tmp_path, kind, "deep")
    for command in (["ask", "S01"], ["history"], ["load", kept.new]):
        result = kept.run(folder, command)
        assert result.exit_code == 0
        assert f"{file}" in result.stderr, command
        assert "nested more than 8 levels deep" in result.stderr
    assert file in kept.run(folder, ["doctor"]).stdout


def test_a_load_over_a_damaged_manifest_tells_what_is_missing(kept: Kept, tmp_path: Path) -> None:
    folder = kept.damaged(tmp_path, "manifest", "list")
    kept.run(folder, ["load", kept.new])
    told = [trouble.kind for trouble in Warehouse(folder).troubles()]
    assert told == ["lost_unnamed", "older_manifest"]


@pytest.mark.parametrize("command", [["undo"], ["rebuild"], ["undo", "--import", "4"]])
def test_what_needs_the_file_says_which_it_is(kept: Kept, tmp_path: Path, command: list[str]) -> None:
    folder = kept.damaged(tmp_path, "manifest", "another id")
    result = kept.run(folder, command)
    assert result.exit_code == 1
    assert "Nothing was changed: this file" in result.stderr
    assert "snapshots/000004.json (it carries the number 000002)" in result.stderr


def test_a_saved_profile_that_cannot_be_used_is_told(kept: Kept, tmp_path: Path) -> None:
    folder = kept.damaged(tmp_path, "profile", "numbers")
    (name,) = profiles.unusable(folder)
    assert f"profiles/{name}.toml" in kept.run(folder, ["check", kept.new]).stderr
    assert f"profiles/{name}.toml" in kept.run(folder, ["doctor"]).stdout


# each reader ----------------------------------------------------------------------------------

# What is only another value, and may well be true.
_HARMLESS = {("names", "texts"), ("names", "another id"), ("names", "without keys")}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("kind", ["manifest", "older manifest", "names"])
def test_no_damage_is_taken_for_the_file(kept: Kept, tmp_path: Path, kind: str, damage: str) -> None:
    warehouse = Warehouse(kept.damaged(tmp_path, kind, damage))
    troubles = [one for one in warehouse.troubles() if one.words.get("file") == SAID[kind]]
    assert bool(troubles) == ((kind, damage) not in _HARMLESS)
    assert all(one.words["reason"] for one in troubles)
    assert len(warehouse.history()) == 4 - bool(troubles and kind != "names")


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_record_that_is_none_is_damaged(kept: Kept, tmp_path: Path, damage: str) -> None:
    folder = kept.damaged(tmp_path, "record of the right name", damage)
    address = json.loads((folder / "snapshots" / "000004.json").read_text())["imports"][-1]
    if damage == "another id":
        assert read(folder / "imports", address).import_id == 77
        return
    with pytest.raises(DamagedImport, match=address):
        read(folder / "imports", address)


@pytest.mark.parametrize("damage", DAMAGES)
def test_an_entry_of_the_journal_that_is_none_is_a_fault(kept: Kept, tmp_path: Path, damage: str) -> None:
    journal = Journal(kept.damaged(tmp_path, "journal", damage))
    if damage in ("without keys", "another id", "numbers", "texts", "nulls"):  # words, if odd ones
        assert known(pd.DataFrame(), journal.latest("decision"), Scope(date.fromisoformat(TODAY))) is not None
        return
    with pytest.raises(JournalFault) as told:
        journal.entries()
    assert told.value.fault == "damaged"


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_line_of_the_log_that_is_none_is_passed_over(kept: Kept, tmp_path: Path, damage: str) -> None:
    events = event_log.events(kept.damaged(tmp_path, "log", damage))
    assert len(events) == (
        len(event_log.events(kept.county.warehouse.folder)) if damage == "another id" else 0
    )
    event_log.event(tmp_path / "w", "undo")
    assert [event["event"] for event in event_log.events(tmp_path / "w")][:1] == ["undo"]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_load_that_did_not_finish_is_told_all_the_same(kept: Kept, tmp_path: Path, damage: str) -> None:
    (start,) = Warehouse(kept.damaged(tmp_path, "start", damage)).unfinished()
    assert (start.id, start.rows) == ("000009", [])


def test_a_start_names_no_file_that_is_no_row(kept: Kept, tmp_path: Path) -> None:
    """What a damaged start names is not removed."""
    folder = linked(kept.county.warehouse.folder, tmp_path / "w")
    told = {"id": "000009", "started_at": "", "files": [], "rows": ["../snapshots/000004.duckdb"]}
    (folder / "snapshots" / "000009.started").write_text(json.dumps(told))
    kept.run(folder, ["load", kept.new])
    assert Warehouse(folder).path("000004").exists()


@pytest.mark.parametrize("entry", ["proof", "current", "files", "version", "format"])
@pytest.mark.parametrize("damage", [5, "x", [1], {"a": 1}, None])
def test_a_backup_that_says_something_else_of_itself_is_refused(
    kept: Kept, tmp_path: Path, entry: str, damage: Any
) -> None:
    if (entry, damage) in (("proof", None), ("current", None), ("version", "x")):
        pytest.skip("a backup may say so")
    held = members(Path(kept.backup))
    told = json.loads(held.pop("backup.json")) | {entry: damage}
    file = tmp_path / "b.zip"
    file.write_bytes(packed({}, told) if entry in ("version", "format") else packed(held, told))
    result = CliRunner().invoke(main, ["--warehouse", str(tmp_path / "w"), "restore", str(file)])
    assert isinstance(result.exception, SystemExit), result.exception
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)


def test_a_list_of_moved_files_that_is_damaged_stops_the_next_restore(kept: Kept, tmp_path: Path) -> None:
    folder = linked(kept.county.warehouse.folder, tmp_path / "w")
    (folder / "CURRENT").unlink()
    (folder / "replacing").mkdir()
    (folder / "replacing" / "there.json").write_bytes(DEEP)
    result = kept.run(folder, ["restore", kept.backup, "--replace"])
    assert result.exit_code == 1
    assert "replacing/there.json" in result.stderr
    assert (folder / "replacing" / "there.json").exists()
    assert len(list((folder / "imports").iterdir())) == 10


# forms ------------------------------------------------------------------------------------------


class Table(TypedDict):
    name: str
    size: NotRequired[int | None]


@dataclass
class Thing:
    id: Annotated[str, str.isdigit]
    tables: list[Table] = field(default_factory=list)


@pytest.mark.parametrize(
    ("told", "entry"),
    [
        ('{"id": "1"}', None),
        ('{"id": "1", "tables": [{"name": "a", "size": null, "more": 1}], "new": {}}', None),
        ('{"id": "a"}', "id"),
        ('{"tables": []}', "id"),
        ('{"id": "1", "tables": {}}', "tables"),
        ('{"id": "1", "tables": [{"name": "a"}, {"size": 1}]}', "tables.1.name"),
        ('{"id": "1", "tables": [{"name": "a", "size": true}]}', "tables.0.size"),
        ("[]", "—"),
    ],
)
def test_the_first_wrong_entry_is_named(told: str, entry: str | None) -> None:
    if entry is None:
        assert parsed(told, Thing)["id"] == "1"
        return
    with pytest.raises(ValueError, match=f" {entry} "):
        parsed(told, Thing)


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes here")
    os.mkfifo(tmp_path / "p.json")
    with pytest.raises(OSError):
        read_json(tmp_path / "p.json", dict[str, str])
