"""Rows about the staff, about what people say and about what is told them, and random ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st


@dataclass(frozen=True, slots=True)
class Training:
    """A staff member's part in a session, or a session's headcount."""

    session_no: str
    held_on: date
    staff_code: str | None = None
    headcount: int | None = None
    hours: float | None = None
    department: str | None = None
    is_window: bool | None = None
    item_code: str | None = None
    batch: int | None = None


@dataclass(frozen=True, slots=True)
class Exam:
    """A sitting of an exam."""

    exam_no: str
    held_on: date
    staff_code: str
    outcome: str = "passed"
    department: str | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """How many of a department got a grade."""

    assessed_on: date
    grade: str
    people: int
    department: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a question of a survey: a level or a score."""

    survey_no: str
    response_no: str
    answered_on: date
    question: str
    level: int | None = None
    score: float | None = None
    department: str | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """What came in by the box, the line or online."""

    letter_no: str
    received_on: date
    channel: str = "box"
    kind: str | None = None
    department: str | None = None
    due_on: date | None = None
    answered_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A time the reform was made known."""

    outreach_no: str
    held_on: date
    channel: str = "media"
    department: str | None = None
    reach: int | None = None


def trainings(
    codes: Sequence[str], departments: Sequence[str | None], days: st.SearchStrategy[date]
) -> st.SearchStrategy[Training]:
    """Few sessions and few people, so that they meet; some sessions only with a headcount."""

    def drawn(
        who: tuple[str | None, int | None], item: str | None, batch: int | None, **rest: object
    ) -> Training:
        return Training(staff_code=who[0], headcount=who[1], item_code=item, batch=batch, **rest)  # type: ignore[arg-type]

    return st.builds(
        drawn,
        st.sampled_from([("P1", None), ("P2", None), ("P3", 4), ("P4", None), (None, 0), (None, 7)]),
        st.sampled_from([*codes, None, None, "Z9"]),
        st.sampled_from([None, 1, 2]),
        session_no=st.sampled_from(["S1", "S2", "S3", "S4"]),
        held_on=days,
        hours=st.sampled_from([None, 2.0, 1.5, 4.0]),
        department=st.sampled_from(departments),
        is_window=st.sampled_from([None, True, False]),
    )


def exams(departments: Sequence[str | None], days: st.SearchStrategy[date]) -> st.SearchStrategy[Exam]:
    """A sitting of one of two exams."""
    return st.builds(
        Exam,
        st.sampled_from(["E1", "E2"]),
        days,
        st.sampled_from(["P1", "P2", "P3", "P4", "P5"]),
        st.sampled_from(["passed", "passed", "failed", "absent"]),
        st.sampled_from(departments),
    )


def answers(
    departments: Sequence[str | None], days: st.SearchStrategy[date]
) -> st.SearchStrategy[list[Answer]]:
    """The responses to a survey round the number below which nothing is told, each with a question or two."""

    @st.composite
    def drawn(draw: st.DrawFn) -> list[Answer]:
        rows = []
        for number in range(draw(st.sampled_from([0, 3, 9, 10, 11, 14]))):
            day, department = draw(days), draw(st.sampled_from(departments))
            for question in draw(st.sampled_from([["环境"], ["环境", "效率"], ["效率"]])):
                told = draw(st.integers(1, 5) | st.sampled_from([88.5, 20.0]))
                level, score = (told, None) if isinstance(told, int) else (None, told)
                rows.append(Answer("W1", f"N{number}", day, question, level, score, department))
        return rows

    return drawn()


def letters(
    number: int, departments: Sequence[str | None], days: st.SearchStrategy[date]
) -> st.SearchStrategy[Letter]:
    """Something that came in, answered and closed or not."""

    def drawn(day: date, of: str | None, due: int | None, answered: int | None, closed: int | None) -> Letter:
        def later(n: int | None) -> date | None:
            return None if n is None else day + timedelta(n)

        return Letter(f"L{number}", day, "box", None, of, later(due), later(answered), later(closed))

    few = st.none() | st.integers(0, 30)
    return st.builds(drawn, days, st.sampled_from(departments), few, few, few)


def told(
    number: int, departments: Sequence[str | None], days: st.SearchStrategy[date]
) -> st.SearchStrategy[Told]:
    """A time the reform was made known, its reach counted or not."""
    return st.builds(
        Told,
        st.just(f"X{number}"),
        days,
        department=st.sampled_from(departments),
        reach=st.none() | st.integers(0, 9),
    )
