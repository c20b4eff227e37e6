"""What people say in surveys, letters and calls, and what was made known to them."""

from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from reform.common.code_lists import code_lists
from reform.sample import calendar_arrays
from reform.sample.calendar_arrays import FIRST_DAY, LAST_DAY, day
from reform.sample.county import BUREAU, SLOW_DEPARTMENT
from reform.sample.registers import register_writer

SURVEY: Final = "满意度问卷.csv"
LETTERS: Final = "意见箱与热线台账.xlsx"
OUTREACH: Final = "宣传台账.xlsx"
FILES: Final = {
    SURVEY: "the answers to three surveys, in words",
    LETTERS: "letters, calls and messages, with their answers",
    OUTREACH: "what was made known where; the reach of some",
}
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
_WORDS: Final = {
    "question": (0.34, "想问清楚需要带哪些材料，以及能否网上办"),
    "suggestion": (0.27, "建议中午也留一个窗口，上班的人才来得了"),
    "request": (0.2, "家里老人行动不便，希望能上门办理，请拨 13800138000"),
    "complaint": (0.12, "材料交了两次，还说缺"),
    "praise": (0.07, "窗口的同志很耐心，当天就办好了"),
}
_LETTER_WIDTHS: Final = {
    "序号": 6,
    "来件编号": 16,
    "来件日期": 14,
    "来件渠道": 12,
    "来件类型": 10,
    "承办部门": 24,
    "来件答复期限": 14,
    "来件答复日期": 14,
    "来件办结日期": 14,
    "来件内容": 44,
    "来信人": 10,
    "联系电话": 14,
}
_TITLES: Final = {
    "新媒体": "一枚印章管审批：这些事项到政务大厅就能办",
    "政府网站": "关于调整行政许可事项实施主体的公告",
    "现场活动": "政策宣讲进企业",
    "宣传资料": "办事指南折页发放",
    "报刊广电": "县融媒体中心专题报道",
}


def write(folder: Path, items: pd.DataFrame, seed: int) -> list[Path]:
    """The three files."""
    rng = calendar_arrays.random(seed, 62)
    return [
        register_writer.write_csv(
            folder / SURVEY,
            ["问卷编号", "答卷编号", "填写日期", "题目", "满意程度", "调查方式", "测评部门", "联系电话"],
            _answers(rng),
        ),
        register_writer.write_workbook(
            folder / LETTERS,
            "意见箱与热线台账",
            "件",
            _LETTER_WIDTHS,
            _letters(sorted(set(items["department"])), rng),
        ),
        register_writer.write_workbook(
            folder / OUTREACH,
            "宣传台账",
            "次",
            {
                "序号": 6,
                "宣传编号": 14,
                "宣传日期": 14,
                "宣传渠道": 12,
                "宣传标题": 44,
                "宣传部门": 24,
                "阅读量": 10,
                "链接": 34,
            },
            _outreach(rng),
        ),
    ]


def _answers(rng: np.random.Generator) -> list[list[str]]:
    """Levels in words; whoever was served by the slow department is less content."""
    levels = [code_lists()["level"][str(n)].zh for n in range(1, 6)]
    rows = []
    for number, (start, size) in enumerate(_SURVEYS, start=1):
        for response in range(1, size + 1):
            department = str(rng.choice(_DEPARTMENTS, p=[0.46, 0.2, 0.14, 0.1, 0.1]))
            when = register_writer.as_typed(start + int(rng.integers(0, 12)), number)
            how = str(rng.choice(["现场", "网上", "电话"], p=[0.6, 0.3, 0.1]))
            for question, answered, shares in _QUESTIONS:
                if rng.random() >= answered:
                    continue
                level = int(rng.choice(5, p=shares))
                if department == SLOW_DEPARTMENT and rng.random() < 0.4:
                    level = min(4, level + 1)
                rows.append(
                    [
                        f"WJ{number}",
                        f"{number}{response:03d}",
                        when,
                        question,
                        levels[level],
                        how,
                        department,
                        "",
                    ]
                )
    return rows


def _letters(departments: list[str], rng: np.random.Generator) -> list[list[Any]]:
    """Most are answered in days; the slow department leaves its own lying."""
    received = np.sort(rng.integers(FIRST_DAY, LAST_DAY - 1, WRITTEN))
    kinds = rng.choice(list(_WORDS), WRITTEN, p=[share for share, _ in _WORDS.values()])
    rows = []
    for n, (kind, when) in enumerate(zip(kinds, received, strict=True), start=1):
        department = str(
            rng.choice([BUREAU, SLOW_DEPARTMENT, str(rng.choice(departments))], p=[0.55, 0.12, 0.33])
        )
        took = int(rng.choice([0, 1, 3, 6, 12, 24], p=[0.12, 0.26, 0.3, 0.2, 0.08, 0.04]))
        channel = str(rng.choice(["意见箱", "热线", "网上留言"], p=[0.22, 0.48, 0.3]))
        took += 5 if channel == "意见箱" else 0
        answered = _after(int(when), took)
        left = 0.7 if department == SLOW_DEPARTMENT and when > day(2025, 11, 1) else 0.01
        done = answered <= LAST_DAY and rng.random() >= left
        closed = _after(answered, int(rng.integers(0, 4)))
        rows.append(
            [
                n,
                f"YJ{calendar_arrays.to_date(int(when)):%Y%m}{n:04d}",
                register_writer.as_typed(int(when), n),
                channel,
                code_lists()["letter_kind"][str(kind)].zh,
                department,
                register_writer.day(_after(int(when), 10)) if n % 4 == 0 else "",
                register_writer.as_typed(answered, n + 1) if done else "",
                register_writer.as_typed(closed, n)
                if done and closed <= LAST_DAY and rng.random() < 0.96
                else "",
                _WORDS[str(kind)][1],
                "李某",
                "13800000000",
            ]
        )
    return rows


def _outreach(rng: np.random.Generator) -> list[list[Any]]:
    """Some two a month. Nobody counts who takes a leaflet."""
    rows = []
    for n, when in enumerate(np.sort(rng.integers(FIRST_DAY, LAST_DAY + 1, 64)), start=1):
        channel = str(rng.choice(list(_TITLES), p=[0.4, 0.16, 0.2, 0.12, 0.12]))
        is_counted = channel in ("新媒体", "现场活动") and rng.random() < 0.85
        online = channel in ("新媒体", "政府网站")
        most = 4200 if channel == "新媒体" else 160
        rows.append(
            [
                n,
                f"XC{n:03d}",
                register_writer.as_typed(int(when), n),
                channel,
                _TITLES[channel],
                BUREAU if rng.random() < 0.8 else "县市场监督管理局",
                int(rng.integers(most // 10, most)) if is_counted else "",
                f"https://example.invalid/xc/{n}" if online else "",
            ]
        )
    return rows


def _after(start: int, workdays: int) -> int:
    return int(calendar_arrays.after(np.array(start), np.array(workdays)))
