"""What the indicators of flow re-engineering and the remaining ones of days should answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from reform.metrics.query import Scope
from tests.metrics.county import Item
from tests.metrics.expected.figures import Answer, Figures, of_both, of_days, over, ratio
from tests.metrics.expected.rows import CALENDARS, Fact, ItemThen, Row, Subject
from tests.metrics.expected.scope import grouped, in_period
from tests.metrics.expected.world import World, working_limit
from tests.metrics.flow_rows import ItemVersion, Startup

CHINA = CALENDARS["china"]


# shares of items and cases --------------------------------------------------------------------


def _reduction(item: Item) -> float | None:
    """How much shorter the promise is, as a share of the statutory limit; None where nobody can tell."""
    statutory, promised = item.statutory_days, item.promised_days
    if not statutory or promised is None:
        return None
    same_unit = item.statutory_unit == item.promised_unit and item.statutory_unit in ("wd", "cd", "d")
    return 1 - promised / statutory if same_unit else None


@over("D01b", World.counted_items)
def d01b(rows: list[ItemThen]) -> Figures:
    """Mean promised-time reduction."""
    known = [share for row in rows if (share := _reduction(row.item)) is not None]
    return ratio(sum(known), len(known), len(known), per=100, left_out=len(rows) - len(known))


@over("D10", World.counted_items)
def d10(rows: list[ItemThen]) -> Figures:
    """Handled-at-once rate by item."""
    kinds = [row.subject.kind for row in rows if row.subject.kind is not None]
    return ratio(kinds.count("1"), len(kinds), len(kinds), per=100, left_out=len(rows) - len(kinds))


@over("D12", World.completed)
def d12(cases: list[Fact]) -> Figures:
    """Same-day completion rate."""
    return ratio(sum(c.accepted_on == c.completed_on for c in cases), len(cases), len(cases), per=100)


@of_both("D14")
def d14(world: World, scope: Scope, by: Sequence[str]) -> Answer:
    """Share of cases whose clock stood still for a working day or more."""

    def stopped(fact: Fact) -> bool:
        return fact.completed_on is not None and bool(
            world.suspended(fact.case, fact.accepted_on, fact.completed_on)
        )

    return {
        group: ratio(
            sum(map(stopped, rows)),
            len(rows),
            len(rows),
            per=100,
            extended=sum(r.extension > 0 for r in rows),
        )
        for group, rows in grouped(world.completed(scope), by).items()
    }


# start-ups and projects -----------------------------------------------------------------------


@dataclass(frozen=True)
class Timed(Row):
    """A start-up or project as it stood at the as-of date; ``ended_on`` is missing while it is running."""

    began_on: date
    ended_on: date | None

    @property
    def provisional(self) -> bool:
        return self.ended_on is not None and CHINA.is_provisional(self.began_on, self.ended_on)


def _timed(world: World, scope: Scope, began_on: date, ended_on: date | None) -> Timed | None:
    """The row, if it lies in the reader's period: by its last day, else by its first."""
    if began_on > scope.as_of:
        return None
    if ended_on is not None and ended_on > scope.as_of:
        ended_on = None
    days = [day for item in world.county.items if (day := world.transferred_on(item)) is not None]
    transfers = [day for day in days if day <= scope.as_of]
    side = "none" if not transfers else "before" if began_on < min(transfers) else "after"
    day = ended_on or began_on
    nobody = Subject(None, None, None)
    return Timed(nobody, None, day, side, began_on, ended_on) if in_period(day, scope) else None


def _ended_on(row: Startup, as_of: date) -> date | None:
    """The last step given by a day, once registration, seals and invoices are all there."""
    first = (row.registered_on, row.seal_on, row.invoice_on)
    steps = [day for day in (*first, row.insured_on, row.fund_on, row.bank_on) if day and day <= as_of]
    return max(steps) if all(day in steps for day in first) else None


