"""The staff behind the windows, by code: trainings before items go live, exams, grades of assessments.

One department never sends anybody; the slow one mostly trains too late, or not at all.
"""

from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from reform.common.code_lists import code_lists
from reform.sample import calendar_arrays, transfers
from reform.sample.calendar_arrays import LAST_DAY, day
from reform.sample.county import BUREAU, SLOW_DEPARTMENT
from reform.sample.registers import register_writer

TRAININGS: Final = "培训台账.xlsx"
EXAMS: Final = "考试成绩.csv"
ASSESSMENTS: Final = "考核结果统计.xlsx"
FILES: Final = {
    TRAININGS: "trainings, a row a session and staff member (by code) or its headcount",
    EXAMS: "who passed which exam, by code",
    ASSESSMENTS: "counts of people by grade, each half-year",
}
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
    day(2024, 6, 30),
    day(2024, 12, 31),
    day(2025, 6, 30),
    day(2025, 12, 31),
    day(2026, 6, 30),
)
_GRADES: Final = {"excellent": 0.2, "good": 0.42, "competent": 0.31, "barely": 0.05, "not": 0.02}
_TRAINING_WIDTHS: Final = {
    "序号": 6,
    "培训编号": 16,
    "培训日期": 14,
    "培训主题": 34,
    "学时": 8,
    "工号": 12,
    "姓名": 10,
    "参训人数": 10,
    "参训部门": 24,
    "是否窗口人员": 12,
    "事项编码": 34,
    "对应批次": 10,
}


def write(folder: Path, items: pd.DataFrame, seed: int) -> list[Path]:
    """The three files."""
    rng = calendar_arrays.random(seed, 61)
    trained = sorted(
        [*_monthly(rng), *_before_live(items, seed, rng)], key=lambda row: (row[1], row[0], row[5])
    )
    rows = [[n, *_typed(row, n)] for n, row in enumerate(trained, start=1)]
    return [
        register_writer.write_workbook(folder / TRAININGS, "培训台账", "人次", _TRAINING_WIDTHS, rows),
        register_writer.write_csv(
            folder / EXAMS,
            ["考试编号", "考试日期", "考试科目", "工号", "所在部门", "是否合格", "联系电话"],
            _exam_rows(rng),
        ),
        register_writer.write_workbook(
            folder / ASSESSMENTS,
            "考核结果统计",
            "人",
            {"序号": 6, "考核月份": 14, "被考核部门": 26, "考核等次": 12, "人数": 8},
            [[n, *row] for n, row in enumerate(_assessment_rows(rng), start=1)],
        ),
    ]


def _codes(department: str) -> list[str]:
    """The codes of a department's window staff."""
    place = list(STAFF).index(department) + 1
    return [f"CK{place:02d}{n:03d}" for n in range(1, STAFF[department] + 1)]


# number, day, topic, hours, headcount, code, department, item, batch
Row = tuple[str, int, str, str, str, str, str, str, str]


def _monthly(rng: np.random.Generator) -> list[Row]:
    """Every month one for some of the window staff; in spring and autumn a lecture nobody listed by code."""
    rows: list[Row] = []
    for month in range(36):
        when = int(calendar_arrays.after(np.array(day(2023, 11, 6) + month * 30), np.array(1)))
        number, topic = f"PX{calendar_arrays.to_date(when):%Y%m}", _TOPICS[month % len(_TOPICS)]
        if month % 6 == 5:
            rows.append(
                (number, when, "窗口单位全员大会", "3", str(int(rng.integers(70, 96))), "", "", "", "")
            )
            continue
        for department in STAFF:
            share = 0.0 if department == UNTRAINED else 0.32
            rows += [
                (number, when, topic, str(rng.choice(["2", "3", "1.5"])), "", code, department, "", "")
                for code in _codes(department)
                if rng.random() < share
            ]
    return rows


def _before_live(items: pd.DataFrame, seed: int, rng: np.random.Generator) -> list[Row]:
    """A session for the items of a department that go live in one week: in time, too late, or none."""
    live = transfers.stages(items, seed)
    live = live[live["stage"] == "S7"].merge(items[["item_code", "department"]], on="item_code")
    live["week"] = live["entered_on"] // 7
    rows: list[Row] = []
    for (department, week), group in live.groupby(["department", "week"], sort=True):
        in_time, late = (0.35, 0.3) if department == SLOW_DEPARTMENT else (0.84, 0.1)
        if department == UNTRAINED:
            in_time, late = 0.0, 0.0
        fate = rng.random()
        first = int(group["entered_on"].min())
        if fate < in_time:
            when = first - int(rng.integers(3, 22))
        elif fate < in_time + late:
            when = int(group["entered_on"].max()) + int(rng.integers(5, 60))
        else:
            continue
        if when > LAST_DAY:
            continue
        number = f"ZX{week}{list(items['department']).index(department):03d}"
        staff = _codes(BUREAU)
        start = int(rng.integers(0, len(staff)))
        for n, code in enumerate(group["item_code"]):
            # one row a member of the staff: beyond them the next session takes the items
            session = f"{number}-{n // len(staff) + 1}"
            member = staff[(start + n) % len(staff)]
            rows.append((session, when, "划转事项上线前业务培训", "2", "", member, BUREAU, code, ""))
    return rows


def _typed(row: Row, form: int) -> list[Any]:
    number, when, topic, hours, headcount, code, department, item, batch = row
    return [
        number,
        register_writer.as_typed(when, form),
        topic,
        hours if form % 60 else "",
        code,
        "张某" if code else "",
        headcount,
        department,
        "是" if form % 7 else "",
        item,
        batch,
    ]


def _exam_rows(rng: np.random.Generator) -> list[list[str]]:
    rows = []
    for number, (when, topic, passes) in enumerate(_EXAMS, start=1):
        for department in STAFF:
            worse = 0.22 if department in (UNTRAINED, SLOW_DEPARTMENT) else 0.0
            for code in _codes(department):
                if rng.random() < 0.35:
                    continue
                fate = rng.random()
                outcome = "缺考" if fate > 0.97 else "是" if fate < passes - worse else "否"
                rows.append(
                    [
                        f"KS{number:02d}",
                        register_writer.as_typed(when, number),
                        topic,
                        code,
                        department,
                        outcome,
                        "13800000000",
                    ]
                )
    return rows


def _assessment_rows(rng: np.random.Generator) -> list[list[Any]]:
    grades = code_lists()["assess_grade"]
    rows: list[list[Any]] = []
    for when in _PERIODS:
        month = calendar_arrays.to_date(when)
        for department, people in STAFF.items():
            counts = rng.multinomial(people, list(_GRADES.values()))
            rows += [
                [f"{month.year}年{month.month}月", department, grades[grade].zh, int(count)]
                for grade, count in zip(_GRADES, counts, strict=True)
                if count
            ]
    return rows
