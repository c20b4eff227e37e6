"""What a person does to a warehouse is told to the log: by whom, from where, and nothing personal."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from reform.common.actor import Actor, on_page
from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.monitoring.audit_trail import EVENTS, trail
from reform.pipeline import operations
from reform.pipeline.backup import ArchiveRefused
from reform.pipeline.rebuild_result import UnknownImport
from reform.storage import NothingToUndo, UnknownSnapshot, Warehouse, event_log
from tests.ingest.files import CASES, ITEMS, TODAY, County, Rows, text

PHONE = "13812345678"
ON = date.fromisoformat(TODAY)
WRONG: Rows = [CASES[0], ["A9", "0001", "县局", "昨天", PHONE]]
BY = on_page("李主任")


def load(warehouse: Warehouse, name: str, rows: Rows, **options: Any) -> None:
    operations.load(warehouse, [Source(name, text(rows))], Options(), today=ON, **options)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "warehouse"
    load(Warehouse(folder), "i.csv", ITEMS)
    load(Warehouse(folder), "c.csv", CASES)
    shutil.rmtree(folder / "logs")
    return folder


@pytest.fixture
def warehouse(made: Path, tmp_path: Path) -> Warehouse:
    """Two loads, and a log of nothing."""
    return Warehouse(shutil.copytree(made, tmp_path / "warehouse"))


class Done(NamedTuple):
    """Something done, and the last event it leaves."""

    act: Callable[[Warehouse], object]
    event: dict[str, Any]


def backed_up(warehouse: Warehouse, **by: Any) -> Path:
    operations.backup(warehouse, warehouse.folder.parent / "b.zip", **by)
    return warehouse.folder.parent / "b.zip"


def clean(warehouse: Warehouse) -> None:
    warehouse.path("000001").unlink()


DONE = {
    "load": Done(
        lambda w: load(w, "n.csv", [CASES[0], ["B1", "0001", "县局", "2026-03-02", ""]], by=BY),
        {"event": "load", "outcome": "published", "snapshot": "000003", "accepted_new": 1, "files": 1},
    ),
    "load nothing new": Done(
        lambda w: load(w, "c.csv", CASES, by=BY), {"event": "load", "outcome": "unchanged", "unchanged": 3}
    ),
    "load refused": Done(
        lambda w: load(w, "n.csv", WRONG, by=BY), {"event": "load", "outcome": "refused", "rejected": 1}
    ),
    "undo": Done(
        lambda w: operations.undo(w, by=BY), {"event": "undo", "snapshot": "000002", "now_current": "000001"}
    ),
    "take_back": Done(
        lambda w: operations.take_back(w, 1, by=BY),
        {"event": "take_back", "snapshot": "000003", "imports": 1},
    ),
    "rebuild": Done(
        lambda w: operations.build_again(w, by=BY), {"event": "rebuild", "snapshot": "000003", "imports": 2}
    ),
    "put back": Done(
        lambda w: operations.build_again(w, "000001", by=BY),
        {"event": "put_back", "snapshot": "000001", "imports": 1},
    ),
    "name": Done(
        lambda w: operations.name(w, "000001", "会议", by=BY), {"event": "name", "snapshot": "000001"}
    ),
    "backup": Done(lambda w: backed_up(w, by=BY), {"event": "backup", "file": "b.zip", "files": 6}),
    "restore": Done(
        lambda w: operations.restore(w, backed_up(w), replace=True, by=BY),
        {"event": "restore", "file": "b.zip", "snapshot": "000002", "imports": 2},
    ),
    "serve": Done(lambda w: operations.serve(w, 8501, by=BY), {"event": "serve", "port": 8501}),
    "fault": Done(
        lambda w: operations.tell_faults(w, ["journal"], by=BY), {"event": "fault", "what": "journal"}
    ),
}


@pytest.mark.parametrize("done", DONE.values(), ids=DONE)
def test_everything_done_is_told_with_who_did_it(warehouse: Warehouse, done: Done) -> None:
    done.act(warehouse)
    told = event_log.events(warehouse.folder)
    assert told[0].items() >= {**done.event, "who": BY.name, "via": BY.via}.items()
    assert {event["event"] for event in told} <= set(EVENTS)
    kept = "".join(path.read_text(encoding="utf-8") for path in (warehouse.folder / "logs").glob("*.log"))
    assert PHONE not in kept and "昨天" not in kept
    assert BY.name in {one.who.partition("（")[0].partition(" (")[0] for one in trail(warehouse).happenings}


FAILING: dict[str, tuple[Callable[[Warehouse], object], type[Exception], str]] = {
    "take_back": (lambda w: operations.take_back(w, 9), UnknownImport, "take_back_failed"),
    "rebuild": (lambda w: operations.build_again(Warehouse(w.folder / "no")), UnknownSnapshot, ""),
    "put_back": (lambda w: operations.build_again(w, "000009"), UnknownSnapshot, "put_back_failed"),
    "restore": (lambda w: operations.restore(w, backed_up(w)), ArchiveRefused, "restore_failed"),
    "backup": (lambda w: operations.backup(w, w.folder / "no" / "b.zip"), OSError, "backup_failed"),
}


@pytest.mark.parametrize(("act", "error", "event"), FAILING.values(), ids=FAILING)
def test_what_failed_is_told_too(
    warehouse: Warehouse, act: Callable[[Warehouse], object], error: type[Exception], event: str
) -> None:
    with pytest.raises(error):
        act(warehouse)
    last = event_log.events(warehouse.folder)[:1]
    assert [one["event"] for one in last] == ([event] if event else [])


@pytest.mark.parametrize("command", ["load", "undo", "take_back", "rebuild", "name", "backup"])
def test_the_command_line_tells_as_the_systems_user(
    warehouse: Warehouse, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "clerk")
    county = County(warehouse.folder.parent)
    more = [CASES[0], ["B1", "0001", "县局", "2026-03-02", ""]]
    arguments = {
        "load": ["load", county.file("n.csv", text(more))],
        "undo": ["undo"],
        "take_back": ["undo", "--import", "1"],
        "rebuild": ["rebuild"],
        "name": ["name", "会议"],
        "backup": ["backup", str(county.folder / "b.zip")],
    }
    assert county.run(*arguments[command]).exit_code == 0
    last = event_log.events(warehouse.folder)[0]
    assert (last["event"], last["who"], last["via"]) == (command, "clerk", "command_line")


@pytest.mark.parametrize("command", [["history"], ["doctor"], ["rebuild", "--check"], ["rows", "cases"]])
def test_what_only_looks_is_not_told(warehouse: Warehouse, command: list[str]) -> None:
    County(warehouse.folder.parent).run(*command)
    assert not (warehouse.folder / "logs").exists()


def test_a_snapshot_put_back_is_still_the_load_of_who_loaded_it(warehouse: Warehouse) -> None:
    load(warehouse, "n.csv", [CASES[0], ["B1", "0001", "县局", "2026-03-02", ""]], by=Actor("王科长"))
    operations.build_again(warehouse, "000001", by=Actor("李主任"))
    load(warehouse, "m.csv", [CASES[0], ["B2", "0001", "县局", "2026-03-02", ""]], by=Actor("王科长"))
    operations.build_again(warehouse, "000003", by=Actor("李主任"))
    assert {one.who for one in trail(warehouse).happenings if one.subject == "n.csv"} == {"王科长"}


# undo -----------------------------------------------------------------------------------------


def test_undo_builds_the_state_before_again_where_it_was_cleaned_away(warehouse: Warehouse) -> None:
    before = warehouse.path("000001").stat().st_size
    clean(warehouse)
    undone, now = operations.undo(warehouse)
    assert (undone.id, now, warehouse.current()) == ("000002", "000001", "000001")
    assert warehouse.is_intact("000001", thorough=True) and before
    assert [event["event"] for event in event_log.events(warehouse.folder)] == [
        *("undo", "put_back", "put_back_started")
    ]


def test_undo_of_what_somebody_else_loaded_builds_nothing(warehouse: Warehouse) -> None:
    clean(warehouse)
    with pytest.raises(NothingToUndo):
        operations.undo(warehouse, expected="000001")
    assert not warehouse.path("000001").exists()


def no_records(warehouse: Warehouse) -> str:
    with warehouse.build() as draft:
        draft.records = []
    with warehouse.build():
        pass
    warehouse.path("000003").unlink()
    return "Snapshot 000003 holds imports of an older version of the program"


def damaged_imports(warehouse: Warehouse) -> str:
    clean(warehouse)
    shutil.rmtree(warehouse.imports)
    return "these files of the imports are missing or damaged: imports/"


@pytest.mark.parametrize("happened", [no_records, damaged_imports])
def test_undo_says_why_the_state_before_cannot_be_built(
    warehouse: Warehouse, happened: Callable[[Warehouse], str]
) -> None:
    words, current = happened(warehouse), warehouse.current()
    said = County(warehouse.folder.parent).run("undo", lang="en")
    assert (said.exit_code, said.stdout) == (1, "")
    assert words in said.stderr
    assert warehouse.current() == current


# one import -----------------------------------------------------------------------------------


def test_an_import_is_taken_back_by_the_number_in_the_history(warehouse: Warehouse) -> None:
    county = County(warehouse.folder.parent)
    listed = county.run("history", lang="en").stdout
    assert "import 1  i.csv" in listed and "import 2  c.csv" in listed
    said = county.run("undo", "--import", "1", lang="en")
    assert said.stdout == "The import was taken back; snapshot 000003 holds the other 1.\n"
    assert (county.rows("items"), len(county.rows("cases"))) == ([], 3)
    files = [(f["import_id"], f["state"]) for s in county.json("history")["snapshots"] for f in s["files"]]
    assert files == [(2, "in_use"), (1, "taken_back")]
    head, what, *_rest = county.run("history", lang="en").stdout.splitlines()
    assert (head[:6], what) == ("000003", "    import taken back: 1 · i.csv")
    assert county.run("undo", lang="en").stdout.startswith("Undone: snapshot 000003 (1 · i.csv).")


@pytest.mark.parametrize("number", ["9", "0"])
def test_an_import_that_is_not_in_use_is_said(warehouse: Warehouse, number: str) -> None:
    said = County(warehouse.folder.parent).run("undo", "--import", number, lang="en")
    assert (said.exit_code, said.stdout) == (1, "")
    assert said.stderr.startswith(f"Import {number} is not in use.")
