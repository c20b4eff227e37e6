"""The cases: when each was applied for, accepted, due and completed, before and after its item's transfer.

What the reform did is known here, because it is put in: after the transfer a case takes, on average,
``TRUE_EFFECT`` times the working days it took before. Everything else that moves durations (a slow
department, a bad month) is on both sides or named below.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from reform.sample import calendar_arrays, visits
from reform.sample.calendar_arrays import FIRST_DAY, LAST_DAY, NEVER, Days, Flags, day
from reform.sample.county import OBSOLETE, SLOW_DEPARTMENT
from reform.sample.transfers import SPRING_FESTIVALS

TRUE_EFFECT: Final = 0.62
SLOW_FACTOR: Final = 1.8
BAD_MONTH: Final = (day(2025, 3, 1), day(2025, 3, 31))
BAD_MONTH_FACTOR: Final = 1.6
UNMATCHED: Final = 0.006  # share of the cases whose code is not in the item list

CHUNK: Final = 100_000
OPENING, CLOSING = 8 * 60 + 30, 17 * 60 + 50  # minutes of the day
DUE_MINUTE: Final = 18 * 60
CHANNELS: Final = ("1", "2", "3", "4", "9")
APPLICANTS: Final = ("1", "2", "3", "4", "5", "6")
RESULTS: Final = ("granted", "done", "refused", "returned", "withdrawn", "terminated")
WITHDRAWN: Final = 4  # this result and the next leave the time indicators
SUSPENSIONS: Final = ("专家评审", "现场勘验", "公示", "检验", "检测", "听证")
EXTENSION: Final = "延长审批"


@dataclass(frozen=True)
class Demand:
    """What the items look like to the counters: arrays with one entry an item."""

    share: NDArray[np.float64]  # of all cases
    mean: NDArray[np.float64]  # working days before the transfer
    limit: Days  # the promise in days, or NEVER
    natural: Flags  # the promise counts natural days
    immediate: Flags
    signed: Days  # day of the transfer; far in the future when there was none
    personal: NDArray[np.float64]  # share of natural persons
    online: NDArray[np.float64]  # leaning towards web and mobile
    visits: Days  # as many as the item list asks for
    one_window: Flags  # to be taken at the one window, says the list
    slow: Flags  # of the slow department


def demand(items: pd.DataFrame, seed: int) -> Demand:
    """How often each item is asked for and how long it takes. A few items make most of the cases."""
    rng = calendar_arrays.random(seed, 4)
    size = len(items)
    popular = items["busy"].to_numpy() * np.exp(np.clip(rng.normal(0, 1.6, size), -3, 3.6))
    popular /= items.groupby("department")["item_code"].transform("size").to_numpy() ** 0.5
    limit = items["promised_days"].fillna(NEVER).to_numpy().astype(np.int64)
    natural = (items["unit"] == "自然日").to_numpy()
    working = np.where(natural, limit * 5 / 7, np.where(limit == NEVER, 8, limit))
    immediate = (items["case_kind"] == "即办件").to_numpy()
    slow = np.where(items["department"] == SLOW_DEPARTMENT, SLOW_FACTOR, 1.0)
    mean = np.where(immediate, 0.02, working * rng.uniform(0.34, 0.52, size)) * slow
    signed = items["signed_on"].to_numpy()
    return Demand(
        share=popular / popular.sum(),
        mean=mean,
        limit=limit,
        natural=natural,
        immediate=immediate,
        signed=np.where(signed == NEVER, 10**6, signed),
        personal=rng.beta(0.8, 1.2, size),
        online=rng.normal(0, 0.5, size),
        visits=items["visits"].to_numpy(),
        one_window=(items["one_window"] == "是").to_numpy(),
        slow=(items["department"] == SLOW_DEPARTMENT).to_numpy(),
    )


def per_day(cases: int, seed: int) -> Days:
    """How many cases are accepted on each day from ``FIRST_DAY`` to ``LAST_DAY``; they sum to ``cases``."""
    rng = calendar_arrays.random(seed, 5)
    every = np.arange(FIRST_DAY, LAST_DAY + 1)
    weekday = np.array([1.25, 1.1, 1.0, 0.96, 0.9, 0.7, 0.7])[calendar_arrays.weekday(every)]
    open_weekend = calendar_arrays.weekday(every) >= 5
    weight = np.where(calendar_arrays.worked()[every], weekday, np.where(open_weekend, 0.05, 0.0))
    weight *= 1 + 0.06 * (every - FIRST_DAY) / 365
    for start, end in SPRING_FESTIVALS:
        weight *= np.where((every >= start) & (every <= end), 0.4, 1)
    weight *= rng.gamma(60, 1 / 60, len(every))
    return rng.multinomial(cases, weight / weight.sum()).astype(np.int64)


def chunks(items: pd.DataFrame, cases: int, seed: int) -> Iterator[pd.DataFrame]:
    """The cases in order of acceptance, whole days together, never many more than ``CHUNK`` at a time.

    A half-year never shares a chunk with the next. Columns are numbers (days, minutes, positions in the
    code lists above); ``reform.sample.tables`` shows them as a reader knows them.
    """
    wanted = demand(items, seed)
    counts = per_day(cases, seed)
    for first, last in _spans(counts):
        numbers = np.arange(first, last)
        accepted = np.repeat(numbers + FIRST_DAY, counts[numbers])
        yield _chunk(wanted, accepted, calendar_arrays.random(seed, 6, int(first)))


def _spans(counts: Days) -> list[tuple[int, int]]:
    dates = [calendar_arrays.to_date(n + FIRST_DAY) for n in range(len(counts))]
    spans, first, size = [], 0, 0
    for n, date in enumerate(dates):
        new_half = n > 0 and date.day == 1 and date.month in (1, 7)
        if n > first and (new_half or size + counts[n] > CHUNK):
            spans.append((first, n))
            first, size = n, 0
        size += int(counts[n])
    return [*spans, (first, len(counts))]


def _chunk(wanted: Demand, accepted: Days, rng: np.random.Generator) -> pd.DataFrame:
    size = len(accepted)
    item = np.minimum(np.searchsorted(np.cumsum(wanted.share), rng.random(size)), len(wanted.share) - 1)
    is_after = accepted >= wanted.signed[item]
    result = rng.choice(len(RESULTS), size, p=[0.975, 0, 0.008, 0.007, 0.007, 0.003])
    result = np.where((result == 0) & wanted.immediate[item], 1, result)
    used = _days_used(wanted, item, accepted, is_after, rng)
    used = np.where(result >= WITHDRAWN, (used * rng.random(size)).astype(np.int64), used)
    table = pd.DataFrame(
        {"item": item, "accepted": accepted, "is_after": is_after, "result": result, "used": used}
    )
    table["sequence"] = np.arange(size) - np.searchsorted(accepted, accepted)
    table["limit"], table["natural"] = wanted.limit[item], wanted.natural[item]
    table["immediate"] = wanted.immediate[item]
    _pause(table, rng)
    table["channel"] = _channel(wanted.online[item], accepted, rng)
    table["applicant"] = np.where(rng.random(size) < wanted.personal[item], 0, _organisation(rng, size))
    _complete(table, rng)
    unknown = len(wanted.share) + rng.integers(
        0, len(OBSOLETE), size
    )  # behind the listed items, see ``labels``
    table["item"] = np.where(rng.random(size) < UNMATCHED, unknown, item)
    visits.add(table, wanted.visits[item], wanted.one_window[item], wanted.slow[item], rng)
    return table


def _days_used(wanted: Demand, item: Days, accepted: Days, is_after: Flags, rng: np.random.Generator) -> Days:
    """Whole working days with exactly the intended mean: gamma around it, a few cases stuck for long."""
    size = len(item)
    mean = wanted.mean[item] * np.where(is_after, TRUE_EFFECT, 1.0)
    mean *= np.where((accepted >= BAD_MONTH[0]) & (accepted <= BAD_MONTH[1]), BAD_MONTH_FACTOR, 1.0)
    stuck = np.where(rng.random(size) < 0.006, rng.uniform(3, 8, size), 1.0)
    shape = np.where(wanted.immediate[item], 20.0, 7.5)
    return calendar_arrays.stochastic_round(rng, mean * stuck * rng.standard_gamma(shape) / shape)


def _pause(table: pd.DataFrame, rng: np.random.Generator) -> None:
    """Suspensions for some 2 % of the promised cases, extensions for a few that would be late.

    Adds ``pause`` (position in ``SUSPENSIONS``; one more for the extension; −1 none), its first and last
    day, ``paused`` (working days not counted) and ``granted`` (days of the extension).
    """
    size = len(table)
    used, accepted = table["used"].to_numpy(), table["accepted"].to_numpy()
    plain = (~table["immediate"] & (table["result"] < WITHDRAWN) & (used > 0)).to_numpy()
    suspended = plain & (rng.random(size) < 0.023)
    start = calendar_arrays.after(accepted, np.minimum(rng.integers(0, 4, size), used))
    end = calendar_arrays.after(start, rng.integers(2, 16, size))
    late = plain & ~suspended & (table["limit"] > 0).to_numpy() & ~table["natural"].to_numpy()
    extended = late & (used > table["limit"].to_numpy()) & (rng.random(size) < 0.12)
    granted = rng.choice([5, 10], size)
    asked = calendar_arrays.after(accepted, np.maximum(table["limit"].to_numpy() - 1, 0))
    kind = rng.choice(len(SUSPENSIONS), size, p=[0.34, 0.3, 0.2, 0.08, 0.06, 0.02])
    table["pause"] = np.where(suspended, kind, np.where(extended, len(SUSPENSIONS), -1))
    table["pause_start"] = np.where(extended, asked, start)
    table["pause_end"] = np.where(extended, calendar_arrays.after(asked, granted), end)
    table["paused"] = np.where(suspended, calendar_arrays.between(start, end), 0)
    table["granted"] = np.where(extended, granted, 0)


def _channel(leaning: NDArray[np.float64], accepted: Days, rng: np.random.Generator) -> NDArray[Any]:
    """The counter loses to web and mobile: from some 62 % of the cases to some 35 %."""
    passed = (accepted - FIRST_DAY) / (LAST_DAY - FIRST_DAY)
    counter = 1 / (1 + np.exp(-(0.5 - 1.15 * passed - leaning)))
    mobile = (1 - counter) * (0.2 + 0.2 * passed)
    bounds = np.cumsum([counter * 0.97, (1 - counter) * 0.98 - mobile, mobile, 0.015 + 0 * counter], axis=0)
    return np.asarray((rng.random(len(accepted)) > bounds).sum(axis=0))


def _organisation(rng: np.random.Generator, size: int) -> NDArray[Any]:
    return rng.choice(np.arange(1, 6), size, p=[0.84, 0.06, 0.03, 0.02, 0.05])


def _complete(table: pd.DataFrame, rng: np.random.Generator) -> None:
    """Adds the day and minute of application and completion, and the due day; what is open has −1."""
    size = len(table)
    accepted = table["accepted"].to_numpy()
    completed = calendar_arrays.after(accepted, (table["used"] + table["paused"]).to_numpy())
    # Cases nobody closed: mostly of the last months, a few much older.
    left_lying = np.where(accepted > LAST_DAY - 240, 0.005, np.where(accepted > LAST_DAY - 600, 0.0008, 0.0))
    forgotten = (rng.random(size) < left_lying) & ~table["immediate"].to_numpy()
    is_open = forgotten | (completed > LAST_DAY)
    table["completed"] = np.where(is_open, NEVER, completed)
    limit = table["limit"].to_numpy()
    counted = calendar_arrays.after(
        accepted, np.maximum(limit, 0) + (table["paused"] + table["granted"]).to_numpy()
    )
    due = np.where(table["natural"], accepted + limit + table["paused"].to_numpy(), counted)
    table["due"] = np.where((limit == NEVER) | (rng.random(size) > 0.63), NEVER, due)
    waited = np.where(table["channel"] == 0, 0, rng.choice([0, 1, 2, 3], size, p=[0.62, 0.26, 0.09, 0.03]))
    table["applied"] = calendar_arrays.before(accepted + 1, waited)
    table["applied"] = np.where(waited == 0, accepted, np.minimum(table["applied"], accepted))
    minute = rng.integers(OPENING, CLOSING - 30, size)
    table["accepted_minute"] = minute
    same = (table["applied"] == accepted).to_numpy()
    table["applied_minute"] = np.where(
        same, minute - rng.integers(2, 60, size), rng.integers(480, 1320, size)
    )
    finished = rng.integers(OPENING, CLOSING, size)
    table["completed_minute"] = np.where(completed == accepted, minute + rng.integers(3, 31, size), finished)


def paused(table: pd.DataFrame) -> pd.DataFrame:
    """The cases of a chunk with a special procedure that has begun; one still running has no last day."""
    begun = table[(table["pause"] != NEVER) & (table["pause_start"] <= LAST_DAY)].copy()
    running = (begun["pause"] < len(SUSPENSIONS)) & (begun["pause_end"] > LAST_DAY)
    begun["pause_end"] = begun["pause_end"].mask(running, NEVER)
    return begun
