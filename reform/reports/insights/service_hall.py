"""What the figures of the centre, its hall, visits and online handling say: titles made from data."""

from typing import Any

import pandas as pd

from reform.common import formatting
from reform.common.formatting import is_missing, number, rate
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.reports.insights.common import well_founded_first

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
        return _("{windows} windows, {staff} staff at the only count").format(
            windows=number(last["windows"]), staff=number(last["staff"])
        )
    return _("Windows {windows}, staff {staff}").format(
        windows=change(first["windows"], last["windows"]), staff=change(first["staff"], last["staff"])
    )


def windows_change(o08: pd.Series) -> str:
    """How many windows fewer, or more, than at the first count."""
    if is_missing(o08["value"]):
        return _("no two counts to compare")
    more = o08["value"] < 0
    text = _("{rate} more than at the first count") if more else _("{rate} fewer than at the first count")
    return text.format(rate=rate(abs(o08["value"])))


def centre_caption(counts: pd.DataFrame) -> str:
    """When the centre opened, and what its terminals and posts are now."""
    opened = counts["opened_on"].dropna()
    since = (
        _("open since {day}").format(day=formatting.day(opened.iloc[-1]))
        if len(opened)
        else _("opening day not given")
    )
    return _("Counted {n} times up to the as-of date; {since}").format(n=number(len(counts)), since=since)


def months_title(rows: pd.DataFrame) -> str:
    """The last month's visits a day, and how many of them a case takes."""
    last = rows.iloc[-1]
    said = {"month": formatting.month(last["month"]), "visits": number(last["visits_a_day"])}
    if is_missing(last["visits_a_case"]):
        return _("{month}: {visits} visits a day").format(**said)
    return _("{month}: {visits} visits a day, {per} for each case taken").format(
        **said, per=number(last["visits_a_case"], 1)
    )


def fullest_title(rows: pd.DataFrame) -> str:
    """The fullest hour of the week."""
    top = rows.sort_values("visits", ascending=False, kind="stable").iloc[0]
    return _("Fullest hour: {weekday} {hour}, {visits} visits on average").format(
        weekday=weekday(top["weekday"]), hour=hour(top["hour"]), visits=number(top["visits"])
    )


def windows_title(rows: pd.DataFrame) -> str:
    """When an open window has most visits, and when fewest."""
    known = rows[rows["visits_a_window"].notna()].sort_values(
        "visits_a_window", ascending=False, kind="stable"
    )
    if known.empty:
        return _("How many windows were open is not told")
    most, least = known.iloc[0], known.iloc[-1]
    return _("An open window has most to do at {hour}: {most} visits an hour; at {other} {least}").format(
        hour=hour(most["hour"]),
        most=number(most["visits_a_window"], 1),
        other=hour(least["hour"]),
        least=number(least["visits_a_window"], 1),
    )


def self_service_title(rows: pd.DataFrame) -> str:
    """The last month's share of self-service against the first known one."""
    known = rows[rows["value"].notna()]
    if known.empty:
        return _("Self-service is not told")
    first, last = known.iloc[0], known.iloc[-1]
    return _("{last}: {now} at terminals; {first}: {then}").format(
        last=formatting.month(last["month"]),
        now=rate(last["value"], 1),
        first=formatting.month(first["month"]),
        then=rate(first["value"], 1),
    )


# visits ---------------------------------------------------------------------------------------


def item_visits_title(o04: pd.Series) -> str:
    """How many items ask for more than one visit."""
    if is_missing(o04["value"]):
        return _("The item list does not tell how many visits are needed")
    return _("By item: {n} of {total} items need more than one visit").format(
        n=number(o04["denominator"] - o04["numerator"]), total=number(o04["denominator"])
    )


def case_visits_title(o04b: pd.Series) -> str:
    """How many cases took more than one visit."""
    if is_missing(o04b["value"]):
        return _("The cases do not tell how many visits they took")
    return _("By case: {n} of {total} cases took more than one visit").format(
        n=number(o04b["denominator"] - o04b["numerator"]), total=number(o04b["denominator"])
    )


def visit_list_title(rows: pd.DataFrame) -> str:
    """Items above one visit, and how many of them give no reason."""
    if rows.empty:
        return _("No item asks for more than one visit")
    return _("{n} items ask for more than one visit; {silent} of them give no reason").format(
        n=number(len(rows)), silent=number(rows["visit_reason"].isna().sum())
    )


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
    if is_missing(o01["value"]):
        return _("The item list does not tell what can be done online")
    return _("Could be: {n} of {total} items online, {whole} of them from end to end").format(
        n=number(o01["numerator"]), total=number(o01["denominator"]), whole=number(o02["numerator"])
    )


def is_title(o03: pd.Series, rows: pd.DataFrame) -> str:
    """What is done online, and where it stays furthest behind what could be."""
    if is_missing(o03["value"]):
        return _("The cases do not tell how they came in")
    came = _("Is: {share} of the cases came online").format(share=rate(o03["value"], 1))
    behind = rows[(rows["gap"] > 0) & (rows["n"] > 0)]
    if behind.empty:
        return came
    top = behind.iloc[0]
    return _("{came}; widest gap: {department}, {gap} points").format(
        came=came, department=top["department"], gap=number(top["gap"], 1)
    )


def gap_title(rows: pd.DataFrame) -> str:
    """Items that can be done online and mostly are not."""
    if rows.empty:
        return _("Every item that can be done online gets most of its cases online")
    top = rows.iloc[0]
    return _("{n} items could be done online, but most of their cases are not; {item}: {cases} cases").format(
        n=number(len(rows)), item=top["item_name"], cases=number(top["otherwise"])
    )
