"""Commitments and their checks; warnings of targeted supervision."""

from functools import partial

from reform import charts
from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.reports.insights import credit
from reform.ui.components import cards, kpi_cards
from reform.ui.components.cards import Card
from reform.ui.components.column_headers import columns
from reform.ui.components.table_columns import coded, in_words
from reform.ui.context import st
from reform.ui.context.view import ask, one

OWES = {"unchecked": mark("check overdue"), "unhandled": mark("broken, not dealt with")}


def show() -> None:
    """告知承诺 and 精准监管: what was checked, what was broken, what proved right."""
    st.header(_("Commitments and warnings"), anchor=False)
    made = one("R08")["n"]
    kpi_cards.strip(
        [
            kpi_cards.KpiFigure(
                "R08",
                _("Licences on commitment"),
                formatting.number(made or None),
                _("cases"),
                _("made in the period"),
                has_target=False,
            ),
            kpi_cards.rate("R08", _("Commitments checked"), _("{share}; {overdue} past their day")),
            kpi_cards.rate("R08b", _("Commitments broken"), _("{share}; {unhandled} not dealt with")),
            kpi_cards.rate(
                "R11",
                _("Warnings that proved right"),
                _("{share}; {unverified} not verified, {unhandled} not dealt with"),
            ),
        ],
        codes=["R08", "R08b", "R11"],
        key="commitments",
    )
    cards.beside(_commitments().show, _risks().show)
    if made:
        _owed().show()


def _commitments() -> Card:
    rows = ask("commitment_items")
    title = credit.commitments_title(one("R08b"), rows)
    named = rows.assign(
        item=[credit.item_name(row) for _n, row in rows.iterrows()],
        text=charts.shares(rows, "broken", "judged"),
        role="amber",
    )
    return Card(
        key="broken",
        title=title,
        caption=_("Commitments found broken, of those checked, by item"),
        rows=named,
        drawn=named[named["broken"] > 0].head(8),
        columns=columns("item commitments checked broken overdue item_code", overdue=_("Check overdue")),
        table=_("Commitments by item"),
        codes=["commitment_items", "R08", "R08b"],
        chart=partial(charts.bars, by="item", value="broken"),
        empty=(
            title,
            _("Load the licences on commitment on the page Files, or widen the filters.")
            if rows.empty
            else _("No commitment was found broken in this selection."),
        ),
    )


def _risks() -> Card:
    rows = ask("risk_kinds")
    title = credit.risks_title(one("R11"), rows)
    rows = rows.assign(
        label=coded("risk_kind", rows["kind"]), proved_rate=100 * rows["proved_right"] / rows["judged"]
    )
    verified = rows[rows["judged"] > 0]
    return Card(
        key="risks",
        title=title,
        caption=_("Warnings that proved right, of those verified, by kind of risk"),
        rows=rows,
        is_known=len(verified) > 0,
        drawn=verified.assign(text=charts.rates(verified, "proved_rate", "proved_right", "judged", 0)),
        columns=columns("label hits verified proved_right unhandled", label=_("Kind of risk")),
        table=_("Warnings by kind"),
        codes=["risk_kinds", "R11"],
        chart=partial(charts.bars, by="label", value="proved_rate"),
        empty=(title, _("Load the risk warnings on the page Files, or widen the period.")),
    )


def _owed() -> Card:
    rows = ask("commitments_owed")
    title = credit.owed_title(rows)
    return Card(
        key="commitments_owed",
        title=title,
        caption=_("Commitments to check or to deal with, the longest overdue first"),
        rows=rows.assign(owes=in_words(OWES, rows["owes"])),
        columns=columns(
            "department owes days_late item_name committed_on check_due_on checked_on commitment_no "
            "item_code",
            department=_("Owed by"),
        ),
        table=_("Commitments that owe something"),
        codes=["commitments_owed"],
        height=300,
        definitions=["commitments_owed"],
        empty=(title, _("Every commitment due is checked, and every broken one dealt with.")),
    )
