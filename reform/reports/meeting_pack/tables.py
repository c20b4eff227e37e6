"""The tables of the pack: each with its name, headers and the metrics it is of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from reform.common import code_lists
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.metrics import calendars
from reform.reports.insights import common
from reform.reports.meeting_pack.context import Material
from reform.reports.meeting_pack.figures import figures

OVERDUE_KINDS = {
    "transfer": mark("Transfer overdue"),
    "dispute": mark("Dispute overdue"),
    "review": mark("Bad review open"),
    "case": mark("Case overdue"),
}


@dataclass(frozen=True)
class Table:
    """A table as it is printed: ``frame`` has the headers of the paper and real numbers and dates."""

    key: str
    title: str
    frame: pd.DataFrame
    codes: tuple[str, ...]


def _table(key: str, title: str, rows: pd.DataFrame, columns: Mapping[str, str], *codes: str) -> Table | None:
    """None where there is nothing to print."""
    if rows.empty:
        return None
    return Table(key, title, rows[list(columns)].rename(columns=dict(columns)), codes)


def all_figures(material: Material) -> Table | None:
    """Every indicator with n/N."""
    known = figures(material)
    rows = pd.DataFrame(
        [(f.code, f.name, f.value, f.unit, f.numerator, f.denominator, f.n) for f in known],
        columns=["code", "name", "value", "unit", "numerator", "denominator", "n"],
    )
    columns = {
        "code": _("Code"),
        "name": _("Indicator"),
        "value": _("Figure"),
        "unit": _("Unit"),
        "numerator": _("Numerator"),
        "denominator": _("Denominator"),
        "n": "n",
    }
    return _table("figures", _("Figures"), rows, columns, *(f.code for f in known))


PROGRESS = {
    "items": mark("Items"),
    "planned": mark("Planned by now"),
    "transferred": mark("Transferred"),
    "rate": mark("Transfer rate (%)"),
    "gap": mark("Behind plan (items)"),
}


def progress(rows: pd.DataFrame) -> pd.DataFrame:
    """T05's rows read as items: items, planned, transferred, rate in %, gap (behind the plan is positive)."""
    transferred = rows["numerator"] + rows["planned"]
    return rows.assign(
        items=rows["denominator"],
        transferred=transferred,
        rate=100 * transferred / rows["denominator"],
        gap=rows["planned"] - transferred,
    )


def by_batch(material: Material) -> Table | None:
    """Each batch against its plan."""
    rows = progress(material.rows("T05", "batch").dropna(subset=["batch"]))
    dates = material.rows("batches").set_index("batch")[["starts_on", "ends_on", "overdue"]]
    rows = rows.join(dates, on="batch").assign(label=common.batch_labels(rows))
    columns = {
        "label": _("Batch"),
        "starts_on": _("Plan begins"),
        "ends_on": _("Plan ends"),
        **_said(PROGRESS),
        "overdue": _("Overdue"),
    }
    return _table("batches", _("Progress by batch"), rows, columns, "T03", "T05", "T06")


def by_department(material: Material) -> Table | None:
    """Each department against its plan, furthest behind first."""
    rows = progress(material.rows("T05", "department").dropna(subset=["department"]))
    rows = rows.sort_values(["gap", "items"], ascending=False, kind="stable")
    columns = {"department": _("Department"), **_said(PROGRESS)}
    return _table("departments", _("Progress by department"), rows, columns, "T03", "T05")


def by_domain(material: Material) -> Table | None:
    """Each domain against its plan."""
    rows = progress(material.rows("T05", "domain").dropna(subset=["domain"]))
    rows = rows.assign(label=[code_lists.label("domain", code) for code in rows["domain"]])
    columns = {"label": _("Domain"), **_said(PROGRESS)}
    return _table("domains", _("Progress by domain"), rows, columns, "T03", "T05")


def attention(material: Material) -> Table | None:
    """What is past its day and who owes it, earliest due first."""
    rows = material.rows("red_list")
    rows = rows.assign(kind=[_(OVERDUE_KINDS[kind]) for kind in rows["kind"]])
    columns = {
        "kind": _("Kind"),
        "subject": _("Item"),
        "owner": _("Owed by"),
        "due_on": _("Was due"),
        "days_late": _("Overdue (working days)"),
        "reference": _("Number"),
    }
    return _table("red_list", _("Needs attention"), *calendars.by_row(rows, columns), "red_list")


def handovers(material: Material) -> Table | None:
    """The five handovers of the items transferred."""
    rows = material.rows("handovers")
    rows = rows.assign(label=[code_lists.label("stage", flag) for flag in rows["flag"]])
    columns = {
        "label": _("Handover"),
        "have": _("In place"),
        "lacking": _("Lacking"),
        "transferred": _("Transferred"),
    }
    return _table("handovers", _("Handovers"), rows, columns, "T04")


