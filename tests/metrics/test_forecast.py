"""The projection: what it refuses, what it says where every draw is alike, and that its band is honest."""

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from reform.common.i18n import speaking
from reform.metrics import forecast
from reform.reports.insights import forecast as findings_forecast

AS_OF = date(2026, 10, 31)  # a Saturday: the last row of a curve within a week
SUNDAY = date(2026, 10, 25)


def curve(
    gains: list[int], total: int, *, rest: int = 0, planned_on: date = date(2026, 12, 27)
) -> pd.DataFrame:
    """Weeks up to SUNDAY, then the as-of date, then weeks that only have a plan."""
    days = [SUNDAY - timedelta(days=7 * back) for back in range(len(gains), -1, -1)]
    counts = [sum(gains[:place]) for place in range(len(gains) + 1)]
    ahead = [SUNDAY + timedelta(days=7 * week) for week in range(1, 12)]
    days, counts = [*days, AS_OF], [*counts, counts[-1] + rest]
    rows: dict[str, Any] = {
        "day": [*days, *ahead],
        "transferred": [*map(float, counts), *[None] * len(ahead)],
        "planned": [total if day >= planned_on else 0 for day in [*days, *ahead]],
        "total": total,
    }
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("gains", "rest", "expected"),
    [
        ([5, 0, 7], 2, [5, 0, 7]),  # what came in the cut week is no full week
        ([0, 0, 5, -1], 0, [5, -1]),  # weeks before the first transfer are none; a returned item is one
        ([0, 0, 0], 4, []),
        ([], 0, []),
    ],
)
def test_full_weeks(gains: list[int], rest: int, expected: list[int]) -> None:
    assert forecast.weekly_gains(curve(gains, 50, rest=rest)) == expected


@pytest.mark.parametrize(
    ("gains", "transferred", "total", "weeks"),
    [
        ([10] * 8, 80, 100, 2),  # 20 remaining at 10 a week
        ([10] * 8, 80, 101, 3),
        ([10] * 20, 200, 200, 0),
        ([10] * 8, 300, 200, 0),
        ([1] * 40 + [5] * 13, 105, 205, 20),  # only the last 13 weeks count
    ],
)
def test_steady_speed_has_one_answer(gains: list[int], transferred: int, total: int, weeks: int) -> None:
    found = forecast.project(gains, transferred, total, AS_OF)
    assert found is not None
    done = AS_OF + timedelta(days=7 * weeks)
    assert (found.by(50), found.by(85)) == (done, done)
    assert (found.chance(done), found.chance(done - timedelta(days=1))) == (100, 0)
    if weeks:
        last = found.band.iloc[-1]
        assert (last["day"], last["low"], last["high"]) == (done, total, total)


@pytest.mark.parametrize("weeks", [0, 1, 7])
def test_too_few_weeks_project_nothing(weeks: int) -> None:
    found = forecast.of_curve(curve([4] * weeks, 90), 4 * weeks, 90)
    assert found is None
    with speaking("en"):
        assert findings_forecast.sentence(found, None).startswith("Fewer than 8 weeks")


@pytest.mark.parametrize("gains", [[3, *[0] * 13], [3, *[-1] * 13]], ids=["still", "backwards"])
def test_no_speed_has_no_end(gains: list[int]) -> None:
    found = forecast.project(gains, 3, 20, AS_OF)
    assert found is not None
    assert (found.by(50), found.chance(date(2030, 1, 1))) == (None, 0)
    assert findings_forecast.sentence(found, None) == "按近13周的速度，10年内看不到全部划转的时间"


def test_draws_are_seeded_and_spread() -> None:
    gains = [0, 12, 3, 0, 9, 1, 0, 14, 2, 0, 6, 0, 5]
    one, same = (forecast.project(gains, 52, 160, AS_OF) for _ in range(2))
    assert one is not None
    assert same is not None
    assert (one.by(50), one.by(85)) == (same.by(50), same.by(85))
    half, most = one.by(50), one.by(85)
    assert half is not None
    assert most is not None
    assert AS_OF + timedelta(weeks=14) < half < AS_OF + timedelta(weeks=50)
    assert half < most
    assert (one.band["low"] <= one.band["middle"]).all()
    assert (one.band["middle"] <= one.band["high"]).all()
    assert one.band.iloc[0].tolist() == [AS_OF, 52, 52, 52]


@pytest.mark.parametrize(
    ("percent", "said"),
    [(0, "不足1%"), (0.9, "不足1%"), (62.9, "约为62%"), (99.95, "约为99%"), (100, "超过99%")],
)
def test_chance_is_cut_off(percent: float, said: str) -> None:
    assert findings_forecast.chance(percent) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "zh",
            "按近13周的速度，2026年11月底前全部划转的可能性约为50%，2026年11月底前约为85%；"
            "在计划完成日（2026年12月27日）前全部划转的可能性超过99%",
        ),
        (
            "en",
            "At the speed of the last 13 weeks, all items are transferred by the end of Nov 2026 with "
            "even odds, by Nov 2026 with 85%; by the end of the plan (27 Dec 2026) the chance is more "
            "than 99%",
        ),
    ],
)
def test_sentence(language: str, said: str) -> None:
    weeks = curve([10] * 14, 180)
    with speaking(language):
        found = forecast.of_curve(weeks, 140, 180)
        assert findings_forecast.sentence(found, date(2026, 12, 27)) == said


def test_nothing_is_said_of_an_unchanged_scope() -> None:
    found = forecast.project([10] * 9, 90, 120, AS_OF)
    assert findings_forecast.original_sentence(found, 120, 0, 0) == ""
    assert "新增2项、不再划转1项" in findings_forecast.original_sentence(found, 120, 2, 1)


def test_backtest_sees_only_the_past() -> None:
    """A steady county is always inside its band; one that stops never is."""
    steady, stopped = curve([6] * 40, 400), curve([*[6] * 20, *[0] * 20], 400)
    assert forecast.backtest(steady)["inside"].all()
    judged = forecast.backtest(stopped)
    assert not judged[judged["day"] == SUNDAY - timedelta(weeks=20)]["inside"].any()
    assert len(judged) == len(forecast.backtest(steady)) == 40 - 13 - 8 + 1
