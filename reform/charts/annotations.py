"""Notes on days, drawn quietly on any chart over time."""

from collections.abc import Iterable
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from reform.charts.base import Drawn
from reform.charts.palette import Palette

LONGEST = 12  # characters of a label; the whole text is said where the pointer rests
LEVELS = 4  # neighbours stand one above the other


def annotated(figure: go.Figure, notes: Iterable[tuple[date, str]], palette: Palette) -> go.Figure:
    """A copy of the figure with a thin vertical line and a label for each note (day, text) within its days.

    A figure that is not over time (``base.month_axis``), has no point or no note, is given back as it is.
    """
    notes = list(notes)
    span = _span(figure) if notes else None
    if span is None:
        return figure
    first, last = span
    figure = Drawn(figure)
    shown = [(pd.Timestamp(day), text) for day, text in notes if first <= pd.Timestamp(day) <= last]
    for position, (day, text) in enumerate(sorted(shown)):
        figure.add_vline(x=day, line={"color": palette.muted, "width": 1, "dash": "dot"}, layer="below")
        figure.add_annotation(
            x=day,
            y=0.02 + 0.08 * (position % LEVELS),
            yref="paper",
            text=text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…",
            hovertext=text,
            showarrow=False,
            xanchor="right" if day - first > (last - first) / 2 else "left",
            yanchor="bottom",
            font={"size": 11, "color": palette.muted},
        )
    return figure


def _span(figure: go.Figure) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """The first day drawn and the last one: the last point stands for the days up to the next one too."""
    if not (figure.layout.meta or {}).get("over_time"):
        return None
    days = [pd.to_datetime(pd.Series(list(trace.x))) for trace in figure.data if trace.x is not None]
    drawn = pd.concat(days).dropna().drop_duplicates().sort_values() if days else pd.Series(dtype=object)
    if drawn.empty:
        return None
    step = drawn.iloc[-1] - drawn.iloc[-2] if len(drawn) > 1 else pd.Timedelta(0)
    return drawn.iloc[0], drawn.iloc[-1] + max(step - pd.Timedelta(1, "D"), pd.Timedelta(0))
