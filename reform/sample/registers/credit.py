"""Commitments and their checks, warnings of targeted supervision, credit in counts."""

from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from reform.common.code_lists import code_lists
from reform.sample import calendar_arrays
from reform.sample.calendar_arrays import LAST_DAY, day
from reform.sample.county import SLOW_DEPARTMENT
from reform.sample.registers import register_writer
from reform.sample.transfers import NEVER

COMMITMENTS: Final = "告知承诺台账.xlsx"
RISKS: Final = "风险预警台账.csv"
GRADES: Final = "信用等级统计.xlsx"
MEASURES: Final = "信用奖惩统计.csv"
FILES: Final = {
    COMMITMENTS: "licences granted on a commitment and what their checks found",
    RISKS: "warnings of targeted supervision and what came of them",
    GRADES: "subjects by credit grade, quarter by quarter, in counts",
    MEASURES: "incentives, penalties and repairs, month by month, in counts",
}


def write(folder: Path, items: pd.DataFrame, seed: int) -> list[Path]:
    """The four files."""
    departments = set(items["department"])
    return [
        _commitments(folder / COMMITMENTS, items, calendar_arrays.random(seed, 71)),
        _risks(folder / RISKS, departments, calendar_arrays.random(seed, 72)),
        _grades(folder / GRADES, departments, calendar_arrays.random(seed, 73)),
        _measures(folder / MEASURES, departments, calendar_arrays.random(seed, 74)),
    ]


# commitments ----------------------------------------------------------------------------------

_COMMITTED: Final = 420
_COMMITTED_FROM: Final = day(2025, 3, 1)
_ON_COMMITMENT: Final = 18  # items
_WORST: Final = 0.19  # of the item whose commitments are often broken
_COMMITMENT_WIDTHS: Final = {
    "序号": 6,
    "告知承诺编号": 16,
    "事项编码": 34,
    "核查部门": 26,
    "承诺日期": 14,
    "应核查日期": 14,
    "核查日期": 14,
    "是否失信": 10,
    "失信处理日期": 14,
    "承诺人姓名": 12,
}


def _commitments(path: Path, items: pd.DataFrame, rng: np.random.Generator) -> Path:
    """Two months to check; the slow department does not come round; one item's promises break."""
    signed = items[(items["signed_on"] != NEVER) & (items["signed_on"] < day(2025, 10, 1))]
    busy = signed["busy"].to_numpy(float)
    chosen = rng.choice(len(signed), _ON_COMMITMENT, replace=False, p=busy / busy.sum())
    made = np.sort(rng.integers(_COMMITTED_FROM, LAST_DAY - 1, _COMMITTED))
    rows = []
    for number, when in enumerate(made, start=1):
        nth = min(int(rng.geometric(0.16)) - 1, _ON_COMMITMENT - 1)
        item = signed.iloc[chosen[nth]]
        slow = item["department"] == SLOW_DEPARTMENT
        due = int(when) + 60
        checked = int(when) + int(rng.integers(20, 75)) + (50 if slow else 0)
        if checked > LAST_DAY or rng.random() < (0.4 if slow else 0.06):
            checked = NEVER
        broken = checked != NEVER and rng.random() < (_WORST if nth == 1 else 0.025)
        handled = (
            int(calendar_arrays.after(np.array(checked), np.array(rng.integers(4, 30)))) if broken else NEVER
        )
        rows.append(
            [
                number,
                f"GZCN{calendar_arrays.to_date(int(when)):%Y}{number:04d}",
                item["item_code"],
                item["supervising_department"],
                register_writer.as_typed(int(when), number),
                register_writer.day(due),
                register_writer.as_typed(checked, number + 1),
                "" if checked == NEVER else "是" if broken else "否",
                register_writer.day(handled if handled <= LAST_DAY else NEVER),
                "李某",
            ]
        )
    return register_writer.write_workbook(path, "告知承诺台账", "件", _COMMITMENT_WIDTHS, rows)


# warnings -------------------------------------------------------------------------------------

_WARNED: Final = 260
_WARNED_FROM: Final = day(2025, 7, 1)
# kind → its share, and how often it proves right
_RISKS: Final = {
    "expired": (0.3, 0.72),
    "conditions": (0.16, 0.48),
    "unlicensed": (0.12, 0.55),
    "complaints": (0.16, 0.4),
    "safety": (0.1, 0.62),
    "data": (0.16, 0.12),
}
_VERIFYING: Final = (
    "县市场监督管理局",
    "县应急管理局",
    "县卫生健康局",
    "县交通运输局",
    "县住房和城乡建设局",
    SLOW_DEPARTMENT,
)


