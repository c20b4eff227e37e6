"""The transfer against its plan, and the sparklines of the headline cards."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from reform.charts.base import (
    BAR_HEIGHT,
    day_format,
    month_axis,
    new_figure,
    right_labels,
    target_of_bars,
    unit_axis,
)
from reform.charts.palette import Palette
from reform.common import formatting
from reform.common.i18n import gettext as _


def transfer_curve(
    curve: pd.DataFrame, batches: pd.DataFrame, palette: Palette, band: pd.DataFrame | None = None
) -> go.Figure:
    """Plan against actual. ``curve``: day, planned, transferred (missing after as-of), total.

    ``band``: the projection, day, low, middle, high; drawn a year beyond the plan at most.
    """
    figure = new_figure(palette, 360, hovermode="x unified")
    if band is not None:
        _project(figure, band, pd.Timestamp(curve["day"].iloc[-1]), palette)
    days = pd.to_datetime(curve["day"])
    actual = curve["transferred"].notna()
    figure.add_scatter(
        x=days,
        y=curve["planned"],
        name=_("Plan"),
        mode="lines",
        line={"color": palette.plan, "width": 2, "dash": "dot"},
        hovertemplate="%{y:,.0f}",
    )
    figure.add_scatter(
        x=days[actual],
        y=curve.loc[actual, "transferred"].astype(float),
        name=_("Actual"),
        mode="lines",
        line={"color": palette.ink, "width": 3},
        hovertemplate="%{y:,.0f}",
    )
    _mark_last(figure, days[actual], curve.loc[actual, "transferred"].astype(float), palette)
    begun = batches.dropna(subset=["starts_on"])
    starts = zip(begun["batch"], pd.to_datetime(begun["starts_on"]), strict=True)
    for place, (number, start) in enumerate(starts):
        figure.add_vline(x=start, line={"color": palette.faint, "width": 1})
        figure.add_annotation(
            x=start,
            y=1,
            yref="paper",
            text=formatting.batch(number),
            showarrow=False,
            xanchor="left",
            yanchor="top",
            xshift=3,
            yshift=-16 * (place % 2),  # on one line they would meet on a phone
            font={"size": 12, "color": palette.muted},
        )
    figure.update_yaxes(title={"text": _("items")}, rangemode="tozero", tickformat=",d")
    month_axis(figure)
    return figure


def _project(figure: go.Figure, band: pd.DataFrame, plan_ends: pd.Timestamp, palette: Palette) -> None:
    """The band between the percentiles, thin and quiet, and the median dashed."""
    days = pd.to_datetime(band["day"])
    shown = days <= plan_ends + pd.Timedelta(weeks=52)
    edge: dict[str, Any] = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip", "showlegend": False}
    figure.add_scatter(x=days[shown], y=band.loc[shown, "low"], **edge)
    figure.add_scatter(
        x=days[shown],
        y=band.loc[shown, "high"],
        fill="tonexty",
        fillcolor=palette.grid,
        **edge,
    )
    figure.add_scatter(
        x=days[shown],
        y=band.loc[shown, "middle"],
        name=_("Projected"),
        mode="lines",
        line={"color": palette.mid, "width": 2, "dash": "dash"},
        customdata=band.loc[shown, ["low", "high"]],
        hovertemplate="%{y:,.0f} (%{customdata[0]:,.0f}–%{customdata[1]:,.0f})",
    )


def _mark_last(figure: go.Figure, x: pd.Series, y: pd.Series, palette: Palette) -> None:
    if y.empty:
        return
    figure.add_scatter(
        x=[x.iloc[-1]],
        y=[y.iloc[-1]],
        mode="markers+text",
        text=[formatting.number(y.iloc[-1])],
        textposition="bottom right",
        textfont={"size": 14, "color": palette.ink},
        marker={"size": 9, "color": palette.ink},
        showlegend=False,
        hoverinfo="skip",
    )


def sparkline(points: pd.DataFrame, palette: Palette, unit: str) -> go.Figure:
    """A quiet line of week → value with its lowest and last point named. ``points``: week, value."""
    figure = new_figure(palette, 92, showlegend=False)
    days, values = pd.to_datetime(points["week"]), points["value"].astype(float)
    figure.add_scatter(
        x=days,
        y=values,
        mode="lines",
        line={"color": palette.ink, "width": 2},
        hovertemplate=f"%{{x|{day_format()}}}<br>%{{y:,.6~g}} {unit}<extra></extra>",
    )
    if not values.empty:
        figure.add_scatter(
            x=[days.iloc[-1]],
            y=[values.iloc[-1]],
            mode="markers",
            marker={"size": 7, "color": palette.ink},
            hoverinfo="skip",
        )
        for place, anchor in ((0, "left"), (-1, "right")):
            figure.add_annotation(
                x=days.iloc[place],
                y=0,
                yref="paper",
                yanchor="top",
                xanchor=anchor,
                text=_scale(values.iloc[place]),
                showarrow=False,
                font={"size": 11, "color": palette.muted},
            )
    figure.update_layout(margin={"l": 4, "r": 8, "t": 8, "b": 20})
    figure.update_xaxes(visible=False, fixedrange=True)
    figure.update_yaxes(visible=False, fixedrange=True)
    return figure


def _scale(value: float) -> str:
    return formatting.number(value, 0 if float(value).is_integer() else 2)


def planned_against_actual(
    rows: pd.DataFrame, labels: Sequence[str], palette: Palette, target: float | None = None
) -> go.Figure:
    """One line a unit: the share of its base that is transferred, and what is missing to the plan.

    ``rows``: numerator (transferred), denominator (base), planned (by the as-of date); ``target`` in %.
    """
    figure = new_figure(palette, BAR_HEIGHT * max(len(rows), 1) + 76, barmode="stack", bargap=0.4)
    done = 100 * rows["numerator"] / rows["denominator"]
    plan = 100 * rows["planned"] / rows["denominator"]
    missing = (plan - done).clip(lower=0)
    texts = [
        formatting.with_share(formatting.rate(value), n, total)
        for value, n, total in zip(done, rows["numerator"], rows["denominator"], strict=True)
    ]
    gaps = [
        _("{n} items behind plan").format(n=formatting.number(gap))
        for gap in rows["planned"] - rows["numerator"]
    ]
    parts = (
        (_("Transferred"), done, palette.ink, texts),
        (_("Missing to the plan to date"), missing, palette.amber, gaps),
        (_("Planned later"), 100 - done - missing, palette.faint, [""] * len(rows)),
    )
    for name, length, colour, said in parts:
        figure.add_bar(
            y=list(labels),
            x=length,
            orientation="h",
            name=name,
            marker={"color": colour},
            customdata=said,
            hovertemplate=f"%{{y}}  {name}  %{{customdata}}<extra></extra>",
        )
    right_labels(figure, labels, texts, palette)
    figure.update_layout(legend={"traceorder": "normal"})
    figure.update_xaxes(visible=False, range=[0, 100], fixedrange=True)
    unit_axis(figure, palette)
    return target_of_bars(figure, target, palette)
