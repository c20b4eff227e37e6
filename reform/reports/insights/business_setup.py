"""Titles and sentences about flow re-engineering and about what laws change of the items."""

from typing import Any, Final

import pandas as pd

from reform.common import code_lists, formatting
from reform.common.formatting import is_missing, number
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.metrics import calendars

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
    found = {}
    for side in ("before", "after"):
        of_side = rows[rows["side"] == side].set_index(name)
        found[f"mean_{side}"] = of_side["value"].where(of_side["n"] >= ENOUGH)
        found[f"n_{side}"] = of_side["n"]
    paired = pd.DataFrame(found).reindex(rows[name].drop_duplicates())
    paired = paired.assign(n_before=paired["n_before"].fillna(0), n_after=paired["n_after"].fillna(0))
    return paired.reset_index(names=name)


def sides_note(sides: pd.DataFrame) -> str:
    """Before and after of one figure in a sentence. ``sides``: side, value, n."""
    known = {row["side"]: row["value"] for row in sides.to_dict("records") if row["n"] >= ENOUGH}
    if set(known) < {"before", "after"}:
        return _("too few on one side of the first transfer to compare")
    return _("{before} before the first transfer, {after} since").format(
        before=number(known["before"], 2), after=number(known["after"], 2)
    )


def times_note(row: pd.Series, running: Any) -> str:
    """Median, 90th percentile, how many, and how many are left out because they run."""
    return _("P50 {p50} · P90 {p90} · n = {n}; {running} not finished").format(
        p50=formatting.days(row["p50"]),
        p90=formatting.days(row["p90"]),
        n=number(row["n"]),
        running=number(0 if is_missing(running) else running),
    )


def startup_title(months: pd.DataFrame) -> str:
    """The last month against the national limit, and the slowest month."""
    if months.empty:
        return _("No business start-up is complete in this period")
    last, top = months.iloc[-1], months.sort_values("mean", ascending=False, kind="stable").iloc[0]
    text = (
        _("{last}: a business started in {now} working days on average, within the national {limit}")
        if last["mean"] <= NATIONAL_DAYS
        else _("{last}: a business took {now} working days to start, more than the national {limit}")
    )
    first = text.format(
        last=formatting.month(last["month"]),
        now=number(last["mean"], 2),
        limit=formatting.days(NATIONAL_DAYS),
    )
    if len(months) < 2:
        return first
    return _("{first}; slowest in {top} with {most}").format(
        first=first, top=formatting.month(top["month"]), most=number(top["mean"], 2)
    )


def steps_title(steps: pd.DataFrame) -> str:
    """The step that is done last. ``steps``: step, mean_before, mean_after."""
    known = steps[steps["mean_after"].notna()]
    column = "mean_after" if len(known) else "mean_before"
    known = known if len(known) else steps[steps["mean_before"].notna()]
    if known.empty:
        return _("Too few start-ups are complete to tell the steps apart")
    top = known.sort_values(column, ascending=False, kind="stable").iloc[0]
    if is_missing(top["mean_before"]) or is_missing(top["mean_after"]):
        return _("{step} come last: {days} working days after the application").format(
            step=_(STEPS[top["step"]]), days=number(top[column], 1)
        )
    return _(
        "{step} come last: {after} working days after the application, {before} before the first transfer"
    ).format(
        step=_(STEPS[top["step"]]), after=number(top["mean_after"], 1), before=number(top["mean_before"], 1)
    )


def projects_title(kinds: pd.DataFrame) -> str:
    """Each kind by itself, before and since. ``kinds``: kind, mean_before, mean_after."""
    parts = []
    for row in kinds.to_dict("records"):
        kind, before, after = (
            code_lists.label("project_kind", row["kind"]),
            row["mean_before"],
            row["mean_after"],
        )
        if not is_missing(before) and not is_missing(after):
            parts.append(f"{kind} {number(before, 1)} → {number(after, 1)}")
        elif not is_missing(after):
            parts.append(f"{kind} {number(after, 1)}")
    if not parts:
        return _("Too few projects are decided to compare")
    return _("Project approval in working days: {parts}").format(parts=" · ".join(parts))


def limits_title(d17: pd.Series) -> str:
    """What the days saved would be, had each case been measured by the limit of its day."""
    if is_missing(d17["value"]):
        return calendars.instead(d17, _("No change of a statutory limit is loaded"))
    if not d17["n"]:
        return _("No case of this period was accepted under another limit than today's")
    text = (
        _("{n} cases were accepted under another statutory limit; by it they saved {days} days more")
        if d17["value"] >= 0
        else _("{n} cases were accepted under another statutory limit; by it they saved {days} days fewer")
    )
    return text.format(n=number(d17["n"]), days=number(abs(d17["value"])))


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
        return _("{ahead} changes of items are still to come").format(ahead=number(ahead))
    done = _("{n} changes of items: {parts}").format(n=number(counts.sum()), parts=" · ".join(parts))
    return _("{done}; {ahead} still to come").format(done=done, ahead=number(ahead)) if ahead else done
