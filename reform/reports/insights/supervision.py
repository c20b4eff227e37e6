"""What the blocks on hand-offs, random inspections and published decisions say. Made from data, in words."""

import pandas as pd

from reform.common.formatting import is_missing
from reform.common.i18n import gettext as _
from reform.reports.insights.wording import highest, lowest, no_value, say, with_value


def _name(row: pd.Series) -> str:
    return _("unknown department") if is_missing(row["department"]) else row["department"]


# hand-offs ------------------------------------------------------------------------------------


def waiting_title(rows: pd.DataFrame) -> str:
    """How many hand-offs wait for an answer, and where most of them lie."""
    if rows.empty or not rows["pushed"].sum():
        return _("No hand-off in this selection")
    totals = rows[["unanswered", "over_20"]].sum()
    if not totals["unanswered"]:
        return _("Every hand-off has its answer")
    most = highest(rows, "unanswered")
    text = _(
        "{unanswered} hand-offs have no answer, {over_20} for over 20 working days; "
        "{name} has most: {most[unanswered]}"
    )
    return say(text, totals, name=_name(most), most=most)


def pushed_title(months: pd.DataFrame) -> str:
    """The last month handed off in time against the lowest."""
    judged = with_value(months)
    if judged.empty:
        return _("No hand-off can be judged in this period")
    last = say(_("{month:month}: {value:%} handed off in time"), judged.iloc[-1])
    if len(judged) == 1:
        return last
    return say(_("{last}; the lowest was {month:month} with {value:%}"), lowest(judged), last=last)


def unanswered_title(rows: pd.DataFrame) -> str:
    """Who has kept the oldest one waiting."""
    if rows.empty:
        return _("Every hand-off has its answer")
    oldest = rows.iloc[0]
    text = _("The oldest hand-off has waited {days_waited} working days, at {name}")
    return say(text, oldest, name=_name(oldest))


def blind_title(r01b: pd.Series) -> str:
    """How many items reach no supervisor, and how many cases with them."""
    if no_value(r01b):
        return _("No transferred item with completed cases can be compared")
    missing = r01b["denominator"] - r01b["numerator"]
    if not missing:
        return _("Every transferred item with completed cases was handed off")
    text = _(
        "{missing} of {denominator} items were never handed off: "
        "blind spots with {cases_unseen} completed cases"
    )
    return say(text, r01b, missing=missing)


# random inspections ---------------------------------------------------------------------------


def plan_title(rows: pd.DataFrame) -> str:
    """Tasks done of those due, and who is behind."""
    if rows.empty:
        return _("No inspection task is due in this selection")
    totals = rows[["done", "planned", "overdue"]].sum()
    done = say(_("{done} of {planned} inspection tasks due are done"), totals)
    behind = highest(rows, "overdue")
    if not behind["overdue"]:
        return done
    text = _("{done}; {overdue} overdue, {name} {most}")
    return say(text, done=done, overdue=totals["overdue"], name=_name(behind), most=behind["overdue"])


def publication_title(rows: pd.DataFrame, in_time: str, late: str, missing: str) -> str:
    """How much was published in time, and who publishes late. The columns of ``rows`` are given."""
    total = rows[[in_time, late, missing]].sum().sum()
    if not total:
        return _("Nothing was due to be published in this selection")
    published = say(_("{n} of {total} published in time"), n=rows[in_time].sum(), total=total)
    behind = rows[late] + rows[missing]
    if not behind.sum():
        return published
    latest = highest(rows.assign(behind=behind), "behind")
    return say(
        _("{published}; {name} is late most often: {behind} of {total}"),
        published=published,
        name=_name(latest),
        behind=latest["behind"],
        total=latest["behind"] + latest[in_time],
    )


def open_tasks_title(rows: pd.DataFrame) -> str:
    """What inspection tasks still owe."""
    if rows.empty:
        return _("No inspection task owes anything")
    text = _(
        "{unchecked} tasks overdue, {unpublished} results past their day, {problems} with problems still open"
    )
    none = {"unchecked": 0, "unpublished": 0, "problems": 0}
    return say(text, none | dict(rows["owes"].value_counts()))


def decisions_note(r07: pd.Series) -> str:
    """Beside the rate: how many are past their day, how many may still wait."""
    return say(_("{overdue} past the day and not published, {pending} still within it"), r07)


def decisions_month_title(months: pd.DataFrame) -> str:
    """The last month's decisions published in time."""
    judged = with_value(months)
    if judged.empty:
        return _("No decision can be judged in this period")
    text = _("{month:month}: {value:%} of the decisions published within 7 working days")
    return say(text, judged.iloc[-1])
