"""Validates URL query parameters; invalid values fall back to defaults, with one warning that names them."""

import os
from collections.abc import Collection
from datetime import date
from urllib.parse import urlencode

from reform.common import formatting, i18n
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.common.redaction import scrub_name
from reform.common.workdays import FIRST_DAY, LAST_DAY
from reform.ui.context import st

LABELS = {
    "lang": mark("Language"),
    "as_of": mark("As of"),
    "known": mark("Known on"),
    "period": mark("Period"),
    "from": mark("First day"),
    "to": mark("Last day"),
    "department": mark("Departments"),
    "domain": mark("Domains"),
    "batch": mark("Batches"),
    "channel": mark("Case channels"),
    "rating_channel": mark("Rating channels"),
    "basis": mark("Days saved"),
    "item": mark("Item"),
    "of": mark("Indicator"),
    "screen": mark("Screen"),
}
# What a page of its own is about, beside the filters.
ITEM, OF, SCREEN = "item", "of", "screen"
OF_A_PAGE = (ITEM, OF, SCREEN)
# What is longer is no slip of the pen: it is named by its filter only.
QUOTED = 20
QUOTED_VALUES = 3


def know(pages: dict[str, st.Page]) -> None:
    """The pages that only links lead to, by their place below pages/; for this run."""
    st.session_state["_by_link"] = pages


def page(path: str) -> st.Page:
    """One of them, ready: from a path Streamlit looks for the page among all files, 0.7 ms a link."""
    known: dict[str, st.Page] = st.session_state["_by_link"]
    return known[path]


def one(name: str, known: Collection[str]) -> str | None:
    """The value of a filter that has one; None when it is not in the link, or not to be had."""
    asked = set(st.query_params.get_all(name))
    if len(asked) == 1 and asked <= set(known):
        return asked.pop()
    if asked:
        refuse(name, asked)
    return None


def own_language() -> str:
    """The language of a reader who has not chosen: the one the server was started with, or the browser's."""
    return i18n.first_known(os.environ.get("REFORM_LANG"), st.context.locale)


def several(name: str, known: Collection[str]) -> list[str]:
    """The values of a filter that can be had, each once, in the order of the link."""
    asked, known = dict.fromkeys(st.query_params.get_all(name)), set(known)
    refused = [value for value in asked if value not in known]
    if refused:
        refuse(name, refused)
    return [value for value in asked if value in known]


def day(name: str) -> date | None:
    """A day within the calendar."""
    asked = set(st.query_params.get_all(name))
    text = asked.pop() if len(asked) == 1 else ""
    try:
        found = date.fromisoformat(text) if len(text) <= len("2026-10-31") else None
    except ValueError:
        found = None
    if found is not None and FIRST_DAY <= found <= LAST_DAY:
        return found
    if text or asked or name in st.query_params:
        refuse(name, {text, *asked})
    return None


def here() -> str:
    """The query that shows a page with the filters chosen now, ready to be added to."""
    return urlencode(query(), doseq=True)


def query() -> dict[str, list[str]]:
    """The filters chosen now, as a link to another page carries them."""
    return {name: st.query_params.get_all(name) for name in st.query_params if name not in OF_A_PAGE}


def to_item(code: str) -> str:
    """The address of an item's own page."""
    return f"{ITEM}?{urlencode({ITEM: code})}&{here()}".removesuffix("&")


def refuse(name: str, values: Collection[str] = ()) -> None:
    """Remember to say that a part of the link was not understood."""
    quoted = [value for value in values if value.isprintable() and 0 < len(value) <= QUOTED]
    st.session_state.setdefault("f_wrong", {})[name] = sorted(map(scrub_name, quoted))[:QUOTED_VALUES]


def complaints() -> None:
    """Say once which parts of the link were not understood."""
    wrong: dict[str, list[str]] = st.session_state.pop("f_wrong", {})
    if not wrong:
        return
    parts = [
        " ".join([_(LABELS[name]), *(_("“{value}”").format(value=value) for value in values)])
        for name, values in wrong.items()
    ]
    st.warning(
        _(
            "The link asks for something this data does not have: {parts}. There the default is shown; "
            "the rest is as the link says."
        ).format(parts=formatting.listed(parts)),
        icon=":material/link_off:",
    )
