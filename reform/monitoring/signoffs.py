"""Sign-offs of the weekly check: which unit has checked its list in a week, with a note and a name.

They stand in the journal: nothing is changed there, and withdrawing a sign-off is an entry too.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from reform.common import formatting
from reform.common.actor import Actor
from reform.common.i18n import gettext as _
from reform.monitoring.tasks import Task
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
    """The sign-offs of a week that hold, by unit."""
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
    tasks: Iterable[Task],
    by: Actor,
    now: datetime,
) -> int:
    """Say that a unit has checked its list, and how long the list was. Raises ``JournalFault``."""
    late = [task.is_late for task in tasks]
    fields: dict[str, Value] = {"checked": True, "note": note.strip() or None}
    fields |= {"matters": len(late), "late": sum(late)}
    before = signed_off(journal, week).get(unit)
    return journal.write(KIND, _subject(week, unit), fields, by, now, before.id if before else None)


def withdraw_sign_off(journal: Journal, week: date, unit: str, by: Actor, now: datetime) -> None:
    """Withdraw a unit's sign-off; nothing where there is none. Raises ``JournalFault``."""
    entry = signed_off(journal, week).get(unit)
    if entry is not None:
        journal.withdraw(entry, by, now)


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """A unit in a week: how many tasks it has, how many are late, and its sign-off."""

    unit: str
    tasks: int
    late: int
    sign_off: Entry | None


def unit_statuses(
    units: Iterable[str], tasks: Iterable[Task], sign_offs: Mapping[str, Entry]
) -> list[UnitStatus]:
    """Every unit: those that have not checked first, the one with most late tasks first among them."""
    owed, late = Counter[str](), Counter[str]()
    for task in tasks:
        owed[task.owner] += 1
        late[task.owner] += task.is_late
    statuses = [UnitStatus(unit, owed[unit], late[unit], sign_offs.get(unit)) for unit in units]
    return sorted(statuses, key=lambda row: (row.sign_off is not None, -row.late, -row.tasks, row.unit))
