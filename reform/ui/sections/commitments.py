"""Commitments and their checks; warnings of targeted supervision."""

import pandas as pd

from reform import charts
from reform.common import code_lists, formatting
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.reports.insights import credit
from reform.ui.components import chart_card, kpi_cards, table_columns
from reform.ui.context import st
from reform.ui.context.view import ask, one, palette

OWES = {"unchecked": mark("check overdue"), "unhandled": mark("broken, not dealt with")}


def show() -> None:
    """告知承诺 and 精准监管: what was checked, what was broken, what proved right."""
    st.header(_("Commitments and warnings"), anchor=False)
    r08, r08b, r11 = (one(code) for code in ("R08", "R08b", "R11"))
    kpi_cards.strip(
        [
            kpi_cards.KpiFigure(
                "R08",
                _("Licences on commitment"),
                formatting.number(r08["n"]) if r08["n"] else formatting.MISSING,
                _("cases"),
                _("made in the period"),
                has_target=False,
            ),
            kpi_cards.rate(
                "R08",
                _("Commitments checked"),
                _("{share}; {overdue} past their day").format(
                    share=formatting.share(r08["numerator"], r08["denominator"]),
                    overdue=formatting.number(r08["overdue"]),
                ),
            ),
            kpi_cards.rate(
                "R08b",
                _("Commitments broken"),
                _("{share}; {unhandled} not dealt with").format(
                    share=formatting.share(r08b["numerator"], r08b["denominator"]),
                    unhandled=formatting.number(r08b["unhandled"]),
                ),
            ),
            kpi_cards.rate(
                "R11",
                _("Warnings that proved right"),
                _("{share}; {unverified} not verified, {unhandled} not dealt with").format(
                    share=formatting.share(r11["numerator"], r11["denominator"]),
                    unverified=formatting.number(r11["unverified"]),
                    unhandled=formatting.number(r11["unhandled"]),
                ),
            ),
        ],
        codes=["R08", "R08b", "R11"],
        key="commitments",
    )
    left, right = st.columns(2)
    with left:
        _commitments(ask("commitment_items"), r08b)
    with right:
        _risks(ask("risk_kinds"), r11)
    if r08["n"]:
        _owed(ask("commitments_owed"))


def _commitments(rows: pd.DataFrame, r08b: pd.Series) -> None:
    title = credit.commitments_title(r08b, rows)
    with chart_card.card(title, _("Commitments found broken, of those checked, by item")):
        if rows.empty:
            chart_card.nothing(
                title, _("Load the licences on commitment on the page Files, or widen the filters.")
            )
            return
        named = rows.assign(item=[credit.item_name(row) for _n, row in rows.iterrows()])
        broken = named[named["broken"] > 0].head(8)
        if broken.empty:
            chart_card.nothing(title, _("No commitment was found broken in this selection."))
        else:
            colours = palette()
            chart_card.chart(
                charts.bars(
                    list(broken["item"]),
                    list(broken["broken"]),
                    colours,
                    texts=[
                        formatting.share(n, of)
                        for n, of in zip(broken["broken"], broken["judged"], strict=True)
                    ],
                    colours=[colours.amber] * len(broken),
                ),
                key="broken",
                alt=title,
            )
        chart_card.below(
            named,
            {
                "item": _("Item"),
                "commitments": _("Commitments"),
                "checked": _("Checked"),
                "broken": _("Broken"),
                "overdue": _("Check overdue"),
                "item_code": _("Item code"),
            },
            key="broken",
            title=_("Commitments by item"),
            codes=["commitment_items", "R08", "R08b"],
        )


def _risks(rows: pd.DataFrame, r11: pd.Series) -> None:
    title = credit.risks_title(r11, rows)
    with chart_card.card(title, _("Warnings that proved right, of those verified, by kind of risk")):
        known = rows[rows["judged"] > 0]
        if known.empty:
            chart_card.nothing(title, _("Load the risk warnings on the page Files, or widen the period."))
            return
        labels = [code_lists.label("risk_kind", kind) for kind in known["kind"]]
        shares = 100 * known["proved_right"] / known["judged"]
        chart_card.chart(
            charts.bars(
                labels,
                list(shares),
                palette(),
                texts=[
                    formatting.with_share(formatting.rate(value, 0), n, of)
                    for value, n, of in zip(shares, known["proved_right"], known["judged"], strict=True)
                ],
            ),
            key="risks",
            alt=title,
        )
        chart_card.below(
            rows.assign(label=table_columns.coded("risk_kind", rows["kind"])),
            {
                "label": _("Kind of risk"),
                "hits": _("Warnings"),
                "verified": _("Verified"),
                "proved_right": _("Proved right"),
                "unhandled": _("Not dealt with"),
            },
            key="risks",
            title=_("Warnings by kind"),
            codes=["risk_kinds", "R11"],
        )


def _owed(rows: pd.DataFrame) -> None:
    title = credit.owed_title(rows)
    with chart_card.card(title, _("Commitments to check or to deal with, the longest overdue first")):
        if rows.empty:
            chart_card.nothing(title, _("Every commitment due is checked, and every broken one dealt with."))
            return
        chart_card.table(
            rows.assign(owes=table_columns.said(OWES, rows["owes"])),
            {
                "department": _("Owed by"),
                "owes": _("What is owed"),
                "days_late": _("Overdue (working days)"),
                "item_name": _("Item"),
                "committed_on": _("Committed on"),
                "check_due_on": _("Check by"),
                "checked_on": _("Checked on"),
                "commitment_no": _("Number"),
                "item_code": _("Item code"),
            },
            key="commitments_owed",
            title=_("Commitments that owe something"),
            codes=["commitments_owed"],
            height=300,
            config=table_columns.dates("committed_on", "check_due_on", "checked_on"),
        )
        chart_card.definitions(["commitments_owed"], key="commitments_owed")