def _figures(rows: list[Timed], running: str) -> Figures:
    took = [CHINA.between(row.began_on, row.ended_on) for row in rows if row.ended_on is not None]
    p50, p90 = np.percentile(took, [50, 90], method="linear").tolist() if took else (None, None)
    figures = ratio(sum(took), len(took), len(took), p50=p50, p90=p90)
    more = {running: len(rows) - len(took), "provisional": sum(row.provisional for row in rows)}
    return {**figures, "mean": figures["value"], **more}


@of_both("D15")
def d15(world: World, scope: Scope, by: Sequence[str]) -> Answer:
    """Business start-up time."""
    rows = [
        _timed(world, scope, row.applied_on, _ended_on(row, scope.as_of)) for row in world.county.startups
    ]
    groups = grouped([row for row in rows if row is not None], by)
    return {group: _figures(found, "incomplete") for group, found in groups.items()}


def _projects(world: World, scope: Scope, by: Sequence[str], kind: str) -> Answer:
    found = [row for row in world.county.projects if row.kind == kind]
    rows = [_timed(world, scope, row.accepted_on, row.decided_on) for row in found]
    groups = grouped([row for row in rows if row is not None], by)
    return {group: _figures(timed, "undecided") for group, timed in groups.items()}


@of_both("D16a")
def d16a(world: World, scope: Scope, by: Sequence[str]) -> Answer:
    """Time to file a project."""
    return _projects(world, scope, by, "file")


@of_both("D16b")
def d16b(world: World, scope: Scope, by: Sequence[str]) -> Answer:
    """Time to verify a project."""
    return _projects(world, scope, by, "verify")


@of_both("D16c")
def d16c(world: World, scope: Scope, by: Sequence[str]) -> Answer:
    """Time to approve a project."""
    return _projects(world, scope, by, "approve")


# changed limits -------------------------------------------------------------------------------


def _limit_changes(world: World) -> list[ItemVersion]:
    """Changes that tell both statutory limits, and two different ones."""
    return [
        row
        for row in world.county.item_versions
        if row.change == "change"
        and row.old_statutory_days is not None
        and row.statutory_days is not None
        and (row.old_statutory_days, row.old_statutory_unit) != (row.statutory_days, row.statutory_unit)
    ]


def _days_longer(fact: Fact, changes: list[ItemVersion]) -> float | None:
    """The limit on the day of acceptance minus today's; None where both are the same, or one is not known."""
    later = [c for c in changes if c.item_code == fact.subject.code and c.valid_from > fact.accepted_on]
    if fact.subject.item is None or fact.statutory is None or not later:
        return None
    then = min(later, key=lambda change: change.valid_from)
    calendar = CALENDARS[fact.case.calendar]
    limit = working_limit(calendar, fact.accepted_on, then.old_statutory_days, then.old_statutory_unit)
    return None if limit in (None, fact.statutory) else limit - fact.statutory


@of_both("D17")
def d17(world: World, scope: Scope, by: Sequence[str]) -> Answer:
    """Effect of changed limits; none where old limits are told and no case was accepted under them."""
    changes = _limit_changes(world)
    versions = world.county.item_versions
    are_told = any(version.old_statutory_days is not None for version in versions)
    are_told &= any(version.statutory_days is not None for version in versions)
    are_told &= any(case.accepted_at.date() <= scope.as_of for case in world.county.cases)
    longer = {fact.case.case_no: _days_longer(fact, changes) for fact in world.facts}
    touched = [fact for fact in world.completed(scope) if longer[fact.case.case_no] is not None]
    return {
        group: of_days(
            {
                "value": sum(longer[row.case.case_no] or 0 for row in rows) if rows or are_told else None,
                "numerator": sum(longer[row.case.case_no] or 0 for row in rows),
                "denominator": len(rows),
                "n": len(rows),
                "items": len({row.subject.code for row in rows}),
            },
            rows,
        )
        for group, rows in grouped(touched, by).items()
    }
