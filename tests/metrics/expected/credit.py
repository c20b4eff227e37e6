"""What the indicators of commitments, credit and warnings (R08 to R11) should answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from reform.metrics.query import Scope
from tests.metrics.expected.figures import Figures, over, ratio
from tests.metrics.expected.rows import Row, Subject
from tests.metrics.expected.scope import chosen, in_period
from tests.metrics.expected.supervision import by_now, deaf, supervised
from tests.metrics.expected.world import World
from tests.metrics.supervision_rows import Commitment, Measures, RiskHit


@dataclass(frozen=True)
class Committed(Row):
    """A commitment as it stood at the as-of date."""

    commitment: Commitment
    as_of: date

    @property
    def finding(self) -> bool | None:
        """Whether it was broken, as far as known by then; a finding without a day is known."""
        checked_on = self.commitment.checked_on
        return self.commitment.is_broken if checked_on is None or checked_on <= self.as_of else None

    @property
    def checked(self) -> bool:
        return by_now(self.commitment.checked_on, self.as_of) or self.finding is not None

    @property
    def overdue(self) -> bool:
        due_on = self.commitment.check_due_on
        return not self.checked and due_on is not None and due_on < self.as_of


def committed(world: World, scope: Scope) -> list[Committed]:
    rows = [
        Committed(
            supervised(world, one.item_code, one.department, one.committed_on),
            None,
            one.committed_on,
            None,
            one,
            scope.as_of,
        )
        for one in world.county.commitments
    ]
    return [row for row in rows if in_period(row.day, scope) and chosen(row, deaf(scope))]


@over("R08", committed)
def r08(rows: list[Committed]) -> Figures:
    """Commitments checked."""
    checked = sum(row.checked for row in rows)
    overdue = sum(row.overdue for row in rows)
    undated = sum(not row.checked and row.commitment.check_due_on is None for row in rows)
    return ratio(checked, checked + overdue, len(rows), per=100, overdue=overdue, left_out=undated)


@over("R08b", committed)
def r08b(rows: list[Committed]) -> Figures:
    """Commitments broken."""
    known = [row for row in rows if row.finding is not None]
    broken = [row for row in known if row.finding]
    unhandled = sum(not by_now(row.commitment.handled_on, row.as_of) for row in broken)
    left_out = sum(row.checked for row in rows) - len(known)
    return ratio(len(broken), len(known), len(known), per=100, unhandled=unhandled, left_out=left_out)


# warnings -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Warned(Row):
    """A warning as it stood at the as-of date."""

    hit: RiskHit
    as_of: date

    @property
    def finding(self) -> bool | None:
        verified_on = self.hit.verified_on
        return self.hit.proved_right if verified_on is None or verified_on <= self.as_of else None

    @property
    def verified(self) -> bool:
        return by_now(self.hit.verified_on, self.as_of)


def warned(world: World, scope: Scope) -> list[Warned]:
    rows = [
        Warned(
            Subject(None, None, world.departments.shown(hit.department, hit.found_on)),
            None,
            hit.found_on,
            None,
            hit,
            scope.as_of,
        )
        for hit in world.county.risk_hits
    ]
    return [row for row in rows if in_period(row.day, scope) and chosen(row, deaf(scope))]


@over("R11", warned)
def r11(rows: list[Warned]) -> Figures:
    """Warnings that proved right."""
    findings = [row.finding for row in rows if row.finding is not None]
    return ratio(
        sum(findings),
        len(findings),
        len(rows),
        per=100,
        unverified=sum(not row.verified and row.finding is None for row in rows),
        unhandled=sum(bool(row.finding) and not by_now(row.hit.handled_on, row.as_of) for row in rows),
        left_out=sum(row.verified and row.finding is None for row in rows),
    )


# credit ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Graded(Row):
    """A department's field at its latest count."""

    subjects: int
    total: int | None


def graded(world: World, scope: Scope) -> list[Graded]:
    fields: dict[tuple[str | None, str | None], list[tuple[date, int, int | None]]] = {}
    for row in world.county.credit_grades:
        if in_period(row.counted_on, scope):
            department = world.departments.shown(row.department, row.counted_on)
            fields.setdefault((department, row.field), []).append((row.counted_on, row.subjects, row.total))
    found = []
    for (department, _), counts in fields.items():
        last = max(day for day, _, _ in counts)
        totals = [total for day, _, total in counts if day == last and total is not None]
        subjects = sum(number for day, number, _ in counts if day == last)
        row_of = Graded(
            Subject(None, None, department), None, last, None, subjects, max(totals, default=None)
        )
        if chosen(row_of, deaf(scope)):
            found.append(row_of)
    return found


@over("R09", graded)
def r09(rows: list[Graded]) -> Figures:
    """Subjects graded."""
    known = [row for row in rows if row.total is not None]
    return ratio(
        sum(row.subjects for row in known),
        sum(row.total or 0 for row in known),
        len(known),
        per=100,
        left_out=len(rows) - len(known),
    )


@dataclass(frozen=True)
class Measured(Row):
    """Some measures a department counted."""

    measures: Measures


def measured(world: World, scope: Scope) -> list[Measured]:
    rows = [
        Measured(
            Subject(None, None, world.departments.shown(one.department, one.counted_on)),
            None,
            one.counted_on,
            None,
            one,
        )
        for one in world.county.credit_measures
    ]
    return [row for row in rows if in_period(row.day, scope) and chosen(row, deaf(scope))]


def _counting(kind: str) -> Callable[[list[Measured]], Figures]:
    def figures(rows: list[Measured]) -> Figures:
        number = sum(row.measures.cases for row in rows if row.measures.kind == kind)
        every = sum(row.measures.cases for row in rows)
        return {
            "value": number if rows else None,
            "numerator": number,
            "denominator": every,
            "n": len(rows),
        }

    return figures


for _code, _kind in (("R10", "incentive"), ("R10b", "penalty"), ("R10c", "repair")):
    over(_code, measured)(_counting(_kind))
