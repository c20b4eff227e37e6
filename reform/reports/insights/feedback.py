"""What the blocks on surveys, letters and publicity say. Made from data, in words."""

import pandas as pd

from reform.common import code_lists, formatting
from reform.common.formatting import is_missing
from reform.common.i18n import gettext as _
from reform.reports.insights.wording import no_value, say, with_value


def survey_title(rows: pd.DataFrame) -> str:
    """The lowest question, if it is clearly below the best one; how many are not shown.

    ``rows`` lowest first: question, n, mean, lower, upper (missing where too few answered), is_thin.
    """
    if rows.empty:
        return _("No survey in this selection")
    hidden = int(rows["mean"].isna().sum())
    answered = with_value(rows[~rows["is_thin"]], "mean")
    parts = [_lowest(answered)] if len(answered) else []
    if hidden:
        parts.append(say(_("{n} with fewer than 10 answers not shown"), n=hidden))
    return formatting.clauses(parts) if parts else _("Every question has fewer than 30 answers")


def _lowest(answered: pd.DataFrame) -> str:
    low, high = answered.iloc[0], answered.iloc[-1]
    if len(answered) > 1 and low["upper"] >= high["lower"]:
        text = _("No question stands clearly below the others: {low[mean]:.1} to {high[mean]:.1} points")
        return say(text, low=low, high=high)
    return say(_("Lowest: {question}, {mean:.1} points ({lower:.1} to {upper:.1})"), low)


def question_note(row: pd.Series) -> str:
    """What stands beside a question: its mean and n, or that it is not shown."""
    return say(_("n = {n}, not shown") if is_missing(row["mean"]) else _("{mean:.1} (n = {n})"), row)


def survey_note(s12: pd.Series) -> str:
    """What stands under the survey's score: its interval and n, or why there is none."""
    if not s12["n"]:
        return _("no survey in this selection")
    if no_value(s12):
        return say(_("{n} responses: too few, not shown"), s12)
    return say(_("95% interval {lower:.1} to {upper:.1}; {n} responses"), s12)


def letters_title(s13: pd.Series) -> str:
    """How many are closed, how many wait past their day."""
    if no_value(s13):
        return _("No letter or call in this selection")
    text = _("{numerator} of {denominator} letters and calls closed; {overdue} past their day for an answer")
    return say(text, s13)


def waiting_title(rows: pd.DataFrame) -> str:
    """How many wait for an answer, and who owes most of those overdue."""
    if rows.empty:
        return _("Every letter and call is answered")
    late = with_value(rows, "days_late")
    if late.empty:
        return say(_("{n} wait for an answer, none past its day"), n=len(rows))
    owed = late["department"].dropna().value_counts()
    if owed.empty:
        return say(_("{n} wait for an answer, {late} past their day"), n=len(rows), late=len(late))
    text = _("{n} wait for an answer, {late} past their day; {department} owes {most} of these")
    return say(text, n=len(rows), late=len(late), department=owed.index[0], most=owed.iloc[0])


def outreach_title(rows: pd.DataFrame) -> str:
    """How often, mostly by what, and how many times somebody counted the reach."""
    if rows.empty:
        return _("No outreach in this selection")
    return say(
        _("{n} times made known, most by {channel}; the reach is known of {known}"),
        n=rows["times"].sum(),
        channel=code_lists.label("outreach_channel", rows["channel"].iloc[0]),
        known=rows["reach_known"].sum(),
    )
