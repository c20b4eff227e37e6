"""What an older program built comes up to this one: the same facts, the old snapshot kept until then."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reform.common import sql_files
from reform.ingest.result import Options
from reform.models import built
from reform.pipeline import operations
from reform.pipeline.county import county as shown
from reform.pipeline.rebuild import bring_up_to_date, rebuild, take_back
from reform.pipeline.rebuild_result import NotRepeatable
from reform.storage import Warehouse, event_log
from tests.ingest.files import County, contents, text
from tests.models.test_incremental import CASES, case
from tests.pipeline.rebuild_helpers import TODAY, everything, put, spoil
from tests.pipeline.test_crash import only_read


@pytest.fixture
def warehouse(eventful: Path, tmp_path: Path) -> Warehouse:
    """A copy of that county, to be spoiled."""
    shutil.copytree(eventful, tmp_path / "w")
    return Warehouse(tmp_path / "w")


# a new program --------------------------------------------------------------------------------


def test_another_program_builds_the_same_anew(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    before, old = everything(warehouse), str(warehouse.current())
    monkeypatch.setattr(built, "fingerprint", lambda: "of another program")
    done = bring_up_to_date(warehouse)
    assert done is not None
    assert (done.did, done.of, done.snapshot) == ("upgraded", old, warehouse.current())
    assert warehouse.is_intact(old)
    after = everything(warehouse)
    assert after.pop("main.built") != before.pop("main.built")
    assert after == before
    assert bring_up_to_date(warehouse) is None
    undone, _now = warehouse.undo()
    assert undone.id == old  # an upgrade is no load


@pytest.fixture
def another_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The models with one more column in a fact."""
    folder = tmp_path / "rooms"
    shutil.copytree(sql_files.ROOMS, folder)
    made = folder / "models" / "intermediate" / "case_measures.sql"
    made.write_text(
        f"{made.read_text(encoding='utf-8')}\ncreate or replace table extra as select 1 as n;", "utf-8"
    )
    stage_log = folder / "models" / "staging" / "stage_log.sql"
    changed = stage_log.read_text(encoding="utf-8").replace("    reason\n", "    reason,\n    1 as extra\n")
    stage_log.write_text(changed, encoding="utf-8")
    for module in (sql_files, built):
        monkeypatch.setattr(module, "ROOMS", folder)
    sql_files._text.cache_clear()


@pytest.fixture(autouse=True)
def _own_models() -> Any:
    yield
    sql_files._text.cache_clear()


def test_a_changed_model_comes_into_the_facts(warehouse: Warehouse, another_model: None) -> None:
    done = bring_up_to_date(warehouse)
    assert done is not None and done.did == "upgraded"
    columns, rows = everything(warehouse)["main.stage_log"]
    assert ("extra", "INTEGER") in columns and rows


def without_records(warehouse: Warehouse) -> None:
    """As a program left it that kept no records."""
    with warehouse.build() as draft:
        draft.records = []


def test_without_records_the_facts_are_derived_on_a_copy(warehouse: Warehouse, another_model: None) -> None:
    without_records(warehouse)
    with warehouse.build() as draft:
        draft.connection.execute("alter table raw.cases drop column result")
        draft.connection.execute("drop table history.pauses")
    done = bring_up_to_date(warehouse)
    assert done is not None and done.did == "derived"
    found = everything(warehouse)
    assert ("result", "VARCHAR") in found["raw.cases"][0]
    assert "history.pauses" in found
    assert bring_up_to_date(warehouse) is None
    put(warehouse, "n.csv", [CASES, case(1, 2, 1, 8)])
    for act in (lambda: rebuild(warehouse), lambda: take_back(warehouse, 1)):
        with pytest.raises(NotRepeatable):
            act()


def test_a_damaged_import_does_not_hold_up_a_new_program(warehouse: Warehouse, another_model: None) -> None:
    known = warehouse.manifest(str(warehouse.current()))
    assert known is not None
    spoil(warehouse.imports / f"{known.imports[0]}.json")
    done = bring_up_to_date(warehouse)
    assert done is not None
    assert (done.did, done.damaged) == ("derived", f"imports/{known.imports[0]}.json")


