"""What every indicator should answer: slow, obvious loops over a county's rows.

Written from the definitions (domain.md §1.6, §3.1-3.3 and the indicators' head comments), never from
the SQL: days are counted one by one on ``reform.workdays.Calendar``, nothing is pre-aggregated.
"""

import calendar as months
import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

import numpy as np

from reform.ask import Scope
from reform.workdays import KINDS, Calendar
from tests.indicators.counties import Case, County, Item, Rating

CALENDARS = {kind: Calendar(kind) for kind in KINDS}
TRANSFERRED = ("S4", "S5", "S6", "S7")
ENOUGH = 5  # completed cases an item needs on each side of its transfer to be compared

Figures = dict[str, float | None]
Group = tuple[Hashable, ...]
Answer = dict[Group, Figures]


# rows with what can be said of them -----------------------------------------------------------


@dataclass(frozen=True)
class Subject:
    """What a case or rating is about: an item, or what the file says where no item fits."""

    code: str | None
    name: str | None
    department: str | None
    item: Item | None = None

    @property
    def domain(self) -> str | None:
        return self.item.domain if self.item else None

    @property
    def batch(self) -> int | None:
        return self.item.batch if self.item else None

    @property
    def kind(self) -> str | None:
        """即办件 (1), 承诺件 (2) or other (9): what the list says, else what the promise says."""
        if self.item is None or self.item.case_kind is not None:
            return self.item.case_kind if self.item else None
        if self.item.promised_kind in ("immediate", "same_day"):
            return "1"
        return None if self.item.promised_days is None else "2"


@dataclass(frozen=True)
class Row:
    """Anything that is filtered and split: its subject, its channel, its day, its side of the transfer."""

    subject: Subject
    channel: str | None
    day: date
    side: str | None

    def at(self, dimension: str) -> Group:
        """Where the row stands in a dimension."""
        if dimension == "item":
            return (self.subject.code, self.subject.name)
        if dimension == "month":
            return (self.day.replace(day=1),)
        if dimension == "week":
            return (self.day - timedelta(self.day.weekday()),)
        return (getattr(self if dimension in ("channel", "side") else self.subject, dimension),)


@dataclass(frozen=True)
class ItemThen(Row):
    """An item of the base as it stood at the as-of date."""

    item: Item
    counted: bool
    stage: str
    flags: int
    as_of: date

    @property
    def transferred(self) -> bool:
        return self.stage in TRANSFERRED

    @property
    def in_place(self) -> bool:
        return self.stage == "S7" and self.flags == 5

    @property
    def planned(self) -> bool:
        return self.item.planned_on is not None and self.item.planned_on <= self.as_of

    @property
    def overdue(self) -> bool:
        planned_on = self.item.planned_on
        return planned_on is not None and planned_on < self.as_of and not self.transferred


@dataclass(frozen=True)
class Fact(Row):
    """A case with its times. ``used`` is missing while it is open."""

    case: Case
    accepted_on: date
    completed_on: date | None
    due_on: date | None
    counted: bool
    used: int | None
    extension: int
    statutory: float | None
    promised: float | None
    deadline: date | None
    provisional: bool

    @property
    def days_provisional(self) -> bool:
        """Whether the days used rest on a year whose holidays are not published."""
        calendar = CALENDARS[self.case.calendar]
        return self.completed_on is not None and calendar.is_provisional(self.accepted_on, self.completed_on)

    @property
    def on_time(self) -> bool | None:
        """By the case's own due date, else by the promise with its extension; None without either."""
        if self.completed_on is None or self.used is None:
            return None
        if self.due_on is not None:
            return self.completed_on <= self.due_on
        return None if self.promised is None else self.used <= self.promised + self.extension

    @property
    def over_statutory(self) -> bool | None:
        if self.used is None or self.statutory is None:
            return None
        return self.used > self.statutory + self.extension


@dataclass(frozen=True)
class Waiting(Row):
    """An open case at the as-of date: working days left, or None where no limit is known or it is stopped."""

    left: int | None


