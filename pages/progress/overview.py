"""总览: three headline answers, then why, then who must act."""

from reform import charts
from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.common.markdown import Marked
from reform.metrics import calendars
from reform.reports.insights import common
from reform.ui.components import chart_card, kpi_cards, table_columns, worklists
from reform.ui.context import savings_basis, st
from reform.ui.context.view import ask, one, palette, unit
from reform.ui.layout import page_frame
from reform.ui.sections import headlines, overview_charts

with page_frame.title(_("Reform progress at a glance")):
    basis = savings_basis.choose()
kpi_cards.headlines(headlines.each(basis))

t05, t06, d07, s03, s05, s06 = (one("T05"), one("T06"), one("D07"), one("S03"), one("S05"), one("S06"))
curve = ask("transfer_curve")
wide, narrow = st.columns([5, 3])
batches, projected = ask("batches"), headlines.projected()
title = common.transfer_title(t05, t06)
with (
    wide,
    chart_card.card(
        title,
        _(
            "Cumulative items; dotted the current plan, solid the actual, dashed the projection. {said}"
        ).format(said=projected.sentences[0]),
        height="content",
    ),
):
    if curve["total"].max() > 0:
        chart_card.chart(
            overview_charts.curve(palette()),
            key="curve",
            alt=formatting.sentences([title, *projected.sentences]),
        )
        chart_card.below(
            lambda: table_columns.with_projection(curve, projected.band),
            table_columns.CURVE(),
            key="curve",
            title=_("Transfer curve"),
            codes=["T02", "T05", "transfer_scope"],
            config=table_columns.dates(),
        )
    else:
        chart_card.nothing(_("No item list is loaded"), _("Load the items and stages on the page Files."))
if len(batches):
    done = common.batch_title(batches)
    with (
        wide,
        chart_card.card(
            done,
            _("Share transferred; amber is what is missing to the plan to date"),
        ),
    ):
        chart_card.chart(overview_charts.batches(palette()), key="batches", alt=done)
        chart_card.below(
            overview_charts.by_batch,
            table_columns.PROGRESS(("label", _("Batch"))),
            key="batches",
            title=_("By batch"),
            codes=["T03", "T05"],
            config=table_columns.numbers(2, "value"),
        )
limits = ask("three_limits")
with (
    narrow,
    chart_card.card(
        common.limits_title(limits, unit("three_limits")),
        _("Promised cases completed, mean {unit}, n = {n}").format(
            unit=unit("three_limits"), n=formatting.number(limits["n"].sum() if len(limits) else None)
        ),
        height="content",
    ),
):
    if len(limits):
        row = limits.iloc[0]
        if not calendars.apart(row):
            chart_card.chart(
                charts.three_limits(row["statutory"], row["promised"], row["used"], palette()),
                key="limits",
                alt=common.limits_title(limits, unit("three_limits")),
            )
        d03 = one("D03")
        st.markdown(
            Marked(_("P50 **{p50}** days · P90 **{p90}** days · on time **{rate}** ({share})")).format(
                p50=formatting.days(d03["p50"]),
                p90=formatting.days(d03["p90"]),
                rate=formatting.rate(d07["value"]),
                share=formatting.share(d07["numerator"], d07["denominator"]),
            )
        )
        chart_card.below(
            limits,
            table_columns.LIMITS(),
            key="limits",
            title=_("Three limits"),
            codes=["three_limits", "D07"],
        )
    else:
        chart_card.nothing(
            _("No completed case has both limits"), _("Load items with limits, and cases, on the page Files.")
        )

with (
    narrow,
    chart_card.card(
        common.reviews_title(s05, s06),
        _("Valid ratings by level; {n} given by the system are left out").format(
            n=formatting.number(s03.get("by_default"))
        ),
    ),
):
    worklists.levels(ask("rating_levels"), key="levels")

worklists.red_list()
