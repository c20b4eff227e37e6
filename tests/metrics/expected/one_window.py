"""What the indicators of the one window, corrections and complaints (O06, W) should answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from reform.metrics.query import Scope
from tests.metrics.expected.figures import Answer, Figures, of_both, over, ratio
from tests.metrics.expected.rows import CALENDARS, Fact, ItemThen, Row, Subject
from tests.metrics.expected.scope import chosen, grouped, in_period
from tests.metrics.expected.service_hall import accepted
from tests.metrics.expected.world import World
from tests.metrics.window_rows import Complaint, Notice, Step

NOBODY = Subject(None, None, None)
DAYS_TO_ANSWER = 15


def in_centre(world: World, scope: Scope) -> list[ItemThen]:
    return [row for row in world.counted_items(scope) if row.item.in_centre]


@over("O06", in_centre)
def o06(items: list[ItemThen]) -> Figures:
    """At the one window, by item."""
    known = [row.item.one_window for row in items if row.item.one_window is not None]
    return ratio(sum(known), len(known), len(known), per=100, left_out=len(items) - len(known))


def at_a_counter(world: World, scope: Scope) -> list[Fact]:
    return [fact for fact in accepted(world, scope) if fact.channel == "1"]


@over("O06b", at_a_counter)
def o06b(cases: list[Fact]) -> Figures:
    """At the one window, by case."""
    known = [fact.case.one_window for fact in cases if fact.case.one_window is not None]
    return ratio(sum(known), len(known), len(known), per=100, left_out=len(cases) - len(known))


# corrections ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Corrected(Row):
    """A case with its notices up to the end of the period."""

    fact: Fact | None
    notices: list[Notice]


def _fact(world: World, case_no: str) -> Fact | None:
    return next((fact for fact in world.facts if fact.case.case_no == case_no), None)


def corrected(world: World, scope: Scope) -> list[Corrected]:
    last = min(scope.to_on or scope.as_of, scope.as_of)
    rows = []
    for case_no in {notice.case_no for notice in world.county.notices}:
        notices = [n for n in world.county.notices if n.case_no == case_no and n.noticed_on <= last]
        if not notices:
            continue
        first = min(notice.noticed_on for notice in notices)
        fact = _fact(world, case_no)
        row = Corrected(
            fact.subject if fact else NOBODY,
            fact.channel if fact else None,
            first,
            world.known(fact, scope.as_of).side if fact else None,
            fact,
            notices,
        )
        if in_period(first, scope) and chosen(row, scope):
            rows.append(row)
    return rows


@over("W01", corrected)
def w01(cases: list[Corrected]) -> Figures:
    """Asked to correct more than once."""
    again = sum(len(case.notices) > 1 for case in cases)
    most = max((len(case.notices) for case in cases), default=None)
    return ratio(again, len(cases), len(cases), per=100, most=most)


@over("W02", corrected)
def w02(cases: list[Corrected]) -> Figures:
    """Told in time what to correct."""
    waited = [
        CALENDARS["china"].between(row.fact.case.applied_at.date(), row.day)
        for row in cases
        if row.fact is not None and row.fact.case.applied_at is not None
    ]
    in_time = sum(days <= 5 for days in waited)
    return ratio(in_time, len(waited), len(waited), per=100, left_out=len(cases) - len(waited))


@over("W03", corrected)
def w03(cases: list[Corrected]) -> Figures:
    """Everything said at once: of what is marked."""
    marks = [[n.all_at_once for n in case.notices if n.all_at_once is not None] for case in cases]
    known = [marked for marked in marks if marked]
    return ratio(
        sum(all(marked) for marked in known),
        len(known),
        len(known),
        per=100,
        left_out=len(cases) - len(known),
    )


# complaints -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Complained(Row):
    """A complaint as it stood at the as-of date."""

    complaint: Complaint
    is_answered: bool
    is_in_time: bool
    is_past_due: bool


def complained(world: World, scope: Scope) -> list[Complained]:
    rows = []
    for complaint in world.county.complaints:
        item = next((i for i in world.county.items if i.item_code == complaint.item_code), None)
        given = world.departments.shown(complaint.department, complaint.received_on)
        department = given or (world.held_by(item) if item else None)
        subject = Subject(complaint.item_code, item.item_name if item else None, department, item)
        due = complaint.due_on or CALENDARS["china"].deadline(complaint.received_on, DAYS_TO_ANSWER)
        answered = complaint.answered_on
        is_answered = answered is not None and answered <= scope.as_of
        row = Complained(
            subject,
            None,
            complaint.received_on,
            None,
            complaint,
            is_answered,
            is_answered and answered is not None and answered <= due,
            due < scope.as_of,
        )
        filters_fit = chosen(
            row, Scope(scope.as_of, None, None, scope.departments, scope.domains, scope.batches)
        )
        if in_period(row.day, scope) and filters_fit:
            rows.append(row)
    return rows


@of_both("W04")
def w04(world: World, scope: Scope, by: Sequence[str]) -> Answer:
    """Complaints per 10,000 cases."""
    received = grouped(complained(world, scope), by)
    cases = grouped(
        world.completed(
            Scope(scope.as_of, scope.from_on, scope.to_on, scope.departments, scope.domains, scope.batches)
        ),
        by,
    )
    answer = {}
    for group in received.keys() | cases.keys():
        rows = received.get(group, [])
        known = [row for row in rows if row.is_answered or row.complaint.answered_on is None]
        upheld = sum(row.complaint.upheld in ("true", "partly") for row in known)
        figures = ratio(len(rows), len(cases.get(group, [])), len(rows), per=10_000, upheld=upheld)
        answer[group] = figures
    return answer


@over("W05", complained)
def w05(rows: list[Complained]) -> Figures:
    """Complaints answered in time."""
    return ratio(
        sum(row.is_in_time for row in rows),
        sum(row.is_answered or row.is_past_due for row in rows),
        len(rows),
        per=100,
        overdue=sum(row.is_past_due and not row.is_answered for row in rows),
        pending=sum(not row.is_past_due and not row.is_answered for row in rows),
    )


# steps ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ended(Row):
    """A step that has ended."""

    step: Step


def ended(world: World, scope: Scope) -> list[Ended]:
    rows = []
    for step in world.county.steps:
        fact = _fact(world, step.case_no)
        day = step.ended_at.date() if step.ended_at else None
        if day is None or not in_period(day, scope):
            continue
        row = Ended(
            fact.subject if fact else NOBODY,
            fact.channel if fact else None,
            day,
            world.known(fact, scope.as_of).side if fact else None,
            step,
        )
        if chosen(row, scope):
            rows.append(row)
    return rows


@over("W06", ended)
def w06(rows: list[Ended]) -> Figures:
    """Cases sent back."""
    cases = {row.step.case_no for row in rows}
    returned = {row.step.case_no for row in rows if row.step.action == "return"}
    return ratio(len(returned), len(cases), len(cases), per=100)
