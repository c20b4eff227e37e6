"""What the reader chose: filters, a period, a split into groups, and the day on which a plan is asked for."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from reform.metrics.query import Scope
from tests.metrics.county import Item
from tests.metrics.expected.rows import Group, Rated, Row
from tests.metrics.transfer_rows import PlanChange

R = TypeVar("R", bound=Row)


def chosen(row: Row, scope: Scope) -> bool:
    channels = scope.rating_channels if isinstance(row, Rated) else scope.channels
    pairs = (
        (scope.departments, row.subject.department),
        (scope.domains, row.subject.domain),
        (scope.batches, row.subject.batch),
        (channels, row.channel),
    )
    return all(not wanted or value in wanted for wanted, value in pairs)


def in_period(day: date | None, scope: Scope) -> bool:
    if day is None or day > scope.as_of:
        return False
    return (scope.from_on is None or scope.from_on <= day) and (scope.to_on is None or day <= scope.to_on)


def grouped(rows: Iterable[R], by: Sequence[str]) -> dict[Group, list[R]]:
    """The rows of each group; without a split one group, also of nothing."""
    groups: dict[Group, list[R]] = {} if by else {(): []}
    for row in rows:
        group = tuple(part for dimension in by for part in row.at(dimension))
        groups.setdefault(group, []).append(row)
    return groups


def plan_then(item: Item, changes: Sequence[PlanChange], as_of: date) -> date | None:
    """The planned day in force at the end of a day: what the first move after it moved away from."""
    moves = sorted(
        (row for row in changes if row.item_code == item.item_code), key=lambda row: row.changed_on
    )
    made = [row for row in moves if row.changed_on <= as_of]
    if len(made) == len(moves):
        return item.planned_on
    led_to = made[-1].to_on if made else item.original_planned_on
    return moves[len(made)].from_on or led_to
