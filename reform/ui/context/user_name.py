"""Who is at the screen, as far as they say: it stands in the record of what was done from the pages."""

from collections.abc import Callable

from reform.common.actor import Actor, on_page
from reform.common.i18n import gettext as _
from reform.storage import event_log
from reform.ui.context import st
from reform.ui.context.view import view, warehouse

KEY = "who"
LONGEST = 60


def ask() -> None:
    """One field, remembered while this reader stays; empty means the user the server runs as."""
    st.text_input(
        _("Name or post"),
        key=KEY,
        max_chars=LONGEST,
        placeholder=_("optional, for the record"),
        help=_("Stands in the record beside what is loaded, undone and named from this page."),
        persist_state="session",
        width=240,
    )


def name() -> str | None:
    """What was typed there; None when nothing was."""
    return st.session_state.get(KEY) or None


def actor() -> Actor:
    """Who acts on this page."""
    return on_page(name())


def exporting(make: Callable[[], bytes], *, file: str, what: str, rows: int) -> Callable[[], bytes]:
    """A file made when it is asked for; that it was taken away stands in the record. The sample has none."""
    if view().county.is_sample:
        return make
    folder, by = warehouse().folder, actor()

    def made() -> bytes:
        content = make()
        event_log.event(folder, "export", by, file=file, what=what, rows=rows)
        return content

    return made
