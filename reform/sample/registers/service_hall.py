"""The service centre's counts and the log of its hall: fewer windows, a Monday peak, a noon dip, a bad month.

The log covers everything handled in the hall (taxes, insurance and transport too), not the item list alone.
"""

from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from reform.sample import calendar_arrays
from reform.sample.calendar_arrays import FIRST_DAY, LAST_DAY, Days, day
from reform.sample.cases import BAD_MONTH
from reform.sample.registers.register_writer import Register, as_typed, day_text
from reform.sample.transfers import SPRING_FESTIVALS

CENTRE, HALL = FILES = ("政务服务中心概况.xlsx", "大厅日志.csv")
_STREAM: Final = 40

HOURS: Final = (8, 9, 10, 11, 12, 13, 14, 15, 16, 17)
_LOAD: Final = np.array([0.07, 0.17, 0.19, 0.11, 0.02, 0.05, 0.14, 0.13, 0.09, 0.03])  # of a day's visits
_STAFFED: Final = np.array([0.85, 1, 1, 0.95, 0.1, 0.45, 0.95, 1, 0.9, 0.6])  # of its windows
BY_HOUR_FROM: Final = day(2026, 5, 4)
SELF_SERVICE_FROM: Final = day(2024, 7, 1)  # nobody counted the terminals' cases before
_MONDAY_TO_FRIDAY: Final = np.array([1.32, 1.06, 0.97, 0.92, 0.86, 0.6, 0.6])
_MONTHS: Final = np.array([0.95, 0.8, 1.06, 1.0, 0.96, 1.04, 1.2, 1.18, 0.98, 0.9, 0.96, 1.0])


def write(folder: Path, _items: pd.DataFrame, seed: int) -> list[Path]:
    """Both files; returns their paths."""
    hall = _hall(calendar_arrays.random(seed, _STREAM))
    return [Register(CENTRE).write(folder), hall.write(folder)]


def _hall(rng: np.random.Generator) -> Register:
    opened = np.arange(FIRST_DAY, LAST_DAY + 1)
    opened = opened[calendar_arrays.worked()[opened]]
    visits = rng.poisson(_expected(opened))
    register = Register(HALL)
    for number, today, most in zip(opened.tolist(), visits, _windows(opened), strict=True):
        whole = _rows(rng, number, None, np.array([today]), np.array([most]))
        if number < BY_HOUR_FROM or number % 23 == 0:  # now and then somebody writes the day as well
            register.add_all(whole)
        if number >= BY_HOUR_FROM:
            by_hour = rng.multinomial(today, _LOAD / _LOAD.sum())
            staffed = np.maximum(1, np.rint(most * _STAFFED)).astype(np.int64)
            register.add_all(_rows(rng, number, HOURS, by_hour, staffed))
    return register


def _expected(opened: Days) -> NDArray[np.float64]:
    """Mean visits of a day: falling as people turn to the web; Mondays and the summer are full."""
    passed = (opened - FIRST_DAY) / (LAST_DAY - FIRST_DAY)
    months = np.array([calendar_arrays.to_date(number).month for number in opened])
    mean = (640 - 190 * passed) * _MONDAY_TO_FRIDAY[calendar_arrays.weekday(opened)] * _MONTHS[months - 1]
    for start, end in SPRING_FESTIVALS:
        mean = np.where((opened >= start) & (opened <= end), mean * 0.45, mean)
    return np.asarray(np.where(_is_bad(opened), mean * 1.25, mean))  # the system failed: people came twice


def _windows(opened: Days) -> Days:
    """Windows open on a day: some nine in ten of those that were there by then."""
    there = np.select([opened < day(2024, 9, 1), opened < day(2025, 11, 1)], [123, 97], 80)
    open_now = there * np.where(calendar_arrays.weekday(opened) == 4, 0.84, 0.9)
    return np.asarray(np.rint(open_now), dtype=np.int64)


def _is_bad(numbers: Any) -> Any:
    return (numbers >= BAD_MONTH[0]) & (numbers <= BAD_MONTH[1])


def _rows(
    rng: np.random.Generator, number: int, hours: tuple[int, ...] | None, visits: Days, windows: Days
) -> list[list[Any]]:
    """The rows of one day, or of its hours. An hour's clerk forgets the waiting now and then."""
    passed = (number - FIRST_DAY) / (LAST_DAY - FIRST_DAY)
    bad = bool(_is_bad(number))
    taken = rng.binomial(visits, 0.36 if bad else 0.55)
    finished = rng.binomial(taken, 0.55 if bad else 0.86)
    # a window serves some 8 an hour; a day's 7 hours at once would look like one
    load = visits / windows / (1 if hours else 7)
    waiting = np.rint(4 + 9 * load * (2.2 if bad else 1) + rng.uniform(0, 3, len(visits))).astype(int)
    alone = rng.binomial(taken, 0.06 + 0.26 * passed)
    counts_alone = number >= SELF_SERVICE_FROM
    form = 2 if counts_alone else 0
    when = as_typed(number, form) if number < BY_HOUR_FROM else day_text(number)
    return [
        [
            when,
            None if hours is None else hours[n],
            visits[n],
            taken[n] - alone[n],
            finished[n],
            None if rng.random() < 0.015 else waiting[n],
            alone[n] if counts_alone else None,
            windows[n],
        ]
        for n in range(len(visits))
    ]
