"""群众满意度: bad reviews and what became of them first; levels, channels and departments after."""

from reform import charts
from reform.common import code_lists, formatting
from reform.common.i18n import gettext as _
from reform.metrics import status
from reform.reports.insights import common
from reform.ui.components import chart_card, kpi_cards, table_columns, worklists
from reform.ui.context import st
from reform.ui.context.view import ask, one, palette, target_value
from reform.ui.layout import page_frame
from reform.ui.sections import feedback

with page_frame.title(_("Satisfaction")):
    pass
s01, s03, s04, s05, s06 = (one(code) for code in ("S01", "S03", "S04", "S05", "S06"))

if not s03["n"]:
    chart_card.nothing(_("No valid rating is loaded"), _("Load ratings on the page Files."))
    feedback.show()
    st.stop()

kpi_cards.strip(
    [
        kpi_cards.KpiFigure(
            "S05",
            _("Bad reviews"),
            formatting.number(s05["numerator"]),
            _("reviews"),
            _("{n} per 10,000 cases").format(n=formatting.number(s05["value"], 2)),
            status.reviews(s03["n"], s06["overdue"], s06["pending"]),
        ),
        kpi_cards.KpiFigure(
            "S06",
            _("Rectified in time"),
            formatting.rate(s06["value"]),
            "",
            _("{share}; {overdue} overdue, {pending} within the deadline").format(
                share=formatting.share(s06["numerator"], s06["denominator"]),
                overdue=formatting.number(s06["overdue"]),
                pending=formatting.number(s06["pending"]),
            ),
        ),
        kpi_cards.rate("S03", _("Satisfied")),
        kpi_cards.rate("S04", _("Very satisfied")),
        kpi_cards.rate("S01", _("Cases rated")),
    ],
    codes=["S01", "S03", "S04", "S05", "S06", "S10"],
)
feedback.ratings()

reviews = ask("bad_review_list")
with chart_card.card(
    common.reviews_title(s05, s06),
    _("Every bad review, overdue first; without a deadline of its own 15 working days after the rating"),
):
    if reviews.empty:
        chart_card.nothing(
            _("No bad review in this selection"), _("Nobody rated dissatisfied or very dissatisfied.")
        )
    else:
        worklists.reviews(reviews)

left, right = st.columns(2)
with (
    left,
    chart_card.card(
        _("How people rated"),
        _("Valid ratings by level; {n} given by the system are left out").format(
            n=formatting.number(s03["by_default"])
        ),
    ),
):
    worklists.levels(ask("rating_levels"), key="satisfaction")
channels = ask("ratings_by_channel")
with (
    right,
    chart_card.card(
        common.channel_title(channels), _("Bad reviews per 10,000 valid ratings, by rating channel")
    ),
):
    labels = [
        code_lists.label("rating_channel", code) if isinstance(code, str) else _("not given")
        for code in channels["channel"]
    ]
    chart_card.chart(
        charts.bars(
            labels,
            list(channels["bad_per_10000"]),
            palette(),
            texts=[
                formatting.with_share(formatting.number(per, 1), bad, n)
                for per, bad, n in zip(
                    channels["bad_per_10000"], channels["bad"], channels["ratings"], strict=True
                )
            ],
        ),
        key="channels",
        alt=common.channel_title(channels),
    )
    chart_card.below(
        channels.assign(label=labels),
        {
            "label": _("Channel"),
            "ratings": _("Valid ratings"),
            "bad": _("Bad reviews"),
            "bad_per_10000": _("Bad per 10,000 ratings"),
        },
        key="channels",
        title=_("By channel"),
        codes=["S10"],
        config=table_columns.numbers(1, "bad_per_10000"),
    )

months = ask("S03", by=("month",))
with chart_card.card(
    common.month_rate_title(months), _("Share of valid ratings; the scale does not begin at 0")
):
    chart_card.chart(
        charts.monthly_rate(months, palette(), target=target_value("S03")),
        key="months",
        alt=common.month_rate_title(months),
    )
    chart_card.below(
        months,
        table_columns.RATES(("month", _("Month"))),
        key="months",
        title=_("Satisfied by month"),
        codes=["S03"],
        config=table_columns.dates("month") | table_columns.numbers(2, "value"),
    )

departments = ask("ratings_by_department")
with chart_card.card(
    common.bad_department_title(departments),
    _("Valid ratings, bad reviews and their rectification by department"),
):
    chart_card.table(
        departments.assign(department=departments["department"].fillna(_("unknown department"))),
        {
            "department": _("Department"),
            "ratings": _("Valid ratings"),
            "very_satisfied": _("Very satisfied"),
            "bad": _("Bad reviews"),
            "rectified_in_time": _("Rectified in time"),
            "overdue": _("Overdue"),
        },
        key="departments",
        title=_("Ratings by department"),
        codes=["ratings_by_department"],
        height=420,
    )

feedback.show()