@dataclass(frozen=True)
class Rated(Row):
    """A rating as it stood at the as-of date."""

    rating: Rating
    due_on: date
    as_of: date

    @property
    def valid(self) -> bool:
        return self.rating.level is not None and not self.rating.is_default

    @property
    def bad(self) -> bool:
        return self.valid and self.rating.level in (4, 5)

    @property
    def rectified(self) -> bool:
        return self.rating.rectified_on is not None and self.rating.rectified_on <= self.as_of

    @property
    def past_due(self) -> bool:
        return self.due_on < self.as_of


# a county, row by row -------------------------------------------------------------------------


def _limit_end(accepted_on: date, days: float, unit: str) -> date:
    """The calendar day on which a limit in natural days or months ends."""
    if unit != "month":
        return accepted_on + timedelta(math.floor(days))
    month = accepted_on.month - 1 + math.floor(days)
    year, month = accepted_on.year + month // 12, month % 12 + 1
    return date(year, month, min(accepted_on.day, months.monthrange(year, month)[1]))


def _working_limit(
    calendar: Calendar, accepted_on: date, days: float | None, unit: str | None
) -> float | None:
    """A limit in working days: as it stands, counted on the calendar, or whole days of hours."""
    if days is None or unit is None or unit == "wd":
        return days
    if unit == "hour":
        return math.floor(days / 24)
    end = _limit_end(accepted_on, days, unit)
    while not calendar.is_workday(end):
        end += timedelta(1)
    return calendar.between(accepted_on, end)


def _same_name(one: str, other: str) -> bool:
    return one.replace(" ", "").lower() == other.replace(" ", "").lower()


