"""Blocks of the page 服务能力: how often people come, and what could be done online beside what is."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd

from reform import charts
from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.reports.insights import service_hall
from reform.ui.components import cards, chart_card, kpi_cards
from reform.ui.components.cards import Card
from reform.ui.components.column_headers import columns
from reform.ui.components.table_columns import bar, first_or_all, numbers
from reform.ui.context import st
from reform.ui.context.view import ask, one, palette, target_value

# visits: as the list asks, and as it happened ---------------------------------------------------


def visits() -> None:
    """Show visits by item and by case, and the items that need more than one visit."""
    st.header(_("Visits"), anchor=False)
    kpi_cards.strip(
        [
            kpi_cards.rate("O04", _("One visit at most, by item")),
            kpi_cards.rate("O04b", _("One visit at most, by case")),
            kpi_cards.rate("O05", _("No visit, by item")),
            kpi_cards.rate("O05b", _("No visit, by case")),
        ],
        key="visits",
    )
    cards.beside(_by_item, _by_case)
    _above_one_visit().show()


def _by_item() -> None:
    title = service_hall.item_visits_title(one("O04"))
    if formatting.is_missing(one("O04")["value"]):
        chart_card.nothing(title, _("Fill in the visits in the item list."))
        return
    caption = _("What the item list asks for: items on application")
    _counted("item_visits", title, caption, ask("visits_by_item"), _("Items"), ["O04", "O05"]).show()


def _by_case() -> None:
    title = service_hall.case_visits_title(one("O04b"))
    if formatting.is_missing(one("O04b")["value"]):
        chart_card.nothing(title, _("Load cases with the visits they took on the page Files."))
        return
    caption = _("What happened: cases completed in the period")
    _counted("case_visits", title, caption, ask("visits_by_case"), _("Cases"), ["O04b", "O05b"]).show()


def _counted(key: str, title: str, caption: str, rows: pd.DataFrame, unit: str, codes: list[str]) -> Card:
    """The card of a distribution of visits. ``rows``: visits (2 means two or more, missing unknown), n."""
    return Card(
        key=key,
        title=title,
        caption=caption,
        rows=rows.assign(
            label=[service_hall.visits(value) for value in rows["visits"]],
            text=[formatting.share(n, rows["n"].sum()) for n in rows["n"]],
            role=[_colour(value) for value in rows["visits"]],
        ),
        columns=columns("label n", label=_("Visits"), n=unit),
        table=title,
        codes=codes,
        chart=partial(charts.bars, by="label", value="n"),
    )


def _colour(visits: Any) -> str:
    return "faint" if formatting.is_missing(visits) else ("ink", "mid", "amber")[int(visits)]


def _above_one_visit() -> Card:
    """Items that need more than one visit, those without a reason first."""
    rows = ask("items_with_visits")
    caption = _(
        "As the item list says, beside what its cases took in the period; {without_reason} items that need "
        "a visit give no reason"
    )
    return Card(
        key="above_one_visit",
        title=service_hall.visit_list_title(rows),
        caption=formatting.filled(caption, one("O04")),
        rows=rows.assign(visit_reason=rows["visit_reason"].fillna(_("no reason given"))),
        columns=columns(
            "item_name department visits visit_reason mean_visits known_cases cases item_code",
            visits=_("Visits asked for"),
        ),
        table=_("Items above one visit"),
        codes=["items_with_visits"],
        config=numbers(2, "mean_visits"),
        height=320,
    )


# online: what could be done beside what is ------------------------------------------------------


def online() -> None:
    """Show by department the items that can be done online, and the cases that are."""
    st.header(_("Online"), anchor=False)
    kpi_cards.strip(
        [
            kpi_cards.rate("O01", _("Can be done online")),
            kpi_cards.rate("O02", _("From end to end")),
            kpi_cards.rate("O03", _("Came online, by case")),
        ],
        key="online",
    )
    rows = service_hall.by_department(*(ask(code, by=("department",)) for code in ("O01", "O02", "O03")))
    shown = first_or_all(rows, 12, key="online")
    cards.beside(partial(_could, rows, shown), partial(_came, rows, shown))
    _gap().show()


def _could(rows: pd.DataFrame, shown: pd.DataFrame) -> None:
    o01 = one("O01")
    title = service_hall.could_title(o01, one("O02"))
    with chart_card.card(title, _("Share of a department's items, by item; widest gap to the cases first")):
        if formatting.is_missing(o01["value"]):
            chart_card.nothing(title, _("Fill in the online depth in the item list."))
            return
        figure = charts.could_be_online(shown, palette(), target=target_value("O01"))
        chart_card.chart(figure, key="could", alt=title)
        _by_department(rows, _("By item"), {"could": "O01", "whole": "O02"}, key="could")


def _came(rows: pd.DataFrame, shown: pd.DataFrame) -> None:
    o03 = one("O03")
    title = service_hall.is_title(o03, rows)
    with chart_card.card(title, _("Share of a department's cases accepted in the period, by case")):
        if formatting.is_missing(o03["value"]):
            chart_card.nothing(title, _("Load cases with their channel on the page Files."))
            return
        figure = charts.came_online(shown, palette(), target=target_value("O03"))
        chart_card.chart(figure, key="came", alt=title)
        _by_department(rows, _("By case"), {"online": "O03"}, key="came")


def _by_department(rows: pd.DataFrame, title: str, codes: Mapping[str, str], *, key: str) -> None:
    """The table of some rates; ``codes``: the stem of their columns → indicator."""
    headers = {
        "could": (_("Can be done online (%)"), _("of which online"), _("Items")),
        "whole": (_("From end to end (%)"), _("of which from end to end"), _("Items with a depth")),
        "online": (_("Came online (%)"), _("of which online"), _("Cases")),
    }
    shown = columns("department")
    for stem in codes:
        shown |= dict(zip((stem, f"{stem}_n", f"{stem}_of"), headers[stem], strict=True))
    chart_card.below(rows, shown, key=key, title=title, codes=list(codes.values()), config=numbers(2, *codes))


def _gap() -> Card:
    """Items that can be done online but whose cases mostly came otherwise."""
    rows = ask("online_gap")
    return Card(
        key="gap",
        title=service_hall.gap_title(rows),
        caption=_(
            "Items with an online depth of 2 to 7, fewer than half of whose cases of the period came online"
        ),
        rows=rows,
        columns=columns("item_name department online_depth cases otherwise counter online_share item_code"),
        table=_("Online on paper, at the counter in fact"),
        codes=["online_gap"],
        config=numbers(2, "online_share") | bar(rows, "otherwise"),
        height=388,
    )
