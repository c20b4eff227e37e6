"""Means of a survey's questions with their 95 % intervals."""

import pandas as pd
import plotly.graph_objects as go

from reform.charts.base import BAR_HEIGHT, new_figure, right_labels, unit_axis
from reform.charts.palette import Palette
from reform.charts.texts import sentences
from reform.common.i18n import gettext as _


def means_with_intervals(rows: pd.DataFrame, palette: Palette) -> go.Figure:
    """A point and its interval a question, on the same scale; those with few answers are grey.

    ``rows``: question, note, is_thin; mean, lower, upper out of 100 (missing where too few answered).
    """
    figure = new_figure(palette, BAR_HEIGHT * max(len(rows), 1) + 76)
    answered = rows[rows["mean"].notna()]
    for name, is_thin, colour in (
        (_("Mean and 95% interval"), False, palette.ink),
        (_("Fewer than 30 answers"), True, palette.plan),
    ):
        part = answered[answered["is_thin"] == is_thin]
        if part.empty:
            continue
        figure.add_scatter(
            y=list(part["question"]),
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
            customdata=sentences(_("{lower} to {upper}"), part, lower=1, upper=1),
            hovertemplate="%{y}  %{x:.1f} (%{customdata})<extra></extra>",
        )
    labels = list(rows["question"])
    right_labels(figure, labels, list(rows["note"]), palette)
    figure.update_xaxes(title={"text": _("points out of 100")}, fixedrange=True)
    unit_axis(figure, palette)
    figure.update_yaxes(categoryorder="array", categoryarray=labels)
    return figure