class World:
    """A county whose rows answer for themselves."""

    def __init__(self, county: County) -> None:
        self.county = county

    def subject(self, code: str | None, name: str | None, department: str | None) -> Subject:
        """By code; without one by name, where the name leads to one item, or to one in the department."""
        if code is not None:
            fitting = [item for item in self.county.items if item.item_code == code]
        else:
            fitting = [item for item in self.county.items if name and _same_name(item.item_name, name)]
            if len(fitting) > 1:
                fitting = [i for i in fitting if i.department is not None and i.department == department]
        if len(fitting) != 1:
            return Subject(code, name, department)
        return Subject(fitting[0].item_code, fitting[0].item_name, fitting[0].department, fitting[0])

    def transferred_on(self, item: Item | None) -> date | None:
        """The first day on which an item entered S4 to S7."""
        entered = [
            row.entered_on
            for row in self.county.stages
            if item is not None and row.item_code == item.item_code and row.stage in TRANSFERRED
        ]
        return min(entered, default=None)

    def items_then(self, as_of: date) -> list[ItemThen]:
        """The base at the end of a day: without the items that are not to be transferred (X2)."""
        headline = any(item.granularity in ("主项", "子项", None) for item in self.county.items)
        then = []
        for item in self.county.items:
            rows = [s for s in self.county.stages if s.item_code == item.item_code and s.entered_on <= as_of]
            stages = sorted((s.entered_on, s.stage) for s in rows if s.stage[0] in "SX")
            stage = stages[-1][1] if stages else "S0"
            if stage == "X2":
                continue
            counted = item.granularity in ("主项", "子项", None) or not headline
            flags = len({row.stage for row in rows if row.stage[0] == "F"})
            subject = Subject(item.item_code, item.item_name, item.department, item)
            then.append(ItemThen(subject, None, as_of, None, item, counted, stage, flags, as_of))
        return then

    def suspended(self, case: Case, first: date, last: date) -> int:
        """Working days after ``first`` up to ``last`` on which the case's clock stood still."""
        calendar = CALENDARS[case.calendar]
        spans = [
            (pause.started_on, pause.ended_on or date.max)
            for pause in self.county.pauses
            if pause.case_no == case.case_no and pause.kind == "2"
        ]
        days = (first + timedelta(n) for n in range(1, (last - first).days + 1))
        return sum(calendar.is_workday(day) and any(s < day <= e for s, e in spans) for day in days)

    def is_suspended(self, case: Case, day: date) -> bool:
        """Whether the clock stands still at the end of a day."""
        return any(
            pause.started_on <= day and (pause.ended_on is None or pause.ended_on > day)
            for pause in self.county.pauses
            if pause.case_no == case.case_no and pause.kind == "2"
        )

    def extension(self, case: Case) -> int:
        """Working days granted: as approved, else as long as the extension runs; 15 at most."""
        granted = 0.0
        for pause in self.county.pauses:
            if pause.case_no != case.case_no or pause.kind != "1":
                continue
            if pause.approved_days is not None:
                granted += pause.approved_days
            elif pause.ended_on is not None:
                granted += CALENDARS[case.calendar].between(pause.started_on, pause.ended_on)
        return min(15, int(granted))

    def fact(self, case: Case) -> Fact:
        """A case with its times (domain.md §1.6)."""
        calendar = CALENDARS[case.calendar]
        subject = self.subject(case.item_code, case.item_name, case.department)
        item = subject.item or Item("")
        accepted_on = case.accepted_at.date()
        completed_on = case.completed_at.date() if case.completed_at else None
        due_on = case.due_at.date() if case.due_at else None
        statutory = _working_limit(calendar, accepted_on, item.statutory_days, item.statutory_unit)
        promised = _working_limit(calendar, accepted_on, item.promised_days, item.promised_unit)
        extension = self.extension(case)
        used, computed = None, None
        if completed_on is not None:
            paused = self.suspended(case, accepted_on, completed_on)
            used = max(0, calendar.between(accepted_on, completed_on) - paused)
            if promised is not None and due_on is None:
                computed = calendar.deadline(accepted_on, math.floor(promised) + extension + paused)
        transferred_on = self.transferred_on(subject.item)
        days = [day for day in (completed_on, computed) if day is not None]
        return Fact(
            subject,
            case.channel,
            completed_on or accepted_on,
            "none" if transferred_on is None else "before" if accepted_on < transferred_on else "after",
            case,
            accepted_on,
            completed_on,
            due_on,
            case.result not in ("withdrawn", "terminated"),
            used,
            extension,
            statutory,
            promised,
            due_on or computed,
            any(calendar.is_provisional(accepted_on, day) for day in days),
        )

    @cached_property
    def facts(self) -> list[Fact]:
        return [self.fact(case) for case in self.county.cases]

    def waiting(self, fact: Fact, as_of: date) -> Waiting:
        """What is left of an open case's time at the end of a day."""
        calendar = CALENDARS[fact.case.calendar]
        left: int | None = None
        if fact.due_on is not None and fact.due_on < as_of:
            left = -1
        elif fact.due_on is not None:
            left = calendar.between(as_of, fact.due_on)
        elif fact.promised is not None:
            paused = self.suspended(fact.case, fact.accepted_on, as_of)
            elapsed = max(0, calendar.between(fact.accepted_on, as_of) - paused)
            left = math.floor(fact.promised + fact.extension - elapsed)
            if left >= 0 and self.is_suspended(fact.case, as_of):
                left = None
        return Waiting(fact.subject, fact.channel, fact.accepted_on, fact.side, left)

    def rated(self, rating: Rating, as_of: date) -> Rated:
        """A rating is about its case's item; without a known case about what it says itself."""
        case = next((c for c in self.county.cases if c.case_no == rating.case_no), None)
        if case is not None:
            subject = self.subject(case.item_code, case.item_name, case.department)
        else:
            subject = self.subject(rating.item_code, rating.item, rating.department)
        rated_on = rating.rated_at.date()
        due_on = rating.due_on or CALENDARS["china"].deadline(rated_on, 15)
        return Rated(subject, rating.channel, rated_on, None, rating, due_on, as_of)

    # what the reader sees ---------------------------------------------------------------------

    def items(self, scope: Scope) -> list[ItemThen]:
        return [row for row in self.items_then(scope.as_of) if _chosen(row, scope)]

    def counted_items(self, scope: Scope) -> list[ItemThen]:
        return [row for row in self.items(scope) if row.counted]

    def transferred_items(self, scope: Scope) -> list[ItemThen]:
        return [row for row in self.counted_items(scope) if row.transferred]

    def completed(self, scope: Scope) -> list[Fact]:
        """Cases completed in the period; withdrawn and terminated ones are left out."""
        return [
            fact
            for fact in self.facts
            if fact.counted and _in_period(fact.completed_on, scope) and _chosen(fact, scope)
        ]

    def open(self, scope: Scope) -> list[Waiting]:
        """Cases that were accepted and not completed at the end of the as-of date."""
        return [
            self.waiting(fact, scope.as_of)
            for fact in self.facts
            if fact.counted
            and fact.accepted_on <= scope.as_of
            and (fact.completed_on is None or fact.completed_on > scope.as_of)
            and _chosen(fact, scope)
        ]

    def ratings(self, scope: Scope) -> list[Rated]:
        rows = [self.rated(rating, scope.as_of) for rating in self.county.ratings]
        return [row for row in rows if _in_period(row.day, scope) and _chosen(row, scope)]

    def bad(self, scope: Scope) -> list[Rated]:
        return [row for row in self.ratings(scope) if row.bad]


