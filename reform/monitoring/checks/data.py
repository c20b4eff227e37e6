"""Checks of a snapshot: is it sound, how old are its data, what in it does not match or rests on guesses."""

from typing import Any

import pandas as pd

from reform.common import formatting
from reform.common.formatting import number
from reform.common.i18n import either
from reform.common.i18n import gettext as _
from reform.metrics import calendars as days
from reform.metrics import freshness, query
from reform.metrics.freshness import Age, Freshness
from reform.models.build import is_built
from reform.models.calendar_table import china_calendar
from reform.monitoring.checks.base import CheckContext, Finding
from reform.pipeline import assertions
from reform.schema.datasets import datasets


def snapshot(patient: CheckContext) -> Finding:
    """Whether the snapshot is whole, was built by this program, and its books balance."""
    failures = assertions.failures(patient.connection)
    if not is_built(patient.connection):
        failures.append(_("built by another version of the program"))
    if not patient.county.warehouse.is_intact(patient.county.snapshot, thorough=True):
        failures.append(_("its file is no longer what was written"))
    said = _(
        "Snapshot {id} is not sound: {what}. Undo the last load, or build it anew: python -m reform rebuild."
    )
    said = said.format(id=patient.county.snapshot, what=formatting.clauses(failures))
    return Finding(len(failures), said, pd.DataFrame({"what": failures}))


def ages(patient: CheckContext) -> Finding:
    """Datasets without news for longer than they may be; the rows are all of them."""
    on = patient.county.looked_on(query.last_day(patient.connection), patient.on)
    known = freshness.ages_in(patient.connection, on, patient.settings)
    old = freshness.stale(known, known)
    said = formatting.sentences(age.sentence for age in old)
    return Finding(len(old), said, pd.DataFrame([_age_row(age) for age in known.values()]))


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


def calendar(patient: CheckContext) -> Finding:
    """What rests on a year whose holidays are not published."""
    rows = patient.ask("health_calendar")
    counts = rows.groupby("kind")["rows"].sum()
    last = china_calendar(patient.connection).coverage()[1]
    said = _(
        "The holidays after {day} are not published: {cases} open cases, {reviews} bad reviews and "
        "{completed} completed cases rest on them and are provisional. "
        "Load the new notice as {dataset}."
    ).format(
        day=formatting.day(last),
        dataset=either(datasets()["calendar"].title),
        cases=formatting.number(counts.get("case", 0)),
        reviews=formatting.number(counts.get("review", 0)),
        completed=formatting.number(counts.get("completed", 0)),
    )
    return Finding(int(counts.sum()), said, rows[rows["kind"] != "completed"])


def calendars(patient: CheckContext) -> Finding:
    """Days used that are counted on several calendars: none of their figures may mix them."""
    rows = patient.ask("health_calendars")
    listed = days.listed(rows.set_index("calendar_kind")["cases"])
    rows["calendar_kind"] = [_(days.NAMES[kind]) for kind in rows["calendar_kind"]]
    said = _(
        "Days used are counted on several calendars: {calendars}. A mean or sum of days over more than one "
        "of them is no figure to show. Correct the calendar of the profile and load its files again, or "
        "filter to what one source handles."
    )
    said = said.format(calendars=listed)
    return Finding(len(rows) if len(rows) > 1 else 0, said, rows)


def extensions(patient: CheckContext) -> Finding:
    """Extensions longer than the law grants; they count as approved."""
    rows = patient.ask("health_extensions")
    said = _(
        "{n} cases were extended by more than 10 days, which is what the law allows (art. 42; 15 "
        "where several bodies decide together). They count as approved: check that another law or "
        "regulation allows it."
    )
    return Finding(len(rows), said.format(n=number(len(rows))), rows)


def unmatched(patient: CheckContext) -> Finding:
    """Cases of no item of the list."""
    rows = patient.ask("health_unmatched")
    count = int(rows["cases"].sum())
    said = _(
        "{n} cases belong to no item of the list, most under {example}. Correct their codes, or add the "
        "items to the list, and load it again."
    )
    example = "—" if rows.empty else _first_said(rows.iloc[0])
    return Finding(count, said.format(n=formatting.number(count), example=example), rows)


def _first_said(row: "pd.Series[Any]") -> str:
    return next(
        (str(row[name]) for name in ("item_code", "item_name", "department") if not pd.isna(row[name])), "—"
    )


def strays(patient: CheckContext) -> Finding:
    """Stages of unknown items, special procedures of unknown cases."""
    rows = patient.ask("health_strays")
    count = int(rows["rows"].sum())
    said = _(
        "{n} stage or pause rows name an item or case that is not loaded: they count nowhere. "
        "Check their codes."
    )
    return Finding(count, said.format(n=formatting.number(count)), rows)


def departments(patient: CheckContext) -> Finding:
    """Names of departments nobody knows."""
    rows = patient.ask("unknown_departments")
    said = _("{n} names of departments are unknown. Say on the page Files which department each is.")
    return Finding(len(rows), said.format(n=formatting.number(len(rows))))


def rejects(patient: CheckContext) -> Finding:
    """Refused cells that have not come back corrected."""
    rows = patient.ask("rejects")
    said = _("{n} refused cells wait for correction. Correct them in their file and load it again.")
    return Finding(len(rows), said.format(n=formatting.number(len(rows))))
