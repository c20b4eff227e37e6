"""Each page as a reader sees it: drawn, in Chinese, quiet in the console, asking nobody outside."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewReader
from tests.browser.reader import PAGES, Reader
from tests.browser.server import Server
from tests.ui.tongues import CHINESE, NOT_ENGLISH

MENU = (
    *("总览", "事项划转", "办理提速", "群众满意度", "服务能力", "审管与信用", "问题与对策"),
    *("本周核对", "议定事项", "争议与督办", "会商视图", "会议材料", "数据管理", "数据健康", "指标字典"),
)


def test_fresh_server_answers_a_deep_link_with_the_framed_page(
    own_server: Server, new_reader: NewReader
) -> None:
    """The first request of all is not the home page: platform.md, trap 1."""
    reader = new_reader(own_server)
    page = reader.open("/transfers")
    reader.drawn()
    expect(page.locator("h1")).to_have_text("事项划转")
    menu = page.get_by_test_id("stSidebarNavLink")
    assert menu.all_inner_texts() == list(MENU)
    expect(page.get_by_test_id("stSidebar").get_by_test_id("stMultiSelect")).to_have_count(5)
    expect(page.get_by_test_id("stDialog")).to_have_count(0)
    assert reader.faults == []


def test_html_speaks_chinese_before_anything_has_run(reader: Reader) -> None:
    """Chrome offers a translation, and picks the glyphs, by what the server sends first."""
    body = reader.context.request.get(f"{reader.url}/").text()
    assert '<html lang="zh-CN">' in body
    assert "<title>Streamlit</title>" not in body


APP_WROTE = ", ".join(
    [
        *(f'[data-testid="st{name}"]' for name in ("MarkdownContainer", "WidgetLabel", "DataFrame", "Html")),
        *(f'[data-testid="st{name}"]' for name in ("Expander", "Heading", "SidebarNav")),
        *(f'[data-testid="st{name}"]' for name in ("IconMaterial", "AlertDynamicIcon")),
        *(".js-plotly-plot", "svg", "pre", "code", "script", "style", "noscript", "input"),
    ]
)


def builtin_words(reader: Reader, menu: str) -> list[str]:
    """Streamlit's own words, once its main menu is called so: texts and labels the app did not write."""
    reader.page.locator(f'[aria-label="{menu}"]').first.wait_for()
    reader.page.get_by_test_id("stDateInput").get_by_role("spinbutton").first.wait_for()
    reader.still()
    texts: list[str] = reader.page.evaluate(
        """own => {
            const found = [];
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const parent = node.parentElement;
                if (node.data.trim() && !parent.closest(own) && parent.getClientRects().length)
                    found.push(node.data.trim());
            }
            for (const name of ['placeholder', 'title', 'aria-label'])
                for (const element of document.querySelectorAll(`[${name}]`))
                    if (!element.closest('.js-plotly-plot') && element.getAttribute(name))
                        found.push(element.getAttribute(name));
            return [...new Set(found)];
        }""",
        APP_WROTE,
    )
    return texts


def with_english(texts: list[str]) -> set[str]:
    """Those with an English word in them."""
    return {text for text in texts if re.search(r"[A-Za-z]{3,}", NOT_ENGLISH.sub("", text))}


@pytest.mark.parametrize("path", ["files", ""])
def test_english_is_one_click_away_and_complete(reader: Reader, path: str) -> None:
    """Also in what Streamlit itself says, to the eye and to a screen reader."""
    page = reader.open(f"/{path}")
    assert "\n".join(sorted(with_english(builtin_words(reader, "主菜单")))) == ""

    page.get_by_test_id("stSidebar").get_by_text("English", exact=True).click()
    expect(page.locator("h1")).not_to_have_text(PAGES[path])
    reader.settle()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(re.compile("lang=en"))
    left = {text for text in builtin_words(reader, "Main menu") if CHINESE.search(text)} - {"中文"}
    assert "\n".join(sorted(left)) == ""
    assert not CHINESE.search(" ".join(page.get_by_test_id("stSidebarNav").all_inner_texts()))
    assert not CHINESE.search(page.title())

    page.get_by_test_id("stSidebar").get_by_text("中文", exact=True).click()
    expect(page.locator("h1")).to_have_text(PAGES[path])
    reader.settle()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    assert with_english(builtin_words(reader, "主菜单")) == set()
    assert reader.faults == []


def test_unknown_page_says_so_in_chinese(reader: Reader) -> None:
    page = reader.open("/no_such_page")
    said = page.get_by_role("dialog")
    expect(said).to_contain_text("没有这个页面")
    assert not re.search(r"[A-Za-z]{3,}", said.inner_text())


def test_keyboard_reaches_the_filters_and_the_definitions(reader: Reader) -> None:
    """Tab alone leads to the department filter and to the first definition, which Enter opens."""
    page = reader.open("/")
    reader.drawn()
    reached: list[str] = []
    for _ in range(80):
        page.keyboard.press("Tab")
        where: str = page.evaluate(
            """() => {
                const at = document.activeElement;
                const block = at.closest('[data-testid="stMultiSelect"], [data-testid="stPopover"]');
                return block ? block.dataset.testid : '';
            }"""
        )
        reached.append(where)
        if where == "stPopover":
            break
    assert "stMultiSelect" in reached
    assert reached[-1] == "stPopover"
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stPopoverBody")).to_be_visible()
    expect(page.get_by_test_id("stPopoverBody")).to_contain_text("T02")
