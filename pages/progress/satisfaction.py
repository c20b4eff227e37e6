"""群众满意度: bad reviews and what became of them first; levels, channels and departments after."""

from reform import charts, codes, findings, states, wording
from reform.i18n import gettext as _
from reform.ui import cards, frame, lists, panel, st, tables, voices
from reform.ui.view import ask, one, palette, target_value

with frame.title(_("Satisfaction")):
    pass
s01, s03, s04, s05, s06 = (one(code) for code in ("S01", "S03", "S04", "S05", "S06"))

if not s03["n"]:
    panel.nothing(_("No valid rating is loaded"), _("Load ratings on the page Files."))
    voices.show()
    st.stop()

cards.strip(
    [
        cards.Figure(
            "S05",
            _("Bad reviews"),
            wording.number(s05["numerator"]),
            _("reviews"),
            _("{n} per 10,000 cases").format(n=wording.number(s05["value"], 2)),
            states.reviews(s03["n"], s06["overdue"], s06["pending"]),
        ),
        cards.Figure(
            "S06",
            _("Rectified in time"),
            wording.rate(s06["value"]),
            "",
            _("{share}; {overdue} overdue, {pending} within the deadline").format(
                share=wording.share(s06["numerator"], s06["denominator"]),
                overdue=wording.number(s06["overdue"]),
                pending=wording.number(s06["pending"]),
            ),
        ),
        cards.rate("S03", _("Satisfied")),
        cards.rate("S04", _("Very satisfied")),
        cards.rate("S01", _("Cases rated")),
    ],
    codes=["S01", "S03", "S04", "S05", "S06", "S10"],
)
voices.ratings()

reviews = ask("bad_review_list")
with panel.card(
    findings.reviews_title(s05, s06),
    _("Every bad review, overdue first; without a deadline of its own 15 working days after the rating"),
):
    if reviews.empty:
        panel.nothing(
            _("No bad review in this selection"), _("Nobody rated dissatisfied or very dissatisfied.")
        )
    else:
        lists.reviews(reviews)

left, right = st.columns(2)
with (
    left,
    panel.card(
        _("How people rated"),
        _("Valid ratings by level; {n} given by the system are left out").format(
            n=wording.number(s03["by_default"])
        ),
    ),
):
    lists.levels(ask("rating_levels"), key="satisfaction")
channels = ask("ratings_by_channel")
with (
    right,
    panel.card(
        findings.channel_title(channels), _("Bad reviews per 10,000 valid ratings, by rating channel")
    ),
):
    labels = [
        codes.label("rating_channel", code) if isinstance(code, str) else _("not given")
        for code in channels["channel"]
    ]
    panel.chart(
        charts.bars(
            labels,
            list(channels["bad_per_10000"]),
            palette(),
            texts=[
                wording.with_share(wording.number(per, 1), bad, n)
                for per, bad, n in zip(
                    channels["bad_per_10000"], channels["bad"], channels["ratings"], strict=True
                )
            ],
        ),
        key="channels",
        alt=findings.channel_title(channels),
    )
    panel.below(
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
        config=tables.numbers(1, "bad_per_10000"),
    )

months = ask("S03", by=("month",))
with panel.card(
    findings.month_rate_title(months), _("Share of valid ratings; the scale does not begin at 0")
):
    panel.chart(
        charts.monthly_rate(months, palette(), target=target_value("S03")),
        key="months",
        alt=findings.month_rate_title(months),
    )
    panel.below(
        months,
        tables.RATES(("month", _("Month"))),
        key="months",
        title=_("Satisfied by month"),
        codes=["S03"],
        config=tables.dates("month") | tables.numbers(2, "value"),
    )

departments = ask("ratings_by_department")
with panel.card(
    findings.bad_department_title(departments),
    _("Valid ratings, bad reviews and their rectification by department"),
):
    panel.table(
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

voices.show()
