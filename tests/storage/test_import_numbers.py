"""The number of an import is given once, whatever has become of the manifests."""

import pytest

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
    assert county.warehouse.lacks_manifests() is False
    if state == "lost":
        manifest.unlink()
    elif state == "damaged":
        manifest.write_text("{")
    assert county.warehouse.lacks_manifests() is (state != "whole")
    assert loaded_next(county) == 3
