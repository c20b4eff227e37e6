"""Blocks of the page 服务能力: the one window, where cases spend their days, corrections and complaints."""

import pandas as pd

from reform import charts, codes, wording
from reform import findings_window as findings
from reform.i18n import gettext as _
from reform.ui import cards, panel, st
from reform.ui.tables import coded, dates, numbers
from reform.ui.view import ask, one, palette


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
    cards.strip(
        [cards.rate(*figure) for figure in shown],
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
    title = findings.steps_title(rows)
    caption = _(
        "Share of the working days by step, n = {n} steps; the slowest tenth of the cases beside all of them"
    ).format(n=wording.number(rows["n"].sum()))
    with panel.card(title, caption):
        if rows.empty:
            panel.nothing(_("No case step is loaded"), _("Load the case steps on the page Files."))
            return
        labels = [codes.label("step", code) for code in rows["step"]]
        panel.chart(charts.step_shares(rows, labels, palette()), key="steps", alt=title)
        panel.below(
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
    title = findings.corrections_title(w01, w02)
    with panel.card(title, _("Cases asked to correct more than once, by original department")):
        rows = ask("W01", by=("department",)).dropna(subset=["department"])
        rows = rows[rows["numerator"] > 0].sort_values("numerator", ascending=False, ignore_index=True)
        if rows.empty:
            panel.nothing(
                _("No case was asked to correct more than once"),
                _("Load the correction notices on the page Files, or widen the filters."),
            )
            return
        top = rows.head(8)
        panel.chart(
            charts.bars(
                list(top["department"]),
                list(top["numerator"]),
                palette(),
                texts=[
                    wording.share(n, d) for n, d in zip(top["numerator"], top["denominator"], strict=True)
                ],
            ),
            key="corrections",
            alt=title,
        )
        panel.below(
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
    title = findings.complaints_title(kinds, w05)
    with panel.card(title, _("Complaints received in the period, by kind; upheld wholly or in part beside")):
        if kinds.empty:
            panel.nothing(
                _("No complaint in this selection"),
                _("Load the complaints on the page Files, or widen the filters."),
            )
            return
        labels = [codes.label("complaint_kind", code) for code in kinds["kind"]]
        listed = ask("rows_complaints")
        panel.chart(
            charts.bars(
                labels,
                list(kinds["complaints"]),
                palette(),
                texts=[
                    _("{n}, {upheld} upheld").format(n=wording.number(n), upheld=wording.number(upheld))
                    for n, upheld in zip(kinds["complaints"], kinds["upheld"], strict=True)
                ],
            ),
            key="complaints",
            alt=title,
        )
        panel.below(
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
