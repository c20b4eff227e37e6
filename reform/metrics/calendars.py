"""Days of several calendars are never put together: 5 working days and 5 natural ones have no mean, no sum.

A question that puts days together declares in its head which list tells the calendars of the cases it counts:
``-- calendars: calendars_in_period.statutory_known`` (list and column of cases).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from reform.common import formatting
from reform.common.i18n import either, mark
from reform.common.i18n import gettext as _

if TYPE_CHECKING:
    import pandas as pd

NAMES = {
    "china": mark("official working days"),
    "weekdays": mark("Monday to Friday"),
    "natural": mark("natural days"),
}
# How days on them are called in Chinese and English; on several together no more than that they are days.
_DAYS = {
    "china": ("工作日", "working days"),
    "natural": ("自然日", "natural days"),
    "weekdays": ("工作日（周一至周五）", "working days (Monday to Friday)"),
}
_SEVERAL = ("天数", "days")

# What is told by cases or items, not by days, stays where days of several calendars meet.
COUNTS = {"n", "left_out", "provisional", "items", "on_time", "due_known"}


def unmixed(answer: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """The answer; what it says of days is missing in each group whose cases are on several calendars.

    ``told``: the columns that make a group, ``calendar_kind`` and ``cases``, one row each.
    Where nothing makes a group, the whole answer is one; a list without ``n`` then has no row.
    """
    keys = [column for column in told.columns if column not in ("calendar_kind", "cases")]
    if told["calendar_kind"].nunique() < 2:
        return answer
    if not keys and "n" not in answer:
        return answer.iloc[:0]
    mixed = answer.assign(is_mixed=_mixed(answer, told, keys) if keys else True)["is_mixed"]
    kept = {*keys, *COUNTS, "week"}
    return answer.assign(
        **{str(name): column.mask(mixed) for name, column in answer.items() if name not in kept}
    )


def _mixed(answer: pd.DataFrame, told: pd.DataFrame, keys: list[str]) -> list[bool]:
    """Which rows of the answer are of a group with several calendars."""
    calendars = told.groupby(keys, dropna=False)["calendar_kind"].nunique()
    several = set(map(_group, calendars[calendars > 1].reset_index()[keys].itertuples(index=False)))
    return [_group(row) in several for row in answer[keys].itertuples(index=False)]


def _group(row: Iterable[object]) -> tuple[object, ...]:
    """A group by its values; what is missing is equal to what is missing."""
    return tuple(None if formatting.is_missing(value) else value for value in row)


def apart(row: pd.Series) -> bool:
    """Whether a figure is missing although cases are counted: their days are on several calendars."""
    n: Any = row.get("n")
    return bool(formatting.is_missing(row["value"]) and not formatting.is_missing(n) and n > 0)


def no_figure() -> str:
    """The same as a title, or in place of a sentence."""
    return _("Days are counted on several calendars; no figure is taken across them")


def instead(row: pd.Series, said: str) -> str:
    """Why a figure is missing: several calendars, or else what is ``said``."""
    return no_figure() if apart(row) else said


def note(cases: int) -> str:
    """A part of the line under a figure: how many cases are not counted in working days."""
    said = _("{n} cases counted on the calendar of their source, not in working days")
    return said.format(n=formatting.number(cases))


def listing(declared: str) -> str:
    """The list that tells the calendars, of what a question's head declares."""
    return declared.partition(".")[0]


def told(answer: pd.DataFrame, declared: str) -> pd.DataFrame:
    """What a list of calendars tells a question: its groups, ``calendar_kind`` and the ``cases`` it counts.

    ``declared``: the list and its column of cases, as the question's head has it.
    """
    answer = answer.rename(columns={declared.partition(".")[2]: "cases"})
    groups = list(answer.columns[: list(answer.columns).index("calendar_kind")])
    return answer.loc[answer["cases"] > 0, [*groups, "calendar_kind", "cases"]]


def sentence(told: pd.DataFrame) -> str:
    """Why figures of days are missing, and which calendars meet; empty where they are of one alone."""
    if told["calendar_kind"].nunique() < 2:
        return ""
    cases = told.groupby("calendar_kind", sort=True)["cases"].sum()
    return _(
        "Days are counted on several calendars here: {calendars}. No mean and no sum is taken across "
        "calendars, so where they meet the figure is missing. Filter to what one source handles, or correct "
        "the calendar of the profile and load its files again."
    ).format(calendars=listed(cases))


def listed(cases: pd.Series) -> str:
    """The calendars with the number of their cases (``cases`` by kind)."""
    return formatting.listed(
        _("{calendar} ({n} cases)").format(calendar=_(NAMES[str(kind)]), n=formatting.number(number))
        for kind, number in cases.items()
    )


def unit(kind: str) -> str:
    """What days on a calendar are called."""
    return either(" | ".join(_DAYS[kind]))


def by_row(rows: pd.DataFrame, headings: Mapping[str, str]) -> tuple[pd.DataFrame, dict[str, str]]:
    """A table whose rows count days each on its own calendar (``calendar_kind``), and its headings.

    The headings say the days of that calendar; of several, the unit of each row stands before its days.
    """
    kinds = set(rows["calendar_kind"].dropna())
    shown = {name: worded(heading, kinds) for name, heading in headings.items()}
    if len(kinds) < 2:
        return rows, shown
    of_days = [place for place, name in enumerate(headings) if shown[name] != headings[name]]
    columns = list(shown.items())
    columns.insert(of_days[0] if of_days else len(columns), ("calendar_kind", _("Counted in")))
    units = {kind: unit(kind) for kind in kinds}
    return rows.assign(calendar_kind=rows["calendar_kind"].map(units)), dict(columns)


def worded(said: str, kinds: Collection[str]) -> str:
    """A name, unit, definition or heading of figures of days whose cases are counted on these calendars.

    ``said``: one language or ``中文 | English``, with days called working days; no limit of the law in it.
    """
    if set(kinds) <= {"china"}:
        return said
    chinese, english = _DAYS[next(iter(kinds))] if len(set(kinds)) == 1 else _SEVERAL
    capital = english[0].upper() + english[1:]
    return said.replace("工作日", chinese).replace("working days", english).replace("Working days", capital)
