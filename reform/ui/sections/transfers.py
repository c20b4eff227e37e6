"""The transfer against its plan: the curve, then batches, domains and departments."""

from functools import partial

import pandas as pd

from reform import charts
from reform.common import code_lists, formatting
from reform.common.i18n import gettext as _
from reform.metrics import status
from reform.reports.insights import common
from reform.ui.components import cards, kpi_cards, table_columns
from reform.ui.components.cards import Card
from reform.ui.context.view import ask, one, target_value, view
from reform.ui.sections import headlines


def figures() -> None:
    """Show items transferred, against the plan, in place and overdue, and departments handed over."""
    t01, t02, t03, t05, t06, t10 = (one(code) for code in ("T01", "T02", "T03", "T05", "T06", "T10"))
    transferred = _("{share} = {rate}; handling items {more}").format(
        share=formatting.share(t02["value"], t03["denominator"]),
        rate=formatting.rate(t03["value"]),
        more=formatting.share(t02["handling_items"], t01["handling_items"]),
    )
    kpi_cards.strip(
        [
            kpi_cards.number("T02", _("Transferred"), _("items"))._replace(note=transferred),
            kpi_cards.KpiFigure(
                "T05",
                _("Against plan"),
                formatting.number(t05["value"], 2, signed=True),
                _("percentage points"),
                common.against_plan(t05["numerator"]),
                status.progress(t05["value"], t06["value"], view().settings),
            ),
            kpi_cards.rate("T04", _("In place"), _("{share} in operation with all five handovers")),
            kpi_cards.number("T06", _("Overdue"), _("items"), _("past their planned day, not transferred")),
            kpi_cards.KpiFigure(
                "T10",
                _("Departments"),
                formatting.share(t10["numerator"], t10["denominator"]),
                "",
                _("have handed over items"),
            ),
        ],
        codes=["T01", "T02", "T03", "T04", "T05", "T06", "T10"],
    )


def curve() -> Card:
    """Items transferred against the plan, with the projection."""
    rows, projected = ask("transfer_curve"), headlines.projected()
    title = common.transfer_title(one("T05"), one("T06"))
    return Card(
        key="curve",
        title=title,
        caption=_(
            "Cumulative items; dotted the current plan, solid the actual, dashed the projection. {said}"
        ).format(said=projected.text),
        rows=partial(table_columns.with_projection, rows, projected.band),
        drawn=rows,
        columns=table_columns.curve(),
        table=_("Transfer curve"),
        codes=["T02", "transfer_scope"],
        chart=partial(charts.transfer_curve, batches=ask("batches"), band=projected.band),
        alt=formatting.sentences([title, *projected.sentences]),
    )


def by_batch_and_domain() -> None:
    """Show what is transferred of each batch, and of each domain, beside what was planned."""
    batches, domains = _rows("batch"), _rows("domain")
    labels = [code_lists.label("domain", code) for code in domains["domain"]]
    cards.beside(
        _against_plan(batches.assign(label=common.batch_labels(batches)), "batch", _("By batch")).show,
        _against_plan(domains.assign(label=labels), "domain", _("By domain")).show,
    )


def _rows(dimension: str) -> pd.DataFrame:
    return table_columns.with_transferred(ask("T05", by=(dimension,)).dropna(subset=[dimension]))


def _against_plan(rows: pd.DataFrame, dimension: str, title: str) -> Card:
    finding = common.furthest_behind(rows, list(rows["label"]))
    return Card(
        key=f"by_{dimension}",
        title=_("{title}: {finding}").format(title=title, finding=finding),
        caption=_("Share transferred; amber is what is missing to the plan to date"),
        rows=rows,
        columns=table_columns.progress("label", title),
        table=title,
        codes=["T03", "T05"],
        config=table_columns.numbers(2, "value"),
        chart=partial(charts.planned_against_actual, by="label", target=target_value("T03")),
    )


def by_department() -> Card:
    """Items transferred by department, furthest behind first."""
    rows = _rows("department")
    rows = rows.assign(gap=rows["planned"] - rows["numerator"]).sort_values(
        ["gap", "denominator"], ascending=False, ignore_index=True
    )
    return Card(
        key="by_department",
        title=common.department_title(rows),
        caption=_("Share transferred by original department, furthest behind first"),
        rows=rows,
        columns=table_columns.progress("department", _("Department")),
        table=_("By department"),
        codes=["T03", "T05"],
        config=table_columns.numbers(2, "value"),
        chart=partial(charts.planned_against_actual, target=target_value("T03")),
        first=12,
    )
