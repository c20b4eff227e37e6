"""Notes on days: those the charts show, and the form that adds and takes back."""

from datetime import date

from reform import notes, wording
from reform.i18n import gettext as _
from reform.i18n import mark
from reform.journal import JournalFault
from reform.notes import Note
from reform.ui import panel, st, typed
from reform.ui.view import view

FORM = "noted"


def card() -> None:
    """What is noted on which day, and a form to note more."""
    with panel.card(
        _("Notes on days"),
        _("A batch launched, a holiday, a system changed: they stand on every chart over time"),
    ):
        typed.say(FORM)
        try:
            held = notes.held(typed.journal(), typed.until())
        except JournalFault as problem:
            st.error(problem.sentence, icon=":material/report:")
            return
        if not held:
            st.caption(_("Nothing is noted yet."))
        for note in held:
            said = [wording.day(note.day), note.text, note.entry.author]
            st.markdown(" · ".join(said))
        if typed.can_write():
            _form(held)


def _form(held: list[Note]) -> None:
    with st.form(FORM, border=False):
        with st.container(horizontal=True):
            st.date_input(_("Day"), view().scope.as_of, key=f"{FORM}_day")
            st.text_input(_("What happened"), max_chars=60, key=f"{FORM}_text")
            typed.name(FORM)
        st.form_submit_button(_("Note it"), on_click=_noted, key=f"{FORM}_go")
    if held:
        with st.popover(_("Take a note back")):
            chosen = st.selectbox(
                _("Note"),
                held,
                format_func=lambda one: f"{wording.day(one.day)} {one.text}",
                key=f"{FORM}_of",
            )
            st.button(_("Take back"), on_click=_taken_back, args=(chosen,), key=f"{FORM}_back")


def _noted() -> None:
    day, text = st.session_state.get(f"{FORM}_day"), typed.text(FORM, "text")
    if not (isinstance(day, date) and text):
        typed.refuse(FORM, mark("Type the day and what happened."))
        return
    typed.keep(
        FORM,
        lambda who, now: notes.add(typed.journal(), day, text, who, now),
        mark("The note is kept; the charts show it."),
        clear=("text",),
    )


def _taken_back(note: Note) -> None:
    typed.keep(
        FORM,
        lambda who, now: notes.take_back(typed.journal(), note, who, now),
        mark("The note is taken back; it stays in the history."),
    )
