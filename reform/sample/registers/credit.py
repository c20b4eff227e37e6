"""Commitments and their checks, warnings of targeted supervision, credit in counts."""

from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from reform.sample import calendar_arrays
from reform.sample.calendar_arrays import LAST_DAY, NEVER, by_now, day
from reform.sample.county import SLOW_DEPARTMENT
from reform.sample.registers.register_writer import Register

COMMITMENTS, RISKS, GRADES, MEASURES = FILES = (
    *("告知承诺台账.xlsx", "风险预警台账.csv", "信用等级统计.xlsx", "信用奖惩统计.csv"),
)


def write(folder: Path, items: pd.DataFrame, seed: int) -> list[Path]:
    """The four files."""
    departments = set(items["department"])
    return [
        _commitments(items, calendar_arrays.random(seed, 71)).write(folder),
        _risks(departments, calendar_arrays.random(seed, 72)).write(folder),
        _grades(departments, calendar_arrays.random(seed, 73)).write(folder),
        _measures(departments, calendar_arrays.random(seed, 74)).write(folder),
    ]


# commitments ----------------------------------------------------------------------------------

_COMMITTED: Final = 420
_COMMITTED_FROM: Final = day(2025, 3, 1)
_ON_COMMITMENT: Final = 18  # items
_WORST: Final = 0.19  # of the item whose commitments are often broken


def _commitments(items: pd.DataFrame, rng: np.random.Generator) -> Register:
    """Two months to check; the slow department does not come round; one item's promises break."""
    signed = items[(items["signed_on"] != NEVER) & (items["signed_on"] < day(2025, 10, 1))]
    busy = signed["busy"].to_numpy(float)
    chosen = rng.choice(len(signed), _ON_COMMITMENT, replace=False, p=busy / busy.sum())
    register = Register(COMMITMENTS)
    made = np.sort(rng.integers(_COMMITTED_FROM, LAST_DAY - 1, _COMMITTED))
    for number, when in enumerate(made.tolist(), start=1):
        nth = min(int(rng.geometric(0.16)) - 1, _ON_COMMITMENT - 1)
        item = signed.iloc[chosen[nth]]
        slow = item["department"] == SLOW_DEPARTMENT
        checked = when + int(rng.integers(20, 75)) + (50 if slow else 0)
        if checked > LAST_DAY or rng.random() < (0.4 if slow else 0.06):
            checked = NEVER
        broken = checked != NEVER and rng.random() < (_WORST if nth == 1 else 0.025)
        handled = by_now(calendar_arrays.day_after(checked, int(rng.integers(4, 30)))) if broken else NEVER
        code = f"GZCN{calendar_arrays.to_date(when):%Y}{number:04d}"
        found = broken if checked != NEVER else None
        supervisor = item["supervising_department"]
        register.add(code, item["item_code"], supervisor, when, when + 60, checked, found, handled)
    return register


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
    *("县市场监督管理局", "县应急管理局", "县卫生健康局", "县交通运输局", "县住房和城乡建设局"),
    SLOW_DEPARTMENT,
)


def _risks(departments: set[str], rng: np.random.Generator) -> Register:
    """Data out of line is mostly a false alarm."""
    verifying = [name for name in _VERIFYING if name in departments]
    warned = np.sort(rng.integers(_WARNED_FROM, LAST_DAY - 1, _WARNED))
    kinds = rng.choice(list(_RISKS), _WARNED, p=[share for share, _ in _RISKS.values()])
    register = Register(RISKS)
    for number, (when, kind) in enumerate(zip(warned.tolist(), kinds.tolist(), strict=True), start=1):
        department = str(rng.choice(verifying))
        verified = when + int(rng.integers(1, 26)) + (30 if department == SLOW_DEPARTMENT else 0)
        verified = verified if verified <= LAST_DAY and rng.random() < 0.95 else NEVER
        right = rng.random() < _RISKS[kind][1] if verified != NEVER else None
        handled = verified + int(rng.integers(2, 40)) if right else NEVER
        handled = handled if handled <= LAST_DAY and rng.random() < 0.93 else NEVER
        code = f"FX{calendar_arrays.to_date(when):%Y%m}{number:04d}"
        register.add(code, when, department, kind, verified, right, handled)
    return register


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
_QUARTERS: Final = tuple(
    day(year, month, last) for year in (2025, 2026) for month, last in ((3, 31), (6, 30), (9, 30), (12, 31))
)[:-1]
_SILENT_FROM: Final = {"县文化广电和旅游局": day(2026, 6, 1)}  # counts no more


def _grades(departments: set[str], rng: np.random.Generator) -> Register:
    register = Register(GRADES)
    for n, when in enumerate(_QUARTERS):
        passed = n / (len(_QUARTERS) - 1)
        for department, field, total, graded, low in _FIELDS:
            if department not in departments or when >= _SILENT_FROM.get(department, LAST_DAY + 1):
                continue
            size = int(total * (graded[0] + (graded[1] - graded[0]) * passed))
            poor = low[0] + (low[1] - low[0]) * passed
            shares = np.array([0.34, 0.6 - poor, 0.06, poor * 0.7, poor * 0.3])
            for grade, count in zip("ABMCD", rng.multinomial(size, shares / shares.sum()), strict=True):
                register.add(when, department, field, grade, int(count), total)
    return register


# kind → measure → how many a month
_MEASURES: Final = {
    "守信激励": {"优先办理": 26, "容缺受理": 18, "减少检查频次": 12},
    "失信惩戒": {"增加检查频次": 7, "限制享受告知承诺": 3, "公开曝光": 2},
    "信用修复": {"行政处罚公示修复": 4, "移出经营异常名录": 6},
}
_MEASURING: Final = ("县市场监督管理局", "县住房和城乡建设局", "县交通运输局")


def _measures(departments: set[str], rng: np.random.Generator) -> Register:
    """Growing month by month; repairs fell behind in the last half-year."""
    measuring = [name for name in _MEASURING if name in departments]
    register = Register(MEASURES)
    for passed in range(22):
        month = f"{2025 + passed // 12}年{passed % 12 + 1}月"
        for name in measuring:
            for kind, measures in _MEASURES.items():
                fall = 0.4 if kind == "信用修复" and passed >= 16 else 1.0
                for measure, size in measures.items():
                    count = int(rng.poisson(size * (0.7 + passed / 40) * fall / len(measuring)))
                    register.add(month, name, kind, measure, count)
    return register
