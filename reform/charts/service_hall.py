"""The hall by month, weekday and hour; what could be done online from end to end and at all."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from reform.charts.base import (
    BAR_HEIGHT,
    bars,
    month_axis,
    new_figure,
    right_labels,
    target_of_bars,
    unit_axis,
)
from reform.charts.palette import Palette
from reform.common import formatting
from reform.common.i18n import gettext as _


def hall_months(rows: pd.DataFrame, palette: Palette) -> go.Figure:
    """Visits, cases taken and finished a day. ``rows``: month, visits_a_day, taken_a_day, finished_a_day."""
    figure = new_figure(palette, 320, hovermode="x unified")
    for name, label, colour, width in (
        ("visits_a_day", _("Hall visits"), palette.ink, 3),
        ("taken_a_day", _("Cases taken"), palette.mid, 2),
        ("finished_a_day", _("Cases finished"), palette.plan, 2),
    ):
        figure.add_scatter(
            x=pd.to_datetime(rows["month"]),
            y=rows[name],
            name=label,
            mode="lines",
            line={"color": colour, "width": width, "dash": "dot" if colour == palette.plan else "solid"},
            hovertemplate="%{y:,.0f}",
        )
    figure.update_yaxes(title={"text": _("a day")}, rangemode="tozero", tickformat=",d")
    month_axis(figure)
    return figure


def weekday_hours(rows: pd.DataFrame, weekdays: Sequence[str], palette: Palette) -> go.Figure:
    """Mean visits at each hour of each weekday. ``rows``: weekday (1 to 7), hour, visits; no row, no cell."""
    cells = rows.pivot(index="weekday", columns="hour", values="visits")
    figure = new_figure(palette, 320)
    figure.add_heatmap(
        x=[str(hour) for hour in cells.columns],
        y=[weekdays[int(number) - 1] for number in cells.index],
        z=cells.to_numpy(float),
        colorscale=[[0, palette.faint], [1, palette.mid]],  # the figures can be read on either end
        showscale=False,
        xgap=2,
        ygap=2,
        texttemplate="%{z:.0f}",
        textfont={"color": palette.text},
        hovertemplate=_("%{y} %{x}:00: %{z:.0f} visits") + "<extra></extra>",
    )
    figure.update_xaxes(type="category", title={"text": _("hour")}, fixedrange=True, tickangle=0)
    unit_axis(figure, palette)
    return figure


def could_be_online(
    rows: pd.DataFrame, labels: Sequence[str], palette: Palette, target: float | None = None
) -> go.Figure:
    """Items that can be done online, and from end to end, in % of a department's items.

    ``rows``: could, could_n, could_of, whole, whole_n, whole_of; ``target`` of the first, in %.
    """
    figure = new_figure(palette, BAR_HEIGHT * max(len(rows), 1) + 76, barmode="overlay", bargap=0.35)
    for name, label, colour, width in (
        ("could", _("Can be done online"), palette.mid, 0.65),
        ("whole", _("From end to end"), palette.ink, 0.3),
    ):
        figure.add_bar(
            y=list(labels),
            x=rows[name],
            orientation="h",
            name=label,
            width=width,
            marker={"color": colour, "cornerradius": 3},
            customdata=_shares(rows, name),
            hovertemplate=f"%{{y}}  {label}  %{{customdata}}<extra></extra>",
        )
    texts = [
        f"{formatting.rate(could, 0)} · {formatting.rate(whole, 0)}"
        for could, whole in zip(rows["could"], rows["whole"], strict=True)
    ]
    right_labels(figure, labels, texts, palette)
    figure.update_layout(legend={"traceorder": "normal"})
    figure.update_xaxes(visible=False, range=[0, 100], fixedrange=True)
    unit_axis(figure, palette)
    return target_of_bars(figure, target, palette)


def came_online(
    rows: pd.DataFrame, labels: Sequence[str], palette: Palette, target: float | None = None
) -> go.Figure:
    """Cases that came online, in % of a department's cases. ``rows``: online, online_n, online_of."""
    texts = [formatting.rate(value, 1) for value in rows["online"]]
    figure = bars(labels, list(rows["online"]), palette, texts=texts)
    figure.update_traces(customdata=_shares(rows, "online"), selector={"type": "bar"})
    figure.update_xaxes(range=[0, 100])
    figure.update_layout(showlegend=target is not None)
    figure.update_traces(showlegend=False)
    return target_of_bars(figure, target, palette)


def _shares(rows: pd.DataFrame, name: str) -> list[str]:
    return [
        formatting.with_share(formatting.rate(value), n, of)
        for value, n, of in zip(rows[name], rows[f"{name}_n"], rows[f"{name}_of"], strict=True)
    ]
