"""What the indicators of the staff (H) should answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reform.metrics.query import Scope
from tests.metrics.expected.figures import Answer, Figures, of_both, over, ratio
from tests.metrics.expected.rows import Row, Subject
from tests.metrics.expected.scope import chosen, grouped, in_period
from tests.metrics.expected.world import World
from tests.metrics.people_rows import Exam, Training

A_YEAR = timedelta(365)
BEFORE_LIVE = timedelta(30)


def only_departments(scope: Scope) -> Scope:
    """What has no item is filtered by department only."""
    return Scope(scope.as_of, scope.from_on, scope.to_on, scope.departments)


def of_department(world: World, name: str | None, day: date) -> Subject:
    return Subject(None, None, world.departments.shown(name, day))


# trainings ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Taught(Row):
    """A row of the training log."""

    training: Training

    @property
    def attended(self) -> int:
        return 1 if self.training.staff_code is not None else self.training.headcount or 0


def taught(world: World, scope: Scope) -> list[Taught]:
    rows = [
        Taught(of_department(world, row.department, row.held_on), None, row.held_on, None, row)
        for row in world.county.trainings
    ]
    scope = only_departments(scope)
    return [row for row in rows if in_period(row.day, scope) and chosen(row, scope)]


def window_staff_taught(world: World, scope: Scope) -> list[Taught]:
    last = min(scope.to_on or scope.as_of, scope.as_of)
    first = scope.from_on or last - A_YEAR + timedelta(1)
    rows = taught(world, Scope(scope.as_of, first, last))
    return [row for row in rows if row.training.is_window is not False]


def staff(world: World, scope: Scope) -> int:
    """Of the latest count that tells it; 0 where none does."""
    told = [
        (count.recorded_on, count.staff)
        for count in world.county.centre
        if count.recorded_on <= scope.as_of and count.staff is not None
    ]
    return max(told)[1] if told else 0


@of_both("H01")
def h01(world: World, scope: Scope, by: Sequence[str]) -> Answer:
    """Window staff trained."""
    answer = {}
    for group, rows in grouped(window_staff_taught(world, scope), by).items():
        people = {row.training.staff_code for row in rows} - {None}
        base = staff(world, scope) if rows else 0
        answer[group] = ratio(
            len(people),
            base,
            len(people),
            per=100,
            left_out=sum(row.training.staff_code is None for row in rows),
        )
    return answer


@of_both("H02")
def h02(world: World, scope: Scope, by: Sequence[str]) -> Answer:
    """Training hours per head."""
    answer = {}
    for group, rows in grouped(window_staff_taught(world, scope), by).items():
        timed = [(row.training.hours, row.attended) for row in rows if row.training.hours is not None]
        answer[group] = ratio(
            sum(hours * attended for hours, attended in timed),
            staff(world, scope) if rows else 0,
            sum(attended for _hours, attended in timed),
            left_out=sum(row.attended for row in rows if row.training.hours is None),
        )
    return answer


@over("H05", taught)
def h05(rows: list[Taught]) -> Figures:
    """Attendances at trainings."""
    number = sum(row.attended for row in rows)
    sessions = {row.training.session_no for row in rows}
    return {"value": number if rows else None, "numerator": number, "denominator": len(sessions), "n": number}


# before going live ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Live(Row):
    """An item that went live, with the days of the trainings for it."""

    lessons: list[date]

    @property
    def was_trained(self) -> bool:
        return any(self.day - BEFORE_LIVE <= lesson < self.day for lesson in self.lessons)


def gone_live(world: World, scope: Scope) -> list[Live]:
    rows = []
    for row in world.counted_items(scope):
        entered = [
            s.entered_on for s in world.county.stages if (s.item_code, s.stage) == (row.item.item_code, "S7")
        ]
        if not entered or not in_period(min(entered), scope):
            continue
        lessons = [
            one.held_on
            for one in world.county.trainings
            if one.held_on <= scope.as_of
            and (
                one.item_code == row.item.item_code
                if one.item_code is not None
                else one.batch is not None and one.batch == row.item.batch
            )
        ]
        rows.append(Live(row.subject, None, min(entered), None, lessons))
    return rows


@of_both("H03")
def h03(world: World, scope: Scope, by: Sequence[str]) -> Answer:
    """Items trained for before they went live."""
    answer = {}
    for group, rows in grouped(gone_live(world, scope), by).items():
        later = [r for r in rows if not r.was_trained and any(lesson >= r.day for lesson in r.lessons)]
        figures = ratio(sum(r.was_trained for r in rows), len(rows), len(rows), per=100, later=len(later))
        answer[group] = figures
    return answer


# exams ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sat(Row):
    """A sitting of an exam."""

    exam: Exam


def sat(world: World, scope: Scope) -> list[Sat]:
    rows = [
        Sat(of_department(world, exam.department, exam.held_on), None, exam.held_on, None, exam)
        for exam in world.county.exams
    ]
    return [row for row in rows if in_period(row.day, scope) and chosen(row, only_departments(scope))]


@over("H04", sat)
def h04(rows: list[Sat]) -> Figures:
    """Exams passed."""
    outcomes = [row.exam.outcome for row in rows]
    present = len(outcomes) - outcomes.count("absent")
    return ratio(outcomes.count("passed"), present, present, per=100, absent=outcomes.count("absent"))
