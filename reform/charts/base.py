"""What all charts share: a calm figure, an axis of days, bars with their values written on them."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from reform.charts.palette import Palette
from reform.charts.texts import as_typed
from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.common.i18n import language

BAR_HEIGHT = 34


class Drawn(go.Figure):  # type: ignore[misc]
    """A figure whose texts are drawn as typed; nobody may change it once its dict was asked for.

    It is drawn once and shown many times: Streamlit asks a figure for its dict at every run of a page, and
    plotly copies the whole figure for it.
    """

    _dict: dict[str, Any] | None = None

    def to_dict(self) -> dict[str, Any]:
        """The figure as a dict, always the same one."""
        if self._dict is None:
            self._dict = as_typed(super().to_dict())
        return self._dict


def new_figure(palette: Palette, height: int, **layout: object) -> Drawn:
    """An empty figure in the house's look. Made in one piece: plotly takes its time over each update."""
    axis = {"zeroline": False, "automargin": True, "tickfont": {"color": palette.muted}}
    look = {
        "height": height,
        "margin": {"l": 8, "r": 16, "t": 8, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"size": 13, "color": palette.text},
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": 1.02,
            "yanchor": "bottom",
            "font": {"color": palette.text},
        },
        "hoverlabel": {"font": {"size": 13}},
        "dragmode": False,
        "separators": ".,",
        "xaxis": {**axis, "showgrid": False},
        "yaxis": {**axis, "gridcolor": palette.grid},
    }
    return Drawn(layout=look | layout)


def day_format() -> str:
    """The plotly (d3) format of a day on an axis, in the language of the screen."""
    return "%-d %b %Y" if language() == "en" else "%Y年%-m月%-d日"


def month_axis(figure: go.Figure) -> None:
    """Days from left to right. It makes a figure one over time, on which notes on days may stand."""
    figure.update_layout(meta={"over_time": True})
    figure.update_xaxes(
        tickformat="%b %Y" if language() == "en" else "%Y年%-m月",
        nticks=6,
        autotickangles=[0, 45],  # a phone has no room for six months side by side
        hoverformat=day_format(),
    )


def target_of_bars(figure: go.Figure, target: float | None, palette: Palette) -> go.Figure:
    """The target of horizontal bars in %, named in the legend; without a target the figure as it is."""
    if target is not None:
        name = _("Target {rate}").format(rate=formatting.rate(target, 0))
        figure.add_vline(x=target, line=_target_stroke(palette), name=name, showlegend=True)
    return figure


def target_over_time(figure: go.Figure, target: float | None, palette: Palette) -> go.Figure:
    """The target of a rate over time, named at its line; without a target the figure as it is."""
    if target is not None:
        name = _("Target {rate}").format(rate=formatting.rate(target, 0))
        figure.add_hline(
            y=target,
            line=_target_stroke(palette),
            annotation={"text": name, "font": {"size": 12, "color": palette.muted}},
            annotation_position="bottom left",
        )
    return figure


def _target_stroke(palette: Palette) -> dict[str, Any]:
    return {"color": palette.muted, "width": 2, "dash": "dash"}


class Part(NamedTuple):
    """A part of every bar: its name in the legend, the column of its lengths, a colour of the palette.

    ``told``: the column of its figures in words, where they are not the lengths in so many ``digits``.
    """

    name: str
    column: str
    role: str
    told: str = ""
    width: float | None = None
    hover: str = "%{customdata}"


def bars(
    rows: pd.DataFrame, palette: Palette, *, value: str, by: str = "department", text: str = "text"
) -> go.Figure:
    """Horizontal bars in the order of the rows, first on top, their figures in a column at the right.

    ``rows``: the columns ``by`` (name), ``value``, ``text``; where given ``role``, a colour of the palette.
    """
    labels, texts = list(rows[by]), list(rows[text])
    figure = new_figure(palette, BAR_HEIGHT * max(len(labels), 1) + 44, showlegend=False, bargap=0.35)
    colours = [getattr(palette, role) for role in rows["role"]] if "role" in rows else palette.ink
    figure.add_bar(
        y=labels,
        x=[0 if formatting.is_missing(length) else length for length in rows[value]],
        orientation="h",
        customdata=texts,
        marker={"color": colours, "cornerradius": 3},
        hovertemplate="%{y}  %{customdata}<extra></extra>",
    )
    right_labels(figure, labels, texts, palette)
    _bar_axes(figure, palette, rangemode="tozero")
    return figure


