"""What the figures of the centre, its hall, visits and online handling say: titles made from data."""

from typing import Any

import pandas as pd

from reform.common.formatting import is_missing, number
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.reports.insights.common import well_founded_first
from reform.reports.insights.wording import highest, no_value, say, with_value

WEEKDAYS = (
    mark("Monday"),
    mark("Tuesday"),
    mark("Wednesday"),
    mark("Thursday"),
    mark("Friday"),
    mark("Saturday"),
    mark("Sunday"),
)
VISITS = (mark("no visit"), mark("one visit"), mark("two or more"))


def weekday(number: Any) -> str:
    """The name of a weekday, 1 for Monday."""
    return _(WEEKDAYS[int(number) - 1])


def hour(value: Any) -> str:
    """The hour from then on: 10:00."""
    return f"{int(value)}:00"


def visits(value: Any) -> str:
    """How often one has to come, or came; two stands for more as well."""
    return _("visits not known") if is_missing(value) else _(VISITS[int(value)])


# the centre and its hall ----------------------------------------------------------------------


def change(first: Any, last: Any) -> str:
    """A figure before and after: 123 → 80."""
    return f"{number(first)} → {number(last)}"


def centre_title(counts: pd.DataFrame) -> str:
    """What became of windows and staff from the first count to the latest."""
    if counts.empty:
        return _("No count of the centre is loaded")
    first, last = counts.iloc[0], counts.iloc[-1]
    if len(counts) < 2:
        return say(_("{windows} windows, {staff} staff at the only count"), last)
    changes = {name: change(first[name], last[name]) for name in ("windows", "staff")}
    return say(_("Windows {windows}, staff {staff}"), changes)


def windows_change(o08: pd.Series) -> str:
    """How many windows fewer, or more, than at the first count."""
    if no_value(o08):
        return _("no two counts to compare")
    more = o08["value"] < 0
    text = _("{rate:%} more than at the first count") if more else _("{rate:%} fewer than at the first count")
    return say(text, rate=abs(o08["value"]))


def centre_caption(counts: pd.DataFrame) -> str:
    """When the centre opened, and what its terminals and posts are now."""
    opened = counts["opened_on"].dropna()
    since = _("opening day not given")
    if len(opened):
        since = say(_("open since {day:day}"), day=opened.iloc[-1])
    return say(_("Counted {n} times up to the as-of date; {since}"), n=len(counts), since=since)


def months_title(rows: pd.DataFrame) -> str:
    """The last month's visits a day, and how many of them a case takes."""
    last = rows.iloc[-1]
    text = _("{month:month}: {visits_a_day} visits a day, {visits_a_case:.1} for each case taken")
    if is_missing(last["visits_a_case"]):
        text = _("{month:month}: {visits_a_day} visits a day")
    return say(text, last)


def fullest_title(rows: pd.DataFrame) -> str:
    """The fullest hour of the week."""
    most = highest(rows, "visits")
    at = {"weekday": weekday(most["weekday"]), "hour": hour(most["hour"])}
    return say(_("Fullest hour: {weekday} {hour}, {visits} visits on average"), most, **at)


def windows_title(rows: pd.DataFrame) -> str:
    """When an open window has most visits, and when fewest."""
    measured = with_value(rows, "visits_a_window")
    if measured.empty:
        return _("How many windows were open is not told")
    measured = measured.sort_values("visits_a_window", ascending=False, kind="stable")
    return say(
        _("An open window has most to do at {hour}: {most:.1} visits an hour; at {other} {least:.1}"),
        hour=hour(measured["hour"].iloc[0]),
        most=measured["visits_a_window"].iloc[0],
        other=hour(measured["hour"].iloc[-1]),
        least=measured["visits_a_window"].iloc[-1],
    )


def self_service_title(rows: pd.DataFrame) -> str:
    """The last month's share of self-service against the first known one."""
    measured = with_value(rows)
    if measured.empty:
        return _("Self-service is not told")
    text = _("{last[month]:month}: {last[value]:%1} at terminals; {first[month]:month}: {first[value]:%1}")
    return say(text, first=measured.iloc[0], last=measured.iloc[-1])


# visits ---------------------------------------------------------------------------------------


def item_visits_title(o04: pd.Series) -> str:
    """How many items ask for more than one visit."""
    if no_value(o04):
        return _("The item list does not tell how many visits are needed")
    text = _("By item: {n} of {denominator} items need more than one visit")
    return say(text, o04, n=o04["denominator"] - o04["numerator"])


def case_visits_title(o04b: pd.Series) -> str:
    """How many cases took more than one visit."""
    if no_value(o04b):
        return _("The cases do not tell how many visits they took")
    text = _("By case: {n} of {denominator} cases took more than one visit")
    return say(text, o04b, n=o04b["denominator"] - o04b["numerator"])


def visit_list_title(rows: pd.DataFrame) -> str:
    """Items above one visit, and how many of them give no reason."""
    if rows.empty:
        return _("No item asks for more than one visit")
    text = _("{n} items ask for more than one visit; {silent} of them give no reason")
    return say(text, n=len(rows), silent=rows["visit_reason"].isna().sum())


# online ---------------------------------------------------------------------------------------


def by_department(o01: pd.DataFrame, o02: pd.DataFrame, o03: pd.DataFrame) -> pd.DataFrame:
    """What could be done online beside what is, widest gap first; few cases or none last.

    The rows by department of O01 (``could``), O02 (``whole``) and O03 (``online``), each in % with its n/N
    (``…_n``, ``…_of``); ``gap`` in percentage points between what could be and what is.
    """
    rows = pd.DataFrame({"department": pd.unique(pd.concat([o01, o03])["department"].dropna())})
    for name, answer in (("could", o01), ("whole", o02), ("online", o03)):
        part = answer[["department", "value", "numerator", "denominator"]]
        part.columns = pd.Index(["department", name, f"{name}_n", f"{name}_of"])
        rows = rows.merge(part, on="department", how="left")
    rows = rows.assign(gap=rows["could"] - rows["online"], n=rows["online_of"].fillna(0))
    return well_founded_first(rows.sort_values("gap", ascending=False, na_position="last"))


def could_title(o01: pd.Series, o02: pd.Series) -> str:
    """What could be done online, and from end to end."""
    if no_value(o01):
        return _("The item list does not tell what can be done online")
    text = _("Could be: {numerator} of {denominator} items online, {whole} of them from end to end")
    return say(text, o01, whole=o02["numerator"])


def is_title(o03: pd.Series, rows: pd.DataFrame) -> str:
    """What is done online, and where it stays furthest behind what could be."""
    if no_value(o03):
        return _("The cases do not tell how they came in")
    came = say(_("Is: {value:%1} of the cases came online"), o03)
    behind = rows[(rows["gap"] > 0) & (rows["n"] > 0)]
    if behind.empty:
        return came
    return say(_("{came}; widest gap: {department}, {gap:.1} points"), behind.iloc[0], came=came)


def gap_title(rows: pd.DataFrame) -> str:
    """Items that can be done online and mostly are not."""
    if rows.empty:
        return _("Every item that can be done online gets most of its cases online")
    text = _(
        "{n} items could be done online, but most of their cases are not; {item_name}: {otherwise} cases"
    )
    return say(text, rows.iloc[0], n=len(rows))
