"""Titles and sentences about transfers that stick: stages, handovers, moved plans, disputes."""

from typing import Any

import pandas as pd

from reform.common import code_lists, formatting
from reform.common.formatting import is_missing, number
from reform.common.i18n import gettext as _


def funnel_title(funnel: pd.DataFrame) -> str:
    """How many are in operation, and how many of the signed ones are not yet. Rows: stage, reached."""
    reached = dict(zip(funnel["stage"], funnel["reached"], strict=True))
    return _("{running} items in operation; {short} signed and not there yet").format(
        running=number(reached["S7"]), short=number(reached["S4"] - reached["S7"])
    )


def aside_sentence(funnel: pd.DataFrame) -> str:
    """Those that stand aside of the path, each kind with its number."""
    aside = funnel[funnel["is_aside"] & (funnel["here"] > 0)]
    if aside.empty:
        return _("No item stands aside.")
    parts = [
        f"{code_lists.label('stage', stage)} {number(here)}"
        for stage, here in zip(aside["stage"], aside["here"], strict=True)
    ]
    return _("Aside of the path: {parts}").format(parts=" · ".join(parts))


def aside_title(t11: pd.Series) -> str:
    """Items returned, and postponed ones."""
    return _("{returned} items returned, {postponed} postponed").format(
        returned=number(t11["value"]), postponed=number(t11["postponed"])
    )


def handover_title(flags: pd.DataFrame) -> str:
    """Which of the five handovers lacks most often."""
    top = flags.sort_values("lacking", ascending=False, kind="stable").iloc[0]
    if top["lacking"] == 0:
        return _("All five handovers are complete for every transferred item")
    return _("{flag}: {n} of {total} transferred items lack it, the most").format(
        flag=code_lists.label("stage", top["flag"]),
        n=number(top["lacking"]),
        total=number(top["transferred"]),
    )


def cycle_title(t07: pd.Series) -> str:
    """How long a transfer takes from sorting out to operation."""
    if is_missing(t07["value"]):
        return _("No item in operation has both its days")
    return _("From sorting out to operation: {mean} working days on average, half in {p50} or less").format(
        mean=number(t07["value"], 1), p50=formatting.days(t07["p50"])
    )


def plan_title(t12: pd.Series) -> str:
    """How many plans were moved, and how many moves nobody accounts for."""
    if is_missing(t12["value"]):
        return _("No first plan and no plan change is loaded")
    if t12["value"] == 0:
        return _("No plan was moved")
    return _("{n} items moved their plan; {record} without a record, {reason} moves without a reason").format(
        n=number(t12["value"]), record=number(t12["without_record"]), reason=number(t12["without_reason"])
    )


# disputes -------------------------------------------------------------------------------------


def disputes_title(t08: pd.Series, t09: pd.Series) -> str:
    """Open disputes, those past their day, and those the leading group has to decide."""
    if not t08["open"]:
        return _("Every dispute is settled")
    return _("{n} disputes open, {late} overdue, {waiting} awaiting a decision").format(
        n=number(t08["open"]), late=number(t09["value"]), waiting=number(t08["awaiting_decision"])
    )


def ageing_title(rows: pd.DataFrame, labels: list[str]) -> str:
    """Where most disputes stay open for more than 90 days."""
    old = rows["over_90"].to_list()
    most, name = max(zip(old, labels, strict=True), key=lambda pair: pair[0], default=(0, ""))
    if not most:
        return _("No dispute is open for more than 90 days")
    return _("{total} open for more than 90 days; most of them: {name}, {n}").format(
        total=number(sum(old)), name=name, n=number(most)
    )


def owed_title(rows: pd.DataFrame) -> str:
    """Which unit owes most of what is overdue."""
    if rows.empty:
        return _("No unit owes anything that is overdue")
    top = rows.iloc[0]
    return _("{n} units owe {total} overdue matters; {name} {most}, the most").format(
        n=number(len(rows)),
        total=number(rows["overdue"].sum()),
        name=unit(top["owner"]),
        most=number(top["overdue"]),
    )


def unit(name: Any) -> str:
    """Who owes it, also where the file does not say."""
    return _("nobody named") if is_missing(name) else str(name)


def pair(one: Any, other: Any, between: str = " — ") -> str:
    """Two sides of a dispute; a side the file does not name is a dash."""
    return between.join(formatting.MISSING if is_missing(side) else str(side) for side in (one, other))
