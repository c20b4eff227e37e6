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
from reform.sample.registers import register_writer
from reform.sample.transfers import SPRING_FESTIVALS

CENTRE: Final = "政务服务中心概况.xlsx"
HALL: Final = "大厅日志.csv"
FILES: Final = {
    CENTRE: "three counts of the service centre: departments, items, windows, staff",
    HALL: "the log of its hall, a row a working day; the last 26 weeks by the hour",
}
_STREAM: Final = 40

OPENED: Final = day(2022, 6, 28)
# day, departments, items, windows, integrated windows, staff, posts, terminals
_COUNTS: Final = (
    (day(2023, 11, 30), 27, 612, 123, 6, 175, 168, 8),
    (day(2025, 6, 30), 31, 742, 97, 21, 131, 128, 16),
    (day(2026, 9, 30), 32, 846, 80, 29, 96, 100, 24),
)
_CENTRE_COLUMNS: Final = {
    "盘点日期": 15,
    "中心启用日期": 15,
    "进驻部门数": 11,
    "进驻事项数": 11,
    "窗口总数": 10,
    "综合窗口数": 11,
    "窗口人员数": 11,
    "核定岗位数": 11,
    "自助终端数": 11,
}
_HALL_COLUMNS: Final = (
    "日期",
    "时段",
    "接待人次",
    "收件数",
    "办结件数",
    "平均等候时间（分钟）",
    "自助办件数",
    "在岗窗口数",
)

HOURS: Final = (8, 9, 10, 11, 12, 13, 14, 15, 16, 17)
_LOAD: Final = np.array([0.07, 0.17, 0.19, 0.11, 0.02, 0.05, 0.14, 0.13, 0.09, 0.03])  # of a day's visits
_STAFFED: Final = np.array([0.85, 1, 1, 0.95, 0.1, 0.45, 0.95, 1, 0.9, 0.6])  # of its windows
BY_HOUR_FROM: Final = day(2026, 5, 4)
SELF_SERVICE_FROM: Final = day(2024, 7, 1)  # nobody counted the terminals' cases before
_MONDAY_TO_FRIDAY: Final = np.array([1.32, 1.06, 0.97, 0.92, 0.86, 0.6, 0.6])
_MONTHS: Final = np.array([0.95, 0.8, 1.06, 1.0, 0.96, 1.04, 1.2, 1.18, 0.98, 0.9, 0.96, 1.0])


def write(folder: Path, _items: pd.DataFrame, seed: int) -> list[Path]:
    """Both files; returns their paths."""
    return [_write_centre(folder / CENTRE), _write_hall(folder / HALL, calendar_arrays.random(seed, _STREAM))]


def _write_centre(path: Path) -> Path:
    rows = [
        (register_writer.as_typed(counted, form), register_writer.as_typed(OPENED, 0), *numbers)
        for form, (counted, *numbers) in enumerate(_COUNTS)
    ]
    return register_writer.write_workbook(path, "政务服务中心概况", "个、人、台", _CENTRE_COLUMNS, rows)


def _write_hall(path: Path, rng: np.random.Generator) -> Path:
    opened = np.arange(FIRST_DAY, LAST_DAY + 1)
    opened = opened[calendar_arrays.worked()[opened]]
    visits = rng.poisson(_expected(opened))
    windows = _windows(opened)
    rows: list[list[Any]] = []
    for number, today, most in zip(opened, visits, windows, strict=True):
        told = _row(rng, int(number), None, np.array([today]), np.array([most]))
        if number < BY_HOUR_FROM or number % 23 == 0:  # now and then somebody writes the day as well
            rows += told
        if number >= BY_HOUR_FROM:
            by_hour = rng.multinomial(today, _LOAD / _LOAD.sum())
            staffed = np.maximum(1, np.rint(most * _STAFFED)).astype(np.int64)
            rows += _row(rng, int(number), HOURS, by_hour, staffed)
    return register_writer.write_csv(path, _HALL_COLUMNS, rows)


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


def _row(
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
    form = 0 if number < SELF_SERVICE_FROM else 2
    return [
        [
            register_writer.as_typed(number, form) if number < BY_HOUR_FROM else register_writer.day(number),
            None if hours is None else hours[n],
            visits[n],
            taken[n] - alone[n],
            finished[n],
            None if rng.random() < 0.015 else waiting[n],
            None if number < SELF_SERVICE_FROM else alone[n],
            windows[n],
        ]
        for n in range(len(visits))
    ]