def test_a_column_declared_since_is_empty_in_the_old_rows(warehouse: Warehouse) -> None:
    """The file of rows has no such column, the table has."""
    with warehouse.build() as draft:
        draft.connection.execute("alter table raw.items drop column domain")
    assert "raw.items" in (rebuild(warehouse, check=True).differing or [])
    done = bring_up_to_date(warehouse)
    assert done is not None and done.did == "upgraded"


# by itself ------------------------------------------------------------------------------------


@pytest.fixture
def county(warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> County:
    """That county, once the program has changed."""
    county = County(tmp_path / "county")
    shutil.copytree(warehouse.folder, county.warehouse.folder)
    monkeypatch.setattr(built, "fingerprint", lambda: "of another program")
    return county


def loads(county: County) -> tuple[str, ...]:
    return "load", county.file("n.csv", text([CASES, case(1, 2, 1, 8)]))


def checks(county: County) -> tuple[str, ...]:
    return "check", loads(county)[1]


COMMANDS: list[Callable[[County], tuple[str, ...]]] = [
    loads,
    checks,
    lambda _county: ("ask", "D03"),
    lambda _county: ("rows", "items"),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_whoever_comes_first_brings_it_up_to_date(
    county: County, command: Callable[[County], tuple[str, ...]]
) -> None:
    warehouse, old = county.warehouse, str(county.warehouse.current())
    said = county.run(*command(county), lang="en")
    assert said.exit_code == 0
    assert f"Snapshot {old} was made by another version of the program." in said.stderr
    assert warehouse.is_intact(old)
    upgraded = next(known for known in warehouse.history() if known.did == "upgraded")
    assert upgraded.subject == old
    told = [event for event in event_log.events(warehouse.folder) if event["event"] == "upgrade"]
    assert [(event["snapshot"], event["via"]) for event in told] == [(upgraded.id, "program")]
    assert county.run("ask", "D03").stderr.count("另一版本") == 0  # once is enough


def test_the_county_is_renewed_only_when_asked(county: County) -> None:
    old = county.warehouse.current()
    assert shown(county.warehouse).snapshot == old
    assert county.run("doctor").exit_code == 1
    assert county.warehouse.current() == old
    new = shown(county.warehouse, renew=True)
    assert new.renewed is not None and new.renewed.did == "upgraded"
    assert new.snapshot == county.warehouse.current() != old
    assert shown(county.warehouse, renew=True).renewed is None


def test_a_snapshot_of_a_newer_program_is_left_alone(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two programs would build it in turns."""
    monkeypatch.setattr("reform.__version__", "0.0.9")
    before = contents(county.warehouse.folder)
    said = county.run("ask", "D03", lang="en")
    assert said.exit_code == 0
    assert "by a newer version of the program than this one" in said.stderr
    assert contents(county.warehouse.folder) == before


def fails(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_what_cannot_be_brought_up_is_shown_and_said(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reform.pipeline.rebuild.bring_up_to_date", fails)
    old = county.warehouse.current()
    for _ in range(2):
        new = shown(county.warehouse, renew=True)
        assert new.renewed is not None
        assert (new.snapshot, new.renewed.did, new.renewed.snapshot) == (old, "outdated", None)
    failed = [event["event"] for event in event_log.events(county.warehouse.folder)]
    assert failed == ["upgrade_failed", "upgrade_started"]  # not at every look
    said = county.run("ask", "D03", lang="en")
    assert said.exit_code == 0
    assert "cannot be brought up to this one (No space left on device)" in said.stderr
    with pytest.raises(OSError, match="No space"):
        operations.load(county.warehouse, [], Options(), today=TODAY)


def test_a_folder_that_may_only_be_read_is_shown_as_it_is(county: County) -> None:
    with only_read(county.warehouse.folder):
        said = county.run("ask", "D03", lang="en")
    assert said.exit_code == 0
    assert "cannot be brought up to this one (Permission denied)" in said.stderr
