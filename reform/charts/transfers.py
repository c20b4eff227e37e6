"""The transfer against its plan, and the sparklines of the headline cards."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from reform.charts.base import Part, bars_in_parts, day_format, month_axis, new_figure, target_of_bars
from reform.charts.palette import Palette
from reform.charts.texts import rates, sentences
from reform.common import formatting
from reform.common.i18n import gettext as _


def transfer_curve(
    curve: pd.DataFrame, palette: Palette, *, batches: pd.DataFrame, band: pd.DataFrame | None = None
) -> go.Figure:
    """Plan against actual. ``curve``: day, planned, transferred (missing after as-of), total.

    ``band``: the projection, day, low, middle, high; drawn a year beyond the plan at most.
    """
    figure = new_figure(palette, 360, hovermode="x unified")
    if band is not None:
        _project(figure, band, pd.Timestamp(curve["day"].iloc[-1]), palette)
    days = pd.to_datetime(curve["day"])
    is_past = curve["transferred"].notna()
    past, transferred = days[is_past], curve.loc[is_past, "transferred"].astype(float)
    for name, x, y, line in (
        (_("Plan"), days, curve["planned"], {"color": palette.plan, "width": 2, "dash": "dot"}),
        (_("Actual"), past, transferred, {"color": palette.ink, "width": 3}),
    ):
        figure.add_scatter(x=x, y=y, name=name, mode="lines", line=line, hovertemplate="%{y:,.0f}")
    _mark_last(figure, past, transferred, palette)
    begun = batches.dropna(subset=["starts_on"])
    starts = zip(begun["batch"], pd.to_datetime(begun["starts_on"]), strict=True)
    for position, (number, start) in enumerate(starts):
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
            yshift=-16 * (position % 2),  # on one line they would meet on a phone
            font={"size": 12, "color": palette.muted},
        )
    figure.update_yaxes(title={"text": _("items")}, rangemode="tozero", tickformat=",d")
    month_axis(figure)
    return figure


def _project(figure: go.Figure, band: pd.DataFrame, plan_ends: pd.Timestamp, palette: Palette) -> None:
    """The band between the percentiles, thin and quiet, and the median dashed."""
    band = band.assign(day=pd.to_datetime(band["day"]))
    band = band[band["day"] <= plan_ends + pd.Timedelta(weeks=52)]
    edge: dict[str, Any] = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip", "showlegend": False}
    figure.add_scatter(x=band["day"], y=band["low"], **edge)
    figure.add_scatter(x=band["day"], y=band["high"], fill="tonexty", fillcolor=palette.grid, **edge)
    figure.add_scatter(
        x=band["day"],
        y=band["middle"],
        name=_("Projected"),
        mode="lines",
        line={"color": palette.mid, "width": 2, "dash": "dash"},
        customdata=band[["low", "high"]],
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
        for position, anchor in ((0, "left"), (-1, "right")):
            figure.add_annotation(
                x=days.iloc[position],
                y=0,
                yref="paper",
                yanchor="top",
                xanchor=anchor,
                text=_scale(values.iloc[position]),
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
    rows: pd.DataFrame, palette: Palette, *, by: str = "department", target: float | None = None
) -> go.Figure:
    """One line a unit: the share of its base that is transferred, and what is missing to the plan.

    ``rows``: numerator (transferred), denominator (base), planned (by the as-of date); ``target`` in %.
    """
    done = 100 * rows["numerator"] / rows["denominator"]
    missing = (100 * rows["planned"] / rows["denominator"] - done).clip(lower=0)
    rows = rows.assign(
        done=done, missing=missing, later=100 - done - missing, behind=rows["planned"] - rows["numerator"]
    )
    texts = rates(rows, "done", "numerator", "denominator")
    rows = rows.assign(done_told=texts, gap=sentences(_("{behind} items behind plan"), rows), nothing="")
    parts = [
        Part(_("Transferred"), "done", "ink", "done_told"),
        Part(_("Missing to the plan to date"), "missing", "amber", "gap"),
        Part(_("Planned later"), "later", "faint", "nothing"),
    ]
    figure = bars_in_parts(rows, parts, texts, palette, by=by, axis={"range": [0, 100]})
    return target_of_bars(figure, target, palette)
