"""The blocks of the overview: the transfer, its batches, the three limits, what people say."""

from functools import partial

import pandas as pd

from reform import charts
from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.common.markdown import Marked
from reform.metrics import calendars
from reform.reports.insights import common
from reform.ui.components import table_columns
from reform.ui.components.cards import Card
from reform.ui.components.column_headers import columns
from reform.ui.context.view import ask, one, per_view, target_value, unit
from reform.ui.sections import feedback, headlines


def curve() -> Card:
    """Items transferred against the plan, with the projection."""
    rows, projected = ask("transfer_curve"), headlines.projected()
    title = common.transfer_title(one("T05"), one("T06"))
    caption = _("Cumulative items; dotted the current plan, solid the actual, dashed the projection. {said}")
    return Card(
        key="curve",
        title=title,
        caption=caption.format(said=projected.sentences[0]),
        card_height="content",
        rows=partial(table_columns.with_projection, rows, projected.band),
        drawn=rows if rows["total"].max() > 0 else rows.head(0),
        columns=table_columns.curve(),
        table=_("Transfer curve"),
        codes=["T02", "T05", "transfer_scope"],
        chart=partial(charts.transfer_curve, batches=ask("batches"), band=projected.band),
        alt=formatting.sentences([title, *projected.sentences]),
        empty=(_("No item list is loaded"), _("Load the items and stages on the page Files.")),
    )


def batches() -> Card:
    """What is transferred of each batch beside what was planned by now."""
    rows = ask("batches")
    return Card(
        key="batches",
        title=common.batch_title(rows),
        caption=_("Share transferred; amber is what is missing to the plan to date"),
        rows=_by_batch(),
        columns=table_columns.progress("label", _("Batch")),
        table=_("By batch"),
        codes=["T03", "T05"],
        config=table_columns.numbers(2, "value"),
        chart=partial(charts.planned_against_actual, by="label", target=target_value("T03")),
    )


@per_view
def _by_batch() -> pd.DataFrame:
    """Each batch with its name and what is transferred of it."""
    rows = table_columns.with_transferred(ask("T05", by=("batch",)).dropna(subset=["batch"]))
    return rows.assign(label=common.batch_labels(rows))


def limits() -> Card:
    """Statutory, promised and actual days over all cases."""
    rows, days = ask("three_limits"), unit("three_limits")
    d03, d07 = one("D03"), one("D07")
    times = Marked(_("P50 **{p50}** days · P90 **{p90}** days · on time **{rate}** ({share})")).format(
        p50=formatting.days(d03["p50"]),
        p90=formatting.days(d03["p90"]),
        rate=formatting.rate(d07["value"]),
        share=formatting.share(d07["numerator"], d07["denominator"]),
    )
    is_apart = len(rows) > 0 and calendars.apart(rows.iloc[0])
    return Card(
        key="limits",
        title=common.limits_title(rows, days),
        caption=_("Promised cases completed, mean {unit}, n = {n}").format(
            unit=days, n=formatting.number(rows["n"].sum() if len(rows) else None)
        ),
        card_height="content",
        rows=rows,
        drawn=rows.head(0) if is_apart else rows,
        columns=columns("statutory promised used n"),
        table=_("Three limits"),
        codes=["three_limits", "D07"],
        chart=charts.three_limits,
        note=times,
        empty=None
        if len(rows)
        else (
            _("No completed case has both limits"),
            _("Load items with limits, and cases, on the page Files."),
        ),
    )


def levels() -> Card:
    """Ratings by level."""
    return feedback.levels(common.reviews_title(one("S05"), one("S06")), key="levels")
