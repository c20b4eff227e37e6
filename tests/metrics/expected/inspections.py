"""What the indicators of random inspections and published decisions (R03 to R07) should answer."""

from dataclasses import dataclass
from datetime import date

from reform.metrics.query import Scope
from tests.metrics.expected.figures import Figures, over, ratio
from tests.metrics.expected.rows import CALENDARS, Row, Subject
from tests.metrics.expected.scope import chosen, in_period
from tests.metrics.expected.supervision import by_now, deaf, item_of
from tests.metrics.expected.world import World
from tests.metrics.supervision_rows import Disclosure, Inspection

CHINA = CALENDARS["china"]


# random inspections ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Inspected(Row):
    """A task as it stood at the as-of date."""

    task: Inspection
    as_of: date

    @property
    def done(self) -> bool:
        return by_now(self.task.checked_on, self.as_of)

    @property
    def published(self) -> bool:
        return by_now(self.task.published_on, self.as_of)

    @property
    def publish_by(self) -> date:
        assert self.task.checked_on is not None
        return CHINA.deadline(self.task.checked_on, 20)


def _inspected(world: World, scope: Scope, day_of: str) -> list[Inspected]:
    rows = []
    for task in world.county.inspections:
        day: date | None = getattr(task, day_of)
        department = world.departments.shown(task.department, task.planned_on)
        if day is None or not in_period(day, scope):
            continue
        row = Inspected(Subject(None, None, department), None, day, None, task, scope.as_of)
        if chosen(row, deaf(scope)):
            rows.append(row)
    return rows


def due_tasks(world: World, scope: Scope) -> list[Inspected]:
    return _inspected(world, scope, "planned_on")


def done_tasks(world: World, scope: Scope) -> list[Inspected]:
    return _inspected(world, scope, "checked_on")


@over("R03", due_tasks)
def r03(rows: list[Inspected]) -> Figures:
    """Inspection plan done."""
    overdue = sum(not row.done and row.task.planned_on < row.as_of for row in rows)
    return ratio(sum(row.done for row in rows), len(rows), len(rows), per=100, overdue=overdue)


@over("R04", done_tasks)
def r04(rows: list[Inspected]) -> Figures:
    """Results published in time."""
    published = [row for row in rows if row.published]
    overdue = sum(not row.published and row.publish_by < row.as_of for row in rows)
    in_time = sum(row.task.published_on <= row.publish_by for row in published if row.task.published_on)
    return ratio(
        in_time,
        len(published) + overdue,
        len(rows),
        per=100,
        overdue=overdue,
        pending=len(rows) - len(published) - overdue,
    )


@over("R05", done_tasks)
def r05(rows: list[Inspected]) -> Figures:
    """Joint inspections."""
    known = [row.task.is_joint for row in rows if row.task.is_joint is not None]
    return ratio(sum(known), len(known), len(known), per=100, left_out=len(rows) - len(known))


def _of(rows: list[Inspected], part: str, whole: str) -> Figures:
    pairs = [(getattr(row.task, part), getattr(row.task, whole)) for row in rows]
    known = [(a, b) for a, b in pairs if a is not None and b is not None]
    return ratio(
        sum(a for a, _ in known),
        sum(b for _, b in known),
        len(known),
        per=100,
        left_out=len(rows) - len(known),
    )


@over("R06", done_tasks)
def r06(rows: list[Inspected]) -> Figures:
    """Problems found."""
    return _of(rows, "problems", "checked")


@over("R06b", done_tasks)
def r06b(rows: list[Inspected]) -> Figures:
    """Problems dealt with."""
    return _of(rows, "closed", "problems")


# decisions published --------------------------------------------------------------------------


@dataclass(frozen=True)
class Decided(Row):
    """A decision as it stood at the as-of date."""

    decision: Disclosure
    as_of: date

    @property
    def published(self) -> bool:
        return by_now(self.decision.published_on, self.as_of)

    @property
    def publish_by(self) -> date:
        return CHINA.deadline(self.decision.decided_on, 7)


def decided(world: World, scope: Scope) -> list[Decided]:
    rows = []
    for decision in world.county.disclosures:
        item = item_of(world, decision.item_code)
        department = world.departments.shown(decision.department, decision.decided_on)
        if department is None and item is not None:
            department = world.held_by(item)
        subject = Subject(decision.item_code, item.item_name if item else None, department, item)
        row = Decided(subject, None, decision.decided_on, None, decision, scope.as_of)
        if in_period(row.day, scope) and chosen(row, deaf(scope)):
            rows.append(row)
    return rows


@over("R07", decided)
def r07(rows: list[Decided]) -> Figures:
    """Decisions published in time."""
    published = [row for row in rows if row.published]
    overdue = sum(not row.published and row.publish_by < row.as_of for row in rows)
    days = [(row.decision.published_on, row.publish_by) for row in published]
    return ratio(
        sum(on <= by for on, by in days if on is not None),
        len(published) + overdue,
        len(rows),
        per=100,
        overdue=overdue,
        pending=len(rows) - len(published) - overdue,
    )
