"""What the indicators of the service centre, its hall, visits and online handling (O, H) should answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from reform.metrics.query import Scope
from tests.metrics.county import Count, Hall
from tests.metrics.expected.figures import Answer, Figures, of_both, over, ratio
from tests.metrics.expected.rows import Fact, ItemThen, Row, Subject
from tests.metrics.expected.scope import chosen, grouped, in_period
from tests.metrics.expected.world import World

NOBODY = Subject(None, None, None)
ON_APPLICATION = ("01", "05", "07", "08", "09", "10", "20", None)
ONLINE, ALL_ONLINE = (2, 3, 4, 5, 6, 7), (5, 6, 7)


# items ----------------------------------------------------------------------------------------


def on_application(world: World, scope: Scope) -> list[ItemThen]:
    return [row for row in world.counted_items(scope) if row.item.item_type in ON_APPLICATION]


@over("O01", on_application)
def o01(items: list[ItemThen]) -> Figures:
    """Can be done online."""
    known = [row.item.online_depth for row in items if row.item.online_depth is not None]
    could = sum(depth in ONLINE for depth in known)
    return ratio(could, len(known), len(known), per=100, left_out=len(items) - len(known))


@over("O02", on_application)
def o02(items: list[ItemThen]) -> Figures:
    """Online from end to end."""
    known = [row.item.online_depth for row in items if row.item.online_depth is not None]
    whole = sum(depth in ALL_ONLINE for depth in known)
    return ratio(whole, len(known), len(known), per=100, left_out=len(items) - len(known))


@over("O04", on_application)
def o04(items: list[ItemThen]) -> Figures:
    """One visit at most, by item."""
    known = [row.item.visits for row in items if row.item.visits is not None]
    once = sum(visits in (0, 1) for visits in known)
    silent = sum(bool(row.item.visits) and row.item.visit_reason is None for row in items)
    return ratio(
        once, len(known), len(known), per=100, left_out=len(items) - len(known), without_reason=silent
    )


@over("O05", on_application)
def o05(items: list[ItemThen]) -> Figures:
    """No visit, by item."""
    known = [row.item for row in items if row.item.visits is not None]
    never = sum(item.visits == 0 or item.online_depth in ALL_ONLINE for item in known)
    return ratio(never, len(known), len(known), per=100, left_out=len(items) - len(known))


def due_in_centre(world: World, scope: Scope) -> list[ItemThen]:
    return [row for row in world.counted_items(scope) if row.item.should_enter is not False]


@over("O07", due_in_centre)
def o07(items: list[ItemThen]) -> Figures:
    """In the service centre."""
    known = [row.item.in_centre for row in items if row.item.in_centre is not None]
    return ratio(sum(known), len(known), len(known), per=100, left_out=len(items) - len(known))


# cases ----------------------------------------------------------------------------------------


def accepted(world: World, scope: Scope) -> list[Fact]:
    return [
        replace(world.known(fact, scope.as_of), day=fact.accepted_on)
        for fact in world.facts
        if in_period(fact.accepted_on, scope) and chosen(fact, scope)
    ]


@over("O03", accepted)
def o03(cases: list[Fact]) -> Figures:
    """Handed in online."""
    known = [case.channel for case in cases if case.channel is not None]
    online = sum(channel in ("2", "3") for channel in known)
    return ratio(online, len(known), len(known), per=100, left_out=len(cases) - len(known))


@over("O04b", World.completed)
def o04b(cases: list[Fact]) -> Figures:
    """One visit at most, by case."""
    known = [fact.case.visits for fact in cases if fact.case.visits is not None]
    once = sum(visits in (0, 1) for visits in known)
    return ratio(once, len(known), len(known), per=100, left_out=len(cases) - len(known))


@over("O05b", World.completed)
def o05b(cases: list[Fact]) -> Figures:
    """No visit, by case."""
    known = [fact.case.visits for fact in cases if fact.case.visits is not None]
    return ratio(known.count(0), len(known), len(known), per=100, left_out=len(cases) - len(known))


# the centre and its hall ----------------------------------------------------------------------


@dataclass(frozen=True)
class Counted(Row):
    """A count of the centre."""

    count: Count


@of_both("O08")
def o08(world: World, scope: Scope, by: Sequence[str]) -> Answer:
    """Windows brought together: the latest count against the first of all."""
    counts = sorted(
        (count for count in world.county.centre if count.recorded_on <= scope.as_of),
        key=lambda count: count.recorded_on,
    )
    rows = [Counted(NOBODY, None, count.recorded_on, None, count) for count in counts]
    answer = {}
    for group, told in grouped(rows, by).items():
        if not told:
            answer[group] = {**ratio(0, 0, 0), "windows": None}
            continue
        first, last = counts[0], told[-1].count
        figures = ratio(first.windows - last.windows, first.windows, len(told), per=100)
        figures["value"] = figures["value"] if last is not first else None
        answer[group] = {**figures, "windows": last.windows}
    return answer


@dataclass(frozen=True)
class HallDay(Row):
    """A day of the hall: its own row, or the rows of its hours."""

    rows: list[Hall]

    def total(self, name: str) -> int | None:
        """The sum over the day; missing where an hour does not tell it."""
        parts = [getattr(row, name) for row in self.rows]
        return None if None in parts else sum(parts)

    @property
    def windows(self) -> int | None:
        """The most that were open."""
        parts = [row.windows_open for row in self.rows]
        known = [part for part in parts if part is not None]
        return max(known) if len(known) == len(parts) else None


def hall_days(world: World, scope: Scope) -> list[HallDay]:
    days: dict[date, list[Hall]] = {}
    for row in world.county.hall:
        if in_period(row.day, scope):
            days.setdefault(row.day, []).append(row)
    return [
        HallDay(NOBODY, None, day, None, [row for row in rows if row.hour is None] or rows)
        for day, rows in days.items()
    ]


@over("V01", hall_days)
def v01(days: list[HallDay]) -> Figures:
    """Visits a day."""
    return ratio(sum(row.visits for day in days for row in day.rows), len(days), len(days))


@over("V02", hall_days)
def v02(days: list[HallDay]) -> Figures:
    """Self-service share."""
    own = handed = told = 0
    for day in days:
        at_terminals, at_windows = day.total("self_service"), day.total("taken")
        if at_terminals is not None and at_windows is not None:
            own, handed, told = own + at_terminals, handed + at_windows, told + 1
    return ratio(own, own + handed, told, per=100, left_out=len(days) - told)


@over("V03", hall_days)
def v03(days: list[HallDay]) -> Figures:
    """Mean waiting."""
    rows = [row for day in days for row in day.rows]
    minutes = [(row.visits, row.waiting_minutes) for row in rows if row.waiting_minutes is not None]
    waited = sum(visits for visits, _each in minutes)
    all_minutes = sum(visits * each for visits, each in minutes)
    return ratio(all_minutes, waited, waited, left_out=sum(row.visits for row in rows) - waited)


@over("V04", hall_days)
def v04(days: list[HallDay]) -> Figures:
    """Cases taken a window and day."""
    cases = windows = told = 0
    for day in days:
        taken, is_open = day.total("taken"), day.windows
        if taken is not None and is_open is not None:
            cases, windows, told = cases + taken, windows + is_open, told + 1
    return ratio(cases, windows, told, left_out=len(days) - told)
