"""What the blocks on commitments, warnings and credit say. Made from data, in words."""

import pandas as pd

from reform.common import code_lists, formatting
from reform.common.formatting import is_missing, number, rate
from reform.common.i18n import gettext as _

FEW = 10  # verified warnings or checked commitments; fewer say little about a kind or an item


def commitments_title(r08b: pd.Series, rows: pd.DataFrame) -> str:
    """How many commitments were broken, and of which item most."""
    if is_missing(r08b["value"]):
        return _("No commitment with a finding in this selection")
    said = _("{n} of {total} commitments checked were broken").format(
        n=number(r08b["numerator"]), total=number(r08b["denominator"])
    )
    known = rows[(rows["judged"] >= FEW) & (rows["broken"] > 0)]
    if known.empty:
        return said
    top = known.assign(share=known["broken"] / known["judged"]).sort_values("share", kind="stable").iloc[-1]
    return _("{said}; most often {item}: {n} of {of}").format(
        said=said,
        item=item_name(top),
        n=number(top["broken"]),
        of=number(top["judged"]),
    )


def item_name(row: pd.Series) -> str:
    """An item's name, else its code, else that nobody says."""
    for value in (row["item_name"], row["item_code"]):
        if not is_missing(value):
            return str(value)
    return _("item not given")


def owed_title(rows: pd.DataFrame) -> str:
    """Commitments nobody has checked in time, or broken ones not dealt with."""
    if rows.empty:
        return _("No commitment owes anything")
    counts = rows["owes"].value_counts()
    return _(
        "{unchecked} commitments past their day for a check, {unhandled} broken and not dealt with"
    ).format(unchecked=number(counts.get("unchecked", 0)), unhandled=number(counts.get("unhandled", 0)))


def risks_title(r11: pd.Series, rows: pd.DataFrame) -> str:
    """How many warnings proved right, and which kind is mostly a false alarm."""
    if is_missing(r11["value"]):
        return _("No warning with a finding in this selection")
    said = _("{n} of {total} warnings verified proved right").format(
        n=number(r11["numerator"]), total=number(r11["denominator"])
    )
    known = rows[rows["judged"] >= FEW]
    if len(known) < 2:
        return said
    shares = (known["proved_right"] / known["judged"]).sort_values(kind="stable")
    worst = known.loc[shares.index[0]]
    return _("{said}; {kind} least often: {n} of {of}").format(
        said=said,
        kind=code_lists.label("risk_kind", worst["kind"]),
        n=number(worst["proved_right"]),
        of=number(worst["judged"]),
    )


def grades_title(rows: pd.DataFrame) -> str:
    """The share of C and D at the last count against the first."""
    if rows.empty:
        return _("No credit grade is counted in this selection")
    low = rows[rows["grade"].isin(["C", "D"])].groupby("counted_on")["share"].sum()
    low = low.reindex(sorted(rows["counted_on"].unique()), fill_value=0.0)
    said = _("{share} of the subjects graded are C or D").format(share=rate(low.iloc[-1]))
    if len(low) == 1:
        return said
    return _("{said}, {before} at the first count").format(said=said, before=rate(low.iloc[0]))


def measures_title(months: pd.DataFrame) -> str:
    """What the last month counted."""
    if months.empty:
        return _("No credit measure is counted in this selection")
    last = months.iloc[-1]
    return _("{month}: {incentives} incentives, {penalties} penalties, {repairs} repairs").format(
        month=formatting.month(last["month"]),
        incentives=number(last["incentives"]),
        penalties=number(last["penalties"]),
        repairs=number(last["repairs"]),
    )


def fields_title(rows: pd.DataFrame) -> str:
    """Which field has graded least of its subjects."""
    known = rows[rows["coverage"].notna()]
    if known.empty:
        return _("No field says how many subjects it has to grade")
    low = known.sort_values("coverage", kind="stable").iloc[0]
    field = _("field not given") if is_missing(low["field"]) else low["field"]
    return _("{field} has graded least: {graded} of {total} ({coverage})").format(
        field=field,
        graded=number(low["graded"]),
        total=number(low["total"]),
        coverage=rate(low["coverage"]),
    )
