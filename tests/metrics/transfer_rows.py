"""Rows about transfers that stick, and random ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st


@dataclass(frozen=True, slots=True)
class Dispute:
    """A dispute about an item's transfer."""

    dispute_no: str
    raised_on: date
    kind: str = "due"
    item_code: str | None = None
    department: str | None = None
    other_department: str | None = None
    coordinations: int | None = None
    reviewed_on: date | None = None
    review_result: str | None = None
    submitted_on: date | None = None
    decided_on: date | None = None
    decision: str | None = None
    settled_on: date | None = None
    due_on: date | None = None
    owner: str | None = None
    passed_around: bool | None = None


@dataclass(frozen=True, slots=True)
class PlanChange:
    """A recorded move of an item's planned day."""

    item_code: str
    changed_on: date
    to_on: date
    from_on: date | None = None
    reason: str | None = None
    approved_by: str | None = None


def disputes(
    number: int, codes: Sequence[str], departments: Sequence[str | None], days: st.SearchStrategy[date]
) -> st.SearchStrategy[Dispute]:
    """A dispute about one of the items, or one of none; steps of its way are dated, told or left out."""

    @st.composite
    def drawn(draw: st.DrawFn) -> Dispute:
        raised_on = draw(days)

        def later(most: int) -> date | None:
            return draw(st.none() | st.integers(0, most).map(lambda n: raised_on + timedelta(n)))

        return Dispute(
            dispute_no=f"D{number}",
            raised_on=raised_on,
            item_code=draw(st.sampled_from([*codes, "Z9", None])),
            department=draw(st.sampled_from(departments)),
            other_department=draw(st.sampled_from(departments)),
            coordinations=draw(st.sampled_from([None, 0, 1])),
            reviewed_on=later(20),
            review_result=draw(st.sampled_from([None, None, "agree"])),
            submitted_on=later(25),
            decided_on=later(30),
            decision=draw(st.sampled_from([None, None, "同意划转"])),
            settled_on=later(40),
            due_on=later(20),
            owner=draw(st.sampled_from(departments)),
            passed_around=draw(st.sampled_from([None, False, True])),
        )

    return drawn()


def plan_changes(codes: Sequence[str], days: st.SearchStrategy[date]) -> st.SearchStrategy[PlanChange]:
    """A move of the plan of one of the items, or of an item in no list."""
    return st.builds(
        PlanChange,
        item_code=st.sampled_from([*codes, "Z9"]),
        changed_on=days,
        to_on=days,
        from_on=st.none() | days,
        reason=st.sampled_from([None, "等待系统账号"]),
        approved_by=st.sampled_from([None, "领导小组"]),
    )
