"""What the blocks on the staff say: trainings, items gone live, exams, grades. Made from data, in words."""

import pandas as pd

from reform.common import code_lists, formatting
from reform.common.i18n import gettext as _
from reform.reports.insights.wording import lowest, no_value, say, with_value

MOST_NAMED = 3


def training_title(rows: pd.DataFrame) -> str:
    """Which departments had no training at all. ``rows``: department, attended."""
    if not len(rows) or not rows["attended"].sum():
        return _("No training in this selection")
    without = list(rows.loc[rows["attended"] == 0, "department"])
    if not without:
        return say(_("Each of the {n} departments had training"), n=len(rows))
    text = _("{n} of {total} departments had no training: {names}")
    if len(without) > MOST_NAMED:
        text = _("{n} of {total} departments had no training, among them {names}")
    return say(text, n=len(without), total=len(rows), names=formatting.listed(without[:MOST_NAMED]))


def untrained_title(h03: pd.Series) -> str:
    """How many items went live untrained, and how many of these were trained for later."""
    if no_value(h03):
        return _("No item went live in this selection, or no training is loaded")
    without = h03["denominator"] - h03["numerator"]
    if not without:
        return say(_("Each of the {n} items was trained for before it went live"), h03)
    text = _(
        "{without} of {denominator} items went live without training in the 30 days before; "
        "{later} trained for since"
    )
    return say(text, h03, without=without)


def exams_title(rows: pd.DataFrame) -> str:
    """The exam in which fewest passed. ``rows``: topic, held_on, pass_rate."""
    held = with_value(rows, "pass_rate")
    if held.empty:
        return _("No exam in this selection")
    worst = lowest(held, "pass_rate")
    text = _("{exam}: {pass_rate:%1} passed")
    if len(held) > 1:
        text = _("Fewest passed {exam}: {pass_rate:%1}, of {n} exams")
    return say(text, pass_rate=worst["pass_rate"], exam=exam(worst), n=len(held))


def exam(row: pd.Series) -> str:
    """An exam's topic with its month."""
    topic = row["topic"] if isinstance(row["topic"], str) else row["exam_no"]
    return say(_("{topic} ({held_on:month})"), topic=topic, held_on=row["held_on"])


def grades_title(rows: pd.DataFrame) -> str:
    """How many were assessed, and how many of them need help."""
    if rows.empty:
        return _("No assessment in this selection")
    return say(
        _("{n} people assessed up to {day:day}; {weak} {barely} or {failed}"),
        n=rows["people"].sum(),
        day=rows["assessed_on"].iloc[0],
        weak=rows.loc[rows["grade"].isin(["barely", "not"]), "people"].sum(),
        barely=code_lists.label("assess_grade", "barely"),
        failed=code_lists.label("assess_grade", "not"),
    )
