"""Notes on days, which charts over time show: their list, and the form that adds and withdraws them."""

from datetime import date

from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.common.permissions import Action
from reform.monitoring import annotations
from reform.monitoring.annotations import Note
from reform.storage.journal import JournalFault
from reform.ui.components import chart_card
from reform.ui.context import journal_form, st
from reform.ui.context.view import view

FORM = "noted"


def card() -> None:
    """Show the notes by day, and the form."""
    with chart_card.card(
        _("Notes on days"),
        _("A batch launched, a holiday, a system changed: they stand on every chart over time"),
    ):
        journal_form.say(FORM)
        try:
            held = annotations.held(journal_form.journal(), journal_form.until())
        except JournalFault as problem:
            st.error(problem.sentence, icon=":material/report:")
            return
        if not held:
            st.caption(_("Nothing is noted yet."))
        for note in held:
            st.markdown(" · ".join([formatting.day(note.day), note.text, note.entry.author]))
        if journal_form.can_write(Action.ANNOTATE):
            _form(held)


def _form(held: list[Note]) -> None:
    with st.form(FORM, border=False):
        with st.container(horizontal=True):
            st.date_input(_("Day"), view().scope.as_of, key=f"{FORM}_day")
            st.text_input(_("What happened"), max_chars=60, key=f"{FORM}_text")
            journal_form.name(FORM)
        st.form_submit_button(_("Note it"), on_click=_noted, key=f"{FORM}_go")
    if held:
        with st.popover(_("Take a note back")):
            chosen = st.selectbox(
                _("Note"),
                held,
                format_func=lambda note: f"{formatting.day(note.day)} {note.text}",
                key=f"{FORM}_of",
            )
            st.button(_("Take back"), on_click=_taken_back, args=(chosen,), key=f"{FORM}_back")


def _noted() -> None:
    day, text = st.session_state.get(f"{FORM}_day"), journal_form.text(FORM, "text")
    if not (isinstance(day, date) and text):
        journal_form.refuse(FORM, mark("Type the day and what happened."))
        return
    journal_form.keep(
        FORM,
        Action.ANNOTATE,
        lambda by, now: annotations.add(journal_form.journal(), day, text, by, now),
        mark("The note is kept; the charts show it."),
        clear=("text",),
    )


def _taken_back(note: Note) -> None:
    journal_form.keep(
        FORM,
        Action.ANNOTATE,
        lambda by, now: annotations.take_back(journal_form.journal(), note, by, now),
        mark("The note is taken back; it stays in the history."),
    )
