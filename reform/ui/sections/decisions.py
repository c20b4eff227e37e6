"""议定事项 on screen: the reconciliation of a meeting, every decision, and the forms that add to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.metrics import status
from reform.monitoring import decisions, meetings
from reform.monitoring.decisions import Decision
from reform.monitoring.meetings import Account
from reform.storage.journal import JournalFault
from reform.ui.components import chart_card, kpi_cards
from reform.ui.components.column_headers import columns
from reform.ui.context import journal_form, st
from reform.ui.context.view import ask, view


@dataclass(frozen=True)
class Ledger:
    """All decisions, those in the scope, the meetings held, and why the journal could not be read."""

    all: Sequence[Decision]
    shown: Sequence[Decision]
    meetings: Sequence[tuple[str, date]]
    fault: str


def look() -> Ledger:
    """The loaded and the typed decisions up to the as-of date."""
    scope, fault = view().scope, ""
    try:
        typed = journal_form.journal().latest(decisions.KIND, journal_form.until())
    except JournalFault as problem:
        typed, fault = {}, problem.sentence
    every = decisions.known(ask("decision_list", scope=scope.unfiltered), typed, scope)
    elsewhere = scope.domains or scope.batches  # a decision is of no domain and of no batch
    chosen = [each for each in every if not scope.departments or each.owner in scope.departments]
    return Ledger(every, [] if elsewhere else chosen, meetings.meetings(every), fault)


def figures(ledger: Ledger) -> None:
    """Show decisions carried out, overdue and carried over, and the number of meetings."""
    as_of, rows = view().scope.as_of, ledger.shown
    parts = (rows, [row for row in rows if not row.is_typed], [row for row in rows if row.is_typed])
    every, loaded, typed = (meetings.account(part, as_of, ledger.meetings) for part in parts)
    overdue = every.overdue if every.dated or not every.open else None
    kpi_cards.strip(
        [
            kpi_cards.KpiFigure(
                "M01",
                _("Decisions carried out"),
                formatting.rate(every.rate),
                "",
                _loaded_and_typed(loaded, typed),
                has_target=not typed.counted,
            ),
            kpi_cards.KpiFigure(
                "M02",
                _("Decisions overdue"),
                formatting.number(overdue),
                _("decisions"),
                _("{share} open decisions with a day; {n} have none").format(
                    share=formatting.share(every.overdue, every.dated),
                    n=formatting.number(every.open - every.dated),
                ),
                status.reviews(every.counted, every.overdue, every.open),
            ),
            kpi_cards.KpiFigure(
                "M01",
                _("Carried over"),
                formatting.number(every.carried_over),
                _("decisions"),
                _("of {n} open; the leading group has met again since").format(
                    n=formatting.number(every.open)
                ),
                has_target=False,
            ),
            kpi_cards.KpiFigure(
                "M01",
                _("Meetings"),
                formatting.number(len(ledger.meetings)),
                "",
                _("{n} decisions, {dropped} of them dropped").format(
                    n=formatting.number(len(rows)), dropped=formatting.number(every.dropped)
                ),
                has_target=False,
            ),
        ],
        codes=["M01", "M02"],
    )


def _loaded_and_typed(loaded: Account, typed: Account) -> str:
    """n/N of the loaded decisions, and of the typed ones if there are any."""
    shares = [formatting.share(part.done, part.counted) for part in (loaded, typed)]
    if not typed.counted:
        return shares[0]
    return _("loaded {loaded}, typed {own}").format(loaded=shares[0], own=shares[1])


# lists ----------------------------------------------------------------------------------------


def reconciliation(ledger: Ledger) -> None:
    """Show the 对账表 of a meeting, at first the newest."""
    meeting = st.selectbox(
        _("Meeting"),
        ledger.meetings,
        format_func=lambda held: f"{held[0]} · {formatting.day(held[1])}",
        key="meeting",
    )
    rows = meetings.reconciled(ledger.shown, meeting, view().scope.as_of)
    title = meetings.finding(rows, meeting, view().scope.as_of)
    caption = _(
        "What this meeting decided and what earlier meetings left open: before the next meeting it is the "
        "reconciliation, after the meeting the list of what was promised"
    )
    with chart_card.card(title, caption):
        _table(rows, ledger, key="reconciled", title=_("Reconciliation"))


def everything(ledger: Ledger) -> None:
    """Show every decision, the typed ones on top."""
    with chart_card.card(
        _("All {n} decisions").format(n=formatting.number(len(ledger.shown))),
        _("Typed ones on top, then the loaded ones; the newest meeting first"),
    ):
        _table(ledger.shown, ledger, key="decisions", title=_("Decisions and commitments"))


def _table(rows: Sequence[Decision], ledger: Ledger, *, key: str, title: str) -> None:
    cells = [_cells(row, ledger) for row in rows]
    chart_card.table(
        pd.DataFrame(cells, columns=CELLS.split()).astype({"carried": "Int64"}),
        columns(
            CELLS,
            evidence=_("How far it has come"),
            who=_("Last typed by"),
        ),
        key=key,
        title=title,
        codes=["decision_list"],
        height=min(460, 40 + 35 * max(len(rows), 1)),
    )


CELLS = "state meeting number text owner due_on done_on carried evidence met_on origin who"


def _cells(row: Decision, ledger: Ledger) -> tuple[Any, ...]:
    """A decision as a line of the table: ``CELLS``."""
    as_of = view().scope.as_of
    return (
        _(decisions.STATES[row.state(as_of)]),
        row.meeting,
        row.number,
        row.text,
        row.owner or _("nobody named"),
        row.due_on,
        row.done_on if row.is_done(as_of) else None,
        meetings.carried(row, ledger.meetings) if row.is_open(as_of) else None,
        row.evidence,
        row.met_on,
        _("typed here") if row.is_typed else _("from a file"),
        row.entry.author if row.entry else "",
    )
