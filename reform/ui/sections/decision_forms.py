"""Forms of the page 议定事项: a decision, its progress, and the snapshot named for a meeting."""

from datetime import date, datetime

from reform.common import code_lists, formatting
from reform.common.actor import Actor
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.common.permissions import Action
from reform.metrics.filter_options import choices
from reform.monitoring import decisions
from reform.monitoring.decisions import Decision
from reform.pipeline import operations
from reform.storage.warehouse import LONGEST_NAME
from reform.ui.components import chart_card, operation_status
from reform.ui.context import journal_form, notices, st, url_params, user
from reform.ui.context.view import ask, view, warehouse
from reform.ui.sections.decisions import Ledger, look

NEW, STATE, FREEZE = "decided", "reported", "freeze"
MOST_IN_NUMBER = 20


def forms(ledger: Ledger) -> None:
    """Show the forms for a new decision and for the progress of one."""
    if ledger.fault:
        st.error(ledger.fault, icon=":material/report:")
        return
    if not journal_form.can_write(Action.DECIDE):
        return
    left, right = st.columns(2)
    with left, chart_card.card(_("Enter a decision"), _("Kept with your name; nothing typed is ever lost")):
        _enter(ledger)
    with right, chart_card.card(_("How far a decision has come"), _("The state it had stays in the history")):
        _report(ledger)


def _enter(ledger: Ledger) -> None:
    journal_form.say(NEW)
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
                placeholder=_("choose, or type another one"),
                key=f"{NEW}_owner",
                accept_new_options=True,
            )
            st.date_input(_("Due"), None, key=f"{NEW}_due_on")
            journal_form.name(NEW)
        st.form_submit_button(_("Keep the decision"), type="primary", on_click=_entered, key=f"{NEW}_go")


def _entered() -> None:
    meeting, number, text = (journal_form.text(NEW, name) for name in ("meeting", "number", "text"))
    met_on = st.session_state.get(f"{NEW}_met_on")
    if not (meeting and number and text and isinstance(met_on, date)):
        journal_form.refuse(NEW, mark("Meeting, day, number and decision are needed."))
        return
    key = decisions.key(meeting, number)
    if any(decision.key == key for decision in look().all):
        journal_form.refuse(NEW, mark("This meeting has a decision of this number already."))
        return
    due = st.session_state.get(f"{NEW}_due_on")

    def write(by: Actor, now: datetime) -> None:
        owner = journal_form.text(NEW, "owner")
        decisions.enter(journal_form.journal(), meeting, met_on, number, text, owner, due, by, now)

    journal_form.keep(
        NEW,
        Action.DECIDE,
        write,
        mark("The decision is kept."),
        clear=("number", "text", "owner", "due_on"),
    )


def _report(ledger: Ledger) -> None:
    journal_form.say(STATE)
    if not ledger.shown:
        st.caption(_("No decision is known yet."))
        return
    as_of = view().scope.as_of
    open_first = sorted(ledger.shown, key=lambda decision: not decision.is_open(as_of))
    by_key = {decision.key: decision for decision in open_first}
    key = st.selectbox(
        _("What was decided"), list(by_key), format_func=lambda key: _line(by_key[key]), key=f"{STATE}_of"
    )
    chosen = by_key[key]
    words = code_lists.code_lists()["decision_status"]
    with st.form(STATE, border=False):
        with st.container(horizontal=True):
            st.selectbox(
                _("State"),
                list(words),
                index=list(words).index(chosen.status) if chosen.status in words else 0,
                format_func=lambda code: code_lists.label("decision_status", code),
                key=f"{STATE}_status",
            )
            st.date_input(_("Done on"), None, key=f"{STATE}_done_on", help=_("Only of what is done."))
        st.text_area(
            _("How far it has come"), chosen.evidence, max_chars=1000, key=f"{STATE}_note_{chosen.key}"
        )
        journal_form.name(STATE)
        st.form_submit_button(
            _("Keep the state"), type="primary", on_click=_reported, args=(chosen,), key=f"{STATE}_go"
        )
    _history(chosen)


def _line(decision: Decision) -> str:
    return f"{decision.meeting} · {decision.number} · {decision.text}"


def _reported(decision: Decision) -> None:
    status, done_on = journal_form.text(STATE, "status"), st.session_state.get(f"{STATE}_done_on")
    if status == "done" and done_on is None:
        journal_form.refuse(STATE, mark("Say on which day it was done."))
        return
    if done_on is not None and done_on < decision.met_on:
        journal_form.refuse(STATE, mark("It cannot be done before the meeting."))
        return
    note = journal_form.text(STATE, f"note_{decision.key}")
    journal_form.keep(
        STATE,
        Action.DECIDE,
        lambda by, now: decisions.report(journal_form.journal(), decision, status, done_on, note, by, now),
        mark("The state is kept."),
        clear=("done_on", f"note_{decision.key}"),
    )


def _history(decision: Decision) -> None:
    entries = list(journal_form.journal().entries(decisions.KIND, decision.key))
    if not entries:
        return
    with st.expander(_("What was typed about it ({n})").format(n=formatting.number(len(entries)))):
        for entry in reversed(entries):
            state = code_lists.label("decision_status", str(entry.fields.get("status")))
            evidence = str(entry.fields.get("evidence") or "")
            parts = [journal_form.moment(entry), entry.author, state, evidence]
            st.caption(" · ".join(filter(None, parts)))


# before the meeting ---------------------------------------------------------------------------


def freeze() -> None:
    """会前材料: show the form that names the current snapshot, so that its figures stay available."""
    with chart_card.card(
        _("Material before the meeting"),
        _("Freezes the current data under a name; the link shows exactly what was known then"),
    ):
        notices.show(FREEZE, ":material/bookmark:")
        names = warehouse().names()
        for snapshot, name in sorted(names.items(), reverse=True):
            query = url_params.query() | {"known": [snapshot]}
            st.page_link(
                "pages/progress/overview.py",
                label=f"{name} · {snapshot}",
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
        if not user.may(Action.NAME_SNAPSHOTS):
            return
        with st.form(FREEZE, border=False), st.container(horizontal=True, vertical_alignment="bottom"):
            name = _("Material before the meeting, {day}").format(day=formatting.day(view().scope.as_of))
            st.text_input(_("Name"), name, max_chars=LONGEST_NAME, key=f"{FREEZE}_name")
            journal_form.name(FREEZE)
            st.form_submit_button(
                _("Freeze as material before the meeting"),
                on_click=_frozen,
                args=(current,),
                key=f"{FREEZE}_go",
            )


def _frozen(snapshot: str) -> None:
    label, typed = journal_form.text(FREEZE, "name"), journal_form.text(FREEZE, "who")
    if not label:
        notices.keep(FREEZE, mark("Type a name first."), {}, good=False)
        return
    try:
        by = user.actor(Action.NAME_SNAPSHOTS, typed=typed)
        operations.name(warehouse(), snapshot, label, by=by)
    except operation_status.REFUSALS as problem:
        notices.keep(FREEZE, *operation_status.refusal(problem, operation_status.NOT_CHANGED), good=False)
        return
    notices.keep(FREEZE, mark("Snapshot {id} is kept as “{name}”."), {"id": snapshot, "name": label})
