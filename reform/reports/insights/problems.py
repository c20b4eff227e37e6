"""Titles and sentences of the board of problems and of the assessment sheet. Made from data, in words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from reform.common import formatting
from reform.common.formatting import is_missing, number
from reform.common.i18n import gettext as _
from reform.common.markdown import Marked, bold
from reform.metrics.scorecard import Scored, Total
from reform.metrics.status import BY_URGENCY, Status
from reform.monitoring.problems import Due, Measure, Milestone, Problem
from reform.reports.insights.wording import say


def board_title(problems: Sequence[Problem], states: Mapping[str, Status]) -> str:
    """How many problems stand how. ``states``: of each problem, by its number."""
    counts = Counter(states[problem.number] for problem in problems)
    parts = [f"{state.word} {number(counts[state])}" for state in BY_URGENCY if counts[state]]
    return say(_("{n} problems: {parts}"), n=len(problems), parts=formatting.listed(parts))


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
    steps = _("no milestone set")
    if measure.milestones:
        steps = say(_("{done} of {n} milestones done"), done=measure.done, n=len(measure.milestones))
    day = Due.UNDATED.word if is_missing(measure.due_on) else _by(measure.due_on)
    return " · ".join([owner(measure.owner), day, steps])


def _by(day: Any) -> str:
    return say(_("by {day:day}"), day=day)


def owner(name: str | None) -> str:
    """The unit that owes something."""
    return name if name else _("nobody named")


def when(milestone: Milestone) -> str:
    """How late, or how long until its day, in working days."""
    days_left = milestone.days_left or 0
    match milestone.due:
        case Due.LATE:
            return say(_("{n} working days late"), n=-days_left)
        case Due.SOON if days_left == 0:
            return _("due now")
        case Due.SOON | Due.LATER:
            return say(_("{n} working days left"), n=days_left)
    return milestone.due.word


def owes(milestone: Milestone) -> str:
    """Who owes what by when."""
    day = [] if is_missing(milestone.due_on) else [_by(milestone.due_on)]
    return Marked(" · ").join([bold(owner(milestone.owner)), milestone.title, *day])


def milestones_title(milestones: Sequence[Milestone]) -> str:
    """How many are late, who owes most of them, and how many are due soon."""
    late = [milestone for milestone in milestones if milestone.due is Due.LATE]
    soon = sum(milestone.due is Due.SOON for milestone in milestones)
    if not late:
        return say(_("No milestone is late; {soon} due within 10 working days"), soon=soon)
    latest = min(late, key=lambda milestone: milestone.days_left or 0)
    text = _(
        "{late} milestones late, the longest by {days} working days ({owner}); "
        "{soon} due within 10 working days"
    )
    days = -(latest.days_left or 0)
    return say(text, late=len(late), days=days, owner=owner(latest.owner), soon=soon)


# the sheet ------------------------------------------------------------------------------------


def sheet_title(whole: Total) -> str:
    """Points got of the known ones, and how many cannot be scored yet."""
    got = say(_("{got} of {known} points known"), got=points(whole.got), known=points(whole.known))
    if not whole.unknown:
        return got
    return say(_("{got}; {n} points cannot be scored yet"), got=got, n=points(whole.unknown))


def sections_title(sections: Mapping[str | None, Total]) -> str:
    """In which part of the sheet most points are lost."""
    name, worst = max(sections.items(), key=lambda item: item[1].lost)
    if not worst.lost:
        return _("No part of the sheet loses a point")
    text = _("Most points are lost in {section}: {lost} of {known}")
    return say(text, section=section(name), lost=points(worst.lost), known=points(worst.known))


def losses_title(losing: Sequence[Scored]) -> str:
    """The line that loses most, and what all lose together."""
    if not losing:
        return _("No line loses a point")
    text = _("{n} lines lose {lost} points, most of them: {line} ({most})")
    lost = points(sum(scored.lost or 0.0 for scored in losing))
    return say(text, n=len(losing), lost=lost, line=losing[0].line.text, most=points(losing[0].lost))


def section(name: str | None) -> str:
    """A part of the sheet."""
    return name or _("no part named")


def lost_of(scored: Scored) -> str:
    """What a line loses of its points."""
    return say(_("{n} of {all} points"), n=points(scored.lost), all=points(scored.line.points))
