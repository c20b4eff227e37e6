"""Chart titles that say the finding, and the sentences under the figures. Made from data, in words."""

from typing import Any

import pandas as pd

from reform.common import code_lists, formatting
from reform.common.formatting import is_missing, number, rate
from reform.common.i18n import gettext as _
from reform.common.markdown import Marked
from reform.metrics import calendars
from reform.metrics.targets import Target
from reform.reports.insights.wording import highest, lowest, no_value, say, with_value

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
    if gap_items == 0:
        return _("Exactly on plan")
    text = _("{n} items behind plan") if gap_items < 0 else _("{n} items ahead of plan")
    return say(text, n=abs(gap_items))


def plan_sentence(t03: pd.Series, t05: pd.Series) -> str:
    """Share transferred, share planned, gap in words."""
    if no_value(t03):
        return _("No item list is loaded.")
    gap = t05["value"]
    share = say(Marked(_("**{value:%}** of {denominator} items")), t03)
    if is_missing(gap):
        return say(Marked(_("{share}; no planned day is loaded")), share=share)
    planned = say(Marked(_("plan to date **{planned_rate:%}**")), t05)
    distance = _("on plan")
    if gap:
        behind = Marked(_("**{points:.2}** points behind"))
        distance = say(behind if gap < 0 else Marked(_("**{points:.2}** points ahead")), points=abs(gap))
    text = Marked(_("{share} · {planned}, {distance}"))
    return say(text, share=share, planned=planned, distance=distance)


def in_place_sentence(t06: pd.Series, t04: pd.Series) -> str:
    """Items overdue, and the share that is in operation with everything handed over."""
    text = Marked(_("**{n}** overdue · in operation with all five handovers {rate:%}"))
    return say(text, n=t06["value"], rate=t04["value"])


def saved_sentence(saved: pd.Series, basis: str, mean_limit: Any, mean_used: Any) -> str:
    """Days saved a case, and what they are measured against."""
    if no_value(saved):
        return calendars.instead(saved, _("No completed case has a limit to compare with."))
    sentence = say(Marked(_("**{per_case:.1}** a case over {n} cases")), saved)
    if is_missing(mean_limit) or is_missing(mean_used):
        return sentence
    against = {
        "statutory": _("statutory {limit:.1} → actual {used:.1}"),
        "promise": _("promised {limit:.1} → actual {used:.1}"),
        "transfer": _("before {limit:.1} → after {used:.1}"),
    }[basis]
    compared = say(against, limit=mean_limit, used=mean_used)
    return say(Marked(_("{sentence} ({compared})")), sentence=sentence, compared=compared)


def target_sentence(value: Any, target: Target | None, *, name: str) -> str:
    """Target, actual and the gap between them in words."""
    if is_missing(value):
        return say(_("{name}: no figure yet"), name=name)
    if target is None:
        return say(Marked(_("{name} **{value:%}**, no target set")), name=name, value=value)
    gap = value - target.value
    text = (
        _("target reached, {points:.2} points above")
        if gap >= 0
        else _("{points:.2} points short of the target")
    )
    return say(
        Marked(_("{name} **{value:%}**, target {target:%0}: {reached}")),
        name=name,
        value=value,
        target=target.value,
        reached=say(text, points=abs(gap)),
    )


def satisfied_sentence(satisfied: pd.Series, bad: pd.Series) -> str:
    """Bad reviews first: the rate itself cannot discriminate."""
    if no_value(satisfied):
        return _("No valid rating is loaded.")
    return say(
        Marked(_("**{numerator}** bad reviews, **{value:.2}** per 10,000 cases  ·  {valid} valid ratings")),
        bad,
        valid=satisfied["n"],
    )


def change(now: Any, before: Any, unit: str, *, digits: int = 0) -> str:
    """The change on last week in words; equal and unknown are said too."""
    if is_missing(now) or is_missing(before):
        return _("no figure a week ago")
    if round(now - before, digits) == 0:
        return _("unchanged on last week")
    return say(_("{change} {unit} on last week"), change=number(now - before, digits, signed=True), unit=unit)


def transfer_title(t05: pd.Series, t06: pd.Series) -> str:
    """The transfer curve's finding."""
    if not t05["n"]:
        return _("No item list is loaded")
    if no_value(t05):
        return _("No plan to compare with")
    return say(_("{gap}, {late} overdue"), gap=against_plan(t05["numerator"]), late=t06["value"])


def limits_title(limits: pd.DataFrame, unit: str) -> str:
    """How much shorter a promised case is than the law allows, in this unit of days."""
    if limits.empty or is_missing((row := limits.iloc[0])["used"]):
        return calendars.no_figure() if len(limits) else _("No completed case has both limits")
    less = row["statutory"] - row["used"]
    text = _("A case takes {days:.1} {unit} less than the law allows")
    if less < 0:
        text = _("A case takes {days:.1} {unit} more than the law allows")
    return say(text, days=abs(less), unit=formatting.counted(unit))


def reviews_title(s05: pd.Series, s06: pd.Series) -> str:
    """Bad reviews and those past their deadline."""
    if no_value(s05):
        return _("No valid rating is loaded")
    overdue = 0 if is_missing(s06.get("overdue")) else s06["overdue"]
    return say(_("{numerator} bad reviews, {overdue} past their deadline"), s05, overdue=overdue)


def furthest_behind(rows: pd.DataFrame, labels: list[str]) -> str:
    """Which of the units is furthest behind its plan, in points."""
    gaps = (100 * (rows["planned"] - rows["numerator"]) / rows["denominator"]).to_list()
    most, name = max(zip(gaps, labels, strict=True), default=(0, ""))
    if most <= 0:
        return _("none is behind plan")
    return say(_("{name} is furthest behind plan, by {points:.2} points"), name=name, points=most)


