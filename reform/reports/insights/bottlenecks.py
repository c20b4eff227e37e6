"""Titles and sentences about transfers that stick: stages, handovers, moved plans, disputes."""

from typing import Any

import pandas as pd

from reform.common import code_lists, formatting
from reform.common.formatting import is_missing, number
from reform.common.i18n import gettext as _
from reform.reports.insights.wording import highest, no_value, say


def funnel_title(funnel: pd.DataFrame) -> str:
    """How many are in operation, and how many of the signed ones are not yet. Rows: stage, reached."""
    reached = dict(zip(funnel["stage"], funnel["reached"], strict=True))
    short = reached["S4"] - reached["S7"]
    return say(
        _("{reached[S7]} items in operation; {short} signed and not there yet"), reached=reached, short=short
    )


def aside_sentence(funnel: pd.DataFrame) -> str:
    """Those that stand aside of the path, each kind with its number."""
    aside = funnel[funnel["is_aside"] & (funnel["here"] > 0)]
    if aside.empty:
        return _("No item stands aside.")
    stages = zip(aside["stage"], aside["here"], strict=True)
    parts = [f"{code_lists.label('stage', stage)} {number(here)}" for stage, here in stages]
    return say(_("Aside of the path: {parts}"), parts=" · ".join(parts))


def aside_title(t11: pd.Series) -> str:
    """Items returned, and postponed ones."""
    return say(_("{value} items returned, {postponed} postponed"), t11)


def handover_title(flags: pd.DataFrame) -> str:
    """Which of the five handovers lacks most often."""
    most = highest(flags, "lacking")
    if most["lacking"] == 0:
        return _("All five handovers are complete for every transferred item")
    text = _("{flag}: {lacking} of {transferred} transferred items lack it, the most")
    return say(text, most, flag=code_lists.label("stage", most["flag"]))


def cycle_title(t07: pd.Series) -> str:
    """How long a transfer takes from sorting out to operation."""
    if no_value(t07):
        return _("No item in operation has both its days")
    text = _("From sorting out to operation: {value:.1} working days on average, half in {p50:days} or less")
    return say(text, t07)


def plan_title(t12: pd.Series) -> str:
    """How many plans were moved, and how many moves nobody accounts for."""
    if no_value(t12):
        return _("No first plan and no plan change is loaded")
    if t12["value"] == 0:
        return _("No plan was moved")
    text = _(
        "{value} items moved their plan; {without_record} without a record, "
        "{without_reason} moves without a reason"
    )
    return say(text, t12)


# disputes -------------------------------------------------------------------------------------


def disputes_title(t08: pd.Series, t09: pd.Series) -> str:
    """Open disputes, those past their day, and those the leading group has to decide."""
    if not t08["open"]:
        return _("Every dispute is settled")
    text = _("{open} disputes open, {late} overdue, {awaiting_decision} awaiting a decision")
    return say(text, t08, late=t09["value"])


def ageing_title(rows: pd.DataFrame, labels: list[str]) -> str:
    """Where most disputes stay open for more than 90 days."""
    old = rows["over_90"].to_list()
    most, name = max(zip(old, labels, strict=True), key=lambda pair: pair[0], default=(0, ""))
    if not most:
        return _("No dispute is open for more than 90 days")
    text = _("{total} open for more than 90 days; most of them: {name}, {n}")
    return say(text, total=sum(old), name=name, n=most)


def owed_title(rows: pd.DataFrame) -> str:
    """Which unit owes most of what is overdue."""
    if rows.empty:
        return _("No unit owes anything that is overdue")
    return say(
        _("{n} units owe {total} overdue matters; {name} {top[overdue]}, the most"),
        n=len(rows),
        total=rows["overdue"].sum(),
        name=unit(rows["owner"].iloc[0]),
        top=rows.iloc[0],
    )


def unit(name: Any) -> str:
    """Who owes it, also where the file does not say."""
    return _("nobody named") if is_missing(name) else str(name)


def pair(first: Any, other: Any, between: str = " — ") -> str:
    """Two sides of a dispute; a side the file does not name is a dash."""
    return between.join(formatting.MISSING if is_missing(side) else str(side) for side in (first, other))
