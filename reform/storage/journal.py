"""The journal: what people type on the pages (ticks, decisions, notes, names), added and never changed.

It lies beside the snapshots in a store of its own, ``journal.sqlite``, so that a tick copies nothing and
waits for no load. Any number of pages and processes write at once, readers wait for nobody, and a writer
that dies loses its own entry at most.
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reform.common.actor import Actor
from reform.common.errors import ReformError
from reform.common.i18n import mark
from reform.common.json_files import parsed
from reform.common.redaction import scrub
from reform.common.text import writable
from reform.storage.event_log import person
from reform.storage.sqlite_store import Store, StoreFault

Value = str | int | bool | None

# What the pages write. Another kind may be written too; it goes by its own name until it stands here.
KINDS = {
    "tick": mark("tick of the weekly check"),
    "decision": mark("decision"),
    "note": mark("note"),
    "name": mark("name given"),
}
MOST_CHARACTERS = 2000  # of one text
MOST_IN_SUBJECT = 200

_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,39}")

_SENTENCES = {
    "damaged": mark(
        "The journal (what was typed on the pages) cannot be read: {file} is damaged. The figures are not "
        "touched. Restore the file from a backup, or move it away: then a new one begins, empty."
    ),
    "closed": mark(
        "The journal (what was typed on the pages) cannot be opened: {file} or its folder is closed to this "
        "user, or the disk fails."
    ),
    "full": mark(
        "The journal cannot be written: the disk is full or fails, or the file may grow no further. What was "
        "typed is not kept."
    ),
    "no_room": mark(
        "The journal (what was typed on the pages) cannot be read: the disk is full, or fails. Nothing in it "
        "is changed; make room and try again."
    ),
    "busy": mark("The journal is busy: somebody else is writing. What was typed is not kept; try again."),
    "personal": mark(
        "The meeting or the number holds personal data (a number or a name of a person), which must not be "
        "kept. Nothing is kept; number the decision in another way."
    ),
    "too_long": mark("The text has {n} characters, and {most} are the most. It is not kept; shorten it."),
}


class JournalFault(ReformError):
    """The journal cannot be read or written; ``fault`` is a key of ``_SENTENCES``."""

    def __init__(self, fault: str, **words: Any) -> None:
        super().__init__(_SENTENCES[fault], **words)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing somebody typed. ``replaces`` is the number of the entry it supersedes."""

    id: int
    written_at: datetime
    kind: str
    subject: str
    author: str
    fields: Mapping[str, Value]
    replaces: int | None = None

    @property
    def is_withdrawal(self) -> bool:
        """Whether it only takes an earlier entry back: it says nothing itself."""
        return not self.fields


class Journal:
    """The journal of a warehouse's folder. Its first entry makes the file; until then it is empty."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "journal.sqlite"
        self._store = Store(self.path)

    def write(
        self,
        kind: str,
        subject: str,
        fields: Mapping[str, Value],
        by: Actor,
        now: datetime,
        replaces: int | None = None,
    ) -> int:
        """Add an entry and return its number.

        ``kind`` and the names of ``fields`` are the program's; ``subject`` is what the entry is about: a
        code, a day, a week, never a typed text. Subject and typed texts lose what identifies a person
        (``redaction.scrub``) before they are written. The actor's name
        is scrubbed of numbers too, but a name may stand there: who decided has to be known.
        A superseded entry stays in the history; one without fields only takes back the entry it replaces.
        """
        names = [kind, *fields]
        if not all(_IDENTIFIER.fullmatch(name) for name in names) or (replaces is None and not fields):
            raise ValueError(f"no entry of the journal: {names}")
        said = {name: _kept(value) for name, value in fields.items()}
        row = {
            "written_at": _moment(now),
            "kind": kind,
            "subject": about(subject),
            "author": person(by.name),
            "fields": json.dumps(said, ensure_ascii=False),
            "replaces": replaces,
        }
        with self._told(full="full"):
            return self._store.write("write", row)

    def withdraw(self, entry: Entry, by: Actor, now: datetime) -> int:
        """Take an entry back, and with it the ones it had superseded. All of them stay in the history."""
        return self.write(entry.kind, entry.subject, {}, by, now, replaces=entry.id)

    def entries(
        self, kind: str | None = None, subject: str | None = None, until: datetime | None = None
    ) -> list[Entry]:
        """Entries in the order they were written: of a kind, of a subject, up to a moment."""
        asked = {
            "kind": kind,
            "subject": None if subject is None else about(subject),
            "until": None if until is None else _moment(until),
        }
        with self._told():
            rows = self._store.ask("entries", asked)
            try:
                return [_entry(*row) for row in rows]
            except (ValueError, TypeError, AttributeError) as problem:  # a row that no entry ever was
                raise StoreFault("damaged") from problem

    def latest(self, kind: str, until: datetime | None = None) -> dict[str, Entry]:
        """What holds of a kind, by subject: the newest entry that was neither superseded nor taken back."""
        entries = self.entries(kind, until=until)
        superseded = {entry.replaces for entry in entries}
        return {e.subject: e for e in entries if e.id not in superseded and not e.is_withdrawal}

    def history(self, subject: str) -> list[Entry]:
        """Everything ever written about a subject, oldest first."""
        return self.entries(subject=subject)

    def check(self) -> None:
        """Read the whole file; raises ``JournalFault`` when anything in it is damaged."""
        with self._told():
            self._store.check()
        self.entries()

    def copy(self, target: Path) -> None:
        """Write the journal as it is now into one new file, while others go on writing: for a backup.

        Raises ``OSError`` where the disk of the new file is full.
        """
        with self._told():
            self._store.copy(target)

    @contextmanager
    def _told(self, full: str = "no_room") -> Iterator[None]:
        """Faults of the file as sentences; ``full`` is the one for a full disk."""
        try:
            yield
        except StoreFault as problem:
            fault = full if problem.fault == "full" else problem.fault
            raise JournalFault(fault, file=self.path) from problem


def about(subject: str) -> str:
    """A subject as it is written and asked for: without what identifies a person."""
    return scrub(_short(writable(subject), MOST_IN_SUBJECT))[0]


def _entry(
    number: int, written_at: str, kind: str, subject: str, author: str, fields: str, *more: Any
) -> Entry:
    when = datetime.fromisoformat(written_at)
    if when.tzinfo is None or not all(isinstance(word, str) for word in (kind, subject, author)):
        raise ValueError(f"entry {number}")
    said = parsed(fields, dict[str, Value])
    # An older program kept control characters, too.
    texts = {name: writable(value) if isinstance(value, str) else value for name, value in said.items()}
    return Entry(number, when, kind, writable(subject), writable(author), texts, *more)


def _moment(when: datetime) -> str:
    """UTC, always as many characters: such texts sort as the moments do."""
    return when.astimezone(UTC).isoformat(timespec="seconds")


def _kept(value: Value) -> Value:
    return scrub(_short(writable(value), MOST_CHARACTERS))[0] if isinstance(value, str) else value


def _short(text: str, most: int) -> str:
    """The text, unless it is too long: a text cut short would say something else."""
    if len(text) > most:
        raise JournalFault("too_long", n=len(text), most=most)
    return text
