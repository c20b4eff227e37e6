"""When the last item will be transferred, if the coming weeks are like the past ones.

No model of the future: the gains of the last full weeks are drawn again and again, at random and with
replacement, until every item is transferred. What share of the draws has ended by a day is the chance of
being done by then. Thirteen weeks do not tell their own speed for certain, so each draw first draws the
weeks it goes by (a bootstrap of the bootstrap's pool); without that the band is far too narrow, as the
backtest shows. Weeks that took items back count as they were. The draws are seeded: the same data give the
same dates.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import pandas as pd

from reform.common.caching import cached_by_content

DRAWS: Final = 2000
SEED: Final = 20241
# The speed is that of the last quarter; from less than two months nothing is projected.
WEEKS: Final = 13
FEWEST: Final = 8
# No draw is followed further than this: later is "not in sight".
HORIZON: Final = 520
# The band that is drawn: 15 % of the draws lie above it, 15 % below.
LOW, MIDDLE, HIGH = 15, 50, 85


@dataclass(frozen=True, slots=True)
class Forecast:
    """A projection from ``as_of``. ``finish[i]``: weeks until draw i has moved all (HORIZON + 1: never).

    ``band``: day, low, middle, high: items transferred, for as many weeks as a picture can use.
    """

    as_of: date
    weeks: int
    remaining: int
    finish: np.ndarray[Any, Any]
    band: pd.DataFrame

    def by(self, percent: float) -> date | None:
        """The day by which so many percent of the draws are done; None when that is not in sight."""
        weeks = int(np.sort(self.finish)[int(np.ceil(percent / 100 * len(self.finish))) - 1])
        return None if weeks > HORIZON else self.as_of + timedelta(days=7 * weeks)

    def chance(self, day: date) -> float:
        """The share of the draws that are done by the end of a day, in %."""
        return 100 * float(np.mean(self.finish * 7 <= (day - self.as_of).days))


def weekly_gains(curve: pd.DataFrame) -> list[int]:
    """Items gained in each full week since the first transfer, oldest first. ``curve``: day, transferred.

    A row that is not seven days after the one before it (the as-of date within a week) is no full week.
    """
    past = curve[curve["transferred"].notna()]
    days = pd.to_datetime(past["day"]).to_list()
    counts = past["transferred"].astype(int).to_list()
    gains = [
        after - before
        for (first, before), (last, after) in zip(
            zip(days, counts, strict=True), zip(days[1:], counts[1:], strict=True), strict=False
        )
        if (last - first).days == 7
    ]
    begun = next((place for place, gain in enumerate(gains) if gain), len(gains))
    return gains[begun:]


def project(
    gains: list[int], transferred: int, total: int, as_of: date, *, draws: int = DRAWS
) -> Forecast | None:
    """The projection from ``transferred`` of ``total`` on; None from fewer than ``FEWEST`` weeks."""
    pool = gains[-WEEKS:]
    if len(pool) < FEWEST:
        return None
    remaining = max(total - transferred, 0)
    chance = np.random.default_rng(SEED)
    speeds = chance.choice(np.asarray(pool), size=(draws, len(pool)))
    drawn = np.take_along_axis(speeds, chance.integers(0, len(pool), size=(draws, HORIZON)), axis=1)
    paths = np.cumsum(drawn, axis=1)
    done = paths >= remaining
    finish = np.where(done.any(axis=1), done.argmax(axis=1) + 1, HORIZON + 1)
    if remaining == 0:
        finish = np.zeros(draws, dtype=int)
    return Forecast(as_of, len(pool), remaining, finish, _band(paths, finish, transferred, total, as_of))


def _band(
    paths: np.ndarray[Any, Any], finish: np.ndarray[Any, Any], transferred: int, total: int, as_of: date
) -> pd.DataFrame:
    """Percentiles of the items transferred, week by week; a draw that is done stays done."""
    weeks = int(min(np.percentile(finish, HIGH), HORIZON))
    after = np.arange(1, weeks + 1)
    counts = np.where(after >= finish[:, None], total, np.clip(transferred + paths[:, :weeks], 0, total))
    start = np.full((len(counts), 1), transferred)
    low, middle, high = np.percentile(
        np.hstack([start, counts]), [LOW, MIDDLE, HIGH], axis=0, method="inverted_cdf"
    )
    days = [as_of + timedelta(days=7 * week) for week in range(weeks + 1)]
    return pd.DataFrame({"day": days, "low": low, "middle": middle, "high": high})


@cached_by_content
def of_curve(curve: pd.DataFrame, transferred: int, total: int) -> Forecast | None:
    """The projection of a transfer curve with its own or another scope; None where there is too little.

    ``curve``: day, transferred (missing after the as-of date); ``transferred`` of ``total`` where it begins.
    """
    past = curve[curve["transferred"].notna()]
    if past.empty:
        return None
    as_of = pd.Timestamp(past["day"].iloc[-1]).date()
    return project(weekly_gains(curve), transferred, total, as_of)


def backtest(curve: pd.DataFrame, *, ahead: int = WEEKS) -> pd.DataFrame:
    """How the band would have done: from every full week that allows it, ``ahead`` weeks on.

    Columns: day (of the projection), low, middle, high, actual, inside.
    """
    past = curve[curve["transferred"].notna()].reset_index(drop=True)
    full = past[[pd.Timestamp(day).weekday() == 6 for day in past["day"]]].reset_index(drop=True)
    rows = []
    for place in range(len(full) - ahead):
        now, then = full.iloc[place], full.iloc[place + ahead]
        begun, total = int(now["transferred"]), int(now["total"])
        found = project(
            weekly_gains(full.iloc[: place + 1]), begun, total, pd.Timestamp(now["day"]).date(), draws=1000
        )
        if found is None or begun >= total or found.band.empty:
            continue
        low, middle, high = found.band.iloc[min(ahead, len(found.band) - 1)][["low", "middle", "high"]]
        actual = int(then["transferred"])
        rows.append((now["day"], low, middle, high, actual, low <= actual <= high))
    return pd.DataFrame(rows, columns=["day", "low", "middle", "high", "actual", "inside"])
