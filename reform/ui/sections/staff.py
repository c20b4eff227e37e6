"""Blocks of the page 服务能力: the staff behind the windows, their trainings, exams and assessments."""

from functools import partial

import pandas as pd

from reform import charts
from reform.common import code_lists, formatting
from reform.common.i18n import gettext as _
from reform.reports.insights import staff
from reform.ui.components import cards, kpi_cards
from reform.ui.components.cards import Card
from reform.ui.components.column_headers import columns
from reform.ui.components.table_columns import numbers
from reform.ui.context import st
from reform.ui.context.view import ask, one

MOST_EXAMS = 8
GRADES = {"excellent": "ink", "good": "mid", "competent": "faint"}


def show() -> None:
    """Show the cards of the staff."""
    st.header(_("Staff"), anchor=False)
    st.caption(
        _(
            "Coverage and hours are of the whole centre, over the period chosen or the last 365 days; "
            "trainings and exams know a department, but no domain or batch."
        )
    )
    _figures()
    cards.beside(_trainings().show, _exams().show)
    if not formatting.is_missing(one("H03")["value"]):
        _untrained().show()
    _grades().show()


def _figures() -> None:
    h01, h02, h03 = (one(code) for code in ("H01", "H02", "H03"))
    trained = _of_staff(h01)
    if not formatting.is_missing(h01["value"]):
        trained = _("{share}; who has left since is among the trained").format(share=trained)
    is_told = not formatting.is_missing(h03["value"]) or not h03["n"]
    kpi_cards.strip(
        [
            kpi_cards.rate("H01", _("Window staff trained"))._replace(note=trained),
            kpi_cards.number("H02", _("Training hours per head"), _("hours"), digits=1)._replace(
                note=_of_staff(h02)
            ),
            kpi_cards.rate(
                "H03",
                _("Trained for before going live"),
                "{share}" if is_told else _("no training is loaded"),
            ),
            kpi_cards.rate("H04", _("Exams passed"), _("{share}; {absent} absent")),
            kpi_cards.number(
                "H05",
                _("Attendances at trainings"),
                _("attendances"),
                _("in {denominator} sessions"),
            ),
        ],
        key="people",
    )


def _of_staff(row: pd.Series) -> str:
    """n/N, or that the number of window staff is not known."""
    if not row["denominator"] and row["n"]:
        return _("the count of the centre tells no window staff")
    return formatting.share(row["numerator"], row["denominator"])


def _trainings() -> Card:
    rows = ask("training_by_department")
    return Card(
        key="trainings",
        title=staff.training_title(rows),
        caption=_("Attendances in the period by department, fewest first"),
        rows=rows.assign(
            text=[formatting.number(n) if n else _("none") for n in rows["attended"]],
            role=["ink" if n else "vermilion" for n in rows["attended"]],
        ),
        columns=columns(
            "department attended people hours passed sat pass_rate",
            people=_("Staff trained"),
            passed=_("Exams passed"),
        ),
        table=_("Training by department"),
        codes=["H05", "H04"],
        config=numbers(1, "hours", "pass_rate"),
        chart=partial(charts.bars, value="attended"),
        first=8,
        empty=(
            _("No training in this selection"),
            _("Load the trainings on the page Files, or widen the filters."),
        ),
    )


def _exams() -> Card:
    rows = ask("exam_results")
    graded = rows[rows["pass_rate"].notna()].head(MOST_EXAMS)
    return Card(
        key="exams",
        title=staff.exams_title(rows),
        caption=_("Share of those present who passed, by exam, latest first"),
        rows=rows,
        is_known=len(graded) > 0,
        drawn=graded.assign(
            exam=[staff.exam(row) for _n, row in graded.iterrows()],
            text=charts.rates(graded, "pass_rate", "passed", "sat", 1),
        ),
        columns=columns("held_on topic passed sat absent pass_rate exam_no", sat=_("Present")),
        table=_("Exams"),
        codes=["H04"],
        config=numbers(1, "pass_rate"),
        chart=partial(charts.bars, by="exam", value="pass_rate"),
        empty=(
            _("No exam in this selection"),
            _("Load the exams on the page Files, or widen the filters."),
        ),
    )


def _untrained() -> Card:
    rows = ask("untrained_items")
    steps = [
        _("train now") if formatting.is_missing(day) else _("trained for since")
        for day in rows["trained_later"]
    ]
    return Card(
        key="untrained",
        title=staff.untrained_title(one("H03")),
        caption=_(
            "Owed by the original department together with the bureau; "
            "items without any training yet come first"
        ),
        rows=rows.assign(batch=[formatting.batch(value) for value in rows["batch"]], step=steps),
        columns=columns(
            "item_name department batch live_on trained_later days_late step item_code",
            department=_("Owed by"),
            days_late=_("Days after going live"),
            step=_("Next step"),
        ),
        table=_("Items that went live untrained"),
        codes=["untrained_items", "H03"],
        height=320,
    )


def _grades() -> Card:
    rows = ask("assessment_grades")
    return Card(
        key="grades",
        title=staff.grades_title(rows),
        caption=_("People by grade in the latest assessment of the period; counts only"),
        rows=rows.assign(
            grade=[code_lists.label("assess_grade", code) for code in rows["grade"]],
            text=[formatting.share(n, rows["people"].sum()) for n in rows["people"]],
            role=[GRADES.get(code, "amber") for code in rows["grade"]],
        ),
        columns=columns("grade people assessed_on"),
        table=_("Grades of the latest assessment"),
        codes=["assessment_grades"],
        chart=partial(charts.bars, by="grade", value="people"),
        empty=(
            _("No assessment in this selection"),
            _("Load the assessments on the page Files, or widen the filters."),
        ),
    )
