"""Every page on a phone, in English and in the dark: drawn, whole, quiet in the console, asking nobody
outside. No page is wider than its window and no figure is cut off.
"""

from playwright.sync_api import ViewportSize

from tests.browser.conftest import NewReader
from tests.browser.server import Server
from tests.browser.windows import lightness, visited

PHONE = ViewportSize(width=390, height=844)


def test_every_page_is_drawn_and_nothing_cut_off(server: Server, new_reader: NewReader) -> None:
    reader = new_reader(server, viewport=PHONE, color_scheme="dark")
    cut_off: dict[str, list[str]] = {}
    for path, wide in visited(reader, "?lang=en", [PHONE]):
        cut_off |= wide
        if path == "":
            ground, title, chart = lightness(reader)
            assert ground <= 0.5
            assert abs(ground - title) > 0.5
            assert abs(ground - chart) > 0.3
        assert reader.page.get_by_test_id("stException").all_inner_texts() == []
    assert cut_off == {}
    assert reader.page.locator("html").get_attribute("lang") == "en"
    assert reader.faults == []
