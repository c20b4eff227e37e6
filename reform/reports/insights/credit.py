"""What the blocks on commitments, warnings and credit say. Made from data, in words."""

import pandas as pd

from reform.common import code_lists
from reform.common.formatting import is_missing
from reform.common.i18n import gettext as _
from reform.reports.insights.wording import lowest, no_value, say, with_value

FEW = 10  # verified warnings or checked commitments; fewer say little about a kind or an item


def commitments_title(r08b: pd.Series, rows: pd.DataFrame) -> str:
    """How many commitments were broken, and of which item most."""
    if no_value(r08b):
        return _("No commitment with a finding in this selection")
    broken = say(_("{numerator} of {denominator} commitments checked were broken"), r08b)
    judged = rows[(rows["judged"] >= FEW) & (rows["broken"] > 0)]
    if judged.empty:
        return broken
    shares = (judged["broken"] / judged["judged"]).sort_values(kind="stable")
    worst = judged.loc[shares.index[-1]]
    text = _("{broken}; most often {item}: {worst[broken]} of {worst[judged]}")
    return say(text, broken=broken, item=item_name(worst), worst=worst)


def item_name(row: pd.Series) -> str:
    """An item's name, else its code, else that nobody says."""
    names = [str(value) for value in (row["item_name"], row["item_code"]) if not is_missing(value)]
    return names[0] if names else _("item not given")


def owed_title(rows: pd.DataFrame) -> str:
    """Commitments nobody has checked in time, or broken ones not dealt with."""
    if rows.empty:
        return _("No commitment owes anything")
    text = _("{unchecked} commitments past their day for a check, {unhandled} broken and not dealt with")
    return say(text, {"unchecked": 0, "unhandled": 0} | dict(rows["owes"].value_counts()))


def risks_title(r11: pd.Series, rows: pd.DataFrame) -> str:
    """How many warnings proved right, and which kind is mostly a false alarm."""
    if no_value(r11):
        return _("No warning with a finding in this selection")
    right = say(_("{numerator} of {denominator} warnings verified proved right"), r11)
    judged = rows[rows["judged"] >= FEW]
    if len(judged) < 2:
        return right
    shares = (judged["proved_right"] / judged["judged"]).sort_values(kind="stable")
    worst = judged.loc[shares.index[0]]
    text = _("{right}; {kind} least often: {proved_right} of {judged}")
    return say(text, worst, right=right, kind=code_lists.label("risk_kind", worst["kind"]))


def grades_title(rows: pd.DataFrame) -> str:
    """The share of C and D at the last count against the first."""
    if rows.empty:
        return _("No credit grade is counted in this selection")
    low = rows[rows["grade"].isin(["C", "D"])].groupby("counted_on")["share"].sum()
    low = low.reindex(sorted(rows["counted_on"].unique()), fill_value=0.0)
    now = say(_("{share:%} of the subjects graded are C or D"), share=low.iloc[-1])
    if len(low) == 1:
        return now
    return say(_("{now}, {before:%} at the first count"), now=now, before=low.iloc[0])


def measures_title(months: pd.DataFrame) -> str:
    """What the last month counted."""
    if months.empty:
        return _("No credit measure is counted in this selection")
    text = _("{month:month}: {incentives} incentives, {penalties} penalties, {repairs} repairs")
    return say(text, months.iloc[-1])


def fields_title(rows: pd.DataFrame) -> str:
    """Which field has graded least of its subjects."""
    covered = with_value(rows, "coverage")
    if covered.empty:
        return _("No field says how many subjects it has to grade")
    least = lowest(covered, "coverage")
    field = _("field not given") if is_missing(least["field"]) else least["field"]
    return say(_("{field} has graded least: {graded} of {total} ({coverage:%})"), least, field=field)
