"""What people said about completed cases: nearly all of it good, the few bad ones clustered.

Bad ratings come from the slow department, from late cases and by phone or text message, where people who are
called say what they would not type at a counter.
"""

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from reform.sample import calendar_arrays
from reform.sample.calendar_arrays import LAST_DAY, NEVER, Days, day
from reform.sample.cases import WITHDRAWN
from reform.sample.county import SLOW_DEPARTMENT

RATED: Final = 0.72  # of the completed cases
GIVEN_BY_SYSTEM: Final = 0.08  # of the ratings
DAYS_TO_RECTIFY: Final = 15
CHANNELS: Final = ("pc", "mobile", "qr", "pad", "terminal", "phone", "sms", "other")
PHONE, OTHER = 5, 7
VERIFIED: Final = ("true", "partly", "mistake", "unclear")
# In the last weeks the county called many applicants back, and heard more.
CALL_CAMPAIGN: Final = day(2026, 8, 20)

# By the channel of the case: counter, web, mobile, post, other.
_BY_CASE: Final = np.cumsum(
    [
        [0.02, 0.06, 0.2, 0.52, 0.07, 0.04, 0.09, 0.0],
        [0.6, 0.1, 0.06, 0.03, 0.02, 0.05, 0.14, 0.0],
        [0.03, 0.75, 0.06, 0.02, 0.01, 0.04, 0.09, 0.0],
        [0.1, 0.1, 0.1, 0.0, 0.0, 0.3, 0.4, 0.0],
        [0.2, 0.2, 0.2, 0.1, 0.1, 0.1, 0.1, 0.0],
    ],
    axis=1,
)
BAD_WORDS: Final = (
    "说好的时间没办完，打了几次电话才有人答复",
    "材料补了三次，每次说的都不一样",
    "窗口说划转了，原单位说没划转，来回跑",
    "等太久，联系我13800138000说明情况",
    "网上提交后一直显示待受理，没有人联系",
    "现场勘验一直排不上，耽误开工",
    "态度生硬，一次性告知没有做到",
    "请回电 138-0013-8001，要求当面解释",
    "系统总是退出，最后还是到窗口办的",
    "公示结束后又拖了半个月才出证",
)
GOOD_WORDS: Final = (
    "办得很快",
    "工作人员耐心",
    "一次就办好了，比以前方便",
    "网上就能办，不用跑",
    "谢谢帮忙，电话13900139000",
    "希望停车方便一些",
)


def of(cases: pd.DataFrame, departments: NDArray[np.object_], seed: int) -> pd.DataFrame:
    """The ratings of one chunk of cases. ``case`` is the position in the chunk; days that never came are −1.

    ``departments`` names the original department of each item, unlisted ones included.
    """
    rng = calendar_arrays.random(seed, 7, int(cases["accepted"].iloc[0]))
    size = len(cases)
    completed = cases["completed"].to_numpy()
    by_system = rng.random(size) < GIVEN_BY_SYSTEM
    rated = completed + np.where(by_system, 7, rng.choice([0, 1, 2, 4], size, p=[0.62, 0.22, 0.1, 0.06]))
    chosen = (completed != NEVER) & (cases["result"] < WITHDRAWN).to_numpy() & (rated <= LAST_DAY)
    chosen &= rng.random(size) < RATED
    table = pd.DataFrame(
        {"case": np.flatnonzero(chosen), "rated": rated[chosen], "by_system": by_system[chosen]}
    )
    same = table["rated"].to_numpy() == completed[chosen]
    minute = np.maximum(cases["completed_minute"].to_numpy()[chosen] + rng.integers(1, 9, len(table)), 0)
    table["rated_minute"] = np.where(same, minute, rng.integers(540, 1260, len(table)))
    draw = rng.random(len(table))
    channel = (draw[:, None] > _BY_CASE[cases["channel"].to_numpy()[chosen]]).sum(axis=1)
    table["channel"] = np.where(table["by_system"], OTHER, np.minimum(channel, OTHER))
    bad = _is_bad(table, cases.iloc[np.flatnonzero(chosen)], departments, rng)
    good = np.where(table["by_system"], 2, rng.choice([1, 2, 3], len(table), p=[0.87, 0.115, 0.015]))
    table["level"] = np.where(bad, rng.choice([4, 5], len(table), p=[0.7, 0.3]), good)
    table["is_named"] = bad | (rng.random(len(table)) < 0.6)
    table["comment"] = _comments(table, bad, rng)
    _follow_up(table, bad, rng)
    return table


def _is_bad(
    table: pd.DataFrame, cases: pd.DataFrame, departments: NDArray[np.object_], rng: np.random.Generator
) -> NDArray[np.bool_]:
    slow = departments[cases["item"].to_numpy()] == SLOW_DEPARTMENT
    late = (cases["used"] > cases["limit"] + cases["granted"]).to_numpy() & (cases["limit"] >= 0).to_numpy()
    phoned = table["channel"].isin([PHONE, PHONE + 1]).to_numpy()
    recent = (table["rated"] >= CALL_CAMPAIGN).to_numpy()
    chance = (
        0.00028
        * np.where(slow, 12, 1)
        * np.where(late, 5, 1)
        * np.where(phoned, 9, 1)
        * np.where(recent, 3, 1)
    )
    return np.asarray((rng.random(len(table)) < chance) & ~table["by_system"].to_numpy())


def _comments(table: pd.DataFrame, bad: NDArray[np.bool_], rng: np.random.Generator) -> NDArray[np.int64]:
    """Positions in ``BAD_WORDS``, or after those in ``GOOD_WORDS``; −1 for the silent majority."""
    size = len(table)
    good = (rng.random(size) < 0.012) & ~bad & ~table["by_system"].to_numpy()
    worded = np.where(bad, rng.integers(0, len(BAD_WORDS), size), -1)
    return np.where(
        good, len(BAD_WORDS) + rng.choice(len(GOOD_WORDS), size, p=[0.3, 0.25, 0.2, 0.15, 0.02, 0.08]), worded
    )


def _follow_up(table: pd.DataFrame, bad: NDArray[np.bool_], rng: np.random.Generator) -> None:
    """Adds what became of a bad rating: verification, deadline, rectification, call back."""
    size = len(table)
    rated = table["rated"].to_numpy()
    takes = np.where(rng.random(size) < 0.08, rng.integers(16, 26, size), rng.integers(4, 15, size))
    rectified = _happened(calendar_arrays.after(rated, takes), bad & (rng.random(size) > 0.09))
    known = calendar_arrays.after(rated, np.minimum(takes, 4))
    verified = rng.choice(len(VERIFIED), size, p=[0.56, 0.2, 0.14, 0.1])
    table["verified"] = np.where(_happened(known, bad) == NEVER, NEVER, verified)
    table["due"] = np.where(bad, calendar_arrays.after(rated, np.full(size, DAYS_TO_RECTIFY)), NEVER)
    table["rectified"] = rectified
    called = calendar_arrays.after(np.maximum(rectified, 0), rng.integers(0, 5, size))
    table["called_back"] = _happened(called, rectified != NEVER)


def _happened(when: Days, where: NDArray[np.bool_]) -> Days:
    return np.where(where & (when <= LAST_DAY), when, NEVER)
