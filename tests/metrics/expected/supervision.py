"""What the indicators of hand-offs (R01 to R02b) should answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from reform.metrics.query import Scope
from tests.metrics.county import Item
from tests.metrics.expected.figures import Answer, Figures, of_both, over, ratio
from tests.metrics.expected.rows import CALENDARS, Fact, Row, Subject
from tests.metrics.expected.scope import chosen, grouped, in_period
from tests.metrics.expected.world import World
from tests.metrics.supervision_rows import Handoff

CHINA = CALENDARS["china"]


def deaf(scope: Scope) -> Scope:
    """Nothing here has a channel."""
    return replace(scope, channels=None, rating_channels=None)


def by_now(day: date | None, as_of: date) -> bool:
    return day is not None and day <= as_of


def item_of(world: World, code: str | None) -> Item | None:
    return next((item for item in world.county.items if item.item_code == code), None)


def supervised(world: World, code: str | None, department: str | None, day: date) -> Subject:
    """An item and who owes its supervision: as the row says, else as the list says, else who held it."""
    item = item_of(world, code)
    owing = world.departments.shown(department, day)
    if owing is None and item is not None:
        owing = world.departments.shown(item.supervising_department, None) or world.held_by(item)
    return Subject(code, item.item_name if item else None, owing, item)


# hand-offs ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Handed(Row):
    """A hand-off as it stood at the as-of date."""

    handoff: Handoff
    push_by: date | None
    as_of: date

    @property
    def pushed(self) -> bool:
        return by_now(self.handoff.pushed_on, self.as_of)

    @property
    def overdue(self) -> bool:
        return not self.pushed and self.push_by is not None and self.push_by < self.as_of

    @property
    def in_time(self) -> bool:
        pushed_on = self.handoff.pushed_on
        return (
            self.pushed and self.push_by is not None and pushed_on is not None and pushed_on <= self.push_by
        )

    @property
    def fed_back(self) -> bool:
        return by_now(self.handoff.fed_back_on, self.as_of)

    @property
    def acknowledged(self) -> bool:
        return by_now(self.handoff.acknowledged_on, self.as_of) or self.fed_back

    @property
    def returned(self) -> bool:
        return self.handoff.returned_reason is not None


def _fact(world: World, handoff: Handoff) -> Fact | None:
    return next((fact for fact in world.facts if fact.case.case_no == handoff.case_no), None)


def _item_code(world: World, handoff: Handoff) -> str | None:
    fact = _fact(world, handoff)
    return handoff.item_code or (fact.subject.code if fact else None)


def handed(world: World, scope: Scope) -> list[Handed]:
    rows = []
    for handoff in world.county.handoffs:
        fact = _fact(world, handoff)
        completed = handoff.completed_on or (fact.completed_on if fact else None)
        day = completed or handoff.pushed_on
        if day is None or not in_period(day, scope):
            continue
        subject = supervised(world, _item_code(world, handoff), handoff.department, day)
        due = handoff.due_on or (CHINA.deadline(completed, 2) if completed else None)
        row = Handed(subject, None, day, None, handoff, due, scope.as_of)
        if chosen(row, deaf(scope)):
            rows.append(row)
    return rows


@over("R01", handed)
def r01(rows: list[Handed]) -> Figures:
    """Handed off in time."""
    known = [row for row in rows if row.push_by is not None]
    overdue = sum(row.overdue for row in known)
    return ratio(
        sum(row.in_time for row in known),
        sum(row.pushed for row in known) + overdue,
        len(known),
        per=100,
        overdue=overdue,
        pending=sum(not row.pushed and not row.overdue for row in known),
        left_out=len(rows) - len(known),
    )


@over("R02", handed)
def r02(rows: list[Handed]) -> Figures:
    """Hand-offs acknowledged."""
    pushed = [row for row in rows if row.pushed]
    silent = [row for row in pushed if not row.acknowledged]
    return ratio(
        len(pushed) - len(silent),
        len(pushed),
        len(pushed),
        per=100,
        unanswered=sum(not row.returned for row in silent),
        returned=sum(row.returned for row in silent),
    )


@over("R02b", handed)
def r02b(rows: list[Handed]) -> Figures:
    """Hand-offs reported back."""
    pushed = [row for row in rows if row.pushed]
    told = [row.handoff for row in pushed if row.fed_back]
    problems = sum(handoff.feedback in ("problem", "penalty", "revoke") for handoff in told)
    return ratio(len(told), len(pushed), len(pushed), per=100, with_problem=problems)


@dataclass(frozen=True)
class Supervised(Row):
    """An item with cases completed after its transfer."""

    cases: int
    is_handed: bool


def items_to_hand_off(world: World, scope: Scope) -> list[Supervised]:
    after = [fact for fact in world.completed(deaf(scope)) if fact.side == "after"]
    handed_codes = {
        _item_code(world, handoff)
        for handoff in world.county.handoffs
        if by_now(handoff.pushed_on, scope.as_of)
    }
    subjects = {fact.subject.code: fact.subject for fact in after}
    return [
        Supervised(
            subject,
            None,
            scope.as_of,
            None,
            sum(fact.subject.code == code for fact in after),
            code in handed_codes,
        )
        for code, subject in subjects.items()
    ]


@of_both("R01b")
def r01b(world: World, scope: Scope, by: Sequence[str]) -> Answer:
    """Items handed off."""
    answer = {}
    for group, rows in grouped(items_to_hand_off(world, scope), by).items():
        unseen = sum(row.cases for row in rows if not row.is_handed)
        figures = ratio(
            sum(row.is_handed for row in rows), len(rows), len(rows), per=100, cases_unseen=unseen
        )
        answer[group] = figures
    return answer
