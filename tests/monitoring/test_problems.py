"""The board by hand: problem, counter-measure, milestones, and where each indicator stands."""

from typing import Any

import pandas as pd
import pytest

from reform.common.settings import STANDARD
from reform.metrics.status import Status, by_target
from reform.metrics.targets import Target
from reform.monitoring.problems import Due, Milestone, board, codes_in, state, worst

PROBLEMS = ["problem_no", "title", "what", "indicators", "owner"]
MEASURES = ["measure_no", "problem_no", "title", "indicators", "owner", "due_on"]
MILESTONES = ["measure_no", "milestone", "owner", "due_on", "done_on", "days_left"]
DAY = pd.Timestamp("2026-06-30")


def frame(columns: list[str], *rows: tuple[Any, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns)


def milestone(left: int | None, *, is_done: bool = False) -> Milestone:
    return Milestone("D1", "步骤", None, None, left, is_done)


@pytest.mark.parametrize(
    ("left", "is_done", "due"),
    [
        (-1, False, Due.LATE),
        (0, False, Due.SOON),
        (10, False, Due.SOON),
        (11, False, Due.LATER),
        (None, False, Due.UNDATED),
        (None, True, Due.DONE),
    ],
)
def test_where_a_milestone_stands(left: int | None, is_done: bool, due: Due) -> None:
    assert milestone(left, is_done=is_done).due is due


PROBLEM_ROWS = frame(
    PROBLEMS, ("W1", "划转不到位", None, "T04、T13", "甲局"), ("W2", "能力", "不会", None, None)
)
MEASURE_ROWS = frame(
    MEASURES,
    ("D1", "W1", "统筹", None, "甲局", DAY),
    ("D2", "W1", "会商", "T09、T13", None, None),
    ("D9", "W9", "走失的对策", "O02", "乙局", None),
)
MILESTONE_ROWS = frame(
    MILESTONES,
    ("D1", "一", "甲局", DAY, DAY, None),
    ("D1", "二", "乙局", DAY, None, -3),
    ("D1", "三", "乙局", DAY, None, 4),
    ("D2", "四", None, DAY, None, 4),
    ("D2", "五", None, DAY, None, 40),
    ("D9", "六", None, None, None, None),
    ("D8", "没有对策", None, None, None, None),
)


def test_problems_carry_their_measures_and_these_their_milestones() -> None:
    first, second, stray = board(PROBLEM_ROWS, MEASURE_ROWS, MILESTONE_ROWS)
    one, two = first.measures
    assert (first.title, first.codes, first.what) == ("划转不到位", ("T04", "T13"), None)
    assert one.codes == ("T04", "T13")  # its problem's
    assert two.codes == ("T09", "T13")
    assert first.all_codes == ("T04", "T13", "T09")
    assert (first.codes_beside(0), first.codes_beside(1)) == (("T04", "T13"), ("T09", "T13"))
    assert (second.codes_beside(0), stray.codes_beside(0)) == ((), ("O02",))
    assert (one.done, len(one.milestones)) == (1, 3)
    assert (second.title, second.measures, second.codes) == ("能力", (), ())
    assert (stray.number, stray.title, stray.measures[0].number) == ("W9", None, "D9")


def test_what_is_late_is_owed_first_then_what_comes_next() -> None:
    first, _second, stray = board(PROBLEM_ROWS, MEASURE_ROWS, MILESTONE_ROWS)
    one, two = first.measures
    assert [step.title for step in one.owed] == ["二"]
    assert [step.title for step in two.owed] == ["四"]
    assert [step.title for step in stray.measures[0].owed] == ["六"]


def test_nothing_loaded_is_an_empty_board() -> None:
    assert board(frame(PROBLEMS), frame(MEASURES), frame(MILESTONES)) == []


def test_codes_of_a_cell() -> None:
    assert codes_in("T04、T13") == ("T04", "T13")
    assert codes_in(None) == codes_in(float("nan")) == codes_in("") == ()


# states ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "target", "better", "expected"),
    [
        (95, 95, "higher", Status.NORMAL),
        (99, 95, "higher", Status.NORMAL),
        (85.5, 95, "higher", Status.WARNING),  # short by just a tenth of the target
        (85.4, 95, "higher", Status.LATE),
        (2.0, 2, "lower", Status.NORMAL),
        (2.2, 2, "lower", Status.WARNING),
        (2.3, 2, "lower", Status.LATE),
        (0, 0, "lower", Status.NORMAL),
        (1, 0, "lower", Status.LATE),
        (0.1 + 0.2, 0.3, "lower", Status.NORMAL),
        (None, 95, "higher", Status.UNKNOWN),
        (float("nan"), 95, "higher", Status.UNKNOWN),
        (50, None, "higher", Status.UNJUDGED),
        (50, 95, "neither", Status.UNJUDGED),
    ],
)
def test_a_figure_against_its_target(
    value: float | None, target: float | None, better: str, expected: Status
) -> None:
    assert by_target(value, target, better, 10.0) is expected


ANSWERS = {
    "T05": {"value": 1.0},
    "T06": {"value": 2},
    "D07": {"value": 99.5},
    "D09": {"value": 0.5, "over_statutory": 0},
    "S06": {"value": 100.0, "n": 4, "overdue": 0, "pending": 1},
    "T08": {"value": 50.0, "n": 2, "open": 1},
    "T09": {"value": 0},
    "O02": {"value": 51.0},
}


@pytest.mark.parametrize(
    ("code", "target", "expected"),
    [
        ("T05", None, Status.LATE),  # ahead of plan, but two items overdue
        ("D07", Target(100.0), Status.NORMAL),  # 99 % is enough by its own rule
        ("S06", None, Status.WARNING),
        ("T09", None, Status.WARNING),
        ("O02", Target(60.0, "方案"), Status.LATE),
        ("O02", Target(55.0), Status.WARNING),
        ("O02", None, Status.UNJUDGED),
    ],
)
def test_a_subject_with_a_rule_of_its_own_goes_by_it(
    code: str, target: Target | None, expected: Status
) -> None:
    answers = {name: pd.Series(row) for name, row in ANSWERS.items()}
    assert state(code, answers.__getitem__, target, "higher", STANDARD) is expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([Status.NORMAL, Status.LATE, Status.WARNING], Status.LATE),
        ([Status.NORMAL, Status.UNKNOWN], Status.NORMAL),
        ([Status.UNKNOWN, Status.UNJUDGED], Status.UNJUDGED),
        ([], Status.UNKNOWN),
    ],
)
def test_the_worst_state_is_the_problems(found: list[Status], expected: Status) -> None:
    assert worst(found) is expected
