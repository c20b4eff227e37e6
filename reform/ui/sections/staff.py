"""Blocks of the page 服务能力: the staff behind the windows, their trainings, exams and assessments."""

import pandas as pd

from reform import charts
from reform.common import code_lists, formatting
from reform.common.i18n import gettext as _
from reform.reports.insights import staff
from reform.ui.components import chart_card, kpi_cards
from reform.ui.components.table_columns import dates, first_or_all, numbers
from reform.ui.context import st
from reform.ui.context.view import ask, one, palette

MOST_EXAMS = 8


def show() -> None:
    """Everything about the staff."""
    st.header(_("Staff"), anchor=False)
    st.caption(
        _(
            "Coverage and hours are of the whole centre, over the period chosen or the last 365 days; "
            "trainings and exams know a department, but no domain or batch."
        )
    )
    h03 = one("H03")
    _strip(h03)
    left, right = st.columns(2)
    with left:
        _trainings(ask("training_by_department"))
    with right:
        _exams(ask("exam_results"))
    _untrained(ask("untrained_items"), h03)
    _grades(ask("assessment_grades"))


def _strip(h03: pd.Series) -> None:
    h01, h02, h04, h05 = (one(code) for code in ("H01", "H02", "H04", "H05"))
    kpi_cards.strip(
        [
            kpi_cards.KpiFigure(
                "H01",
                _("Window staff trained"),
                formatting.rate(h01["value"]),
                "",
                _("{share}; who has left since is among the trained").format(share=_of_staff(h01))
                if not formatting.is_missing(h01["value"])
                else _of_staff(h01),
            ),
            kpi_cards.KpiFigure(
                "H02",
                _("Training hours per head"),
                formatting.number(h02["value"], 1),
                _("hours"),
                _of_staff(h02),
            ),
            kpi_cards.rate(
                "H03",
                _("Trained for before going live"),
                _("no training is loaded") if formatting.is_missing(h03["value"]) and h03["n"] else "",
            ),
            kpi_cards.KpiFigure(
                "H04",
                _("Exams passed"),
                formatting.rate(h04["value"]),
                "",
                _("{share}; {n} absent").format(
                    share=formatting.share(h04["numerator"], h04["denominator"]),
                    n=formatting.number(h04["absent"]),
                ),
            ),
            kpi_cards.KpiFigure(
                "H05",
                _("Attendances at trainings"),
                formatting.number(h05["value"]),
                _("attendances"),
                _("in {n} sessions").format(n=formatting.number(h05["denominator"])),
            ),
        ],
        codes=["H01", "H02", "H03", "H04", "H05"],
        key="people",
    )


def _of_staff(row: pd.Series) -> str:
    """n/N; where nobody told how many window staff there are, that."""
    if not row["denominator"] and row["n"]:
        return _("the count of the centre tells no window staff")
    return formatting.share(row["numerator"], row["denominator"])


def _trainings(rows: pd.DataFrame) -> None:
    title = staff.training_title(rows)
    with chart_card.card(title, _("Attendances in the period by department, fewest first")):
        if rows.empty:
            chart_card.nothing(
                _("No training in this selection"),
                _("Load the trainings on the page Files, or widen the filters."),
            )
            return
        colours = palette()
        shown = first_or_all(rows, 8, key="trainings")
        chart_card.chart(
            charts.bars(
                list(shown["department"]),
                list(shown["attended"]),
                colours,
                texts=[formatting.number(n) if n else _("none") for n in shown["attended"]],
                colours=[colours.ink if n else colours.vermilion for n in shown["attended"]],
            ),
            key="trainings",
            alt=title,
        )
        chart_card.below(
            rows,
            {
                "department": _("Department"),
                "attended": _("Attendances"),
                "people": _("Staff trained"),
                "hours": _("Hours in all"),
                "passed": _("Exams passed"),
                "sat": _("Exams sat"),
                "pass_rate": _("Passed (%)"),
            },
            key="trainings",
            title=_("Training by department"),
            codes=["H05", "H04"],
            config=numbers(1, "hours", "pass_rate"),
        )


def _exams(rows: pd.DataFrame) -> None:
    title = staff.exams_title(rows)
    with chart_card.card(title, _("Share of those present who passed, by exam, latest first")):
        known = rows[rows["pass_rate"].notna()]
        if known.empty:
            chart_card.nothing(
                _("No exam in this selection"), _("Load the exams on the page Files, or widen the filters.")
            )
            return
        top = known.head(MOST_EXAMS)
        chart_card.chart(
            charts.bars(
                [staff.exam(row) for _n, row in top.iterrows()],
                list(top["pass_rate"]),
                palette(),
                texts=[
                    formatting.with_share(formatting.rate(value, 1), n, of)
                    for value, n, of in zip(top["pass_rate"], top["passed"], top["sat"], strict=True)
                ],
            ),
            key="exams",
            alt=title,
        )
        chart_card.below(
            rows,
            {
                "held_on": _("Day"),
                "topic": _("Topic"),
                "passed": _("Passed"),
                "sat": _("Present"),
                "absent": _("Absent"),
                "pass_rate": _("Passed (%)"),
                "exam_no": _("Number"),
            },
            key="exams",
            title=_("Exams"),
            codes=["H04"],
            config=dates("held_on") | numbers(1, "pass_rate"),
        )


def _untrained(rows: pd.DataFrame, h03: pd.Series) -> None:
    if formatting.is_missing(h03["value"]):
        return
    with chart_card.card(
        staff.untrained_title(h03),
        _(
            "Owed by the original department together with the bureau; "
            "items without any training yet come first"
        ),
    ):
        if rows.empty:
            return
        chart_card.table(
            rows.assign(
                batch=[formatting.batch(value) for value in rows["batch"]],
                step=[
                    _("train now") if formatting.is_missing(day) else _("trained for since")
                    for day in rows["trained_later"]
                ],
            ),
            {
                "item_name": _("Item"),
                "department": _("Owed by"),
                "batch": _("Batch"),
                "live_on": _("Went live"),
                "trained_later": _("First training since"),
                "days_late": _("Days after going live"),
                "step": _("Next step"),
                "item_code": _("Item code"),
            },
            key="untrained",
            title=_("Items that went live untrained"),
            codes=["untrained_items", "H03"],
            config=dates("live_on", "trained_later"),
            height=320,
        )


def _grades(rows: pd.DataFrame) -> None:
    title = staff.grades_title(rows)
    with chart_card.card(title, _("People by grade in the latest assessment of the period; counts only")):
        if rows.empty:
            chart_card.nothing(
                _("No assessment in this selection"),
                _("Load the assessments on the page Files, or widen the filters."),
            )
            return
        colours = palette()
        shades = {"excellent": colours.ink, "good": colours.mid, "competent": colours.faint}
        labels = [code_lists.label("assess_grade", code) for code in rows["grade"]]
        chart_card.chart(
            charts.bars(
                labels,
                list(rows["people"]),
                colours,
                texts=[formatting.share(n, rows["people"].sum()) for n in rows["people"]],
                colours=[shades.get(code, colours.amber) for code in rows["grade"]],
            ),
            key="grades",
            alt=title,
        )
        chart_card.below(
            rows.assign(grade=labels),
            {"grade": _("Grade"), "people": _("People"), "assessed_on": _("Assessed up to")},
            key="grades",
            title=_("Grades of the latest assessment"),
            codes=["assessment_grades"],
            config=dates("assessed_on"),
        )
