"""Every page on a laptop and on a meeting room's wall, in Chinese and in the light: drawn, whole, quiet in
the console, asking nobody outside. No page is wider than its window and no figure is cut off.
"""

import re

from playwright.sync_api import ViewportSize, expect

from tests.browser.conftest import NewReader
from tests.browser.reader import PAGES
from tests.browser.server import Server
from tests.browser.windows import lightness, visited

LAPTOP = ViewportSize(width=1280, height=720)
ROOM = ViewportSize(width=1920, height=1080)


def test_every_page_is_drawn_and_nothing_cut_off(server: Server, new_reader: NewReader) -> None:
    reader = new_reader(server, viewport=LAPTOP, color_scheme="light")
    cut_off: dict[str, list[str]] = {}
    for path, wide in visited(reader, "?lang=zh", (LAPTOP, ROOM)):
        cut_off |= wide
        if path == "":
            ground, title, chart = lightness(reader)
            assert ground > 0.5
            assert abs(ground - title) > 0.5
            assert abs(ground - chart) > 0.3
        expect(reader.page.locator("h1")).to_have_text(PAGES[path])
        expect(reader.page).to_have_title(re.compile("[一-鿿]"))
        assert reader.page.get_by_test_id("stException").all_inner_texts() == []
    assert cut_off == {}
    assert reader.page.locator("html").get_attribute("lang") == "zh-CN"
    assert reader.faults == []