def bars_in_parts(
    rows: pd.DataFrame,
    parts: Sequence[Part],
    texts: Sequence[str],
    palette: Palette,
    *,
    by: str = "department",
    height: int | None = None,
    digits: int = 0,
    axis: Mapping[str, object] | None = None,
    **layout: object,
) -> go.Figure:
    """Horizontal bars in parts, the first row on top, their ``texts`` in a column at the right.

    ``axis``, ``layout``: settings other than those of bars stacked from zero.
    """
    labels = list(rows[by])
    height = height or BAR_HEIGHT * max(len(labels), 1) + 76
    figure = new_figure(palette, height, **{"barmode": "stack", "bargap": 0.4} | layout)
    for part in parts:
        lengths = rows[part.column].astype(float)
        told = rows[part.told] if part.told else [formatting.number(length, digits) for length in lengths]
        figure.add_bar(
            y=labels,
            x=lengths,
            orientation="h",
            name=part.name,
            width=part.width,
            marker={"color": getattr(palette, part.role)} | ({"cornerradius": 3} if part.width else {}),
            customdata=list(told) if "customdata" in part.hover else None,
            hovertemplate=f"%{{y}}  {part.name}  {part.hover}<extra></extra>",
        )
    right_labels(figure, labels, texts, palette)
    figure.update_layout(legend={"traceorder": "normal"})
    _bar_axes(figure, palette, **axis or {"rangemode": "tozero"})
    return figure


def _bar_axes(figure: go.Figure, palette: Palette, **axis: object) -> None:
    figure.update_xaxes(visible=False, fixedrange=True, **axis)
    unit_axis(figure, palette)


class Line(NamedTuple):
    """A line over time: its name in the legend, the column of its values, a colour of the palette."""

    name: str
    column: str
    role: str
    width: float = 2
    dash: str = "solid"


def lines(
    rows: pd.DataFrame,
    series: Sequence[Line],
    palette: Palette,
    *,
    unit: str,
    height: int = 300,
    whole: bool = True,
    markers: bool = False,
) -> go.Figure:
    """Lines over the months of the rows, from zero, in one ``unit``; ``whole`` numbers, else one decimal."""
    figure = new_figure(palette, height, hovermode="x unified")
    for line in series:
        figure.add_scatter(
            x=pd.to_datetime(rows["month"]),
            y=rows[line.column].astype(float),
            name=line.name,
            line={"color": getattr(palette, line.role), "width": line.width, "dash": line.dash},
            hovertemplate="%{y:,.0f}" if whole else "%{y:.1f}",
            mode="lines+markers" if markers else "lines",
            marker={"size": 5} if markers else None,
        )
    figure.update_yaxes(title={"text": unit}, rangemode="tozero", tickformat=",d" if whole else None)
    month_axis(figure)
    return figure


def unit_axis(figure: go.Figure, palette: Palette) -> None:
    """Units from top to bottom in the order of the rows, their names in full."""
    figure.update_yaxes(
        autorange="reversed",
        showgrid=False,
        fixedrange=True,
        ticksuffix="  ",
        tickfont={"color": palette.text},
    )


def right_labels(figure: go.Figure, labels: Sequence[str], texts: Sequence[str], palette: Palette) -> None:
    """Figures in a column of their own at the right edge: never cut off, however narrow the screen."""
    figure.add_scatter(y=list(labels), x=[None] * len(labels), yaxis="y2", showlegend=False, hoverinfo="skip")
    figure.update_layout(
        yaxis2={
            "overlaying": "y",
            "matches": "y",
            "side": "right",
            "showgrid": False,
            "fixedrange": True,
            "automargin": True,
            "tickmode": "array",
            "tickvals": list(labels),
            "ticktext": [f" {text}" for text in texts],
            "tickfont": {"color": palette.text},
        }
    )
