"""总览: three headline answers, then why, then who must act."""

from reform import calendars, charts, findings, wording
from reform.i18n import gettext as _
from reform.marked import Marked
from reform.ui import bases, cards, frame, glance, headlines, lists, panel, st, tables
from reform.ui.view import ask, one, palette

with frame.title(_("Reform progress at a glance")):
    basis = bases.choose()
cards.headlines(headlines.each(basis))

t05, t06, d07, s03, s05, s06 = (one("T05"), one("T06"), one("D07"), one("S03"), one("S05"), one("S06"))
curve = ask("transfer_curve")
wide, narrow = st.columns([5, 3])
batches, projected = ask("batches"), headlines.projected()
title = findings.transfer_title(t05, t06)
with (
    wide,
    panel.card(
        title,
        _(
            "Cumulative items; dotted the current plan, solid the actual, dashed the projection. {said}"
        ).format(said=projected.sentences[0]),
        height="content",
    ),
):
    if curve["total"].max() > 0:
        panel.chart(
            glance.curve(palette()),
            key="curve",
            alt=wording.sentences([title, *projected.sentences]),
        )
        panel.below(
            lambda: tables.with_projection(curve, projected.band),
            tables.CURVE(),
            key="curve",
            title=_("Transfer curve"),
            codes=["T02", "T05", "transfer_scope"],
            config=tables.dates(),
        )
    else:
        panel.nothing(_("No item list is loaded"), _("Load the items and stages on the page Files."))
if len(batches):
    done = findings.batch_title(batches)
    with (
        wide,
        panel.card(
            done,
            _("Share transferred; amber is what is missing to the plan to date"),
        ),
    ):
        panel.chart(glance.batches(palette()), key="batches", alt=done)
        panel.below(
            glance.by_batch,
            tables.PROGRESS(("label", _("Batch"))),
            key="batches",
            title=_("By batch"),
            codes=["T03", "T05"],
            config=tables.numbers(2, "value"),
        )
limits = ask("three_limits")
with (
    narrow,
    panel.card(
        findings.limits_title(limits),
        _("Promised cases completed, mean working days, n = {n}").format(
            n=wording.number(limits["n"].sum() if len(limits) else None)
        ),
        height="content",
    ),
):
    if len(limits):
        row = limits.iloc[0]
        if not calendars.apart(row):
            panel.chart(
                charts.three_limits(row["statutory"], row["promised"], row["used"], palette()),
                key="limits",
                alt=findings.limits_title(limits),
            )
        d03 = one("D03")
        st.markdown(
            Marked(_("P50 **{p50}** days · P90 **{p90}** days · on time **{rate}** ({share})")).format(
                p50=wording.days(d03["p50"]),
                p90=wording.days(d03["p90"]),
                rate=wording.rate(d07["value"]),
                share=wording.share(d07["numerator"], d07["denominator"]),
            )
        )
        panel.below(
            limits, tables.LIMITS(), key="limits", title=_("Three limits"), codes=["three_limits", "D07"]
        )
    else:
        panel.nothing(
            _("No completed case has both limits"), _("Load items with limits, and cases, on the page Files.")
        )

with (
    narrow,
    panel.card(
        findings.reviews_title(s05, s06),
        _("Valid ratings by level; {n} given by the system are left out").format(
            n=wording.number(s03.get("by_default"))
        ),
    ),
):
    lists.levels(ask("rating_levels"), key="levels")

lists.red_list()
