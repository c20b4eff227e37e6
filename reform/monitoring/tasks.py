"""The weekly check: what changed since last week and what is due, one list a department.

What comes from the kept rows comes from questions under ``lists/``, one a kind of task (``SOURCES``). Stale
data, failed loads and decisions are added by ``data_tasks`` and ``decisions``. Days left are 0 on the day
itself, negative once it is over: official working days, of an open case days of its own calendar.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import pandas as pd

from reform.common import formatting
from reform.common.i18n import either, mark
from reform.common.i18n import gettext as _
from reform.metrics.query import Scope
from reform.schema.datasets import datasets

Ask = Callable[[str, Scope], pd.DataFrame]

# Every kind of task in the order of the list, and the page on which its rows stand.
KINDS: Mapping[str, tuple[str, str]] = {
    "transfer": (mark("Transfer due"), "transfers"),
    "dispute": (mark("Dispute due"), "disputes"),
    "case": (mark("Open case due"), "days_saved"),
    "review": (mark("Bad review to rectify"), "satisfaction"),
    "decision": (mark("Decision due"), "decisions"),
    "handoff": (mark("Hand-off unanswered"), "supervision"),
    "milestone": (mark("Milestone due"), "problems"),
    "data": (mark("Data to renew"), "health"),
    "load": (mark("Load to repair"), "files"),
    "transferred": (mark("Newly transferred"), "transfers"),
    "plan": (mark("Plan changed"), "transfers"),
}
NOBODY = ""  # the owner of what no unit is named for


@dataclass(frozen=True, slots=True)
class TaskSource:
    """A question whose rows are tasks of a kind; ``columns`` say where its answer calls something else.

    ``over_week``: it tells of what happened since last week (bound as ``from_on``), not of what stands now.
    ``says`` is the row in words, with the answer's own columns put in.
    """

    kind: str
    question: str
    says: str = ""
    over_week: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)

    def cell(self, row: Mapping[str, Any], name: str) -> Any:
        """A cell of the answer by the name it has here; None where it is missing or not in the answer."""
        value = row.get(self.columns.get(name, name))
        return None if formatting.is_missing(value) else value

    def task(self, row: Mapping[Any, Any], since: date) -> "Task":
        """The task that a row of the answer tells of."""
        due_on, days_left = _day(self.cell(row, "due_on")), self.cell(row, "days_left")
        days_left = None if days_left is None else int(days_left)
        reference = str(self.cell(row, "reference") or "")
        return Task(
            self.kind,
            str(self.cell(row, "subject") or reference or formatting.MISSING),
            str(self.cell(row, "owner") or NOBODY),
            due_on,
            days_left,
            _(self.says).format_map(_Cells(row)) if self.says else "",
            reference,
            self.cell(row, "item_code"),
            self.over_week or fell_due(due_on, days_left, since),
            str(self.cell(row, "calendar_kind") or "china"),
        )


# What the kept rows bring. A new dataset adds its question here, in one line; ``columns`` where they differ.
SOURCES: tuple[TaskSource, ...] = (
    TaskSource("transfer", "week_transfers"),
    TaskSource("dispute", "week_disputes"),
    TaskSource("case", "week_cases"),
    TaskSource("review", "week_reviews"),
    TaskSource(
        "handoff",
        "handoffs_unanswered",
        mark("pushed on {pushed_on}, without an answer for {days_waited} working days"),
        columns={"subject": "item_name", "reference": "handoff_no", "owner": "department"},
    ),
    TaskSource("milestone", "week_milestones"),
    TaskSource("transferred", "week_transferred", mark("transferred on {happened_on}"), over_week=True),
    TaskSource("plan", "week_plan_changes", mark("moved from {before_on}; reason: {reason}"), over_week=True),
)


@dataclass(frozen=True, slots=True)
class Task:
    """One row of the check. ``owner`` is ``NOBODY`` where none is named; ``is_new``: since last week."""

    kind: str
    subject: str
    owner: str
    due_on: date | None = None
    days_left: int | None = None
    note: str = ""
    reference: str = ""
    item_code: str | None = None
    is_new: bool = False
    calendar_kind: str = "china"

    @property
    def title(self) -> str:
        """Its kind in the language of the screen."""
        return _(KINDS[self.kind][0])

    @property
    def page(self) -> str:
        """The address of the page with its rows."""
        return KINDS[self.kind][1]

    @property
    def is_late(self) -> bool:
        """Whether its day is over."""
        return self.days_left is not None and self.days_left < 0


def listed(ask: Ask, scope: Scope, since: date) -> list[Task]:
    """The tasks of every source. ``since`` is last week's as-of date.

    The reader's departments are not asked for: who owes a task need not hold the item it is about.
    """
    everybody = replace(scope, departments=None, from_on=None, to_on=None)
    this_week = replace(everybody, from_on=since + timedelta(1))
    return [
        source.task(row, since)
        for source in SOURCES
        for row in ask(source.question, this_week if source.over_week else everybody).to_dict("records")
    ]


def fell_due(due_on: date | None, days_left: int | None, since: date) -> bool:
    """Whether a task is late now and was not at the end of the day last week."""
    return due_on is not None and days_left is not None and days_left < 0 and due_on >= since


class _Cells(dict[str, Any]):
    """The cells of a row as they stand in a sentence."""

    def __getitem__(self, name: str) -> str:
        value = self.get(name)
        if formatting.is_missing(value):
            return _("not given")
        return formatting.day(_day(value)) if name.endswith("_on") else str(value)


def _day(value: Any) -> date | None:
    return None if formatting.is_missing(value) else pd.Timestamp(value).date()


# the list -------------------------------------------------------------------------------------


def ordered(tasks: Iterable[Task]) -> list[Task]:
    """Earliest due first, for days left may be of several calendars; what only happened comes last."""
    kinds = list(KINDS)
    changes = {source.kind for source in SOURCES if source.over_week}

    def key(task: Task) -> tuple[bool, bool, date, int, str, str]:
        is_change = task.kind in changes
        due_on = date.max if is_change else task.due_on or date.max
        return is_change, task.days_left is None, due_on, kinds.index(task.kind), task.reference, task.subject

    return sorted(tasks, key=key)


def owed_by(tasks: Iterable[Task], units: Collection[str]) -> list[Task]:
    """The tasks of some units; of everybody where none is named."""
    return [task for task in tasks if not units or task.owner in units]


def counts(tasks: Iterable[Task]) -> dict[str, int]:
    """How many tasks of each kind, in the order of the kinds; kinds without any are left out."""
    kinds = [task.kind for task in tasks]
    return {kind: kinds.count(kind) for kind in KINDS if kind in kinds}


def finding(tasks: Collection[Task]) -> str:
    """The list in a sentence."""
    if not tasks:
        return _("Nothing changed and nothing is due")
    late, new = sum(task.is_late for task in tasks), sum(task.is_new for task in tasks)
    return _("{n} matters to check: {late} late, {new} new since last week").format(
        n=formatting.number(len(tasks)), late=formatting.number(late), new=formatting.number(new)
    )


def calendar_kinds(tasks: Iterable[Task]) -> set[str]:
    """On which calendars their days left are counted."""
    return {task.calendar_kind for task in tasks if task.days_left is not None}


def left(days: int | None) -> str:
    """Days left in words: late is said, today is said."""
    if days is None:
        return formatting.MISSING
    if days < 0:
        return _("{n} late").format(n=formatting.number(-days))
    return _("today") if days == 0 else formatting.number(days)


def unit(owner: str) -> str:
    """A unit a declaration names in the language of the screen, another one as it is; nobody in a word."""
    declared = {canonical(dataset.owner): either(dataset.owner) for dataset in datasets().values()}
    return declared.get(owner, owner) if owner else _("nobody named")


def canonical(owner: str) -> str:
    """A declared owner (``中文 | English``) by the one name that does not hang on the language."""
    return owner.partition("|")[0].strip()


def units(tasks: Iterable[Task], departments: Iterable[str]) -> Iterator[str]:
    """Everybody who has a list to check: the departments, then the other units that owe something."""
    named = dict.fromkeys(departments)
    yield from named
    yield from sorted({task.owner for task in tasks} - {NOBODY} - set(named))
