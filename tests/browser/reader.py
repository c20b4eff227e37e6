"""A reader at a browser: opens pages, waits for them, and notes what must never happen."""

import re
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, ViewportSize

from tests.timeouts import MILLISECONDS

PAGES = {
    "": "改革进展总览",
    "transfers": "事项划转",
    "days_saved": "办理提速",
    "satisfaction": "群众满意度",
    "service": "服务能力",
    "supervision": "审管与信用",
    "problems": "问题与对策",
    "check": "本周核对",
    "decisions": "议定事项",
    "disputes": "争议与督办",
    "room": "会商视图",
    "pack": "会议材料",
    "files": "数据管理",
    "health": "数据健康",
    "dictionary": "指标字典",
}
DRAWN = ("", "transfers", "days_saved", "satisfaction", "service", "supervision", "problems")
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
FIGURES = ".figure b"
WINDOW = ViewportSize(width=1280, height=900)

Scheme = Literal["light", "dark"]


class Reader:
    """One browser context with one page. ``faults``: console errors, page errors, outside requests.

    Motion is reduced: a placeholder that shimmers would be drawn 60 times a second while the test waits.
    """

    def __init__(self, browser: Browser) -> None:
        self.context: BrowserContext = browser.new_context(locale="zh-CN", reduced_motion="reduce")
        self.context.set_default_timeout(MILLISECONDS)
        self.context.on("request", self._on_request)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        self.url = ""
        self.faults: list[str] = []

    def start(self, url: str, viewport: ViewportSize = WINDOW, color_scheme: Scheme = "light") -> None:
        """Begin as somebody who was never here; what the browser has compiled is all that is left."""
        self.url, self.faults = url, []
        self.context.clear_cookies()
        self.page.set_viewport_size(viewport)
        self.page.emulate_media(color_scheme=color_scheme)

    def leave(self) -> None:
        """End the visit: other pages are closed, the page is left and what it stored is gone."""
        for page in self.context.pages:
            if page is not self.page:
                page.close()
        if self.page.url.startswith(self.url):
            self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
        self.page.goto("about:blank")

    def _on_request(self, request: Request) -> None:
        inside = re.match(r"(https?|wss?)://(127\.0\.0\.1|localhost)[:/]|(data|blob|about):", request.url)
        if not inside:
            self.faults.append(f"outside request: {request.url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"console: {message.text} {message.location.get('url', '')}")

    def open(self, path: str = "/") -> Page:
        """Go to a path of the dashboard and wait until its page is there."""
        self.page.goto(self.url + path)
        self.settle()
        return self.page

    def turn_to(self, path: str) -> Page:
        """Go to another page by the menu, as far as it may be folded away."""
        link = self.page.locator(f'[data-testid="stSidebarNavLink"][href$="/{path}"]')
        link.dispatch_event("click")
        self.page.locator("h1").filter(has_text=link.text_content() or "").wait_for()
        self.settle()
        return self.page

    def go(self, path: str, query: str = "") -> Page:
        """The first page by its address, the others by the menu: that is faster and what readers do."""
        return self.open(f"/{path}{query}") if self.page.url == "about:blank" else self.turn_to(path)

    def settle(self) -> None:
        """Wait until the script has run and the title stands."""
        self.page.locator("h1").first.wait_for()
        self.page.locator(IDLE).wait_for(state="attached")

    def drawn(self) -> None:
        """Wait until every chart of the page is drawn."""
        self.settle()
        self.page.wait_for_function(
            """() => {
                const charts = [...document.querySelectorAll('[data-testid="stPlotlyChart"]')];
                return charts.length > 0 && charts.every(chart => chart.querySelector('.main-svg'));
            }"""
        )

    def still(self) -> None:
        """Wait until nothing moves any more: the same figures and widths in ten frames running."""
        self.page.evaluate(
            """() => new Promise(done => {
                let last = "", same = 0;
                const look = () => {
                    const parts = document.querySelectorAll('[data-testid="stMain"], .main-svg, .figure');
                    const now = [...parts]
                        .map(part => [part.scrollWidth, part.clientWidth, part.textContent.length]).join();
                    same = now === last ? same + 1 : 0;
                    last = now;
                    same < 10 ? requestAnimationFrame(look) : done(null);
                };
                look();
            })"""
        )

    def figures(self) -> list[str]:
        """The big figures on the page, once they stand."""
        self.page.locator(FIGURES).first.wait_for()
        self.settle()
        self.still()
        return self.page.locator(FIGURES).all_inner_texts()

    def figures_change_from(self, before: list[str]) -> list[str]:
        """Wait until the big figures are others than these."""
        self.page.wait_for_function(
            """([selector, before]) => {
                const now = [...document.querySelectorAll(selector)].map(e => e.innerText);
                return now.length && JSON.stringify(now) !== JSON.stringify(before);
            }""",
            arg=[FIGURES, before],
        )
        return self.figures()

    def close(self) -> None:
        """Close the context and its page."""
        self.context.close()
