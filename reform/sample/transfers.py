"""The transfer of the items over time: the plan, who is behind it, and every dated stage on the way."""

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from reform.sample import calendar_arrays
from reform.sample.calendar_arrays import LAST_DAY, NEVER, Days, Flags, day
from reform.sample.county import BUREAU, SLOW_DEPARTMENT

# Each batch: its share of the items and the window its planned dates lie in.
BATCHES: Final = (
    (0.17, day(2024, 2, 26), day(2024, 7, 12)),
    (0.29, day(2024, 9, 9), day(2025, 4, 18)),
    (0.32, day(2025, 6, 9), day(2026, 5, 22)),
    (0.22, day(2026, 8, 10), day(2027, 4, 30)),
)
# Agreements are signed at ceremonies, not item by item; none around Spring Festival.
SPRING_FESTIVALS: Final = (
    (day(2024, 2, 5), day(2024, 2, 23)),
    (day(2025, 1, 20), day(2025, 2, 10)),
    (day(2026, 2, 9), day(2026, 2, 27)),
)
LAST_SIGNING: Final = day(2026, 10, 29)

OVERDUE, POSTPONED, LEFT_OUT, RETURNED = 21, 10, 6, 4

_EAGERNESS: Final = {"市场准入": 0.0, "投资建设": 0.5, "交通运输": 1.0, "民生保障": 1.2}
_REASONS: Final = {
    "X1": [
        "省级专网账号尚未下放，暂缓划转",
        "现场勘验力量不足，待编制落实后划转",
        "上级业务系统改造期间暂缓",
    ],
    "X2": ["法律规定由公安机关直接实施，经专家论证不划转", "垂直管理事项，上级主管部门不同意划转"],
    "X3": ["上级系统不认可行政审批专用章，退回原部门办理", "技术审查无法承接，经领导小组同意退回"],
}


