"""Rows of supervision and credit, and random ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

Days = st.SearchStrategy[date]


@dataclass(frozen=True, slots=True)
class Handoff:
    """A case handed to the department that supervises it."""

    handoff_no: str
    case_no: str | None = None
    item_code: str | None = None
    department: str | None = None
    completed_on: date | None = None
    due_on: date | None = None
    pushed_on: date | None = None
    acknowledged_on: date | None = None
    fed_back_on: date | None = None
    feedback: str | None = None
    returned_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Inspection:
    """A random inspection task."""

    task_no: str
    planned_on: date
    department: str | None = None
    is_joint: bool | None = None
    checked_on: date | None = None
    published_on: date | None = None
    checked: int | None = None
    problems: int | None = None
    closed: int | None = None


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A decision and the day it was published."""

    decision_no: str
    decided_on: date
    kind: str = "licence"
    department: str | None = None
    item_code: str | None = None
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """A licence granted on a commitment."""

    commitment_no: str
    committed_on: date
    item_code: str | None = None
    department: str | None = None
    check_due_on: date | None = None
    checked_on: date | None = None
    is_broken: bool | None = None
    handled_on: date | None = None


@dataclass(frozen=True, slots=True)
class RiskHit:
    """A warning of targeted supervision."""

    hit_no: str
    found_on: date
    kind: str = "expired"
    department: str | None = None
    verified_on: date | None = None
    proved_right: bool | None = None
    handled_on: date | None = None


@dataclass(frozen=True, slots=True)
class Grades:
    """How many subjects of a department's field have a grade."""

    counted_on: date
    grade: str
    subjects: int
    department: str | None = None
    field: str | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Measures:
    """How often a department rewarded, penalised or repaired."""

    counted_on: date
    kind: str
    cases: int
    department: str | None = None
    measure: str | None = None


_some = st.none() | st.integers(0, 40)


def _later(day: date | None, days: int | None) -> date | None:
    return None if day is None or days is None else day + timedelta(days)


def handoffs(
    number: int, cases: Sequence[str], codes: Sequence[str], departments: Sequence[str | None], days: Days
) -> st.SearchStrategy[Handoff]:
    """A hand-off of one of the cases, of one that is not known, or of none."""

    def drawn(
        day: date,
        known: int,
        about: tuple[str | None, ...],
        after: tuple[int | None, ...],
        reason: str | None,
    ) -> Handoff:
        completed = day if known else None
        pushed = _later(day, after[0]) if known else day
        return Handoff(
            f"H{number}",
            about[0],
            about[1],
            about[2],
            completed,
            _later(day, after[1]),
            pushed,
            _later(pushed, after[2]),
            _later(pushed, after[3]),
            None if after[3] is None else "problem" if after[3] % 2 else "fine",
            reason,
        )

    about = st.tuples(
        st.sampled_from([*cases[:8], "C999", None]),
        st.sampled_from([*codes, "Z9", None, None]),
        st.sampled_from(departments),
    )
    few = st.none() | st.integers(0, 6)
    after = st.tuples(few, st.sampled_from([None, None, 1, 5]), _some, _some)
    return st.builds(
        drawn, days, st.integers(0, 3), about, after, st.sampled_from([None, None, "不属于本部门监管"])
    )


def inspections(number: int, departments: Sequence[str | None], days: Days) -> st.SearchStrategy[Inspection]:
    """A task, done around its day, late or not at all; some counts nobody wrote."""

    def drawn(
        planned: date,
        department: str | None,
        joint: bool | None,
        after: tuple[int | None, ...],
        counts: tuple[int | None, ...],
    ) -> Inspection:
        checked = None if after[0] is None else planned + timedelta(after[0] - 10)
        published = _later(checked, after[1])
        return Inspection(f"X{number}", planned, department, joint, checked, published, *counts)

    # the 20 working days after a check end on its 28th day, or later for a festival between
    after = st.tuples(st.none() | st.integers(0, 20), _some | st.sampled_from([27, 28, 29]))
    counts = st.tuples(*[st.sampled_from([None, 0, 1, 3, 8])] * 3)
    joint = st.sampled_from([None, True, False])
    return st.builds(drawn, days, st.sampled_from(departments), joint, after, counts)


def disclosures(
    number: int, codes: Sequence[str], departments: Sequence[str | None], days: Days
) -> st.SearchStrategy[Disclosure]:
    """A decision, published or not."""

    def drawn(
        day: date, kind: str, department: str | None, code: str | None, after: int | None
    ) -> Disclosure:
        return Disclosure(f"J{number}", day, kind, department, code, _later(day, after))

    few = st.none() | st.integers(0, 15)
    return st.builds(
        drawn,
        days,
        st.sampled_from(["licence", "penalty"]),
        st.sampled_from(departments),
        st.sampled_from([*codes, "Z9", None]),
        few,
    )


def commitments(
    number: int, codes: Sequence[str], departments: Sequence[str | None], days: Days
) -> st.SearchStrategy[Commitment]:
    """A commitment, checked or not, kept or not; some findings carry no day."""

    def drawn(
        day: date,
        code: str | None,
        department: str | None,
        after: tuple[int | None, ...],
        broken: bool | None,
    ) -> Commitment:
        due, checked, handled = (_later(day, days) for days in after)
        return Commitment(f"N{number}", day, code, department, due, checked, broken, handled)

    return st.builds(
        drawn,
        days,
        st.sampled_from([*codes, "Z9", None]),
        st.sampled_from(departments),
        st.tuples(_some, _some, _some),
        st.sampled_from([None, True, False]),
    )


def risk_hits(number: int, departments: Sequence[str | None], days: Days) -> st.SearchStrategy[RiskHit]:
    """A warning, verified or not, right or not."""

    def drawn(
        day: date, department: str | None, after: tuple[int | None, ...], right: bool | None
    ) -> RiskHit:
        verified, handled = (_later(day, days) for days in after)
        return RiskHit(f"F{number}", day, "expired", department, verified, right, handled)

    right = st.sampled_from([None, True, False])
    return st.builds(drawn, days, st.sampled_from(departments), st.tuples(_some, _some), right)


def grades(departments: Sequence[str | None], days: Days) -> st.SearchStrategy[Grades]:
    """A grade of one of a few fields at one of a few counts."""
    return st.builds(
        Grades,
        days,
        st.sampled_from(["A", "D"]),
        st.integers(0, 9),
        st.sampled_from(departments),
        st.sampled_from(["食品", None]),
        st.sampled_from([None, 20, 30]),
    )


def measures(departments: Sequence[str | None], days: Days) -> st.SearchStrategy[Measures]:
    """Some measures of a kind."""
    return st.builds(
        Measures,
        days,
        st.sampled_from(["incentive", "penalty", "repair"]),
        st.integers(0, 9),
        st.sampled_from(departments),
    )
