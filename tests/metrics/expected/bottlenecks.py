"""What the indicators of transfers that stick (T07 to T09, T11 to T13) should answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from reform.metrics.query import Scope
from tests.metrics.expected.figures import Answer, Figures, of_both, over, ratio, tally
from tests.metrics.expected.rows import CALENDARS, Group, ItemThen, Row
from tests.metrics.expected.scope import chosen, grouped
from tests.metrics.expected.world import World
from tests.metrics.transfer_rows import Dispute, PlanChange


def _first(world: World, code: str, stage: str, as_of: date) -> date | None:
    entered = [
        row.entered_on
        for row in world.county.stages
        if (row.item_code, row.stage) == (code, stage) and row.entered_on <= as_of
    ]
    return min(entered, default=None)


@of_both("T07")
def t07(world: World, scope: Scope, by: Sequence[str]) -> Answer:
    """Mean transfer time."""
    running = [row for row in world.counted_items(scope) if row.stage == "S7"]
    return {group: _cycle(world, rows) for group, rows in grouped(running, by).items()}


def _cycle(world: World, rows: list[ItemThen]) -> Figures:
    days = []
    for row in rows:
        began, ended = (_first(world, row.item.item_code, stage, row.as_of) for stage in ("S1", "S7"))
        if began and ended and began <= ended:
            days.append(CALENDARS["china"].between(began, ended))
    p50 = float(np.percentile(days, 50)) if days else None
    return ratio(sum(days), len(days), len(days), p50=p50, left_out=len(rows) - len(days))


@over("T11", World.counted_items)
def t11(items: list[ItemThen]) -> Figures:
    """Items returned."""
    stages = [row.stage for row in items]
    return {**tally(items, stages.count("X3"), len(items)), "postponed": stages.count("X1")}


# moved plans ----------------------------------------------------------------------------------


@of_both("T12")
def t12(world: World, scope: Scope, by: Sequence[str]) -> Answer:
    """Items whose plan was moved."""
    return {group: _moved(world, rows) for group, rows in grouped(world.counted_items(scope), by).items()}


def _moved(world: World, rows: list[ItemThen]) -> Figures:
    moves: list[PlanChange] = []
    moved = written_over = 0
    for row in rows:
        code, as_of = row.item.item_code, row.as_of
        past = [m for m in world.county.plan_changes if m.item_code == code and m.changed_on <= as_of]
        days = (row.item.planned_on, row.item.original_planned_on)
        differs = None not in days and days[0] != days[1]
        moves += past
        moved += bool(past) or differs
        written_over += differs and not past
    is_known = bool(moves) or any(row.item.original_planned_on for row in rows)
    return {
        **tally(rows, moved, len(rows)),
        "value": moved if is_known else None,
        "changes": len(moves),
        "without_reason": sum(move.reason is None for move in moves),
        "without_approval": sum(move.approved_by is None for move in moves),
        "without_record": written_over,
    }


# disputes -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Disputed(Row):
    """A dispute as it stood at the as-of date."""

    dispute: Dispute
    as_of: date

    def _by_now(self, day: date | None) -> bool:
        return day is not None and day <= self.as_of

    @property
    def settled(self) -> bool:
        return self._by_now(self.dispute.settled_on)

    @property
    def overdue(self) -> bool:
        due_on = self.dispute.due_on
        return not self.settled and due_on is not None and due_on < self.as_of

    @property
    def awaits_decision(self) -> bool:
        """Reviewed or put to the leading group, and not decided; what was told without a day is known."""
        d = self.dispute
        decided = self._by_now(d.decided_on) or (d.decided_on is None and d.decision is not None)
        reviewed = self._by_now(d.reviewed_on) or (d.reviewed_on is None and d.review_result is not None)
        return not self.settled and not decided and (reviewed or self._by_now(d.submitted_on))


def _disputes(world: World, scope: Scope, by: Sequence[str]) -> dict[Group, list[Disputed]]:
    rows = []
    for dispute in world.county.disputes:
        side = world.departments.shown(dispute.department, dispute.raised_on)
        subject = world.subject(dispute.item_code or "", None, side, dispute.raised_on)
        if subject.item is None:
            subject = type(subject)(dispute.item_code, None, side)
        elif subject.department is None:
            subject = type(subject)(subject.code, subject.name, side, subject.item)
        row = Disputed(subject, None, dispute.raised_on, None, dispute, scope.as_of)
        if dispute.raised_on <= scope.as_of and chosen(row, scope):
            rows.append(row)
    return grouped(rows, by)


@of_both("T08")
def t08(world: World, scope: Scope, by: Sequence[str]) -> Answer:
    """Disputes settled."""
    return {
        group: ratio(
            sum(row.settled for row in rows),
            len(rows),
            len(rows),
            per=100,
            open=sum(not row.settled for row in rows),
            awaiting_decision=sum(row.awaits_decision for row in rows),
        )
        for group, rows in _disputes(world, scope, by).items()
    }


@of_both("T09")
def t09(world: World, scope: Scope, by: Sequence[str]) -> Answer:
    """Disputes overdue: none where disputes are loaded and none is open."""
    return {
        group: _overdue(rows, is_loaded=_has_begun(world, scope))
        for group, rows in _disputes(world, scope, by).items()
    }


def _has_begun(world: World, scope: Scope) -> bool:
    return any(dispute.raised_on <= scope.as_of for dispute in world.county.disputes)


def _overdue(rows: list[Disputed], *, is_loaded: bool) -> Figures:
    waiting = [row for row in rows if not row.settled]
    dated = [row for row in waiting if row.dispute.due_on is not None]
    late = sum(row.overdue for row in dated)
    return {
        "value": late if dated or (is_loaded and not waiting) else None,
        "numerator": late,
        "denominator": len(dated),
        "n": len(waiting),
        "left_out": len(waiting) - len(dated),
    }


@of_both("T13")
def t13(world: World, scope: Scope, by: Sequence[str]) -> Answer:
    """Found to be passed around."""
    answer: Answer = {}
    for group, rows in _disputes(world, scope, by).items():
        found = [row.dispute.passed_around for row in rows if row.dispute.passed_around is not None]
        is_known = bool(found) or (_has_begun(world, scope) and not rows)
        figures = ratio(sum(found), len(found), len(rows))
        answer[group] = {**figures, "value": sum(found) if is_known else None}
    return answer
