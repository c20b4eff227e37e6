"""Where cases spend their days, all of them and the slow ones."""

import pandas as pd
import plotly.graph_objects as go

from reform.charts.base import BAR_HEIGHT, Part, bars_in_parts
from reform.charts.palette import Palette
from reform.common import formatting
from reform.common.i18n import gettext as _


def step_shares(rows: pd.DataFrame, palette: Palette) -> go.Figure:
    """Each step's share of the working days. ``rows``: step in words, share and slow_share in %, p50, p90."""
    parts = [
        Part(_("All cases"), "share", "mid", hover="%{x:.1f}%"),
        Part(_("The slowest tenth"), "slow_share", "ink", hover="%{x:.1f}%"),
    ]
    texts = [
        _("P50 {p50} · P90 {p90}").format(p50=formatting.days(p50), p90=formatting.days(p90))
        for p50, p90 in zip(rows["p50"], rows["p90"], strict=True)
    ]
    height = 2 * BAR_HEIGHT * max(len(rows), 1) + 60
    return bars_in_parts(rows, parts, texts, palette, by="step", height=height, barmode="group", bargap=0.3)
