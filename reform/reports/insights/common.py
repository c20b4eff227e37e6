"""Chart titles that say the finding, and the sentences under the figures. Made from data, in words."""

from typing import Any

import pandas as pd

from reform.common import code_lists, formatting
from reform.common.caching import cached_by_content
from reform.common.formatting import is_missing, number, rate
from reform.common.i18n import gettext as _
from reform.common.markdown import Marked
from reform.metrics import calendars
from reform.metrics.targets import Target


def _top(rows: pd.DataFrame, column: str) -> pd.Series:
    """The row with the highest figure; the first of several."""
    return rows.sort_values(column, ascending=False, kind="stable").iloc[0]


# Fewer cases than this say little about a department: it is not named in a title and stands last.
FEW = 30


def well_founded_first(rows: pd.DataFrame) -> pd.DataFrame:
    """The same order, but units with few cases (``n``) after the others."""
    enough = rows["n"] >= FEW
    return pd.concat([rows[enough], rows[~enough]], ignore_index=True)


def against_plan(gap_items: Any) -> str:
    """How many items ahead of or behind the plan."""
    if is_missing(gap_items):
        return _("No plan to compare with")
    if gap_items < 0:
        return _("{n} items behind plan").format(n=number(-gap_items))
    if gap_items > 0:
        return _("{n} items ahead of plan").format(n=number(gap_items))
    return _("Exactly on plan")


def plan_sentence(t03: pd.Series, t05: pd.Series) -> str:
    """Share transferred, share planned, gap in words."""
    if is_missing(t03["value"]):
        return _("No item list is loaded.")
    gap = t05["value"]
    share = Marked(_("**{rate}** of {total} items")).format(
        rate=rate(t03["value"]), total=number(t03["denominator"])
    )
    if is_missing(gap):
        return Marked(_("{share}; no planned day is loaded")).format(share=share)
    planned = Marked(_("plan to date **{rate}**")).format(rate=rate(t05["planned_rate"]))
    distance = _("on plan")
    if gap < 0:
        distance = Marked(_("**{points}** points behind")).format(points=number(-gap, 2))
    elif gap > 0:
        distance = Marked(_("**{points}** points ahead")).format(points=number(gap, 2))
    return Marked(_("{share} · {planned}, {distance}")).format(
        share=share, planned=planned, distance=distance
    )


def in_place_sentence(t06: pd.Series, t04: pd.Series) -> str:
    """Items overdue, and the share that is in operation with everything handed over."""
    return Marked(_("**{n}** overdue · in operation with all five handovers {rate}")).format(
        n=number(t06["value"]), rate=rate(t04["value"])
    )


def saved_sentence(saved: pd.Series, basis: str, mean_limit: Any, mean_used: Any) -> str:
    """Days saved a case, and what they are measured against."""
    if is_missing(saved["value"]):
        return calendars.instead(saved, _("No completed case has a limit to compare with."))
    sentence = Marked(_("**{days}** a case over {n} cases")).format(
        days=number(saved["per_case"], 1), n=number(saved["n"])
    )
    if is_missing(mean_limit) or is_missing(mean_used):
        return sentence
    against = {
        "statutory": _("statutory {limit} → actual {used}"),
        "promise": _("promised {limit} → actual {used}"),
        "transfer": _("before {limit} → after {used}"),
    }[basis]
    compared = against.format(limit=number(mean_limit, 1), used=number(mean_used, 1))
    return Marked(_("{sentence} ({compared})")).format(sentence=sentence, compared=compared)


def target_sentence(value: Any, target: Target | None, *, name: str) -> str:
    """Target, actual and the gap between them in words."""
    if is_missing(value):
        return _("{name}: no figure yet").format(name=name)
    if target is None:
        return Marked(_("{name} **{value}**, no target set")).format(name=name, value=rate(value))
    gap = value - target.value
    reached = (
        _("target reached, {points} points above") if gap >= 0 else _("{points} points short of the target")
    ).format(points=number(abs(gap), 2))
    return Marked(_("{name} **{value}**, target {target}: {reached}")).format(
        name=name, value=rate(value), target=rate(target.value, 0), reached=reached
    )


