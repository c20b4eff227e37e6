"""Credit grades: changes, coverage, and measures taken on them."""

from reform import charts
from reform.common import code_lists
from reform.common.i18n import gettext as _
from reform.reports.insights import credit
from reform.ui.components import cards, kpi_cards
from reform.ui.components.cards import Card
from reform.ui.components.column_headers import columns
from reform.ui.components.table_columns import coded, numbers
from reform.ui.context import st
from reform.ui.context.view import ask

MEASURES = {"R10": "incentive", "R10b": "penalty", "R10c": "repair"}


def show() -> None:
    """Show 信用: changes of grades, coverage, and measures taken on them."""
    st.header(_("Credit"), anchor=False)
    measures = [
        kpi_cards.number(code, _measure(kind), _("measures"), _("of {denominator} measures in the period"))
        for code, kind in MEASURES.items()
    ]
    kpi_cards.strip([kpi_cards.rate("R09", _("Subjects graded")), *measures], key="credit")
    cards.beside(_grades().show, _measures().show)
    if len(ask("credit_fields")):
        _fields().show()


def _measure(kind: str) -> str:
    return code_lists.label("credit_measure", kind)


def _grades() -> Card:
    rows = ask("credit_distribution")
    title = credit.grades_title(rows)
    return Card(
        key="grades",
        title=title,
        caption=_("Subjects by grade at every count; each department as it last counted by then"),
        rows=rows.assign(grade=coded("credit_grade", rows["grade"])),
        drawn=rows,
        columns=columns("counted_on grade subjects share"),
        table=_("Credit grades"),
        codes=["credit_distribution"],
        config=numbers(2, "share"),
        chart=charts.credit_grades,
        empty=(title, _("Load the credit grades on the page Files, or widen the period.")),
    )


def _measures() -> Card:
    months = ask("credit_measure_months")
    title = credit.measures_title(months)
    return Card(
        key="measures",
        title=title,
        caption=_("Incentives, penalties and repairs the departments counted, by month"),
        rows=months,
        columns=columns(
            "month incentives penalties repairs",
            incentives=_measure("incentive"),
            penalties=_measure("penalty"),
            repairs=_measure("repair"),
        ),
        table=_("Credit measures by month"),
        codes=["credit_measure_months", "R10", "R10b", "R10c"],
        chart=charts.credit_measures,
        empty=(title, _("Load the credit measures on the page Files, or widen the period.")),
    )


def _fields() -> Card:
    rows = ask("credit_fields")
    return Card(
        key="fields",
        title=credit.fields_title(rows),
        caption=_("The latest count of every field; the share of C and D beside the count before"),
        rows=rows,
        columns=columns(
            "department field counted_on total graded coverage low low_share low_share_before",
            total=_("To be graded"),
        ),
        table=_("Credit grades by field"),
        codes=["credit_fields"],
        config=numbers(2, "coverage", "low_share", "low_share_before"),
        definitions=["credit_fields", "R09"],
    )
