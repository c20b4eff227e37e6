"""What laws changed of the items: set up, changed, cancelled, handed down, taken over; ten limits."""

from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from reform.sample import calendar_arrays, county
from reform.sample.calendar_arrays import NEVER, Days, Flags, day
from reform.sample.registers.register_writer import Register

CHANGES: Final = "事项变更记录.xlsx"
_STREAM: Final = 62

# change → how many, and what it rests on
CHANGED_LIMITS, COMING = 10, 2
_PLAIN: Final = {
    "设立": (10, "国务院决定新设行政许可事项（示例〔{year}〕{n}号）"),
    "调整": (8, "事项名称和设定依据随法律修订调整（示例〔{year}〕{n}号）"),
    "下放": (10, "县政府关于向乡镇下放审批权限的通知（示例〔{year}〕{n}号）"),
    "承接": (14, "市政府下放审批权限的决定（示例〔{year}〕{n}号）"),
}
_CANCELLED: Final = "国务院关于取消行政许可事项的决定（示例〔{year}〕{n}号）"
_NEW_LIMIT: Final = "《条例》修订，法定办结时限调整（示例〔{year}〕{n}号）"


def write(folder: Path, items: pd.DataFrame, seed: int) -> list[Path]:
    """The one file; returns its path."""
    rows = _rows(items, calendar_arrays.random(seed, _STREAM))
    return [Register(CHANGES).add_all(rows).write(folder)]


def _rows(items: pd.DataFrame, rng: np.random.Generator) -> list[list[Any]]:
    working = ((items["unit"] == "工作日") & (items["promised_days"] > 0)).to_numpy()
    short, usual = items["statutory_days"].between(5, 15), items["statutory_days"] == 20
    busy = items["busy"].to_numpy(float) * (items["signed_on"] != NEVER).to_numpy()
    changed = [
        *_picked(items, rng, CHANGED_LIMITS - 2, working & short.to_numpy(), busy),
        *_picked(items, rng, 2, working & usual.to_numpy(), busy),
    ]
    rows = [
        _new_limit(items, place, int(when), rng) for place, when in zip(changed, _dates(rng, 10), strict=True)
    ]
    free = np.ones(len(items), dtype=bool)
    free[changed] = False
    for change, (count, basis) in _PLAIN.items():
        for place, when in zip(_picked(items, rng, count, free), _dates(rng, count), strict=True):
            free[place] = False
            rows.append(_plain(items.iloc[place], change, int(when), basis))
    labels = county.labels(items)
    for n, when in enumerate(_dates(rng, len(county.OBSOLETE)), start=len(items)):
        gone = {"item_code": labels.codes[n], "item_name": labels.names[n]}
        rows.append(_plain(gone, "取消", int(when), _CANCELLED))
    coming = _picked(items, rng, COMING, free & (items["batch"] == 4).to_numpy())
    rows += [_plain(items.iloc[place], "下放", day(2027, 1, 1), _PLAIN["下放"][1]) for place in coming]
    return sorted(rows, key=lambda row: (row[3], row[0]))


def _picked(
    items: pd.DataFrame,
    rng: np.random.Generator,
    count: int,
    among: Flags,
    weight: NDArray[np.float64] | None = None,
) -> list[int]:
    chance = among * (np.ones(len(items)) if weight is None else weight)
    return [int(n) for n in rng.choice(len(items), count, replace=False, p=chance / chance.sum())]


def _dates(rng: np.random.Generator, count: int) -> Days:
    """First days of months: laws come into force on them."""
    months = [day(2024 + m // 12, m % 12 + 1, 1) for m in range(5, 33)]
    return np.asarray(rng.choice(months, count))


def _plain(item: Any, change: str, when: int, basis: str) -> list[Any]:
    """A change that leaves the limits as they are."""
    return [item["item_code"], item["item_name"], change, when, _paper(basis, when), "", "", "", ""]


def _new_limit(items: pd.DataFrame, place: int, when: int, rng: np.random.Generator) -> list[Any]:
    """A change to the limit the list gives today: mostly from a longer one, now and then from a shorter."""
    item = items.iloc[place]
    now, promised = int(item["statutory_days"]), int(item["promised_days"])
    then = 20 if now < 20 else 15
    before = max(1, round(promised * then / now))
    limits = [county.written(days, False, float(rng.random())) for days in (then, now, before, promised)]
    return [item["item_code"], item["item_name"], "调整", when, _paper(_NEW_LIMIT, when), *limits]


def _paper(basis: str, when: int) -> str:
    date = calendar_arrays.to_date(when)
    return basis.format(year=date.year, n=date.month + 3)
