"""What the indicators of transfers (T) should answer."""

from tests.metrics.expected.figures import Figures, over, ratio, tally
from tests.metrics.expected.rows import ItemThen
from tests.metrics.expected.world import World


@over("T01", World.items)
def t01(items: list[ItemThen]) -> Figures:
    """Items to be transferred."""
    counted = sum(item.counted for item in items)
    return {**tally(items, counted, counted), "handling_items": len(items) - counted}


@over("T02", World.items)
def t02(items: list[ItemThen]) -> Figures:
    """Items transferred."""
    transferred = [item for item in items if item.transferred]
    headline = sum(item.counted for item in transferred)
    counted = sum(item.counted for item in items)
    return {**tally(items, headline, counted), "handling_items": len(transferred) - headline}


@over("T03", World.counted_items)
def t03(items: list[ItemThen]) -> Figures:
    """Transfer rate."""
    return ratio(sum(item.transferred for item in items), len(items), len(items), per=100)


@over("T04", World.transferred_items)
def t04(items: list[ItemThen]) -> Figures:
    """In-place rate."""
    return ratio(sum(item.in_place for item in items), len(items), len(items), per=100)


@over("T05", World.counted_items)
def t05(items: list[ItemThen]) -> Figures:
    """Progress against plan."""
    planned = sum(item.planned for item in items)
    ahead = sum(item.transferred for item in items) - planned
    planned_rate = 100 * planned / len(items) if items else None
    figures = ratio(ahead, len(items), len(items), per=100)
    return {**figures, **_only_planned(items, figures), "planned": planned, "planned_rate": planned_rate}


def _only_planned(items: list[ItemThen], figures: Figures) -> Figures:
    """Without any planned day there is nothing to be late against."""
    return {"value": figures["value"] if any(row.item.planned_on for row in items) else None}


@over("T06", World.counted_items)
def t06(items: list[ItemThen]) -> Figures:
    """Items overdue."""
    figures = tally(items, sum(item.overdue for item in items), len(items))
    return {**figures, **_only_planned(items, figures)}


@over("T10", World.counted_items)
def t10(items: list[ItemThen]) -> Figures:
    """Departments involved."""
    involved = {item.subject.department for item in items if item.transferred} - {None}
    figures = tally(items, len(involved), len({item.subject.department for item in items} - {None}))
    return {**figures, "n": len(items)}
