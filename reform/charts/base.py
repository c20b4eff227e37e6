"""What all charts share: a calm figure, an axis of days, bars with their values written on them."""

from collections.abc import Sequence
from typing import Any, Self

import plotly.graph_objects as go

from reform.charts.palette import Palette
from reform.charts.texts import as_typed
from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.common.i18n import language

BAR_HEIGHT = 34


class Drawn(go.Figure):  # type: ignore[misc]
    """A figure whose texts are drawn as typed; as soon as it is finished nobody may change it.

    It is drawn once and shown many times: Streamlit asks a figure for its dict at every run of a page, and
    plotly copies the whole figure for it.
    """

    _finished: dict[str, Any] | None = None

    def finish(self) -> Self:
        """Keep the dict from now on."""
        self._finished = self.to_dict()
        return self

    def to_dict(self) -> dict[str, Any]:
        """The figure as a dict of its own; once finished, the one dict that is kept."""
        return as_typed(super().to_dict()) if self._finished is None else self._finished


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


def bars(
    labels: Sequence[str],
    values: Sequence[float],
    palette: Palette,
    *,
    texts: Sequence[str],
    colours: Sequence[str] | None = None,
) -> go.Figure:
    """Horizontal bars in the given order, first on top, their figures in a column at the right."""
    figure = new_figure(palette, BAR_HEIGHT * max(len(labels), 1) + 44, showlegend=False, bargap=0.35)
    figure.add_bar(
        y=list(labels),
        x=[0 if formatting.is_missing(value) else value for value in values],
        orientation="h",
        customdata=list(texts),
        marker={"color": list(colours) if colours else palette.ink, "cornerradius": 3},
        hovertemplate="%{y}  %{customdata}<extra></extra>",
    )
    right_labels(figure, labels, texts, palette)
    figure.update_xaxes(visible=False, rangemode="tozero", fixedrange=True)
    unit_axis(figure, palette)
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
