"""One item's cases week by week."""

import pandas as pd
import plotly.graph_objects as go

from reform.charts.base import month_axis, new_figure
from reform.charts.palette import Palette
from reform.common.i18n import gettext as _


def item_weeks(weeks: pd.DataFrame, palette: Palette, *, unit: str) -> go.Figure:
    """Cases completed a week as bars, their mean days in this unit as a line. ``weeks``: week, n, mean."""
    figure = new_figure(palette, 300, hovermode="x unified")
    days = pd.to_datetime(weeks["week"])
    figure.add_bar(
        x=days,
        y=weeks["n"].astype(float),
        name=_("Cases"),
        marker={"color": palette.faint},
        hovertemplate="%{y:,.0f}",
    )
    figure.add_scatter(
        x=days,
        y=weeks["mean"].astype(float),
        name=_("Mean {unit}").format(unit=unit),
        mode="lines+markers",
        yaxis="y2",
        line={"color": palette.ink, "width": 2},
        marker={"size": 5},
        hovertemplate="%{y:.1f}",
    )
    figure.update_yaxes(title={"text": _("cases")}, rangemode="tozero", tickformat=",d")
    figure.update_layout(
        yaxis2={
            "overlaying": "y",
            "side": "right",
            "rangemode": "tozero",
            "showgrid": False,
            "title": {"text": unit},
            "tickfont": {"color": palette.muted},
        }
    )
    month_axis(figure)
    return figure
