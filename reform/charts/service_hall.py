"""The hall by month, weekday and hour; what could be done online from end to end and at all."""

import pandas as pd
import plotly.graph_objects as go

from reform.charts.base import Line, Part, bars, bars_in_parts, lines, new_figure, target_of_bars, unit_axis
from reform.charts.palette import Palette
from reform.charts.texts import rates
from reform.common import formatting
from reform.common.i18n import gettext as _


def hall_months(rows: pd.DataFrame, palette: Palette) -> go.Figure:
    """Visits, cases taken and finished a day. ``rows``: month, visits_a_day, taken_a_day, finished_a_day."""
    series = [
        Line(_("Hall visits"), "visits_a_day", "ink", 3),
        Line(_("Cases taken"), "taken_a_day", "mid"),
        Line(_("Cases finished"), "finished_a_day", "plan", dash="dot"),
    ]
    return lines(rows, series, palette, unit=_("a day"), height=320)


def weekday_hours(rows: pd.DataFrame, palette: Palette) -> go.Figure:
    """Mean visits at each hour of each weekday, in the order of the rows; no row, no cell.

    ``rows``: weekday in words, hour, visits.
    """
    cells = rows.pivot(index="weekday", columns="hour", values="visits").reindex(rows["weekday"].unique())
    figure = new_figure(palette, 320)
    figure.add_heatmap(
        x=[str(hour) for hour in cells.columns],
        y=list(cells.index),
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


def could_be_online(rows: pd.DataFrame, palette: Palette, *, target: float | None = None) -> go.Figure:
    """Items that can be done online, and from end to end, in % of a department's items.

    ``rows``: could, could_n, could_of, whole, whole_n, whole_of; ``target`` of the first, in %.
    """
    texts = [
        f"{formatting.rate(could, 0)} · {formatting.rate(whole, 0)}"
        for could, whole in zip(rows["could"], rows["whole"], strict=True)
    ]
    parts = [
        Part(_("Can be done online"), "could", "mid", "could_told", 0.65),
        Part(_("From end to end"), "whole", "ink", "whole_told", 0.3),
    ]
    rows = rows.assign(**{f"{name}_told": _told(rows, name) for name in ("could", "whole")})
    figure = bars_in_parts(
        rows, parts, texts, palette, axis={"range": [0, 100]}, barmode="overlay", bargap=0.35
    )
    return target_of_bars(figure, target, palette)


def came_online(rows: pd.DataFrame, palette: Palette, *, target: float | None = None) -> go.Figure:
    """Cases that came online, in % of a department's cases. ``rows``: online, online_n, online_of."""
    texts = [formatting.rate(value, 1) for value in rows["online"]]
    figure = bars(rows.assign(text=texts), palette, value="online")
    figure.update_traces(customdata=_told(rows, "online"), selector={"type": "bar"})
    figure.update_xaxes(range=[0, 100])
    figure.update_layout(showlegend=target is not None)
    figure.update_traces(showlegend=False)
    return target_of_bars(figure, target, palette)


def _told(rows: pd.DataFrame, name: str) -> list[str]:
    return rates(rows, name, f"{name}_n", f"{name}_of")
