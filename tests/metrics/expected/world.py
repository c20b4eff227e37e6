"""A county whose rows answer for themselves, day by day and row by row."""

import calendar as months
import math
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from reform.common.workdays import Calendar
from reform.metrics.query import Scope
from tests.metrics.county import Case, County, Item, Rating
from tests.metrics.expected.departments import Departments
from tests.metrics.expected.rows import CALENDARS, TRANSFERRED, Fact, ItemThen, Rated, Subject, Waiting
from tests.metrics.expected.scope import chosen, in_period, plan_then

# 行政许可法 art. 45: 听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审; and what names no procedure.
BY_LAW = ("2", "hearing", "tender", "auction", "inspection", "testing", "quarantine", "appraisal", "review")


def _limit_end(accepted_on: date, days: float, unit: str) -> date:
    """The calendar day on which a limit in natural days or months ends."""
    if unit != "month":
        return accepted_on + timedelta(math.floor(days))
    month = accepted_on.month - 1 + math.floor(days)
    year, month = accepted_on.year + month // 12, month % 12 + 1
    return date(year, month, min(accepted_on.day, months.monthrange(year, month)[1]))


def working_limit(
    calendar: Calendar, accepted_on: date, days: float | None, unit: str | None
) -> float | None:
    """A limit in working days: as it stands, counted on the calendar, or whole days of hours."""
    if days is None or unit is None:
        return days
    if unit == "wd":
        return _on_natural_days(accepted_on, days) if calendar.kind == "natural" else days
    if unit == "hour":
        return math.floor(days / 24)
    end = _limit_end(accepted_on, days, unit)
    while not calendar.is_workday(end):
        end += timedelta(1)
    return calendar.between(accepted_on, end)


def _on_natural_days(accepted_on: date, days: float) -> int:
    """Working days of the official calendar as natural days: up to the last of them."""
    official, end, left = CALENDARS["china"], accepted_on, math.floor(days)
    while left:
        end += timedelta(1)
        left -= official.is_workday(end)
    return (end - accepted_on).days


def _same_name(one: str, other: str) -> bool:
    return one.replace(" ", "").lower() == other.replace(" ", "").lower()


