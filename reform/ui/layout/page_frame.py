"""Around every page: language, title, menu, filters, and what must be said on all of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.formparsers import MultiPartParser

from reform import ROOT
from reform.common import builtin_words, formatting, i18n
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.common.settings import STANDARD, Settings, WrongSettings, settings
from reform.metrics import freshness
from reform.ui.context import filters, snapshot_picker, st, url_params
from reform.ui.context.view import View, last_day, show, view
from reform.ui.layout import recovery

# Starlette writes uploads above a size to a temporary file, with every column in them: keep them in memory.
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
# Reached by a link from a figure or a row, not from the menu.
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
    """The pages by group; the folders of pages/ are the groups."""
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
            ]
            for group, pages in MENU.items()
        }
        | {"": hidden},
        expanded=True,
    )


def choose_view(page: str) -> bool:
    """Show the filters and the language switch, and fix what this run of a page looks at.

    False when there is nothing intact to look at: then that is on screen, and no page.
    """
    now = recovery.settled(page)
    if now is None:
        _language()
        return False
    county, scope, last_week = filters.choose(now)
    _language()
    show(View(county, scope, last_week, _settings(), page))
    url_params.complaints()
    if said := freshness.beyond(scope.as_of, last_day(county)):
        st.warning(said, icon=":material/event_upcoming:")
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
    """The county's settings; while the file is wrong, the program's own, and a sentence says so."""
    try:
        return settings()
    except WrongSettings as wrong:
        st.error(wrong.sentence, icon=":material/settings_alert:")
        return STANDARD


def speak_builtin() -> None:
    """Streamlit's own words in the language of the screen: it has no setting for it."""
    st.html(f"<script>{builtin_words.script(i18n.language())}</script>", unsafe_allow_javascript=True)


@contextmanager
def title(text: str) -> Iterator[None]:
    """A page's title with the county, the as-of date and, on sample data, the mark.

    What is drawn inside the block stands beside it: a choice that belongs to the whole page.
    """
    shown = view()
    name = _("Sample county") if shown.county.is_sample else shown.settings.county
    parts = [name, _("as of {day}").format(day=formatting.day(shown.scope.as_of))]
    if shown.scope.from_on or shown.scope.to_on:
        first = formatting.day(shown.scope.from_on) if shown.scope.from_on else "…"
        last = formatting.day(min(shown.scope.to_on or shown.scope.as_of, shown.scope.as_of))
        parts.append(_("period {first} – {last}").format(first=first, last=last))
    parts.append(_("snapshot {id}").format(id=shown.county.snapshot))
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        with st.container(width="content", gap="small"):
            st.title(text, anchor=False, width="content")
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.caption(" · ".join(parts), width="content")
                if shown.county.is_sample:
                    st.badge(_("Sample data"), color="orange")
        with st.container(width="content"):
            yield
