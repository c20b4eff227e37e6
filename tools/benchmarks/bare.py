"""A page of the product played back by bare Streamlit calls: the same elements, made from constants.

What a page sends is recorded once, element by element. ``bare_page.py`` makes the same elements again on
every run, with everything it needs lying ready: no question is asked, nothing is worked out or translated.
"""

import json
import os
import pickle
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import plotly.io
import pyarrow as pa
import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.proto.Block_pb2 import Block
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.server import Server
from tools.benchmarks.browsing import Browser

PLACE = "REFORM_RECORDED_PAGE"
SCRIPT = Path(__file__).with_name("bare_page.py")
# What a download holds; the product makes its files only when somebody asks for them.
FILE = b"x" * 1000

Place = tuple[int, ...]
Call = Callable[[DeltaGenerator], Any]


class Recorder(Browser):
    """A browser that keeps every message of its last run."""

    def __init__(self, url: str, first: str = "") -> None:
        self.messages: list[bytes] = []
        super().__init__(url, first)

    def _next(self) -> ForwardMsg:
        told = super()._next()
        self.messages.append(told.SerializeToString())
        return told

    def record(self, page: str, file: Path) -> None:
        """Visit a page and write down what came."""
        self.messages = []
        self.visit(page)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(pickle.dumps(self.messages))


class BareServer(Server):
    """Plain ``streamlit run`` of a recorded page, with the product's settings of Streamlit."""

    def __init__(self, recorded: Path) -> None:
        self._recorded = recorded
        super().__init__(recorded)

    def command(self) -> list[str]:
        """How it is started."""
        options = ["--server.port", str(self.port), "--server.headless", "true"]
        return [sys.executable, "-m", "streamlit", "run", str(SCRIPT), *options]

    def environment(self) -> dict[str, str]:
        """With the recorded page named."""
        return super().environment() | {PLACE: str(self._recorded)}


# the recorded page as calls -------------------------------------------------------------------


@cache
def recorded() -> tuple[list[tuple[Place, Call]], dict[str, list[tuple[str, str]]]]:
    """The calls that make the page, each with where it goes, and the menu: group → title and address."""
    messages = [ForwardMsg.FromString(raw) for raw in pickle.loads(Path(os.environ[PLACE]).read_bytes())]
    deltas = [
        message for message in messages if message.delta.WhichOneof("type") in ("add_block", "new_element")
    ]
    (menu,) = (message.navigation for message in messages if message.WhichOneof("type") == "navigation")
    pages: dict[str, list[tuple[str, str]]] = {}
    for page in menu.app_pages:
        pages.setdefault(page.section_header, []).append((page.page_name, page.url_pathname))
    blocks = {_place(delta): delta.delta.add_block for delta in deltas if delta.delta.HasField("add_block")}
    calls = []
    for number, delta in enumerate(deltas):
        place = _place(delta)
        is_block = delta.delta.HasField("add_block")
        made = _block(place, blocks) if is_block else _element(delta.delta.new_element, f"e{number}")
        if made is not None:
            calls.append((place, made))
    return calls, pages


def _place(message: ForwardMsg) -> Place:
    return tuple(message.metadata.delta_path)


def play(calls: list[tuple[Place, Call]]) -> None:
    """Make everything, each thing where it stood."""
    boxes: dict[Place, DeltaGenerator] = {(0,): st.container(), (1,): st.sidebar, (2,): st.container()}
    for place, make in calls:
        if place in boxes:  # a column: its row made it
            continue
        made = make(boxes[place[:-1]])
        if isinstance(made, list):
            boxes |= {(*place, number): box for number, box in enumerate(made)}
        boxes[place] = made


def _block(place: Place, blocks: dict[Place, Block]) -> Call:
    block = blocks[place]
    weights = [
        one.column.weight
        for other, one in sorted(blocks.items())
        if other[:-1] == place and one.HasField("column")
    ]
    if weights:
        return lambda parent: parent.columns(weights)
    match block.WhichOneof("type"):
        case "expandable":
            return lambda parent: parent.expander(block.expandable.label, icon=block.expandable.icon or None)
        case "popover":
            return lambda parent: parent.popover(block.popover.label, icon=block.popover.icon or None)
        case "grid_container":
            grid = block.grid_container
            return lambda parent: parent.grid(grid.columns, min_column_width=grid.min_column_width_px)
        case _:
            flex = block.flex_container
            horizontal = flex.direction == Block.FlexContainer.Direction.HORIZONTAL
            return lambda parent: parent.container(border=flex.border, horizontal=horizontal)


def _element(element: Element, key: str) -> Call | None:
    kind = element.WhichOneof("type")
    told: Any = getattr(element, kind or "empty")
    match kind:
        case "markdown" if told.element_type == told.Type.CAPTION:
            return lambda box: box.caption(told.body)
        case "markdown":
            return lambda box: box.markdown(told.body)
        case "heading":
            return lambda box: box.title(told.body) if told.tag == "h1" else box.subheader(told.body)
        case "html":
            return lambda box: box.html(told.body, unsafe_allow_javascript=told.unsafe_allow_javascript)
        case "code":
            return lambda box: box.code(told.code_text, language=told.language, height=220)
        case "page_link":
            return lambda box: box.page_link("https://localhost/", label=told.label, icon=told.icon or None)
        case "plotly_chart":
            figure, config = plotly.io.from_json(told.spec), json.loads(told.config)
            return lambda box: box.plotly_chart(figure, key=key, config=config, alt=told.alt)
        case "dataframe":
            frame = pa.ipc.open_stream(told.arrow_data.data).read_pandas()
            return lambda box: box.dataframe(frame, key=key, hide_index=True)
        case "download_button":
            return lambda box: box.download_button(told.label, FILE, key=key, icon=told.icon or None)
        case _:
            return _widget(kind, told, key)


def _widget(kind: str | None, told: Any, key: str) -> Call | None:
    match kind:
        case "multiselect":
            options = list(told.options)
            name = told.id.split("-", 2)[-1]  # the product's key, so that a browser finds it
            return lambda box: box.multiselect(told.label, options, key=name, placeholder=told.placeholder)
        case "selectbox":
            options = list(told.options)
            return lambda box: box.selectbox(told.label, options, key=key)
        case "date_input":
            return lambda box: box.date_input(told.label, key=key)
        case "button_group":
            options = [option.content for option in told.options]
            return lambda box: box.segmented_control(told.label, options, key=key)
        case None | "empty" | "favicon":  # places left empty, and what is set with the page's title
            return None
        case _:
            raise SystemExit(f"the page shows a {kind}, which the bare page does not make yet")
