"""What the blocks on staff, surveys and letters say of small tables: findings, and honest silence."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from reform.common.i18n import speaking
from reform.reports.insights import feedback, staff


def trained(**attended: int) -> pd.DataFrame:
    return pd.DataFrame({"department": list(attended), "attended": list(attended.values())})


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (trained(), "No training in this selection"),
        (trained(a=0, b=0), "No training in this selection"),
        (trained(a=1, b=2), "Each of the 2 departments had training"),
        (trained(a=0, b=2), "1 of 2 departments had no training: a"),
        (
            trained(a=0, b=0, c=0, d=0, e=1),
            "4 of 5 departments had no training, among them a, b, c",
        ),
    ],
)
def test_departments_without_training_are_named(rows: pd.DataFrame, said: str) -> None:
    with speaking("en"):
        assert staff.training_title(rows) == said


@pytest.mark.parametrize(
    ("h03", "said"),
    [
        ((None, 0, 4, 0), "No item went live in this selection, or no training is loaded"),
        ((100, 4, 4, 0), "Each of the 4 items was trained for before it went live"),
        (
            (25, 1, 4, 2),
            "3 of 4 items went live without training in the 30 days before; 2 trained for since",
        ),
    ],
)
def test_items_that_went_live_untrained(h03: tuple[Any, ...], said: str) -> None:
    row = pd.Series(dict(zip(("value", "numerator", "denominator", "later"), h03, strict=True)) | {"n": 4})
    with speaking("en"):
        assert staff.untrained_title(row) == said


def exams(*rates: float | None) -> pd.DataFrame:
    rows = [("E", topic, date(2026, 6, 1), rate) for topic, rate in zip("abc", rates, strict=False)]
    return pd.DataFrame(rows, columns=["exam_no", "topic", "held_on", "pass_rate"])


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (exams(), "No exam in this selection"),
        (exams(None), "No exam in this selection"),
        (exams(99.99), "a (Jun 2026): 99.9% passed"),  # never 100 %
        (exams(90, 70, None), "Fewest passed b (Jun 2026): 70.0%, of 2 exams"),
    ],
)
def test_the_exam_fewest_passed(rows: pd.DataFrame, said: str) -> None:
    with speaking("en"):
        assert staff.exams_title(rows) == said


def question(name: str, n: int, mean: float | None, half: float = 2) -> tuple[Any, ...]:
    told = (None, None) if mean is None else (mean - half, mean + half)
    return (name, n, mean, *told, n < 30)


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        ([], "No survey in this selection"),
        ([question("a", 9, None)], "1 with fewer than 10 answers not shown"),
        ([question("a", 20, 60)], "Every question has fewer than 30 answers"),
        ([question("a", 40, 60)], "Lowest: a, 60.0 points (58.0 to 62.0)"),
        (
            [question("thin", 20, 40), question("a", 40, 60), question("b", 40, 70), question("c", 9, None)],
            "Lowest: a, 60.0 points (58.0 to 62.0); 1 with fewer than 10 answers not shown",
        ),
        (  # the intervals meet
            [question("a", 40, 60), question("b", 40, 64)],
            "No question stands clearly below the others: 60.0 to 64.0 points",
        ),
    ],
)
def test_a_question_is_named_only_where_it_stands_apart(questions: list[tuple[Any, ...]], said: str) -> None:
    columns = ["question", "n", "mean", "lower", "upper", "is_thin"]
    rows = pd.DataFrame(questions, columns=columns).astype({"mean": float, "is_thin": bool})
    with speaking("en"):
        assert feedback.survey_title(rows) == said


@pytest.mark.parametrize(
    ("n", "mean", "said"),
    [(7, None, "n = 7, not shown"), (40, 81.25, "81.2 (n = 40)")],
)
def test_what_stands_beside_a_question(n: int, mean: float | None, said: str) -> None:
    with speaking("en"):
        assert feedback.question_note(pd.Series({"n": n, "mean": mean})) == said


@pytest.mark.parametrize(
    ("late", "owing", "said"),
    [
        ([], [], "Every letter and call is answered"),
        ([None], ["a"], "1 wait for an answer, none past its day"),
        ([3.0, None], [None, "a"], "2 wait for an answer, 1 past their day"),
        ([3.0, 2.0, 1.0], ["b", "a", "a"], "3 wait for an answer, 3 past their day; a owes 2 of these"),
    ],
)
def test_who_owes_answers(late: list[float | None], owing: list[str | None], said: str) -> None:
    rows = pd.DataFrame({"days_late": pd.Series(late, dtype=float), "department": owing})
    with speaking("en"):
        assert feedback.waiting_title(rows) == said
