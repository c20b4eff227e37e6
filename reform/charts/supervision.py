"""Supervision and credit: bars in parts by department, grades from count to count, measures by month."""

import pandas as pd
import plotly.graph_objects as go

from reform.charts.base import Line, Part, bars_in_parts, lines, new_figure
from reform.charts.palette import Palette
from reform.charts.texts import sentences, shares
from reform.common import code_lists, formatting
from reform.common.i18n import gettext as _

GRADES = {"A": "ink", "B": "mid", "M": "faint", "C": "amber", "D": "vermilion"}


def waiting(rows: pd.DataFrame, palette: Palette) -> go.Figure:
    """Hand-offs without an answer by how long they wait.

    ``rows``: up_to_5, to_20, over_20, unanswered, pushed.
    """
    parts = [
        Part(_("up to 5 working days"), "up_to_5", "mid"),
        Part(_("6 to 20 working days"), "to_20", "amber"),
        Part(_("over 20 working days"), "over_20", "vermilion"),
    ]
    return bars_in_parts(rows, parts, sentences(_("{unanswered} of {pushed}"), rows), palette)


def plan_done(rows: pd.DataFrame, palette: Palette) -> go.Figure:
    """Tasks due, done or overdue. ``rows``: planned, done, overdue."""
    rows = rows.assign(due_today=rows["planned"] - rows["done"] - rows["overdue"])
    parts = [
        Part(_("Done"), "done", "ink"),
        Part(_("Due today"), "due_today", "faint"),
        Part(_("Overdue"), "overdue", "vermilion"),
    ]
    shown = [part for part in parts if rows[part.column].any()]
    return bars_in_parts(rows, shown, shares(rows, "done", "planned"), palette)


def in_time_or_late(rows: pd.DataFrame, palette: Palette, *, names: tuple[str, str, str]) -> go.Figure:
    """What was published in time, late, or is past its day and not published; ``names``: these columns."""
    in_time, late, missing = names
    rows = rows.assign(total=rows[list(names)].sum(axis=1))
    parts = [
        Part(_("In time"), in_time, "ink"),
        Part(_("Late"), late, "amber"),
        Part(_("Past the day, not published"), missing, "vermilion"),
    ]
    return bars_in_parts(rows, parts, shares(rows, in_time, "total"), palette)


def credit_grades(rows: pd.DataFrame, palette: Palette) -> go.Figure:
    """Shares of the grades at every count, best below. ``rows``: counted_on, grade, subjects, share."""
    figure = new_figure(palette, 340, barmode="stack", bargap=0.35)
    days = sorted(rows["counted_on"].unique())
    for grade, role in GRADES.items():
        of_grade = rows[rows["grade"] == grade].set_index("counted_on").reindex(days)
        if of_grade["subjects"].notna().sum() == 0:
            continue
        label = code_lists.label("credit_grade", grade)
        figure.add_bar(
            x=[formatting.day(day) for day in days],
            y=of_grade["share"].astype(float),
            name=label,
            marker={"color": getattr(palette, role)},
            customdata=[formatting.number(n) for n in of_grade["subjects"]],
            hovertemplate=f"%{{x}}  {label}  %{{y:.1f}}%  %{{customdata}}<extra></extra>",
        )
    figure.update_layout(legend={"traceorder": "normal"})
    figure.update_xaxes(type="category", autotickangles=[0, 45], fixedrange=True)
    figure.update_yaxes(title={"text": _("% of the subjects graded")}, range=[0, 100], fixedrange=True)
    return figure


def credit_measures(months: pd.DataFrame, palette: Palette) -> go.Figure:
    """Incentives, penalties and repairs by month. ``months``: month, incentives, penalties, repairs."""
    series = [
        Line(code_lists.label("credit_measure", "incentive"), "incentives", "ink"),
        Line(code_lists.label("credit_measure", "penalty"), "penalties", "amber"),
        Line(code_lists.label("credit_measure", "repair"), "repairs", "plan", dash="dot"),
    ]
    return lines(months, series, palette, unit=_("measures a month"), height=340, markers=True)
