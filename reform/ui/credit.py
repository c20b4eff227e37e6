"""Credit: how grades move, how many subjects have one, what follows from them."""

import pandas as pd

from reform import charts, codes, wording
from reform import findings_credit as findings
from reform.i18n import gettext as _
from reform.ui import cards, panel, st, tables
from reform.ui.view import ask, one, palette


def show() -> None:
    """信用: how the grades move, how many subjects have one, what follows from them."""
    st.header(_("Credit"), anchor=False)
    cards.strip(
        [
            cards.rate("R09", _("Subjects graded")),
            *(
                _measure(code, codes.label("credit_measure", kind))
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


def _measure(code: str, title: str) -> cards.Figure:
    row = one(code)
    note = _("of {n} measures in the period").format(n=wording.number(row["denominator"]))
    return cards.Figure(code, title, wording.number(row["value"]), _("measures"), note)


def _grades(rows: pd.DataFrame) -> None:
    title = findings.grades_title(rows)
    with panel.card(title, _("Subjects by grade at every count; each department as it last counted by then")):
        if rows.empty:
            panel.nothing(title, _("Load the credit grades on the page Files, or widen the period."))
            return
        panel.chart(charts.credit_grades(rows, palette()), key="grades", alt=title)
        panel.below(
            rows.assign(grade=tables.coded("credit_grade", rows["grade"])),
            {
                "counted_on": _("Counted on"),
                "grade": _("Grade"),
                "subjects": _("Subjects"),
                "share": _("Share (%)"),
            },
            key="grades",
            title=_("Credit grades"),
            codes=["credit_distribution"],
            config=tables.dates("counted_on") | tables.numbers(2, "share"),
        )


def _measures(months: pd.DataFrame) -> None:
    title = findings.measures_title(months)
    with panel.card(title, _("Incentives, penalties and repairs the departments counted, by month")):
        if months.empty:
            panel.nothing(title, _("Load the credit measures on the page Files, or widen the period."))
            return
        panel.chart(charts.credit_measures(months, palette()), key="measures", alt=title)
        panel.below(
            months,
            {
                "month": _("Month"),
                "incentives": codes.label("credit_measure", "incentive"),
                "penalties": codes.label("credit_measure", "penalty"),
                "repairs": codes.label("credit_measure", "repair"),
            },
            key="measures",
            title=_("Credit measures by month"),
            codes=["credit_measure_months", "R10", "R10b", "R10c"],
            config=tables.dates("month"),
        )


def _fields(rows: pd.DataFrame) -> None:
    title = findings.fields_title(rows)
    with panel.card(
        title, _("The latest count of every field; the share of C and D beside the count before")
    ):
        panel.table(
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
            config=tables.dates("counted_on")
            | tables.numbers(2, "coverage", "low_share", "low_share_before"),
        )
        panel.definitions(["credit_fields", "R09"], key="fields")
