"""The name the reader types, written to the event log with what is done from the pages."""

from collections.abc import Callable

from reform.common.actor import Actor, on_page
from reform.common.i18n import gettext as _
from reform.storage import event_log
from reform.ui.context import st
from reform.ui.context.view import view, warehouse

KEY = "who"
LONGEST = 60


def ask() -> None:
    """Show the field for the name; kept for the session. Empty means the user the server runs as."""
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
    """The name typed; None while the field is empty."""
    return st.session_state.get(KEY) or None


def actor() -> Actor:
    """The actor of what is done on this page."""
    return on_page(name())


def exporting(make: Callable[[], bytes], *, file: str, what: str, rows: int) -> Callable[[], bytes]:
    """``make`` with an entry in the event log for each download; unchanged for the sample."""
    if view().county.is_sample:
        return make
    folder, by = warehouse().folder, actor()

    def made() -> bytes:
        content = make()
        event_log.event(folder, "export", by, file=file, what=what, rows=rows)
        return content

    return made
