"""Blocks of the page 服务能力 on data shared between departments."""

import pandas as pd

from reform import charts, wording
from reform import findings_sharing as findings
from reform.i18n import gettext as _
from reform.ui import cards, panel, st
from reform.ui.tables import coded, dates
from reform.ui.view import ask, one, palette


def show() -> None:
    """What is shared, what is promised and not open, how it is used, which papers it saves."""
    st.header(_("Shared data"), anchor=False)
    g02, g03 = one("G02"), one("G03")
    cards.strip(
        [
            cards.rate("G01", _("Items with shared data")),
            cards.Figure(
                "G02",
                _("Promised data opened"),
                wording.rate(g02["value"]),
                "",
                _("{share}; {overdue} overdue").format(
                    share=wording.share(g02["numerator"], g02["denominator"]),
                    overdue=wording.number(g02["overdue"]),
                ),
            ),
            cards.Figure(
                "G03",
                _("Calls a month"),
                wording.number(g03["value"]),
                _("calls"),
                _("over {n} months").format(n=wording.number(g03["denominator"])),
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
    title = findings.opened_title(g02, rows)
    with panel.card(
        title, _("Interfaces and certificates past their promised day, by the department that owes them")
    ):
        if rows.empty:
            panel.nothing(_("No list of shared data is loaded"), _("Load the shared data on the page Files."))
            return
        top = rows.head(8)
        colours = palette()
        panel.chart(
            charts.bars(
                list(top["department"]),
                list(top["overdue"]),
                colours,
                texts=[
                    _("{overdue} overdue, {open} of {n} open").format(
                        overdue=wording.number(o), open=wording.number(opened), n=wording.number(n)
                    )
                    for o, opened, n in zip(top["overdue"], top["numerator"], top["denominator"], strict=True)
                ],
                colours=[colours.amber] * len(top),
            ),
            key="shared",
            alt=title,
        )
        listed = ask("rows_interfaces")
        panel.below(
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
    title = findings.calls_title(months)
    with panel.card(title, _("Calls of all interfaces and certificates by month")):
        if months.empty:
            panel.nothing(title, _("Load the calls of shared data on the page Files, or widen the period."))
            return
        panel.chart(charts.monthly_calls(months, palette()), key="calls", alt=title)
        panel.below(
            months,
            {"month": _("Month"), "numerator": _("Calls")},
            key="calls",
            title=_("Calls by month"),
            codes=["G03"],
            config=dates("month"),
        )
