"""A county whose every text column holds each kind of markup: on no page does one come to life."""

import json
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from reform.datasets import Column, Dataset, datasets
from reform.intake import Options
from reform.load import load
from reform.marked import plain
from reform.readers import Source
from reform.warehouse import Warehouse
from tests.intake.files import text
from tests.markup import KINDS, OUTSIDE
from tests.pages.screen import PAGES, nodes, opened

WORDS = [f"甲{words}" for words in KINDS.values()]
# What a column needs to be accepted beside the words.
GIVEN = {
    "date": "2026-04-13",
    "datetime": "2026-04-13 09:00:00",
    "duration": "5个工作日",
    "stage": "签约公布",
}
GIVEN |= dict.fromkeys(("duration_days", "figure", "score", "count", "batch", "depth"), "1")
# Drawn as typed: those take no Markdown.
AS_IT_IS = {"html", "code", "plotly_chart", "dataframe", "arrow_data_frame", "selectbox", "multiselect"}


def cell(column: Column, number: int) -> str:
    """Words in a text column, elsewhere something that can be read."""
    if column.name in GIVEN:
        return GIVEN[column.name]
    if column.type in ("text", "free_text") and not column.codes:
        return WORDS[number]
    return f"K{number:03}" if column.type == "code" and not column.codes else GIVEN.get(column.type, "")


def file(dataset: Dataset) -> Source:
    """A row for each kind of markup."""
    rows = [[cell(column, number) for column in dataset.columns] for number in range(len(WORDS))]
    return Source(f"{dataset.name}.csv", text([[column.header for column in dataset.columns], *rows]))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """What of it the ordinary intake accepts."""
    warehouse = Warehouse(tmp_path_factory.mktemp("hostile"))
    sources = [file(dataset) for dataset in datasets().values()]
    result = load(warehouse, sources, Options(), today=date(2026, 11, 23), accept_good=True)
    assert result.snapshot, (result.problems, result.rejects[:9])
    return warehouse


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
        loaded = len(connection.table("raw.problems").fetchall())
    assert loaded > len(WORDS) / 2
