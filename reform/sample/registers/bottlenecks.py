"""What sticks in the transfer: the disputes about it, and the records of plans that were moved."""

from collections.abc import Hashable
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from reform.sample import calendar_arrays
from reform.sample.calendar_arrays import LAST_DAY, NEVER, day
from reform.sample.county import BUREAU, SLOW_DEPARTMENT
from reform.sample.registers.register_writer import Register, as_typed

DISPUTES, PLAN_CHANGES = FILES = ("争议事项台账.xlsx", "计划调整记录.csv")

SETTLED, OPEN, OVERDUE, UNDATED, FOUND = 24, 16, 6, 2, 4
GROUP: Final = "县审改领导小组"

# kind of a dispute → its share, what it turns on, whom it sets against the department that holds the item
_KINDS: Final = {
    "due": (0.2, "认为专业性强不宜划转，审批局认为应划尽划", BUREAU),
    "boundary": (0.24, "划转后由谁承担事中事后监管没有说清", BUREAU),
    "staff": (0.12, "划转事项不划转人员编制，审批局力量不足", "县委编办"),
    "system": (0.18, "省级业务专网账号未下放，审批局无法登录办理", BUREAU),
    "seal": (0.1, "上级主管部门只认原部门印章，不认行政审批专用章", BUREAU),
    "inspection": (0.12, "现场勘验由原部门还是审批局组织未达成一致", BUREAU),
    "fee": (0.04, "行政事业性收费的执收单位未变更", "县财政局"),
}
_SHORT: Final = {"县市场监督管理局": "县市监局", "县住房和城乡建设局": "县住建局"}
_REASONS: Final = (
    "省级专网账号尚未下放",
    "等待上级主管部门明确审批权限",
    "人员编制划转手续未办结",
    "现场勘验力量不足",
    "承接股室尚未完成业务培训",
    "与关联事项同批划转",
)
_DECISIONS: Final = {
    "agree": "同意划转，限期办理移交",
    "part": "审批权划转，技术审查由原部门承担",
    "wait": "暂缓划转，条件具备后再议",
    "no": "不划转，保留原部门办理",
    "ask": "请示上级主管部门后再定",
}


def write(folder: Path, items: pd.DataFrame, seed: int) -> list[Path]:
    """The two files."""
    rng = calendar_arrays.random(seed, 31)
    return [_disputes(items, rng).write(folder), _plan_changes(items, rng).write(folder)]


# disputes -------------------------------------------------------------------------------------


def _disputes(items: pd.DataFrame, rng: np.random.Generator) -> Register:
    """Settled ones about items that are transferred, open ones about those that are not; oldest first."""
    moved = items["signed_on"].to_numpy() != NEVER
    old = items["signed_on"].to_numpy() > day(2024, 7, 1)
    stuck = items["fate"].isin(["overdue", "X1", "X3"]).to_numpy()
    coming = (items["planned_on"] > LAST_DAY).to_numpy() & (items["batch"] == 4).to_numpy()
    settled = [_settled(item, rng) for item in _picked(items, moved & old & ~stuck, SETTLED, rng)]
    slow = (items["department"] == SLOW_DEPARTMENT).to_numpy()
    worst = _picked(items, (stuck | coming) & slow, OVERDUE - 2, rng)
    late = [_open(item, True, rng) for item in [*worst, *_picked(items, stuck & ~slow, 2, rng)]]
    pending = _picked(items, stuck | coming, OPEN - OVERDUE, rng, stuck * 6 + 1)
    waiting = [_open(item, False, rng) for item in pending]
    for dispute in waiting[:UNDATED]:
        dispute["due"] = NEVER
    found = [*late[: FOUND - 1], settled[0]]
    rows = sorted([*settled, *late, *waiting], key=lambda dispute: int(dispute["raised"]))
    return Register(DISPUTES).add_all(_cells(n, row, row in found) for n, row in enumerate(rows, start=1))


def _picked(
    items: pd.DataFrame, among: Any, count: int, rng: np.random.Generator, weight: Any = 1
) -> list[dict[Hashable, Any]]:
    """Items to quarrel about, the slow department's first of all."""
    weights = among * weight * np.where(items["department"] == SLOW_DEPARTMENT, 6.0, 1.0)
    chosen = rng.choice(len(items), count, replace=False, p=weights / weights.sum())
    return items.iloc[chosen].to_dict("records")


def _settled(item: dict[Hashable, Any], rng: np.random.Generator) -> dict[str, Any]:
    """Raised, reviewed and decided before the signature; three in ten settled after the promised day."""
    settled = int(item["signed_on"]) - int(rng.integers(2, 12))
    decided = settled - int(rng.integers(3, 20))
    reviewed = decided - int(rng.integers(7, 26))
    raised = reviewed - int(rng.integers(10, 60))
    due = settled + int(rng.integers(-12, 25))
    result = str(rng.choice(["agree", "agree", "agree", "part"]))
    days = {"raised": raised, "due": due, "reviewed": reviewed, "decided": decided, "settled": settled}
    return _dispute(item, rng, days, result)


