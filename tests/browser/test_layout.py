"""Every page on a laptop, a meeting room's wall and a phone: drawn, whole, quiet in the console, asking
nobody outside. No page is wider than its window and no figure is cut off.
"""

import re

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.conftest import NewReader
from tests.browser.reader import DRAWN, PAGES, Reader
from tests.browser.server import Server

LAPTOP = ViewportSize(width=1280, height=720)
ROOM = ViewportSize(width=1920, height=1080)
PHONE = ViewportSize(width=390, height=844)
# A reader by day in Chinese, and one in English in the dark.
DEVICES = {"zh": ("light", (LAPTOP, ROOM)), "en": ("dark", (PHONE,))}

OVERFLOWS = """() => {
    const wider = element => element.scrollWidth > element.clientWidth + 1;
    const root = document.documentElement;
    const found = [];
    if (root.scrollWidth > window.innerWidth) found.push(`page ${root.scrollWidth} > ${window.innerWidth}`);
    for (const id of ["stMain", "stMainBlockContainer"]) {
        const element = document.querySelector(`[data-testid="${id}"]`);
        if (wider(element)) found.push(`${id} ${element.scrollWidth} > ${element.clientWidth}`);
    }
    for (const figure of document.querySelectorAll(".figure"))
        if (wider(figure) || figure.getBoundingClientRect().right > window.innerWidth)
            found.push(`figure ${figure.innerText} ${figure.scrollWidth} > ${figure.clientWidth}`);
    return found;
}"""


def overflows(reader: Reader) -> list[str]:
    found: list[str] = reader.page.evaluate(OVERFLOWS)
    return found


@pytest.mark.parametrize("language", DEVICES)
def test_every_page_is_drawn_and_nothing_cut_off(
    server: Server, new_reader: NewReader, language: str
) -> None:
    scheme, sizes = DEVICES[language]
    reader = new_reader(server, viewport=sizes[0], color_scheme=scheme)
    found = {}
    for path, title in PAGES.items():
        reader.go(path, f"?lang={language}")
        if path in DRAWN:
            reader.drawn()
        for size in sizes:
            reader.page.set_viewport_size(size)
            reader.still()
            if wide := overflows(reader):
                found[f"/{path} {size['width']}"] = wide
        sizes = sizes[::-1]  # the next page comes in the window this one was left in
        if path == "":
            follows_the_theme(reader, scheme)
        if language == "zh":
            expect(reader.page.locator("h1")).to_have_text(title)
            expect(reader.page).to_have_title(re.compile("[一-鿿]"))
        assert reader.page.get_by_test_id("stException").all_inner_texts() == []
    assert found == {}
    assert reader.page.locator("html").get_attribute("lang") == ("zh-CN" if language == "zh" else "en")
    assert reader.faults == []


def follows_the_theme(reader: Reader, scheme: str) -> None:
    """Text and ground are far apart in both, in the page and in its charts."""
    ground, title, chart = reader.page.evaluate(
        """() => {
            const light = colour => { const [r, g, b] = colour.match(/[0-9.]+/g).map(Number);
                return (0.299 * r + 0.587 * g + 0.114 * b) / 255; };
            const of = (selector, name) => light(getComputedStyle(document.querySelector(selector))[name]);
            return [of('[data-testid="stApp"]', 'backgroundColor'), of('h1', 'color'),
                of('.js-plotly-plot .ytick text, .js-plotly-plot .xtick text', 'fill')];
        }"""
    )
    assert (ground > 0.5) is (scheme == "light")
    assert abs(ground - title) > 0.5
    assert abs(ground - chart) > 0.3
