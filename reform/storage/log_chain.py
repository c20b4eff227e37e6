"""The chain of the event log: each line carries the hash of the one before, so that a removed one is missed.

``logs/reform.mark`` keeps what the oldest kept line carries and the hash of the newest, for lines removed at
either end. Who may write in the folder can make all of it anew: the chain finds a line taken out or changed,
it does not stop whoever administers the server.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple

from reform.common.json_files import read_json

FIELD = "after"
LONGEST_LINE = 65_536  # bytes
# Where the hash of the newest line was lost with its mark: no line has it.
LOST = "lost"


class Mark(NamedTuple):
    """What the oldest kept line carries, and the hash of the newest; empty before the first line."""

    oldest: str = ""
    newest: str = ""


class Break(NamedTuple):
    """Where lines are missing or changed: the times of the lines before and after, None at either end."""

    before: datetime | None
    after: datetime | None


class _Line(NamedTuple):
    """A line of the log: its time, what it carries (None: written by an older program), its own hash."""

    at: datetime
    carries: str | None
    own: str


def link(log: BinaryIO, mark: Mark | None) -> str:
    """What the next line carries; ``log`` is read from its end."""
    newest = _newest(log)
    if newest is None:
        return mark.newest if mark else ""
    if _is_newest(newest, mark):
        return newest.own
    return mark.newest if mark else LOST


def mark_after(mark: Mark | None, line: bytes) -> Mark:
    """The mark after a line was written."""
    return Mark(mark.oldest if mark else "", _hash(line))


def mark_without(mark: Mark | None, dropped: Path) -> Mark:
    """The mark after the oldest file of the log went."""
    lines = list(filter(None, map(_line, dropped.read_bytes().splitlines())))
    return Mark(lines[-1].own if lines else "", mark.newest if mark else "")


def breaks(log: Iterable[bytes], mark: Mark | None) -> list[Break]:
    """Where lines, oldest first, do not follow each other. What is no line of the log is passed over.

    Lines of an older program carry nothing: the chain begins after them.
    """
    lines = list(filter(None, map(_line, log)))
    found: list[Break] = []
    if lines and lines[0].carries not in (None, mark.oldest if mark else ""):
        found.append(Break(None, lines[0].at))
    for before, after in pairwise(lines):
        if after.carries != (None if before.carries is None and after.carries is None else before.own):
            found.append(Break(before.at, after.at))
    if lines and not _is_newest(lines[-1], mark):
        found.append(Break(lines[-1].at, None))
    if not lines and mark and mark.newest:
        found.append(Break(None, None))
    return found


def _is_newest(line: _Line, mark: Mark | None) -> bool:
    """Whether the mark tells of this line, or of the one before: a line may be written and not marked."""
    if mark is None:  # a log of an older program, or the first line
        return line.carries in (None, "")
    return mark.newest in (line.own, line.carries)


# the mark -------------------------------------------------------------------------------------


def read_mark(log: Path) -> Mark | None:
    """The mark beside a log; None where there is none that can be read."""
    try:
        return Mark(**read_json(log.with_suffix(".mark"), dict[str, str]))
    except (OSError, ValueError, TypeError):
        return None


def write_mark(log: Path, mark: Mark) -> None:
    """Keep the mark; raises ``OSError``. It is not flushed: no load waits for what is told of it."""
    kept = log.with_suffix(".mark")
    draft = kept.with_suffix(".mark.tmp")
    draft.write_text(json.dumps(mark._asdict()), encoding="utf-8")
    os.replace(draft, kept)


# lines ----------------------------------------------------------------------------------------


def _newest(log: BinaryIO) -> _Line | None:
    """The last whole line of an open file."""
    log.seek(0, os.SEEK_END)
    log.seek(max(0, log.tell() - LONGEST_LINE))
    return next(filter(None, map(_line, reversed(log.read().splitlines()))), None)


def _line(line: bytes) -> _Line | None:
    """The line as it was written; None for one that was cut short, or that no program wrote."""
    try:
        told = json.loads(line[:LONGEST_LINE])
        carries, at = told.get(FIELD), datetime.fromisoformat(told["at"])
        return _Line(at, None if carries is None else str(carries), _hash(line))
    except (ValueError, RecursionError, LookupError, AttributeError, TypeError):
        return None


def _hash(line: bytes) -> str:
    return hashlib.sha256(line.strip()).hexdigest()[:32]