def _open(item: dict[Hashable, Any], is_late: bool, rng: np.random.Generator) -> dict[str, Any]:
    """Not settled on the last day, at any step of the way."""
    raised = LAST_DAY - int(rng.integers(110, 330) if is_late else rng.integers(6, 100))
    due = LAST_DAY + int(-rng.integers(8, 90) if is_late else rng.integers(5, 60))
    step = rng.choice(["raised", "coordinated", "reviewed", "decided"], p=[0.15, 0.3, 0.35, 0.2])
    reviewed = raised + (LAST_DAY - raised) // 2 if step in ("reviewed", "decided") else NEVER
    decided = LAST_DAY - int(rng.integers(0, 3)) if step == "decided" else NEVER
    result = str(rng.choice(["agree", "part", "wait", "ask"])) if reviewed != NEVER else ""
    days = {"raised": raised, "due": due, "reviewed": reviewed, "decided": decided, "settled": NEVER}
    dispute = _dispute(item, rng, days, result)
    return dispute | {"meetings": "" if step == "raised" else int(rng.integers(1, 5))}


def _dispute(
    item: dict[Hashable, Any], rng: np.random.Generator, days: dict[str, int], result: str
) -> dict[str, Any]:
    kind = str(rng.choice(list(_KINDS), p=[share for share, _focus, _other in _KINDS.values()]))
    _share, focus, other = _KINDS[kind]
    holder, is_reviewed = item["department"], days["reviewed"] != NEVER
    return {
        **days,
        "item": item,
        "kind": kind,
        "focus": focus,
        "other": other,
        "owner": other if rng.random() < 0.3 and holder != SLOW_DEPARTMENT else holder,
        "meetings": int(rng.integers(1, 5)),
        "experts": int(rng.choice([5, 7, 9])) if is_reviewed else "",
        "result": result,
        "submitted": days["reviewed"] + 3 if is_reviewed and rng.random() < 0.85 else NEVER,
    }


def _cells(number: int, dispute: dict[str, Any], is_found: bool) -> list[Any]:
    item, result = dispute["item"], dispute["result"]
    department = item["department"]
    shown = ["raised", "focus", "meetings", "reviewed", "experts", "result", "submitted", "decided"]
    return [
        f"ZY{calendar_arrays.to_date(dispute['raised']).year}{number:03d}",
        item["item_code"],
        item["item_name"],
        dispute["kind"],
        _SHORT.get(department, department) if number % 3 == 0 else department,
        dispute["other"],
        *(dispute[name] for name in shown),
        _DECISIONS[result] if dispute["decided"] != NEVER else "",
        dispute["settled"],
        dispute["due"],
        dispute["owner"],
        "是" if is_found else "" if number % 9 == 0 else "否",
    ]


# moved plans ----------------------------------------------------------------------------------


def _plan_changes(items: pd.DataFrame, rng: np.random.Generator) -> Register:
    """One record a moved plan, two for some; some plans were written over without any."""
    moved = items[items["original_planned_on"] != items["planned_on"]]
    rows: list[tuple[int, list[Any]]] = []
    for item in moved.to_dict("records"):
        if rng.random() < 0.08:
            continue
        first, last = int(item["original_planned_on"]), int(item["planned_on"])
        is_twice = rng.random() < 0.15 and last - first > 40
        stops = [first, (first + last) // 2, last] if is_twice else [first, last]
        changed = 0
        for before, after in pairwise(stops):
            wished = min(before - int(rng.integers(-6, 25)), LAST_DAY - int(rng.integers(1, 9)))
            changed = max(wished, changed + 1)
            rows.append((changed, _plan_cells(item["item_code"], [changed, before, after], rng)))
    rows.sort(key=lambda row: (row[0], row[1][0]))
    return Register(PLAN_CHANGES).add_all(cells for _changed, cells in rows)


def _plan_cells(code: str, days: list[int], rng: np.random.Generator) -> list[Any]:
    on = calendar_arrays.to_date(days[0])
    is_approved, has_reason = rng.random() < 0.88, rng.random() < 0.87
    form = int(rng.integers(0, 3))
    reason = rng.choice(_REASONS) if has_reason else ""
    document = f"{GROUP}会议纪要〔{on.year}〕{on.timetuple().tm_yday // 7 + 1}号"
    approval = [GROUP, document] if is_approved else ["", ""]
    return [code, *(as_typed(day, form) for day in days), reason, *approval]
