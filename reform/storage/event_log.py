"""Logs: what was done to a warehouse, when and by whom. JSON lines in ``logs/reform.log``, files of 1 MB.

Only declared fields are written, each by its own rule; everything else is dropped, so that no cell of a file
and no text of an error can get here. The server and the command line write at once, each line under a lock,
chained to the line before (``log_chain``); a log that cannot be written never stops what it tells of.
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
from itertools import count, takewhile
from pathlib import Path
from typing import Any

from filelock import FileLock

from reform.common.actor import Actor
from reform.common.json_files import parsed
from reform.common.redaction import scrub, scrub_name
from reform.common.settings import known_settings
from reform.common.text import writable
from reform.storage import log_chain

MOST_BYTES = 1_000_000
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
    "filter": _name,
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
        _append(_path(folder), line)
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


def _append(path: Path, event_told: Event) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with _lock(path):
        mark = log_chain.read_mark(path)
        with path.open("ab+") as handle:
            chained = event_told | {log_chain.FIELD: log_chain.link(handle, mark)}
        line = json.dumps(chained, ensure_ascii=False).encode() + b"\n"
        if path.stat().st_size + len(line) > MOST_BYTES:
            mark = _rotate(path, mark)
        with path.open("ab+") as handle:
            if handle.tell():
                handle.seek(-1, os.SEEK_END)
                if handle.read(1) != b"\n":  # a full disk cut the line before: it spoils no other
                    handle.write(b"\n")
            handle.write(line)
        log_chain.write_mark(path, log_chain.mark_after(mark, line))


def _rotate(path: Path, mark: log_chain.Mark | None) -> log_chain.Mark | None:
    """reform.log → reform.log.1 → … What is more than is to be kept goes."""
    files, kept = _files(path), known_settings().keep.logs
    for gone in reversed(files[kept - 1 :]):
        mark = log_chain.mark_without(mark, gone)
        gone.unlink()
    for number, file in reversed(list(enumerate(files[: kept - 1], start=1))):
        os.replace(file, _numbered(path, number))
    return mark


# reading --------------------------------------------------------------------------------------


def events(folder: Path, most: int = 5000) -> list[Event]:
    """The last events, newest first. A line that is none (cut short, or typed by hand) is passed over."""
    read: list[Event] = []
    with _held(folder) as path:
        for file in _files(path):
            if len(read) < most:
                lines = file.read_bytes().decode("utf-8", errors="replace").splitlines()
                read += filter(None, map(_parsed, reversed(lines)))
    return read[:most]


def breaks(folder: Path) -> list[log_chain.Break]:
    """Where lines were taken out of the log or changed."""
    with _held(folder) as path:
        lines = [line for file in reversed(_files(path)) for line in file.read_bytes().splitlines()]
        return log_chain.breaks(lines, log_chain.read_mark(path))


@contextmanager
def _held(folder: Path) -> Iterator[Path]:
    """The log while nobody writes to it, or as it stands where this process cannot lock it."""
    path = _path(folder)
    with _lock(path) if os.access(path.parent, os.W_OK) else nullcontext():
        yield path


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
    """The file that is written, then the older ones, newest first: those that there are."""
    numbered = takewhile(Path.is_file, (_numbered(path, number) for number in count(1)))
    return [*filter(Path.is_file, [path]), *numbered]


def _numbered(path: Path, number: int) -> Path:
    return path.with_name(f"{path.name}.{number}")


def _lock(path: Path) -> FileLock:
    return FileLock(path.with_name("reform.lock"), timeout=TIMEOUT, poll_interval=0.005)
