"""Titles and sentences about flow re-engineering and about what laws change of the items."""

from typing import Any, Final

import pandas as pd

from reform.common import code_lists
from reform.common.formatting import is_missing, number
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.metrics import calendars
from reform.reports.insights.wording import highest, no_value, say, with_value

# What the State asks of a county for starting a business (国办发〔2018〕32号).
NATIONAL_DAYS: Final = 8.5
# Fewer than this on one side say nothing about it.
ENOUGH: Final = 5

STEPS: Final = {
    "registered": mark("Registration"),
    "seal": mark("Seals"),
    "invoice": mark("Invoices"),
    "insured": mark("Social insurance"),
    "fund": mark("Housing fund"),
    "bank": mark("Bank account"),
}


def two_sides(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """Rows of ``name``, side, value, n side by side: mean_before, mean_after, n_before, n_after.

    A mean over fewer than ``ENOUGH`` is missing; the order is that of the first appearance.
    """
    columns = {}
    for side in ("before", "after"):
        of_side = rows[rows["side"] == side].set_index(name)
        columns[f"mean_{side}"] = of_side["value"].where(of_side["n"] >= ENOUGH)
        columns[f"n_{side}"] = of_side["n"]
    paired = pd.DataFrame(columns).reindex(rows[name].drop_duplicates())
    return paired.fillna({"n_before": 0, "n_after": 0}).reset_index(names=name)


def sides_note(sides: pd.DataFrame) -> str:
    """Before and after of one figure in a sentence. ``sides``: side, value, n."""
    means = sides[sides["n"] >= ENOUGH].set_index("side")["value"]
    if not {"before", "after"} <= set(means.index):
        return _("too few on one side of the first transfer to compare")
    return say(_("{before:.2} before the first transfer, {after:.2} since"), means)


def times_note(row: pd.Series, running: Any) -> str:
    """Median, 90th percentile, how many, and how many are left out because they run."""
    text = _("P50 {p50:days} · P90 {p90:days} · n = {n}; {running} not finished")
    return say(text, row, running=0 if is_missing(running) else running)


def startup_title(months: pd.DataFrame) -> str:
    """The last month against the national limit, and the slowest month."""
    if months.empty:
        return _("No business start-up is complete in this period")
    last = months.iloc[-1]
    text = _(
        "{month:month}: a business took {mean:.2} working days to start, more than the national {limit:days}"
    )
    if last["mean"] <= NATIONAL_DAYS:
        text = _(
            "{month:month}: a business started in {mean:.2} working days on average, "
            "within the national {limit:days}"
        )
    first = say(text, last, limit=NATIONAL_DAYS)
    if len(months) < 2:
        return first
    return say(_("{first}; slowest in {month:month} with {mean:.2}"), highest(months, "mean"), first=first)


def steps_title(steps: pd.DataFrame) -> str:
    """The step that is done last. ``steps``: step, mean_before, mean_after."""
    since = with_value(steps, "mean_after")
    column, measured = (
        ("mean_after", since) if len(since) else ("mean_before", with_value(steps, "mean_before"))
    )
    if measured.empty:
        return _("Too few start-ups are complete to tell the steps apart")
    last = highest(measured, column)
    step = _(STEPS[last["step"]])
    if is_missing(last["mean_before"]) or is_missing(last["mean_after"]):
        text = _("{step} come last: {days:.1} working days after the application")
        return say(text, step=step, days=last[column])
    text = _(
        "{step} come last: {mean_after:.1} working days after the application, "
        "{mean_before:.1} before the first transfer"
    )
    return say(text, last, step=step)


def projects_title(kinds: pd.DataFrame) -> str:
    """Each kind by itself, before and since. ``kinds``: kind, mean_before, mean_after."""
    parts = []
    for row in with_value(kinds, "mean_after").to_dict("records"):
        means = [row["mean_before"], row["mean_after"]]
        shown = " → ".join(number(mean, 1) for mean in means if not is_missing(mean))
        parts.append(f"{code_lists.label('project_kind', row['kind'])} {shown}")
    if not parts:
        return _("Too few projects are decided to compare")
    return say(_("Project approval in working days: {parts}"), parts=" · ".join(parts))


def limits_title(d17: pd.Series) -> str:
    """What the days saved would be, had each case been measured by the limit of its day."""
    if no_value(d17):
        return calendars.instead(d17, _("No change of a statutory limit is loaded"))
    if not d17["n"]:
        return _("No case of this period was accepted under another limit than today's")
    text = _("{n} cases were accepted under another statutory limit; by it they saved {days} days fewer")
    if d17["value"] >= 0:
        text = _("{n} cases were accepted under another statutory limit; by it they saved {days} days more")
    return say(text, d17, days=abs(d17["value"]))


def changes_title(changes: pd.DataFrame) -> str:
    """How many changes of items, by kind."""
    counts = changes.loc[~changes["is_ahead"], "change"].value_counts()
    parts = [
        f"{code_lists.label('item_change', kind)} {number(counts[kind])}"
        for kind in code_lists.code_lists()["item_change"]
        if kind in counts
    ]
    ahead = int(changes["is_ahead"].sum())
    if not parts:
        return say(_("{ahead} changes of items are still to come"), ahead=ahead)
    done = say(_("{n} changes of items: {parts}"), n=counts.sum(), parts=" · ".join(parts))
    return say(_("{done}; {ahead} still to come"), done=done, ahead=ahead) if ahead else done
