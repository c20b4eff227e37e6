"""Loads that are struck at a point of their way: the disk refuses, or the process is killed."""

import hashlib
import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import duckdb

from reform.common import failpoints
from reform.common.sql_files import model
from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.pipeline.history import history
from reform.pipeline.load import load
from reform.storage import Warehouse
from tests.ingest.files import CASES, ITEMS, Rows, text
from tests.timeouts import TIMEOUT

TODAY = date(2026, 11, 23)
FIRST: dict[str, Rows] = {"i.csv": ITEMS, "c.csv": CASES}
SECOND: dict[str, Rows] = {
    "c2.csv": [CASES[0], ["A3", "0002", "县住房和城乡建设局", "2026-09-30", "2026-10-12"]],
    "s.csv": [["事项编码", "阶段", "进入日期"], ["0001", "S4", "2026-03-01"]],
}
# What no load wrote and none may remove.
OTHERS = ("notes.txt", "imports/notes.txt", "snapshots/notes.txt", "snapshots/copy of 000001.duckdb")


def bring(folder: Path, files: dict[str, Rows]) -> str | None:
    """Load these files in one call."""
    sources = [Source(name, text(rows)) for name, rows in files.items()]
    return load(Warehouse(folder), sources, Options(), today=TODAY).snapshot


@contextmanager
def listening(listener: Callable[[str], None]) -> Iterator[None]:
    """Hear of every point inside the block."""
    failpoints.listener = listener
    try:
        yield
    finally:
        failpoints.listener = None


@contextmanager
def struck(nth: int, failure: BaseException) -> Iterator[list[str]]:
    """Let the n-th point (from 0) of the block fail. Yields the points passed."""
    passed: list[str] = []

    def strike(name: str) -> None:
        passed.append(name)
        if len(passed) == nth + 1:
            raise failure

    with listening(strike):
        yield passed


def points(action: Callable[[], object]) -> list[str]:
    """The points an undisturbed action passes, in their order."""
    passed: list[str] = []
    with listening(passed.append):
        action()
    return passed


# facts ----------------------------------------------------------------------------------------


def facts(warehouse: Warehouse) -> dict[str, Any]:
    """The tables of the current snapshot, each as its rows' number and checksum; no moment of loading.

    Of a file equal byte for byte to one that was read they are those.
    """
    with warehouse.open() as connection:
        digest = hashlib.sha256(warehouse.path(str(warehouse.current())).read_bytes()).digest()
        if digest not in _facts:
            _facts[digest] = _read(connection)
    return _facts[digest]


_facts: dict[bytes, dict[str, Any]] = {}


def _read(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    columns = _columns(connection)
    selects = [f"select '{name}', count(*), sum(hash({kept})) from {name}" for name, kept in columns.items()]
    return {name: sums for name, *sums in connection.execute(" union all ".join(selects)).fetchall()}


def _columns(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    listed = connection.execute(model("storage/tables/table_columns")).fetchall()
    columns: dict[str, list[str]] = {}
    for table, column, _kind in listed:
        if column != "loaded_at":
            columns.setdefault(table, []).append(f'"{column}"')
    return {table: ", ".join(names) for table, names in columns.items()}


# killing --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Kill:
    """Where a loader dies: at the n-th point by its own hand, or soon after it by another's."""

    nth: int
    by_itself: bool


def _load_until(folder: Path, kill: Kill, line: Connection) -> None:
    passed = 0

    def strike(_name: str) -> None:
        nonlocal passed
        passed += 1
        if passed == kill.nth + 1:
            if kill.by_itself:
                os.kill(os.getpid(), signal.SIGKILL)
            line.send(passed)

    with listening(strike):
        bring(folder, SECOND)


def killed(folder: Path, kill: Kill) -> None:
    """Load the second files in a process of its own, which does not live to the end."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.pipeline.crash_child"])
    ours, its = context.Pipe(duplex=False)
    loader = context.Process(target=_load_until, args=(folder, kill, its))
    loader.start()
    its.close()
    try:
        ours.recv()  # the point is reached, or the loader is dead
        assert loader.pid
        os.kill(loader.pid, signal.SIGKILL)
    except EOFError:
        pass
    loader.join(TIMEOUT)
    ours.close()
    assert loader.exitcode == -signal.SIGKILL or (loader.exitcode == 0 and not kill.by_itself)


@dataclass(frozen=True)
class Undisturbed:
    """What the two loads give when nothing happens, and every point the second one passes."""

    folder: Path
    before: dict[str, Any]
    after: dict[str, Any]
    imports: int
    passed: list[str]

    def survives(self, folder: Path, kill: Kill) -> None:
        """Kill a loader in a copy of the folder and look at what is left, then load again."""
        shutil.copytree(self.folder, folder)
        for name in OTHERS:
            (folder / name).write_text("kept")
        killed(folder, kill)
        warehouse = Warehouse(folder)
        published = self._looks_whole(warehouse, kill)
        bring(folder, SECOND)
        assert facts(warehouse) == self.after
        assert warehouse.troubles() == []
        self._is_tidy(folder)
        states = [row["state"] for row in history(warehouse)]
        assert states.count("current") == 1
        assert states.count("unfinished") == (0 if published else len(warehouse.unfinished()))

    def _looks_whole(self, warehouse: Warehouse, kill: Kill) -> bool:
        """Nothing is half published, and what did not finish is told."""
        published = warehouse.current() == "000002"
        assert facts(warehouse) == (self.after if published else self.before)
        assert warehouse.troubles() == []
        if kill.by_itself:
            assert published == (kill.nth > self.passed.index("written CURRENT")), self.passed[kill.nth]
            begun = kill.nth > self.passed.index("written 000002.started")
            told = [(start.id, start.files) for start in warehouse.unfinished()]
            assert told == ([("000002", list(SECOND))] if begun and not published else [])
        assert len(warehouse.history()) == (2 if published else 1)
        return published

    def _is_tidy(self, folder: Path) -> None:
        for name in OTHERS:
            assert (folder / name).read_text() == "kept"
        left = [p.name for p in folder.rglob("*") if p.suffix in (".tmp", ".started") or "building" in p.name]
        assert left == []
        assert len([p for p in (folder / "imports").iterdir() if p.suffix != ".txt"]) == self.imports


def undisturbed(folder: Path) -> Undisturbed:
    """Load the first files there, and the second ones in a copy."""
    start, end = folder / "start", folder / "end"
    bring(start, FIRST)
    shutil.copytree(start, end)
    passed = points(lambda: bring(end, SECOND))
    imports = len(list((end / "imports").iterdir()))
    return Undisturbed(start, facts(Warehouse(start)), facts(Warehouse(end)), imports, passed)