def _chosen(row: Row, scope: Scope) -> bool:
    channels = scope.rating_channels if isinstance(row, Rated) else scope.channels
    pairs = (
        (scope.departments, row.subject.department),
        (scope.domains, row.subject.domain),
        (scope.batches, row.subject.batch),
        (channels, row.channel),
    )
    return all(not wanted or value in wanted for wanted, value in pairs)


def _in_period(day: date | None, scope: Scope) -> bool:
    if day is None or day > scope.as_of:
        return False
    return (scope.from_on is None or scope.from_on <= day) and (scope.to_on is None or day <= scope.to_on)


R = TypeVar("R", bound=Row)


def _groups(rows: Iterable[R], by: Sequence[str]) -> dict[Group, list[R]]:
    """The rows of each group; without a split one group, also of nothing."""
    groups: dict[Group, list[R]] = {} if by else {(): []}
    for row in rows:
        group = tuple(part for dimension in by for part in row.at(dimension))
        groups.setdefault(group, []).append(row)
    return groups


# indicators -----------------------------------------------------------------------------------

Indicator = Callable[[World, Scope, Sequence[str]], Answer]
INDICATORS: dict[str, Indicator] = {}


def _figures(numerator: float, denominator: float, n: float, per: float = 1, **more: float | None) -> Figures:
    """A ratio: missing over nothing."""
    value = per * numerator / denominator if denominator else None
    return {"value": value, "numerator": numerator, "denominator": denominator, "n": n, **more}


def _over(
    code: str, rows_of: Callable[[World, Scope], Iterable[R]]
) -> Callable[[Callable[[list[R]], Figures]], Callable[[list[R]], Figures]]:
    """Register a function from the rows of one group to its figures."""

    def register(figures: Callable[[list[R]], Figures]) -> Callable[[list[R]], Figures]:
        def answer(world: World, scope: Scope, by: Sequence[str]) -> Answer:
            return {group: figures(rows) for group, rows in _groups(rows_of(world, scope), by).items()}

        INDICATORS[code] = answer
        return figures

    return register


def _of_both(code: str) -> Callable[[Indicator], Indicator]:
    """Register a function that needs more than the rows of one group."""

    def register(answer: Indicator) -> Indicator:
        INDICATORS[code] = answer
        return answer

    return register


# transfers


@_over("T01", World.items)
def t01(items: list[ItemThen]) -> Figures:
    """Items to be transferred."""
    counted = sum(item.counted for item in items)
    return {**_tally(items, counted, counted), "handling_items": len(items) - counted}


@_over("T02", World.items)
def t02(items: list[ItemThen]) -> Figures:
    """Items transferred."""
    transferred = [item for item in items if item.transferred]
    headline = sum(item.counted for item in transferred)
    counted = sum(item.counted for item in items)
    return {**_tally(items, headline, counted), "handling_items": len(transferred) - headline}