def satisfied_sentence(satisfied: pd.Series, bad: pd.Series) -> str:
    """Bad reviews first: the rate itself cannot discriminate."""
    if is_missing(satisfied["value"]):
        return _("No valid rating is loaded.")
    return Marked(_("**{bad}** bad reviews, **{per}** per 10,000 cases  ·  {valid} valid ratings")).format(
        bad=number(bad["numerator"]), per=number(bad["value"], 2), valid=number(satisfied["n"])
    )


def change(now: Any, before: Any, unit: str, *, digits: int = 0) -> str:
    """The change on last week in words; equal and unknown are said too."""
    if is_missing(now) or is_missing(before):
        return _("no figure a week ago")
    if round(now - before, digits) == 0:
        return _("unchanged on last week")
    return _("{change} {unit} on last week").format(
        change=number(now - before, digits, signed=True), unit=unit
    )


def transfer_title(t05: pd.Series, t06: pd.Series) -> str:
    """The transfer curve's finding."""
    if not t05["n"]:
        return _("No item list is loaded")
    if is_missing(t05["value"]):
        return _("No plan to compare with")
    return _("{gap}, {late} overdue").format(gap=against_plan(t05["numerator"]), late=number(t06["value"]))


def limits_title(limits: pd.DataFrame, unit: str) -> str:
    """How much shorter a promised case is than the law allows, in this unit of days."""
    if limits.empty or is_missing((row := limits.iloc[0])["used"]):
        return calendars.no_figure() if len(limits) else _("No completed case has both limits")
    less = row["statutory"] - row["used"]
    more = _("A case takes {days} {unit} more than the law allows")
    fewer = _("A case takes {days} {unit} less than the law allows")
    return (more if less < 0 else fewer).format(days=number(abs(less), 1), unit=formatting.counted(unit))


def reviews_title(s05: pd.Series, s06: pd.Series) -> str:
    """Bad reviews and those past their deadline."""
    if is_missing(s05["value"]):
        return _("No valid rating is loaded")
    overdue = 0 if is_missing(s06.get("overdue")) else s06["overdue"]
    return _("{bad} bad reviews, {overdue} past their deadline").format(
        bad=number(s05["numerator"]), overdue=number(overdue)
    )


def furthest_behind(rows: pd.DataFrame, labels: list[str]) -> str:
    """Which of the units is furthest behind its plan, in points."""
    gaps = (100 * (rows["planned"] - rows["numerator"]) / rows["denominator"]).to_list()
    most, name = max(zip(gaps, labels, strict=True), default=(0, ""))
    if most <= 0:
        return _("none is behind plan")
    return _("{name} is furthest behind plan, by {points} points").format(name=name, points=number(most, 2))


def department_title(rows: pd.DataFrame) -> str:
    """Which department is furthest behind its own plan."""
    behind = rows.assign(gap=rows["planned"] - rows["numerator"])
    late = behind[behind["gap"] > 0]
    if late.empty:
        return _("Every department is on plan")
    top = _top(late, "gap")
    return _("{n} of {total} departments are behind plan; {name} by {gap} items, the most").format(
        n=number(len(late)),
        total=number(len(rows)),
        name=top["department"],
        gap=number(top["gap"]),
    )


def distribution_title(d03: pd.Series, unit: str) -> str:
    """Median and ninetieth percentile in a sentence."""
    if is_missing(d03["value"]):
        return calendars.instead(d03, _("No case is completed in this period"))
    return _("Half of the cases take {p50} {unit} or less, nine in ten {p90} {unit} or less").format(
        p50=formatting.days(d03["p50"]), p90=formatting.days(d03["p90"]), unit=formatting.counted(unit)
    )


def before_after_title(d06: pd.Series, unit: str) -> str:
    """The reform's effect on the same items."""
    if is_missing(d06["value"]):
        return calendars.instead(d06, _("Too few cases on both sides of a transfer to compare"))
    share = abs(d06["value"]) / d06["mean_before"] * 100 if d06["mean_before"] else None
    faster = _("The same items: {days} {unit} faster since their transfer ({share})")
    slower = _("The same items: {days} {unit} slower since their transfer ({share})")
    text = faster if d06["value"] <= 0 else slower
    days = number(abs(d06["value"]), 2)
    return text.format(days=days, unit=formatting.counted(unit), share=rate(share, 1))


