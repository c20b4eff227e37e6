"""The parts of an item's own page: which item, how it stands, the tables of its life."""

from dataclasses import replace

import pandas as pd

from reform.common import code_lists, formatting
from reform.common.i18n import gettext as _
from reform.metrics.query import Scope
from reform.reports.insights import item
from reform.ui.components import chart_card, kpi_cards
from reform.ui.components.table_columns import coded, dates
from reform.ui.context import st, url_params
from reform.ui.context.view import ask, view


def _scope() -> Scope:
    """All of the county at the as-of date: the page is about one item, whatever the filters say."""
    return Scope(view().scope.as_of)


def choose() -> str | None:
    """The item in the link, or one chosen from the list; None while no item is loaded."""
    items = ask("item_table", scope=_scope()).set_index("item_code")["item_name"]
    if items.empty:
        return None
    known = list(items.index)
    asked = url_params.one(url_params.ITEM, known)
    chosen: str = st.selectbox(
        _("Item"),
        known,
        index=known.index(asked) if asked else 0,
        format_func=lambda code: f"{items[code]}  {code}",
    )
    st.query_params[url_params.ITEM] = chosen
    url_params.complaints()
    return chosen


def status(code: str) -> pd.Series:
    """The item as it stood at the as-of date."""
    rows = ask("item_table", scope=_scope())
    return rows[rows["item_code"] == code].iloc[0]


def ask_of(code: str, question: str) -> pd.DataFrame:
    """The answer to a question about one item."""
    return ask(question, scope=scope_of(code))


def scope_of(code: str) -> Scope:
    """One item at the as-of date."""
    return replace(_scope(), items=(code,))


def figures(known: pd.Series, weeks: pd.DataFrame, days: str) -> list[kpi_cards.KpiFigure]:
    """Stage, handovers, cases, mean time in this unit of ``days``, on time."""
    cases, due = weeks["n"].sum(), weeks["due_known"].sum()
    shown = [
        kpi_cards.KpiFigure(
            "T02",
            _("Stage"),
            known["stage"],
            code_lists.label("stage", known["stage"]),
            _("planned {day}").format(
                day=formatting.MISSING
                if formatting.is_missing(known["planned_on"])
                else formatting.day(known["planned_on"].date())
            ),
        ),
        kpi_cards.KpiFigure(
            "T04",
            _("Handovers"),
            formatting.number(known["flags"]),
            _("of 5"),
            _("item, staff, seal, accounts, files"),
        ),
        kpi_cards.KpiFigure(
            "D03",
            _("Mean time used"),
            formatting.number(item.mean_days(weeks), 2),
            days,
            _("n = {n}").format(n=formatting.number(cases)),
        ),
        kpi_cards.KpiFigure(
            "D07",
            _("On time"),
            formatting.rate(100 * weeks["on_time"].sum() / due if due else None),
            "",
            formatting.share(weeks["on_time"].sum(), due),
        ),
    ]
    return [figure._replace(has_target=False) for figure in shown]


def stages(rows: pd.DataFrame) -> None:
    """Every stage and handover, the earliest first."""
    if rows.empty:
        chart_card.nothing(_("No stage is recorded"), _("Load the items and stages on the page Files."))
        return
    chart_card.table(
        rows.assign(stage=[f"{stage} {code_lists.label('stage', stage)}" for stage in rows["stage"]]),
        {
            "stage": _("Stage"),
            "entered_on": _("Since"),
            "document": _("Paper"),
            "reason": _("Reason"),
            "file": _("File"),
            "sheet": _("Sheet"),
            "source_row": _("Row in the file"),
        },
        key="item_stages",
        title=_("Stages"),
        codes=["item_stages"],
        height=300,
        config=dates("entered_on"),
    )


def limits(known: pd.Series, changes: pd.DataFrame) -> None:
    """What the law changed, or that nothing was recorded."""
    kind = known["promised_kind"]
    st.caption(
        _("Kind of limit: {kind}").format(
            kind=code_lists.label("duration_kind", kind) if isinstance(kind, str) else formatting.MISSING
        )
    )
    if changes.empty:
        st.caption(_("No change of this item is recorded."))
        return
    chart_card.table(
        changes.assign(change=[code_lists.label("item_change", code) for code in changes["change"]]),
        {
            "valid_from": _("From"),
            "change": _("Change"),
            "old_statutory_days": _("Statutory before"),
            "statutory_days": _("Statutory after"),
            "old_promised_days": _("Promised before"),
            "promised_days": _("Promised after"),
            "basis": _("Basis"),
        },
        key="item_limits",
        title=_("Changes by law"),
        codes=["item_limits"],
        height=220,
        config=dates("valid_from"),
    )


def disputes(rows: pd.DataFrame) -> None:
    """The disputes about the item."""
    if rows.empty:
        st.caption(_("No dispute about this item is recorded."))
        return
    chart_card.table(
        rows.assign(
            kind=coded("dispute_kind", rows["kind"]),
            review_result=coded("review_result", rows["review_result"]),
        ),
        {
            "dispute_no": _("Number"),
            "kind": _("Kind"),
            "side": _("One side"),
            "other_side": _("Other side"),
            "raised_on": _("Raised"),
            "review_result": _("Expert review"),
            "decision": _("Decision"),
            "due_on": _("Due"),
            "settled_on": _("Settled"),
        },
        key="item_disputes",
        title=_("Disputes"),
        codes=["item_disputes"],
        height=160,
        config=dates("raised_on", "due_on", "settled_on"),
    )


def plans(rows: pd.DataFrame) -> None:
    """Every move of the item's plan."""
    if rows.empty:
        st.caption(_("The plan of this item was never moved, as far as is recorded."))
        return
    chart_card.table(
        rows,
        {
            "changed_on": _("Moved on"),
            "from_on": _("From"),
            "to_on": _("To"),
            "reason": _("Reason"),
            "approved_by": _("Approved by"),
            "document": _("Paper"),
        },
        key="item_plans",
        title=_("Plan changes"),
        codes=["item_plans"],
        height=160,
        config=dates("changed_on", "from_on", "to_on"),
    )
