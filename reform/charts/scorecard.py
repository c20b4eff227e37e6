"""Points of the assessment sheet got and lost, part by part."""

import pandas as pd
import plotly.graph_objects as go

from reform.charts.base import Part, bars_in_parts
from reform.charts.palette import Palette
from reform.common.i18n import gettext as _


def points_by_section(rows: pd.DataFrame, palette: Palette) -> go.Figure:
    """Each part's points. ``rows``: section, got, lost, unknown; text stands at the right."""
    parts = [
        Part(_("Got"), "got", "ink"),
        Part(_("Lost"), "lost", "amber"),
        Part(_("Cannot be scored yet"), "unknown", "faint"),
    ]
    return bars_in_parts(rows, parts, list(rows["text"]), palette, by="section", digits=2)
