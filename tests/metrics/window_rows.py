"""Rows of what happens behind the one window, and random ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a case."""

    case_no: str
    step: str
    started_at: datetime
    ended_at: datetime | None = None
    action: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice to correct an application."""

    case_no: str
    noticed_on: date
    all_at_once: bool | None = None
    corrected_on: date | None = None


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint about the handling of cases."""

    complaint_no: str
    received_on: date
    kind: str = "late"
    department: str | None = None
    item_code: str | None = None
    due_on: date | None = None
    answered_on: date | None = None
    upheld: str | None = None


def steps(cases: Sequence[str], days: st.SearchStrategy[date]) -> st.SearchStrategy[Step]:
    """A step of one of a few cases, or of none that is known; some still run."""

    def drawn(case_no: str, step: str, day: date, lasts: int | None, action: str | None) -> Step:
        ended = None if lasts is None else datetime.combine(day + timedelta(lasts), time(17))
        return Step(case_no, step, datetime.combine(day, time(9)), ended, action)

    return st.builds(
        drawn,
        st.sampled_from([*cases[:5], "C999"]),
        st.sampled_from(["take", "examine", "decide"]),
        days,
        st.none() | st.integers(0, 9),
        st.sampled_from([None, "pass", "return"]),
    )


def notices(cases: Sequence[str], days: st.SearchStrategy[date]) -> st.SearchStrategy[Notice]:
    """A notice about one of a few cases: some are asked twice."""
    return st.builds(
        Notice, st.sampled_from([*cases[:5], "C999"]), days, st.sampled_from([None, True, False])
    )


def complaints(
    number: int, codes: Sequence[str], departments: Sequence[str | None], days: st.SearchStrategy[date]
) -> st.SearchStrategy[Complaint]:
    """A complaint about a department, an item, or nobody in particular."""

    def drawn(
        day: date, due: int | None, answered: int | None, upheld: str | None, of: tuple[str | None, ...]
    ) -> Complaint:
        def later(n: int | None) -> date | None:
            return None if n is None else day + timedelta(n)

        return Complaint(f"T{number}", day, "late", of[0], of[1], later(due), later(answered), upheld)

    few = st.none() | st.integers(0, 30)
    about = st.tuples(st.sampled_from(departments), st.sampled_from([*codes, "Z9", None]))
    upheld = st.sampled_from([None, "true", "partly", "mistake"])
    return st.builds(drawn, days, few, few, upheld, about)
