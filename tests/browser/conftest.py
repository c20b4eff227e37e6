"""A browser and the servers it looks at. A failing test leaves its screenshots in test-results/."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest
from playwright._impl._driver import compute_driver_executable
from playwright.sync_api import Browser, Error, expect, sync_playwright

from tests.browser.reader import Reader
from tests.browser.server import Server
from tests.source import ROOT
from tests.timeouts import MILLISECONDS

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
RESULTS = ROOT / "test-results"
FAILED = pytest.StashKey[bool]()

NewReader = Callable[..., Reader]

expect.set_options(timeout=MILLISECONDS)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, headless. With ``REFORM_BROWSER`` in the environment it must be there.

    Where there is no GPU, drawing directly costs less than drawing by one that is imitated.
    """
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    has = {"Chromium": found, "font that has Chinese": _draws_chinese(), "library libatomic": _driver_runs()}
    lacking = ", no ".join(name for name, there in has.items() if not there)
    if lacking:
        end = pytest.fail if "REFORM_BROWSER" in os.environ else pytest.skip
        end(f"there is no {lacking} on this machine: install chromium, fonts-noto-cjk and libatomic1")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=["--disable-gpu"])
        yield chromium
        chromium.close()


def _driver_runs() -> bool:
    """Whether the program that drives the browser starts: it needs a library of the system."""
    program, _script = compute_driver_executable()
    return subprocess.run([program, "--version"], capture_output=True).returncode == 0


def _draws_chinese() -> bool:
    if shutil.which("fc-list") is None:
        return False
    listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True)
    return bool(listed.stdout.strip())


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A dashboard on the sample county, for tests that change nothing in it."""
    running = Server(tmp_path_factory.mktemp("server") / "warehouse")
    yield running
    running.stop()


@pytest.fixture
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A dashboard of the test's own, which nobody has visited and into which it may load."""
    running = Server(tmp_path_factory.mktemp("own") / "warehouse")
    yield running
    running.stop()


@pytest.fixture(scope="session")
def idle_readers(browser: Browser) -> Iterator[list[Reader]]:
    """Readers between two tests: one who comes again needs not compile the dashboard's scripts anew."""
    readers: list[Reader] = []
    yield readers
    for reader in readers:
        reader.close()


@pytest.fixture
def new_reader(
    browser: Browser, idle_readers: list[Reader], request: pytest.FixtureRequest
) -> Iterator[NewReader]:
    """Make readers, each in a browser context of its own: ``new_reader(server, color_scheme="dark")``."""
    readers: list[Reader] = []

    def make(of: Server, **options: Any) -> Reader:
        readers.append(idle_readers.pop() if idle_readers else Reader(browser))
        readers[-1].start(of.url, **options)
        return readers[-1]

    yield make
    failed = request.node.stash.get(FAILED, False)
    for number, reader in enumerate(readers):
        if failed:
            _photograph(reader, f"{request.node.name}-{number}")
            reader.close()
        else:
            reader.leave()
    if not failed:
        idle_readers.extend(reversed(readers))


def _photograph(reader: Reader, name: str) -> None:
    RESULTS.mkdir(exist_ok=True)
    plain = re.sub(r"[^\w.-]+", "_", name)
    try:
        reader.page.screenshot(path=RESULTS / f"{plain}.png")
    except Error as error:  # the page may be gone, which the test has said already
        print(f"no screenshot of {name}: {error}")


@pytest.fixture
def reader(new_reader: NewReader, server: Server) -> Reader:
    """A reader of the sample county."""
    return new_reader(server)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember a failure, for the fixtures that photograph it."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report
