"""What the indicators of the meetings' decisions (M) should answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reform.metrics.query import Scope
from tests.metrics.expected.figures import Answer, Figures, of_both, over, ratio
from tests.metrics.expected.rows import Row, Subject
from tests.metrics.expected.scope import chosen, grouped
from tests.metrics.expected.world import World
from tests.metrics.meeting_rows import Decision


@dataclass(frozen=True)
class Decided(Row):
    """A decision as it stood at the as-of date; ``met_again`` when a later meeting was held by then."""

    decision: Decision
    as_of: date
    met_again: bool

    @property
    def done(self) -> bool:
        if self.decision.done_on is not None:
            return self.decision.done_on <= self.as_of
        return self.decision.status == "done"

    @property
    def dropped(self) -> bool:
        return self.decision.status == "dropped" and self.decision.done_on is None

    @property
    def waits(self) -> bool:
        return not self.done and not self.dropped


def decided(world: World, scope: Scope) -> list[Decided]:
    held = [one for one in world.county.decisions if one.met_on <= scope.as_of]
    rows = []
    for one in held:
        owner = world.departments.shown(one.owner, one.met_on)
        again = any(other.met_on > one.met_on for other in held)
        row = Decided(Subject(None, None, owner), None, one.met_on, None, one, scope.as_of, again)
        if chosen(row, scope):
            rows.append(row)
    return rows


@over("M01", decided)
def m01(rows: list[Decided]) -> Figures:
    """Decisions carried out."""
    kept = [row for row in rows if not row.dropped]
    return ratio(
        sum(row.done for row in kept),
        len(kept),
        len(rows),
        per=100,
        open=sum(row.waits for row in rows),
        carried_over=sum(row.waits and row.met_again for row in rows),
    )


@of_both("M02")
def m02(world: World, scope: Scope, by: Sequence[str]) -> Answer:
    """Decisions overdue: none where decisions are loaded and none is open."""
    is_loaded = any(decision.met_on <= scope.as_of for decision in world.county.decisions)
    return {group: _overdue(rows, is_loaded) for group, rows in grouped(decided(world, scope), by).items()}


def _overdue(rows: list[Decided], is_loaded: bool) -> Figures:
    waiting = [row for row in rows if row.waits]
    dated = [row.decision.due_on for row in waiting if row.decision.due_on is not None]
    late = sum(due_on < waiting[0].as_of for due_on in dated)
    return {
        "value": late if dated or (is_loaded and not waiting) else None,
        "numerator": late,
        "denominator": len(dated),
        "n": len(waiting),
        "left_out": len(waiting) - len(dated),
    }
