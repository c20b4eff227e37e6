"""总览: three headline answers, then why, then who must act."""

import streamlit as st

from reform import charts, findings, findings_forecast, states, wording
from reform.i18n import gettext as _
from reform.ui import bases, cards, frame, lists, panel, tables
from reform.ui.view import ask, one, palette, target, target_value, view

with frame.title(_("Reform progress at a glance")):
    basis = bases.choose()
settings = view().settings
last_week = view().last_week

t02, t03, t05, t06 = (one(code) for code in ("T02", "T03", "T05", "T06"))
d07, d09 = one("D07"), one("D09")
s03, s05, s06 = one("S03"), one("S05"), one("S06")
saved = one(basis.code)
curve = ask("transfer_curve")

cards.headlines(
    [
        cards.Headline(
            key="transferred",
            title=_("Items transferred"),
            state=states.progress(t05["value"], t06["value"], settings),
            figure=wording.number(t02["value"]),
            unit=_("items"),
            sentences=[
                findings.plan_sentence(t03, t05),
                findings.in_place_sentence(t06, one("T04")),
            ],
            change=findings.change(t02["value"], one("T02", scope=last_week)["value"], _("items")),
            points=tables.weekly_transfers(curve),
            codes=["T02", "T03", "T04", "T05", "T06"],
        ),
        cards.Headline(
            key="saved",
            title=_("Working days saved"),
            state=states.speed(d07["value"], d09["over_statutory"], settings),
            figure=wording.number(saved["value"]),
            unit=_("working days"),
            sentences=[
                findings.saved_sentence(saved, basis.name, *bases.means(basis)),
                findings.target_sentence(one("D04")["value"], target("D04"), name=_("Actual reduction")),
            ],
            change=findings.change(
                saved["value"], one(basis.code, scope=last_week)["value"], _("working days")
            ),
            points=tables.weekly_sum(ask(basis.code, by=("week",))),
            codes=[basis.code, "D04", "D07", "D09"],
        ),
        cards.Headline(
            key="satisfied",
            title=_("Satisfaction"),
            state=states.reviews(s03["n"], s06["overdue"], s06["pending"]),
            figure=wording.rate(s03["value"]).removesuffix("%"),
            unit="%",
            sentences=[
                findings.satisfied_sentence(s03, s05),
                findings.target_sentence(s06["value"], target("S06"), name=_("Rectified in time")),
            ],
            change=findings.change(
                s05["numerator"], one("S05", scope=last_week)["numerator"], _("bad reviews")
            ),
            points=tables.weekly_satisfied(ask("S03", by=("week",))),
            codes=["S03", "S05", "S06"],
        ),
    ]
)

wide, narrow = st.columns([5, 3])
batches, projected = ask("batches"), findings_forecast.of(curve, one("transfer_scope"))
with (
    wide,
    panel.card(
        findings.transfer_title(t05, t06),
        _(
            "Cumulative items; dotted the current plan, solid the actual, dashed the projection. {said}"
        ).format(said=projected.said),
        height="content",
    ),
):
    if curve["total"].max() > 0:
        panel.chart(
            charts.transfer_curve(curve, batches, palette(), projected.band),
            key="curve",
            alt=wording.sentences([findings.transfer_title(t05, t06), *projected.sentences]),
        )
        panel.below(
            tables.with_projection(curve, projected.band),
            tables.CURVE(),
            key="curve",
            title=_("Transfer curve"),
            codes=["T02", "T05", "transfer_scope"],
            config=tables.dates(),
        )
    else:
        panel.nothing(_("No item list is loaded"), _("Load the items and stages on the page Files."))
if len(batches):
    with (
        wide,
        panel.card(
            findings.batch_title(batches),
            _("Share transferred; amber is what is missing to the plan to date"),
        ),
    ):
        rows = tables.with_transferred(ask("T05", by=("batch",)).dropna(subset=["batch"]))
        panel.chart(
            charts.planned_against_actual(rows, findings.batch_labels(rows), palette(), target_value("T03")),
            key="batches",
            alt=findings.batch_title(batches),
        )
        panel.below(
            rows.assign(label=findings.batch_labels(rows)),
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
        panel.chart(
            charts.three_limits(row["statutory"], row["promised"], row["used"], palette()),
            key="limits",
            alt=findings.limits_title(limits),
        )
        d03 = one("D03")
        st.markdown(
            _("P50 **{p50}** days · P90 **{p90}** days · on time **{rate}** ({share})").format(
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

lists.red_list(ask("red_list"))
