"""Who looks at the pages, what this user may do, and the name under which it is recorded.

Where nobody signs in, it is the owner of the machine, who may do everything and may type a name.
"""

from collections.abc import Callable
from functools import partial
from urllib.parse import quote, unquote, urlencode, urlsplit

from reform.common import i18n, permissions
from reform.common.actor import Actor, on_page
from reform.common.i18n import gettext as _
from reform.common.permissions import NOBODY, OWNER, ROLE_NAMES, Action, NotAllowed, User
from reform.common.sessions import SERVER, SESSION_HEADER
from reform.common.settings import WrongSettings, sign_in_settings
from reform.common.sign_in_settings import is_loopback
from reform.storage import event_log
from reform.ui.context import st, url_params
from reform.ui.context.view import view, warehouse

KEY = "who"
LONGEST = 60


def current() -> User | None:
    """The user of this session; None when nobody is signed in although somebody must be."""
    if SERVER.sessions is not None:
        return SERVER.sessions.user(st.context.headers.get(SESSION_HEADER))
    try:
        return OWNER if sign_in_settings().method == "none" else None
    except WrongSettings:  # the page says what is wrong
        return None


def may(action: Action, unit: str | None = None) -> bool:
    """Whether this user may do this, for a department where it is done for one."""
    user = current()
    return user is not None and permissions.may(user, action, unit)


def rows_of() -> tuple[str, ...] | None:
    """The departments whose rows alone this user sees, beside the county's totals; None: all rows."""
    units = (current() or NOBODY).rows_of
    return None if units is None else tuple(sorted(units))


def actor(action: Action, unit: str | None = None, *, typed: str | None = None) -> Actor:
    """Who does this on a page, where nobody signs in under the name typed; raises ``NotAllowed``."""
    if not may(action, unit):
        raise NotAllowed
    return on_page(name() if sign_in_required() else typed or name())


def sign_in_required() -> bool:
    """Whether users sign in here: then nobody types a name."""
    return SERVER.sessions is not None


def name() -> str | None:
    """The name of the user, or the one typed; None while the field is empty."""
    user = current()
    return user.name if user and user.name else st.session_state.get(KEY) or None


def ask() -> None:
    """Show the field for the name; kept for the session. Empty means the user the server runs as."""
    if sign_in_required():
        return
    st.text_input(
        _("Name or post"),
        key=KEY,
        max_chars=LONGEST,
        placeholder=_("optional, for the record"),
        help=_("Stands in the record beside what is loaded, undone and named from this page."),
        persist_state="session",
        width=240,
    )


def account() -> None:
    """Show in the side bar who is signed in with a link to sign out, or that nobody has to sign in."""
    user = current()
    if not sign_in_required() and not is_loopback(st.get_option("server.address")):
        st.warning(
            _("Open to the network: whoever reaches this address sees and changes everything."),
            icon=":material/lock_open:",
        )
    if user is None or not sign_in_required():
        return
    parts = [user.name or "", _(ROLE_NAMES[user.role]), *sorted(user.units)]
    st.caption(" · ".join(parts), width="stretch")
    if SERVER.has_sign_out:
        # A link of the server's own: it leaves the pages.
        st.html(f'<a href="/sign-out" target="_self">{_("Sign out")}</a>')


def signed_out() -> None:
    """Show, instead of a page, that the session has ended, with a link to sign in."""
    st.title(_("You are not signed in"), anchor=False)
    if not sign_in_required():
        st.error(
            _(
                "data/settings.toml asks users to sign in, and only “reform serve” can ask them: start the "
                "dashboard with it."
            )
        )
        return
    st.markdown(_("Your session has ended: it was not used for a while, or you have signed out."))
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    wanted = f"{urlsplit(st.context.url or '').path or '/'}?{urlencode(query, doseq=True)}"
    st.html(f'<a href="/sign-in?next={quote(wanted, safe="")}" target="_self">{_("Sign in again")}</a>')


def for_download(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """``make`` for a file made on click, outside the script's run: in the language of the screen, and only
    this session may fetch it."""
    spoken, key = i18n.language(), st.context.headers.get(SESSION_HEADER)

    def made() -> bytes:
        with i18n.speaking(spoken):
            file = make()
        if SERVER.sessions is not None:
            SERVER.sessions.add_file(key, file)
        return file

    return made


def exporting(make: Callable[[], bytes], *, file: str, what: str, rows: int) -> Callable[[], bytes]:
    """``for_download`` with an entry in the event log for each download, but of the sample."""
    make = for_download(make)
    if view().county.is_sample:
        return make
    told = partial(event_log.event, warehouse().folder, "export", actor(Action.EXPORT))
    chosen = unquote(url_params.here())

    def made() -> bytes:
        content = make()
        told(file=file, what=what, rows=rows, filter=chosen)
        return content

    return made
