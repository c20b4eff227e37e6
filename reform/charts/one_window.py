"""Where cases spend their days, all of them and the slow ones."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from reform.charts.base import BAR_HEIGHT, new_figure, right_labels, unit_axis
from reform.charts.palette import Palette
from reform.common import formatting
from reform.common.i18n import gettext as _


def step_shares(rows: pd.DataFrame, labels: Sequence[str], palette: Palette) -> go.Figure:
    """Each step's share of the working days. ``rows``: share and slow_share in %, p50, p90."""
    figure = new_figure(palette, 2 * BAR_HEIGHT * max(len(rows), 1) + 60, barmode="group", bargap=0.3)
    for name, column, colour in (
        (_("All cases"), "share", palette.mid),
        (_("The slowest tenth"), "slow_share", palette.ink),
    ):
        figure.add_bar(
            y=list(labels),
            x=rows[column].astype(float),
            orientation="h",
            name=name,
            marker={"color": colour},
            hovertemplate=f"%{{y}}  {name}  %{{x:.1f}}%<extra></extra>",
        )
    texts = [
        _("P50 {p50} · P90 {p90}").format(p50=formatting.days(p50), p90=formatting.days(p90))
        for p50, p90 in zip(rows["p50"], rows["p90"], strict=True)
    ]
    right_labels(figure, labels, texts, palette)
    figure.update_layout(legend={"traceorder": "normal"})
    figure.update_xaxes(visible=False, rangemode="tozero", fixedrange=True)
    unit_axis(figure, palette)
    return figure
