"""Random inspections and decisions published: what was planned, done and told to the public."""

import pandas as pd

from reform import charts
from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.reports.insights import supervision
from reform.ui.components import chart_card, kpi_cards, table_columns
from reform.ui.context import st
from reform.ui.context.view import ask, one, palette, target_value

OWES = {
    "unchecked": mark("check overdue"),
    "unpublished": mark("publication overdue"),
    "problems": mark("problems open"),
}
JOINT = {True: mark("Yes"), False: mark("No")}
TASKS_TOLD = ("published_in_time", "published_late", "unpublished")
DECISIONS_TOLD = ("in_time", "late", "unpublished")


def random_inspections() -> None:
    """双随机、一公开: the plan, what was published, what is left to do."""
    st.header(_("Random inspections"), anchor=False)
    r06b = one("R06b")
    kpi_cards.strip(
        [
            kpi_cards.rate("R03", _("Plan done")),
            kpi_cards.rate("R04", _("Published in time")),
            kpi_cards.rate("R05", _("Joint inspections")),
            kpi_cards.rate("R06", _("Problems found")),
            kpi_cards.rate(
                "R06b",
                _("Problems dealt with"),
                _("{share}; {open} still open").format(
                    share=formatting.share(r06b["numerator"], r06b["denominator"]),
                    open=formatting.number(r06b["denominator"] - r06b["numerator"]),
                ),
            ),
        ],
        codes=["R03", "R04", "R05", "R06", "R06b"],
        key="inspections",
    )
    rows = _named(ask("inspection_departments"))
    if rows.empty:
        chart_card.nothing(
            supervision.plan_title(rows),
            _("Load the random inspections on the page Files, or widen the period; they have no item."),
        )
        return
    left, right = st.columns(2)
    with left:
        _plan(rows)
    with right:
        _published(
            rows,
            TASKS_TOLD,
            _("Tasks whose results were published within 20 working days of the checks, by department"),
            key="published",
            code="R04",
            table=_("Results published by department"),
        )
    _open_tasks(ask("inspections_open"))


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(department=rows["department"].fillna(_("unknown department")))


def _plan(rows: pd.DataFrame) -> None:
    title = supervision.plan_title(rows)
    with chart_card.card(
        title, _("Inspection tasks due by the as-of date, by the department that leads them")
    ):
        top = rows.head(10)
        chart_card.chart(charts.plan_done(top, list(top["department"]), palette()), key="plan", alt=title)
        chart_card.below(
            rows,
            {
                "department": _("Department"),
                "planned": _("Due"),
                "done": _("Done"),
                "overdue": _("Overdue"),
                "joint": _("Joint"),
                "checked": _("Objects checked"),
                "problems": _("Problems found"),
                "closed": _("Dealt with"),
            },
            key="plan",
            title=_("Inspections by department"),
            codes=["inspection_departments", "R03", "R05", "R06", "R06b"],
        )


def _published(
    rows: pd.DataFrame, names: tuple[str, str, str], caption: str, *, key: str, code: str, table: str
) -> None:
    """In time, late or not yet, by department; ``names``: these three columns."""
    known = rows[rows[list(names)].sum(axis=1) > 0]
    title = supervision.publication_title(known, *names)
    with chart_card.card(title, caption):
        if known.empty:
            chart_card.nothing(title, _("Widen the period or the filters."))
            return
        worst = known.assign(behind=known[list(names[1:])].sum(axis=1))
        top = worst.sort_values("behind", ascending=False, kind="stable").head(10)
        chart_card.chart(
            charts.in_time_or_late(top, list(top["department"]), palette(), names=names), key=key, alt=title
        )
        chart_card.below(
            known,
            {
                "department": _("Department"),
                names[0]: _("In time"),
                names[1]: _("Late"),
                names[2]: _("Past the day, not published"),
            },
            key=key,
            title=table,
            codes=[code],
        )


def _open_tasks(rows: pd.DataFrame) -> None:
    title = supervision.open_tasks_title(rows)
    with chart_card.card(
        title, _("What each task owes, the longest overdue first; at the end those with open problems")
    ):
        if rows.empty:
            chart_card.nothing(
                title, _("Every task due is checked, published and its problems are dealt with.")
            )
            return
        chart_card.table(
            rows.assign(
                owes=table_columns.said(OWES, rows["owes"]),
                is_joint=table_columns.said(JOINT, rows["is_joint"]),
            ),
            {
                "department": _("Owed by"),
                "owes": _("What is owed"),
                "days_late": _("Overdue (working days)"),
                "problems_open": _("Problems open"),
                "planned_on": _("Planned"),
                "checked_on": _("Checked on"),
                "publish_by": _("Publish by"),
                "is_joint": _("Joint"),
                "task_no": _("Number"),
            },
            key="inspections_open",
            title=_("Inspection tasks that owe something"),
            codes=["inspections_open"],
            height=300,
            config=table_columns.dates("planned_on", "checked_on", "publish_by"),
        )
        chart_card.definitions(["inspections_open"], key="inspections_open")


def decisions() -> None:
    """双公示: licences and penalties published within seven working days."""
    st.header(_("Decisions published"), anchor=False)
    r07 = one("R07")
    share = formatting.share(r07["numerator"], r07["denominator"])
    note = f"{share}  \n{supervision.decisions_note(r07)}" if r07["n"] else share
    kpi_cards.strip(
        [
            kpi_cards.rate("R07", _("Published in time"), note),
            kpi_cards.KpiFigure(
                "R07",
                _("Past the day, not published"),
                formatting.number(r07["overdue"]) if r07["n"] else formatting.MISSING,
                _("decisions"),
                _("of {n} decisions").format(n=formatting.number(r07["n"])),
                has_target=False,
            ),
        ],
        codes=["R07"],
        key="decisions",
    )
    rows = _named(ask("disclosure_departments"))
    if rows.empty:
        chart_card.nothing(
            _("No decision in this selection"),
            _("Load the published decisions on the page Files, or widen the filters."),
        )
        return
    left, right = st.columns(2)
    with left:
        _published(
            rows,
            DECISIONS_TOLD,
            _("Licence and penalty decisions published within 7 working days, by the body that decided"),
            key="decided",
            code="R07",
            table=_("Decisions published by department"),
        )
    with right:
        _months(ask("R07", by=("month",)))


def _months(months: pd.DataFrame) -> None:
    title = supervision.decisions_month_title(months)
    with chart_card.card(title, _("Published within 7 working days, by month of the decision")):
        if months["value"].notna().sum() == 0:
            chart_card.nothing(title, _("Widen the period or the filters."))
            return
        chart_card.chart(
            charts.monthly_rate(months, palette(), target=target_value("R07")), key="disclosed", alt=title
        )
        chart_card.below(
            months,
            {**table_columns.RATES(("month", _("Month"))), "overdue": _("Overdue")},
            key="disclosed",
            title=_("Decisions published by month"),
            codes=["R07"],
            config=table_columns.dates("month") | table_columns.numbers(2, "value"),
        )
