"""Charts of the transfer: against its plan, how far it has come, what holds it up."""

from datetime import date

import pandas as pd

from reform.common import code_lists
from reform.common.i18n import gettext as _
from reform.reports.insights import bottlenecks, common, forecast
from reform.reports.meeting_pack.chart_spec import MOST, Picture, Series, days, values
from reform.reports.meeting_pack.context import Material
from reform.reports.meeting_pack.tables import progress


def transfer(material: Material) -> Picture | None:
    """The transfer against its plan, and the projection."""
    curve = material.rows("transfer_curve")
    if curve.empty or not curve["total"].max():
        return None
    projection = forecast.of(curve, material.row("transfer_scope"))
    series = [
        Series(_("Plan"), values(curve["planned"]), "plan"),
        Series(_("Actual"), values(curve["transferred"]), "ink"),
    ]
    if projection.band is not None:
        projected = _at(days(curve["day"]), projection.band, material.scope.as_of)
        series.append(Series(_("Projected"), projected, "projected"))
    return Picture(
        "curve",
        common.transfer_title(material.row("T05"), material.row("T06")),
        _("Cumulative items at each week's end"),
        "line",
        days(curve["day"]),
        series,
        ("T02", "T03", "T05", "T06"),
        unit=_("items"),
        said=projection.text,
    )


def _at(weeks_of: list[date], band: pd.DataFrame, as_of: date) -> list[float | None]:
    """The projection's median in the weeks of the curve; missing before the as-of date."""
    middle = [float(value) for value in band["middle"]]
    weeks = [(day - as_of).days // 7 for day in weeks_of]
    return [middle[min(week, len(middle) - 1)] if week >= 0 else None for week in weeks]


def _against_plan(key: str, title: str, rows: pd.DataFrame, labels: list[str], *codes: str) -> Picture:
    return Picture(
        key,
        title,
        _("Items transferred, and what is missing to the plan to date"),
        "stacked",
        labels,
        [
            Series(_("Transferred"), values(rows["transferred"]), "ink"),
            Series(_("Missing to the plan to date"), values(rows["gap"].clip(lower=0)), "amber"),
            Series(
                _("Planned later"),
                values(rows["items"] - rows["transferred"] - rows["gap"].clip(lower=0)),
                "faint",
            ),
        ],
        codes,
        unit=_("items"),
    )


def batches(material: Material) -> Picture | None:
    """Each batch against its plan."""
    rows = progress(material.rows("T05", "batch").dropna(subset=["batch"]))
    if rows.empty:
        return None
    title = common.batch_title(material.rows("batches"))
    return _against_plan("batches", title, rows, common.batch_labels(rows), "T03", "T05")


def departments(material: Material) -> Picture | None:
    """The departments furthest behind their plan."""
    rows = progress(material.rows("T05", "department").dropna(subset=["department"]))
    if rows.empty:
        return None
    title = common.department_title(rows.assign(numerator=rows["transferred"]))
    rows = rows.sort_values(["gap", "items"], ascending=False, kind="stable").head(MOST)
    return _against_plan("departments", title, rows, list(rows["department"]), "T03", "T05")


def funnel(material: Material) -> Picture | None:
    """How far the items have come."""
    rows = material.rows("stage_funnel")
    stages = rows[~rows["is_aside"]]
    if not rows["total"].max():
        return None
    return Picture(
        "funnel",
        bottlenecks.funnel_title(rows),
        _("Items that have come at least as far as each stage"),
        "bars",
        [code_lists.label("stage", code) for code in stages["stage"]],
        [Series(_("Items"), values(stages["reached"]))],
        ("T02", "T04"),
        unit=_("items"),
        said=bottlenecks.aside_sentence(rows),
    )


def handovers(material: Material) -> Picture | None:
    """Which of the five handovers lacks."""
    rows = material.rows("handovers")
    if rows.empty or not rows["transferred"].max():
        return None
    return Picture(
        "handovers",
        bottlenecks.handover_title(rows),
        _("Transferred items by handover"),
        "stacked",
        [code_lists.label("stage", flag) for flag in rows["flag"]],
        [
            Series(_("In place"), values(rows["have"]), "ink"),
            Series(_("Lacking"), values(rows["lacking"]), "amber"),
        ],
        ("T04",),
        unit=_("items"),
    )


def disputes(material: Material) -> Picture | None:
    """Open disputes by kind and age."""
    rows = material.rows("dispute_ageing")
    rows = rows[rows["split"] == "kind"].head(MOST)
    if rows.empty:
        return None
    return Picture(
        "disputes",
        bottlenecks.disputes_title(material.row("T08"), material.row("T09")),
        _("Open disputes by kind, and for how long they are open"),
        "stacked",
        [code_lists.label("dispute_kind", kind) for kind in rows["kind"]],
        [
            Series(_("Up to 30 days"), values(rows["up_to_30"]), "faint"),
            Series(_("31–90 days"), values(rows["to_90"]), "mid"),
            Series(_("Over 90 days"), values(rows["over_90"]), "amber"),
        ],
        ("T08", "T09"),
        unit=_("disputes"),
    )


def owed(material: Material) -> Picture | None:
    """Who owes what is overdue."""
    rows = material.rows("overdue_by_owner")
    if rows.empty:
        return None
    title = bottlenecks.owed_title(rows)
    rows = rows.head(MOST)
    return Picture(
        "owed",
        title,
        _("Transfers and disputes past their day, by the unit that owes them"),
        "stacked",
        [bottlenecks.unit(owner) for owner in rows["owner"]],
        [
            Series(_("Transfers"), values(rows["transfers"]), "ink"),
            Series(_("Disputes"), values(rows["disputes"]), "amber"),
        ],
        ("T06", "T09"),
        unit=_("matters"),
    )
