"""Start-ups by month against what is asked of them; days before and after with both figures beside them."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from reform.charts.base import right_labels
from reform.charts.handling_time import before_and_after, monthly_days
from reform.charts.palette import Palette
from reform.common import formatting


class RequiredLevel(NamedTuple):
    """What is asked of a figure, and by whom."""

    name: str
    value: float


def days_against(rows: pd.DataFrame, palette: Palette, *, levels: Sequence[RequiredLevel] = ()) -> go.Figure:
    """Mean and 90th percentile by month; up to two levels as broken lines. ``rows``: month, mean, p90."""
    figure = monthly_days(rows, palette)
    for level, dash in zip(levels, ("dot", "dash"), strict=False):
        figure.add_hline(
            y=level.value,
            line={"color": palette.plan, "width": 2, "dash": dash},
            name=f"{level.name} {formatting.days(level.value)}",
            showlegend=True,
        )
    return figure


def two_sides(rows: pd.DataFrame, palette: Palette) -> go.Figure:
    """Mean days before and after, written at the right. ``rows``: label, mean_before, mean_after."""
    figure = before_and_after(rows, palette, by="label")
    texts = [
        f"{formatting.number(before, 1)} → {formatting.number(after, 1)}"
        for before, after in zip(rows["mean_before"], rows["mean_after"], strict=True)
    ]
    right_labels(figure, list(rows["label"]), texts, palette)
    return figure
