"""Something was loaded and nothing of it is intact: no sample, no empty county, but a sentence."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.pipeline import county as counties
from reform.pipeline import load, operations
from reform.pipeline.county import county as shown
from reform.storage import NothingIntact, Warehouse
from tests.ingest.files import CASES, ITEMS, TODAY, County, contents, text

ON = date.fromisoformat(TODAY)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> County:
    county = County(tmp_path_factory.mktemp("made"))
    county.load(county.file("i.csv", text(ITEMS)))
    county.load(county.file("c.csv", text(CASES)))
    return county


def emptied(warehouse: Warehouse) -> None:
    for path in warehouse.snapshots.glob("*.duckdb"):
        path.write_bytes(b"")


def removed(warehouse: Warehouse) -> None:
    for path in warehouse.snapshots.glob("*.duckdb"):
        path.unlink()


def pointer_too(warehouse: Warehouse) -> None:
    removed(warehouse)
    (warehouse.folder / "CURRENT").unlink()


@pytest.fixture(params=[emptied, removed, pointer_too])
def county(request: pytest.FixtureRequest, made: County, tmp_path: Path) -> County:
    copy = County(tmp_path)
    shutil.copytree(made.warehouse.folder, copy.warehouse.folder)
    request.param(copy.warehouse)
    return copy


def source() -> list[Source]:
    return [Source("c.csv", text(CASES))]


ACTS: list[Callable[[Warehouse], object]] = [
    lambda w: shown(w),
    lambda w: shown(w, renew=True),
    lambda w: load.load(w, source(), Options(), today=ON),
    lambda w: load.check(w, source(), Options(), today=ON),
    lambda w: operations.load(w, source(), Options(), today=ON),
    lambda w: w.build().__enter__(),
    lambda w: w.served(),
]


@pytest.mark.parametrize("act", ACTS)
def test_nothing_stands_in_for_what_is_damaged(county: County, act: Callable[[Warehouse], object]) -> None:
    before = contents(county.warehouse.folder)
    with pytest.raises(NothingIntact) as told:
        act(county.warehouse)
    assert told.value.words == {"id": "000002"}
    assert contents(county.warehouse.folder) == before
    assert county.warehouse.unfinished() == []


@pytest.mark.parametrize(
    "command", ["load c.csv", "check c.csv", "ask D03", "rows cases", "name x", "doctor"]
)
def test_every_command_says_what_to_do(county: County, command: str) -> None:
    word, *rest = command.split()
    arguments = [county.file(rest[0], text(CASES))] if rest == ["c.csv"] else rest
    said = county.run(word, *arguments, lang="en")
    assert said.exit_code == 1
    assert "Snapshot 000002 is damaged and no intact one is left. Rebuild it" in said.stdout + said.stderr


def test_the_dashboard_starts_and_says_it(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its pages offer to rebuild."""
    started = []
    monkeypatch.setattr("reform.cli.server.serve", lambda folder, **_given: started.append(folder))
    said = county.run("serve", "--headless", lang="en")
    assert (said.exit_code, started) == (0, [county.warehouse.folder])
    assert "no intact one is left" in said.stderr


def test_history_still_tells_which_imports_there_are(county: County) -> None:
    files = [f for s in county.json("history")["snapshots"] for f in s["files"]]
    assert [file["import_id"] for file in files] == [2, 1]
    if county.warehouse.published():
        assert {file["state"] for file in files} == {"in_use"}


def test_rebuilding_brings_all_back(county: County) -> None:
    assert county.run("rebuild").exit_code == 0
    assert (len(county.rows("items")), len(county.rows("cases"))) == (2, 3)
    assert county.warehouse.troubles() == [] or not county.warehouse.published()


def test_an_empty_warehouse_is_none_of_this(tmp_path: Path) -> None:
    assert Warehouse(tmp_path / "w").served() is None
    county = County(tmp_path)
    county.load(county.file("i.csv", text(ITEMS)))
    county.run("undo")
    removed(county.warehouse)
    assert county.warehouse.served() is None


def test_a_damaged_sample_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = tmp_path / "sample"
    files.mkdir()
    (files / "事项.csv").write_bytes(text(ITEMS))
    monkeypatch.setattr(counties, "SAMPLE_FILES", files)
    monkeypatch.setattr(counties, "SAMPLE_WAREHOUSE", tmp_path / "made")
    first = shown(Warehouse(tmp_path / "none"))
    removed(first.warehouse)
    again = shown(Warehouse(tmp_path / "none"))
    assert again.is_sample
    assert again.warehouse.troubles() == []


@pytest.mark.parametrize("changed", ["fingerprint", "version"])
def test_the_sample_is_made_again_by_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    (tmp_path / "事项.csv").write_bytes(text(ITEMS))
    monkeypatch.setattr(counties, "SAMPLE_FILES", tmp_path)
    before = counties._fingerprint()
    assert counties._fingerprint() == before
    if changed == "fingerprint":
        monkeypatch.setattr("reform.models.built.fingerprint", lambda: "of another program")
    else:
        monkeypatch.setattr("reform.__version__", "9.9.9")
    assert counties._fingerprint() != before
