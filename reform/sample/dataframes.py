"""The generator's numbers as DataFrames with the datasets' column names, codes and real dates."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from reform.common.code_lists import find
from reform.sample import calendar_arrays, cases, ratings
from reform.sample.calendar_arrays import NEVER, Days
from reform.sample.county import BUREAU, Labels, labels

Texts = NDArray[np.str_]


@dataclass(frozen=True)
class Chunk:
    """Some days' cases with their special procedures and ratings, as a reader knows them."""

    cases: pd.DataFrame
    pauses: pd.DataFrame
    ratings: pd.DataFrame


def case_numbers(table: pd.DataFrame) -> Days:
    """The numbers of a chunk's cases: the day of acceptance, then a running number of six digits."""
    first, last = int(table["accepted"].iloc[0]), int(table["accepted"].iloc[-1])
    ymd = np.array([int(calendar_arrays.to_date(n).strftime("%Y%m%d")) for n in range(first, last + 1)])
    return np.asarray(
        ymd[table["accepted"].to_numpy() - first] * 1_000_000 + table["sequence"].to_numpy() + 1
    )


def chunks(items: pd.DataFrame, count: int, seed: int) -> Iterator[Chunk]:
    """The chunks of ``cases.chunks`` and their ratings as DataFrames."""
    known = labels(items)
    for table in cases.chunks(items, count, seed):
        numbers = case_numbers(table).astype(str)
        rated = ratings.of(table, known.departments, seed)
        yield Chunk(
            _cases(table, numbers, known), _pauses(table, numbers), _ratings(rated, table, numbers, known)
        )


def holder(table: pd.DataFrame, known: Labels) -> NDArray[np.object_]:
    """Who takes a case: the original department, the bureau once the item is transferred."""
    return np.where(table["is_after"].to_numpy(), BUREAU, known.departments[table["item"].to_numpy()])


def items(table: pd.DataFrame) -> pd.DataFrame:
    """The items with codes instead of words and dates instead of day numbers."""
    shown = table.drop(columns=["parent", "is_parent", "parent_code", "busy"])
    for name in ("planned_on", "original_planned_on", "signed_on"):
        shown[name] = calendar_arrays.stamps(table[name].to_numpy())
    for name in ("item_type", "case_kind"):
        shown[name] = [find(name, word) for word in table[name]]
    shown["online_depth"] = [int(depth[-1]) for depth in table["online_depth"]]
    for name in ("in_centre", "one_window"):
        shown[name] = table[name] == "是"
    return shown


def stages(table: pd.DataFrame) -> pd.DataFrame:
    """The dated stages with dates instead of day numbers."""
    return table.drop(columns="batch").assign(
        entered_on=calendar_arrays.stamps(table["entered_on"].to_numpy())
    )


def _cases(table: pd.DataFrame, numbers: Texts, known: Labels) -> pd.DataFrame:
    item = table["item"].to_numpy()
    is_open = (table["completed"] == NEVER).to_numpy()

    def moment(what: str, minutes: Days | int) -> NDArray[np.datetime64]:
        return calendar_arrays.stamps(table[what].to_numpy(), minutes)

    return pd.DataFrame(
        {
            "case_no": numbers,
            "item_code": known.codes[item],
            "item_name": known.names[item],
            "department": holder(table, known),
            "channel": np.array(cases.CHANNELS, dtype=object)[table["channel"]],
            "applicant_kind": np.array(cases.APPLICANTS, dtype=object)[table["applicant"]],
            "applied_at": moment("applied", table["applied_minute"].to_numpy()),
            "accepted_at": moment("accepted", table["accepted_minute"].to_numpy()),
            "due_at": moment("due", cases.DUE_MINUTE),
            "completed_at": moment("completed", table["completed_minute"].to_numpy()),
            "result": np.array([*cases.RESULTS, None], dtype=object)[
                np.where(is_open, NEVER, table["result"])
            ],
            "visits": table["visits"].where(table["visits"] != NEVER),
            "one_window": np.array([False, True, None], dtype=object)[table["at_one_window"]],
            "used": np.where(is_open, np.nan, table["used"]),
            "is_after": table["is_after"],
        }
    )


def _pauses(table: pd.DataFrame, numbers: Texts) -> pd.DataFrame:
    paused = cases.paused(table)
    extended = (paused["pause"] == len(cases.SUSPENSIONS)).to_numpy()
    names = np.array([*cases.SUSPENSIONS, cases.EXTENSION], dtype=object)[paused["pause"]]
    return pd.DataFrame(
        {
            "case_no": numbers[paused.index],
            "kind": [find("pause_kind", name) for name in names],
            "name": names,
            "started_on": calendar_arrays.stamps(paused["pause_start"].to_numpy()),
            "ended_on": calendar_arrays.stamps(paused["pause_end"].to_numpy()),
            "approved_days": np.where(extended, paused["granted"], np.nan),
        }
    )


def _ratings(rated: pd.DataFrame, table: pd.DataFrame, numbers: Texts, known: Labels) -> pd.DataFrame:
    case = rated["case"].to_numpy()
    item = table["item"].to_numpy()[case]
    words = np.array([*ratings.BAD_WORDS, *ratings.GOOD_WORDS, ""], dtype=object)
    return pd.DataFrame(
        {
            "rating_no": "PJ" + pd.Series(numbers[case]),
            "case_no": numbers[case],
            "item_code": known.codes[item],
            "item": known.names[item],
            "department": holder(table, known)[case],
            "channel": np.array(ratings.CHANNELS, dtype=object)[rated["channel"]],
            "level": rated["level"],
            "rated_at": calendar_arrays.stamps(rated["rated"].to_numpy(), rated["rated_minute"].to_numpy()),
            "is_default": rated["by_system"],
            "is_named": rated["is_named"],
            "verified": np.array([*ratings.VERIFIED, None], dtype=object)[rated["verified"]],
            "due_on": calendar_arrays.stamps(rated["due"].to_numpy()),
            "rectified_on": calendar_arrays.stamps(rated["rectified"].to_numpy()),
            "called_back_on": calendar_arrays.stamps(rated["called_back"].to_numpy()),
            "comment": words[rated["comment"]],
        }
    )
