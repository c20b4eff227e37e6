"""What is kept: equal inputs are worked out once, in each language; a reader's change is the reader's own."""

import sys
import threading

import pandas as pd
import plotly.graph_objects as go
import pytest

from reform import charts
from reform.charts import LIGHT
from reform.common.caching import PROCESS, cached, cached_by_content
from reform.common.i18n import speaking
from tests.timeouts import TIMEOUT

ROWS = {"week": ["2026-01-05", "2026-01-12"], "value": [1.0, 2.0]}


def test_equal_inputs_are_worked_out_once() -> None:
    calls: list[int] = []

    @cached_by_content
    def total(rows: pd.DataFrame, *, times: int = 1) -> int:
        calls.append(times)
        return int(rows["value"].sum()) * times

    assert [total(pd.DataFrame(ROWS)), total(pd.DataFrame(ROWS)), total(pd.DataFrame(ROWS), times=2)] == [
        3,
        3,
        6,
    ]
    assert calls == [1, 2]


@pytest.mark.parametrize(
    "other",
    [
        {"week": ["2026-01-05", "2026-01-13"], "value": [1.0, 2.0]},
        {"week": ["2026-01-05", "2026-01-12"], "value": [1, 2]},
        {"week": ["2026-01-05", "2026-01-12"], "worth": [1.0, 2.0]},
    ],
)
def test_other_rows_types_and_names_are_worked_out_anew(other: dict[str, list[object]]) -> None:
    seen: list[pd.DataFrame] = []
    see = cached_by_content(seen.append)
    see(pd.DataFrame(ROWS))
    see(pd.DataFrame(other))
    assert len(seen) == 2


def test_each_language_has_its_own() -> None:
    with speaking("en"):
        english = charts.sparkline(pd.DataFrame(ROWS), LIGHT, "")
    with speaking("zh"):
        chinese = charts.sparkline(pd.DataFrame(ROWS), LIGHT, "")
    assert english.data[0].hovertemplate != chinese.data[0].hovertemplate


def test_equal_calls_at_one_time_work_once() -> None:
    """A snapshot is published and fifty readers look: each figure is drawn by one of them."""
    begun, go_on, calls = threading.Event(), threading.Event(), []

    @cached_by_content
    def slow(number: int) -> int:
        calls.append(number)
        begun.set()
        assert go_on.wait(TIMEOUT)
        return number

    readers = [threading.Thread(target=slow, args=(1,)) for _ in range(8)]
    for reader in readers:
        reader.start()
    assert begun.wait(TIMEOUT)
    go_on.set()
    for reader in readers:
        reader.join(TIMEOUT)
    assert calls == [1]


def test_the_process_forgets_everything_at_once() -> None:
    calls: list[int] = []

    @cached(5)
    def double(number: int) -> int:
        calls.append(number)
        return 2 * number

    kept = PROCESS.new(2)
    kept.update({1: "a", 2: "b", 3: "c"})
    assert [double(1), double(1), len(kept)] == [2, 2, 2]
    PROCESS.clear()
    assert [double(1), double(1), len(kept)] == [2, 2, 0]
    assert calls == [1, 1]


def test_threads_share_a_cache() -> None:
    kept, failed = PROCESS.new(2), []

    def use(start: int) -> None:
        try:
            for number in range(start, start + 10_000):
                kept[number % 50] = number
                kept.get((number + 1) % 50)
                kept.setdefault((number + 2) % 50, number)
        except Exception as problem:
            failed.append(problem)

    switched = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        readers = [threading.Thread(target=use, args=(start,)) for start in range(8)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join(TIMEOUT)
    finally:
        sys.setswitchinterval(switched)
    assert (failed, len(kept)) == ([], 2)


def test_a_note_on_a_figure_does_not_stay_on_the_kept_one() -> None:
    weeks = pd.DataFrame(
        {
            "month": pd.to_datetime(["2026-01-01", "2026-02-01"]),
            "mean": [3.0, 2.0],
            "p90": [9.0, 8.0],
            "n": [1, 2],
        }
    )
    plain = charts.days_against(weeks, LIGHT)
    before = plain.to_json()
    noted = charts.annotated(plain, [(pd.Timestamp("2026-01-20").date(), "x")], LIGHT)
    assert isinstance(noted, go.Figure)
    assert noted.to_json() != before
    assert plain.to_json() == before
