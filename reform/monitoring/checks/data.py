"""Checks of a snapshot: is it sound, how old are its data, what in it does not match or rests on guesses."""

from typing import Any

import pandas as pd

from reform.common import formatting
from reform.common.formatting import number
from reform.common.i18n import either, mark
from reform.common.i18n import gettext as _
from reform.metrics import calendars as days
from reform.metrics import freshness, query
from reform.metrics.freshness import Age, Freshness
from reform.models.built import is_built
from reform.models.calendar_table import china_calendar
from reform.monitoring.checks.base import CheckContext, Finding, Severity, check
from reform.pipeline import assertions
from reform.schema.datasets import datasets


@check("snapshot", mark("Snapshot"), mark("The snapshot is whole and its books balance."), worst=Severity.BAD)
def snapshot(context: CheckContext) -> Finding:
    """Whether the snapshot is whole, was built by this program, and its books balance."""
    failures = assertions.failures(context.connection)
    if not is_built(context.connection):
        failures.append(_("built by another version of the program"))
    if not context.county.warehouse.is_intact(context.county.snapshot, thorough=True):
        failures.append(_("its file is no longer what was written"))
    advice = _(
        "Snapshot {id} is not sound: {what}. Undo the last load, or build it anew: python -m reform rebuild."
    )
    advice = advice.format(id=context.county.snapshot, what=formatting.clauses(failures))
    return Finding(len(failures), advice, pd.DataFrame({"what": failures}))


@check("freshness", mark("Freshness"), mark("No dataset is out of date."))
def ages(context: CheckContext) -> Finding:
    """Datasets without news for longer than they may be; the rows are all of them."""
    on = context.county.looked_on(query.last_day(context.connection), context.on)
    every = freshness.ages_in(context.connection, on, context.settings)
    old = freshness.stale(every, every)
    advice = formatting.sentences(age.sentence for age in old)
    return Finding(len(old), advice, pd.DataFrame([_age_row(age) for age in every.values()]))


def _age_row(age: Age) -> dict[str, Any]:
    loaded = age.state is not Freshness.NONE
    return {
        "dataset": age.title,
        "state": age.state.word,
        "last_on": age.last_on if loaded else None,
        "days": age.days if loaded else None,
        "max_age": age.max_age or None,
        "owner": either(age.owner),
    }


@check("calendar", mark("Calendar"), mark("Nothing rests on holidays that are not published."))
def calendar(context: CheckContext) -> Finding:
    """What rests on a year whose holidays are not published."""
    rows = context.ask("health_calendar")
    counts = rows.groupby("kind")["rows"].sum()
    last = china_calendar(context.connection).coverage()[1]
    advice = _(
        "The holidays after {day} are not published: {cases} open cases, {reviews} bad reviews and "
        "{completed} completed cases rest on them and are provisional. "
        "Load the new notice as {dataset}."
    ).format(
        day=formatting.day(last),
        dataset=either(datasets()["calendar"].title),
        cases=number(counts.get("case", 0)),
        reviews=number(counts.get("review", 0)),
        completed=number(counts.get("completed", 0)),
    )
    return Finding(int(counts.sum()), advice, rows[rows["kind"] != "completed"])


@check("calendars", mark("One calendar"), mark("All days used are counted on one calendar."))
def calendars(context: CheckContext) -> Finding:
    """Days used that are counted on several calendars: none of their figures may mix them."""
    rows = context.ask("health_calendars")
    listed = days.listed(rows.set_index("calendar_kind")["cases"])
    rows["calendar_kind"] = [_(days.NAMES[kind]) for kind in rows["calendar_kind"]]
    advice = _(
        "Days used are counted on several calendars: {calendars}. A mean or sum of days over more than one "
        "of them is no figure to show. Correct the calendar of the profile and load its files again, or "
        "filter to what one source handles."
    )
    advice = advice.format(calendars=listed)
    return Finding(len(rows) if len(rows) > 1 else 0, advice, rows)


@check("extensions", mark("Extensions"), mark("No extension is longer than the 10 days of the law."))
def extensions(context: CheckContext) -> Finding:
    """Extensions longer than the law grants; they count as approved."""
    rows = context.ask("health_extensions")
    advice = _(
        "{n} cases were extended by more than 10 days, which is what the law allows (art. 42; 15 "
        "where several bodies decide together). They count as approved: check that another law or "
        "regulation allows it."
    )
    return Finding(len(rows), advice.format(n=number(len(rows))), rows)


@check("unmatched", mark("Unmatched cases"), mark("Every case belongs to an item of the list."))
def unmatched(context: CheckContext) -> Finding:
    """Cases of no item of the list."""
    rows = context.ask("health_unmatched")
    count = int(rows["cases"].sum())
    advice = _(
        "{n} cases belong to no item of the list, most under {example}. Correct their codes, or add the "
        "items to the list, and load it again."
    )
    example = "—" if rows.empty else _example(rows.iloc[0])
    return Finding(count, advice.format(n=number(count), example=example), rows)


def _example(row: "pd.Series[Any]") -> str:
    return next(
        (str(row[name]) for name in ("item_code", "item_name", "department") if not pd.isna(row[name])), "—"
    )


@check("strays", mark("Stray rows"), mark("Every stage and pause has its item or case."))
def strays(context: CheckContext) -> Finding:
    """Stages of unknown items, special procedures of unknown cases."""
    rows = context.ask("health_strays")
    count = int(rows["rows"].sum())
    advice = _(
        "{n} stage or pause rows name an item or case that is not loaded: they count nowhere. "
        "Check their codes."
    )
    return Finding(count, advice.format(n=number(count)), rows)


@check("departments", mark("Departments' names"), mark("Every department's name is known."), "files")
def departments(context: CheckContext) -> Finding:
    """Names of departments nobody knows."""
    rows = context.ask("unknown_departments")
    advice = _("{n} names of departments are unknown. Say on the page Files which department each is.")
    return Finding(len(rows), advice.format(n=number(len(rows))))


@check("rejects", mark("Refused cells"), mark("No refused cell waits for correction."), "files")
def rejects(context: CheckContext) -> Finding:
    """Refused cells that have not come back corrected."""
    rows = context.ask("rejects")
    advice = _("{n} refused cells wait for correction. Correct them in their file and load it again.")
    return Finding(len(rows), advice.format(n=number(len(rows))))