def plan(table: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Adds ``batch``, ``planned_on``, ``original_planned_on``, ``fate`` and ``signed_on`` (as day numbers).

    ``fate`` is empty, or says that the item is overdue, postponed (X1), left out (X2) or returned (X3);
    ``signed_on`` is the day it entered S4, or ``NEVER``.
    """
    rng = calendar_arrays.random(seed, 2)
    table = _with_batch(table, rng)
    planned = table["planned_on"].to_numpy()
    moved = (rng.random(len(table)) < 0.1) & (planned > day(2024, 4, 1))
    table["original_planned_on"] = np.where(moved, planned - rng.integers(3, 18, len(table)) * 7, planned)
    table["fate"] = _fates(table, rng)
    postponed = (table["fate"] == "X1").to_numpy()
    later = postponed & (np.cumsum(postponed) > 3)  # three of the postponed still carry their old date
    table["planned_on"] = np.where(later, day(2026, 12, 4) + rng.integers(0, 20, len(table)) * 7, planned)
    table["original_planned_on"] = np.where(
        later, np.minimum(planned, LAST_DAY), table["original_planned_on"]
    )
    table["signed_on"] = _signed(table, rng)
    return table


def _with_batch(table: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """A parent takes its variants along; a department's items of one batch move in a few waves."""
    parents = table.groupby("parent", sort=False).agg(
        department=("department", "first"), domain=("domain", "first"), size=("item_code", "size")
    )
    slow = (parents["department"] == SLOW_DEPARTMENT).to_numpy()
    turn = (
        parents["domain"].map(_EAGERNESS).fillna(1.4).to_numpy()
        + rng.normal(0, 0.8, len(parents))
        + 1.3 * slow
    )
    parents = parents.assign(turn=turn).sort_values("turn")
    reached = parents["size"].cumsum() / parents["size"].sum()
    parents["batch"] = 1 + np.searchsorted(np.cumsum([share for share, _, _ in BATCHES])[:-1], reached)
    waves = {
        key: rng.random() for key in sorted(set(zip(parents["batch"], parents["department"], strict=True)))
    }
    parents["wave"] = [waves[key] for key in zip(parents["batch"], parents["department"], strict=True)]
    parents["wave"] += rng.normal(0, 0.1, len(parents))
    parents = parents.sort_values(["batch", "wave"])
    quantile = parents.groupby("batch")["size"].transform(lambda s: (s.cumsum() - s / 2) / s.sum()).to_numpy()
    # The inverse of smoothstep: few at both ends of the window, most in the middle: the S of the curve.
    within = 0.5 - np.sin(np.arcsin(1 - 2 * quantile) / 3)
    windows = np.array([(start, end) for _, start, end in BATCHES])[parents["batch"].to_numpy() - 1]
    planned = (windows[:, 0] + within * (windows[:, 1] - windows[:, 0])).astype(np.int64)
    parents["planned_on"] = _working_friday(planned)
    return table.join(parents[["batch", "planned_on"]], on="parent")


def _working_friday(planned: Days) -> Days:
    friday = planned + (4 - calendar_arrays.weekday(planned)) % 7
    return np.where(
        calendar_arrays.worked()[friday], friday, calendar_arrays.before(friday, np.ones_like(friday))
    )


def _fates(table: pd.DataFrame, rng: np.random.Generator) -> NDArray[np.str_]:
    """Which items go wrong, and how. Half of the overdue are long overdue; the slow department leads."""
    planned = table["planned_on"].to_numpy()
    slow = np.where(table["department"] == SLOW_DEPARTMENT, 6.0, 1.0)
    old = (planned > day(2026, 2, 1)) & (planned < day(2026, 8, 20))
    new = (planned >= day(2026, 8, 20)) & (planned < day(2026, 10, 20))
    fate = np.full(len(table), "", dtype="<U7")

    def pick(name: str, count: int, among: Flags) -> None:
        weight = slow * (among & (fate == ""))
        fate[rng.choice(len(table), count, replace=False, p=weight / weight.sum())] = name

    pick("overdue", OVERDUE // 2, old)
    pick("overdue", OVERDUE - OVERDUE // 2, new)
    pick("X1", POSTPONED, (planned > day(2025, 12, 1)) & (planned <= LAST_DAY))
    pick(
        "X2",
        LEFT_OUT,
        table["department"].isin(["县公安局", "县税务局", "县烟草专卖局"]).to_numpy() & (planned <= LAST_DAY),
    )
    pick("X3", RETURNED, (table["batch"].between(2, 3) & (planned < day(2026, 3, 1))).to_numpy())
    return fate


def _ceremonies(rng: np.random.Generator) -> Days:
    """Signing days, some two weeks apart, so that many weeks see no transfer and some see dozens."""
    signings, today = [], day(2024, 2, 1)
    while today < day(2027, 12, 1):
        if not any(start <= today <= end for start, end in SPRING_FESTIVALS):
            signings.append(calendar_arrays.day_after(today - 1, 1))
        today += int(rng.integers(8, 20))
    return np.unique(np.array([*signings, LAST_SIGNING]))


def _signed(table: pd.DataFrame, rng: np.random.Generator) -> Days:
    """The day of S4: the ceremony after the plan plus a lag, most of them about on time, a few late."""
    size = len(table)
    parent = table["parent"].factorize()[0]
    shared = (
        rng.normal(-14, 9, size)[parent]
        + rng.exponential(25, size)[parent] * (rng.random(size) < 0.2)[parent]
    )
    slow = np.where(table["department"] == SLOW_DEPARTMENT, 30, 0)
    ready = table["planned_on"].to_numpy() + np.rint(shared + slow).astype(np.int64)
    ceremonies = _ceremonies(rng)
    signed = ceremonies[np.searchsorted(ceremonies, np.maximum(ready, day(2024, 2, 1)))]
    due = (table["planned_on"] <= LAST_DAY).to_numpy()
    signed = np.where(due, np.minimum(signed, LAST_SIGNING), signed)
    held = table["fate"].isin(["overdue", "X1", "X2"]).to_numpy()
    return np.where(held | (signed > LAST_DAY), NEVER, signed)


def stages(table: pd.DataFrame, seed: int) -> pd.DataFrame:
    """One row a stage or flag that an item reached by the last day: code, stage, day, document, reason."""
    rng = calendar_arrays.random(seed, 3)
    size = len(table)
    signed = table["signed_on"].to_numpy()
    fate = table["fate"].to_numpy(dtype=str)
    moved = signed != NEVER
    # What was postponed had been prepared for the date it was first given.
    planned = np.where(fate == "X1", table["original_planned_on"], table["planned_on"])
    target = np.where(moved, signed, planned)

    def later(than: Days, low: int, high: int) -> Days:
        return calendar_arrays.after(than, rng.integers(low, high, size))

    base = np.full(size, day(2023, 11, 20))
    sorted_out = np.maximum(calendar_arrays.before(target, rng.integers(45, 80, size)), base + 7)
    reached = {"S0": base, "S1": sorted_out, "S2": later(sorted_out, 6, 15)}
    reached["S3"] = np.minimum(later(reached["S2"], 8, 18), np.maximum(target - 1, reached["S2"]))
    reached |= {"S4": target, "S5": later(target, 4, 14)}
    reached["S6"] = later(reached["S5"], 2, 8)
    reached["S7"] = later(reached["S6"], 18, 42)
    reached |= {"F1": later(target, 0, 4), "F2": later(reached["S5"], 0, 3), "F5": later(reached["S5"], 0, 6)}
    reached |= {"F3": later(reached["S5"], 0, 5), "F4": later(reached["S6"], 0, 10)}
    stuck_at = rng.integers(1, 4, size)  # the last stage that an item without a signature got to
    lacking = np.where(rng.random(size) < 0.05, rng.choice(["F3", "F4"], size), "")
    waiting = (lacking != "") & (rng.random(size) < 0.4)  # trial run cannot end without seal or account
    sent_back = fate == "X3"
    keep = {
        stage: (moved | ((stage < "S4") & ((fate != "overdue") | (int(stage[1]) <= stuck_at))))
        & (lacking != stage)
        & ~(sent_back & (stage in ("S7", "F4")))
        & ~(waiting & (stage == "S7"))
        & ~(np.isin(fate, ["X1", "X2"]) & (stage == "S3"))
        for stage in reached
    }
    reached |= {
        "X1": later(reached["S2"], 5, 20),
        "X2": later(reached["S2"], 5, 20),
        "X3": later(reached["S6"], 20, 60),
    }
    keep |= {name: fate == name for name in _REASONS}
    rows = [_rows(table, stage, reached[stage], keep[stage], rng) for stage in reached]
    every = pd.concat(rows, ignore_index=True)
    return every.sort_values(["entered_on", "stage", "item_code"], ignore_index=True)


def _rows(
    table: pd.DataFrame, stage: str, entered: Days, keep: Flags, rng: np.random.Generator
) -> pd.DataFrame:
    entered = np.asarray(entered)
    chosen = table.loc[keep & (entered <= LAST_DAY), ["item_code", "batch"]]
    when = entered[chosen.index]
    reasons = rng.choice(_REASONS[stage], len(chosen)) if stage in _REASONS else ""
    return chosen.assign(stage=stage, entered_on=when, document=_documents(stage, when), reason=reasons)


def _documents(stage: str, when: Days) -> list[str]:
    """The paper a stage rests on; its number follows the month, so one ceremony has one agreement."""
    papers = {
        "S0": "示例县行政许可事项清单（2023年版）",
        "S1": "事项梳理表（{year}年第{n}期）",
        "S2": "专家论证意见〔{year}〕{n}号",
        "S3": "县审改领导小组会议纪要〔{year}〕{n}号",
        "S4": "示审改发〔{year}〕{n}号",
        "S5": "移交清单〔{year}〕{n}号",
        "S7": f"{BUREAU}首件办结登记",
        "X1": "县审改领导小组会议纪要〔{year}〕{n}号",
        "X2": "专家论证意见〔{year}〕{n}号",
        "X3": "县审改领导小组会议纪要〔{year}〕{n}号",
    }
    dates = [calendar_arrays.to_date(n) for n in when]
    return [papers.get(stage, "").format(year=d.year, n=d.timetuple().tm_yday // 7 + 1) for d in dates]
