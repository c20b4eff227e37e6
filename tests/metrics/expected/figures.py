"""An indicator's figures, and the register of all indicators by code."""

from collections.abc import Callable, Iterable, Sequence

from reform.metrics.query import Scope
from tests.metrics.expected.rows import Fact, Group, Row
from tests.metrics.expected.scope import R, grouped
from tests.metrics.expected.world import World

Figures = dict[str, float | None]
Answer = dict[Group, Figures]
Indicator = Callable[[World, Scope, Sequence[str]], Answer]
INDICATORS: dict[str, Indicator] = {}


def ratio(numerator: float, denominator: float, n: float, per: float = 1, **more: float | None) -> Figures:
    """A ratio: missing over nothing."""
    value = per * numerator / denominator if denominator else None
    return {"value": value, "numerator": numerator, "denominator": denominator, "n": n, **more}


def tally(rows: Sequence[Row], number: int, base: int) -> Figures:
    """A count; over nothing at all it is missing."""
    return {"value": number if rows else None, "numerator": number, "denominator": base, "n": base}


# What counts cases or items stays where days of several calendars meet.
COUNTS = {"n", "left_out", "provisional", "items"}


def of_days(figures: Figures, counted: Iterable[Fact]) -> Figures:
    """Figures of the days of the ``counted`` cases: missing where these are on more than one calendar."""
    if len({fact.case.calendar for fact in counted}) < 2:
        return figures
    return {name: figure if name in COUNTS else None for name, figure in figures.items()}


def over(
    code: str, rows_of: Callable[[World, Scope], Iterable[R]]
) -> Callable[[Callable[[list[R]], Figures]], Callable[[list[R]], Figures]]:
    """Register a function from the rows of one group to its figures."""

    def register(figures: Callable[[list[R]], Figures]) -> Callable[[list[R]], Figures]:
        def answer(world: World, scope: Scope, by: Sequence[str]) -> Answer:
            return {group: figures(rows) for group, rows in grouped(rows_of(world, scope), by).items()}

        INDICATORS[code] = answer
        return figures

    return register


def of_both(code: str) -> Callable[[Indicator], Indicator]:
    """Register a function that needs more than the rows of one group."""

    def register(answer: Indicator) -> Indicator:
        INDICATORS[code] = answer
        return answer

    return register