def _risks(path: Path, departments: set[str], rng: np.random.Generator) -> Path:
    """Data out of line is mostly a false alarm."""
    known = [name for name in _VERIFYING if name in departments]
    found = np.sort(rng.integers(_WARNED_FROM, LAST_DAY - 1, _WARNED))
    kinds = rng.choice(list(_RISKS), _WARNED, p=[share for share, _ in _RISKS.values()])
    rows = []
    for number, (when, kind) in enumerate(zip(found, map(str, kinds), strict=True), start=1):
        department = str(rng.choice(known))
        waits = int(rng.integers(1, 26)) + (30 if department == SLOW_DEPARTMENT else 0)
        verified = int(when) + waits
        verified = verified if verified <= LAST_DAY and rng.random() < 0.95 else NEVER
        right = verified != NEVER and rng.random() < _RISKS[kind][1]
        handled = verified + int(rng.integers(2, 40)) if right else NEVER
        rows.append(
            [
                f"FX{calendar_arrays.to_date(int(when)):%Y%m}{number:04d}",
                register_writer.as_typed(int(when), number),
                department,
                code_lists()["risk_kind"][kind].zh,
                register_writer.day(verified),
                "" if verified == NEVER else "是" if right else "否",
                register_writer.day(handled if handled <= LAST_DAY and rng.random() < 0.93 else NEVER),
                "某企业",
            ]
        )
    headers = [
        "预警编号",
        "预警日期",
        "核实部门",
        "风险类型",
        "核实日期",
        "是否查实",
        "处置日期",
        "监管对象名称",
    ]
    return register_writer.write_csv(path, headers, rows)


# credit ---------------------------------------------------------------------------------------

# department, field, subjects to be graded, share graded at first and at last, share of C and D likewise
_FIELDS: Final = (
    ("县市场监督管理局", "食品经营", 2_860, (0.74, 0.96), (0.09, 0.07)),
    ("县市场监督管理局", "药品经营", 214, (0.92, 1.0), (0.05, 0.05)),
    ("县住房和城乡建设局", "工程建设", 326, (0.55, 0.81), (0.12, 0.21)),
    ("县交通运输局", "道路运输", 690, (0.48, 0.72), (0.14, 0.12)),
    ("县卫生健康局", "公共场所卫生", 980, (0.6, 0.9), (0.08, 0.06)),
    ("县文化广电和旅游局", "文化娱乐", 142, (0.35, 0.58), (0.11, 0.1)),
    (SLOW_DEPARTMENT, "测绘与土地", 88, (0.2, 0.31), (0.1, 0.13)),
)
_QUARTERS: Final = (
    day(2025, 3, 31),
    day(2025, 6, 30),
    day(2025, 9, 30),
    day(2025, 12, 31),
    day(2026, 3, 31),
    day(2026, 6, 30),
    day(2026, 9, 30),
)
_SILENT_FROM: Final = {"县文化广电和旅游局": day(2026, 6, 1)}  # counts no more


def _grades(path: Path, departments: set[str], rng: np.random.Generator) -> Path:
    widths = {
        "序号": 6,
        "统计日期": 14,
        "评级部门": 26,
        "信用领域": 18,
        "信用等级": 10,
        "等级主体数": 12,
        "应评主体总数": 14,
    }
    rows: list[list[Any]] = []
    for place, when in enumerate(_QUARTERS):
        passed = place / (len(_QUARTERS) - 1)
        for department, field, total, graded, low in _FIELDS:
            if department not in departments or when >= _SILENT_FROM.get(department, LAST_DAY + 1):
                continue
            size = int(total * (graded[0] + (graded[1] - graded[0]) * passed))
            poor = low[0] + (low[1] - low[0]) * passed
            shares = np.array([0.34, 0.6 - poor, 0.06, poor * 0.7, poor * 0.3])
            counts = rng.multinomial(size, shares / shares.sum())
            rows += [
                [len(rows) + n, register_writer.day(when), department, field, grade, int(count), total]
                for n, (grade, count) in enumerate(zip("ABMCD", counts, strict=True), start=1)
            ]
    return register_writer.write_workbook(path, "信用等级统计", "户", widths, rows)


_MEASURES: Final = {
    "守信激励": (("优先办理", 26), ("容缺受理", 18), ("减少检查频次", 12)),
    "失信惩戒": (("增加检查频次", 7), ("限制享受告知承诺", 3), ("公开曝光", 2)),
    "信用修复": (("行政处罚公示修复", 4), ("移出经营异常名录", 6)),
}


def _measures(path: Path, departments: set[str], rng: np.random.Generator) -> Path:
    """Growing month by month; repairs fell behind in the last half-year."""
    names = [
        name for name in ("县市场监督管理局", "县住房和城乡建设局", "县交通运输局") if name in departments
    ]
    rows = []
    for place in range(22):
        year, month = 2025 + place // 12, place % 12 + 1
        for name in names:
            for kind, measures in _MEASURES.items():
                for measure, size in measures:
                    fall = 0.4 if kind == "信用修复" and place >= 16 else 1.0
                    count = int(rng.poisson(size * (0.7 + place / 40) * fall / len(names)))
                    rows.append([f"{year}年{month}月", name, kind, measure, count])
    return register_writer.write_csv(path, ["统计月份", "实施部门", "奖惩类别", "奖惩措施", "奖惩件数"], rows)
