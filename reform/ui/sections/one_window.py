"""Blocks of the page 服务能力: the one window, where cases spend their days, corrections and complaints."""

from functools import partial

from reform import charts
from reform.common import code_lists, formatting
from reform.common.i18n import gettext as _
from reform.reports.insights import one_window
from reform.ui.components import cards, kpi_cards
from reform.ui.components.cards import Card
from reform.ui.components.column_headers import columns
from reform.ui.components.table_columns import coded, numbers
from reform.ui.context import st
from reform.ui.context.view import ask, one


def show() -> None:
    """Show the cards of the one window."""
    st.header(_("One window"), anchor=False)
    kpi_cards.strip(
        [
            kpi_cards.rate("O06", _("At the one window, by item")),
            kpi_cards.rate("O06b", _("At the one window, by case")),
            kpi_cards.rate("W03", _("Everything said at once")),
            kpi_cards.rate("W06", _("Cases sent back")),
            kpi_cards.rate("W05", _("Complaints answered in time")),
        ],
        codes=["O06", "O06b", "W01", "W02", "W03", "W04", "W05", "W06"],
        key="window",
    )
    _steps().show()
    cards.beside(_corrections().show, _complaints().show)


def _steps() -> Card:
    rows = ask("step_times")
    caption = _(
        "Share of the working days by step, n = {n} steps; the slowest tenth of the cases beside all of them"
    )
    return Card(
        key="steps",
        title=one_window.steps_title(rows),
        caption=caption.format(n=formatting.number(rows["n"].sum())),
        rows=rows.assign(step=[code_lists.label("step", code) for code in rows["step"]]),
        columns=columns(
            "step n cases mean p50 p90 share slow_share returned",
            n=_("Times"),
            share=_("Share of all days (%)"),
        ),
        table=_("Time by step"),
        codes=["step_times", "W06"],
        config=numbers(1, "mean", "p50", "p90", "share", "slow_share"),
        chart=charts.step_shares,
        empty=(_("No case step is loaded"), _("Load the case steps on the page Files.")),
    )


def _corrections() -> Card:
    rows = ask("W01", by=("department",)).dropna(subset=["department"])
    rows = rows[rows["numerator"] > 0].sort_values("numerator", ascending=False, ignore_index=True)
    return Card(
        key="corrections",
        title=one_window.corrections_title(one("W01"), one("W02")),
        caption=_("Cases asked to correct more than once, by original department"),
        rows=rows,
        drawn=rows.assign(text=charts.shares(rows, "numerator", "denominator")).head(8),
        columns=columns(
            "department numerator denominator value",
            numerator=_("Asked more than once"),
            denominator=_("Asked to correct"),
            value=_("Share (%)"),
        ),
        table=_("Corrections by department"),
        codes=["W01", "W02", "W03"],
        config=numbers(1, "value"),
        chart=partial(charts.bars, value="numerator"),
        empty=(
            _("No case was asked to correct more than once"),
            _("Load the correction notices on the page Files, or widen the filters."),
        ),
    )


def _complaints() -> Card:
    kinds, listed = ask("complaint_kinds"), ask("rows_complaints")
    return Card(
        key="complaints",
        title=one_window.complaints_title(kinds, one("W05")),
        caption=_("Complaints received in the period, by kind; upheld wholly or in part beside"),
        rows=listed.assign(
            kind=coded("complaint_kind", listed["kind"]), upheld=coded("verified", listed["upheld"])
        ),
        drawn=kinds.assign(
            kind=coded("complaint_kind", kinds["kind"]),
            text=charts.sentences(_("{complaints}, {upheld} upheld"), kinds),
        ),
        columns=columns(
            "kind department item_name received_on due_on answered_on upheld content complaint_no",
            content=_("What was said (scrubbed)"),
        ),
        table=_("Complaints"),
        codes=["W04", "W05"],
        chart=partial(charts.bars, by="kind", value="complaints"),
        empty=(
            _("No complaint in this selection"),
            _("Load the complaints on the page Files, or widen the filters."),
        ),
    )