@_over("T03", World.counted_items)
def t03(items: list[ItemThen]) -> Figures:
    """Transfer rate."""
    return _figures(sum(item.transferred for item in items), len(items), len(items), per=100)


@_over("T04", World.transferred_items)
def t04(items: list[ItemThen]) -> Figures:
    """In-place rate."""
    return _figures(sum(item.in_place for item in items), len(items), len(items), per=100)


@_over("T05", World.counted_items)
def t05(items: list[ItemThen]) -> Figures:
    """Progress against plan."""
    planned = sum(item.planned for item in items)
    ahead = sum(item.transferred for item in items) - planned
    planned_rate = 100 * planned / len(items) if items else None
    figures = _figures(ahead, len(items), len(items), per=100)
    return {**figures, **_only_planned(items, figures), "planned": planned, "planned_rate": planned_rate}


def _only_planned(items: list[ItemThen], figures: Figures) -> Figures:
    """Without any planned day there is nothing to be late against."""
    return {"value": figures["value"] if any(row.item.planned_on for row in items) else None}


@_over("T06", World.counted_items)
def t06(items: list[ItemThen]) -> Figures:
    """Items overdue."""
    figures = _tally(items, sum(item.overdue for item in items), len(items))
    return {**figures, **_only_planned(items, figures)}


@_over("T10", World.counted_items)
def t10(items: list[ItemThen]) -> Figures:
    """Departments involved."""
    involved = {item.item.department for item in items if item.transferred} - {None}
    figures = _tally(items, len(involved), len({item.item.department for item in items} - {None}))
    return {**figures, "n": len(items)}


def _tally(rows: Sequence[Row], number: int, base: int) -> Figures:
    """A count; over nothing at all it is missing."""
    return {"value": number if rows else None, "numerator": number, "denominator": base, "n": base}


# days


def _comparable(row: ItemThen) -> bool:
    item = row.item
    known = item.statutory_days is not None and item.promised_days is not None
    return known and item.statutory_unit == item.promised_unit and item.statutory_unit in ("wd", "cd", "d")


@_over("D01", World.counted_items)
def d01(rows: list[ItemThen]) -> Figures:
    """Promised-time reduction."""
    items = [row.item for row in rows if _comparable(row)]
    statutory = sum(item.statutory_days or 0 for item in items)
    cut = statutory - sum(item.promised_days or 0 for item in items)
    return _figures(cut, statutory, len(items), per=100, left_out=len(rows) - len(items))


def _estimate(days: float | None, unit: str | None) -> float:
    days = days or 0
    return days if unit == "wd" else math.floor(days * 5 / 7 + 0.5)


@_over("D02", lambda world, scope: filter(_comparable, world.counted_items(scope)))
def d02(rows: list[ItemThen]) -> Figures:
    """Working days cut per item."""
    items = [row.item for row in rows]
    cut = sum(
        _estimate(item.statutory_days, item.statutory_unit)
        - _estimate(item.promised_days, item.promised_unit)
        for item in items
    )
    return _figures(cut, len(items), len(items), estimated=sum(i.statutory_unit != "wd" for i in items))


@_over("D03", World.completed)
def d03(cases: list[Fact]) -> Figures:
    """Working days used."""
    used = [case.used for case in cases if case.used is not None]
    p50, p90 = np.percentile(used, [50, 90], method="linear").tolist() if used else (None, None)
    figures = _figures(sum(used), len(used), len(used), p50=p50, p90=p90)
    return {**figures, "mean": figures["value"], "provisional": sum(case.days_provisional for case in cases)}


@_over("D04", lambda world, scope: [case for case in world.completed(scope) if case.subject.kind == "2"])
def d04(cases: list[Fact]) -> Figures:
    """Actual time reduction."""
    times = [(c.statutory, c.used) for c in cases if c.statutory is not None and c.used is not None]
    saved = sum(statutory - used for statutory, used in times)
    statutory_days = sum(statutory for statutory, _ in times)
    return _figures(saved, statutory_days, len(times), per=100, left_out=len(cases) - len(times))


