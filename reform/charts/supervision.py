"""Supervision and credit: bars in parts by department, grades from count to count, measures by month."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from reform.charts.base import month_axis, new_figure
from reform.charts.bottlenecks import Part, in_parts
from reform.charts.palette import Palette
from reform.common import code_lists, formatting
from reform.common.i18n import gettext as _


def waiting(rows: pd.DataFrame, labels: Sequence[str], palette: Palette) -> go.Figure:
    """Hand-offs without an answer by how long they wait.

    ``rows``: up_to_5, to_20, over_20, unanswered, pushed.
    """
    return in_parts(
        labels,
        [
            Part(_("up to 5 working days"), rows["up_to_5"], palette.mid),
            Part(_("6 to 20 working days"), rows["to_20"], palette.amber),
            Part(_("over 20 working days"), rows["over_20"], palette.vermilion),
        ],
        [
            _("{n} of {total}").format(n=formatting.number(n), total=formatting.number(total))
            for n, total in zip(rows["unanswered"], rows["pushed"], strict=True)
        ],
        palette,
    )


def plan_done(rows: pd.DataFrame, labels: Sequence[str], palette: Palette) -> go.Figure:
    """Tasks due, done or overdue. ``rows``: planned, done, overdue."""
    still = rows["planned"] - rows["done"] - rows["overdue"]  # due on the as-of date itself
    parts = [
        Part(_("Done"), rows["done"], palette.ink),
        Part(_("Due today"), still, palette.faint),
        Part(_("Overdue"), rows["overdue"], palette.vermilion),
    ]
    return in_parts(
        labels,
        [part for part in parts if part.lengths.any()],
        [formatting.share(done, of) for done, of in zip(rows["done"], rows["planned"], strict=True)],
        palette,
    )


def in_time_or_late(
    rows: pd.DataFrame, labels: Sequence[str], palette: Palette, *, names: tuple[str, str, str]
) -> go.Figure:
    """What was published in time, late, or is past its day and not published; ``names``: these columns."""
    in_time, late, missing = names
    total = rows[list(names)].sum(axis=1)
    return in_parts(
        labels,
        [
            Part(_("In time"), rows[in_time], palette.ink),
            Part(_("Late"), rows[late], palette.amber),
            Part(_("Past the day, not published"), rows[missing], palette.vermilion),
        ],
        [formatting.share(n, of) for n, of in zip(rows[in_time], total, strict=True)],
        palette,
    )


def credit_grades(rows: pd.DataFrame, palette: Palette) -> go.Figure:
    """Shares of the grades at every count, best below. ``rows``: counted_on, grade, subjects, share."""
    colours = {
        "A": palette.ink,
        "B": palette.mid,
        "M": palette.faint,
        "C": palette.amber,
        "D": palette.vermilion,
    }
    figure = new_figure(palette, 340, barmode="stack", bargap=0.35)
    days = sorted(rows["counted_on"].unique())
    names = [formatting.day(day) for day in days]
    for grade, colour in colours.items():
        of_grade = rows[rows["grade"] == grade].set_index("counted_on").reindex(days)
        if of_grade["subjects"].notna().sum() == 0:
            continue
        label = code_lists.label("credit_grade", grade)
        figure.add_bar(
            x=names,
            y=of_grade["share"].astype(float),
            name=label,
            marker={"color": colour},
            customdata=[formatting.number(n) for n in of_grade["subjects"]],
            hovertemplate=f"%{{x}}  {label}  %{{y:.1f}}%  %{{customdata}}<extra></extra>",
        )
    figure.update_layout(legend={"traceorder": "normal"})
    figure.update_xaxes(type="category", autotickangles=[0, 45], fixedrange=True)
    figure.update_yaxes(title={"text": _("% of the subjects graded")}, range=[0, 100], fixedrange=True)
    return figure


def credit_measures(months: pd.DataFrame, palette: Palette) -> go.Figure:
    """Incentives, penalties and repairs by month. ``months``: month, incentives, penalties, repairs."""
    figure = new_figure(palette, 340, hovermode="x unified")
    for name, kind, colour, dash in (
        ("incentives", "incentive", palette.ink, "solid"),
        ("penalties", "penalty", palette.amber, "solid"),
        ("repairs", "repair", palette.plan, "dot"),
    ):
        figure.add_scatter(
            x=pd.to_datetime(months["month"]),
            y=months[name].astype(float),
            name=code_lists.label("credit_measure", kind),
            mode="lines+markers",
            line={"color": colour, "width": 2, "dash": dash},
            marker={"size": 5},
            hovertemplate="%{y:,.0f}",
        )
    figure.update_yaxes(title={"text": _("measures a month")}, rangemode="tozero", tickformat=",d")
    month_axis(figure)
    return figure
