"""The sample county on the command line: it is named as such, and never mixes with real rows."""

import json
from pathlib import Path

import pytest

from reform.pipeline import county
from tests.ingest.files import CASES, ITEMS, County, contents, text


@pytest.fixture
def empty(tmp_path: Path) -> County:
    return County(tmp_path)


@pytest.fixture
def small_sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sample county of two items, so that these tests are about the command line only."""
    folder = tmp_path / "sample"
    folder.mkdir()
    (folder / "事项.csv").write_bytes(text(ITEMS))
    (folder / "办件.csv").write_bytes(text(CASES))
    monkeypatch.setattr(county, "SAMPLE_FILES", folder)
    monkeypatch.setattr(county, "SAMPLE_WAREHOUSE", tmp_path / "sample warehouse")
    return folder


READING = [["ask", "D03"], ["rows", "items"], ["rows", "cases"]]


def test_an_empty_warehouse_answers_from_the_sample_and_says_so(empty: County, small_sample: Path) -> None:
    for arguments in READING:
        for lang, words in (("zh", "示例数据"), ("en", "sample county")):
            result = empty.run(*arguments, "--format", "json", lang=lang)
            assert result.exit_code == 0
            assert words in result.stderr
            assert json.loads(result.stdout)["rows"]
    assert contents(empty.warehouse.folder) is None


def test_sample_and_real_never_mix(empty: County, small_sample: Path) -> None:
    assert len(empty.rows("items")) == 2
    own = [ITEMS[0], ["9", "本县事项", "县局", "", "", ""]]
    report = empty.load(empty.file("own.csv", text(own)))
    assert report["balance"]["accepted_new"] == 1
    result = empty.run("rows", "items", "--format", "json")
    assert [row["item_code"] for row in json.loads(result.stdout)["rows"]] == ["9"]
    assert result.stderr == ""
    assert empty.rows("cases") == []
    empty.run("undo")
    assert len(empty.rows("items")) == 2  # the sample again, untouched


@pytest.mark.parametrize("command", ["load", "check"])
def test_the_samples_own_files_stay_in_the_sample(empty: County, small_sample: Path, command: str) -> None:
    """Loaded into the county's own warehouse, invented rows would pass for real ones on every page."""
    (small_sample / "README.md").write_text("what lies here", encoding="utf-8")
    files = [str(path) for path in sorted(small_sample.iterdir())]
    for lang, words in (("zh", "示例数据"), ("en", "invented")):
        result = empty.run(command, *files, lang=lang)
        assert result.exit_code == 0
        assert words in result.stdout.splitlines()[-1]
    report = empty.json(command, *files)
    assert report["sample"]
    assert report["balance"]["unchanged"] == report["balance"]["read"] > 0
    assert contents(empty.warehouse.folder) is None


def test_a_sample_file_beside_ones_own_is_refused(empty: County, small_sample: Path) -> None:
    own = empty.file("own.csv", text([ITEMS[0], ["9", "本县事项", "县局", "", "", ""]]))
    renamed = empty.file("事项清单新.csv", (small_sample / "事项.csv").read_bytes())
    report = empty.load(own, renamed, status=1)
    assert [(p["file"], p["rule"]) for p in report["problems"]] == [("事项清单新.csv", "sample_among_others")]
    assert contents(empty.warehouse.folder) is None


def test_the_sample_is_made_again_when_its_files_change(empty: County, small_sample: Path) -> None:
    assert len(empty.rows("items")) == 2
    (small_sample / "事项.csv").write_bytes(text(ITEMS[:2]))
    assert len(empty.rows("items")) == 1
