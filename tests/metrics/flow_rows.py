"""Rows about start-ups, projects and what laws change of items, and random ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st


@dataclass(frozen=True, slots=True)
class Startup:
    """A business start-up: the day of the application and of each step."""

    startup_no: str
    applied_on: date
    registered_on: date | None = None
    seal_on: date | None = None
    invoice_on: date | None = None
    insured_on: date | None = None
    fund_on: date | None = None
    bank_on: date | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """A project's approval."""

    project_no: str
    kind: str
    accepted_on: date
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class ItemVersion:
    """What a law changed of an item."""

    item_code: str
    change: str
    valid_from: date
    item_name: str | None = None
    old_statutory_days: float | None = None
    old_statutory_unit: str | None = None
    statutory_days: float | None = None
    statutory_unit: str | None = None


STEPS = ("registered_on", "seal_on", "invoice_on", "insured_on", "fund_on", "bank_on")


def startups(number: int, days: st.SearchStrategy[date]) -> st.SearchStrategy[Startup]:
    """A start-up; most have the three steps that make it complete, fewer the other three."""

    @st.composite
    def drawn(draw: st.DrawFn) -> Startup:
        applied_on = draw(days)
        chances = [[None, 0, 1, 2, 5]] * 3 + [[None, None, 0, 3, 9]] * 3
        steps = {name: draw(st.sampled_from(after)) for name, after in zip(STEPS, chances, strict=True)}
        done = {name: applied_on + timedelta(n) for name, n in steps.items() if n is not None}
        return Startup(f"Q{number}", applied_on, **done)

    return drawn()


def projects(number: int, days: st.SearchStrategy[date]) -> st.SearchStrategy[Project]:
    """A project of one of the three kinds, decided or not."""

    @st.composite
    def drawn(draw: st.DrawFn) -> Project:
        accepted_on, took = draw(days), draw(st.sampled_from([None, 0, 1, 4, 9, 20]))
        return Project(
            f"P{number}",
            draw(st.sampled_from(["file", "verify", "approve"])),
            accepted_on,
            None if took is None else accepted_on + timedelta(took),
        )

    return drawn()


_limits = st.sampled_from(
    [(None, None), (5.0, "wd"), (10.0, "wd"), (20.0, "wd"), (15.0, "cd"), (1.0, "month"), (48.0, "hour")]
)


def item_versions(codes: Sequence[str], days: st.SearchStrategy[date]) -> st.SearchStrategy[ItemVersion]:
    """A change of one of the items, mostly of its limit, or of an item in no list."""

    @st.composite
    def drawn(draw: st.DrawFn) -> ItemVersion:
        old, new = draw(_limits), draw(_limits)
        return ItemVersion(
            draw(st.sampled_from(["A0", *codes, "Z9"])),
            draw(st.sampled_from(["change", "change", "change", "set", "cancel"])),
            draw(days),
            draw(st.sampled_from([None, "棉花加工资格认定"])),
            *old,
            *new,
        )

    return drawn()
