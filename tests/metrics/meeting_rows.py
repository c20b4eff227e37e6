"""Rows of the leading group's meetings, and random ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of a meeting."""

    meeting_no: str
    met_on: date
    decision_no: str
    decision: str = "同意划转"
    owner: str | None = None
    due_on: date | None = None
    status: str | None = None
    done_on: date | None = None


def decisions(
    number: int, departments: Sequence[str | None], days: st.SearchStrategy[date]
) -> st.SearchStrategy[Decision]:
    """A decision of a meeting on one of a few days; its end is dated, told or left out."""

    def drawn(
        met_on: date, owner: str | None, due: int | None, status: str | None, done: int | None
    ) -> Decision:
        def later(n: int | None) -> date | None:
            return None if n is None else met_on + timedelta(n)

        return Decision(
            f"{met_on:%m%d}",
            met_on,
            str(number),
            owner=owner,
            due_on=later(due),
            status=status,
            done_on=later(done),
        )

    few = st.none() | st.integers(0, 20)
    said = st.sampled_from([None, "open", "doing", "done", "dropped"])
    return st.builds(drawn, days, st.sampled_from(departments), few, said, few)
