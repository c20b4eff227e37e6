"""What the blocks on surveys, letters and publicity say. Made from data, in words."""

import pandas as pd

from reform.common import code_lists, formatting
from reform.common.formatting import is_missing, number
from reform.common.i18n import gettext as _


def survey_title(rows: pd.DataFrame) -> str:
    """The lowest question, if it is clearly below the best one; how many are not shown.

    ``rows`` lowest first: question, n, mean, lower, upper (missing where too few answered), is_thin.
    """
    if rows.empty:
        return _("No survey in this selection")
    hidden = int(rows["mean"].isna().sum())
    known = rows[rows["mean"].notna() & ~rows["is_thin"]]
    said = [_lowest(known)] if len(known) else []
    if hidden:
        said.append(_("{n} with fewer than 10 answers not shown").format(n=number(hidden)))
    return formatting.clauses(said) if said else _("Every question has fewer than 30 answers")


def _lowest(known: pd.DataFrame) -> str:
    low, high = known.iloc[0], known.iloc[-1]
    if len(known) > 1 and low["upper"] >= high["lower"]:
        return _("No question stands clearly below the others: {low} to {high} points").format(
            low=number(low["mean"], 1), high=number(high["mean"], 1)
        )
    return _("Lowest: {question}, {mean} points ({lower} to {upper})").format(
        question=low["question"],
        mean=number(low["mean"], 1),
        lower=number(low["lower"], 1),
        upper=number(low["upper"], 1),
    )


def question_note(row: pd.Series) -> str:
    """What stands beside a question: its mean and n, or that it is not shown."""
    if is_missing(row["mean"]):
        return _("n = {n}, not shown").format(n=number(row["n"]))
    return _("{mean} (n = {n})").format(mean=number(row["mean"], 1), n=number(row["n"]))


def survey_note(s12: pd.Series) -> str:
    """What stands under the survey's score: its interval and n, or why there is none."""
    if not s12["n"]:
        return _("no survey in this selection")
    if is_missing(s12["value"]):
        return _("{n} responses: too few, not shown").format(n=number(s12["n"]))
    return _("95% interval {lower} to {upper}; {n} responses").format(
        lower=number(s12["lower"], 1), upper=number(s12["upper"], 1), n=number(s12["n"])
    )


def letters_title(s13: pd.Series) -> str:
    """How many are closed, how many wait past their day."""
    if is_missing(s13["value"]):
        return _("No letter or call in this selection")
    return _("{n} of {total} letters and calls closed; {overdue} past their day for an answer").format(
        n=number(s13["numerator"]), total=number(s13["denominator"]), overdue=number(s13["overdue"])
    )


def waiting_title(rows: pd.DataFrame) -> str:
    """How many wait for an answer, and who owes most of those overdue."""
    if rows.empty:
        return _("Every letter and call is answered")
    late = rows[rows["days_late"].notna()]
    if late.empty:
        return _("{n} wait for an answer, none past its day").format(n=number(len(rows)))
    owed = late["department"].dropna().value_counts()
    if owed.empty:
        return _("{n} wait for an answer, {late} past their day").format(
            n=number(len(rows)), late=number(len(late))
        )
    return _("{n} wait for an answer, {late} past their day; {department} owes {most} of these").format(
        n=number(len(rows)), late=number(len(late)), department=owed.index[0], most=number(owed.iloc[0])
    )


def outreach_title(rows: pd.DataFrame) -> str:
    """How often, mostly by what, and how many times somebody counted the reach."""
    if rows.empty:
        return _("No outreach in this selection")
    return _("{n} times made known, most by {channel}; the reach is known of {known}").format(
        n=number(rows["times"].sum()),
        channel=code_lists.label("outreach_channel", rows["channel"].iloc[0]),
        known=number(rows["reach_known"].sum()),
    )
