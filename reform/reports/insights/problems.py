"""Titles and sentences of the board of problems and of the assessment sheet. Made from data, in words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from reform.common import formatting
from reform.common.formatting import is_missing, number
from reform.common.i18n import gettext as _
from reform.common.markdown import Marked, bold
from reform.metrics.scorecard import Scored, Total
from reform.metrics.status import State
from reform.monitoring.problems import Due, Measure, Milestone, Problem


def board_title(problems: Sequence[Problem], states: Mapping[str, State]) -> str:
    """How many problems stand how. ``states``: of each problem, by its number."""
    counts = Counter(states[problem.number] for problem in problems)
    parts = [f"{state.word} {number(counts[state])}" for state in _ORDER if counts[state]]
    return _("{n} problems: {parts}").format(n=number(len(problems)), parts=formatting.listed(parts))


_ORDER = (State.LATE, State.WARNING, State.NORMAL, State.UNJUDGED, State.UNKNOWN)


def figure(value: Any, unit: str) -> str:
    """An indicator's figure with its unit on the same line."""
    if unit == "%":
        return formatting.rate(value)
    if is_missing(value):
        return formatting.MISSING
    return f"{points(value)} {unit}"


def points(value: Any, *, signed: bool = False) -> str:
    """Points, and figures like them: as many of two decimals as they have."""
    if is_missing(value):
        return formatting.MISSING
    digits = next((n for n in (0, 1) if round(float(value), n) == round(float(value), 2)), 2)
    return number(value, digits, signed=signed)


# milestones -----------------------------------------------------------------------------------


def progress(measure: Measure) -> str:
    """Who owns a counter-measure, by when, and how much of it is done."""
    parts = [
        owner(measure.owner),
        _("by {day}").format(day=formatting.day(measure.due_on))
        if not is_missing(measure.due_on)
        else Due.UNDATED.word,
        _("{done} of {n} milestones done").format(
            done=number(measure.done), n=number(len(measure.milestones))
        )
        if measure.milestones
        else _("no milestone set"),
    ]
    return " · ".join(parts)


def owner(name: str | None) -> str:
    """The unit that owes something."""
    return name if name else _("nobody named")


def when(milestone: Milestone) -> str:
    """How late, or how long until its day, in working days."""
    match milestone.due:
        case Due.LATE:
            return _("{n} working days late").format(n=number(-(milestone.days_left or 0)))
        case Due.SOON if milestone.days_left == 0:
            return _("due now")
        case Due.SOON | Due.LATER:
            return _("{n} working days left").format(n=number(milestone.days_left))
    return milestone.due.word


def owes(milestone: Milestone) -> str:
    """Who owes what by when."""
    parts = [bold(owner(milestone.owner)), milestone.title]
    if not is_missing(milestone.due_on):
        parts.append(_("by {day}").format(day=formatting.day(milestone.due_on)))
    return Marked(" · ").join(parts)


def milestones_title(milestones: Sequence[Milestone]) -> str:
    """How many are late, who owes most of them, and how many are due soon."""
    late = [one for one in milestones if one.due is Due.LATE]
    soon = sum(one.due is Due.SOON for one in milestones)
    if not late:
        return _("No milestone is late; {soon} due within 10 working days").format(soon=number(soon))
    worst = min(late, key=lambda one: one.days_left or 0)
    return _(
        "{late} milestones late, the longest by {days} working days ({owner}); "
        "{soon} due within 10 working days"
    ).format(
        late=number(len(late)),
        days=number(-(worst.days_left or 0)),
        owner=owner(worst.owner),
        soon=number(soon),
    )


# the sheet ------------------------------------------------------------------------------------


def sheet_title(whole: Total) -> str:
    """Points got of the known ones, and how many cannot be scored yet."""
    said = _("{got} of {known} points known").format(got=points(whole.got), known=points(whole.known))
    if whole.unknown:
        said = _("{said}; {n} points cannot be scored yet").format(said=said, n=points(whole.unknown))
    return said


def sections_title(sections: Mapping[str | None, Total]) -> str:
    """In which part of the sheet most points are lost."""
    name, worst = max(sections.items(), key=lambda item: item[1].lost)
    if not worst.lost:
        return _("No part of the sheet loses a point")
    return _("Most points are lost in {section}: {lost} of {known}").format(
        section=section(name), lost=points(worst.lost), known=points(worst.known)
    )


def losses_title(losing: Sequence[Scored]) -> str:
    """The line that loses most, and what all lose together."""
    if not losing:
        return _("No line loses a point")
    first = losing[0]
    return _("{n} lines lose {lost} points, most of them: {line} ({most})").format(
        n=number(len(losing)),
        lost=points(sum(one.lost or 0.0 for one in losing)),
        line=first.line.text,
        most=points(first.lost),
    )


def section(name: str | None) -> str:
    """A part of the sheet."""
    return name or _("no part named")


def lost_of(one: Scored) -> str:
    """What a line loses of its points."""
    return _("{n} of {all} points").format(n=points(one.lost), all=points(one.line.points))
