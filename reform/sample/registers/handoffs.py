"""Hand-offs: completed cases given to the departments that supervise, and their answers."""

from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from reform.sample import calendar_arrays
from reform.sample.calendar_arrays import LAST_DAY, NEVER, Days, Flags, by_now, day, day_after
from reform.sample.cases import WITHDRAWN
from reform.sample.county import SLOW_DEPARTMENT
from reform.sample.dataframes import case_numbers
from reform.sample.registers.register_writer import Register

HANDOFFS: Final = "审管推送台账.zip"
HANDED_FROM: Final = day(2025, 1, 1)
HANDED: Final = 1_500  # hand-offs drawn of the last months' cases, beside the first few of every item
_OF_EVERY_ITEM: Final = 3
# Their systems are not joined: nothing is handed to them. And one item in twenty is forgotten anywhere.
NOT_JOINED: Final = ("县林业局", "县气象局")
_FORGOTTEN: Final = 0.05
# Who does not answer: share of the hand-offs that are never acknowledged.
_SILENT: Final = {SLOW_DEPARTMENT: 0.42, "县城市管理综合行政执法局": 0.2}
_FEEDBACK: Final = {"taken_in": 0.5, "fine": 0.33, "problem": 0.1, "penalty": 0.03, "not_found": 0.04}
_WAYS: Final = ("系统自动推送", "系统自动推送", "集中推送", "纸质移交")
_RETURNED: Final = ("不属于本部门监管职责", "推送信息不全，缺经营地址", "属市级监管事项")


class Handed:
    """Picks completed cases of transferred items out of the chunks as they pass; writes their hand-offs."""

    def __init__(self, items: pd.DataFrame, cases: int, seed: int) -> None:
        rng = calendar_arrays.random(seed, 61)
        self._items = items
        self._share = min(1.0, HANDED * 4 / max(cases, 1))
        self._seed = seed
        self._left = np.full(len(items), _OF_EVERY_ITEM)
        forgotten = rng.random(len(items)) < _FORGOTTEN
        self._is_blind = items["department"].isin(NOT_JOINED).to_numpy() | forgotten
        self._picked: list[pd.DataFrame] = []

    def look(self, table: pd.DataFrame) -> None:
        """Take note of a chunk of ``cases.chunks``."""
        item = table["item"].to_numpy()
        listed = item < len(self._items)
        completed = (table["completed"] >= HANDED_FROM).to_numpy()
        eligible = listed & completed & (table["is_after"] & (table["result"] < WITHDRAWN)).to_numpy()
        eligible[eligible] = ~self._is_blind[item[eligible]]
        if not eligible.any():
            return
        rng = calendar_arrays.random(self._seed, 62, int(table["accepted"].iloc[0]))
        recent = (table["completed"] >= LAST_DAY - 180).to_numpy()
        drawn = eligible & recent & (rng.random(len(table)) < self._share)
        chosen = self._first_of_items(item, eligible) | drawn
        picked = table.loc[chosen, ["item", "completed"]]
        self._picked.append(picked.assign(case_no=case_numbers(table)[chosen]))

    def _first_of_items(self, item: Days, eligible: Flags) -> Flags:
        """The first few cases of every item, however rare it is."""
        place = np.flatnonzero(eligible)
        nth = pd.Series(item[place]).groupby(item[place]).cumcount().to_numpy()
        taken = place[nth < self._left[item[place]]]
        np.subtract.at(self._left, item[taken], 1)
        first = np.zeros(len(item), dtype=bool)
        first[taken] = True
        return first

    def write(self, folder: Path) -> list[Path]:
        """The file about the picked cases."""
        rng = calendar_arrays.random(self._seed, 63)
        picked = pd.concat(self._picked, ignore_index=True) if self._picked else pd.DataFrame()
        rows = (self._row(n, case, rng) for n, case in enumerate(picked.to_dict("records"), start=1))
        return [Register(HANDOFFS).add_all(rows).write(folder)]

    def _row(self, number: int, case: dict[Any, Any], rng: np.random.Generator) -> list[Any]:
        item = self._items.iloc[case["item"]]
        completed = int(case["completed"])
        waited = int(rng.choice([0, 1, 2, 3, 6, 15], p=[0.5, 0.25, 0.13, 0.05, 0.05, 0.02]))
        pushed = NEVER if rng.random() < 0.015 else by_now(day_after(completed, waited))
        silent = rng.random() < _SILENT.get(item["department"], 0.04)
        returned = not silent and pushed != NEVER and rng.random() < 0.012
        answers = pushed != NEVER and not silent and not returned
        acknowledged = by_now(day_after(pushed, int(rng.geometric(0.45)) - 1)) if answers else NEVER
        reports = acknowledged != NEVER and rng.random() < 0.72
        fed_back = by_now(day_after(acknowledged, int(rng.integers(3, 45)))) if reports else NEVER
        feedback = str(rng.choice(list(_FEEDBACK), p=list(_FEEDBACK.values())))
        return [
            f"TS{number:05d}",
            case["case_no"],
            item["item_code"] if number % 3 else "",
            item["supervising_department"],
            completed if number % 5 or pushed == NEVER else NEVER,
            pushed,
            _WAYS[int(rng.integers(0, 4))],
            acknowledged,
            NEVER if feedback == "taken_in" else fed_back,
            fed_back,
            feedback if fed_back != NEVER else "",
            str(rng.choice(_RETURNED)) if returned else "",
        ]
