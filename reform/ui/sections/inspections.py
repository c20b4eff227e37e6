"""Random inspections and published decisions: planned, done, published."""

from functools import partial

import pandas as pd

from reform import charts
from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.reports.insights import supervision
from reform.ui.components import cards, chart_card, kpi_cards
from reform.ui.components.cards import Card
from reform.ui.components.column_headers import columns
from reform.ui.components.table_columns import figures, in_words, named_departments, numbers, where_measured
from reform.ui.context import st
from reform.ui.context.view import ask, one, target_value

OWES = {
    "unchecked": mark("check overdue"),
    "unpublished": mark("publication overdue"),
    "problems": mark("problems open"),
}
JOINT = {True: mark("Yes"), False: mark("No")}
# Columns that count what was published in time, late, or not yet though overdue.
TASKS_TOLD = ("published_in_time", "published_late", "unpublished")
DECISIONS_TOLD = ("in_time", "late", "unpublished")


def random_inspections() -> None:
    """Show 双随机、一公开: the plan, what was published, what is left to do."""
    st.header(_("Random inspections"), anchor=False)
    r06b = one("R06b")
    dealt_with = _("{share}; {open} still open").format(
        share=formatting.share(r06b["numerator"], r06b["denominator"]),
        open=formatting.number(r06b["denominator"] - r06b["numerator"]),
    )
    kpi_cards.strip(
        [
            kpi_cards.rate("R03", _("Plan done")),
            kpi_cards.rate("R04", _("Published in time")),
            kpi_cards.rate("R05", _("Joint inspections")),
            kpi_cards.rate("R06", _("Problems found")),
            kpi_cards.rate("R06b", _("Problems dealt with"))._replace(note=dealt_with),
        ],
        key="inspections",
    )
    rows = named_departments(ask("inspection_departments"))
    if rows.empty:
        chart_card.nothing(
            supervision.plan_title(rows),
            _("Load the random inspections on the page Files, or widen the period; they have no item."),
        )
        return
    published = _published(
        rows,
        TASKS_TOLD,
        _("Tasks whose results were published within 20 working days of the checks, by department"),
        key="published",
        code="R04",
        table=_("Results published by department"),
    )
    cards.beside(_plan(rows).show, published.show)
    _open_tasks().show()


def _plan(rows: pd.DataFrame) -> Card:
    return Card(
        key="plan",
        title=supervision.plan_title(rows),
        caption=_("Inspection tasks due by the as-of date, by the department that leads them"),
        rows=rows,
        drawn=rows.head(10),
        columns=columns(
            "department planned done overdue joint checked problems closed",
            planned=_("Due"),
            checked=_("Objects checked"),
            closed=_("Dealt with"),
        ),
        table=_("Inspections by department"),
        codes=["inspection_departments", "R03", "R05", "R06", "R06b"],
        chart=charts.plan_done,
    )


def _published(
    rows: pd.DataFrame, names: tuple[str, str, str], caption: str, *, key: str, code: str, table: str
) -> Card:
    """In time, late or not yet, by department; ``names``: these three columns."""
    rows = rows[rows[list(names)].sum(axis=1) > 0]
    title = supervision.publication_title(rows, *names)
    worst = rows.assign(behind=rows[list(names[1:])].sum(axis=1))
    headers = (_("Department"), _("In time"), _("Late"), _("Past the day, not published"))
    return Card(
        key=key,
        title=title,
        caption=caption,
        rows=rows,
        drawn=worst.sort_values("behind", ascending=False, kind="stable").head(10),
        columns=dict(zip(("department", *names), headers, strict=True)),
        table=table,
        codes=[code],
        chart=partial(charts.in_time_or_late, names=names),
        empty=(title, _("Widen the period or the filters.")),
    )


def _open_tasks() -> Card:
    rows = ask("inspections_open")
    title = supervision.open_tasks_title(rows)
    return Card(
        key="inspections_open",
        title=title,
        caption=_("What each task owes, the longest overdue first; at the end those with open problems"),
        rows=rows.assign(owes=in_words(OWES, rows["owes"]), is_joint=in_words(JOINT, rows["is_joint"])),
        columns=columns(
            "department owes days_late problems_open planned_on checked_on publish_by is_joint task_no",
            department=_("Owed by"),
        ),
        table=_("Inspection tasks that owe something"),
        codes=["inspections_open"],
        height=300,
        definitions=["inspections_open"],
        empty=(title, _("Every task due is checked, published and its problems are dealt with.")),
    )


def decisions() -> None:
    """Show 双公示: licences and penalties published within seven working days."""
    st.header(_("Decisions published"), anchor=False)
    r07 = one("R07")
    share = formatting.share(r07["numerator"], r07["denominator"])
    note = f"{share}  \n{supervision.decisions_note(r07)}" if r07["n"] else share
    kpi_cards.strip(
        [
            kpi_cards.rate("R07", _("Published in time"))._replace(note=note),
            kpi_cards.KpiFigure(
                "R07",
                _("Past the day, not published"),
                formatting.number(r07["overdue"] if r07["n"] else None),
                _("decisions"),
                formatting.filled(_("of {n} decisions"), r07),
                has_target=False,
            ),
        ],
        codes=["R07"],
        key="decisions",
    )
    rows = named_departments(ask("disclosure_departments"))
    if rows.empty:
        chart_card.nothing(
            _("No decision in this selection"),
            _("Load the published decisions on the page Files, or widen the filters."),
        )
        return
    published = _published(
        rows,
        DECISIONS_TOLD,
        _("Licence and penalty decisions published within 7 working days, by the body that decided"),
        key="decided",
        code="R07",
        table=_("Decisions published by department"),
    )
    cards.beside(published.show, _months().show)


def _months() -> Card:
    months = ask("R07", by=("month",))
    title = supervision.decisions_month_title(months)
    return Card(
        key="disclosed",
        title=title,
        caption=_("Published within 7 working days, by month of the decision"),
        rows=where_measured(months),
        columns=figures("month") | columns("overdue"),
        table=_("Decisions published by month"),
        codes=["R07"],
        config=numbers(2, "value"),
        chart=partial(charts.monthly_rate, target=target_value("R07")),
        empty=(title, _("Widen the period or the filters.")),
    )
