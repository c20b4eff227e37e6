"""A line taken out of the event log or changed is missed, wherever it stood; what crashes leave is not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from reform.common.settings import STANDARD, Keep
from reform.storage import event_log, log_chain

Lines = list[bytes]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    for n in range(9):
        event_log.event(tmp_path, "load", rows=n)
    return tmp_path / "logs" / "reform.log"


def edited(log: Path, edit: Callable[[Lines], Lines]) -> int:
    """How many breaks there are after the lines were edited."""
    log.write_bytes(b"".join(edit(log.read_bytes().splitlines(keepends=True))))
    return len(event_log.breaks(log.parent.parent))


def _swapped(lines: Lines) -> Lines:
    return [*lines[:3], lines[4], lines[3], *lines[5:]]


EDITS: dict[str, tuple[Callable[[Lines], Lines], int]] = {
    "nothing": (lambda lines: lines, 0),
    "the first": (lambda lines: lines[1:], 1),
    "one": (lambda lines: [*lines[:4], *lines[5:]], 1),
    "several": (lambda lines: [*lines[:2], *lines[4:6], *lines[7:]], 2),
    "the last": (lambda lines: lines[:-1], 1),
    "the last two": (lambda lines: lines[:-2], 1),
    "all": (lambda _lines: [], 1),
    "a changed word": (lambda lines: [line.replace(b'"rows": 4', b'"rows": 5') for line in lines], 1),
    "a changed last word": (lambda lines: [line.replace(b'"rows": 8', b'"rows": 9') for line in lines], 1),
    "another order": (_swapped, 3),
    "a line of one's own": (
        lambda lines: [*lines[:4], b'{"at": "2026-11-30", "event": "undo"}\n', *lines[4:]],
        2,
    ),
    "no time": (lambda lines: [*lines[:4], b'{"at": "x", "event": "undo"}\n', *lines[4:]], 0),
    "no line": (
        lambda lines: [*lines[:4], b'{"at": "2026-', b"\n", b"\xff\n", b"[" * 9999 + b"\n", *lines[4:]],
        0,
    ),
}


@pytest.mark.parametrize("what", EDITS)
def test_what_was_edited_is_found(log: Path, what: str) -> None:
    edit, found = EDITS[what]
    assert edited(log, edit) == found
    assert event_log.event(log.parent.parent, "undo")
    assert len(event_log.breaks(log.parent.parent)) == found, "the next line heals nothing"


def test_where_is_told(log: Path) -> None:
    times = [datetime.fromisoformat(event["at"]) for event in reversed(event_log.events(log.parent.parent))]
    edited(log, lambda lines: [*lines[:4], *lines[5:]])
    assert event_log.breaks(log.parent.parent) == [(times[3], times[5])]


def test_a_lost_mark_is_missed(log: Path) -> None:
    log.with_suffix(".mark").unlink()
    assert edited(log, lambda lines: lines[:-3]) == 1
    event_log.event(log.parent.parent, "undo")
    assert len(event_log.breaks(log.parent.parent)) == 1


def test_a_crash_between_line_and_mark_is_none(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_log: Path, _mark: log_chain.Mark) -> None:
        raise OSError(28, "full")

    with monkeypatch.context() as full:
        full.setattr(log_chain, "write_mark", fails)
        assert not event_log.event(log.parent.parent, "undo")
    assert event_log.breaks(log.parent.parent) == []
    assert event_log.event(log.parent.parent, "undo")
    assert event_log.breaks(log.parent.parent) == []


def test_the_chain_begins_after_the_lines_of_an_older_program(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "reform.log"
    log.parent.mkdir()
    log.write_text('{"at": "2026-01-01T00:00:00+00:00", "event": "load"}\n' * 3)
    assert event_log.breaks(tmp_path) == []
    for n in range(3):
        event_log.event(tmp_path, "load", rows=n)
    assert event_log.breaks(tmp_path) == []
    assert edited(log, lambda lines: lines[1:]) == 0, "what stands before the chain is not held by it"
    assert edited(log, lambda lines: [*lines[:3], *lines[4:]]) == 1


@pytest.mark.parametrize("kept", [1, 3])
def test_files_that_went_are_not_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: int) -> None:
    keep = replace(STANDARD, keep=Keep(10, 520, kept))
    monkeypatch.setattr(event_log, "MOST_BYTES", 500)
    monkeypatch.setattr(event_log, "known_settings", lambda: keep)
    for n in range(30):
        assert event_log.event(tmp_path, "load", rows=n)
        assert event_log.breaks(tmp_path) == []
    assert len(list((tmp_path / "logs").glob("reform.log*"))) == kept
    if kept > 1:
        (tmp_path / "logs" / f"reform.log.{kept - 1}").unlink()
        assert len(event_log.breaks(tmp_path)) == 1
