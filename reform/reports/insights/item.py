"""What an item's own page says in its titles. Made from data, in words."""

from typing import Any

import pandas as pd

from reform.common import code_lists, formatting
from reform.common.formatting import is_missing
from reform.common.i18n import gettext as _
from reform.reports.insights.wording import say


def who(item: pd.Series) -> str:
    """Whose item it was, in which batch, who supervises it."""
    parts = [
        say(_("original department {name}"), name=_named(item["department"])),
        say(_("supervised by {name}"), name=_named(item["supervising_department"])),
        formatting.batch(item["batch"]),
        code_lists.label("domain", item["domain"]) if isinstance(item["domain"], str) else "",
    ]
    return " · ".join(filter(None, parts))


def _named(name: Any) -> str:
    return name if isinstance(name, str) else formatting.MISSING


def stage_title(item: pd.Series) -> str:
    """Where the item stands, and since when."""
    stage = code_lists.label("stage", item["stage"])
    if is_missing(item["stage_on"]):
        return say(_("{stage}: no stage is recorded"), stage=stage)
    day = formatting.day(item["stage_on"].date())
    since = say(_("{stage} since {day}, {flags} of 5 handovers"), stage=stage, day=day, flags=item["flags"])
    if is_missing(item["days_late"]):
        return since
    return say(_("{since}; {days_late} working days overdue"), item, since=since)


def limits_title(item: pd.Series) -> str:
    """Statutory and promised limit side by side."""
    statutory, promised = (
        formatting.limit(*(item[f"{stem}_{part}"] for part in ("days", "unit", "kind")))
        for stem in ("statutory", "promised")
    )
    return say(_("Statutory {statutory}, promised {promised}"), statutory=statutory, promised=promised)


def weeks_title(weeks: pd.DataFrame, unit: str) -> str:
    """How many cases, how long they took on average in this unit of days."""
    if weeks.empty:
        return _("No case of this item is completed")
    text = _("{n} cases completed, {mean:.2} {unit} on average")
    return say(text, n=weeks["n"].sum(), mean=mean_days(weeks), unit=formatting.counted(unit))


def mean_days(weeks: pd.DataFrame) -> float | None:
    """The mean over all cases of some weeks (``n``, ``mean``); None without any, or where one is missing."""
    if weeks.empty or weeks["mean"].isna().any():
        return None
    return float((weeks["n"] * weeks["mean"]).sum() / weeks["n"].sum())


def ratings_title(ratings: pd.DataFrame) -> str:
    """How many valid ratings, how many of them bad."""
    if ratings.empty:
        return _("No valid rating of this item")
    bad = ratings.loc[ratings["level"].isin(["4", "5"]), "ratings"].sum()
    return say(_("{n} valid ratings, {bad} of them bad"), n=ratings["ratings"].sum(), bad=bad)


def moved_title(disputes: pd.DataFrame, plans: pd.DataFrame) -> str:
    """How often the item was in dispute and its plan was moved."""
    if disputes.empty and plans.empty:
        return _("No dispute, and the plan was never moved")
    text = _("{disputes} disputes; the plan was moved {times} times")
    return say(text, disputes=len(disputes), times=len(plans))
