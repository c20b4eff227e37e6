"""Means of a survey's questions with their 95 % intervals."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from reform.charts.base import BAR_HEIGHT, new_figure, right_labels, unit_axis
from reform.charts.palette import Palette
from reform.common import formatting
from reform.common.i18n import gettext as _


def means_with_intervals(
    rows: pd.DataFrame, labels: Sequence[str], texts: Sequence[str], palette: Palette
) -> go.Figure:
    """A point and its interval a question, on the same scale; those with few answers are grey.

    ``rows``: mean, lower, upper out of 100 (missing where too few answered), is_thin.
    """
    figure = new_figure(palette, BAR_HEIGHT * max(len(rows), 1) + 76)
    told = rows.assign(label=list(labels), text=list(texts))[rows["mean"].notna().to_numpy()]
    for name, thin, colour in (
        (_("Mean and 95% interval"), False, palette.ink),
        (_("Fewer than 30 answers"), True, palette.plan),
    ):
        part = told[told["is_thin"] == thin]
        if part.empty:
            continue
        figure.add_scatter(
            y=list(part["label"]),
            x=part["mean"].astype(float),
            error_x={
                "type": "data",
                "symmetric": False,
                "array": (part["upper"] - part["mean"]).astype(float).to_list(),
                "arrayminus": (part["mean"] - part["lower"]).astype(float).to_list(),
                "thickness": 2,
                "width": 5,
                "color": colour,
            },
            mode="markers",
            name=name,
            marker={"size": 11, "color": colour},
            customdata=[
                _("{lower} to {upper}").format(
                    lower=formatting.number(lower, 1), upper=formatting.number(upper, 1)
                )
                for lower, upper in zip(part["lower"], part["upper"], strict=True)
            ],
            hovertemplate="%{y}  %{x:.1f} (%{customdata})<extra></extra>",
        )
    right_labels(figure, labels, texts, palette)
    figure.update_xaxes(title={"text": _("points out of 100")}, fixedrange=True)
    unit_axis(figure, palette)
    figure.update_yaxes(categoryorder="array", categoryarray=list(labels))
    return figure
