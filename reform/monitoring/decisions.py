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


def known(rows: pd.DataFrame, journal: Mapping[str, Entry], as_of: date) -> list[Decision]:
    """Every decision up to a day. ``rows``: the list ``decision_list``; ``journal``: what holds, by subject.

    Typed ones come first, then the loaded ones, the newest meeting first.
    """
    loaded = {one.key: (one, row["loaded_at"]) for row in rows.to_dict("records") for one in [_loaded(row)]}
    typed = {subject: _typed(entry) for subject, entry in journal.items() if "text" in entry.fields}
    own = [
        one
        for subject, one in typed.items()
        if one.met_on <= as_of and not (subject in loaded and _is_newer(loaded[subject][1], journal[subject]))
    ]
    hidden = {one.key for one in own}
    rest = [
        _said_of(one, journal.get(subject), loaded_at)
        for subject, (one, loaded_at) in loaded.items()
        if subject not in hidden
    ]
    return sorted(own, key=_newest) + sorted(rest, key=_newest)


def _newest(decision: Decision) -> tuple[int, str, str]:
    return -decision.met_on.toordinal(), decision.meeting, decision.number


def _loaded(row: Mapping[Any, Any]) -> Decision:
    def cell(name: str) -> Any:
        return None if formatting.is_missing(row[name]) else row[name]

    return Decision(
        str(row["meeting_no"]),
        pd.Timestamp(row["met_on"]).date(),
        str(row["decision_no"]),
        str(row["decision"]),
        cell("owner") or NOBODY,
        _day(cell("due_on")),
        cell("evidence") or "",
        cell("status"),
        _day(cell("done_on")),
    )


def _typed(entry: Entry) -> Decision:
    meeting, _slash, number = entry.subject.rpartition("/")
    said = entry.fields
    return Decision(
        meeting,
        _day(said.get("met_on")) or entry.written_at.date(),
        number,
        str(said["text"]),
        str(said.get("owner") or NOBODY),
        _day(said.get("due_on")),
        str(said.get("evidence") or ""),
        str(said.get("status") or "open"),
        _day(said.get("done_on")),
        is_typed=True,
        entry=entry,
    )


def _said_of(loaded: Decision, entry: Entry | None, loaded_at: Any) -> Decision:
    """A loaded decision with what was typed about it since."""
    if entry is None or _is_newer(loaded_at, entry):
        return loaded
    return replace(
        loaded,
        status=str(entry.fields.get("status") or "") or loaded.status,
        done_on=_day(entry.fields.get("done_on")),
        evidence=str(entry.fields.get("evidence") or "") or loaded.evidence,
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
    said: dict[str, Value] = {
        "text": text,
        "met_on": met_on.isoformat(),
        "owner": owner or None,
        "due_on": due_on.isoformat() if due_on else None,
        "status": "open",
    }
    return journal.write(KIND, key(meeting, number), said, by, now)


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
    said: dict[str, Value] = dict(entry.fields) if entry is not None else {}
    said["status"] = status
    said["done_on"] = done_on.isoformat() if done_on and status == "done" else None
    said["evidence"] = note or said.get("evidence")
    replaces = entry.id if entry is not None else None
    return journal.write(KIND, decision.key, said, by, now, replaces)
