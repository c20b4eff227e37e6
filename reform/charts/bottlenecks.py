"""What sticks in the transfer: stages reached, handovers, the age of disputes, who owes what is overdue."""

import pandas as pd
import plotly.graph_objects as go

from reform.charts.base import BAR_HEIGHT, Part, bars, bars_in_parts
from reform.charts.palette import Palette
from reform.charts.texts import rates, sentences, shares
from reform.common import code_lists, formatting
from reform.common.i18n import gettext as _


def stage_funnel(path: pd.DataFrame, palette: Palette) -> go.Figure:
    """How far the items have come. ``path``: stage, reached, total, is_transferred; S0 to S7."""
    path = path.assign(rate=100 * path["reached"] / path["total"])
    columns = {
        "label": [f"{code} {code_lists.label('stage', code)}" for code in path["stage"]],
        "reached": path["reached"].astype(float),
        "text": rates(path, "rate", "reached", "total", 1),
        "role": ["ink" if is_transferred else "mid" for is_transferred in path["is_transferred"]],
    }
    return bars(pd.DataFrame(columns), palette, by="label", value="reached")


def handovers(flags: pd.DataFrame, palette: Palette) -> go.Figure:
    """Each of the five flags: how many of the transferred items have it.

    ``flags``: label, have, lacking, transferred.
    """
    parts = [Part(_("Handed over"), "have", "ink"), Part(_("Lacking"), "lacking", "amber")]
    return bars_in_parts(flags, parts, shares(flags, "have", "transferred"), palette, by="label")


def ageing(rows: pd.DataFrame, palette: Palette, *, by: str, lines: int = 1) -> go.Figure:
    """Open disputes by age. ``rows``: up_to_30, to_90, over_90, open, overdue; ``lines`` of a label."""
    texts = [
        formatting.filled(_("{open}, {overdue} overdue") if row["overdue"] else "{open}", row)
        for row in rows.to_dict("records")
    ]
    parts = [
        Part(_("up to 30 days"), "up_to_30", "mid"),
        Part(_("31 to 90 days"), "to_90", "amber"),
        Part(_("over 90 days"), "over_90", "vermilion"),
    ]
    height = (BAR_HEIGHT + 12 * (lines - 1)) * max(len(rows), 1) + 76
    return bars_in_parts(rows, parts, texts, palette, by=by, height=height)


def owed(rows: pd.DataFrame, palette: Palette) -> go.Figure:
    """Who owes what is overdue. ``rows``: owner, transfers, disputes, overdue, longest."""
    parts = [Part(_("Transfers"), "transfers", "ink"), Part(_("Disputes"), "disputes", "vermilion")]
    texts = sentences(_("{overdue}, longest {longest}"), rows)
    return bars_in_parts(rows, parts, texts, palette, by="owner")
