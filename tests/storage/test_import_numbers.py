"""The number of an import is given once, whatever has become of the manifests."""

import pytest

from reform.storage import import_records
from tests.ingest.files import CASES, ITEMS, County, text, workbook


@pytest.fixture
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    county = County(tmp_path_factory.mktemp("county"))
    county.load(county.file("items.xlsx", workbook({"事项": ITEMS})))
    county.load(county.file("cases.csv", text(CASES)))
    return county


def loaded_next(county: County) -> int:
    county.load(county.file("more.csv", text([CASES[0], ["A9", *CASES[1][1:]]])))
    ((number,),) = county.query("select import_id from imports where file = 'more.csv'")
    return int(number)


@pytest.mark.parametrize("state", ["whole", "lost", "damaged"])
@pytest.mark.parametrize("undone", [False, True])
def test_no_number_is_given_twice(county: County, state: str, undone: bool) -> None:
    manifest = county.warehouse.snapshots / "000002.json"
    if undone:
        assert county.run("undo").exit_code == 0
    if state == "lost":
        manifest.unlink()
    elif state == "damaged":
        manifest.write_text("{")
    assert loaded_next(county) == 3


def test_a_rebuilt_snapshot_keeps_the_numbers_of_lost_loads(county: County) -> None:
    assert county.run("rebuild").exit_code == 0
    assert county.run("undo").exit_code == 0
    assert county.run("undo").exit_code == 0
    (county.warehouse.snapshots / "000002.json").unlink()
    assert loaded_next(county) == 3


def test_no_record_is_read_for_the_next_number_after_a_restore(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backup holds nothing of loads that were cut short: their snapshots have no manifest for ever."""
    (county.warehouse.snapshots / "000003.started").write_text("{}")
    loaded_next(county)
    assert county.run("backup", archive := str(county.folder / "archive.zip")).exit_code == 0
    restored = County(county.folder / "other")
    assert restored.run("restore", archive).exit_code == 0
    assert [known.id for known in restored.warehouse.history()] == ["000001", "000002", "000004"]
    read: list[str] = []
    monkeypatch.setattr(import_records, "read", lambda folder, address: read.append(address))
    assert (import_records.next_number(restored.warehouse), read) == (4, [])
