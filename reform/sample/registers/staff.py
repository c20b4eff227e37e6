"""The staff behind the windows, by code: trainings before items go live, exams, grades of assessments.

One department never sends anybody; the slow one mostly trains too late, or not at all.
"""

from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from reform.sample import calendar_arrays, transfers
from reform.sample.calendar_arrays import LAST_DAY, day
from reform.sample.county import BUREAU, SLOW_DEPARTMENT
from reform.sample.registers.register_writer import Register, as_typed

TRAININGS, EXAMS, ASSESSMENTS = FILES = ("培训台账.xlsx", "考试成绩.csv", "考核结果统计.xlsx")
UNTRAINED: Final = "县林业局"
# Departments with window staff, and how many.
STAFF: Final = {
    BUREAU: 34,
    "县市场监督管理局": 12,
    SLOW_DEPARTMENT: 8,
    "县住房和城乡建设局": 7,
    "县人力资源和社会保障局": 7,
    "县交通运输局": 6,
    "县公安局": 6,
    "县卫生健康局": 5,
    "县农业农村局": 4,
    UNTRAINED: 3,
    "县水利局": 3,
}
_TOPICS: Final = (
    "综合窗口收件规范",
    "一次性告知与首问负责",
    "电子证照与网上受理",
    "政务服务礼仪",
    "行政许可法要点",
)
_EXAMS: Final = (
    (day(2024, 6, 21), "综合窗口业务知识", 0.78),
    (day(2024, 12, 20), "行政许可法与时限", 0.84),
    (day(2025, 6, 20), "综合窗口业务知识", 0.88),
    (day(2025, 12, 19), "第三批划转事项业务", 0.81),
    (day(2026, 4, 24), "综合窗口业务知识", 0.93),
    (day(2026, 9, 25), "工程建设项目审批", 0.66),
)
_PERIODS: Final = (
    *(day(2024, 6, 30), day(2024, 12, 31), day(2025, 6, 30), day(2025, 12, 31), day(2026, 6, 30)),
)
_GRADES: Final = {"excellent": 0.2, "good": 0.42, "competent": 0.31, "barely": 0.05, "not": 0.02}


def write(folder: Path, items: pd.DataFrame, seed: int) -> list[Path]:
    """The three files."""
    rng = calendar_arrays.random(seed, 61)
    sessions = [*_monthly(rng), *_before_live(items, seed, rng)]
    sessions.sort(key=lambda row: (row.when, row.number, row.code))
    trainings = Register(TRAININGS).add_all(_cells(row, n) for n, row in enumerate(sessions, start=1))
    return [register.write(folder) for register in (trainings, _exams(rng), _assessments(rng))]


def _codes(department: str) -> list[str]:
    """The codes of a department's window staff."""
    place = list(STAFF).index(department) + 1
    return [f"CK{place:02d}{n:03d}" for n in range(1, STAFF[department] + 1)]


class Training(NamedTuple):
    """One row of the trainings."""

    number: str
    when: int
    topic: str
    hours: str
    headcount: str = ""
    code: str = ""
    department: str = ""
    item: str = ""


def _monthly(rng: np.random.Generator) -> list[Training]:
    """Every month one for some of the window staff; in spring and autumn a lecture nobody listed by code."""
    rows: list[Training] = []
    for month in range(36):
        when = calendar_arrays.day_after(day(2023, 11, 6) + month * 30, 1)
        number, topic = f"PX{calendar_arrays.to_date(when):%Y%m}", _TOPICS[month % len(_TOPICS)]
        if month % 6 == 5:
            rows.append(Training(number, when, "窗口单位全员大会", "3", str(rng.integers(70, 96))))
            continue
        for department in STAFF:
            share = 0.0 if department == UNTRAINED else 0.32
            rows += [
                Training(number, when, topic, str(rng.choice(["2", "3", "1.5"])), "", code, department)
                for code in _codes(department)
                if rng.random() < share
            ]
    return rows


def _before_live(items: pd.DataFrame, seed: int, rng: np.random.Generator) -> list[Training]:
    """A session for the items of a department that go live in one week: in time, too late, or none."""
    live = transfers.stages(items, seed)
    live = live[live["stage"] == "S7"].merge(items[["item_code", "department"]], on="item_code")
    live["week"] = live["entered_on"] // 7
    departments, staff = list(items["department"]), _codes(BUREAU)
    rows: list[Training] = []
    for (department, week), group in live.groupby(["department", "week"], sort=True):
        when = _session_day(str(department), group["entered_on"], rng)
        if when is None:
            continue
        number = f"ZX{week}{departments.index(department):03d}"
        start = int(rng.integers(0, len(staff)))
        for n, code in enumerate(group["item_code"]):
            # one row a member of the staff: beyond them the next session takes the items
            session, member = f"{number}-{n // len(staff) + 1}", staff[(start + n) % len(staff)]
            rows.append(Training(session, when, "划转事项上线前业务培训", "2", "", member, BUREAU, code))
    return rows


def _session_day(department: str, live_on: pd.Series, rng: np.random.Generator) -> int | None:
    in_time, late = (0.35, 0.3) if department == SLOW_DEPARTMENT else (0.84, 0.1)
    if department == UNTRAINED:
        in_time, late = 0.0, 0.0
    fate = rng.random()
    if fate < in_time:
        return int(live_on.min()) - int(rng.integers(3, 22))
    if fate < in_time + late:
        when = int(live_on.max()) + int(rng.integers(5, 60))
        return when if when <= LAST_DAY else None
    return None


def _cells(row: Training, number: int) -> list[Any]:
    """As typed: now and then the hours, or whether they work at a window, are left out."""
    hours, is_window = row.hours if number % 60 else "", "是" if number % 7 else ""
    person = [row.code, "张某" if row.code else "", row.headcount, row.department]
    return [row.number, row.when, row.topic, hours, *person, is_window, row.item]


def _exams(rng: np.random.Generator) -> Register:
    register = Register(EXAMS)
    for number, (when, topic, passes) in enumerate(_EXAMS, start=1):
        for department in STAFF:
            worse = 0.22 if department in (UNTRAINED, SLOW_DEPARTMENT) else 0.0
            for code in _codes(department):
                if rng.random() < 0.35:
                    continue
                fate = rng.random()
                outcome = "缺考" if fate > 0.97 else "是" if fate < passes - worse else "否"
                register.add(f"KS{number:02d}", as_typed(when, number), topic, code, department, outcome)
    return register


def _assessments(rng: np.random.Generator) -> Register:
    register = Register(ASSESSMENTS)
    for when in _PERIODS:
        month = calendar_arrays.to_date(when)
        for department, people in STAFF.items():
            counts = rng.multinomial(people, list(_GRADES.values()))
            for grade, count in zip(_GRADES, counts.tolist(), strict=True):
                if count:
                    register.add(f"{month.year}年{month.month}月", department, grade, count)
    return register
