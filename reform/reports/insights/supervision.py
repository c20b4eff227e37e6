"""What the blocks on hand-offs, random inspections and published decisions say. Made from data, in words."""

import pandas as pd

from reform.common import formatting
from reform.common.formatting import is_missing, number, rate
from reform.common.i18n import gettext as _


def _name(row: pd.Series) -> str:
    return _("unknown department") if is_missing(row["department"]) else row["department"]


def _top(rows: pd.DataFrame, column: str) -> pd.Series:
    return rows.sort_values(column, ascending=False, kind="stable").iloc[0]


# hand-offs ------------------------------------------------------------------------------------


def waiting_title(rows: pd.DataFrame) -> str:
    """How many hand-offs wait for an answer, and where most of them lie."""
    if rows.empty or not rows["pushed"].sum():
        return _("No hand-off in this selection")
    if not rows["unanswered"].sum():
        return _("Every hand-off has its answer")
    top = _top(rows, "unanswered")
    return _("{n} hand-offs have no answer, {old} for over 20 working days; {name} has most: {most}").format(
        n=number(rows["unanswered"].sum()),
        old=number(rows["over_20"].sum()),
        name=_name(top),
        most=number(top["unanswered"]),
    )


def pushed_title(months: pd.DataFrame) -> str:
    """The last month handed off in time against the lowest."""
    known = months[months["value"].notna()]
    if known.empty:
        return _("No hand-off can be judged in this period")
    last, low = known.iloc[-1], known.sort_values("value", kind="stable").iloc[0]
    said = _("{month}: {rate} handed off in time").format(
        month=formatting.month(last["month"]), rate=rate(last["value"])
    )
    if len(known) == 1:
        return said
    return _("{said}; the lowest was {month} with {rate}").format(
        said=said, month=formatting.month(low["month"]), rate=rate(low["value"])
    )


def unanswered_title(rows: pd.DataFrame) -> str:
    """Who has kept the oldest one waiting."""
    if rows.empty:
        return _("Every hand-off has its answer")
    oldest = rows.iloc[0]
    return _("The oldest hand-off has waited {n} working days, at {name}").format(
        n=number(oldest["days_waited"]), name=_name(oldest)
    )


def blind_title(r01b: pd.Series) -> str:
    """How many items reach no supervisor, and how many cases with them."""
    if is_missing(r01b["value"]):
        return _("No transferred item with completed cases can be compared")
    missing = r01b["denominator"] - r01b["numerator"]
    if not missing:
        return _("Every transferred item with completed cases was handed off")
    return _("{n} of {total} items were never handed off: blind spots with {cases} completed cases").format(
        n=number(missing), total=number(r01b["denominator"]), cases=number(r01b["cases_unseen"])
    )


# random inspections ---------------------------------------------------------------------------


def plan_title(rows: pd.DataFrame) -> str:
    """Tasks done of those due, and who is behind."""
    if rows.empty:
        return _("No inspection task is due in this selection")
    said = _("{n} of {total} inspection tasks due are done").format(
        n=number(rows["done"].sum()), total=number(rows["planned"].sum())
    )
    top = _top(rows, "overdue")
    if not top["overdue"]:
        return said
    return _("{said}; {overdue} overdue, {name} {most}").format(
        said=said, overdue=number(rows["overdue"].sum()), name=_name(top), most=number(top["overdue"])
    )


def publication_title(rows: pd.DataFrame, in_time: str, late: str, missing: str) -> str:
    """How much was published in time, and who publishes late. The columns of ``rows`` are given."""
    total = rows[[in_time, late, missing]].sum().sum()
    if not total:
        return _("Nothing was due to be published in this selection")
    said = _("{n} of {total} published in time").format(n=number(rows[in_time].sum()), total=number(total))
    behind = rows[late] + rows[missing]
    if not behind.sum():
        return said
    top = _top(rows.assign(behind=behind), "behind")
    return _("{said}; {name} is late most often: {n} of {of}").format(
        said=said,
        name=_name(top),
        n=number(top["behind"]),
        of=number(top["behind"] + top[in_time]),
    )


def open_tasks_title(rows: pd.DataFrame) -> str:
    """What inspection tasks still owe."""
    if rows.empty:
        return _("No inspection task owes anything")
    counts = rows["owes"].value_counts()
    return _(
        "{unchecked} tasks overdue, {unpublished} results past their day, {problems} with problems still open"
    ).format(
        unchecked=number(counts.get("unchecked", 0)),
        unpublished=number(counts.get("unpublished", 0)),
        problems=number(counts.get("problems", 0)),
    )


def decisions_note(r07: pd.Series) -> str:
    """Beside the rate: how many are past their day, how many may still wait."""
    return _("{overdue} past the day and not published, {pending} still within it").format(
        overdue=number(r07["overdue"]), pending=number(r07["pending"])
    )


def decisions_month_title(months: pd.DataFrame) -> str:
    """The last month's decisions published in time."""
    known = months[months["value"].notna()]
    if known.empty:
        return _("No decision can be judged in this period")
    last = known.iloc[-1]
    return _("{month}: {rate} of the decisions published within 7 working days").format(
        month=formatting.month(last["month"]), rate=rate(last["value"])
    )
