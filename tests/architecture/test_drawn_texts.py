"""No page draws a text past the place that escapes it: ui.context.st, and charts.texts for charts."""

import ast
import re
from functools import cache
from inspect import signature
from pathlib import Path

import pytest
import streamlit
from streamlit.testing.v1 import AppTest

from reform.common.markdown import Marked, bare, plain
from tests.markup import KINDS
from tests.source import imported, name_of, nodes, python, texts

SCREENS = python("reform/ui", "pages", "dashboard.py")
# Draws with Streamlit's own functions: the place itself, and the server, which draws nothing.
OWN = ("reform/ui/context/st.py",)
# They take texts that reform.ui.context.st does not know of. Whoever needs one teaches it there first.
UNKNOWN = (
    "write",
    "write_stream",
    "table",
    "tabs",
    "text",
    "json",
    "latex",
    "image",
    "exception",
    "chat_message",
)
ELEMENTS = {
    name
    for name, element in vars(streamlit).items()
    if callable(element) and {"body", "label"} & set(signature(element).parameters)
}


@cache
def calls(path: Path) -> list[tuple[ast.Call, str]]:
    """Every call of a file with what it calls, as written."""
    return [(node, ast.unparse(node.func)) for node in nodes(path) if isinstance(node, ast.Call)]


def test_streamlit_is_imported_where_texts_are_escaped() -> None:
    found = [
        f"{name_of(path)}:{line}"
        for path in SCREENS
        for line, name in imported(path)
        if name.partition(".")[0] == "streamlit" and name_of(path) not in OWN
    ]
    assert found == []


def test_elements_are_drawn_with_st_and_not_on_a_block() -> None:
    """``left.caption(…)`` would go past it: ``with left: st.caption(…)``."""
    found = []
    for path in SCREENS:
        modules = {name.rpartition(".")[2] for _line, name in imported(path)}
        for call, what in calls(path):
            on, _dot, element = what.rpartition(".") if isinstance(call.func, ast.Attribute) else [""] * 3
            if element in ELEMENTS and on and on not in {"st", "streamlit"} | modules:
                found.append(f"{name_of(path)}:{call.lineno} {what}")
            if element in UNKNOWN and on == "st":
                found.append(f"{name_of(path)}:{call.lineno} {what} is not known to reform.ui.context.st")
    assert found == []


def test_the_label_of_a_status_is_escaped() -> None:
    """Streamlit's status is changed by a method of its own."""
    labels = [
        (name_of(path), ast.unparse(given.value))
        for path in SCREENS
        for call, what in calls(path)
        for given in call.keywords
        if what.endswith(".update") and given.arg == "label"
    ]
    assert labels
    assert [label for label in labels if not label[1].startswith("plain(")] == []


def test_only_words_of_ours_are_marked() -> None:
    """``Marked("…")`` or ``Marked(_("…"))``: never a variable, never an f-string."""
    found = []
    for path in python("reform", "pages"):
        for call, what in calls(path):
            if what == "Marked" and name_of(path) != "reform/common/markdown.py":
                (given,) = call.args
                if isinstance(given, ast.Call) and ast.unparse(given.func) == "_":
                    (given,) = given.args
                if not isinstance(given, ast.Constant):
                    found.append(f"{name_of(path)}:{call.lineno} {ast.unparse(call)}")
    assert found == []


def test_no_sentence_is_marked_by_hand() -> None:
    """Marks pasted around a value would be drawn as they stand."""
    pasted = re.compile(r"\*\*…|…\*\*|:[a-z-]+\[…")
    assert [f"{name_of(p)}:{n} {text}" for p in SCREENS for n, text in texts(p) if pasted.search(text)] == []


def test_charts_are_drawn_from_figures_that_escape() -> None:
    drawn = [name_of(path) for path in SCREENS for _call, what in calls(path) if what == "st.plotly_chart"]
    made = [
        name_of(path) for path in python("reform", "pages") for _c, what in calls(path) if what == "go.Figure"
    ]
    assert (drawn, made) == (["reform/ui/components/chart_card.py"], [])


def test_no_cell_of_a_file_is_a_link() -> None:
    """A column of links shows a part of an address that we made; one without leads where a file says."""
    made = [call for path in SCREENS for call, what in calls(path) if what.endswith(".LinkColumn")]
    assert made
    assert [call for call in made if "display_text" not in {given.arg for given in call.keywords}] == []
    assert not any(what.endswith(".ImageColumn") for path in SCREENS for _call, what in calls(path))


PAGE = """
from reform.common.markdown import Marked
from reform.ui.context import st
words = {words!r}
st.title(words, help=words)
st.caption(words)
st.markdown(Marked("**{{words}}**").format(words=words))
st.badge(words)
st.error(words)
st.button(words, help=words)
st.expander(words)
st.pills(words, [words])
st.radio("甲", [1], format_func=lambda one: words)
st.selectbox(words, [words])
st.html("<b>甲</b>")
st.code(words)
"""


@pytest.mark.parametrize("words", ["[甲](http://x.example)", KINDS["colour"]])
def test_a_text_is_escaped_once_and_only_where_markdown_is_drawn(words: str) -> None:
    screen = AppTest.from_string(PAGE.format(words=words)).run()
    assert not screen.exception
    safe = plain(words)
    assert (screen.title[0].value, screen.title[0].help, screen.caption[0].value) == (safe, safe, safe)
    assert screen.markdown[0].value == f"**{safe}**"
    assert bare(Marked(screen.markdown[1].value)).endswith(f"-badge[{words}]")
    assert screen.error[0].value == safe
    assert (screen.button[0].label, screen.expander[0].label) == (safe, safe)
    assert screen.get("button_group")[0].proto.options[0].content == safe
    assert screen.radio[0].options == [safe]
    assert (screen.selectbox[0].label, screen.selectbox[0].options) == (safe, [words])
    assert screen.code[0].value == words