def _saved(cases: list[Fact], limits: list[float | None]) -> Figures:
    known = [
        (limit, case.used)
        for case, limit in zip(cases, limits, strict=True)
        if limit is not None and case.used is not None
    ]
    saved = [limit - used for limit, used in known]
    return {
        "value": sum(saved) if saved else None,
        "numerator": sum(saved),
        "denominator": len(saved),
        "n": len(saved),
        "limit_days": sum(limit for limit, _ in known),
        "saved_only": sum(days for days in saved if days > 0),
        "per_case": sum(saved) / len(saved) if saved else None,
        "left_out": len(cases) - len(saved),
    }


@_over("D05", World.completed)
def d05(cases: list[Fact]) -> Figures:
    """Working days saved against the statutory limits."""
    return _saved(cases, [case.statutory for case in cases])


@_over("D05b", World.completed)
def d05b(cases: list[Fact]) -> Figures:
    """Working days saved against the promises."""
    return _saved(cases, [case.promised for case in cases])


def _sides(world: World, scope: Scope) -> tuple[list[Fact], dict[Item, float]]:
    """Cases after their item's transfer, and their items' means before it; five cases on each side."""
    period = world.completed(scope)
    ever = world.completed(Scope(scope.as_of, channels=scope.channels))
    means: dict[Item, float] = {}
    for item in world.county.items:
        before = [
            c.used for c in ever if c.subject.item == item and c.side == "before" and c.used is not None
        ]
        after = [case for case in period if case.subject.item == item and case.side == "after"]
        if len(before) >= ENOUGH and len(after) >= ENOUGH:
            means[item] = sum(before) / len(before)
    return [case for case in period if case.side == "after" and case.subject.item in means], means


def _since_transfer(
    world: World, scope: Scope, by: Sequence[str]
) -> Iterable[tuple[Group, float, float, int, int]]:
    """Per group: days used before (the item's mean, once a case), days used after, cases, items."""
    after, means = _sides(world, scope)
    for group, cases in _groups(after, by).items():
        items = [case.subject.item for case in cases if case.subject.item is not None]
        used = [case.used for case in cases if case.used is not None]
        yield group, sum(means[item] for item in items), sum(used), len(cases), len(set(items))


@_of_both("D05c")
def d05c(world: World, scope: Scope, by: Sequence[str]) -> Answer:
    """Working days saved since the transfer."""
    return {
        group: {
            "value": before - after if n else None,
            "numerator": before - after,
            "denominator": n,
            "n": n,
            "per_case": (before - after) / n if n else None,
            "items": items,
        }
        for group, before, after, n, items in _since_transfer(world, scope, by)
    }


@_of_both("D06")
def d06(world: World, scope: Scope, by: Sequence[str]) -> Answer:
    """Change since the transfer."""
    return {
        group: _figures(
            after - before,
            n,
            n,
            mean_before=before / n if n else None,
            mean_after=after / n if n else None,
            items=items,
        )
        for group, before, after, n, items in _since_transfer(world, scope, by)
    }


@_over("D07", World.completed)
def d07(cases: list[Fact]) -> Figures:
    """On-time rate."""
    known = [case.on_time for case in cases if case.on_time is not None]
    return _figures(sum(known), len(known), len(known), per=100, left_out=len(cases) - len(known))


@_over("D08", World.completed)
def d08(cases: list[Fact]) -> Figures:
    """Early completion rate."""
    dated = [
        (c.completed_on, c.deadline) for c in cases if c.completed_on is not None and c.deadline is not None
    ]
    early = sum(done < deadline for done, deadline in dated)
    return _figures(early, len(dated), len(dated), per=100, left_out=len(cases) - len(dated))


