"""No page is wider than its window and no figure is cut off: on a phone, a laptop, a meeting room's wall."""

import pytest
from playwright.sync_api import ViewportSize

from tests.browser.conftest import NewReader
from tests.browser.reader import DRAWN, PAGES, Reader
from tests.browser.server import Server

LAPTOP = ViewportSize(width=1280, height=720)
ROOM = ViewportSize(width=1920, height=1080)
PHONE = ViewportSize(width=390, height=844)
DEVICES = {"screen": (LAPTOP, ROOM), "phone": (PHONE,)}

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


def go(reader: Reader, path: str, language: str) -> None:
    """The first page by its address, the others by the menu: that is faster and what readers do."""
    if reader.page.url == "about:blank":
        reader.open(f"/{path}?lang={language}")
    else:
        reader.turn_to(path)
    if path in DRAWN:
        reader.drawn()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("device", DEVICES)
def test_nothing_is_cut_off(server: Server, new_reader: NewReader, device: str, language: str) -> None:
    sizes = DEVICES[device]
    reader = new_reader(server, viewport=sizes[0], color_scheme="dark" if device == "phone" else "light")
    found = {}
    for path in PAGES:
        for size in sizes:
            reader.page.set_viewport_size(size)
            if size == sizes[0]:
                go(reader, path, language)
            reader.still()
            if wide := overflows(reader):
                found[f"/{path} {size['width']}"] = wide
    assert found == {}
    assert reader.faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_theme_follows_the_reader(server: Server, new_reader: NewReader, scheme: str) -> None:
    """Text and ground are far apart in both, in the page and in its charts."""
    reader = new_reader(server, color_scheme=scheme, viewport=LAPTOP)
    reader.open("/")
    reader.drawn()
    assert overflows(reader) == []
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