def department_title(rows: pd.DataFrame) -> str:
    """Which department is furthest behind its own plan."""
    behind = rows.assign(gap=rows["planned"] - rows["numerator"])
    late = behind[behind["gap"] > 0]
    if late.empty:
        return _("Every department is on plan")
    text = _("{n} of {total} departments are behind plan; {department} by {gap} items, the most")
    return say(text, highest(late, "gap"), n=len(late), total=len(rows))


def distribution_title(d03: pd.Series, unit: str) -> str:
    """Median and ninetieth percentile in a sentence."""
    if no_value(d03):
        return calendars.instead(d03, _("No case is completed in this period"))
    text = _("Half of the cases take {p50:days} {unit} or less, nine in ten {p90:days} {unit} or less")
    return say(text, d03, unit=formatting.counted(unit))


def before_after_title(d06: pd.Series, unit: str) -> str:
    """The reform's effect on the same items."""
    if no_value(d06):
        return calendars.instead(d06, _("Too few cases on both sides of a transfer to compare"))
    gap, before = abs(d06["value"]), d06["mean_before"]
    text = _("The same items: {days:.2} {unit} slower since their transfer ({share:%1})")
    if d06["value"] <= 0:
        text = _("The same items: {days:.2} {unit} faster since their transfer ({share:%1})")
    share = gap / before * 100 if before else None
    return say(text, days=gap, unit=formatting.counted(unit), share=share)


def on_time_title(d07: pd.Series, d09: pd.Series) -> str:
    """Overdue cases and those beyond the law."""
    if no_value(d07):
        return _("No completed case has a deadline to judge by")
    text = _(
        "{rate} on time; {numerator} cases overdue, {over_statutory} of them or others "
        "beyond the statutory limit"
    )
    on_time = say(text, d09, rate=rate(d07["value"]))
    strict = d09["over_statutory_strict"]
    if is_missing(strict) or strict == d09["over_statutory"]:
        return on_time
    return say(_("{on_time} ({strict} if only art. 45 stops the clock)"), on_time=on_time, strict=strict)


def open_title(d13: pd.Series) -> str:
    """Open cases that need somebody now."""
    if no_value(d13) and not d13["n"]:
        return _("No case is open")
    return say(_("{value} open cases overdue, {near_due} due within 2 days"), d13)


def slowest_title(rows: pd.DataFrame, unit: str) -> str:
    """Which department's cases take longest."""
    if rows.empty or rows["used"].isna().all():
        return calendars.no_figure() if len(rows) else _("No completed case has both limits")
    enough = rows[(rows["n"] >= FEW) & rows["used"].notna()]
    slowest = highest(enough if len(enough) else rows, "used")
    text = _("{department} takes longest: {used:.1} {unit}, promised {promised:.1}, statutory {statutory:.1}")
    return say(text, slowest, unit=formatting.counted(unit))


def month_title(rows: pd.DataFrame, unit: str) -> str:
    """The slowest month against the last one."""
    measured = with_value(rows, "mean")
    if len(measured) < 2:
        return _("Time used by month")
    text = _(
        "{last[month]:month}: {last[mean]:.2} {unit} on average; "
        "{top[month]:month} was the slowest month with {top[mean]:.2}"
    )
    return say(text, last=measured.iloc[-1], top=highest(measured, "mean"), unit=formatting.counted(unit))


def month_rate_title(rows: pd.DataFrame) -> str:
    """The last month's satisfied rate against the lowest."""
    measured = with_value(rows)
    if len(measured) < 2:
        return _("Satisfied, month by month")
    text = _(
        "{last[month]:month}: {last[value]:%} satisfied; "
        "the lowest month was {low[month]:month} with {low[value]:%}"
    )
    return say(text, last=measured.iloc[-1], low=lowest(measured))


def channel_title(rows: pd.DataFrame) -> str:
    """Which rating channel has most bad reviews for its size."""
    bad = rows[rows["bad"] > 0].dropna(subset=["channel"])
    if bad.empty:
        return _("No channel has a bad review")
    most = highest(bad, "bad_per_10000")
    text = _("Most bad reviews for its size: {channel}, {bad_per_10000:.1} per 10,000 ratings")
    return say(text, most, channel=code_lists.label("rating_channel", most["channel"]))


def bad_department_title(rows: pd.DataFrame) -> str:
    """Which department has most bad reviews."""
    bad = rows[rows["bad"] > 0].dropna(subset=["department"])
    if bad.empty:
        return _("No department has a bad review")
    return say(
        _("{n} departments have bad reviews; {department} has {bad}, the most"),
        highest(bad, "bad"),
        n=len(bad),
    )


def batch_title(rows: pd.DataFrame) -> str:
    """Which batches are done, and which one is under way."""
    done = (rows["transferred"] == rows["items"]).sum()
    late = rows[rows["overdue"] > 0]
    if late.empty:
        return say(_("{done} of {n} batches complete, none overdue"), done=done, n=len(rows))
    most = highest(late, "overdue")
    text = _("{done} of {n} batches complete; {batch} has {overdue} overdue items, the most")
    return say(text, done=done, n=len(rows), batch=formatting.batch(most["batch"]), overdue=most["overdue"])


def batch_labels(rows: pd.DataFrame) -> list[str]:
    """第一批, 第二批, …"""
    return [formatting.batch(value) for value in rows["batch"]]
