"""Working days: statutory, promised, actual; their distribution; before and after the transfer; months."""

import pandas as pd
import plotly.graph_objects as go

from reform.charts.base import (
    BAR_HEIGHT,
    Line,
    bars,
    lines,
    month_axis,
    new_figure,
    target_over_time,
    unit_axis,
)
from reform.charts.palette import Palette
from reform.charts.texts import shares
from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.common.i18n import language


def three_limits(limits: pd.DataFrame, palette: Palette) -> go.Figure:
    """法定 → 承诺 → 实际 as three bars in working days. ``limits``: one row, statutory, promised, used."""
    values = limits.iloc[0][["statutory", "promised", "used"]].to_list()
    columns = {
        "label": [_("Statutory"), _("Promised"), _("Actual")],
        "days": values,
        "text": [formatting.number(value, 1) for value in values],
        "role": ["faint", "mid", "ink"],
    }
    return bars(pd.DataFrame(columns), palette, by="label", value="days")


def limits_by_unit(
    rows: pd.DataFrame, palette: Palette, *, by: str = "department", days: str = ""
) -> go.Figure:
    """Statutory, promised and actual of each unit on one line. ``rows``: statutory, promised, used.

    ``days``: the unit of the days, working days where none is given; so in the charts below.
    """
    figure = new_figure(palette, BAR_HEIGHT * max(len(rows), 1) + 90)
    for name, label, colour, size, symbol in (
        ("statutory", _("Statutory"), palette.plan, 11, "line-ns-open"),
        ("promised", _("Promised"), palette.mid, 10, "diamond"),
        ("used", _("Actual"), palette.ink, 13, "circle"),
    ):
        marker: dict[str, object] = {"color": colour, "size": size, "symbol": symbol}
        if symbol.startswith("line"):
            marker["line"] = {"width": 3, "color": colour}
        figure.add_scatter(
            y=list(rows[by]),
            x=rows[name],
            mode="markers+text" if name == "used" else "markers",
            name=label,
            marker=marker,
            text=[formatting.number(value, 1) for value in rows[name]] if name == "used" else None,
            textposition="bottom center",
            textfont={"size": 11, "color": palette.ink},
            hovertemplate="%{y}  " + label + " %{x:.1f}<extra></extra>",
        )
    limits = rows[["statutory", "promised", "used"]].to_numpy(float)
    for label, three in zip(rows[by], limits, strict=True):
        _connect(figure, label, three.min(), three.max(), {"color": palette.faint, "width": 2})
    _days_axis(figure, palette, days)
    return figure


def days_distribution(
    counts: pd.DataFrame, palette: Palette, *, p50: float, p90: float, most: int = 40, unit: str = ""
) -> go.Figure:
    """How many cases took how many days; the long tail is gathered in the last bar."""
    figure = new_figure(palette, 300, showlegend=False, bargap=0.12)
    days = counts["working_days"].clip(upper=most)
    cases = counts.groupby(days, observed=True)["cases"].sum()
    unit = unit or _("working days")
    labels = [f"{int(day)}" if day < most else f"≥{most}" for day in cases.index]
    figure.add_bar(
        x=list(cases.index),
        y=cases.to_list(),
        marker={"color": palette.mid},
        customdata=[f"{label} {formatting.counted(unit)}" for label in labels],
        hovertemplate=_("%{customdata}: %{y:,} cases") + "<extra></extra>",
    )
    for value, name, side in ((p50, "P50", "right"), (p90, "P90", "left")):
        if formatting.is_missing(value):
            continue
        figure.add_vline(x=min(value, most), line={"color": palette.ink, "width": 2})
        figure.add_annotation(
            x=min(value, most),
            y=1.02,
            yref="paper",
            yanchor="bottom",
            xanchor=side,
            text=f"{name} {formatting.days(value)}",
            showarrow=False,
            font={"color": palette.ink, "size": 13},
        )
    figure.update_layout(margin={"t": 30})
    figure.update_xaxes(title={"text": unit})
    figure.update_yaxes(title={"text": _("cases")}, tickformat=",d")
    return figure


def before_and_after(
    rows: pd.DataFrame, palette: Palette, *, by: str = "department", days: str = ""
) -> go.Figure:
    """Mean days of the same items before and after their transfer. ``rows``: mean_before, mean_after."""
    figure = new_figure(palette, BAR_HEIGHT * max(len(rows), 1) + 90)
    sides = rows[["mean_before", "mean_after"]].to_numpy(float)
    for label, (before, after) in zip(rows[by], sides, strict=True):
        colour = palette.vermilion if after > before else palette.faint
        _connect(figure, label, before, after, {"color": colour, "width": 4})
    for name, column, colour, size in (
        (_("Before the transfer"), "mean_before", palette.plan, 11),
        (_("After the transfer"), "mean_after", palette.ink, 13),
    ):
        figure.add_scatter(
            y=list(rows[by]),
            x=rows[column],
            mode="markers",
            name=name,
            marker={"color": colour, "size": size},
            hovertemplate="%{y}  %{x:.1f}<extra></extra>",
        )
    _days_axis(figure, palette, days)
    return figure


def _connect(figure: go.Figure, label: str, start: float, end: float, line: dict[str, object]) -> None:
    """A line between two points of a row; none where one of them is missing."""
    if not formatting.is_missing(start + end):
        figure.add_shape(type="line", y0=label, y1=label, x0=start, x1=end, line=line, layer="below")


def monthly_days(rows: pd.DataFrame, palette: Palette, *, days: str = "") -> go.Figure:
    """Mean and 90th percentile of days used by month of completion. ``rows``: month, mean, p90."""
    series = [Line("P90", "p90", "mid"), Line(_("Mean"), "mean", "ink", 3)]
    return lines(rows, series, palette, unit=days or _("working days"), whole=False)


def monthly_rate(
    rows: pd.DataFrame, palette: Palette, *, unit: str = "%", target: float | None = None
) -> go.Figure:
    """A rate by month. ``rows``: month, value, numerator, denominator; months without data are gaps."""
    figure = new_figure(palette, 260, showlegend=False)
    month = "%b %Y" if language() == "en" else "%Y年%-m月"
    figure.add_scatter(
        x=pd.to_datetime(rows["month"]),
        y=rows["value"],
        mode="lines+markers",
        line={"color": palette.ink, "width": 2},
        marker={"size": 5},
        customdata=shares(rows, "numerator", "denominator"),
        hovertemplate=f"%{{x|{month}}}  %{{y:.2f}}{unit}  %{{customdata}}<extra></extra>",
    )
    figure.update_yaxes(title={"text": unit})
    month_axis(figure)
    return target_over_time(figure, target, palette)


def _days_axis(figure: go.Figure, palette: Palette, days: str) -> None:
    figure.update_xaxes(
        title={"text": days or _("working days")}, rangemode="tozero", showgrid=True, gridcolor=palette.grid
    )
    unit_axis(figure, palette)
