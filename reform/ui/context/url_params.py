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
# Parameters beside the filters: the subject of a page that only links lead to.
ITEM, OF, SCREEN = "item", "of", "screen"
OF_A_PAGE = (ITEM, OF, SCREEN)
# A warning names an invalid value up to this length, and a longer one by its filter only.
QUOTED = 20
QUOTED_VALUES = 3


def know(pages: dict[str, st.Page]) -> None:
    """Register for this run the pages that only links lead to, by their path below pages/."""
    st.session_state["_by_link"] = pages


def page(path: str) -> st.Page:
    """The registered page, which saves 0.7 ms a link: given a path, Streamlit looks through all files."""
    known: dict[str, st.Page] = st.session_state["_by_link"]
    return known[path]


def one(name: str, known: Collection[str]) -> str | None:
    """The value of a single-valued filter; None when the link has none, or an invalid one."""
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
    """The valid values of a filter, each once, in the order of the link."""
    asked, known = dict.fromkeys(st.query_params.get_all(name)), set(known)
    refused = [value for value in asked if value not in known]
    if refused:
        refuse(name, refused)
    return [value for value in asked if value in known]


def day(name: str) -> date | None:
    """The day of a parameter, if it is within the calendar."""
    asked = set(st.query_params.get_all(name))
    text = asked.pop() if len(asked) == 1 else ""
    try:
        parsed = date.fromisoformat(text) if len(text) <= len("2026-10-31") else None
    except ValueError:
        parsed = None
    if parsed is not None and FIRST_DAY <= parsed <= LAST_DAY:
        return parsed
    if text or asked or name in st.query_params:
        refuse(name, {text, *asked})
    return None


def here() -> str:
    """A query with the filters chosen now, to which parameters can be added."""
    return urlencode(query(), doseq=True)


def query() -> dict[str, list[str]]:
    """The filters chosen now, as query parameters of a link to another page."""
    return {name: st.query_params.get_all(name) for name in st.query_params if name not in OF_A_PAGE}


def to_item(code: str) -> str:
    """The address of an item's own page."""
    return f"{ITEM}?{urlencode({ITEM: code})}&{here()}".removesuffix("&")


def refuse(name: str, values: Collection[str] = ()) -> None:
    """Remember a parameter that is not valid, for the warning."""
    quoted = [value for value in values if value.isprintable() and 0 < len(value) <= QUOTED]
    st.session_state.setdefault("f_wrong", {})[name] = sorted(map(scrub_name, quoted))[:QUOTED_VALUES]


def complaints() -> None:
    """Show one warning that names the parameters that are not valid."""
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
