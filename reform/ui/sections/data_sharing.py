"""Blocks of the page 服务能力 on data shared between departments."""

from functools import partial

from reform import charts
from reform.common.i18n import gettext as _
from reform.reports.insights import data_sharing
from reform.ui.components import cards, kpi_cards
from reform.ui.components.cards import Card
from reform.ui.components.column_headers import columns
from reform.ui.components.table_columns import coded
from reform.ui.context import st
from reform.ui.context.view import ask, one


def show() -> None:
    """Show data shared, data promised but not open, their use, and the papers they save."""
    st.header(_("Shared data"), anchor=False)
    kpi_cards.strip(
        [
            kpi_cards.rate("G01", _("Items with shared data")),
            kpi_cards.rate("G02", _("Promised data opened"), _("{share}; {overdue} overdue")),
            kpi_cards.number("G03", _("Calls a month"), _("calls"), _("over {denominator} months")),
        ],
        key="sharing",
    )
    cards.beside(_opened().show, _calls().show)


def _opened() -> Card:
    owed = ask("G02", by=("department",)).dropna(subset=["department"])
    owed = owed.sort_values(["overdue", "denominator"], ascending=False, ignore_index=True)
    texts = charts.sentences(_("{overdue} overdue, {numerator} of {denominator} open"), owed)
    listed = ask("rows_interfaces")
    return Card(
        key="shared",
        title=data_sharing.opened_title(one("G02"), owed),
        caption=_("Interfaces and certificates past their promised day, by the department that owes them"),
        rows=listed.assign(kind=coded("interface_kind", listed["kind"])).head(
            len(listed) if len(owed) else 0
        ),
        drawn=owed.assign(text=texts, role="amber").head(8),
        columns=columns("name kind department promised_on opened_on is_overdue interface_no"),
        table=_("Shared data"),
        codes=["G01", "G02"],
        chart=partial(charts.bars, value="overdue"),
        empty=(_("No list of shared data is loaded"), _("Load the shared data on the page Files.")),
    )


def _calls() -> Card:
    months = ask("G03", by=("month",))
    title = data_sharing.calls_title(months)
    return Card(
        key="calls",
        title=title,
        caption=_("Calls of all interfaces and certificates by month"),
        rows=months,
        columns=columns("month numerator", numerator=_("Calls")),
        table=_("Calls by month"),
        codes=["G03"],
        chart=charts.monthly_calls,
        empty=(title, _("Load the calls of shared data on the page Files, or widen the period.")),
    )
