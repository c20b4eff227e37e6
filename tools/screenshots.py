"""Make the README's screenshots again: ``python -m tools.screenshots`` (needs requirements-dev.txt).

Starts the server on an empty warehouse, so that it shows the sample county, and takes the overview in
both themes with the system's Chromium.
"""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from reform import ROOT

IMAGES = ROOT / "docs" / "images"
WIDTH, HEIGHT = 1440, 1180
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
WAIT = 180  # seconds for the sample county to be prepared
MOST_BYTES = 400_000


def main() -> None:
    """Take every picture; tells its size."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with server() as address, sync_playwright() as playwright:
        program = (
            shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        )
        browser = playwright.chromium.launch(executable_path=program)
        for theme in THEMES:
            file = IMAGES / f"overview-{theme}.png"
            take(browser, address, theme, file)
            print(f"{file.relative_to(ROOT)}  {file.stat().st_size // 1000} KB")
            if file.stat().st_size > MOST_BYTES:
                raise SystemExit(f"{file.name} is larger than {MOST_BYTES // 1000} KB")
        browser.close()


@contextmanager
def server() -> Iterator[str]:
    """The dashboard on a free port, with nothing loaded; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="reform-pictures-") as nothing_loaded:
        command = [sys.executable, "-m", "reform", "--warehouse", nothing_loaded, "serve", "--headless"]
        process = subprocess.Popen([*command, "--port", str(port)], cwd=ROOT)
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health", process)
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()
            process.wait(timeout=20)


def wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    """Until the server answers."""
    deadline = time.monotonic() + WAIT
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise SystemExit("the server ended before it answered")
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise SystemExit(f"no answer from {address}")


def take(browser: Browser, address: str, theme: Literal["light", "dark"], file: Path) -> None:
    """One picture, when every chart is drawn and nothing is running any more."""
    page = browser.new_page(
        viewport={"width": WIDTH, "height": HEIGHT},
        color_scheme=theme,
        locale="zh-CN",
        reduced_motion="reduce",
    )
    page.goto(address)
    page.wait_for_selector(".js-plotly-plot .main-svg", timeout=WAIT * 1000)
    page.wait_for_function("document.querySelectorAll('.js-plotly-plot').length >= 5", timeout=WAIT * 1000)
    page.wait_for_selector('[data-testid="stStatusWidget"]', state="detached")
    page.wait_for_timeout(1500)
    page.screenshot(path=file)
    page.close()


if __name__ == "__main__":
    main()
