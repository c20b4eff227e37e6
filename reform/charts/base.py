"""What all charts share: a calm figure, an axis of days, bars with their values written on them."""

from collections.abc import Sequence

import plotly.graph_objects as go

from reform import wording
from reform.charts.palette import Palette
from reform.i18n import language

BAR_HEIGHT = 34


def new_figure(palette: Palette, height: int, **layout: object) -> go.Figure:
    figure = go.Figure()
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 16, "t": 8, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"size": 13, "color": palette.text},
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": {"color": palette.text}},
        hoverlabel={"font": {"size": 13}},
        dragmode=False,
        separators=".,",
        **layout,
    )
    figure.update_xaxes(showgrid=False, zeroline=False, automargin=True, tickfont={"color": palette.muted})
    figure.update_yaxes(
        gridcolor=palette.grid, zeroline=False, automargin=True, tickfont={"color": palette.muted}
    )
    return figure


def day_format() -> str:
    return "%-d %b %Y" if language() == "en" else "%Y年%-m月%-d日"


def month_axis(figure: go.Figure) -> None:
    figure.update_xaxes(
        tickformat="%b %Y" if language() == "en" else "%Y年%-m月", nticks=8, hoverformat=day_format()
    )


def bars(
    labels: Sequence[str],
    values: Sequence[float],
    palette: Palette,
    *,
    texts: Sequence[str],
    colours: Sequence[str] | None = None,
    unit: str = "",
) -> go.Figure:
    """Horizontal bars in the given order, first on top, values written on them."""
    figure = new_figure(palette, BAR_HEIGHT * max(len(labels), 1) + 44, showlegend=False, bargap=0.35)
    figure.add_bar(
        y=list(labels),
        x=[0 if wording.is_missing(v) else v for v in values],
        orientation="h",
        text=list(texts),
        textposition="outside",
        cliponaxis=False,
        marker={"color": list(colours) if colours else palette.ink, "cornerradius": 3},
        hovertemplate="%{y}  %{text}<extra></extra>",
    )
    widest = max([v for v in values if not wording.is_missing(v)], default=0) or 1
    room = 1.08 + 0.05 * max((len(text) for text in texts), default=0)
    figure.update_xaxes(visible=False, range=[0, widest * room], fixedrange=True)
    if unit:
        figure.update_xaxes(title={"text": unit})
    figure.update_yaxes(
        autorange="reversed",
        showgrid=False,
        fixedrange=True,
        ticksuffix="  ",
        tickfont={"color": palette.text},
    )
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
