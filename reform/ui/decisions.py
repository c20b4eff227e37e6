"""议定事项 on screen: the reconciliation of a meeting, every decision, and the forms that add to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
import streamlit as st

from reform import codes, decisions, doing, past, week, wording
from reform.ask import Scope
from reform.choices import choices
from reform.decisions import Account, Decision
from reform.i18n import gettext as _
from reform.i18n import mark
from reform.journal import JournalFault
from reform.ui import deeds, link, panel, typed
from reform.ui.tables import dates
from reform.ui.view import ask, view, warehouse
from reform.warehouse import NameTaken, UnknownSnapshot
from reform.warehouse.store import LONGEST_NAME

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
        said = typed.journal().latest(decisions.KIND, typed.until())
    except JournalFault as problem:
        said, fault = {}, problem.sentence
    every = decisions.known(ask("decision_list", scope=Scope(scope.as_of)), said, scope.as_of)
    elsewhere = scope.domains or scope.batches  # a decision is of no domain and of no batch
    chosen = [one for one in every if not scope.departments or one.owner in scope.departments]
    return Ledger(every, [] if elsewhere else chosen, decisions.meetings(every), fault)


def accounts(ledger: Ledger) -> tuple[Account, Account, Account]:
    """All of them, the loaded ones (as the indicators count them), and the typed ones."""
    as_of, rows = view().scope.as_of, ledger.shown
    parts = (rows, [o for o in rows if not o.is_typed], [o for o in rows if o.is_typed])
    everything, loaded, own = (decisions.account(part, as_of, ledger.meetings) for part in parts)
    return everything, loaded, own


def parts(loaded: Account, own: Account) -> str:
    """n/N of the loaded and the typed ones, where both are there."""
    said = wording.share(loaded.done, loaded.counted)
    if not own.counted:
        return said
    return _("loaded {loaded}, typed {own}").format(loaded=said, own=wording.share(own.done, own.counted))


# lists ----------------------------------------------------------------------------------------


def reconciliation(ledger: Ledger) -> None:
    """对账表 of one meeting; the newest one to begin with."""
    meeting = st.selectbox(
        _("Meeting"),
        ledger.meetings,
        format_func=lambda one: f"{one[0]} · {wording.day(one[1])}",
        key="meeting",
    )
    rows = decisions.reconciled(ledger.shown, meeting, view().scope.as_of)
    caption = _(
        "What this meeting decided and what earlier meetings left open: before the next meeting it is the "
        "reconciliation, after the meeting the list of what was promised"
    )
    with panel.card(decisions.finding(rows, meeting, view().scope.as_of), caption):
        _table(rows, ledger, key="reconciled", title=_("Reconciliation"))


def everything(ledger: Ledger) -> None:
    """Every decision, the typed ones on top."""
    with panel.card(
        _("All {n} decisions").format(n=wording.number(len(ledger.shown))),
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
            "owner": [week.unit(one.owner) for one in rows],
            "due_on": [one.due_on for one in rows],
            "done_on": [one.done_on if one.is_done(as_of) else None for one in rows],
            "carried": pd.array(
                [decisions.carried(one, ledger.meetings) if one.is_open(as_of) else None for one in rows],
                dtype="Int64",
            ),
            "evidence": [one.evidence for one in rows],
            "met_on": [one.met_on for one in rows],
            "origin": [_("typed here") if one.is_typed else _("from a file") for one in rows],
            "who": [one.entry.author if one.entry else "" for one in rows],
        }
    )
    panel.table(
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


# forms ----------------------------------------------------------------------------------------


def forms(ledger: Ledger) -> None:
    """Enter a decision, and say how far one has come."""
    if ledger.fault:
        st.error(wording.plain(ledger.fault), icon=":material/report:")
        return
    if not typed.can_write():
        return
    left, right = st.columns(2)
    with left, panel.card(_("Enter a decision"), _("Kept with your name; nothing typed is ever lost")):
        _enter(ledger)
    with right, panel.card(_("How far a decision has come"), _("The state it had stays in the history")):
        _report(ledger)


def _enter(ledger: Ledger) -> None:
    typed.say(NEW)
    last = ledger.meetings[0] if ledger.meetings else ("", view().scope.as_of)
    with st.form(NEW, border=False):
        with st.container(horizontal=True):
            st.text_input(
                _("Meeting"),
                last[0],
                max_chars=MOST_IN_NUMBER,
                key=f"{NEW}_meeting",
                placeholder=_("such as: 5th meeting"),
            )
            st.date_input(_("Day of the meeting"), last[1], key=f"{NEW}_met_on")
            st.text_input(_("Number"), max_chars=MOST_IN_NUMBER, key=f"{NEW}_number")
        st.text_area(_("What was decided"), max_chars=1000, key=f"{NEW}_text", help=_("No names of people."))
        with st.container(horizontal=True):
            st.selectbox(
                _("Owed by"),
                choices(ask("choices"))["department"],
                index=None,
                key=f"{NEW}_owner",
                accept_new_options=True,
            )
            st.date_input(_("Due"), None, key=f"{NEW}_due_on")
            typed.name(NEW)
        st.form_submit_button(_("Keep the decision"), type="primary", on_click=_entered, key=f"{NEW}_go")


def _entered() -> None:
    meeting, number, text = (typed.text(NEW, name) for name in ("meeting", "number", "text"))
    met_on = st.session_state.get(f"{NEW}_met_on")
    if not (meeting and number and text and isinstance(met_on, date)):
        typed.refuse(NEW, mark("Meeting, day, number and decision are needed."))
        return
    key = decisions.key(meeting, number)
    if any(one.key == key for one in look().all):
        typed.refuse(NEW, mark("This meeting has a decision of this number already."))
        return
    due = st.session_state.get(f"{NEW}_due_on")

    def write(who: str, now: datetime) -> None:
        owner = typed.text(NEW, "owner")
        decisions.enter(typed.journal(), meeting, met_on, number, text, owner, due, who, now)

    typed.keep(NEW, write, mark("The decision is kept."), clear=("number", "text", "owner", "due_on"))


def _report(ledger: Ledger) -> None:
    typed.say(STATE)
    if not ledger.shown:
        st.caption(_("No decision is known yet."))
        return
    as_of = view().scope.as_of
    known = {one.key: one for one in sorted(ledger.shown, key=lambda one: not one.is_open(as_of))}
    chosen = known[
        st.selectbox(_("What was decided"), list(known), format_func=lambda k: _line(known[k]), key=f"{STATE}_of")
    ]
    words = codes.code_lists()["decision_status"]
    with st.form(STATE, border=False):
        with st.container(horizontal=True):
            st.selectbox(
                _("State"),
                list(words),
                index=list(words).index(chosen.status) if chosen.status in words else 0,
                format_func=lambda code: codes.label("decision_status", code),
                key=f"{STATE}_status",
            )
            st.date_input(_("Done on"), None, key=f"{STATE}_done_on", help=_("Only of what is done."))
        st.text_area(
            _("How far it has come"), chosen.evidence, max_chars=1000, key=f"{STATE}_note_{chosen.key}"
        )
        typed.name(STATE)
        st.form_submit_button(
            _("Keep the state"), type="primary", on_click=_reported, args=(chosen,), key=f"{STATE}_go"
        )
    _history(chosen)


def _line(decision: Decision) -> str:
    return f"{decision.meeting} · {decision.number} · {decision.text}"


def _reported(decision: Decision) -> None:
    status, done_on = typed.text(STATE, "status"), st.session_state.get(f"{STATE}_done_on")
    if status == "done" and done_on is None:
        typed.refuse(STATE, mark("Say on which day it was done."))
        return
    if done_on is not None and done_on < decision.met_on:
        typed.refuse(STATE, mark("It cannot be done before the meeting."))
        return
    note = typed.text(STATE, f"note_{decision.key}")
    typed.keep(
        STATE,
        lambda who, now: decisions.report(typed.journal(), decision, status, done_on, note, who, now),
        mark("The state is kept."),
        clear=("done_on", f"note_{decision.key}"),
    )


def _history(decision: Decision) -> None:
    entries = [e for e in typed.journal().entries(decisions.KIND, decision.key)]
    if not entries:
        return
    with st.expander(_("What was typed about it ({n})").format(n=wording.number(len(entries)))):
        for entry in reversed(entries):
            state = codes.label("decision_status", str(entry.fields.get("status")))
            said = [typed.moment(entry), entry.author, state, str(entry.fields.get("evidence") or "")]
            st.caption(wording.plain(" · ".join(filter(None, said))))


# before the meeting ---------------------------------------------------------------------------


def freeze() -> None:
    """会前材料: the current snapshot under a name, so that the meeting's figures can be shown again."""
    with panel.card(
        _("Material before the meeting"),
        _("Freezes the current data under a name; the link shows exactly what was known then"),
    ):
        _say_frozen()
        names = past.names(warehouse())
        for snapshot, name in sorted(names.items(), reverse=True):
            query = link.query() | {"known": [snapshot]}
            st.page_link(
                "pages/progress/overview.py",
                label=f"{wording.plain(name)} · {snapshot}",
                icon=":material/bookmark:",
                query_params=query,
            )
        current = warehouse().current()
        if view().county.is_sample or current is None:
            st.caption(_("The sample county cannot be frozen: load your own data first."))
            return
        if current in names:
            st.caption(_("The current data are frozen already as “{name}”.").format(name=names[current]))
            return
        with st.form(FREEZE, border=False), st.container(horizontal=True, vertical_alignment="bottom"):
            name = _("Material before the meeting, {day}").format(day=wording.day(view().scope.as_of))
            st.text_input(_("Name"), name, max_chars=LONGEST_NAME, key=f"{FREEZE}_name")
            typed.name(FREEZE)
            st.form_submit_button(
                _("Freeze as material before the meeting"),
                on_click=_frozen,
                args=(current,),
                key=f"{FREEZE}_go",
            )


def _frozen(snapshot: str) -> None:
    label, author = typed.text(FREEZE, "name"), typed.text(FREEZE, "who") or None
    good, said, words = False, mark("Type a name first."), {"id": snapshot, "name": label}
    if label:
        try:
            doing.name(warehouse(), snapshot, label, who=author, via=doing.PAGE)
            good, said = True, mark("Snapshot {id} is kept as “{name}”.")
        except UnknownSnapshot:
            said = mark("Snapshot {id} is no longer there.")
        except NameTaken as taken:
            said = mark("Snapshot {id} has this name already. Choose another one.")
            words["id"] = str(taken)
        except OSError as problem:
            said = deeds.NOT_CHANGED
            words |= {"folder": str(warehouse().folder), "reason": problem.strerror or type(problem).__name__}
    st.session_state[f"{FREEZE}_said"] = (good, said, words)


def _say_frozen() -> None:
    good, said, words = st.session_state.pop(f"{FREEZE}_said", (True, "", {}))
    if said:
        (st.success if good else st.error)(wording.plain(_(said).format(**words)), icon=":material/bookmark:")
