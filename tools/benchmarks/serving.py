"""The overview as a server runs it and a browser draws it, beside a bare page of the same elements."""

import os
import pickle
import random
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from reform.pipeline.county import county
from reform.storage import Warehouse
from tests.browser.server import Server
from tools.benchmarks.bare import BareServer, Recorder
from tools.benchmarks.browsing import Browser
from tools.benchmarks.endurance import memory_mb

OVERVIEW = ""  # by its address
WARM_RUNS, COLD_RUNS, DRAWN = 40, 5, 7
SESSIONS, CHANGES = 50, 6
DEPARTMENT = "f_department"
# The last chart is there when all are, and the script has ended.
ALL_DRAWN = """count =>
    document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning'
    && [...document.querySelectorAll('.stPlotlyChart')]
        .filter(chart => chart.querySelector('svg.main-svg')).length >= count
"""


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """A server, stopped in the end."""
    try:
        yield server
    finally:
        server.stop()


def overview(warehouse: Path, place: Path) -> dict[str, Any]:
    """Seconds from the click to the last message, cold and warm, and the bytes; of the bare page too."""
    cold = _first_looks(warehouse)
    with running(Server(warehouse)) as ours:
        Recorder(ours.url).record(OVERVIEW, place / "page.recorded")
        with running(BareServer(place / "page.recorded")) as bare:
            Recorder(bare.url).record(OVERVIEW, place / "bare.recorded")
            looks = [(Browser(server.url), list[float]()) for server in (ours, bare)]
            for number in range(WARM_RUNS + 5):  # in turns, so that both see the same machine
                for browser, seconds in looks:
                    seconds.append(_timed(partial(browser.visit, OVERVIEW)))
                    if number == 4:
                        seconds.clear()
            drawn = drawn_in(ours.url, bare.url, _charts(place / "page.recorded"))
    warm, plain = (statistics.median(seconds) for _browser, seconds in looks)
    sizes = {name: _bytes(place / f"{name}.recorded") for name in ("page", "bare")}
    return {"cold": statistics.median(cold), "warm": warm, "plain": plain, "bytes": sizes, "drawn": drawn}


def _first_looks(warehouse: Path) -> list[float]:
    """At a snapshot nobody has asked anything of yet: a new time stamp makes it one, like a publication."""
    shown = county(Warehouse(warehouse))
    seconds = []
    with running(Server(warehouse)) as server:
        browser = Browser(server.url)
        for _ in range(COLD_RUNS):
            os.utime(shown.warehouse.path(shown.snapshot))
            seconds.append(_timed(partial(browser.visit, OVERVIEW)))
    return seconds


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _messages(recorded: Path) -> list[bytes]:
    messages: list[bytes] = pickle.loads(recorded.read_bytes())
    return messages


def _bytes(recorded: Path) -> int:
    return sum(map(len, _messages(recorded)))


def _charts(recorded: Path) -> int:
    elements = (ForwardMsg.FromString(raw).delta.new_element for raw in _messages(recorded))
    return sum(element.WhichOneof("type") == "plotly_chart" for element in elements)


# in a real browser ----------------------------------------------------------------------------


def drawn_in(ours: str, bare: str, charts: int) -> tuple[float, float]:
    """Seconds from the navigation to the last chart drawn, of both in turns; the browser has its files."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        page = browser.new_context(viewport={"width": 1440, "height": 2400}).new_page()
        seconds: tuple[list[float], list[float]] = ([], [])
        for number in range(DRAWN + 1):
            for url, kept in zip((ours, bare), seconds, strict=True):
                page.goto(url)
                page.wait_for_function(ALL_DRAWN, arg=charts, polling="raf", timeout=120_000)
                if number:
                    kept.append(page.evaluate("performance.now()") / 1000)
        browser.close()
    return statistics.median(seconds[0]), statistics.median(seconds[1])


# many at once ---------------------------------------------------------------------------------


def crowd(warehouse: Path, place: Path) -> dict[str, Any]:
    """95th percentile of the seconds a change of filter takes with all sessions at it, of both pages."""
    with running(Server(warehouse)) as ours:
        Recorder(ours.url).record(OVERVIEW, place / "crowd.recorded")
        seconds = _at_once(ours.url)
        again = _at_once(ours.url)  # the same choices: the answers are known by now
        resident = memory_mb(ours.pid)
    with running(BareServer(place / "crowd.recorded")) as bare:
        plain = _at_once(bare.url)
    known = {"p95": _p95(seconds), "again": _p95(again), "plain": _p95(plain)}
    return known | {"mb": resident, "runs": len(seconds)}


def _at_once(url: str) -> list[float]:
    browsers = [Browser(url) for _ in range(SESSIONS)]
    with ThreadPoolExecutor(SESSIONS) as pool:
        return [one for many in pool.map(_changes, browsers, range(SESSIONS)) for one in many]


def _changes(browser: Browser, number: int) -> list[float]:
    chance = random.Random(number)
    options = browser.options[DEPARTMENT]
    return [_timed(lambda: browser.choose(DEPARTMENT, chance.choice(options))) for _ in range(CHANGES)]


def _p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]


# the start ------------------------------------------------------------------------------------


class Visitor(Browser):
    """A browser that tells when the first chart came."""

    first_chart: float | None = None

    def _take(self, element: Any) -> None:
        super()._take(element)
        if self.first_chart is None and element.WhichOneof("type") == "plotly_chart":
            self.first_chart = time.perf_counter()


class Hello(Server):
    """``streamlit hello``."""

    def command(self) -> list[str]:
        options = ["--server.port", str(self.port), "--server.headless", "true"]
        return [sys.executable, "-m", "streamlit", "hello", *options]


def starts(warehouse: Path, place: Path) -> dict[str, Any]:
    """Seconds from the command to the first figure; of ``streamlit hello`` to the end of its page."""
    place.mkdir(parents=True, exist_ok=True)
    seconds: dict[str, list[float]] = {"ours": [], "hello": []}
    for _ in range(COLD_RUNS):
        for name, kind, folder in (("ours", Server, warehouse), ("hello", Hello, place / "hello")):
            started = time.perf_counter()
            with running(kind(folder)) as server:
                visitor = Visitor(server.url)
                shown = visitor.first_chart if name == "ours" else None
                seconds[name].append((shown or time.perf_counter()) - started)
    return {name: statistics.median(kept) for name, kept in seconds.items()}