class World:
    """A county whose rows answer for themselves."""

    def __init__(self, county: County) -> None:
        self.county = county
        self.departments = Departments(county)

    def subject(self, code: str | None, name: str | None, department: str | None, day: date) -> Subject:
        """By code; without one by name, where the name leads to one item, or to one in the department."""
        handled_by = self.departments.shown(department, day)
        if code is not None:
            fitting = [item for item in self.county.items if item.item_code == code]
        else:
            fitting = [item for item in self.county.items if name and _same_name(item.item_name, name)]
            if len(fitting) > 1:
                fitting = [i for i in fitting if handled_by is not None and self.held_by(i) == handled_by]
        if len(fitting) != 1:
            return Subject(code, name, handled_by)
        return self.subject_of(fitting[0])

    def subject_of(self, item: Item) -> Subject:
        """An item of the list."""
        return Subject(item.item_code, item.item_name, self.held_by(item), item)

    def held_by(self, item: Item) -> str | None:
        """The department of an item: the list has no date."""
        return self.departments.shown(item.department, None)

    def stage_on(self, item: Item, day: date) -> str:
        """The stage of an item at the end of a day: the last entered, of two on one day the higher code."""
        entered = [
            (row.entered_on, row.stage)
            for row in self.county.stages
            if row.item_code == item.item_code and row.stage[0] in "SX" and row.entered_on <= day
        ]
        return max(entered)[1] if entered else "S0"

    def transferred_on(self, item: Item | None) -> date | None:
        """The first day at whose end an item was transferred (S4 to S7)."""
        if item is None:
            return None
        entered = {row.entered_on for row in self.county.stages if row.item_code == item.item_code}
        return min((day for day in entered if self.stage_on(item, day) in TRANSFERRED), default=None)

    def side(self, item: Item | None, accepted_on: date) -> str:
        """Before an item's first transfer; after it only while the item is transferred."""
        transferred_on = self.transferred_on(item)
        if item is None or transferred_on is None:
            return "none"
        if accepted_on < transferred_on:
            return "before"
        return "after" if self.stage_on(item, accepted_on) in TRANSFERRED else "none"

    def known(self, fact: Fact, as_of: date) -> Fact:
        """A case as it was known on a day: a transfer that came later was not."""
        transferred_on = self.transferred_on(fact.subject.item)
        later = transferred_on is not None and transferred_on > as_of
        return replace(fact, side="none") if later else fact

    def exists(self, item: Item, as_of: date) -> bool:
        """Whether the law had an item on a day, as its last setting up, taking over or cancelling says.

        Before the first of them, an item that was still to be set up or taken over was not there.
        """
        events = sorted(
            (row.valid_from, row.change)
            for row in self.county.item_versions
            if row.item_code == item.item_code and row.change in ("set", "take", "cancel")
        )
        past = [change for day, change in events if day <= as_of]
        return past[-1] != "cancel" if past else not events or events[0][1] == "cancel"

    def items_then(self, as_of: date) -> list[ItemThen]:
        """The base at the end of a day: without the items that are not to be transferred (X2)."""
        headline = any(item.granularity in ("主项", "子项", None) for item in self.county.items)
        then = []
        for item in filter(lambda item: self.exists(item, as_of), self.county.items):
            rows = [s for s in self.county.stages if s.item_code == item.item_code and s.entered_on <= as_of]
            stage = self.stage_on(item, as_of)
            if stage == "X2":
                continue
            counted = item.granularity in ("主项", "子项", None) or not headline
            flags = len({row.stage for row in rows if row.stage[0] == "F"})
            listed = replace(item, planned_on=plan_then(item, self.county.plan_changes, as_of))
            then.append(
                ItemThen(self.subject_of(item), None, as_of, None, listed, counted, stage, flags, as_of)
            )
        return then

    def stops(self, case: Case) -> list[tuple[str, date, date]]:
        """Kind, first and last day of what stops a case's clock. Of two rows of a kind and first day the one
        with an end holds; one without a name is the named one of its day that ends with it, or has no end."""
        told = [p for p in self.county.pauses if p.case_no == case.case_no and p.kind != "1"]
        kept = []
        for row in told:
            same_day = [other for other in told if other.started_on == row.started_on]
            is_closed = row.ended_on is None and any(o.kind == row.kind and o.ended_on for o in same_day)
            is_named = row.kind == "2" and any(
                o.kind != "2" and (row.ended_on is None or row.ended_on == o.ended_on) for o in same_day
            )
            if not is_closed and not is_named:
                kept.append((row.kind, row.started_on, row.ended_on or date.max))
        return kept

    def suspended(self, case: Case, first: date, last: date, *, by_law: bool = False) -> int:
        """Working days after ``first`` up to ``last`` without the clock; ``by_law``: by what law names."""
        calendar = CALENDARS[case.calendar]
        spans = [(s, e) for kind, s, e in self.stops(case) if not by_law or kind in BY_LAW]
        days = (first + timedelta(n) for n in range(1, (last - first).days + 1))
        return sum(calendar.is_workday(day) and any(s < day <= e for s, e in spans) for day in days)

    def is_suspended(self, case: Case, day: date) -> bool:
        """Whether the clock stands still at the end of a day."""
        return any(started_on <= day < ended_on for _kind, started_on, ended_on in self.stops(case))

    def deadline(self, case: Case, granted: int, completed_on: date) -> date:
        """The last working day on which no more days are used than granted; the first day without one."""
        calendar, first = CALENDARS[case.calendar], case.accepted_at.date()
        day, last = first, first
        while calendar.between(first, day) - self.suspended(case, first, min(day, completed_on)) <= granted:
            if calendar.is_workday(day):
                last = day
            day += timedelta(1)
        return last

    def extension(self, case: Case, as_of: date = date.max) -> int:
        """Working days granted by a day: as approved, else as long as the extension runs."""
        granted = 0.0
        for pause in self.county.pauses:
            if pause.case_no != case.case_no or pause.kind != "1" or pause.started_on > as_of:
                continue
            if pause.approved_days is not None:
                granted += pause.approved_days
            elif pause.ended_on is not None:
                granted += CALENDARS[case.calendar].between(pause.started_on, pause.ended_on)
        return int(granted)

    def fact(self, case: Case) -> Fact:
        """A case with its times (domain.md §1.6)."""
        calendar = CALENDARS[case.calendar]
        accepted_on = case.accepted_at.date()
        subject = self.subject(case.item_code, case.item_name, case.department, accepted_on)
        item = subject.item or Item("")
        completed_on = case.completed_at.date() if case.completed_at else None
        due_on = case.due_at.date() if case.due_at else None
        statutory = working_limit(calendar, accepted_on, item.statutory_days, item.statutory_unit)
        promised = working_limit(calendar, accepted_on, item.promised_days, item.promised_unit)
        extension = self.extension(case)
        used, strict, computed = None, None, None
        if completed_on is not None:
            went = calendar.between(accepted_on, completed_on)
            used = max(0, went - self.suspended(case, accepted_on, completed_on))
            strict = max(0, went - self.suspended(case, accepted_on, completed_on, by_law=True))
            if promised is not None and due_on is None:
                computed = self.deadline(case, math.floor(promised) + extension, completed_on)
        days = [day for day in (completed_on, computed) if day is not None]
        return Fact(
            subject,
            case.channel,
            completed_on or accepted_on,
            self.side(subject.item, accepted_on),
            case,
            accepted_on,
            completed_on,
            due_on,
            case.result not in ("withdrawn", "terminated"),
            used,
            strict,
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
            left = math.floor(fact.promised + self.extension(fact.case, as_of) - elapsed)
            if left >= 0 and self.is_suspended(fact.case, as_of):
                left = None
            elif left == 0 and not calendar.is_workday(as_of) and fact.accepted_on < as_of:
                left = -1  # the last working day is over
        return Waiting(fact.subject, fact.channel, fact.accepted_on, fact.side, left)

    def rated(self, rating: Rating, as_of: date) -> Rated:
        """A rating is about its case's item; without a known case about what it says itself."""
        rated_on = rating.rated_at.date()
        fact = next((fact for fact in self.facts if fact.case.case_no == rating.case_no), None)
        if fact is not None:
            subject = fact.subject
        else:
            subject = self.subject(rating.item_code, rating.item, rating.department, rated_on)
        due_on = rating.due_on or CALENDARS["china"].deadline(rated_on, 15)
        return Rated(subject, rating.channel, rated_on, None, rating, due_on, as_of)

    # what the reader sees ---------------------------------------------------------------------

    def items(self, scope: Scope) -> list[ItemThen]:
        return [row for row in self.items_then(scope.as_of) if chosen(row, scope)]

    def counted_items(self, scope: Scope) -> list[ItemThen]:
        return [row for row in self.items(scope) if row.counted]

    def transferred_items(self, scope: Scope) -> list[ItemThen]:
        return [row for row in self.counted_items(scope) if row.transferred]

    def completed(self, scope: Scope) -> list[Fact]:
        """Cases completed in the period; withdrawn and terminated ones are left out."""
        return [
            self.known(fact, scope.as_of)
            for fact in self.facts
            if fact.counted and in_period(fact.completed_on, scope) and chosen(fact, scope)
        ]

    def open(self, scope: Scope) -> list[Waiting]:
        """Cases that were accepted and not completed at the end of the as-of date; withdrawn later or not."""
        return [
            self.waiting(self.known(fact, scope.as_of), scope.as_of)
            for fact in self.facts
            if fact.accepted_on <= scope.as_of
            and (fact.counted if fact.completed_on is None else fact.completed_on > scope.as_of)
            and chosen(fact, scope)
        ]

    def ratings(self, scope: Scope) -> list[Rated]:
        rows = [self.rated(rating, scope.as_of) for rating in self.county.ratings]
        return [row for row in rows if in_period(row.day, scope) and chosen(row, scope)]

    def bad(self, scope: Scope) -> list[Rated]:
        return [row for row in self.ratings(scope) if row.bad]
