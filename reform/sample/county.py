"""The county's items: who licenses what, under which code, within which time limits."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from reform.common.code_lists import code_lists
from reform.sample import calendar_arrays

COUNTY: Final = "示例县"
BUREAU: Final = "县行政审批局"
SLOW_DEPARTMENT: Final = "县自然资源和规划局"

REGION: Final = "139999"  # no real county has this code
_USCC: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
# Licences that no list holds any more; a few cases still carry their codes.
OBSOLETE: Final = (
    "食品流通许可证核发",
    "餐饮服务许可证核发",
    "机动车维修经营许可",
    "税务登记证核发",
    "组织机构代码证核发",
    "物业服务企业资质核定",
    "棉花加工资格认定",
    "对外贸易经营者备案登记",
)


@dataclass(frozen=True)
class Labels:
    """Code, name and original department by position: the listed items, then the obsolete ones."""

    codes: NDArray[np.object_]
    names: NDArray[np.object_]
    departments: NDArray[np.object_]


def labels(table: pd.DataFrame) -> Labels:
    """The labels that the position of a case's item points into."""
    owner = table["item_code"].iloc[0][:18]
    codes = [f"{owner}400019999{n:03d}" for n in range(len(OBSOLETE))]
    department = table["department"].iloc[0]
    return Labels(
        np.array([*table["item_code"], *codes], dtype=object),
        np.array([*table["item_name"], *OBSOLETE], dtype=object),
        np.array([*table["department"], *[department] * len(OBSOLETE)], dtype=object),
    )


def credit_code(body: int) -> str:
    """A 统一社会信用代码 of a government body of the fictional county, both check digits valid."""
    number = f"{body:08d}"
    weighted = sum(
        int(digit) * weight for digit, weight in zip(number, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)
    )
    stem = f"11{REGION}{number}{'0123456789X0'[11 - weighted % 11]}"
    total = sum(_USCC.index(c) * 3**n for n, c in enumerate(stem))
    return stem + _USCC[(31 - total % 31) % 31]


@cache
def _declared() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))


def _names() -> list[dict[str, Any]]:
    kinds, types = _declared()["kinds"], code_lists()["item_type"]
    rows: list[dict[str, Any]] = []
    for body, department in enumerate(_declared()["department"], start=1):
        owner = credit_code(body * 271 + 10_500)
        for parent, item in enumerate(department["items"], start=1):
            name, *words = item.split()
            item_type = next((word for word in words if word in types), "01")
            variants = [variant for word in words for variant in kinds.get(word, ())]
            for sub, variant in enumerate(["", *variants]):
                code = f"{owner}400{item_type}{body:02d}{parent:03d}{sub:03d}"
                rows.append(
                    {
                        "item_code": code,
                        "item_name": f"{name}（{variant}）" if variant else name,
                        "item_type": types[item_type].zh,
                        "domain": department["domain"],
                        "department": department["name"],
                        "parent": f"{body}-{parent}",
                        "is_parent": sub == 0,
                        "parent_code": code[:-3] + "000",
                        "busy": department["cases"],
                    }
                )
    return rows


def items(seed: int) -> pd.DataFrame:
    """One row an item, without its plan: names, codes, limits (numbers and as written), service marks.

    ``parent``, ``is_parent``, ``parent_code`` and ``busy`` serve the generator only.
    """
    rng = calendar_arrays.random(seed, 1)
    table = pd.DataFrame(_names())
    handling = ~table["is_parent"] & (rng.random(len(table)) < 0.12)
    table["granularity"] = np.where(table["is_parent"], "主项", np.where(handling, "业务办理项", "子项"))
    table["supervising_department"] = table["department"]
    linked = ~table["is_parent"] & (rng.random(len(table)) < 0.15)
    table["linked_item"] = table["parent_code"].where(linked, "")
    return _with_service(_with_limits(table, rng), rng)


def _with_limits(table: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Statutory and promised limits. The promise never exceeds the law's limit; some cells say nothing."""
    size = len(table)
    statutory = rng.choice(
        [20, 15, 10, 30, 45, 5, 60, 7], size, p=[0.56, 0.09, 0.12, 0.08, 0.03, 0.07, 0.01, 0.04]
    ).astype(float)
    promised = np.maximum(1, np.rint(statutory * rng.uniform(0.25, 0.6, size)))
    immediate = rng.random(size) < np.where(
        table["item_name"].str.contains("注销|补证|备案|登记"), 0.38, 0.08
    )
    ranges = ~immediate & (statutory >= 15) & (rng.random(size) < 0.012)
    promised = np.where(immediate, 0, np.where(ranges, 7, promised))
    none = ~immediate & (rng.random(size) < 0.045)
    blank = ~immediate & (rng.random(size) < 0.035)
    natural = ~immediate & ~ranges & (statutory >= 20) & (rng.random(size) < 0.03)
    statutory = np.where(natural, 30, statutory)
    promised = np.where(natural & ~none, np.where(rng.random(size) < 0.5, 15, 20), promised)
    table["statutory_days"] = np.where(none, np.nan, statutory)
    table["promised_days"] = np.where(blank, np.nan, promised)
    table["unit"] = np.where(natural, "自然日", "工作日")
    forms = rng.random((2, size))
    table["statutory_text"] = [
        "无" if none[n] else written(int(statutory[n]), bool(natural[n]), forms[0, n]) for n in range(size)
    ]
    table["promised_text"] = [
        ""
        if blank[n]
        else "5-7个工作日"
        if ranges[n]
        else written(int(promised[n]), bool(natural[n]), forms[1, n])
        for n in range(size)
    ]
    table["case_kind"] = np.where(immediate, "即办件", "承诺件")
    return table


def written(limit: int, natural: bool, form: float) -> str:
    """A limit as one of many clerks would write it; ``form`` (0 to 1) says which one."""
    if limit == 0:
        return "即办" if form < 0.8 else "当场办结"
    if natural:
        return f"{limit}个自然日"
    if form < 0.62:
        return f"{limit}个工作日"
    in_words = _declared()["numerals"].get(str(limit))
    if form < 0.84 or in_words is None:
        return f"{limit} 工作日" if form < 0.93 else f"{limit}工作日"
    return f"{in_words}个工作日"


def _with_service(table: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Visits, online depth, and whether the item is in the hall and at its one window."""
    size = len(table)
    deepest = rng.choice([1, 3, 4, 5, 6, 7], size, p=[0.05, 0.13, 0.3, 0.27, 0.15, 0.1])
    table["online_depth"] = ["^".join(str(n) for n in range(max(1, deep - 3), deep + 1)) for deep in deepest]
    table["visits"] = np.where(
        deepest >= 5, (rng.random(size) < 0.12).astype(int), rng.choice([0, 1, 2], size, p=[0.15, 0.8, 0.05])
    )
    in_centre = rng.random(size) < 0.93
    table["in_centre"] = np.where(in_centre, "是", "否")
    table["one_window"] = np.where(in_centre & (rng.random(size) < 0.84), "是", "否")
    # Why somebody has to come: a quarter leaves it out, the slow department three quarters.
    silent = np.where(table["department"] == SLOW_DEPARTMENT, 0.75, 0.25)
    told = (table["visits"] > 0) & (rng.random(size) >= silent)
    table["visit_reason"] = np.where(told, rng.choice(_declared()["visit_reasons"], size), "")
    return table
