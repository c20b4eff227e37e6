"""The county's problems, what is done about each, and where that stands.

A problem has counter-measures, a counter-measure has milestones and is measured by indicators that stand on
other pages. A counter-measure without indicators of its own is measured by its problem's.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

import pandas as pd

from reform.common.formatting import is_missing
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.common.settings import Settings
from reform.metrics import status
from reform.metrics.status import Status
from reform.metrics.targets import Target

_Row = TypeVar("_Row")
SOON = 10  # working days, 县级口径 (domain.md 3.7: due within 10 working days)


class Due(StrEnum):
    """Where a milestone stands."""

    LATE = "late"
    SOON = "soon"
    LATER = "later"
    UNDATED = "undated"
    DONE = "done"

    @property
    def word(self) -> str:
        """The state in the language of the screen."""
        return _(DUE[self])


DUE = {
    Due.LATE: mark("late"),
    Due.SOON: mark("due soon"),
    Due.LATER: mark("not due yet"),
    Due.UNDATED: mark("no day set"),
    Due.DONE: mark("done"),
}


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step of a counter-measure. ``days_left``: working days to its day, below 0 when past; None when it
    is done or has no day."""

    measure_no: str
    title: str
    owner: str | None
    due_on: date | None
    days_left: int | None
    is_done: bool

    @property
    def due(self) -> Due:
        """Where it stands."""
        if self.is_done:
            return Due.DONE
        if self.days_left is None:
            return Due.UNDATED
        if self.days_left < 0:
            return Due.LATE
        return Due.SOON if self.days_left <= SOON else Due.LATER


@dataclass(frozen=True, slots=True)
class Measure:
    """A counter-measure with its milestones, the earliest day first."""

    number: str
    title: str
    owner: str | None
    due_on: date | None
    codes: tuple[str, ...]
    milestones: tuple[Milestone, ...] = ()

    @property
    def owed(self) -> tuple[Milestone, ...]:
        """What is late; else the one that comes next; else one without a day."""
        by_due = _grouped(self.milestones, lambda milestone: milestone.due)
        coming = [step for step in self.milestones if step.due in (Due.SOON, Due.LATER)]
        return tuple(by_due[Due.LATE] or (coming or by_due[Due.UNDATED])[:1])

    @property
    def done(self) -> int:
        """How many milestones are done."""
        return sum(milestone.is_done for milestone in self.milestones)


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem with what is done about it. ``title`` is None for one that only counter-measures name."""

    number: str
    title: str | None
    what: str | None
    owner: str | None
    codes: tuple[str, ...]
    measures: tuple[Measure, ...] = ()

    @property
    def all_codes(self) -> tuple[str, ...]:
        """The indicators of the problem and of its counter-measures, each once."""
        return tuple(dict.fromkeys((*self.codes, *(c for m in self.measures for c in m.codes))))

    def codes_beside(self, place: int) -> tuple[str, ...]:
        """The indicators beside its counter-measure at that place; the problem's own stand with the first."""
        of_measure = self.measures[place].codes if self.measures else ()
        return of_measure if place else tuple(dict.fromkeys((*self.codes, *of_measure)))


def board(problems: pd.DataFrame, measures: pd.DataFrame, milestones: pd.DataFrame) -> list[Problem]:
    """The problems in their order, from the lists ``problem_list``, ``measure_list`` and ``milestone_list``.

    A counter-measure whose problem is on no list gets one without a title, after the others.
    """
    by_measure = _grouped(steps(milestones), lambda milestone: milestone.measure_no)
    listed = {row["problem_no"]: row for row in _rows(problems)}
    by_problem = _grouped(_rows(measures), lambda row: str(row["problem_no"]))
    return [
        _problem(number, listed.get(number, {}), by_problem[number], by_measure)
        for number in dict.fromkeys((*listed, *by_problem))
    ]


def _problem(
    number: str,
    row: Mapping[str, Any],
    measures: Sequence[Mapping[str, Any]],
    milestones: Mapping[str, Sequence[Milestone]],
) -> Problem:
    codes = codes_in(row.get("indicators"))
    answers = tuple(
        Measure(
            measure["measure_no"],
            measure["title"],
            measure["owner"],
            measure["due_on"],
            codes_in(measure["indicators"]) or codes,
            tuple(milestones[measure["measure_no"]]),
        )
        for measure in measures
    )
    return Problem(number, row.get("title"), row.get("what"), row.get("owner"), codes, answers)


def steps(milestones: pd.DataFrame) -> list[Milestone]:
    """The rows of the list ``milestone_list``, in their order."""
    return list(map(_milestone, _rows(milestones)))


def codes_in(cell: Any) -> tuple[str, ...]:
    """The codes of a kept cell of indicators."""
    return tuple(filter(None, cell.split("、"))) if isinstance(cell, str) else ()


def _milestone(row: Mapping[str, Any]) -> Milestone:
    left = row["days_left"]
    return Milestone(
        row["measure_no"],
        row["milestone"],
        row["owner"],
        row["due_on"],
        None if left is None else int(left),
        row["done_on"] is not None,
    )


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    plain = frame.astype(object)
    return [
        {str(name): None if is_missing(value) else value for name, value in row.items()}
        for row in plain.to_dict("records")
    ]


def _grouped(rows: Iterable[_Row], by: Callable[[_Row], str]) -> defaultdict[str, list[_Row]]:
    groups = defaultdict(list)
    for row in rows:
        groups[by(row)].append(row)
    return groups


# where an indicator stands --------------------------------------------------------------------

Answers = Callable[[str], pd.Series]


def state(code: str, answers: Answers, target: Target | None, better: str, settings: Settings) -> Status:
    """The state of an indicator: by its subject's own rule where domain.md 3.7 gives one, else by its target.

    ``answers`` gives the one row of an indicator's answer.
    """
    row = answers(code)
    match code:
        case "T05":
            return status.progress(row["value"], answers("T06")["value"], settings)
        case "D07":
            return status.speed(row["value"], answers("D09")["over_statutory"], settings)
        case "S06":
            return status.reviews(row["n"], row["overdue"], row["pending"])
        case "T09":
            disputes = answers("T08")
            return status.reviews(disputes["n"], row["value"], disputes["open"])
    return status.by_target(
        row["value"], None if target is None else target.value, better, settings.short_at_most
    )


def worst(states: Iterable[Status]) -> Status:
    """The state of a problem: that of the indicator that needs somebody most."""
    return min(states, key=status.BY_URGENCY.index, default=Status.UNKNOWN)
