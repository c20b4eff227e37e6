"""A full disk is told in a sentence, whoever meets it and at whatever write, and nothing is lost."""

import contextvars
import sys
from pathlib import Path

import duckdb
import pytest

from reform.cli import main
from reform.pipeline import operations
from reform.reports.meeting_pack import files
from tests.ingest.files import CASES, TODAY, County, contents, text
from tests.pipeline.test_crash import files_no_larger_than


@pytest.mark.parametrize("command", [["restore", "{file}"], ["rebuild"]])
def test_a_full_disk_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    county = County(tmp_path)
    file = county.file("a.zip", b"PK")

    def full(*given: object, **named: object) -> None:
        raise duckdb.IOException('IO Error: Could not write file "x.duckdb": No space left on device')

    monkeypatch.setattr(operations, "restore", full)
    monkeypatch.setattr(operations, "build_again", full)
    result = county.run(*(word.format(file=file) for word in command))
    assert result.exit_code == 1
    assert "No space left on device" in result.stderr


# every command that writes, on a disk that really takes no more ------------------------------------

COMMANDS: dict[str, list[str]] = {
    "load": ["load", "{new}"],
    "undo": ["undo"],
    "take back": ["undo", "--import", "4"],
    "rebuild": ["rebuild"],
    "put back": ["rebuild", "--snapshot", "000001"],
    "name": ["name", "乙"],
    "backup": ["backup", "{out}"],
    "restore": ["restore", "{good}", "--replace"],
    "template": ["template", "cases", "{out}"],
    "brief": ["brief", "--out", "{folder}"],
    "sample": ["sample", "{folder}", "--cases", "100"],
}
REASONS = (
    "File too large",
    "No space left on device",
    "Could not write file",
    "the disk is full",
    "the disk fails",
)
NEW = [CASES[0], ["Z1", "0001", "县市场监督管理局", "2026-02-12", "2026-02-26"]]


def kept(folder: Path) -> dict[str, bytes]:
    """What must not change: all but logs, the tale of a load that did not finish, an index of SQLite's."""
    held = contents(folder) or {}
    passing = (".unfinished", "-shm", "-wal", ".lock")
    return {name: content for name, content in held.items() if not name.endswith(passing)}


@pytest.fixture
def quick_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers of two files that are made at once: how they are made is no matter here."""
    made = files.Pack({"a.docx": b"a" * 1000, "b.xlsx": b"b" * 50_000}, [])
    monkeypatch.setattr(files, "pack", lambda _material: made)


@pytest.mark.usefixtures("quick_papers")
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_every_command_says_it_in_a_sentence_and_loses_nothing(
    county: County, good: Path, tmp_path: Path, command: list[str]
) -> None:
    """Refused at three sizes, one after another; then there is room again, and a load goes through."""
    for size in (0, 100, 20_000):
        out = tmp_path / f"out {size}"
        out.mkdir()
        places = {
            "new": county.file("n.csv", text(NEW)),
            "good": good,
            "folder": out,
            "out": out / "out.xlsx",
        }
        arguments = [word.format(**places) for word in command]
        before = kept(county.warehouse.folder)
        with files_no_larger_than(size):
            result = county.run(*arguments, lang="en")
        assert result.exit_code in (0, 1), size
        assert list(county.folder.rglob("*.tmp")) == [], size
        if result.exit_code == 1:
            assert result.stdout == "", size
            assert any(reason in result.stderr for reason in REASONS), (size, result.stderr)
            assert kept(county.warehouse.folder) == before, size
            assert list(out.iterdir()) == [], size
        assert county.warehouse.troubles() == [], size
        assert size or result.exit_code == 1
    county.load(county.file("m.csv", text([CASES[0], ["Z2", *NEW[1][1:]]])))
    assert not [path for path in county.folder.rglob("*") if "building" in path.name]


def test_a_file_that_was_there_stays_until_the_new_one_is_whole(county: County, tmp_path: Path) -> None:
    """A template, and the report of a load that is published all the same."""
    file = tmp_path / "t.xlsx"
    file.write_bytes(b"mine")
    with files_no_larger_than(100):
        said = county.run("template", "cases", str(file), lang="en")
    assert (said.exit_code, said.stdout) == (1, "")
    sentence = f"{file} cannot be written (File too large). Nothing was written; what was there stays.\n"
    assert said.stderr == sentence
    assert file.read_bytes() == b"mine"
    wrong = county.file("w.csv", text([CASES[0], ["Z1", "0001", "县市场监督管理局", "2026.13.1", ""]]))
    with files_no_larger_than(1000):
        said = county.run("check", wrong, "--report", str(file), lang="en")
    assert said.exit_code == 1
    assert "Only the report is missing; what is said above holds." in said.stderr
    assert "2026.13.1" in said.stdout
    assert file.read_bytes() == b"mine"
    assert county.run("template", "cases", str(file)).exit_code == 0
    assert file.read_bytes().startswith(b"PK")


def test_a_pipe_takes_a_report(county: County) -> None:
    """Nothing can take its place, so nothing tries to."""
    assert county.run("template", "cases", "/dev/null").exit_code == 0
    assert Path("/dev/null").is_char_device()


# what is printed -----------------------------------------------------------------------------------


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("command", [["digest"], ["rows", "cases"], ["undo"], ["rebuild", "--check"]])
def test_an_answer_that_the_disk_does_not_take(
    county: County, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    """What the command did stands, and nothing else is said of it."""
    place = ["--warehouse", str(county.warehouse.folder), "--lang", "en", "--today", TODAY]
    served = county.warehouse.current()
    with open("/dev/full", "w", encoding="utf-8") as full:  # closing it writes what is left to nowhere
        monkeypatch.setattr(sys, "stdout", full)
        with pytest.raises(SystemExit) as ended:
            contextvars.copy_context().run(main, [*place, *command])
    monkeypatch.undo()
    assert ended.value.code == 1
    sentence = "The answer cannot be printed whole (No space left on device): what is printed is cut off."
    assert sentence in capsys.readouterr().err
    assert (county.warehouse.current() != served) == (command == ["undo"])
