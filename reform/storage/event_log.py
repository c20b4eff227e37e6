"""Logs: what was done to a warehouse, when and by whom. JSON lines in ``logs/reform.log``, ten files of 1 MB.

Only declared fields are written, each by its own rule; everything else is dropped, so that no cell of a file
and no text of an error can get here. The server and the command line write at once, each line under a lock;
a log that cannot be written never stops what it tells of.
"""

import getpass
import json
import math
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from filelock import FileLock

from reform.common.actor import Actor
from reform.common.json_files import parsed
from reform.common.redaction import scrub, scrub_name
from reform.common.text import writable

MOST_BYTES = 1_000_000
MOST_FILES = 10
TIMEOUT = 5.0  # seconds; an event then goes unsaid
NOBODY = "—"
NOT_TOLD = Actor()

Value = str | int | float | None
Event = dict[str, Any]


def person(name: str | None = None) -> str:
    """Who does something: the name typed, without what else identifies its bearer; else the system's user."""
    try:
        name_or_user = scrub(writable(name or "").strip())[0][:60] or scrub(getpass.getuser())[0]
    except (OSError, KeyError, ImportError):  # a process without a user's name
        name_or_user = ""
    return name_or_user or NOBODY


# fields ---------------------------------------------------------------------------------------


def _like(pattern: str, value: Value) -> str | None:
    return value if isinstance(value, str) and re.fullmatch(pattern, value, re.ASCII) else None


# A word of the program: letters and underscores, a few digits at its end.
_code = partial(_like, r"[A-Za-z][A-Za-z_]{0,59}\d{0,3}")
_snapshot = partial(_like, r"\d{6}")
_version = partial(_like, r"\d{1,3}(\.\d{1,3}){1,3}")


def _name(value: Value) -> str | None:
    return scrub_name(value)[:200] if isinstance(value, str) else None


def _who(value: Value) -> str | None:
    return person(value) if isinstance(value, str) else None


def _count(value: Value) -> int | None:
    """A whole number below ten thousand million: a telephone's or a person's number is longer."""
    return value if type(value) is int and 0 <= value < 10**10 else None


def _seconds(value: Value) -> float | None:
    known = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return round(value, 3) if known and 0 <= value < 10**7 else None  # type: ignore[arg-type,operator]


_COUNTS = (
    *("files", "tables", "rows", "snapshots", "imports", "entries", "bytes", "port"),
    *("read", "accepted_new", "accepted_correction", "unchanged", "rejected", "skipped"),
    *("withdrawn", "resolved", "problems"),
)
FIELDS: dict[str, Callable[[Value], Any]] = {
    "who": _who,
    "user": _who,
    "via": _code,
    "snapshot": _snapshot,
    "now_current": _snapshot,
    "dataset": _code,
    "file": _name,
    "what": _code,
    "outcome": _code,
    "rule": _code,
    "error": _code,
    "version": _version,
    "seconds": _seconds,
    **dict.fromkeys(_COUNTS, _count),
}
# As what each stands in a line that is read.
_KINDS = {"at": str, "event": str} | {
    name: int | float if rule in (_count, _seconds) else str for name, rule in FIELDS.items()
}


# writing --------------------------------------------------------------------------------------


def event(
    folder: Path, name: str, by: Actor = NOT_TOLD, *, now: datetime | None = None, **fields: Any
) -> bool:
    """Tell what happened in the warehouse of this folder. Returns whether it could be written."""
    line: Event = {"at": (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="milliseconds")}
    line |= {"event": _code(name) or "unnamed", "who": person()}
    for field, value in {"who": by.name, "via": by.via, **fields}.items():
        checked = FIELDS[field](value) if field in FIELDS else None
        if checked is not None:
            line[field] = checked
    try:
        _append(_path(folder), json.dumps(line, ensure_ascii=False).encode() + b"\n")
    except OSError:
        return False
    return True


@contextmanager
def timed(
    folder: Path,
    name: str,
    by: Actor = NOT_TOLD,
    *,
    clock: Callable[[], float] = time.perf_counter,
    **fields: Any,
) -> Iterator[dict[str, Value]]:
    """Tell of a piece of work: ``<name>_started``, then ``<name>``, or ``<name>_failed`` by an exception.

    The block puts what came of it into the dict: fields of the last event.
    """
    outcome: dict[str, Value] = {}
    event(folder, f"{name}_started", by, **fields)
    began = clock()
    try:
        yield outcome
    except BaseException as problem:
        ended = {"error": type(problem).__name__, "seconds": clock() - began}
        event(folder, f"{name}_failed", by, **fields | ended)
        raise
    event(folder, name, by, **fields | {"seconds": clock() - began} | outcome)


def _append(path: Path, line: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with _lock(path):
        if path.exists() and path.stat().st_size + len(line) > MOST_BYTES:
            _rotate(path)
        with path.open("ab+") as handle:
            if handle.tell():
                handle.seek(-1, os.SEEK_END)
                if handle.read(1) != b"\n":  # a full disk cut the line before: it spoils no other
                    line = b"\n" + line
            handle.write(line)


def _rotate(path: Path) -> None:
    """reform.log → reform.log.1 → … The last one goes."""
    files = _files(path)
    for older, newer in reversed(list(zip(files[1:], files, strict=False))):
        if newer.exists():
            os.replace(newer, older)


# reading --------------------------------------------------------------------------------------


def events(folder: Path, most: int = 5000) -> list[Event]:
    """The last events, newest first. A line that is none (cut short, or typed by hand) is passed over."""
    path = _path(folder)
    if not path.parent.is_dir():
        return []
    read: list[Event] = []
    with _lock(path) if os.access(path.parent, os.W_OK) else nullcontext():
        for file in _files(path):
            if file.is_file() and len(read) < most:
                lines = file.read_bytes().decode("utf-8", errors="replace").splitlines()
                read += filter(None, map(_parsed, reversed(lines)))
    return read[:most]


def _parsed(line: str) -> Event | None:
    try:
        event_read: Event = parsed(line, dict[str, str | int | float])
        datetime.fromisoformat(event_read["at"])
        fits = all(isinstance(value, _KINDS.get(name, object)) for name, value in event_read.items())
    except (ValueError, KeyError, TypeError):
        return None
    return event_read if fits and "event" in event_read else None


# files ----------------------------------------------------------------------------------------


def _path(folder: Path) -> Path:
    return folder / "logs" / "reform.log"


def _files(path: Path) -> list[Path]:
    """The file that is written, then the older ones, newest first."""
    return [path, *(path.with_name(f"{path.name}.{n}") for n in range(1, MOST_FILES))]


def _lock(path: Path) -> FileLock:
    return FileLock(path.with_name("reform.lock"), timeout=TIMEOUT, poll_interval=0.005)
