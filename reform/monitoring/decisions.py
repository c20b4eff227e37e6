"""Decisions of the leading group's meetings: loaded from files, typed on the page, in one list.

What is typed stands in the journal, one subject a decision (``meeting/number``). An entry that holds the
decision's words is a decision of its own; one that does not only says how far a loaded one has come. Of a
loaded row and an entry about the same decision the newer one holds, so that neither hides news.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import pandas as pd

from reform.common import formatting
from reform.common.actor import Actor
from reform.common.i18n import mark
from reform.metrics.query import Scope
from reform.monitoring.tasks import NOBODY
from reform.storage.journal import Entry, Journal, JournalFault, Value, about

KIND = "decision"
STATES = {
    "overdue": mark("past its day"),
    "open": mark("not yet done"),
    "undated": mark("open, no day set"),
    "done": mark("done"),
    "done_late": mark("done late"),
    "dropped": mark("dropped"),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. ``entry``: the newest of the journal about it, None where only a file tells of it."""

    meeting: str
    met_on: date
    number: str
    text: str
    owner: str = NOBODY
    due_on: date | None = None
    evidence: str = ""
    status: str | None = None
    done_on: date | None = None
    is_typed: bool = False
    entry: Entry | None = None

    @property
    def key(self) -> str:
        """By what the journal knows it."""
        return key(self.meeting, self.number)

    @property
    def taken_at(self) -> tuple[str, date]:
        """The meeting that took it, and its day."""
        return self.meeting, self.met_on

    def is_done(self, as_of: date) -> bool:
        """By its day of completion; a status without a day counts as it stands."""
        return self.done_on <= as_of if self.done_on is not None else self.status == "done"

    def state(self, as_of: date) -> str:
        """How it stands at the end of a day: a key of ``STATES``."""
        if self.is_done(as_of):
            late = self.done_on is not None and self.due_on is not None and self.done_on > self.due_on
            return "done_late" if late else "done"
        if self.status == "dropped":
            return "dropped"
        if self.due_on is None:
            return "undated"
        return "overdue" if self.due_on < as_of else "open"

    def is_open(self, as_of: date) -> bool:
        """Neither done nor dropped."""
        return self.state(as_of) in ("overdue", "open", "undated")


def key(meeting: str, number: str) -> str:
    """The subject of a decision in the journal."""
    return about(_typed_key(meeting, number))


def _typed_key(meeting: str, number: str) -> str:
    return f"{meeting.strip()}/{number.strip()}"


# from where -----------------------------------------------------------------------------------


def known(rows: pd.DataFrame, journal: Mapping[str, Entry], scope: Scope) -> list[Decision]:
    """Every decision up to the as-of date that the reader may see.

    ``rows``: the list ``decision_list`` in this scope; ``journal``: what holds, by subject.

    Typed ones come first, then the loaded ones, the newest meeting first.
    """
    loaded_at = {}
    loaded = {}
    for row in rows.to_dict("records"):
        decision = _loaded(row)
        loaded[decision.key], loaded_at[decision.key] = decision, row["loaded_at"]
    typed = {
        subject: decision
        for subject, entry in journal.items()
        if "text" in entry.fields and not _is_newer(loaded_at.get(subject), entry)
        for decision in [_typed(entry)]
        if decision.met_on <= scope.as_of and (scope.rows_of is None or decision.owner in scope.rows_of)
    }
    rest = [
        _updated(decision, journal.get(subject), loaded_at[subject])
        for subject, decision in loaded.items()
        if subject not in typed
    ]
    return sorted(typed.values(), key=_newest) + sorted(rest, key=_newest)


def _newest(decision: Decision) -> tuple[int, str, str]:
    return -decision.met_on.toordinal(), decision.meeting, decision.number


def _loaded(row: Mapping[Any, Any]) -> Decision:
    cells: dict[Any, Any] = {
        name: None if formatting.is_missing(value) else value for name, value in row.items()
    }
    return Decision(
        str(cells["meeting_no"]),
        pd.Timestamp(cells["met_on"]).date(),
        str(cells["decision_no"]),
        str(cells["decision"]),
        cells["owner"] or NOBODY,
        _day(cells["due_on"]),
        cells["evidence"] or "",
        cells["status"],
        _day(cells["done_on"]),
    )


def _typed(entry: Entry) -> Decision:
    meeting, _slash, number = entry.subject.rpartition("/")
    fields = entry.fields
    return Decision(
        meeting,
        _day(fields.get("met_on")) or entry.written_at.date(),
        number,
        str(fields["text"]),
        str(fields.get("owner") or NOBODY),
        _day(fields.get("due_on")),
        str(fields.get("evidence") or ""),
        str(fields.get("status") or "open"),
        _day(fields.get("done_on")),
        is_typed=True,
        entry=entry,
    )


def _updated(loaded: Decision, entry: Entry | None, loaded_at: Any) -> Decision:
    """A loaded decision with what was typed about it since."""
    if entry is None or _is_newer(loaded_at, entry):
        return loaded
    fields = entry.fields
    return replace(
        loaded,
        status=str(fields.get("status") or "") or loaded.status,
        done_on=_day(fields.get("done_on")),
        evidence=str(fields.get("evidence") or "") or loaded.evidence,
        entry=entry,
    )


def _is_newer(loaded_at: Any, entry: Entry) -> bool:
    """Whether a row was loaded (by this machine's clock) after an entry was typed."""
    if formatting.is_missing(loaded_at):
        return False
    when: datetime = pd.Timestamp(loaded_at).to_pydatetime()
    return when.astimezone() > entry.written_at


def _day(value: Any) -> date | None:
    """None also for what is no day: an entry's words are shown all the same."""
    if formatting.is_missing(value) or value == "":
        return None
    day = pd.to_datetime(value, errors="coerce")
    return None if pd.isna(day) else day.date()


# writing --------------------------------------------------------------------------------------


def enter(
    journal: Journal,
    meeting: str,
    met_on: date,
    number: str,
    text: str,
    owner: str,
    due_on: date | None,
    by: Actor,
    now: datetime,
) -> int:
    """Write a decision down. Raises ``JournalFault``, also where its number is one of a person."""
    if key(meeting, number) != _typed_key(meeting, number):
        raise JournalFault("personal")  # two decisions without their numbers would be one
    fields: dict[str, Value] = {
        "text": text,
        "met_on": met_on.isoformat(),
        "owner": owner or None,
        "due_on": due_on.isoformat() if due_on else None,
        "status": "open",
    }
    return journal.write(KIND, key(meeting, number), fields, by, now)


def report(
    journal: Journal,
    decision: Decision,
    status: str,
    done_on: date | None,
    note: str,
    by: Actor,
    now: datetime,
) -> int:
    """Say how far a decision has come. Everything said before stays in the history."""
    entry = decision.entry
    fields: dict[str, Value] = dict(entry.fields) if entry is not None else {}
    fields["status"] = status
    fields["done_on"] = done_on.isoformat() if done_on and status == "done" else None
    fields["evidence"] = note or fields.get("evidence")
    replaces = entry.id if entry is not None else None
    return journal.write(KIND, decision.key, fields, by, now, replaces)
