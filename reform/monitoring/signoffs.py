"""Ticks of the weekly check: which unit has checked its list in a week, with a note and a name.

They stand in the journal: nothing is changed there, and taking a tick back is an entry too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from reform.common import formatting
from reform.common.actor import Actor
from reform.common.i18n import gettext as _
from reform.monitoring.tasks import Matter
from reform.storage.journal import Entry, Journal, Value

KIND = "tick"


def week_of(as_of: date, last_day: date, looked_on: date) -> date:
    """The Monday of the week that is checked: of the day of looking, or of an earlier as-of date chosen."""
    day = as_of if as_of < last_day else max(as_of, looked_on)
    return day - timedelta(day.weekday())


def week_line(monday: date) -> str:
    """The week that is checked, Monday to Sunday."""
    return _("Week of {first} – {last}").format(
        first=formatting.day(monday), last=formatting.day(monday + timedelta(6), short=True)
    )


def _subject(week: date, unit: str) -> str:
    return f"{week.isoformat()} {unit}"


def signed_off(journal: Journal, week: date, until: datetime | None = None) -> dict[str, Entry]:
    """The ticks of a week that hold, by unit."""
    head = _subject(week, "")
    latest = journal.latest(KIND, until)
    return {key.removeprefix(head): entry for key, entry in latest.items() if key.startswith(head)}


def history(journal: Journal, week: date, unit: str | None = None) -> list[Entry]:
    """Everything said about a week's check, newest first."""
    head = _subject(week, unit or "")
    entries = journal.entries(KIND)
    return [
        e for e in reversed(entries) if e.subject == head or (unit is None and e.subject.startswith(head))
    ]


def unit_of(entry: Entry) -> str:
    """The unit whose check an entry is about."""
    return entry.subject.partition(" ")[2]


def sign_off(
    journal: Journal,
    week: date,
    unit: str,
    note: str,
    matters: Iterable[Matter],
    by: Actor,
    now: datetime,
) -> int:
    """Say that a unit has checked its list, and how long the list was. Raises ``JournalFault``."""
    seen = list(matters)
    said: dict[str, Value] = {"checked": True, "note": note.strip() or None}
    said |= {"matters": len(seen), "late": sum(matter.is_late for matter in seen)}
    before = signed_off(journal, week).get(unit)
    replaces = before.id if before else None
    return journal.write(KIND, _subject(week, unit), said, by, now, replaces)


def withdraw_sign_off(journal: Journal, week: date, unit: str, by: Actor, now: datetime) -> None:
    """Take a unit's tick back; nothing where there is none. Raises ``JournalFault``."""
    entry = signed_off(journal, week).get(unit)
    if entry is not None:
        journal.withdraw(entry, by, now)


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """A unit in a week: how many matters it has, how many are late, and its tick."""

    unit: str
    matters: int
    late: int
    tick: Entry | None


def unit_statuses(
    units: Iterable[str], matters: Iterable[Matter], ticks: Mapping[str, Entry]
) -> list[UnitStatus]:
    """Every unit: those that have not checked first, the one with most late matters first among them."""
    matters = list(matters)
    rows = [
        UnitStatus(
            unit,
            sum(matter.owner == unit for matter in matters),
            sum(matter.owner == unit and matter.is_late for matter in matters),
            ticks.get(unit),
        )
        for unit in units
    ]
    return sorted(rows, key=lambda one: (one.tick is not None, -one.late, -one.matters, one.unit))
