"""What decisions come to: how many are done, late and carried over, and the reconciliation of a meeting."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.common.workdays import Calendar
from reform.monitoring.data_tasks import days_left
from reform.monitoring.decisions import KIND, Decision
from reform.monitoring.tasks import Task, fell_due

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
    states = Counter(decision.state(as_of) for decision in rows)
    waiting = [decision for decision in rows if decision.is_open(as_of)]
    return Account(
        len(rows) - states["dropped"],
        states["done"] + states["done_late"],
        len(waiting),
        states["overdue"],
        sum(decision.due_on is not None for decision in waiting),
        sum(carried(decision, meetings) > 0 for decision in waiting),
        states["dropped"],
    )


def meetings(decisions: Iterable[Decision]) -> list[tuple[str, date]]:
    """The meetings (number, day) of some decisions, the newest first."""
    held = {decision.taken_at for decision in decisions}
    return sorted(held, key=lambda meeting: (meeting[1], meeting[0]), reverse=True)


def carried(decision: Decision, held: Iterable[tuple[str, date]]) -> int:
    """How many meetings were held since: an open decision was carried over so often."""
    return len({met_on for _meeting, met_on in held if met_on > decision.met_on})


def reconciled(decisions: Iterable[Decision], meeting: tuple[str, date], as_of: date) -> list[Decision]:
    """对账表: a meeting's decisions, and the earlier ones it found open that are open still; late first."""
    order = ("overdue", "open", "undated", "done_late", "done", "dropped")

    def key(decision: Decision) -> tuple[int, date, date, str]:
        state = order.index(decision.state(as_of))
        return state, decision.due_on or date.max, decision.met_on, decision.number

    rows = (
        decision
        for decision in decisions
        if decision.taken_at == meeting or (decision.met_on < meeting[1] and decision.is_open(as_of))
    )
    return sorted(rows, key=key)


def due(decisions: Iterable[Decision], as_of: date, calendar: Calendar, since: date) -> list[Task]:
    """The open decisions that are late or near due, as tasks of the weekly check."""
    tasks = (_task(decision, as_of, calendar, since) for decision in decisions if decision.is_open(as_of))
    return [task for task in tasks if task is not None and (task.days_left or 0) <= NEAR]


def _task(decision: Decision, as_of: date, calendar: Calendar, since: date) -> Task | None:
    due_on = decision.due_on
    if due_on is None:
        return None
    left = days_left(calendar, as_of, due_on)
    note = _("decided by meeting {meeting}, {day}").format(
        meeting=decision.meeting, day=formatting.day(decision.met_on)
    )
    is_new = fell_due(due_on, left, since)
    return Task(KIND, decision.text, decision.owner, due_on, left, note, decision.number, is_new=is_new)


def finding(rows: Sequence[Decision], meeting: tuple[str, date], as_of: date) -> str:
    """The reconciliation in a sentence."""
    own = [decision for decision in rows if decision.taken_at == meeting]
    counts = account(own, as_of)
    summary = _("Meeting {meeting} ({day}): {n} decided, {done} done, {overdue} overdue").format(
        meeting=meeting[0],
        day=formatting.day(meeting[1]),
        n=formatting.number(len(own)),
        done=formatting.number(counts.done),
        overdue=formatting.number(counts.overdue),
    )
    earlier = len(rows) - len(own)
    if not earlier:
        return summary
    more = _("{n} carried over from earlier meetings").format(n=formatting.number(earlier))
    return formatting.clauses([summary, more])
