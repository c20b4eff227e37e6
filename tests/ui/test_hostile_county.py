"""A county whose every text column holds each kind of markup: on no page does one come to life."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest

from reform.common.markdown import plain
from reform.storage import Warehouse
from tests.markup import OUTSIDE, WORDS
from tests.ui.screen import PAGES, nodes, opened

# Drawn as typed: those take no Markdown.
AS_IT_IS = {"html", "code", "plotly_chart", "dataframe", "arrow_data_frame", "selectbox", "multiselect"}


def strings(message: Any) -> Iterator[str]:
    """Every string of a message, but ids and what stands in a field to type in."""
    for field, value in message.ListFields():
        typed = field.name in {"value", "default"} and message.DESCRIPTOR.name in {"TextInput", "TextArea"}
        if typed or field.name == "id":
            continue
        for part in [value] if isinstance(value, str) or not hasattr(value, "__iter__") else value:
            if isinstance(part, str):
                yield part
            elif hasattr(part, "ListFields"):
                yield from strings(part)


def tags(body: str) -> set[str]:
    """The elements of an HTML text."""
    found: set[str] = set()
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: found.update([tag, *(value or "" for _name, value in attrs)])  # type: ignore[method-assign]
    parser.feed(body)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_no_markup_of_a_file_comes_to_life(
    hostile: Warehouse, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("REFORM_WAREHOUSE", str(hostile.folder))
    alive = [word for word in WORDS if plain(word) != word]
    assert len(alive) > len(WORDS) / 2
    found: list[Any] = []
    for node in nodes(opened(name)):
        proto: Any = getattr(node, "proto", None)
        if node.type == "html":
            found += [tag for tag in tags(proto.body) if OUTSIDE in tag or tag == "img" or "alert(1)" in tag]
        elif node.type == "plotly_chart":
            spec = json.dumps(json.loads(proto.spec), ensure_ascii=False)
            found += [mark for mark in ("<a href", "<img", "<b style") if mark in spec]
        elif node.type not in AS_IT_IS and hasattr(proto, "ListFields"):
            found += [(node.type, text) for text in strings(proto) if any(word in text for word in alive)]
    assert found == []


def test_most_of_the_words_are_loaded(hostile: Warehouse) -> None:
    """What is refused is on no page; of the problems, whose texts are free, most must be there."""
    with hostile.open() as connection:
        rows = len(connection.table("raw.problems").fetchall())
    assert rows > len(WORDS) / 2
