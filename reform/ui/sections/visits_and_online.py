"""Blocks of the page 服务能力: how often people come, and what could be done online beside what is."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from reform import charts
from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.reports.insights import service_hall
from reform.ui.components import chart_card, table_columns
from reform.ui.context import st
from reform.ui.context.view import palette, target_value

# visits ---------------------------------------------------------------------------------------


def visits_by_item(rows: pd.DataFrame, o04: pd.Series) -> None:
    """How many items ask for no visit, one, or more."""
    title = service_hall.item_visits_title(o04)
    if formatting.is_missing(o04["value"]):
        chart_card.nothing(title, _("Fill in the visits in the item list."))
        return
    with chart_card.card(title, _("What the item list asks for: items on application")):
        _visits(rows, title, _("Items"), key="item_visits", codes=["O04", "O05"])


def visits_by_case(rows: pd.DataFrame, o04b: pd.Series) -> None:
    """How many cases took no visit, one, or more."""
    title = service_hall.case_visits_title(o04b)
    if formatting.is_missing(o04b["value"]):
        chart_card.nothing(title, _("Load cases with the visits they took on the page Files."))
        return
    with chart_card.card(title, _("What happened: cases completed in the period")):
        _visits(rows, title, _("Cases"), key="case_visits", codes=["O04b", "O05b"])


def _visits(rows: pd.DataFrame, title: str, unit: str, *, key: str, codes: list[str]) -> None:
    """``rows``: visits (2 stands for more as well, missing for not known), n."""
    shown = rows.assign(label=[service_hall.visits(value) for value in rows["visits"]])
    chart_card.chart(
        charts.bars(
            list(shown["label"]),
            list(shown["n"]),
            palette(),
            texts=[formatting.share(n, shown["n"].sum()) for n in shown["n"]],
            colours=[_visit_colour(value) for value in shown["visits"]],
        ),
        key=key,
        alt=title,
    )
    chart_card.below(shown, {"label": _("Visits"), "n": unit}, key=key, title=title, codes=codes)


def _visit_colour(value: Any) -> str:
    colours = palette()
    if formatting.is_missing(value):
        return colours.faint
    return (colours.ink, colours.mid, colours.amber)[int(value)]


def above_one_visit(rows: pd.DataFrame, without_reason: Any) -> None:
    """The items that ask for more than one visit, those without a reason first."""
    with chart_card.card(
        service_hall.visit_list_title(rows),
        _(
            "As the item list says, beside what its cases took in the period; {n} items that need a visit "
            "give no reason"
        ).format(n=formatting.number(without_reason)),
    ):
        if rows.empty:
            return
        chart_card.table(
            rows.assign(visit_reason=rows["visit_reason"].fillna(_("no reason given"))),
            {
                "item_name": _("Item"),
                "department": _("Department"),
                "visits": _("Visits asked for"),
                "visit_reason": _("Reason"),
                "mean_visits": _("Visits made (mean)"),
                "known_cases": _("Visits known of"),
                "cases": _("Cases"),
                "item_code": _("Item code"),
            },
            key="above_one_visit",
            title=_("Items above one visit"),
            codes=["items_with_visits"],
            config=table_columns.numbers(2, "mean_visits"),
            height=320,
        )


# online ---------------------------------------------------------------------------------------


def online(rows: pd.DataFrame, answers: Mapping[str, pd.Series]) -> None:
    """By department: items that could be done online, and beside it the cases that are.

    ``rows`` as ``insights.service_hall.by_department``; ``answers``: the single rows of O01, O02 and O03.
    """
    shown = table_columns.first_or_all(rows, 12, key="online")
    left, right = st.columns(2)
    could, came = (
        service_hall.could_title(answers["O01"], answers["O02"]),
        service_hall.is_title(answers["O03"], rows),
    )
    with (
        left,
        chart_card.card(could, _("Share of a department's items, by item; widest gap to the cases first")),
    ):
        if formatting.is_missing(answers["O01"]["value"]):
            chart_card.nothing(could, _("Fill in the online depth in the item list."))
        else:
            chart_card.chart(
                charts.could_be_online(shown, list(shown["department"]), palette(), target_value("O01")),
                key="could",
                alt=could,
            )
            _by_department(rows, _("By item"), {"could": "O01", "whole": "O02"}, key="could")
    with right, chart_card.card(came, _("Share of a department's cases accepted in the period, by case")):
        if formatting.is_missing(answers["O03"]["value"]):
            chart_card.nothing(came, _("Load cases with their channel on the page Files."))
        else:
            chart_card.chart(
                charts.came_online(shown, list(shown["department"]), palette(), target_value("O03")),
                key="came",
                alt=came,
            )
            _by_department(rows, _("By case"), {"online": "O03"}, key="came")


def _by_department(rows: pd.DataFrame, title: str, named: Mapping[str, str], *, key: str) -> None:
    headers = {
        "could": (_("Can be done online (%)"), _("of which online"), _("Items")),
        "whole": (_("From end to end (%)"), _("of which from end to end"), _("Items with a depth")),
        "online": (_("Came online (%)"), _("of which online"), _("Cases")),
    }
    columns = {"department": _("Department")}
    for name in named:
        columns |= dict(zip((name, f"{name}_n", f"{name}_of"), headers[name], strict=True))
    chart_card.below(
        rows,
        columns,
        key=key,
        title=title,
        codes=list(named.values()),
        config=table_columns.numbers(2, *named),
    )


def gap(rows: pd.DataFrame) -> None:
    """Items that can be done online but whose cases mostly came otherwise."""
    with chart_card.card(
        service_hall.gap_title(rows),
        _("Items with an online depth of 2 to 7, fewer than half of whose cases of the period came online"),
    ):
        if rows.empty:
            return
        chart_card.table(
            rows,
            {
                "item_name": _("Item"),
                "department": _("Department"),
                "online_depth": _("Online depth"),
                "cases": _("Cases"),
                "otherwise": _("not online"),
                "counter": _("At the counter"),
                "online_share": _("Came online (%)"),
                "item_code": _("Item code"),
            },
            key="gap",
            title=_("Online on paper, at the counter in fact"),
            codes=["online_gap"],
            config=table_columns.numbers(2, "online_share")
            | table_columns.bar("otherwise", float(rows["otherwise"].max())),
            height=388,
        )
