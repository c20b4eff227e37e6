"""The frame around every page: language, title, menu, filters and warnings."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.formparsers import MultiPartParser

from reform import ROOT
from reform.common import builtin_words, formatting, i18n
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.common.permissions import Action
from reform.common.settings import STANDARD, Settings, WrongSettings, settings
from reform.metrics import freshness
from reform.ui.context import filters, snapshot_picker, st, url_params, user
from reform.ui.context.view import View, last_day, show, view
from reform.ui.layout import recovery

# Keep uploads in memory: Starlette writes large ones, with all their columns, to a temporary file.
MultiPartParser.spool_max_size = 4 * 1024**3

STYLE = Path(__file__).with_name("style.css")

MENU = {
    mark("Progress"): (
        ("progress/overview.py", mark("Overview"), "overview"),
        ("progress/transfers.py", mark("Item transfer"), "transfers"),
        ("progress/days_saved.py", mark("Faster handling"), "days_saved"),
        ("progress/satisfaction.py", mark("Satisfaction"), "satisfaction"),
        ("progress/service.py", mark("Service"), "service"),
        ("progress/supervision.py", mark("Supervision and credit"), "supervision"),
        ("progress/problems.py", mark("Problems and measures"), "problems"),
    ),
    mark("Check"): (
        ("weekly/check.py", mark("This week's check"), "check"),
        ("weekly/decisions.py", mark("Decisions and commitments"), "decisions"),
        ("weekly/disputes.py", mark("Disputes and follow-up"), "disputes"),
    ),
    mark("Meeting"): (
        ("meeting/room.py", mark("Meeting room"), "room"),
        ("meeting/pack.py", mark("Meeting pack"), "pack"),
    ),
    mark("Data"): (
        ("data/files.py", mark("Files"), "files"),
        ("data/health.py", mark("Health"), "health"),
        ("data/dictionary.py", mark("Dictionary"), "dictionary"),
    ),
}
# Pages that not every role sees.
NEEDS = {"health": Action.SEE_FILES}
# Pages that only links lead to; the menu does not list them.
BY_LINK = (
    ("progress/item.py", mark("One item"), url_params.ITEM),
    ("data/rows.py", mark("Rows behind a figure"), "rows"),
)


def open_page() -> None:
    """Set the language and the window; call before anything is shown."""
    state = st.session_state
    if "lang" not in state:
        state["lang"] = url_params.one("lang", i18n.LANGUAGES) or url_params.own_language()
    i18n.speak(state["lang"])
    st.set_page_config(
        page_title=_("Reform progress"),
        page_icon=str(ROOT / "reform" / "ui" / "favicon.png"),
        layout="wide",
        initial_sidebar_state="auto",
    )
    st.html(STYLE)


def menu() -> st.Page:
    """The menu: pages grouped by the folders of pages/."""
    hidden = [
        st.Page(ROOT / "pages" / path, title=_(title), url_path=url, visibility="hidden")
        for path, title, url in BY_LINK
    ]
    url_params.know(dict(zip((path for path, _title, _url in BY_LINK), hidden, strict=True)))
    return st.navigation(
        {
            _(group): [
                st.Page(ROOT / "pages" / path, title=_(title), url_path=url, default=url == "overview")
                for path, title, url in pages
                if url not in NEEDS or user.may(NEEDS[url])
            ]
            for group, pages in MENU.items()
        }
        | {"": hidden},
        expanded=True,
    )


def choose_view(page: str) -> bool:
    """Show the filters and the language switch, and set the view of this script run.

    False when no county can be shown; the reason is then on screen instead of the page.
    """
    if user.current() is None:
        user.signed_out()
        _language()
        return False
    now = recovery.settled(page)
    if now is None:
        _language()
        return False
    with st.sidebar:
        user.account()
    county, scope, last_week = filters.choose(now)
    _language()
    show(View(county, scope, last_week, _settings(), page))
    url_params.complaints()
    if warning := freshness.beyond(scope.as_of, last_day(county)):
        st.warning(warning, icon=":material/event_upcoming:")
    snapshot_picker.bar()
    return True


def _language() -> None:
    with st.sidebar:
        st.segmented_control(
            _("Language"),
            list(i18n.LANGUAGES),
            key="lang",
            format_func=lambda code: i18n.LANGUAGES[code],
            label_visibility="collapsed",
            required=True,
        )


def _settings() -> Settings:
    """The county's settings; the defaults, with a warning, while the file is wrong."""
    try:
        return settings()
    except WrongSettings as wrong:
        st.error(wrong.sentence, icon=":material/settings_alert:")
        return STANDARD


def speak_builtin() -> None:
    """Translate Streamlit's own texts, for which it has no setting."""
    st.html(f"<script>{builtin_words.script(i18n.language())}</script>", unsafe_allow_javascript=True)


@contextmanager
def title(text: str) -> Iterator[None]:
    """A page's title with the county, the as-of date and the mark of sample data.

    Elements drawn inside the block stand beside the title: choices for the whole page.
    """
    shown = view()
    name = _("Sample county") if shown.county.is_sample else shown.settings.county
    parts = [name, _("as of {day}").format(day=formatting.day(shown.scope.as_of))]
    if shown.scope.from_on or shown.scope.to_on:
        first = formatting.day(shown.scope.from_on) if shown.scope.from_on else "…"
        last = formatting.day(min(shown.scope.to_on or shown.scope.as_of, shown.scope.as_of))
        parts.append(_("period {first} – {last}").format(first=first, last=last))
    parts.append(_("snapshot {id}").format(id=shown.county.snapshot))
    if shown.scope.rows_of is not None:
        names = formatting.listed(shown.scope.rows_of) or _("nobody")
        parts.append(_("rows of {departments} only").format(departments=names))
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        with st.container(width="content", gap="small"):
            st.title(text, anchor=False, width="content")
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.caption(" · ".join(parts), width="content")
                if shown.county.is_sample:
                    st.badge(_("Sample data"), color="orange")
        with st.container(width="content"):
            yield
