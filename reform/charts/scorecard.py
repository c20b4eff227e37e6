"""Points of the assessment sheet got and lost, part by part."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from reform.charts.bottlenecks import Part, in_parts
from reform.charts.palette import Palette
from reform.common.i18n import gettext as _


def points_by_section(rows: pd.DataFrame, texts: Sequence[str], palette: Palette) -> go.Figure:
    """Each part's points. ``rows``: section, got, lost, unknown; ``texts`` stand at the right."""
    return in_parts(
        list(rows["section"]),
        [
            Part(_("Got"), rows["got"], palette.ink),
            Part(_("Lost"), rows["lost"], palette.amber),
            Part(_("Cannot be scored yet"), rows["unknown"], palette.faint),
        ],
        texts,
        palette,
        digits=2,
    )
