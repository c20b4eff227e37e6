"""Blocks of the page 服务能力 on data shared between departments."""

import pandas as pd

from reform import charts
from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.reports.insights import data_sharing
from reform.ui.components import chart_card, kpi_cards
from reform.ui.components.table_columns import coded, dates
from reform.ui.context import st
from reform.ui.context.view import ask, one, palette


def show() -> None:
    """What is shared, what is promised and not open, how it is used, which papers it saves."""
    st.header(_("Shared data"), anchor=False)
    g02, g03 = one("G02"), one("G03")
    kpi_cards.strip(
        [
            kpi_cards.rate("G01", _("Items with shared data")),
            kpi_cards.KpiFigure(
                "G02",
                _("Promised data opened"),
                formatting.rate(g02["value"]),
                "",
                _("{share}; {overdue} overdue").format(
                    share=formatting.share(g02["numerator"], g02["denominator"]),
                    overdue=formatting.number(g02["overdue"]),
                ),
            ),
            kpi_cards.KpiFigure(
                "G03",
                _("Calls a month"),
                formatting.number(g03["value"]),
                _("calls"),
                _("over {n} months").format(n=formatting.number(g03["denominator"])),
            ),
        ],
        codes=["G01", "G02", "G03"],
        key="sharing",
    )
    left, right = st.columns(2)
    with left:
        _opened(g02)
    with right:
        _calls(ask("G03", by=("month",)))


def _opened(g02: pd.Series) -> None:
    rows = ask("G02", by=("department",)).dropna(subset=["department"])
    rows = rows.sort_values(["overdue", "denominator"], ascending=False, ignore_index=True)
    title = data_sharing.opened_title(g02, rows)
    with chart_card.card(
        title, _("Interfaces and certificates past their promised day, by the department that owes them")
    ):
        if rows.empty:
            chart_card.nothing(
                _("No list of shared data is loaded"), _("Load the shared data on the page Files.")
            )
            return
        top = rows.head(8)
        colours = palette()
        chart_card.chart(
            charts.bars(
                list(top["department"]),
                list(top["overdue"]),
                colours,
                texts=[
                    _("{overdue} overdue, {open} of {n} open").format(
                        overdue=formatting.number(o), open=formatting.number(opened), n=formatting.number(n)
                    )
                    for o, opened, n in zip(top["overdue"], top["numerator"], top["denominator"], strict=True)
                ],
                colours=[colours.amber] * len(top),
            ),
            key="shared",
            alt=title,
        )
        listed = ask("rows_interfaces")
        chart_card.below(
            listed.assign(kind=coded("interface_kind", listed["kind"])),
            {
                "name": _("Name"),
                "kind": _("Kind"),
                "department": _("Department"),
                "promised_on": _("Promised"),
                "opened_on": _("Opened"),
                "is_overdue": _("Overdue"),
                "interface_no": _("Number"),
            },
            key="shared",
            title=_("Shared data"),
            codes=["G01", "G02"],
            config=dates("promised_on", "opened_on"),
        )


def _calls(months: pd.DataFrame) -> None:
    title = data_sharing.calls_title(months)
    with chart_card.card(title, _("Calls of all interfaces and certificates by month")):
        if months.empty:
            chart_card.nothing(
                title, _("Load the calls of shared data on the page Files, or widen the period.")
            )
            return
        chart_card.chart(charts.monthly_calls(months, palette()), key="calls", alt=title)
        chart_card.below(
            months,
            {"month": _("Month"), "numerator": _("Calls")},
            key="calls",
            title=_("Calls by month"),
            codes=["G03"],
            config=dates("month"),
        )
