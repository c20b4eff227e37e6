"""A picture of the pack on the wall of a meeting room: few marks, type that is read from eight metres."""

from typing import Any, Final

import plotly.graph_objects as go

from reform.charts.base import day_format, month_axis, new_figure
from reform.charts.palette import Palette
from reform.common import formatting
from reform.reports.meeting_pack.chart_spec import Picture, Series

TYPE: Final = 24  # px of every label
NARROW: Final = 0.05
_STROKES: Final = {"plan": "dot", "projected": "dash"}


def drawn(picture: Picture, palette: Palette) -> go.Figure:
    """The picture as a figure that fills its place, without tooltips to be missed from afar."""
    figure = new_figure(
        palette,
        10,
        font={"size": TYPE, "color": palette.text},
        barmode="stack" if picture.kind == "stacked" else "group",
        bargap=0.3,
        showlegend=len(picture.series) > 1,
    )
    figure.layout.height = None
    figure.layout.legend.font.size = TYPE
    for series in picture.series:
        figure.add_trace(
            _line(picture, series, palette) if picture.kind == "line" else _bar(picture, series, palette)
        )
    _axes(figure, picture, palette)
    return figure


def _line(picture: Picture, series: Series, palette: Palette) -> go.Scatter:
    return go.Scatter(
        x=list(picture.categories),
        y=series.values,
        name=series.name,
        mode="lines",
        line={
            "color": _colour(series, palette),
            "width": 5 if series.role == "ink" else 3,
            "dash": _STROKES.get(series.role, "solid"),
        },
    )


def _bar(picture: Picture, series: Series, palette: Palette) -> go.Bar:
    flat, parts = picture.kind != "columns", picture.kind == "stacked"
    labels = [str(label) for label in picture.categories]
    least = _least_part(picture) if parts else 0
    return go.Bar(
        **{"y" if flat else "x": labels, "x" if flat else "y": series.values},
        name=series.name,
        orientation="h" if flat else "v",
        text=[_text(value, picture.digits) if (value or 0) >= least else "" for value in series.values],
        textposition="inside" if parts else "auto",
        insidetextanchor="middle" if parts else "end",
        textangle=0,
        constraintext="none",
        marker={"color": _colour(series, palette)},
    )


def _least_part(picture: Picture) -> float:
    """A part below this share of the longest bar is too narrow for its number."""
    totals = (
        sum(value or 0 for value in bar) for bar in zip(*(s.values for s in picture.series), strict=True)
    )
    return NARROW * max(totals, default=0)


def _text(value: float | None, digits: int) -> str:
    return "" if value is None else formatting.number(value, digits)


def _axes(figure: go.Figure, picture: Picture, palette: Palette) -> None:
    look: dict[str, Any] = {"tickfont": {"size": TYPE, "color": palette.text}, "fixedrange": True}
    if picture.kind == "line":
        figure.update_yaxes(
            **look, title={"text": picture.unit}, rangemode="tozero" if not picture.digits else None
        )
        month_axis(figure)
        figure.update_xaxes(**look, hoverformat=day_format())
    elif picture.kind == "columns":
        figure.update_yaxes(visible=False)
        figure.update_xaxes(**look, type="category")
    else:
        figure.update_yaxes(
            **look, autorange="reversed", showgrid=False, ticksuffix="  ", type="category", dtick=1
        )
        figure.update_xaxes(visible=False, fixedrange=True)


def _colour(series: Series, palette: Palette) -> str:
    return str(getattr(palette, "mid" if series.role == "projected" else series.role))
