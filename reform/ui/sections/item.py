"""Parts of an item's page: choice of the item, figures, and tables of its history."""

from dataclasses import replace
from functools import partial

import pandas as pd

from reform import charts
from reform.common import code_lists, formatting
from reform.common.i18n import gettext as _
from reform.metrics.query import Scope
from reform.reports.insights import item
from reform.ui.components import cards, chart_card, kpi_cards, worklists
from reform.ui.components.cards import Card
from reform.ui.components.column_headers import columns
from reform.ui.components.table_columns import coded, numbers
from reform.ui.context import st, url_params
from reform.ui.context.view import ask, unit, view


def _scope() -> Scope:
    """The whole county at the as-of date: the filters do not apply to the page of an item."""
    return view().scope.unfiltered


def choose() -> str | None:
    """The item in the link, or one chosen from the list; None while no item is loaded."""
    items = ask("item_table", scope=_scope()).set_index("item_code")["item_name"]
    if items.empty:
        return None
    codes = list(items.index)
    asked = url_params.one(url_params.ITEM, codes)
    chosen: str = st.selectbox(
        _("Item"),
        codes,
        index=codes.index(asked) if asked else 0,
        format_func=lambda code: f"{items[code]}  {code}",
    )
    st.query_params[url_params.ITEM] = chosen
    url_params.complaints()
    return chosen


class Item:
    """An item at the as-of date: its row of the item list, and answers about it."""

    def __init__(self, code: str) -> None:
        self.scope = replace(_scope(), items=(code,))
        rows = ask("item_table", scope=_scope())
        self.row: pd.Series = rows[rows["item_code"] == code].iloc[0]
        self.weeks = self.ask("item_weeks")
        self.days = unit("item_weeks", self.scope)

    def ask(self, metric: str) -> pd.DataFrame:
        """The answer to a question about the item."""
        return ask(metric, scope=self.scope)


def figures(shown: Item) -> None:
    """Stage, handovers, cases, mean time, on time."""
    row, weeks = shown.row, shown.weeks
    cases, on_time, due = weeks["n"].sum(), weeks["on_time"].sum(), weeks["due_known"].sum()
    planned = row["planned_on"]
    strip = [
        kpi_cards.KpiFigure(
            "T02",
            _("Stage"),
            row["stage"],
            code_lists.label("stage", row["stage"]),
            _("planned {day}").format(
                day=formatting.MISSING if formatting.is_missing(planned) else formatting.day(planned.date())
            ),
        ),
        kpi_cards.KpiFigure(
            "T04",
            _("Handovers"),
            formatting.number(row["flags"]),
            _("of 5"),
            _("item, staff, seal, accounts, files"),
        ),
        kpi_cards.KpiFigure(
            "D03",
            _("Mean time used"),
            formatting.number(item.mean_days(weeks), 2),
            shown.days,
            _("n = {n}").format(n=formatting.number(cases)),
        ),
        kpi_cards.KpiFigure(
            "D07",
            _("On time"),
            formatting.rate(100 * on_time / due if due else None),
            "",
            formatting.share(on_time, due),
        ),
    ]
    kpi_cards.strip([figure._replace(has_target=False) for figure in strip])


def stages_and_limits(shown: Item) -> None:
    """Every stage and handover with its paper; the limits and what the law changed."""
    stages, changes = shown.ask("item_stages"), shown.ask("item_limits")
    kind = shown.row["promised_kind"]
    kind = code_lists.label("duration_kind", kind) if isinstance(kind, str) else formatting.MISSING
    changes = changes.assign(change=[code_lists.label("item_change", code) for code in changes["change"]])

    def limits() -> None:
        with chart_card.card(item.limits_title(shown.row), _("Limits now, and what the law changed")):
            st.caption(_("Kind of limit: {kind}").format(kind=kind))
            _table(
                "item_limits",
                changes,
                columns(
                    "valid_from change old_statutory_days statutory_days old_promised_days promised_days "
                    "basis",
                    valid_from=_("From"),
                    statutory_days=_("Statutory after"),
                    promised_days=_("Promised after"),
                ),
                title=_("Changes by law"),
                height=220,
                otherwise=_("No change of this item is recorded."),
            )

    listed = Card(
        key="item_stages",
        title=item.stage_title(shown.row),
        caption=_("Every stage and handover with its paper"),
        rows=stages.assign(stage=[f"{code} {code_lists.label('stage', code)}" for code in stages["stage"]]),
        columns=columns("stage entered_on document reason file sheet source_row"),
        table=_("Stages"),
        codes=["item_stages"],
        height=300,
        empty=(_("No stage is recorded"), _("Load the items and stages on the page Files.")),
    )
    cards.beside(listed.show, limits)


def cases(shown: Item) -> Card:
    """Completed cases week by week."""
    return Card(
        key="item_weeks",
        title=item.weeks_title(shown.weeks, shown.days),
        caption=_("Completed cases a week, and their mean {unit}").format(unit=shown.days),
        rows=shown.weeks,
        columns=columns("week n mean on_time due_known"),
        table=_("Cases by week"),
        codes=["item_weeks"],
        scope=shown.scope,
        config=numbers(1, "mean"),
        chart=partial(charts.item_weeks, unit=shown.days),
        empty=(_("No case of this item is completed"), _("Load cases on the page Files.")),
    )


def ratings_and_moves(shown: Item) -> None:
    """Ratings by level; the disputes about the item and the moves of its plan."""
    ratings = shown.ask("item_ratings")
    disputes, plans = shown.ask("item_disputes"), shown.ask("item_plans")

    def moved() -> None:
        title = item.moved_title(disputes, plans)
        with chart_card.card(title, _("Disputes about this item, and moves of its plan")):
            _disputes(disputes)
            _plans(plans)

    levels = worklists.levels(item.ratings_title(ratings), _("Valid ratings by level"), ratings, key="item")
    cards.beside(levels.show, moved)


def _disputes(rows: pd.DataFrame) -> None:
    _table(
        "item_disputes",
        rows.assign(
            kind=coded("dispute_kind", rows["kind"]),
            review_result=coded("review_result", rows["review_result"]),
        ),
        columns(
            "dispute_no kind side other_side raised_on review_result decision due_on settled_on",
            review_result=_("Expert review"),
        ),
        title=_("Disputes"),
        height=160,
        otherwise=_("No dispute about this item is recorded."),
    )


def _plans(rows: pd.DataFrame) -> None:
    _table(
        "item_plans",
        rows,
        columns("changed_on from_on to_on reason approved_by document"),
        title=_("Plan changes"),
        height=160,
        otherwise=_("The plan of this item was never moved, as far as is recorded."),
    )


def _table(
    metric: str, rows: pd.DataFrame, headers: dict[str, str], *, title: str, height: int, otherwise: str
) -> None:
    """The rows of a question about the item; a sentence where there is none."""
    if rows.empty:
        st.caption(otherwise)
        return
    chart_card.table(rows, headers, key=metric, title=title, codes=[metric], height=height)
