"""Notes on days: a batch launched, a holiday, a system changed. They stand on every chart over time.

In the journal each has a subject of its own, the day and a running number: a day may have several.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reform.common.actor import Actor
from reform.storage.journal import Entry, Journal

KIND = "note"


@dataclass(frozen=True, slots=True)
class Note:
    """What was noted on a day."""

    day: date
    text: str
    entry: Entry


def held(journal: Journal, until: datetime | None = None) -> list[Note]:
    """The notes that hold, by day: for the charts and for the pack. Raises ``JournalFault``."""
    notes = [_note(entry) for entry in journal.latest(KIND, until).values()]
    return sorted((note for note in notes if note is not None), key=lambda one: (one.day, one.entry.id))


def between(notes: Sequence[Note], first: date, last: date) -> list[Note]:
    """The notes on days from ``first`` up to and including ``last``."""
    return [note for note in notes if first <= note.day <= last]


def _note(entry: Entry) -> Note | None:
    """None for an entry that notes nothing on a day."""
    try:
        return Note(date.fromisoformat(entry.subject.partition("#")[0]), str(entry.fields["text"]), entry)
    except (ValueError, KeyError):
        return None


def add(journal: Journal, day: date, text: str, by: Actor, now: datetime) -> int:
    """Note something on a day. Raises ``JournalFault``."""
    head = f"{day.isoformat()}#"
    number = sum(entry.subject.startswith(head) and entry.replaces is None for entry in journal.entries(KIND))
    return journal.write(KIND, f"{head}{number + 1}", {"text": text}, by, now)


def take_back(journal: Journal, note: Note, by: Actor, now: datetime) -> int:
    """Take a note off the charts; it stays in the history. Raises ``JournalFault``."""
    return journal.withdraw(note.entry, by, now)
