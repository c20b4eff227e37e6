"""Upload, check report, load and undo as a reader does it, without a browser."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from reform.ingest.readers import Source, TextTable, open_tables
from reform.pipeline.county import County, sample_files
from reform.storage import Damaged
from reform.storage.snapshots import UnknownSnapshot
from tests.ingest.files import contents, text, workbook
from tests.ui.screen import figures, runs, spoken, start
from tests.ui.small import CASES, ITEMS, files


@pytest.fixture
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "warehouse"
    monkeypatch.setenv("REFORM_WAREHOUSE", str(folder))
    return folder


def upload(screen: AppTest, *named: tuple[str, bytes]) -> AppTest:
    for name, data in named:
        screen.file_uploader[0].upload(name, data, "application/octet-stream")
    return runs(screen.run())


def words(screen: AppTest) -> str:
    return "\n".join(said.text for said in spoken(screen))


def keys(screen: AppTest) -> set[str]:
    return {button.key for button in screen.button if button.key}


def test_check_keeps_nothing_load_keeps_it_undo_takes_it_back(sample: County, warehouse: Path) -> None:
    before = figures(start())
    screen = upload(start("data/files"), *files().items())
    assert "load" in keys(screen)
    assert contents(warehouse) in (None, {})
    assert figures(start()) == before

    runs(screen.button(key="load").click().run())
    assert len(screen.success) == 1
    assert figures(start()) == ["3", "47", "66.67"]
    assert "示例" not in words(start())
    assert "cases.csv" in words(screen)

    runs(screen.button(key="undo").click().run())
    assert figures(start()) == before
    assert "示例数据" in words(start())


def test_a_file_is_read_once_for_the_check_and_the_load(
    sample: County, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def told(source: Source) -> list[TextTable]:
        opened.append(source.name)
        return open_tables(source)

    monkeypatch.setattr("reform.pipeline.reading.open_tables", told)
    screen = upload(start("data/files"), *files().items())
    runs(screen.button(key="load").click().run())
    assert len(screen.success) == 1
    assert sorted(opened) == sorted(files())


def test_no_room_for_what_is_read_is_a_sentence(
    sample: County, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*given: object, **named: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("reform.pipeline.reading.mkdtemp", full)
    screen = upload(start("data/files", lang="en"), *files().items())
    (sentence,) = (error.value for error in screen.error)
    assert "No space left on device" in sentence
    assert "load" not in keys(screen)


def test_files_taken_out_of_the_uploader_leave_nothing_behind(sample: County, warehouse: Path) -> None:
    screen = upload(start("data/files"), *files().items())
    read = screen.session_state["upload_read"][1]
    assert read.close.alive
    runs(screen.file_uploader[0].clear().run())
    assert not read.close.alive
    assert "upload_read" not in screen.session_state


@pytest.mark.parametrize(
    ("problem", "reason"),
    [
        (Damaged("snapshot 000001 is damaged"), "Damaged"),
        (duckdb.IOException("no snapshot"), "IOException"),
        (UnknownSnapshot("000001"), None),
    ],
    ids=["damaged", "database", "refused"],
)
def test_a_check_against_what_cannot_be_read_is_a_sentence(
    sample: County, warehouse: Path, monkeypatch: pytest.MonkeyPatch, problem: Exception, reason: str | None
) -> None:
    def broken(*_given: object) -> None:
        raise problem

    monkeypatch.setattr("reform.ui.data_admin.upload.check_read", broken)
    screen = upload(start("data/files", lang="en"), *files().items())
    (sentence,) = (error.value for error in screen.error)
    expected = f"cannot be compared with what is loaded ({reason})" if reason else str(problem)
    assert expected in sentence
    assert "temporary" not in sentence
    assert "upload_read" not in screen.session_state
    assert "load" not in keys(screen)


def test_loading_the_same_again_changes_nothing_and_says_so(small: County) -> None:
    screen = upload(start("data/files"), *files().items())
    assert "load" not in keys(screen)
    assert len(screen.info) == 1


def test_the_samples_own_files_are_not_offered_for_loading(sample: County, warehouse: Path) -> None:
    items = next(path for path in sample_files() if path.suffix == ".xlsx")
    screen = upload(start("data/files"), ("our items.xlsx", items.read_bytes()))
    assert "load" not in keys(screen)
    assert "示例县的文件" in "".join(info.value for info in screen.info)
    assert contents(warehouse) in (None, {})


def test_a_refused_row_is_listed_and_the_good_rows_can_be_kept(sample: County, warehouse: Path) -> None:
    bad = [*CASES, ["A9", "0001", "县市场监督管理局", "某日", ""]]
    screen = upload(start("data/files"), ("items.xlsx", workbook({"事项": ITEMS})), ("c.csv", text(bad)))
    assert "load" not in keys(screen)
    assert "load_good" in keys(screen)
    assert "某日" in words(screen)
    runs(screen.button(key="load_good").click().run())
    assert "某日" in words(screen)


PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)
BAD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "picture": ("picture.xlsx", lambda: PNG),
    "nothing": ("nothing.csv", lambda: b""),
    "half": ("half.xlsx", lambda: workbook({"事项": ITEMS})[:2000]),
    "empty_sheet": ("empty.xlsx", lambda: workbook({"事项": []})),
    "header_only": ("header.csv", lambda: text(CASES[:1])),
    "other_table": ("other.csv", lambda: text([["甲", "乙"], ["1", "2"]])),
    "column_missing": ("column.csv", lambda: text([row[:3] for row in CASES])),
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_bad_file_is_one_sentence_and_changes_nothing(sample: County, warehouse: Path, language: str) -> None:
    """One after another, each taken out of the uploader before the next."""
    screen = start("data/files", lang=language)
    for case, (name, make) in BAD.items():
        screen = upload(screen, (name, make()))
        assert len(screen.error) == 1, case
        sentence = screen.error[0].value
        assert name in sentence, case
        assert sentence.count("\n") == 0, case
        assert keys(screen) & {"load", "load_good"} == set(), case
        assert contents(warehouse) in (None, {}), case
        screen.file_uploader[0].clear()
