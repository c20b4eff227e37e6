"""What the blocks on the staff say: trainings, items gone live, exams, grades. Made from data, in words."""

import pandas as pd

from reform.common import code_lists, formatting
from reform.common.formatting import is_missing, number, rate
from reform.common.i18n import gettext as _

MOST_NAMED = 3


def training_title(rows: pd.DataFrame) -> str:
    """Which departments had no training at all. ``rows``: department, attended."""
    if not len(rows) or not rows["attended"].sum():
        return _("No training in this selection")
    without = list(rows.loc[rows["attended"] == 0, "department"])
    if not without:
        return _("Each of the {n} departments had training").format(n=number(len(rows)))
    named = formatting.listed(without[:MOST_NAMED])
    if len(without) > MOST_NAMED:
        return _("{n} of {total} departments had no training, among them {names}").format(
            n=number(len(without)), total=number(len(rows)), names=named
        )
    return _("{n} of {total} departments had no training: {names}").format(
        n=number(len(without)), total=number(len(rows)), names=named
    )


def untrained_title(h03: pd.Series) -> str:
    """How many items went live untrained, and how many of these were trained for later."""
    if is_missing(h03["value"]):
        return _("No item went live in this selection, or no training is loaded")
    without = h03["denominator"] - h03["numerator"]
    if not without:
        return _("Each of the {n} items was trained for before it went live").format(n=number(h03["n"]))
    return _(
        "{n} of {total} items went live without training in the 30 days before; {later} trained for since"
    ).format(n=number(without), total=number(h03["denominator"]), later=number(h03["later"]))


def exams_title(rows: pd.DataFrame) -> str:
    """The exam in which fewest passed. ``rows``: topic, held_on, pass_rate."""
    known = rows[rows["pass_rate"].notna()]
    if known.empty:
        return _("No exam in this selection")
    lowest = known.sort_values("pass_rate", kind="stable").iloc[0]
    if len(known) == 1:
        return _("{exam}: {rate} passed").format(exam=exam(lowest), rate=rate(lowest["pass_rate"], 1))
    return _("Fewest passed {exam}: {rate}, of {n} exams").format(
        exam=exam(lowest), rate=rate(lowest["pass_rate"], 1), n=number(len(known))
    )


def exam(row: pd.Series) -> str:
    """An exam's topic with its month."""
    topic = row["topic"] if isinstance(row["topic"], str) else row["exam_no"]
    return _("{topic} ({month})").format(topic=topic, month=formatting.month(row["held_on"]))


def grades_title(rows: pd.DataFrame) -> str:
    """How many were assessed, and how many of them need help."""
    if rows.empty:
        return _("No assessment in this selection")
    people, weak = rows["people"].sum(), rows.loc[rows["grade"].isin(["barely", "not"]), "people"].sum()
    return _("{n} people assessed up to {day}; {weak} {barely} or {failed}").format(
        n=number(people),
        day=formatting.day(rows["assessed_on"].iloc[0]),
        weak=number(weak),
        barely=code_lists.label("assess_grade", "barely"),
        failed=code_lists.label("assess_grade", "not"),
    )
