"""Disputes about transfers: how old, between whom, who owes what, and every one with its way."""

import pandas as pd

from reform import charts
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.reports.insights import bottlenecks
from reform.ui.components import chart_card, table_columns
from reform.ui.context.view import palette

STATES = {
    "raised": mark("not yet coordinated"),
    "coordinated": mark("being coordinated"),
    "reviewed": mark("awaiting a decision"),
    "decided": mark("decided, not settled"),
    "settled": mark("settled"),
}
FOUND = {True: mark("Yes"), False: mark("No")}


def ageing_by_kind(rows: pd.DataFrame) -> None:
    """Open disputes by what they are about."""
    labels = table_columns.coded("dispute_kind", rows["kind"])
    _ageing(rows, labels, labels, key="kind", header=_("Kind of dispute"))


def ageing_by_pair(rows: pd.DataFrame) -> None:
    """Open disputes by the two departments; on the chart one below the other."""
    pairs = list(zip(rows["one"], rows["other"], strict=True))
    names = [bottlenecks.pair(*pair) for pair in pairs]
    lines = [bottlenecks.pair(*pair, between="\n") for pair in pairs]
    _ageing(rows, names, lines, key="pair", header=_("Between"), lines=2)


def _ageing(
    rows: pd.DataFrame, names: list[str], labels: list[str], *, key: str, header: str, lines: int = 1
) -> None:
    """A bar a row by age. ``names``: of the rows in words; ``labels``: on the chart, on so many ``lines``."""
    title = _("{title}: {finding}").format(title=header, finding=bottlenecks.ageing_title(rows, names))
    with chart_card.card(
        title, _("Open disputes by natural days since they were raised; at the right how many are overdue")
    ):
        shown = table_columns.first_or_all(rows, 8, key=f"ageing_{key}")
        chart_card.chart(
            charts.ageing(shown, labels[: len(shown)], palette(), lines=lines),
            key=f"ageing_{key}",
            alt=title,
        )
        chart_card.below(
            rows.assign(label=names),
            {
                "label": header,
                "open": _("Open"),
                "up_to_30": _("up to 30 days"),
                "to_90": _("31 to 90 days"),
                "over_90": _("over 90 days"),
                "overdue": _("Overdue"),
                "oldest": _("Oldest (natural days)"),
            },
            key=f"ageing_{key}",
            title=_("Ageing of disputes"),
            codes=["dispute_ageing", "T09"],
        )


def owed(rows: pd.DataFrame) -> None:
    """Which unit owes overdue transfers and disputes."""
    title = bottlenecks.owed_title(rows)
    with chart_card.card(
        title,
        _(
            "Overdue transfers by original department, overdue disputes by the unit that owes them; "
            "the longest delay in working days"
        ),
    ):
        if rows.empty:
            chart_card.nothing(
                _("Nothing is overdue"), _("No transfer and no dispute is past its day in this selection.")
            )
            return
        named = rows.assign(owner=[bottlenecks.unit(name) for name in rows["owner"]])
        shown = table_columns.first_or_all(named, 10, key="owed")
        chart_card.chart(charts.owed(shown, list(shown["owner"]), palette()), key="owed", alt=title)
        chart_card.below(
            named,
            {
                "owner": _("Owed by"),
                "transfers": _("Overdue transfers"),
                "disputes": _("Overdue disputes"),
                "overdue": _("Overdue"),
                "longest": _("Longest (working days)"),
            },
            key="owed",
            title=_("Owed by whom"),
            codes=["overdue_by_owner", "T06", "T09"],
        )


def all_of_them(rows: pd.DataFrame, title: str) -> None:
    """Every dispute: overdue first, then those that await a decision."""
    shown = rows.assign(
        state=table_columns.said(STATES, rows["state"]),
        kind=table_columns.coded("dispute_kind", rows["kind"]),
        subject=rows["item_name"].fillna(rows["item_code"]),
        sides=[bottlenecks.pair(*pair) for pair in zip(rows["side"], rows["other_side"], strict=True)],
        review_result=table_columns.coded("review_result", rows["review_result"]),
        passed_around=table_columns.said(FOUND, rows["passed_around"]),
        owing=[bottlenecks.unit(name) for name in rows["owing"]],
    )
    with chart_card.card(title, _("Every dispute, overdue first, then those that await a decision")):
        chart_card.table(
            shown,
            {
                "state": _("State"),
                "days_late": _("Overdue (working days)"),
                "owing": _("Owed by"),
                "subject": _("Item"),
                "kind": _("Kind"),
                "sides": _("Between"),
                "raised_on": _("Raised"),
                "open_days": _("Open for (natural days)"),
                "due_on": _("Due"),
                "coordinations": _("Coordinated (times)"),
                "reviewed_on": _("Expert review"),
                "experts": _("Experts"),
                "review_result": _("Review result"),
                "submitted_on": _("Put to the leading group"),
                "decided_on": _("Decided on"),
                "decision": _("Decision"),
                "settled_on": _("Settled"),
                "passed_around": _("Passed around"),
                "focus": _("Turns on"),
                "dispute_no": _("Number"),
            },
            key="disputes",
            title=_("Disputes"),
            codes=["dispute_list"],
            height=460,
            config=table_columns.dates(
                "raised_on", "due_on", "reviewed_on", "submitted_on", "decided_on", "settled_on"
            ),
        )
        chart_card.definitions(["dispute_list"], key="disputes")