def limits(material: Material) -> Table | None:
    """Three limits by department, slowest first; few cases last."""
    rows = material.rows("three_limits", "department").dropna(subset=["department"])
    rows = common.well_founded_first(rows.sort_values("used", ascending=False, kind="stable"))
    columns = {
        "department": _("Department"),
        "statutory": _("Statutory"),
        "promised": _("Promised"),
        "used": _("Actual"),
        "n": _("Cases"),
    }
    return _table("limits", _("Three limits by department"), rows, columns, "three_limits")


def months(material: Material) -> Table | None:
    """Days used of the completed cases by month."""
    rows = material.rows("D03", "month")
    columns = {"month": _("Month"), "mean": _("Mean"), "p50": "P50", "p90": "P90", "n": _("Cases")}
    return _table("months", material.worded("D03", _("Working days by month")), rows, columns, "D03")


def ratings(material: Material) -> Table | None:
    """Valid ratings, bad ones and what became of them by department."""
    rows = material.rows("ratings_by_department").dropna(subset=["department"])
    columns = {
        "department": _("Department"),
        "ratings": _("Ratings"),
        "very_satisfied": _("Very satisfied"),
        "bad": _("Bad reviews"),
        "rectified_in_time": _("rectified in time"),
        "overdue": _("Overdue"),
    }
    return _table("ratings", _("Ratings by department"), rows, columns, "S03", "S05", "S06")


def disputes(material: Material) -> Table | None:
    """Every open dispute with its state; the decision proposed is for the meeting to write."""
    rows = material.rows("dispute_list")
    rows = rows[rows["state"] != "settled"]
    rows = rows.assign(
        kind=_coded("dispute_kind", rows["kind"]),
        state=[_(DISPUTE_STATES[state]) for state in rows["state"]],
        subject=rows["item_name"].fillna(rows["focus"]),
        review_result=_coded("review_result", rows["review_result"]),
    )
    columns = {
        "dispute_no": _("Number"),
        "kind": _("Kind"),
        "subject": _("Item"),
        "side": _("One side"),
        "other_side": _("Other side"),
        "raised_on": _("Raised"),
        "due_on": _("Due"),
        "days_late": _("Overdue (working days)"),
        "state": _("State"),
        "review_result": _("Review"),
        "owing": _("Owed by"),
    }
    return _table("disputes", _("Open disputes"), rows, columns, "dispute_list")


DISPUTE_STATES = {
    "raised": mark("not yet coordinated"),
    "coordinated": mark("being coordinated"),
    "reviewed": mark("awaiting a decision"),
    "decided": mark("decided, not settled"),
    "settled": mark("settled"),
}


def curve(material: Material) -> Table | None:
    """The transfer week by week."""
    columns = {
        "day": _("Day"),
        "planned": _("Planned"),
        "first_planned": _("First plan"),
        "transferred": _("Transferred"),
        "total": _("Items"),
    }
    rows = material.rows("transfer_curve")
    return _table("curve", _("Transfer curve"), rows[rows["total"] > 0], columns, "T02", "T05")


def centre(material: Material) -> Table | None:
    """Every count of the service centre."""
    columns = {
        "recorded_on": _("Counted on"),
        "departments": _("Departments in the centre"),
        "items": _("Items in the centre"),
        "windows": _("Windows"),
        "staff": _("Window staff"),
        "posts": _("Posts"),
        "terminals": _("Terminals"),
    }
    return _table("centre", _("Counts of the centre"), material.rows("centre_counts"), columns, "O08")


def hall(material: Material) -> Table | None:
    """The hall month by month."""
    columns = {
        "month": _("Month"),
        "days": _("Days on record"),
        "visits_a_day": _("Visits a day"),
        "taken_a_day": _("Cases taken a day"),
        "finished_a_day": _("Cases finished a day"),
    }
    return _table("hall", _("The hall by month"), material.rows("hall_months"), columns, "V01")


def _coded(name: str, column: pd.Series) -> pd.Series:
    """Codes as a reader sees them; what is missing stays missing."""
    return column.map(lambda code: code_lists.label(name, code) if isinstance(code, str) else None)


def _said(columns: Mapping[str, str]) -> dict[str, str]:
    return {name: _(header) for name, header in columns.items()}


ALL: tuple[Callable[[Material], Table | None], ...] = (
    all_figures,
    by_batch,
    by_department,
    by_domain,
    curve,
    attention,
    handovers,
    disputes,
    limits,
    months,
    ratings,
    centre,
    hall,
)


def tables(material: Material) -> list[Table]:
    """Every table that has rows."""
    made = (make(material) for make in ALL)
    return [table for table in made if table is not None]
