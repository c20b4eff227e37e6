"""Rows about data shared between departments, and random ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st


@dataclass(frozen=True, slots=True)
class Interface:
    """An interface or certificate a department promised to open."""

    interface_no: str
    name: str = "婚姻登记信息"
    kind: str | None = None
    department: str | None = None
    promised_on: date | None = None
    opened_on: date | None = None


@dataclass(frozen=True, slots=True)
class Calls:
    """The calls of an interface in a month, given by its first day."""

    interface_no: str
    month: date
    calls: int


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper an item needs no more."""

    interface_no: str
    item_code: str
    paper: str


NUMBERS = ("I0", "I1", "I2")


def interfaces(
    number: int, departments: Sequence[str | None], days: st.SearchStrategy[date]
) -> st.SearchStrategy[Interface]:
    """One of the interfaces, promised and opened or not."""
    return st.builds(
        Interface,
        st.just(NUMBERS[number]),
        department=st.sampled_from(departments),
        promised_on=st.none() | days,
        opened_on=st.none() | days,
    )


def calls(days: st.SearchStrategy[date]) -> st.SearchStrategy[Calls]:
    """A month of an interface, also of one in no list."""
    months = days.map(lambda day: day.replace(day=1))
    return st.builds(Calls, st.sampled_from([*NUMBERS, "I9"]), months, st.integers(0, 3))


def papers(codes: Sequence[str]) -> st.SearchStrategy[Paper]:
    """A paper of one of the items, or of one in no list."""
    return st.builds(
        Paper,
        st.sampled_from([*NUMBERS, "I9"]),
        st.sampled_from([*codes, "Z9"]),
        st.sampled_from(["结婚证", "营业执照"]),
    )
