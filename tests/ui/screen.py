"""The dashboard run without a browser, and everything it says: every visible text with where it stands."""

import base64
import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ButtonGroup

from reform.common import i18n
from tests.source import ROOT
from tests.timeouts import TIMEOUT

PAGES = (
    "progress/overview",
    "progress/transfers",
    "progress/days_saved",
    "progress/satisfaction",
    "progress/service",
    "progress/supervision",
    "progress/problems",
    "weekly/check",
    "weekly/decisions",
    "weekly/disputes",
    "meeting/room",
    "meeting/pack",
    "data/files",
    "data/health",
    "data/dictionary",
)
# A cell that leads to a page: of an item its code is shown, of another page a word of the column's.
ADDRESS = r"^item\?item=([^&]*).*$|^[a-z_]+\?[\w%&=.+-]*$"
PROGRESS = PAGES[:6]  # without the lists of problems, which no filter empties


class Said(NamedTuple):
    """A visible text: on which kind of element (for tables and charts: which part), and the words."""

    where: str
    text: str


def start(name: str = PAGES[0], /, unfolded: Iterable[str] = (), **query: str | list[str]) -> AppTest:
    """The dashboard's first run, arriving by a link: the page's name and its query."""
    language = query.get("lang", "zh")
    i18n.speak(language if isinstance(language, str) else "zh")  # AppTest formats options in our context
    screen = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=TIMEOUT)
    for key, value in query.items():
        screen.query_params[key] = value
    for key in unfolded:
        screen.session_state[key] = True
    return runs(screen.switch_page(f"pages/{name}.py").run())


def runs(screen: AppTest) -> AppTest:
    """The screen, unless its script failed."""
    assert not screen.exception, "\n".join("".join(e.proto.stack_trace) for e in screen.exception)
    return screen


_UNFOLDED: dict[str, set[str]] = {}


def opened(name: str = PAGES[0], /, **query: str | list[str]) -> AppTest:
    """The same with every table unfolded and every list shown whole.

    What a page has to unfold is learnt when it is first opened: later it is unfolded from the beginning.
    """
    known = _UNFOLDED.setdefault(name, set())
    screen = start(name, unfolded=known, **query)
    folded = {key: value for key, value in _foldable(screen) if not value}
    if not folded:
        return screen
    known.update(folded)
    for key in folded:
        screen.session_state[key] = True
    return runs(screen.run())


def _foldable(screen: AppTest) -> Iterator[tuple[str, bool]]:
    """The keys of what can be unfolded, and whether it is."""
    for node in nodes(screen):
        if node.type == "expander" and getattr(node.proto, "id", ""):
            yield str(node.proto.id).rpartition("-")[2], bool(node.proto.expanded)
    for toggle in screen.toggle:
        if toggle.key is not None:
            yield toggle.key, toggle.value


def nodes(screen: AppTest) -> Iterator[Any]:
    """Every block and element of the page and its side bar."""

    def walk(node: Any) -> Iterator[Any]:
        yield node
        for child in getattr(node, "children", {}).values():
            yield from walk(child)

    yield from walk(screen.main)
    yield from walk(screen.sidebar)


# every word ----------------------------------------------------------------------------------

# Fields of Streamlit's messages that no reader sees. Everything else counts as said, so that a
# new element cannot slip through.
UNSEEN = {
    *("id", "form_id", "icon", "data_id", "deferred_file_id", "element_type", "language", "format", "type"),
    *("default", "min", "max", "raw_values", "url", "tag", "element_id", "query_param_key", "anchor"),
    "shortcut",  # drawn as the sign of its key
    *("page", "page_script_hash", "query_string"),
}
SHOWN_IN_CHARTS = {"text", "name", "hovertemplate", "ticktext", "customdata", "ticksuffix", "tickprefix"}
SHOWN_IN_CHARTS |= {"x", "y", "label", "labels", "title", "tickformat", "hoverformat"}


def spoken(screen: AppTest) -> list[Said]:
    """Every visible text of the page."""
    return [said for node in nodes(screen) for said in _spoken(node) if said.text.strip()]


def _spoken(node: Any) -> Iterator[Said]:
    proto: Any = getattr(node, "proto", None)
    match node.type:
        case "code":  # the SQL that runs
            return
        case "html":
            body = re.sub(r"<(script|style)\b.*?</\1>", " ", proto.body, flags=re.S)
            yield Said("html", html.unescape(re.sub(r"<[^>]+>", " ", body)))
        case "plotly_chart":
            yield Said("chart alt", proto.alt)
            for part, text in _in_chart(json.loads(proto.spec)):
                yield Said(f"chart {part}", text)
        case "dataframe" | "arrow_data_frame":
            yield Said("placeholder", proto.placeholder)
            frame: pd.DataFrame = node.value
            for column in frame.columns:
                yield Said("table header", str(column))
                for cell in frame[column].drop_duplicates():
                    if isinstance(cell, str):
                        yield Said(f"table · {column}", re.sub(ADDRESS, r"\1", cell))
        case _ if hasattr(proto, "ListFields"):
            for text in _strings(proto):
                yield Said(node.type, _plain(text))


def _strings(message: Any) -> Iterator[str]:
    for field, value in message.ListFields():
        if field.name in UNSEEN:
            continue
        for part in value if field.is_repeated else [value]:
            if isinstance(part, str):
                yield part
            elif hasattr(part, "ListFields"):
                yield from _strings(part)


def _plain(markdown: str) -> str:
    """Markdown without its marks: colours, icons, links."""
    text = re.sub(r"\\([\\`*_{}\[\]()#+!|<>$~:])", r"\1", re.sub(r":material/\w+:", " ", markdown))
    return re.sub(r":[a-z]+(-[a-z]+)*\[", " ", text)


def _in_chart(spec: Any, part: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(spec, dict):
        for key, value in spec.items():
            if key != "template":
                yield from _in_chart(value, key)
    elif isinstance(spec, list):
        for value in spec:
            yield from _in_chart(value, part)
    elif isinstance(spec, str) and part in SHOWN_IN_CHARTS and not re.match(r"\d{4}-\d\d-\d\dT", spec):
        # What d3 fills in (%{y:,.0f}, %b) and the tags of plotly are not words.
        yield part, re.sub(r"%\{[^}]*\}|<[^>]+>|%-?[A-Za-z]", " ", spec)


# figures and charts --------------------------------------------------------------------------


def figures(screen: AppTest) -> list[str]:
    """The big figures of the cards, in order."""
    bodies = [node.proto.body for node in nodes(screen) if node.type == "html"]
    return [html.unescape(text) for body in bodies for text in re.findall(r"<b>([^<]*)</b>", body)]


def basis(screen: AppTest) -> ButtonGroup[Any]:
    """The choice of what days are saved against."""
    choice = screen.get("button_group")[0]
    assert isinstance(choice, ButtonGroup)
    return choice


def charts(screen: AppTest) -> list[Any]:
    """The protos of the page's charts: ``spec``, ``config`` (JSON) and ``alt``."""
    return [node.proto for node in nodes(screen) if node.type == "plotly_chart"]


def points(spec: str) -> int:
    """How many points a chart sends to the browser."""
    return sum(
        max([_length(trace.get(axis)) for axis in ("x", "y", "values")], default=0)
        for trace in json.loads(spec)["data"]
    )


def _length(values: Any) -> int:
    if isinstance(values, dict):  # typed arrays travel as base64
        return len(base64.b64decode(values["bdata"])) // np.dtype(values["dtype"]).itemsize
    return len(values) if isinstance(values, list) else 0
