"""Credit: how grades move, how many subjects have one, what follows from them."""

import pandas as pd

from reform import charts
from reform.common import code_lists, formatting
from reform.common.i18n import gettext as _
from reform.reports.insights import credit
from reform.ui.components import chart_card, kpi_cards, table_columns
from reform.ui.context import st
from reform.ui.context.view import ask, one, palette


def show() -> None:
    """信用: how the grades move, how many subjects have one, what follows from them."""
    st.header(_("Credit"), anchor=False)
    kpi_cards.strip(
        [
            kpi_cards.rate("R09", _("Subjects graded")),
            *(
                _measure(code, code_lists.label("credit_measure", kind))
                for code, kind in (("R10", "incentive"), ("R10b", "penalty"), ("R10c", "repair"))
            ),
        ],
        codes=["R09", "R10", "R10b", "R10c"],
        key="credit",
    )
    left, right = st.columns(2)
    with left:
        _grades(ask("credit_distribution"))
    with right:
        _measures(ask("credit_measure_months"))
    fields = ask("credit_fields")
    if len(fields):
        _fields(fields)


def _measure(code: str, title: str) -> kpi_cards.KpiFigure:
    row = one(code)
    note = _("of {n} measures in the period").format(n=formatting.number(row["denominator"]))
    return kpi_cards.KpiFigure(code, title, formatting.number(row["value"]), _("measures"), note)


def _grades(rows: pd.DataFrame) -> None:
    title = credit.grades_title(rows)
    with chart_card.card(
        title, _("Subjects by grade at every count; each department as it last counted by then")
    ):
        if rows.empty:
            chart_card.nothing(title, _("Load the credit grades on the page Files, or widen the period."))
            return
        chart_card.chart(charts.credit_grades(rows, palette()), key="grades", alt=title)
        chart_card.below(
            rows.assign(grade=table_columns.coded("credit_grade", rows["grade"])),
            {
                "counted_on": _("Counted on"),
                "grade": _("Grade"),
                "subjects": _("Subjects"),
                "share": _("Share (%)"),
            },
            key="grades",
            title=_("Credit grades"),
            codes=["credit_distribution"],
            config=table_columns.dates("counted_on") | table_columns.numbers(2, "share"),
        )


def _measures(months: pd.DataFrame) -> None:
    title = credit.measures_title(months)
    with chart_card.card(title, _("Incentives, penalties and repairs the departments counted, by month")):
        if months.empty:
            chart_card.nothing(title, _("Load the credit measures on the page Files, or widen the period."))
            return
        chart_card.chart(charts.credit_measures(months, palette()), key="measures", alt=title)
        chart_card.below(
            months,
            {
                "month": _("Month"),
                "incentives": code_lists.label("credit_measure", "incentive"),
                "penalties": code_lists.label("credit_measure", "penalty"),
                "repairs": code_lists.label("credit_measure", "repair"),
            },
            key="measures",
            title=_("Credit measures by month"),
            codes=["credit_measure_months", "R10", "R10b", "R10c"],
            config=table_columns.dates("month"),
        )


def _fields(rows: pd.DataFrame) -> None:
    title = credit.fields_title(rows)
    with chart_card.card(
        title, _("The latest count of every field; the share of C and D beside the count before")
    ):
        chart_card.table(
            rows,
            {
                "department": _("Department"),
                "field": _("Field"),
                "counted_on": _("Counted on"),
                "total": _("To be graded"),
                "graded": _("Graded"),
                "coverage": _("Coverage (%)"),
                "low": _("C or D"),
                "low_share": _("C or D (%)"),
                "low_share_before": _("C or D at the count before (%)"),
            },
            key="fields",
            title=_("Credit grades by field"),
            codes=["credit_fields"],
            config=table_columns.dates("counted_on")
            | table_columns.numbers(2, "coverage", "low_share", "low_share_before"),
        )
        chart_card.definitions(["credit_fields", "R09"], key="fields")
