"""The working-day calendar as numpy tables, so that millions of cases are dated without a loop.

A day is an integer: days since ``EPOCH``. The arithmetic is the one of ``reform.common.workdays`` (start day
left out, end day counted in); here it works on whole arrays.
"""

from datetime import date, timedelta
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from reform.common.workdays import CHINA

Days = NDArray[np.int64]
Flags = NDArray[np.bool_]

EPOCH: Final = date(2022, 1, 1)
END: Final = date(2030, 12, 31)


def day(year: int, month: int, day_of_month: int) -> int:
    """The integer of a calendar day."""
    return (date(year, month, day_of_month) - EPOCH).days


# The first day cases were accepted on, and the last day anything happened on.
FIRST_DAY: Final = day(2023, 11, 1)
LAST_DAY: Final = day(2026, 10, 31)
NEVER: Final = -1  # the day of what did not happen


def to_date(number: int) -> date:
    """The calendar day of an integer."""
    return EPOCH + timedelta(int(number))


@cache
def worked() -> Flags:
    """Whether each day from ``EPOCH`` on is worked."""
    return np.array([CHINA.is_workday(to_date(n)) for n in range((END - EPOCH).days + 1)])


@cache
def _numbers() -> Days:
    return np.cumsum(worked()).astype(np.int64)


@cache
def _workdays() -> Days:
    return np.flatnonzero(worked()).astype(np.int64)


def between(start: Days, end: Days) -> Days:
    """Working days after ``start`` up to and including ``end``; negative when ``end`` is earlier."""
    return np.asarray(_numbers()[end] - _numbers()[start])


def after(start: Days, workdays: Days) -> Days:
    """The ``workdays``-th working day after ``start``; ``start`` itself for 0."""
    return np.where(workdays == 0, start, _workdays()[_numbers()[start] + np.maximum(workdays, 1) - 1])


def day_after(start: int, workdays: int) -> int:
    """``after`` for one day."""
    return int(after(np.array(start), np.array(workdays)))


def by_now(day: int) -> int:
    """The day, or ``NEVER`` where the sample ends before it."""
    return day if day <= LAST_DAY else NEVER


def before(start: Days, workdays: Days) -> Days:
    """The working day that lies ``workdays`` working days before ``start``."""
    return np.asarray(_workdays()[_numbers()[start] - 1 - workdays])


def stamps(days: Days, minutes: Days | int = 0) -> NDArray[np.datetime64]:
    """Days and minutes of the day → timestamps; a negative day (nothing happened) → NaT."""
    moments = np.datetime64(EPOCH, "s") + (days * 86_400 + np.asarray(minutes) * 60).astype("timedelta64[s]")
    return np.where(days < 0, np.datetime64("NaT", "s"), moments)


def weekday(days: Days) -> Days:
    """0 for Monday to 6 for Sunday."""
    return np.asarray((days + EPOCH.weekday()) % 7)


def random(seed: int, *stream: int) -> np.random.Generator:
    """A generator for one purpose: another purpose drawing more or less does not disturb it."""
    return np.random.default_rng([seed, *stream])


def stochastic_round(rng: np.random.Generator, values: NDArray[Any]) -> Days:
    """Whole numbers whose mean is the mean of ``values`` (plain rounding would bend small means)."""
    return np.floor(values + rng.random(len(values))).astype(np.int64)
