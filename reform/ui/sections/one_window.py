"""Blocks of the page 服务能力: the one window, where cases spend their days, corrections and complaints."""

import pandas as pd

from reform import charts
from reform.common import code_lists, formatting
from reform.common.i18n import gettext as _
from reform.reports.insights import one_window
from reform.ui.components import chart_card, kpi_cards
from reform.ui.components.table_columns import coded, dates, numbers
from reform.ui.context import st
from reform.ui.context.view import ask, one, palette


def show() -> None:
    """Everything behind the one window."""
    st.header(_("One window"), anchor=False)
    shown = (
        ("O06", _("At the one window, by item")),
        ("O06b", _("At the one window, by case")),
        ("W03", _("Everything said at once")),
        ("W06", _("Cases sent back")),
        ("W05", _("Complaints answered in time")),
    )
    kpi_cards.strip(
        [kpi_cards.rate(*figure) for figure in shown],
        codes=["O06", "O06b", "W01", "W02", "W03", "W04", "W05", "W06"],
        key="window",
    )
    _steps(ask("step_times"))
    left, right = st.columns(2)
    with left:
        _corrections(one("W01"), one("W02"))
    with right:
        _complaints(ask("complaint_kinds"), one("W05"))


def _steps(rows: pd.DataFrame) -> None:
    title = one_window.steps_title(rows)
    caption = _(
        "Share of the working days by step, n = {n} steps; the slowest tenth of the cases beside all of them"
    ).format(n=formatting.number(rows["n"].sum()))
    with chart_card.card(title, caption):
        if rows.empty:
            chart_card.nothing(_("No case step is loaded"), _("Load the case steps on the page Files."))
            return
        labels = [code_lists.label("step", code) for code in rows["step"]]
        chart_card.chart(charts.step_shares(rows, labels, palette()), key="steps", alt=title)
        chart_card.below(
            rows.assign(step=labels),
            {
                "step": _("Step"),
                "n": _("Times"),
                "cases": _("Cases"),
                "mean": _("Mean"),
                "p50": "P50",
                "p90": "P90",
                "share": _("Share of all days (%)"),
                "slow_share": _("Share of the slow cases' days (%)"),
                "returned": _("Sent back"),
            },
            key="steps",
            title=_("Time by step"),
            codes=["step_times", "W06"],
            config=numbers(1, "mean", "p50", "p90", "share", "slow_share"),
        )


def _corrections(w01: pd.Series, w02: pd.Series) -> None:
    title = one_window.corrections_title(w01, w02)
    with chart_card.card(title, _("Cases asked to correct more than once, by original department")):
        rows = ask("W01", by=("department",)).dropna(subset=["department"])
        rows = rows[rows["numerator"] > 0].sort_values("numerator", ascending=False, ignore_index=True)
        if rows.empty:
            chart_card.nothing(
                _("No case was asked to correct more than once"),
                _("Load the correction notices on the page Files, or widen the filters."),
            )
            return
        top = rows.head(8)
        chart_card.chart(
            charts.bars(
                list(top["department"]),
                list(top["numerator"]),
                palette(),
                texts=[
                    formatting.share(n, d) for n, d in zip(top["numerator"], top["denominator"], strict=True)
                ],
            ),
            key="corrections",
            alt=title,
        )
        chart_card.below(
            rows,
            {
                "department": _("Department"),
                "numerator": _("Asked more than once"),
                "denominator": _("Asked to correct"),
                "value": _("Share (%)"),
            },
            key="corrections",
            title=_("Corrections by department"),
            codes=["W01", "W02", "W03"],
            config=numbers(1, "value"),
        )


def _complaints(kinds: pd.DataFrame, w05: pd.Series) -> None:
    title = one_window.complaints_title(kinds, w05)
    with chart_card.card(
        title, _("Complaints received in the period, by kind; upheld wholly or in part beside")
    ):
        if kinds.empty:
            chart_card.nothing(
                _("No complaint in this selection"),
                _("Load the complaints on the page Files, or widen the filters."),
            )
            return
        labels = [code_lists.label("complaint_kind", code) for code in kinds["kind"]]
        listed = ask("rows_complaints")
        chart_card.chart(
            charts.bars(
                labels,
                list(kinds["complaints"]),
                palette(),
                texts=[
                    _("{n}, {upheld} upheld").format(n=formatting.number(n), upheld=formatting.number(upheld))
                    for n, upheld in zip(kinds["complaints"], kinds["upheld"], strict=True)
                ],
            ),
            key="complaints",
            alt=title,
        )
        chart_card.below(
            listed.assign(
                kind=coded("complaint_kind", listed["kind"]), upheld=coded("verified", listed["upheld"])
            ),
            {
                "kind": _("Kind"),
                "department": _("Department"),
                "item_name": _("Item"),
                "received_on": _("Received"),
                "due_on": _("Due"),
                "answered_on": _("Answered"),
                "upheld": _("Verified"),
                "content": _("What was said (scrubbed)"),
                "complaint_no": _("Number"),
            },
            key="complaints",
            title=_("Complaints"),
            codes=["W04", "W05"],
            config=dates("received_on", "due_on", "answered_on"),
        )
