"""Hand-offs to the departments that supervise: in time, answered or not, and what is never handed off."""

import pandas as pd

from reform import charts
from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.reports.insights import supervision
from reform.ui.components import chart_card, kpi_cards, table_columns
from reform.ui.context import st
from reform.ui.context.view import ask, one, palette, target_value


def show() -> None:
    """The hand-offs, who has not answered, and the blind spots."""
    st.header(_("Hand-offs to supervision"), anchor=False)
    r01, r01b, r02, r02b = (one(code) for code in ("R01", "R01b", "R02", "R02b"))
    kpi_cards.strip(
        [
            kpi_cards.rate(
                "R01",
                _("Handed off in time"),
                _("{share} within 2 working days; {overdue} not handed off and overdue").format(
                    share=formatting.share(r01["numerator"], r01["denominator"]),
                    overdue=formatting.number(r01["overdue"]),
                ),
            ),
            kpi_cards.rate(
                "R02",
                _("Acknowledged"),
                _("{share}; {silent} without an answer, {returned} sent back").format(
                    share=formatting.share(r02["numerator"], r02["denominator"]),
                    silent=formatting.number(r02["unanswered"]),
                    returned=formatting.number(r02["returned"]),
                ),
            ),
            kpi_cards.rate(
                "R02b",
                _("Reported back"),
                _("{share}; {problems} with a problem").format(
                    share=formatting.share(r02b["numerator"], r02b["denominator"]),
                    problems=formatting.number(r02b["with_problem"]),
                ),
            ),
            kpi_cards.rate("R01b", _("Items handed off")),
        ],
        codes=["R01", "R01b", "R02", "R02b"],
        key="handoffs",
    )
    departments = ask("handoff_departments")
    if departments.empty:
        chart_card.nothing(
            _("No hand-off in this selection"),
            _("Load the hand-offs to supervision on the page Files, or widen the filters."),
        )
    else:
        left, right = st.columns(2)
        with left:
            _waiting(departments)
        with right:
            _months(ask("R01", by=("month",)))
        _unanswered(ask("handoffs_unanswered"))
    _blind_spots(r01b)


def _waiting(rows: pd.DataFrame) -> None:
    title = supervision.waiting_title(rows)
    named = rows.assign(department=rows["department"].fillna(_("unknown department")))
    waiting = named[named["unanswered"] > 0]
    with chart_card.card(
        title,
        _("Hand-offs without an answer by supervising department and working days waited; of all pushed"),
    ):
        if waiting.empty:
            chart_card.nothing(title, _("Nothing pushed in this selection waits for an answer."))
        else:
            top = waiting.head(10)
            chart_card.chart(
                charts.waiting(top, list(top["department"]), palette()), key="waiting", alt=title
            )
        chart_card.below(
            named,
            {
                "department": _("Department"),
                "pushed": _("Pushed"),
                "acknowledged": _("Acknowledged"),
                "fed_back": _("Reported back"),
                "returned": _("Sent back"),
                "unanswered": _("Without an answer"),
                "up_to_5": _("up to 5 working days"),
                "to_20": _("6 to 20 working days"),
                "over_20": _("over 20 working days"),
                "longest": _("Longest (working days)"),
                "not_pushed": _("Not pushed, overdue"),
            },
            key="waiting",
            title=_("Hand-offs by department"),
            codes=["handoff_departments", "R02", "R02b"],
        )


def _months(months: pd.DataFrame) -> None:
    title = supervision.pushed_title(months)
    with chart_card.card(title, _("Handed off within 2 working days, by month of completion")):
        if months["value"].notna().sum() == 0:
            chart_card.nothing(title, _("Give the day of completion in the hand-offs, or load the cases."))
            return
        chart_card.chart(
            charts.monthly_rate(months, palette(), target=target_value("R01")), key="pushed", alt=title
        )
        chart_card.below(
            months,
            {**table_columns.RATES(("month", _("Month"))), "overdue": _("Overdue")},
            key="pushed",
            title=_("Handed off in time by month"),
            codes=["R01"],
            config=table_columns.dates("month") | table_columns.numbers(2, "value"),
        )


def _unanswered(rows: pd.DataFrame) -> None:
    title = supervision.unanswered_title(rows)
    with chart_card.card(title, _("Neither acknowledged nor reported on nor sent back, longest first")):
        if rows.empty:
            chart_card.nothing(title, _("Nothing pushed in this selection waits for an answer."))
            return
        chart_card.table(
            rows.assign(channel=table_columns.coded("push_channel", rows["channel"])),
            {
                "department": _("Owed by"),
                "days_waited": _("Waited (working days)"),
                "item_name": _("Item"),
                "pushed_on": _("Pushed on"),
                "completed_on": _("Completed"),
                "channel": _("How"),
                "case_no": _("Case number"),
                "handoff_no": _("Number"),
                "item_code": _("Item code"),
            },
            key="unanswered",
            title=_("Hand-offs without an answer"),
            codes=["handoffs_unanswered"],
            height=380,
            config=table_columns.bar("days_waited", float(rows["days_waited"].max()))
            | table_columns.dates("pushed_on", "completed_on"),
        )
        chart_card.definitions(["handoffs_unanswered"], key="unanswered")


def _blind_spots(r01b: pd.Series) -> None:
    title = supervision.blind_title(r01b)
    with chart_card.card(
        title, _("Transferred items with completed cases of which none was ever handed off")
    ):
        if formatting.is_missing(r01b["value"]):
            chart_card.nothing(
                title,
                _("Hand-offs, items, stages and cases are needed; load what is missing on the page Files."),
            )
            return
        rows = ask("blind_spots")
        if rows.empty:
            chart_card.nothing(title, _("Nothing escapes supervision by this ledger."))
            return
        chart_card.table(
            rows,
            {
                "item_name": _("Item"),
                "cases": _("Cases completed since the transfer"),
                "department": _("Original department"),
                "supervising_department": _("Should supervise"),
                "transferred_on": _("Transferred on"),
                "item_code": _("Item code"),
            },
            key="blind_spots",
            title=_("Blind spots"),
            codes=["blind_spots"],
            height=300,
            config=table_columns.bar("cases", float(rows["cases"].max()))
            | table_columns.dates("transferred_on"),
        )
        chart_card.definitions(["blind_spots", "R01b"], key="blind_spots")
