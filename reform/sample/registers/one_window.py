"""Behind the one window: the steps of the last half-year's cases, notices to correct, complaints."""

from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from reform.sample import calendar_arrays
from reform.sample.calendar_arrays import FIRST_DAY, LAST_DAY, NEVER, by_now, day, day_after
from reform.sample.county import SLOW_DEPARTMENT
from reform.sample.dataframes import case_numbers
from reform.sample.registers.register_writer import Register, as_typed

STEPS, NOTICES, COMPLAINTS = FILES = ("办件环节.zip", "补正告知记录.csv", "投诉台账.xlsx")
STEPS_FROM: Final = day(2026, 5, 1)
TRACED: Final = 1_500  # cases with steps, however many there are
COMPLAINED: Final = 132
_ROUNDS: Final = (0.16, 0.28)  # share of the traced cases that were asked to correct; of these, twice
# kind of a complaint → its share, its words
_KINDS: Final = {
    "late": (0.34, "超过承诺时限没有办完，也没有人说明原因"),
    "told_late": (0.24, "材料补了几次，每次说的都不一样"),
    "first_ask": (0.18, "窗口让去原部门，原部门让回窗口"),
    "manner": (0.1, "态度生硬，问题没有答清"),
    "system": (0.09, "网上提交总是退出，只好到窗口"),
    "fee": (0.02, "让到指定机构做检测并收费"),
    "other": (0.03, "电话 13800138000 一直打不通"),
}
_UPHELD: Final = ("true", "partly", "mistake", "unclear")


class Traced:
    """Picks some completed cases out of the chunks as they pass, and writes their steps and notices."""

    def __init__(self, cases: int, seed: int) -> None:
        self._share = min(1.0, TRACED * 6 / max(cases, 1))
        self._seed = seed
        self._picked: list[pd.DataFrame] = []

    def look(self, table: pd.DataFrame) -> None:
        """Take note of a chunk of ``cases.chunks``."""
        recent = (table["accepted"] >= STEPS_FROM) & (table["completed"] != NEVER)
        if not recent.any():
            return
        rng = calendar_arrays.random(self._seed, 41, int(table["accepted"].iloc[0]))
        chosen = recent.to_numpy() & (rng.random(len(table)) < self._share)
        picked = table.loc[chosen, ["applied", "accepted", "completed"]]
        self._picked.append(picked.assign(case_no=case_numbers(table)[chosen]))

    def write(self, folder: Path) -> list[Path]:
        """The two files about the picked cases."""
        rng = calendar_arrays.random(self._seed, 42)
        picked = pd.concat(self._picked, ignore_index=True).head(TRACED) if self._picked else pd.DataFrame()
        cases = picked.to_dict("records")
        steps, notices = Register(STEPS), Register(NOTICES)
        for case in cases:
            steps.add_all(_steps(case, rng))
        for case in cases:
            notices.add_all(_notices(case, rng))
        return [steps.write(folder), notices.write(folder)]


def _steps(case: dict[Any, Any], rng: np.random.Generator) -> list[list[str]]:
    """Taken in, accepted, examined, perhaps inspected, decided, delivered: in days that fit the case."""
    applied, accepted, completed = (int(case[name]) for name in ("applied", "accepted", "completed"))
    used = int(calendar_arrays.between(np.array(accepted), np.array(completed)))
    inspected = used >= 4 and rng.random() < 0.5
    waits = int(used * rng.uniform(0.4, 0.7)) if inspected else 0
    examined = int((used - waits) * rng.uniform(0.4, 0.8))
    after_examination = day_after(accepted, examined)
    before_decision = day_after(after_examination, waits)
    delivered = min(day_after(completed, int(rng.random() < 0.25)), LAST_DAY)
    spans = [("收件", applied, accepted), ("受理", accepted, accepted), ("审查", accepted, after_examination)]
    if inspected:
        spans.append(("现场勘验", after_examination, before_decision))
    spans += [("审批", before_decision, completed), ("制证发证", completed, delivered)]
    returned = rng.random() < (0.14 if used >= 8 else 0.03)
    return [
        [
            str(case["case_no"]),
            name,
            f"{calendar_arrays.to_date(start)} 09:{n:02d}:00",
            f"{calendar_arrays.to_date(end)} 16:{n:02d}:00",
            "退回" if returned and name == "审查" else "通过",
        ]
        for n, (name, start, end) in enumerate(spans)
    ]


def _notices(case: dict[Any, Any], rng: np.random.Generator) -> list[list[Any]]:
    """None for most cases; one, or two where not all was said at once; some come late."""
    asked, twice = _ROUNDS
    if rng.random() >= asked:
        return []
    again = rng.random() < twice
    waited = int(rng.choice([0, 1, 2, 4, 7, 9], p=[0.3, 0.25, 0.2, 0.13, 0.08, 0.04]))
    asked_on = [day_after(int(case["applied"]), waited)]
    if again:
        asked_on.append(day_after(asked_on[0], int(rng.integers(2, 5))))
    return [
        [
            str(case["case_no"]),
            as_typed(when, n),
            "否" if again and rng.random() < 0.8 else "是",
            min(day_after(when, int(rng.integers(1, 6))), LAST_DAY),
        ]
        for n, when in enumerate(when for when in asked_on if when <= LAST_DAY)
    ]


def write(folder: Path, items: pd.DataFrame, seed: int) -> list[Path]:
    """The complaints."""
    return [_complaints(items, calendar_arrays.random(seed, 43)).write(folder)]


def _complaints(items: pd.DataFrame, rng: np.random.Generator) -> Register:
    weight = np.where(items["department"] == SLOW_DEPARTMENT, 5.0, 1.0) * items["busy"].to_numpy()
    about = rng.choice(len(items), COMPLAINED, p=weight / weight.sum())
    kinds = rng.choice(list(_KINDS), COMPLAINED, p=[share for share, _ in _KINDS.values()])
    received = np.sort(rng.integers(FIRST_DAY, LAST_DAY - 1, COMPLAINED))
    register = Register(COMPLAINTS)
    for n, (place, kind, when) in enumerate(zip(about, kinds.tolist(), received.tolist(), strict=True), 1):
        item = items.iloc[place]
        took = int(rng.choice([2, 5, 9, 13, 21], p=[0.25, 0.3, 0.25, 0.12, 0.08]))
        answered = by_now(day_after(when, took))
        if answered != NEVER and rng.random() >= 0.97:
            answered = NEVER
        upheld = "" if answered == NEVER else str(rng.choice(_UPHELD, p=[0.42, 0.2, 0.28, 0.1]))
        code = f"TS{calendar_arrays.to_date(when):%Y%m}{n:04d}"
        due = day_after(when, 15) if n % 3 else NEVER
        about_item = (item["department"], item["item_code"])
        register.add(code, when, kind, *about_item, due, answered, upheld, _KINDS[kind][1])
    return register
