"""Calls of shared data, month by month."""

import pandas as pd
import plotly.graph_objects as go

from reform.charts.base import month_axis, new_figure
from reform.charts.palette import Palette
from reform.common.i18n import gettext as _


def monthly_calls(months: pd.DataFrame, palette: Palette) -> go.Figure:
    """Calls a month as bars. ``months``: month, numerator (calls)."""
    figure = new_figure(palette, 300, showlegend=False)
    figure.add_bar(
        x=pd.to_datetime(months["month"]),
        y=months["numerator"].astype(float),
        marker={"color": palette.mid},
        hovertemplate="%{y:,.0f}<extra></extra>",
    )
    figure.update_yaxes(title={"text": _("calls")}, rangemode="tozero", tickformat=",d")
    month_axis(figure)
    return figure