@_over("D09", World.completed)
def d09(cases: list[Fact]) -> Figures:
    """Overdue rate."""
    known = [case.on_time for case in cases if case.on_time is not None]
    statutory = [case.over_statutory for case in cases if case.over_statutory is not None]
    more = {"over_statutory": sum(statutory), "statutory_known": len(statutory)}
    return _figures(known.count(False), len(known), len(known), per=100, **more)


@_over("D11", World.completed)
def d11(cases: list[Fact]) -> Figures:
    """Handled-at-once rate by case."""
    kinds = [case.subject.kind for case in cases if case.subject.kind is not None]
    return _figures(kinds.count("1"), len(kinds), len(kinds), per=100, left_out=len(cases) - len(kinds))


@_over("D13", World.open)
def d13(cases: list[Waiting]) -> Figures:
    """Open cases overdue."""
    left = [case.left for case in cases if case.left is not None]
    figures = _tally(cases, sum(days < 0 for days in left), len(left))
    near_due = sum(0 <= days <= 2 for days in left)
    figures["value"] = figures["numerator"] if left else None
    return {**figures, "n": len(cases), "near_due": near_due, "left_out": len(cases) - len(left)}


# satisfaction


@_of_both("S01")
def s01(world: World, scope: Scope, by: Sequence[str]) -> Answer:
    """Share of cases rated."""
    rated = {
        rating.rating.case_no
        for rating in (world.rated(row, scope.as_of) for row in world.county.ratings)
        if rating.valid and rating.day <= scope.as_of
    }
    answer = {}
    for group, cases in _groups(world.completed(scope), by).items():
        figures = _figures(sum(c.case.case_no in rated for c in cases), len(cases), len(cases), per=100)
        if not world.county.ratings:
            figures["value"] = None  # no rating was ever loaded: unknown
        answer[group] = figures
    return answer


@_over("S03", World.ratings)
def s03(ratings: list[Rated]) -> Figures:
    """Satisfied."""
    levels = [row.rating.level for row in ratings if row.valid]
    by_default = sum(bool(row.rating.is_default) for row in ratings)
    satisfied = sum(level in (1, 2, 3) for level in levels)
    return _figures(satisfied, len(levels), len(levels), per=100, by_default=by_default)


@_over("S04", World.ratings)
def s04(ratings: list[Rated]) -> Figures:
    """Very satisfied."""
    levels = [row.rating.level for row in ratings if row.valid]
    return _figures(levels.count(1), len(levels), len(levels), per=100)


@_of_both("S05")
def s05(world: World, scope: Scope, by: Sequence[str]) -> Answer:
    """Bad reviews per 10,000 cases."""
    ratings = _groups(world.ratings(scope), by)
    cases = _groups(world.completed(scope), by)
    answer = {}
    for group in ratings.keys() | cases.keys():
        bad = sum(row.bad for row in ratings.get(group, []))
        valid = sum(row.valid for row in ratings.get(group, []))
        figures = _figures(bad, len(cases.get(group, [])), valid, per=10_000)
        answer[group] = figures if valid else {**figures, "value": None}
    return answer


@_over("S06", World.bad)
def s06(ratings: list[Rated]) -> Figures:
    """Bad reviews rectified in time."""
    in_time = sum(
        row.rating.rectified_on is not None and row.rectified and row.rating.rectified_on <= row.due_on
        for row in ratings
    )
    return _figures(
        in_time,
        sum(row.rectified or row.past_due for row in ratings),
        len(ratings),
        per=100,
        overdue=sum(row.past_due and not row.rectified for row in ratings),
        pending=sum(not row.past_due and not row.rectified for row in ratings),
    )


@_of_both("S10")
def s10(world: World, scope: Scope, by: Sequence[str]) -> Answer:
    """Ratings by channel: the channel is the last part of a group."""
    answer = {}
    for group, ratings in _groups([row for row in world.ratings(scope) if row.valid], by).items():
        channels = [row.channel for row in ratings] or [None]
        for channel in set(channels):
            number = sum(row.channel == channel for row in ratings)
            answer[(*group, channel)] = _figures(number, len(ratings), number, per=100)
    return answer