def on_time_title(d07: pd.Series, d09: pd.Series) -> str:
    """Overdue cases and those beyond the law."""
    if is_missing(d07["value"]):
        return _("No completed case has a deadline to judge by")
    said = _(
        "{rate} on time; {late} cases overdue, {law} of them or others beyond the statutory limit"
    ).format(rate=rate(d07["value"]), late=number(d09["numerator"]), law=number(d09["over_statutory"]))
    if is_missing(strict := d09["over_statutory_strict"]) or strict == d09["over_statutory"]:
        return said
    return _("{said} ({strict} if only art. 45 stops the clock)").format(said=said, strict=number(strict))


def open_title(d13: pd.Series) -> str:
    """Open cases that need somebody now."""
    if is_missing(d13["value"]) and not d13["n"]:
        return _("No case is open")
    return _("{late} open cases overdue, {near} due within 2 days").format(
        late=number(d13["value"]), near=number(d13["near_due"])
    )


def slowest_title(rows: pd.DataFrame, unit: str) -> str:
    """Which department's cases take longest."""
    if rows.empty or rows["used"].isna().all():
        return calendars.no_figure() if len(rows) else _("No completed case has both limits")
    enough = rows[(rows["n"] >= FEW) & rows["used"].notna()]
    top = _top(enough if len(enough) else rows, "used")
    return _("{name} takes longest: {used} {unit}, promised {promised}, statutory {statutory}").format(
        name=top["department"],
        used=number(top["used"], 1),
        unit=formatting.counted(unit),
        promised=number(top["promised"], 1),
        statutory=number(top["statutory"], 1),
    )


def month_title(rows: pd.DataFrame, unit: str) -> str:
    """The slowest month against the last one."""
    known = rows[rows["mean"].notna()]
    if len(known) < 2:
        return _("Time used by month")
    last, top = known.iloc[-1], _top(known, "mean")
    return _("{last}: {now} {unit} on average; {top} was the slowest month with {most}").format(
        last=formatting.month(last["month"]),
        now=number(last["mean"], 2),
        unit=formatting.counted(unit),
        top=formatting.month(top["month"]),
        most=number(top["mean"], 2),
    )


def month_rate_title(rows: pd.DataFrame) -> str:
    """The last month's satisfied rate against the lowest."""
    known = rows[rows["value"].notna()]
    if len(known) < 2:
        return _("Satisfied, month by month")
    last, low = known.iloc[-1], known.sort_values("value", kind="stable").iloc[0]
    return _("{last}: {now} satisfied; the lowest month was {low} with {least}").format(
        last=formatting.month(last["month"]),
        now=rate(last["value"]),
        low=formatting.month(low["month"]),
        least=rate(low["value"]),
    )


def channel_title(rows: pd.DataFrame) -> str:
    """Which rating channel has most bad reviews for its size."""
    bad = rows[rows["bad"] > 0].dropna(subset=["channel"])
    if bad.empty:
        return _("No channel has a bad review")
    top = _top(bad, "bad_per_10000")
    return _("Most bad reviews for its size: {name}, {per} per 10,000 ratings").format(
        name=code_lists.label("rating_channel", top["channel"]), per=number(top["bad_per_10000"], 1)
    )


def bad_department_title(rows: pd.DataFrame) -> str:
    """Which department has most bad reviews."""
    bad = rows[rows["bad"] > 0].dropna(subset=["department"])
    if bad.empty:
        return _("No department has a bad review")
    top = _top(bad, "bad")
    return _("{n} departments have bad reviews; {name} has {bad}, the most").format(
        n=number(len(bad)), name=top["department"], bad=number(top["bad"])
    )


@cached_by_content
def batch_title(rows: pd.DataFrame) -> str:
    """Which batches are done, and which one is under way."""
    done = int((rows["transferred"] == rows["items"]).sum())
    late = rows[rows["overdue"] > 0]
    if late.empty:
        return _("{done} of {n} batches complete, none overdue").format(done=done, n=len(rows))
    top = _top(late, "overdue")
    return _("{done} of {n} batches complete; {batch} has {late} overdue items, the most").format(
        done=done, n=len(rows), batch=formatting.batch(top["batch"]), late=number(top["overdue"])
    )


def batch_labels(rows: pd.DataFrame) -> list[str]:
    """第一批, 第二批, …"""
    return [formatting.batch(value) for value in rows["batch"]]
