"""Charts of the overview, cached for all sessions that look at the same scope."""

import pandas as pd
import plotly.graph_objects as go

from reform import charts
from reform.charts import Palette
from reform.reports.insights import common
from reform.ui.components import table_columns
from reform.ui.context.view import ask, per_view, target_value
from reform.ui.sections import headlines


@per_view
def curve(colours: Palette) -> go.Figure:
    """Items transferred against the plan, and where that leads."""
    return charts.transfer_curve(ask("transfer_curve"), ask("batches"), colours, headlines.projected().band)


@per_view
def by_batch() -> pd.DataFrame:
    """Each batch with its name and what is transferred of it."""
    rows = table_columns.with_transferred(ask("T05", by=("batch",)).dropna(subset=["batch"]))
    return rows.assign(label=common.batch_labels(rows))


@per_view
def batches(colours: Palette) -> go.Figure:
    """What is transferred of each batch beside what was planned by now."""
    rows = by_batch()
    return charts.planned_against_actual(rows, common.batch_labels(rows), colours, target_value("T03"))
