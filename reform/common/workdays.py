"""The law's working days (行政许可法 art. 82): official holidays and make-up days respected.

Dates are compared, never clocks. ``between`` leaves the first day out and counts the last one in
(民法典 art. 201). The published calendar comes from ``chinesecalendar``; a county adds a new year's
notice, or a local closure, by loading the ``calendar`` dataset. Outside the published years days are
counted by weekday and the answer is marked provisional.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from chinese_calendar.constants import holidays
from chinese_calendar.constants import workdays as make_up_days

KINDS = ("china", "weekdays", "natural")

# The days the program can reckon with. Dates outside are refused at intake.
FIRST_DAY = date(1990, 1, 1)
LAST_DAY = date(2069, 12, 31)

_FIRST_PUBLISHED = min(holidays).year
_LAST_PUBLISHED = max(holidays).year


@dataclass(frozen=True)
class Calendar:
    """Working days of one kind: ``china``, ``weekdays`` (Mon–Fri) or ``natural`` (every day).

    ``overrides`` maps days to whether they are worked; ``published_years`` names years for which the
    overrides hold the whole official notice. Both matter to the ``china`` calendar only.
    """

    kind: str = "china"
    overrides: Mapping[date, bool] = field(default_factory=dict)
    published_years: frozenset[int] = frozenset()

    def coverage(self) -> tuple[date, date]:
        """First and last day of the unbroken run of published years (all days for the other kinds)."""
        if self.kind != "china":
            return FIRST_DAY, LAST_DAY
        last = _LAST_PUBLISHED
        while last + 1 in self.published_years:
            last += 1
        return date(_FIRST_PUBLISHED, 1, 1), date(last, 12, 31)

    def is_workday(self, day: date) -> bool:
        """Whether a day is worked."""
        if self.kind == "natural":
            return True
        if self.kind == "china":
            if day in self.overrides:
                return self.overrides[day]
            if day in make_up_days or day in holidays:
                return day in make_up_days
        return day.weekday() < 5

    @cached_property
    def workdays(self) -> list[date]:
        """All working days from ``FIRST_DAY`` to ``LAST_DAY``."""
        days = (FIRST_DAY + timedelta(n) for n in range((LAST_DAY - FIRST_DAY).days + 1))
        return [day for day in days if self.is_workday(day)]

    def number(self, day: date) -> int:
        """How many working days lie from ``FIRST_DAY`` up to and including a day."""
        if not FIRST_DAY <= day <= LAST_DAY:
            raise ValueError(f"{day} lies outside {FIRST_DAY} to {LAST_DAY}")
        return bisect_right(self.workdays, day)

    def between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and including ``end``; 0 when ``end`` is not later."""
        return max(0, self.number(end) - self.number(start))

    def deadline(self, start: date, days: int) -> date:
        """The ``days``-th working day after ``start``; ``start`` itself for 0 days."""
        if days < 0:
            raise ValueError("a time limit cannot be negative")
        return start if days == 0 else self.workdays[self.number(start) + days - 1]

    def is_provisional(self, start: date, end: date) -> bool:
        """Whether the count between two days rests on a year that is not published."""
        first, last = self.coverage()
        return min(start, end) < first or max(start, end) > last


CHINA = Calendar()
