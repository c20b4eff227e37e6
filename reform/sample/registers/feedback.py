"""What people say in surveys, letters and calls, and what was made known to them."""

from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from reform.sample import calendar_arrays
from reform.sample.calendar_arrays import FIRST_DAY, LAST_DAY, NEVER, by_now, day, day_after
from reform.sample.county import BUREAU, SLOW_DEPARTMENT
from reform.sample.registers.register_writer import Register, as_typed

SURVEY, LETTERS, OUTREACH = FILES = ("满意度问卷.csv", "意见箱与热线台账.xlsx", "宣传台账.xlsx")
# when, responses
_SURVEYS: Final = ((day(2025, 5, 12), 150), (day(2025, 11, 10), 170), (day(2026, 5, 11), 190))
# question, share of the responses that answer it, how the levels 1 to 5 fall
_QUESTIONS: Final = (
    ("办事效率", 0.98, (0.46, 0.34, 0.14, 0.05, 0.01)),
    ("服务态度", 0.98, (0.58, 0.3, 0.09, 0.02, 0.01)),
    ("办事指南是否清楚", 0.94, (0.34, 0.33, 0.2, 0.1, 0.03)),
    ("网上办理是否好用", 0.8, (0.24, 0.3, 0.25, 0.15, 0.06)),
    ("一次性告知是否到位", 0.9, (0.4, 0.32, 0.18, 0.08, 0.02)),
    ("无障碍设施", 0.045, (0.3, 0.3, 0.2, 0.15, 0.05)),
    ("少数民族语言服务", 0.014, (0.3, 0.3, 0.3, 0.1, 0.0)),
)
_DEPARTMENTS: Final = (BUREAU, "县市场监督管理局", "县人力资源和社会保障局", "县公安局", SLOW_DEPARTMENT)

WRITTEN: Final = 168
# kind of a letter → its share, its words
_LETTERS: Final = {
    "question": (0.34, "想问清楚需要带哪些材料，以及能否网上办"),
    "suggestion": (0.27, "建议中午也留一个窗口，上班的人才来得了"),
    "request": (0.2, "家里老人行动不便，希望能上门办理，请拨 13800138000"),
    "complaint": (0.12, "材料交了两次，还说缺"),
    "praise": (0.07, "窗口的同志很耐心，当天就办好了"),
}
# channel → its share, a title
_OUTREACH: Final = {
    "新媒体": (0.4, "一枚印章管审批：这些事项到政务大厅就能办"),
    "政府网站": (0.16, "关于调整行政许可事项实施主体的公告"),
    "现场活动": (0.2, "政策宣讲进企业"),
    "宣传资料": (0.12, "办事指南折页发放"),
    "报刊广电": (0.12, "县融媒体中心专题报道"),
}


def write(folder: Path, items: pd.DataFrame, seed: int) -> list[Path]:
    """The three files."""
    rng = calendar_arrays.random(seed, 62)
    departments = sorted(set(items["department"]))
    registers = [_survey(rng), _letters(departments, rng), _outreach(rng)]
    return [register.write(folder) for register in registers]


def _survey(rng: np.random.Generator) -> Register:
    """Levels in words; whoever was served by the slow department is less content."""
    register = Register(SURVEY)
    for number, (start, size) in enumerate(_SURVEYS, start=1):
        for response in range(1, size + 1):
            department = str(rng.choice(_DEPARTMENTS, p=[0.46, 0.2, 0.14, 0.1, 0.1]))
            when = as_typed(start + int(rng.integers(0, 12)), number)
            how = str(rng.choice(["现场", "网上", "电话"], p=[0.6, 0.3, 0.1]))
            for question, answered, shares in _QUESTIONS:
                if rng.random() >= answered:
                    continue
                level = 1 + int(rng.choice(5, p=shares))
                if department == SLOW_DEPARTMENT and rng.random() < 0.4:
                    level = min(5, level + 1)
                code = f"{number}{response:03d}"
                register.add(f"WJ{number}", code, when, question, str(level), how, department)
    return register


def _letters(departments: list[str], rng: np.random.Generator) -> Register:
    """Most are answered in days; the slow department leaves its own lying."""
    received = np.sort(rng.integers(FIRST_DAY, LAST_DAY - 1, WRITTEN))
    kinds = rng.choice(list(_LETTERS), WRITTEN, p=[share for share, _ in _LETTERS.values()])
    register = Register(LETTERS)
    for n, (kind, when) in enumerate(zip(kinds.tolist(), received.tolist(), strict=True), start=1):
        anybody = str(rng.choice(departments))
        department = str(rng.choice([BUREAU, SLOW_DEPARTMENT, anybody], p=[0.55, 0.12, 0.33]))
        took = int(rng.choice([0, 1, 3, 6, 12, 24], p=[0.12, 0.26, 0.3, 0.2, 0.08, 0.04]))
        channel = str(rng.choice(["意见箱", "热线", "网上留言"], p=[0.22, 0.48, 0.3]))
        answered = day_after(when, took + (5 if channel == "意见箱" else 0))
        left = 0.7 if department == SLOW_DEPARTMENT and when > day(2025, 11, 1) else 0.01
        done = answered <= LAST_DAY and rng.random() >= left
        closed = by_now(day_after(answered, int(rng.integers(0, 4))))
        if not done or (closed != NEVER and rng.random() >= 0.96):
            closed = NEVER
        code = f"YJ{calendar_arrays.to_date(when):%Y%m}{n:04d}"
        due = day_after(when, 10) if n % 4 == 0 else NEVER
        answer = (due, answered if done else NEVER, closed)
        register.add(code, when, channel, kind, department, *answer, _LETTERS[kind][1])
    return register


def _outreach(rng: np.random.Generator) -> Register:
    """Some two a month. Nobody counts who takes a leaflet."""
    register = Register(OUTREACH)
    shares = [share for share, _ in _OUTREACH.values()]
    for n, when in enumerate(np.sort(rng.integers(FIRST_DAY, LAST_DAY + 1, 64)).tolist(), start=1):
        channel = str(rng.choice(list(_OUTREACH), p=shares))
        is_counted = channel in ("新媒体", "现场活动") and rng.random() < 0.85
        most = 4200 if channel == "新媒体" else 160
        publisher = BUREAU if rng.random() < 0.8 else "县市场监督管理局"
        reached = int(rng.integers(most // 10, most)) if is_counted else ""
        link = f"https://example.invalid/xc/{n}" if channel in ("新媒体", "政府网站") else ""
        register.add(f"XC{n:03d}", when, channel, _OUTREACH[channel][1], publisher, reached, link)
    return register
