"""What is typed on a page and kept in the journal: under a name, or said why it was not kept."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from reform.common.actor import Actor, on_page
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.monitoring import annotations
from reform.storage.journal import Entry, Journal, JournalFault
from reform.ui.context import notices, st, user_name
from reform.ui.context.view import once, view

NO_NAME = mark("Type a name or post first: what is kept stands under it.")


def journal() -> Journal:
    """What was typed about the county on screen; the sample has a journal of its own."""
    return Journal(view().county.warehouse.folder)


def until() -> datetime | None:
    """Up to when the journal is read: a past snapshot knows nothing typed later."""
    past = view().county.past
    return past.published_at.astimezone() if past else None


def noted() -> list[tuple[date, str]]:
    """Days and what was noted on them; nothing while the journal cannot be read, which other pages say."""
    return once(_noted)


def _noted() -> list[tuple[date, str]]:
    try:
        return [(note.day, note.text) for note in annotations.held(journal(), until())]
    except JournalFault:
        return []


def can_write() -> bool:
    """Whether anything can be typed: not about a state of the past."""
    return view().county.past is None


def name(form: str) -> None:
    """The field for who says it; begins with what was typed on another page."""
    st.text_input(_("Name or post"), user_name.name() or "", max_chars=user_name.LONGEST, key=f"{form}_who")


def text(form: str, field: str) -> str:
    """What stands in a field of a form."""
    return str(st.session_state.get(f"{form}_{field}") or "").strip()


def keep(
    form: str, write: Callable[[Actor, datetime], object], done: str, *, clear: tuple[str, ...] = ()
) -> None:
    """Write under the name in the form. For callbacks: they run before the language is set, so nothing is
    put in words here. ``done`` is a marked sentence; ``clear`` names the fields to be emptied then."""
    author = text(form, "who")
    if not author:
        refuse(form, NO_NAME)
        return
    try:
        write(on_page(author), datetime.now(UTC))
    except JournalFault as problem:
        notices.keep(form, problem.message, problem.words, good=False)
        return
    for field in clear:
        st.session_state.pop(f"{form}_{field}", None)
    notices.keep(form, done, {})


def refuse(form: str, why: str) -> None:
    """Say why nothing was written: a marked sentence."""
    notices.keep(form, why, {}, good=False)


def say(form: str) -> None:
    """What came of the last entry, once."""
    notices.show(form)


def moment(entry: Entry) -> str:
    """When an entry was written, by this machine's clock."""
    return f"{entry.written_at.astimezone():%Y-%m-%d %H:%M}"
