"""Every page of a county full of markup, in a browser: nothing comes to life, and all is drawn as typed."""

from collections.abc import Iterator

import pytest

from reform.common.redaction import scrub
from tests.browser.conftest import NewReader
from tests.browser.reader import PAGES
from tests.browser.server import Server
from tests.markup import OUTSIDE, WORDS, loaded

# What leads or fetches somewhere, and looks: of every element on the page, in SVG too.
ALIVE = f"""() => [...document.querySelectorAll('*')].flatMap(element => [...element.attributes]
    .filter(({{name, value}}) => /^(xlink:)?href$|^src(set)?$|^style$|^on/.test(name)
        && /{OUTSIDE}|^javascript:|^mailto:|color: ?red/.test(value))
    .map(({{name, value}}) => `${{element.tagName}} ${{name}} ${{value}}`))
    .concat([...document.querySelectorAll('.katex')].map(formula => formula.textContent))"""
TEXTS = "() => [...document.querySelectorAll('.main-svg text')].map(text => text.textContent)"


@pytest.fixture
def hostile_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("hostile") / "warehouse"
    loaded(folder)
    running = Server(folder)
    yield running
    running.stop()


def test_nothing_of_a_file_comes_to_life(hostile_server: Server, new_reader: NewReader) -> None:
    """No request leaves the server; no picture, link, style or formula is made; charts show what is typed."""
    reader = new_reader(hostile_server)
    drawn: set[str] = set()
    for path in PAGES:
        page = reader.go(path)
        reader.still()
        if page.get_by_test_id("stPlotlyChart").count():
            reader.drawn()
            reader.still()
        assert (path, page.evaluate(ALIVE)) == (path, [])
        drawn |= set(page.evaluate(TEXTS))
    assert reader.faults == []
    shown = {words.replace("\xa0", " ").strip() for words in drawn}
    assert {scrub(words)[0] for words in WORDS} - shown == set()
