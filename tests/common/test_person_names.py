"""Snapshots get names by which people know them: one each, no two the same, nobody's number in it."""

import shutil
from pathlib import Path

import pytest

from reform.common.redaction import HIDDEN
from reform.models import built
from reform.storage import NameTaken, UnknownSnapshot
from reform.storage.warehouse import LONGEST_NAME
from tests.ingest.files import County, contents

MEETING = "第5次领导小组会议"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three small snapshots, to be copied."""
    county = County(tmp_path_factory.mktemp("named"))
    for _ in range(3):
        with county.warehouse.build() as draft:
            built.create_tables(draft.connection)
    return county.folder


@pytest.fixture
def county(made: Path, tmp_path: Path) -> County:
    """The same, to be named."""
    shutil.copytree(made, tmp_path / "county")
    return County(tmp_path / "county")


def say(county: County, *arguments: str) -> tuple[int, str]:
    result = county.run("name", *arguments, lang="en")
    assert (result.exit_code == 0) == (result.stderr == "") == (result.stdout != "")
    return result.exit_code, (result.stdout or result.stderr).strip()


def test_the_current_one_is_named_unless_told_otherwise(county: County) -> None:
    assert say(county, MEETING) == (0, f"Snapshot 000003 is kept as “{MEETING}”.")
    assert say(county, "开工", "--snapshot", "000001") == (0, "Snapshot 000001 is kept as “开工”.")
    named = {row["snapshot"]: row["name"] for row in county.json("history")["snapshots"]}
    assert named == {"000003": MEETING, "000002": None, "000001": "开工"}
    first, second, third = county.run("history").stdout.splitlines()
    assert first.endswith(f"“{MEETING}”") and third.endswith("“开工”") and "“" not in second
    county.warehouse.undo()
    assert say(county, "撤销后")[1] == "Snapshot 000002 is kept as “撤销后”."


def test_no_two_have_the_same_name(county: County) -> None:
    say(county, MEETING, "--snapshot", "000001")
    before = contents(county.warehouse.folder)
    refused = (1, "Snapshot 000001 has this name already. Choose another one.")
    assert say(county, MEETING) == say(county, f" {MEETING}\n") == refused
    with pytest.raises(NameTaken, match="000001"):
        county.warehouse.name("000002", MEETING)
    assert contents(county.warehouse.folder) == before
    assert say(county, MEETING, "--snapshot", "000001")[0] == 0  # its own, once more
    say(county, "开工", "--snapshot", "000001")
    assert say(county, MEETING)[0] == 0  # it is free now
    assert county.warehouse.names() == {"000001": "开工", "000003": MEETING}


@pytest.mark.parametrize("nothing", ["", "  ", "\n"])
def test_no_name_takes_the_name_away(county: County, nothing: str) -> None:
    say(county, MEETING)
    assert say(county, nothing) == (0, "Snapshot 000003 has no name any more.")
    assert say(county, nothing, "--snapshot", "000001")[0] == 0
    assert county.warehouse.names() == {}


@pytest.mark.parametrize(
    ("given", "is_kept"),
    [
        ("  第5次 \t 会议\n记录 ", "第5次 会议 记录"),
        ("长" * 99, "长" * LONGEST_NAME),
        ("王某 13912345678", f"王某 {HIDDEN}"),
    ],
)
def test_a_name_is_a_short_line_with_nobody_in_it(county: County, given: str, is_kept: str) -> None:
    assert say(county, given) == (0, f"Snapshot 000003 is kept as “{is_kept}”.")
    assert county.warehouse.names() == {"000003": is_kept}


@pytest.mark.parametrize("unknown", ["000009", "3", "../000001", "", "第5次"])
def test_what_is_no_snapshot_gets_no_name(county: County, unknown: str) -> None:
    before = contents(county.warehouse.folder)
    with pytest.raises(UnknownSnapshot):
        county.warehouse.name(unknown, MEETING)
    if unknown:
        said = f"There is no snapshot {unknown}; the history lists those that are there."
        assert say(county, MEETING, "--snapshot", unknown) == (1, said)
    assert contents(county.warehouse.folder) == before


def test_while_nothing_is_loaded_there_is_nothing_to_name(tmp_path: Path) -> None:
    county = County(tmp_path)
    assert say(county, MEETING) == (1, "Nothing has been loaded yet.")
    assert not county.warehouse.folder.exists()


def test_a_damaged_list_of_names_is_told(county: County) -> None:
    (county.warehouse.folder / "names.json").write_text("{")
    status, said = say(county, MEETING)
    assert (status, "names.json is damaged" in said, "Nothing was changed." in said) == (1, True, True)
