"""What the indicators of shared data (G) should answer."""

import calendar
from dataclasses import dataclass, replace
from datetime import date

from reform.metrics.query import Scope
from tests.metrics.expected.figures import Figures, over, ratio
from tests.metrics.expected.rows import ItemThen, Row, Subject
from tests.metrics.expected.scope import chosen, in_period
from tests.metrics.expected.world import World
from tests.metrics.sharing_rows import Calls, Interface


@dataclass(frozen=True)
class Sharing(Row):
    """An item with the papers it needs no more; None while no list of them is loaded."""

    papers: int | None


def items_sharing(world: World, scope: Scope) -> list[Sharing]:
    opened = {
        one.interface_no
        for one in world.county.interfaces
        if one.opened_on is not None and one.opened_on <= scope.as_of
    }

    def papers(row: ItemThen) -> int | None:
        saved = {
            paper.paper
            for paper in world.county.interface_items
            if paper.item_code == row.item.item_code and paper.interface_no in opened
        }
        return len(saved) if world.county.interface_items else None

    return [
        Sharing(row.subject, row.channel, row.day, row.side, papers(row))
        for row in world.counted_items(scope)
    ]


@over("G01", items_sharing)
def g01(rows: list[Sharing]) -> Figures:
    """Items with shared data."""
    figures = ratio(
        sum(bool(row.papers) for row in rows),
        len(rows),
        len(rows),
        per=100,
        papers=sum(row.papers or 0 for row in rows),
    )
    return {**figures, "value": None} if any(row.papers is None for row in rows) else figures


@dataclass(frozen=True)
class Promised(Row):
    """An interface as it stood at the as-of date."""

    interface: Interface
    as_of: date

    @property
    def is_open(self) -> bool:
        return self.interface.opened_on is not None and self.interface.opened_on <= self.as_of


def _of(world: World, interface: Interface | None) -> Subject:
    given = interface.department if interface else None
    return Subject(None, None, world.departments.shown(given, None))


def _by_department_only(scope: Scope) -> Scope:
    return replace(scope, channels=None, rating_channels=None)


def interfaces(world: World, scope: Scope) -> list[Promised]:
    rows = [
        Promised(_of(world, one), None, one.promised_on or date.min, None, one, scope.as_of)
        for one in world.county.interfaces
    ]
    return [row for row in rows if chosen(row, _by_department_only(scope))]


@over("G02", interfaces)
def g02(rows: list[Promised]) -> Figures:
    """Promised data opened."""
    overdue = sum(
        row.interface.promised_on is not None and row.interface.promised_on < row.as_of and not row.is_open
        for row in rows
    )
    return ratio(sum(row.is_open for row in rows), len(rows), len(rows), per=100, overdue=overdue)


@dataclass(frozen=True)
class Called(Row):
    """The calls of a month."""

    calls: Calls


def calls(world: World, scope: Scope) -> list[Called]:
    rows = []
    for one in world.county.interface_calls:
        interface = next((i for i in world.county.interfaces if i.interface_no == one.interface_no), None)
        last = one.month.replace(day=calendar.monthrange(one.month.year, one.month.month)[1])
        row = Called(_of(world, interface), None, one.month, None, one)
        is_whole = in_period(last, scope) and (scope.from_on is None or scope.from_on <= one.month)
        if is_whole and chosen(row, _by_department_only(scope)):
            rows.append(row)
    return rows


@over("G03", calls)
def g03(rows: list[Called]) -> Figures:
    """Calls of shared data a month."""
    return ratio(sum(row.calls.calls for row in rows), len({row.calls.month for row in rows}), len(rows))
