"""What the leading group's meetings decided: mostly done, some late, some carried over."""

from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from reform.sample import calendar_arrays
from reform.sample.calendar_arrays import LAST_DAY, NEVER, day
from reform.sample.county import BUREAU, SLOW_DEPARTMENT
from reform.sample.registers.register_writer import Register, as_typed

DECISIONS: Final = "议定事项台账.xlsx"
MEETINGS: Final = (
    *(day(2025, 3, 18), day(2025, 6, 24), day(2025, 9, 23), day(2025, 12, 16)),
    *(day(2026, 3, 24), day(2026, 6, 30), day(2026, 9, 22)),
)
EACH: Final = 6

_TEXTS: Final = (
    "{item}于下批划转，先行移交系统账号",
    "{department}与县行政审批局就{item}的审管边界签订备忘录",
    "协调省级业务专网账号下放，保障{item}划转后可办",
    "{item}的承诺时限再压减三分之一",
    "{department}选派业务骨干到审批局跟班办理{item}",
    "将{item}纳入一窗综合受理",
    "对{item}开展划转后办理质量回访",
)
_EVIDENCE: Final = {
    "done": "已印发文件并完成移交",
    "doing": "已召开两次协调会，正在会签",
    "open": "",
    "dropped": "上级已统一部署，不再单独办理",
}


def write(folder: Path, items: pd.DataFrame, seed: int) -> list[Path]:
    """The one file."""
    rng = calendar_arrays.random(seed, 71)
    register = Register(DECISIONS)
    for number, met_on in enumerate(MEETINGS, start=1):
        register.add_all(_meeting(number, met_on, items, rng))
    return [register.write(folder)]


def _meeting(number: int, met_on: int, items: pd.DataFrame, rng: np.random.Generator) -> list[list[Any]]:
    """A meeting's decisions. The slow department leaves most of its own undone."""
    slow = items.index[items["department"] == SLOW_DEPARTMENT]
    about = [int(rng.choice(slow)), *rng.choice(items.index, EACH - 1, replace=False).tolist()]
    return [_decision(number, n, met_on, items.loc[place], rng) for n, place in enumerate(about, start=1)]


def _decision(meeting: int, n: int, met_on: int, item: pd.Series, rng: np.random.Generator) -> list[Any]:
    is_slow = item["department"] == SLOW_DEPARTMENT
    due = met_on + int(rng.choice([30, 45, 60]))
    owner = BUREAU if rng.random() < 0.25 and not is_slow else item["department"]
    done = due + int(rng.integers(-20, 15))
    is_stuck = rng.random() < (0.6 if is_slow else 0.12)
    status = "done" if done <= LAST_DAY and not is_stuck else str(rng.choice(["doing", "doing", "open"]))
    if n == EACH and meeting in (2, 5):
        status = "dropped"
    text = _TEXTS[int(rng.integers(len(_TEXTS)))]
    return [
        f"第{meeting}次",
        as_typed(met_on, meeting),
        str(n),
        text.format(item=item["item_name"], department=item["department"]),
        owner,
        "" if rng.random() < 0.06 else as_typed(due, n),
        _EVIDENCE[status],
        status,
        as_typed(done if status == "done" else NEVER, n + 1),
    ]
