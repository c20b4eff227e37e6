"""事项档案: one item's life: stages, limits, cases by week, ratings, disputes, what was moved and why."""

from reform import charts
from reform.common.i18n import gettext as _
from reform.reports.insights import item as findings_item
from reform.ui.components import chart_card, kpi_cards, table_columns, worklists
from reform.ui.context import st
from reform.ui.context.view import palette, unit
from reform.ui.layout import page_frame
from reform.ui.sections import item

with page_frame.title(_("One item")):
    pass
code = item.choose()
if code is None:
    chart_card.nothing(_("No item list is loaded"), _("Load the items and stages on the page Files."))
    st.stop()
known, weeks = item.status(code), item.ask_of(code, "item_weeks")
days = unit("item_weeks", item.scope_of(code))
completed = findings_item.weeks_title(weeks, days)

st.subheader(known["item_name"], anchor=False)
st.caption(findings_item.who(known))
kpi_cards.strip(item.figures(known, weeks, days), codes=["T02", "T04", "D03", "D07"])

left, right = st.columns(2)
with left, chart_card.card(findings_item.stage_title(known), _("Every stage and handover with its paper")):
    item.stages(item.ask_of(code, "item_stages"))
with right, chart_card.card(findings_item.limits_title(known), _("Limits now, and what the law changed")):
    item.limits(known, item.ask_of(code, "item_limits"))

with chart_card.card(completed, _("Completed cases a week, and their mean {unit}").format(unit=days)):
    if weeks.empty:
        chart_card.nothing(_("No case of this item is completed"), _("Load cases on the page Files."))
    else:
        chart_card.chart(charts.item_weeks(weeks, palette(), unit=days), key="item_weeks", alt=completed)
        chart_card.below(
            weeks,
            {
                "week": _("Week"),
                "n": _("Cases"),
                "mean": _("Mean"),
                "on_time": _("On time"),
                "due_known": _("With a deadline"),
            },
            key="item_weeks",
            title=_("Cases by week"),
            codes=["item_weeks"],
            scope=item.scope_of(code),
            config=table_columns.dates("week") | table_columns.numbers(1, "mean"),
        )

left, right = st.columns(2)
ratings = item.ask_of(code, "item_ratings")
with left, chart_card.card(findings_item.ratings_title(ratings), _("Valid ratings by level")):
    worklists.levels(ratings, key="item")
disputes, plans = item.ask_of(code, "item_disputes"), item.ask_of(code, "item_plans")
with (
    right,
    chart_card.card(
        findings_item.moved_title(disputes, plans), _("Disputes about this item, and moves of its plan")
    ),
):
    item.disputes(disputes)
    item.plans(plans)
st.caption(
    _("Filters other than the as-of date do not apply here. {source}").format(source=chart_card.source_line())
)
st.caption(_("Item code {code}").format(code=code))
