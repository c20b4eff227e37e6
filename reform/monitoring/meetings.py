"""What decisions come to: how many are done, late and carried over, and the reconciliation of a meeting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.common.workdays import Calendar
from reform.monitoring.data_tasks import days_left
from reform.monitoring.decisions import KIND, Decision
from reform.monitoring.tasks import Matter, fell_due

NEAR = 5  # working days: due so soon, a decision is on the weekly list


@dataclass(frozen=True, slots=True)
class Account:
    """How some decisions stand. ``counted``: all that were not dropped; ``dated``: open ones with a day."""

    counted: int
    done: int
    open: int
    overdue: int
    dated: int
    carried_over: int
    dropped: int

    @property
    def rate(self) -> float | None:
        """Share done in %, missing over nothing."""
        return 100 * self.done / self.counted if self.counted else None


def account(decisions: Iterable[Decision], as_of: date, meetings: Sequence[tuple[str, date]] = ()) -> Account:
    """The figures M01 and M02 of any decisions, loaded or typed; ``meetings``: all that were held."""
    rows = list(decisions)
    states = [one.state(as_of) for one in rows]
    waiting = [one for one in rows if one.is_open(as_of)]
    done = sum(state in ("done", "done_late") for state in states)
    return Account(
        len(rows) - states.count("dropped"),
        done,
        len(waiting),
        states.count("overdue"),
        sum(one.due_on is not None for one in waiting),
        sum(carried(one, meetings) > 0 for one in waiting),
        states.count("dropped"),
    )


def meetings(decisions: Iterable[Decision]) -> list[tuple[str, date]]:
    """The meetings (number, day) of some decisions, the newest first."""
    held = {(one.meeting, one.met_on) for one in decisions}
    return sorted(held, key=lambda one: (one[1], one[0]), reverse=True)


def carried(decision: Decision, held: Iterable[tuple[str, date]]) -> int:
    """How many meetings were held since: an open decision was carried over so often."""
    return len({met_on for _meeting, met_on in held if met_on > decision.met_on})


def reconciled(decisions: Iterable[Decision], meeting: tuple[str, date], as_of: date) -> list[Decision]:
    """对账表: a meeting's decisions, and the earlier ones it found open that are open still; late first."""
    name, day = meeting
    rows = [
        one
        for one in decisions
        if (one.meeting, one.met_on) == (name, day) or (one.met_on < day and one.is_open(as_of))
    ]
    return sorted(rows, key=lambda one: (_place(one, as_of), one.due_on or date.max, one.met_on, one.number))


def _place(decision: Decision, as_of: date) -> int:
    order = ("overdue", "open", "undated", "done_late", "done", "dropped")
    return order.index(decision.state(as_of))


def due(decisions: Iterable[Decision], as_of: date, calendar: Calendar, since: date) -> list[Matter]:
    """The open decisions that are late or near due, as matters of the weekly check."""
    rows = [(one, one.due_on) for one in decisions if one.is_open(as_of) and one.due_on is not None]
    found = []
    for one, due_on in rows:
        left = days_left(calendar, as_of, due_on)
        if left <= NEAR:
            note = _("decided by meeting {meeting}, {day}").format(
                meeting=one.meeting, day=formatting.day(one.met_on)
            )
            new = fell_due(due_on, left, since)
            found.append(Matter(KIND, one.text, one.owner, due_on, left, note, one.number, is_new=new))
    return found


def finding(rows: Sequence[Decision], meeting: tuple[str, date], as_of: date) -> str:
    """The reconciliation in a sentence."""
    own = account([one for one in rows if (one.meeting, one.met_on) == meeting], as_of)
    earlier = [one for one in rows if (one.meeting, one.met_on) != meeting]
    said = _("Meeting {meeting} ({day}): {n} decided, {done} done, {overdue} overdue").format(
        meeting=meeting[0],
        day=formatting.day(meeting[1]),
        n=formatting.number(len([one for one in rows if (one.meeting, one.met_on) == meeting])),
        done=formatting.number(own.done),
        overdue=formatting.number(own.overdue),
    )
    if not earlier:
        return said
    more = _("{n} carried over from earlier meetings").format(n=formatting.number(len(earlier)))
    return formatting.clauses([said, more])
