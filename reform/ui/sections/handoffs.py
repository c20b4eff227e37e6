"""Hand-offs to the supervising departments: in time, answered or not, and items never handed off."""

from functools import partial

from reform import charts
from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.reports.insights import supervision
from reform.ui.components import cards, chart_card, kpi_cards
from reform.ui.components.cards import Card
from reform.ui.components.column_headers import columns
from reform.ui.components.table_columns import (
    bar,
    coded,
    figures,
    named_departments,
    numbers,
    where_measured,
)
from reform.ui.context import st
from reform.ui.context.view import ask, one, target_value


def show() -> None:
    """Show the hand-offs, those not answered, and items never handed off."""
    st.header(_("Hand-offs to supervision"), anchor=False)
    kpi_cards.strip(
        [
            kpi_cards.rate(
                "R01",
                _("Handed off in time"),
                _("{share} within 2 working days; {overdue} not handed off and overdue"),
            ),
            kpi_cards.rate(
                "R02",
                _("Acknowledged"),
                _("{share}; {unanswered} without an answer, {returned} sent back"),
            ),
            kpi_cards.rate("R02b", _("Reported back"), _("{share}; {with_problem} with a problem")),
            kpi_cards.rate("R01b", _("Items handed off")),
        ],
        codes=["R01", "R01b", "R02", "R02b"],
        key="handoffs",
    )
    if ask("handoff_departments").empty:
        chart_card.nothing(
            _("No hand-off in this selection"),
            _("Load the hand-offs to supervision on the page Files, or widen the filters."),
        )
    else:
        cards.beside(_waiting().show, _months().show)
        _unanswered().show()
    _blind_spots().show()


def _waiting() -> Card:
    rows = ask("handoff_departments")
    title = supervision.waiting_title(rows)
    named = named_departments(rows)
    return Card(
        key="waiting",
        title=title,
        caption=_(
            "Hand-offs without an answer by supervising department and working days waited; of all pushed"
        ),
        rows=named,
        drawn=named[named["unanswered"] > 0].head(10),
        columns=columns(
            "department pushed acknowledged fed_back returned unanswered up_to_5 to_20 over_20 longest "
            "not_pushed"
        ),
        table=_("Hand-offs by department"),
        codes=["handoff_departments", "R02", "R02b"],
        chart=charts.waiting,
        empty=(title, _("Nothing pushed in this selection waits for an answer.")),
    )


def _months() -> Card:
    months = ask("R01", by=("month",))
    title = supervision.pushed_title(months)
    return Card(
        key="pushed",
        title=title,
        caption=_("Handed off within 2 working days, by month of completion"),
        rows=where_measured(months),
        columns=figures("month") | columns("overdue"),
        table=_("Handed off in time by month"),
        codes=["R01"],
        config=numbers(2, "value"),
        chart=partial(charts.monthly_rate, target=target_value("R01")),
        empty=(title, _("Give the day of completion in the hand-offs, or load the cases.")),
    )


def _unanswered() -> Card:
    rows = ask("handoffs_unanswered")
    title = supervision.unanswered_title(rows)
    return Card(
        key="unanswered",
        title=title,
        caption=_("Neither acknowledged nor reported on nor sent back, longest first"),
        rows=rows.assign(channel=coded("push_channel", rows["channel"])),
        columns=columns(
            "department days_waited item_name pushed_on completed_on channel case_no handoff_no item_code",
            department=_("Owed by"),
            channel=_("How"),
        ),
        table=_("Hand-offs without an answer"),
        codes=["handoffs_unanswered"],
        height=380,
        config=bar(rows, "days_waited"),
        definitions=["handoffs_unanswered"],
        empty=(title, _("Nothing pushed in this selection waits for an answer.")),
    )


def _blind_spots() -> Card:
    r01b, rows = one("R01b"), ask("blind_spots")
    title = supervision.blind_title(r01b)
    is_known = not formatting.is_missing(r01b["value"])
    return Card(
        key="blind_spots",
        title=title,
        caption=_("Transferred items with completed cases of which none was ever handed off"),
        rows=rows,
        is_known=is_known,
        columns=columns(
            "item_name cases department supervising_department transferred_on item_code",
            cases=_("Cases completed since the transfer"),
            department=_("Original department"),
        ),
        table=_("Blind spots"),
        codes=["blind_spots"],
        height=300,
        config=bar(rows, "cases"),
        definitions=["blind_spots", "R01b"],
        empty=(
            title,
            _("Nothing escapes supervision by this ledger.")
            if is_known
            else _("Hand-offs, items, stages and cases are needed; load what is missing on the page Files."),
        ),
    )
