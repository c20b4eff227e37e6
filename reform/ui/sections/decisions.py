"""议定事项 on screen: the reconciliation of a meeting, every decision, and the forms that add to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.metrics.query import Scope
from reform.monitoring import decisions, meetings
from reform.monitoring.decisions import Decision
from reform.monitoring.meetings import Account
from reform.storage.journal import JournalFault
from reform.ui.components import chart_card
from reform.ui.components.table_columns import dates
from reform.ui.context import journal_form, st
from reform.ui.context.view import ask, view

NEW, STATE, FREEZE = "decided", "reported", "freeze"
MOST_IN_NUMBER = 20


@dataclass(frozen=True)
class Ledger:
    """Every decision the reader may see, those of the chosen units, the meetings held, and a fault."""

    all: Sequence[Decision]
    shown: Sequence[Decision]
    meetings: Sequence[tuple[str, date]]
    fault: str


def look() -> Ledger:
    """The loaded and the typed decisions up to the as-of date."""
    scope, fault = view().scope, ""
    try:
        said = journal_form.journal().latest(decisions.KIND, journal_form.until())
    except JournalFault as problem:
        said, fault = {}, problem.sentence
    every = decisions.known(ask("decision_list", scope=Scope(scope.as_of)), said, scope.as_of)
    elsewhere = scope.domains or scope.batches  # a decision is of no domain and of no batch
    chosen = [one for one in every if not scope.departments or one.owner in scope.departments]
    return Ledger(every, [] if elsewhere else chosen, meetings.meetings(every), fault)


def accounts(ledger: Ledger) -> tuple[Account, Account, Account]:
    """All of them, the loaded ones (as the indicators count them), and the typed ones."""
    as_of, rows = view().scope.as_of, ledger.shown
    parts = (rows, [o for o in rows if not o.is_typed], [o for o in rows if o.is_typed])
    everything, loaded, own = (meetings.account(part, as_of, ledger.meetings) for part in parts)
    return everything, loaded, own


def parts(loaded: Account, own: Account) -> str:
    """n/N of the loaded and the typed ones, where both are there."""
    said = formatting.share(loaded.done, loaded.counted)
    if not own.counted:
        return said
    return _("loaded {loaded}, typed {own}").format(loaded=said, own=formatting.share(own.done, own.counted))


# lists ----------------------------------------------------------------------------------------


def reconciliation(ledger: Ledger) -> None:
    """对账表 of one meeting; the newest one to begin with."""
    meeting = st.selectbox(
        _("Meeting"),
        ledger.meetings,
        format_func=lambda one: f"{one[0]} · {formatting.day(one[1])}",
        key="meeting",
    )
    rows = meetings.reconciled(ledger.shown, meeting, view().scope.as_of)
    caption = _(
        "What this meeting decided and what earlier meetings left open: before the next meeting it is the "
        "reconciliation, after the meeting the list of what was promised"
    )
    with chart_card.card(meetings.finding(rows, meeting, view().scope.as_of), caption):
        _table(rows, ledger, key="reconciled", title=_("Reconciliation"))


def everything(ledger: Ledger) -> None:
    """Every decision, the typed ones on top."""
    with chart_card.card(
        _("All {n} decisions").format(n=formatting.number(len(ledger.shown))),
        _("Typed ones on top, then the loaded ones; the newest meeting first"),
    ):
        _table(ledger.shown, ledger, key="decisions", title=_("Decisions and commitments"))


def _table(rows: Sequence[Decision], ledger: Ledger, *, key: str, title: str) -> None:
    as_of = view().scope.as_of
    frame = pd.DataFrame(
        {
            "state": [_(decisions.STATES[one.state(as_of)]) for one in rows],
            "meeting": [one.meeting for one in rows],
            "number": [one.number for one in rows],
            "text": [one.text for one in rows],
            "owner": [one.owner or _("nobody named") for one in rows],
            "due_on": [one.due_on for one in rows],
            "done_on": [one.done_on if one.is_done(as_of) else None for one in rows],
            "carried": pd.array(
                [meetings.carried(one, ledger.meetings) if one.is_open(as_of) else None for one in rows],
                dtype="Int64",
            ),
            "evidence": [one.evidence for one in rows],
            "met_on": [one.met_on for one in rows],
            "origin": [_("typed here") if one.is_typed else _("from a file") for one in rows],
            "who": [one.entry.author if one.entry else "" for one in rows],
        }
    )
    chart_card.table(
        frame,
        {
            "state": _("State"),
            "meeting": _("Meeting"),
            "number": _("Number"),
            "text": _("What was decided"),
            "owner": _("Owed by"),
            "due_on": _("Due"),
            "done_on": _("Done on"),
            "carried": _("Carried over (meetings)"),
            "evidence": _("How far it has come"),
            "met_on": _("Decided on"),
            "origin": _("Where from"),
            "who": _("Last typed by"),
        },
        key=key,
        title=title,
        codes=["decision_list"],
        height=min(460, 40 + 35 * max(len(rows), 1)),
        config=dates("due_on", "done_on", "met_on"),
    )
