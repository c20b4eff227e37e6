"""Readers never notice a load: no error, no torn answer, none older than what was published as they asked."""

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event, Semaphore
from typing import NamedTuple

import pytest

from reform.common.caching import PROCESS
from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.metrics.query import Scope
from reform.pipeline.load import load
from reform.storage import Warehouse
from reform.ui.context import query_cache, view
from tests.ingest.files import CASES, ITEMS, Rows, text
from tests.pipeline.crash_child import listening
from tests.soak import SOAKING

SESSIONS = 20
LOADS = 200 if SOAKING else 12
# One reader asks anew at every seventh point of a load: over the loads at each of them.
EVERY = 7
TODAY = date(2026, 11, 23)
# The first cases are all completed on this day. Every load adds one, completed a day after the last: each
# figure a page shows tells how many loads it has seen.
FIRST_DAY = date(2026, 3, 2)
FIRST_CASES = 200
BEFORE = 2  # snapshots: the items' and the first cases'
HEAD, (_, ITEM, DEPARTMENT, *_) = CASES[0], CASES[1]


def cases(numbers: range, completed: date) -> Rows:
    return [HEAD, *([f"B{n}", ITEM, DEPARTMENT, str(FIRST_DAY), str(completed)] for n in numbers)]


def bring(folder: Path, name: str, rows: Rows) -> None:
    report = load(Warehouse(folder), [Source(name, text(rows))], Options(), today=TODAY)
    assert report.snapshot, (report.problems, report.rejects)


def load_one_after_another(folder: Path, line: Connection) -> None:
    """In a process of its own, which waits for no reader."""
    with listening(line.send):
        for n in range(1, LOADS + 1):
            number = range(FIRST_CASES + n, FIRST_CASES + n + 1)
            bring(folder, f"{n}.csv", cases(number, FIRST_DAY + timedelta(n)))


@pytest.fixture
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    """The county on screen, before the loads."""
    folder = tmp_path / "w"
    bring(folder, "items.csv", ITEMS)
    bring(folder, "cases.csv", cases(range(FIRST_CASES), FIRST_DAY))
    monkeypatch.setenv("REFORM_WAREHOUSE", str(folder))
    return Warehouse(folder)


class Run(NamedTuple):
    """One run of a page, in loads: published before it began, on screen, and seen by each of its answers."""

    published: int
    shown: int
    answers: list[int]


def run_of_a_page(warehouse: Warehouse) -> Run:
    """As the dashboard does it: the county is looked up once, and every question is asked of it."""
    published = int(warehouse.published() or 0) - BEFORE
    county = view.look()
    day = view.last_day(county)
    scope = Scope(day)
    asked = partial(query_cache.answer, *view.stamped(county))
    (completed,) = asked("D03", scope, ())["n"]
    by_month = asked("D03", scope, ("month",))["n"].sum()
    spread = asked("days_distribution", scope, ())["cases"].sum()
    rows = asked("coverage", scope, ()).set_index("dataset")["rows"]
    counted = [int(n) - FIRST_CASES for n in (completed, by_month, spread, rows["cases"])]
    return Run(published, int(county.snapshot) - BEFORE, [(day - FIRST_DAY).days, *counted])


@dataclass
class Browsers:
    """Each runs its page again and again until everything is loaded, and once more."""

    warehouse: Warehouse
    due: Semaphore = field(default_factory=lambda: Semaphore(SESSIONS))
    loaded: Event = field(default_factory=Event)

    def session(self) -> list[Run]:
        runs = []
        while not self.loaded.is_set():
            self.due.acquire()
            runs.append(run_of_a_page(self.warehouse))
        return [*runs, run_of_a_page(self.warehouse)]

    def keep_asking(self, points: Connection) -> None:
        """Until no more points come."""
        with suppress(EOFError):
            while True:
                for _ in range(EVERY):
                    points.recv()
                self.due.release()

    def end(self) -> None:
        self.loaded.set()
        self.due.release(SESSIONS)


def test_readers_never_notice(warehouse: Warehouse) -> None:
    context = multiprocessing.get_context("spawn")
    points, its = context.Pipe(duplex=False)
    loader = context.Process(target=load_one_after_another, args=(warehouse.folder, its))
    browsers = Browsers(warehouse)
    loader.start()
    its.close()
    with ThreadPoolExecutor(SESSIONS) as threads, closing(points):
        sessions = [threads.submit(browsers.session) for _ in range(SESSIONS)]
        browsers.keep_asking(points)
        browsers.end()
    loader.join()
    assert loader.exitcode == 0
    seen = [session.result() for session in sessions]
    runs = [run for session in seen for run in session]
    assert [run for run in runs if set(run.answers) != {run.shown}] == []  # torn
    assert [run for run in runs if run.shown < run.published] == []  # stale
    assert [session[-1].shown for session in seen] == [LOADS] * SESSIONS


def test_a_page_is_drawn_to_its_end_though_its_snapshot_is_cleaned_away(warehouse: Warehouse) -> None:
    """Ten loads within one slow run, and other readers look at the later snapshots."""
    county = view.look()
    PROCESS.clear()
    warehouse.path(county.snapshot).unlink()
    (completed,) = query_cache.answer(*view.stamped(county), "D03", Scope(FIRST_DAY), ())["n"]
    assert completed == FIRST_CASES
