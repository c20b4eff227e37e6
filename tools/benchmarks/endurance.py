"""A server that runs for long: page after page and load after load, and what they leave behind."""

import os
import re
import statistics
import time
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.metrics import answer_rows
from reform.pipeline.county import SAMPLE_READ_ON, sample_files
from reform.pipeline.load import load
from reform.storage import Warehouse
from tests.browser.server import Server
from tests.ingest.files import CASES, text
from tools.benchmarks.browsing import Browser
from tools.benchmarks.measure import Measured
from tools.benchmarks.table import head, row

# The most memory promised at the end, as a ratio to its level after the warm-up.
GROWTH = 1.2
# Browsers open at a time, each closed after so many pages and another one opened.
BROWSERS, PAGES_EACH = 8, 40
# Before counting begins: so many pages and loads for each that counts, until the caches are full.
WARMING = 0.25
# How long Streamlit keeps a session whose browser has gone, in seconds.
SESSION_KEPT = 120
# The level of the memory is the middle of the last of so many parts of its readings, one after each page.
LAST = 5
# What a load has while it runs, and must not leave.
UNFINISHED = re.compile(r"\.(tmp|building|started|wal)\b")


@dataclass
class Levels:
    """Of the server's process: memory in MB (the middle of the last readings) and its open files by kind."""

    mb: float
    handles: Counter[str]


def endure(folder: Path, page_runs: int, loads: int) -> dict[str, Any]:
    """The sample county served to browsers; a file comes in by the upload page after every few pages."""
    warehouse, temporary = Warehouse(folder / "endured"), folder / "temporary"
    temporary.mkdir()
    files = [Source(path.name, path) for path in sample_files()]
    load(warehouse, files, Options(), today=SAMPLE_READ_ON)
    os.environ["TMPDIR"] = str(temporary)
    server = Server(warehouse.folder)
    try:
        county = _County(server, warehouse, _an_item(warehouse))
        county.live(round(page_runs * WARMING), round(loads * WARMING))
        begun = county.levels()
        county.live(page_runs, loads)
        ended = county.levels()
        left = _left(warehouse.folder) + [str(path) for path in temporary.iterdir()]
        if len(warehouse.history()) != 1 + county.files:
            raise SystemExit("not every file was loaded")
        return {"begun": begun, "ended": ended, "left": left, "page_runs": page_runs, "loads": loads}
    finally:
        server.stop()


def _an_item(warehouse: Warehouse) -> tuple[str, str]:
    with warehouse.open() as connection:
        item = answer_rows.rows(connection, "items").rows[0]
    return item["item_code"], item["department"]


def _left(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if UNFINISHED.search(path.name)]


def show(measured: Measured) -> None:
    """What was promised of a server that runs for long, and whether it is kept."""
    said = measured.said
    begun, ended = said["begun"], said["ended"]
    growth = ended.mb / begun.mb
    more = ended.handles - begun.handles
    head(
        f"One server, {said['page_runs']:,} pages and {said['loads']:,} loads in {measured.seconds:,.0f} s",
        *("what stays", "after warm-up:", "at the end:", "ratio:", "bound:", "kept", "note"),
    )
    memory = f"{begun.mb:,.0f}", f"{ended.mb:,.0f}", f"{growth:.2f}", f"{GROWTH:g}", _kept(growth <= GROWTH)
    row("memory, MB", *memory, "the middle of the last fifth of its readings")
    handles = str(begun.handles.total()), str(ended.handles.total()), "", "", _kept(not more)
    row("open files and sockets", *handles, _named(more.elements()))
    row("temporary files", "", str(len(said["left"])), "", "", _kept(not said["left"]), _named(said["left"]))


def _kept(promise: bool) -> str:
    return "yes" if promise else "no"


def _named(names: Iterable[str]) -> str:
    return ", ".join(names)


@dataclass
class _County:
    server: Server
    warehouse: Warehouse
    item: tuple[str, str]
    browsers: deque[tuple[Browser, int]] = field(default_factory=deque)
    read: list[float] = field(default_factory=list)
    files: int = 0

    def live(self, page_runs: int, loads: int) -> None:
        """So many pages, one browser after another, and the loads spread among them."""
        for n in range(page_runs):
            self._see_a_page(n)
            if (n + 1) * loads // page_runs > n * loads // page_runs:
                self._load_a_file()

    def levels(self) -> Levels:
        """Now, when the sessions of all browsers are over; they end when the next one comes."""
        while self.browsers:
            self.browsers.popleft()[0].close()
        time.sleep(SESSION_KEPT + 5)
        Browser(self.server.url).close()
        place = Path(f"/proc/{self.server.pid}/fd")
        kinds = Counter(_kind(os.readlink(handle)) for handle in place.iterdir() if handle.is_symlink())
        last = self.read[-(len(self.read) // LAST) - 1 :]
        levels = Levels(statistics.median(last), kinds)
        self.read = []
        return levels

    def _see_a_page(self, n: int) -> None:
        if len(self.browsers) < BROWSERS:
            self.browsers.append((Browser(self.server.url), 0))
        browser, seen = self.browsers.popleft()
        browser.visit(list(browser.pages)[n % len(browser.pages)])
        if seen < PAGES_EACH:
            self.browsers.append((browser, seen + 1))
        else:
            browser.close()
        self.read.append(memory_mb(self.server.pid))

    def _load_a_file(self) -> None:
        """One more case, by the upload page."""
        self.files += 1
        code, department = self.item
        accepted = date(2026, 10, 8)
        days = str(accepted), str(accepted + timedelta(1 + self.files % 20))
        with Browser(self.server.url) as browser:
            browser.visit("files")
            row = [f"E{self.files}", code, department, *days]
            browser.drop("upload_", f"{self.files}.csv", text([CASES[0], row]))
            browser.press("load")


def _kind(target: str) -> str:
    """Numbers aside, what an open file is."""
    return re.sub(r"\d+", "#", target.removesuffix(" (deleted)"))


def memory_mb(pid: int) -> float:
    """Resident memory of a process."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
