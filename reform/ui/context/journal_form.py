"""Forms whose entries are written to the journal, under the name of their author."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from reform.common.actor import Actor
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.common.permissions import Action, NotAllowed
from reform.monitoring import annotations
from reform.storage.journal import Entry, Journal, JournalFault
from reform.ui.context import notices, st, user
from reform.ui.context.view import once, view

NO_NAME = mark("Type a name or post first: what is kept stands under it.")


def journal() -> Journal:
    """The journal of the county on screen; the sample has a journal of its own."""
    return Journal(view().county.warehouse.folder)


def until() -> datetime | None:
    """The moment up to which the journal is read: a past snapshot leaves out later entries."""
    past = view().county.past
    return past.published_at.astimezone() if past else None


def noted() -> list[tuple[date, str]]:
    """Days and their notes; empty while the journal cannot be read, which other pages report."""
    return once(_noted)


def _noted() -> list[tuple[date, str]]:
    try:
        return [(note.day, note.text) for note in annotations.held(journal(), until())]
    except JournalFault:
        return []


def can_write(action: Action, unit: str | None = None) -> bool:
    """Whether this user can write such entries: only while the current snapshot is shown."""
    return view().county.past is None and user.may(action, unit)


def name(form: str) -> None:
    """The field for the author, where nobody signs in; begins with the name typed on another page."""
    if user.sign_in_required():
        return
    st.text_input(_("Name or post"), user.name() or "", max_chars=user.LONGEST, key=f"{form}_who")


def text(form: str, field: str) -> str:
    """The text in a field of a form."""
    return str(st.session_state.get(f"{form}_{field}") or "").strip()


def keep(
    form: str,
    action: Action,
    write: Callable[[Actor, datetime], object],
    done: str,
    *,
    unit: str | None = None,
    clear: tuple[str, ...] = (),
) -> None:
    """Write an entry under the user's name or the one in the form, and keep a notice of the outcome.

    For callbacks, which run before the language is set: ``done`` is a marked sentence. ``clear`` names the
    fields to be emptied afterwards.
    """
    typed = text(form, "who")
    if not typed and not user.sign_in_required():
        refuse(form, NO_NAME)
        return
    try:
        write(user.actor(action, unit, typed=typed), datetime.now(UTC))
    except (JournalFault, NotAllowed) as problem:
        notices.keep(form, problem.message, problem.words, good=False)
        return
    for field in clear:
        st.session_state.pop(f"{form}_{field}", None)
    notices.keep(form, done, {})


def refuse(form: str, why: str) -> None:
    """Keep a notice why nothing was written: a marked sentence."""
    notices.keep(form, why, {}, good=False)


def say(form: str) -> None:
    """Show the notice of the last entry, once."""
    notices.show(form)


def moment(entry: Entry) -> str:
    """When an entry was written, by this machine's clock."""
    return f"{entry.written_at.astimezone():%Y-%m-%d %H:%M}"
