"""DuckDB snapshots: build a new file, check it, publish it by an atomic rename, open it read-only.

A warehouse is a folder: ``imports/<sha256>.parquet``, the accepted rows of every import;
``snapshots/<id>.duckdb`` with ``<id>.json`` beside it (parent, files, when), and ``CURRENT``, a small file
that names the published one. Readers never wait for a loader and a crash
at any instant leaves the last good snapshot in place. Undo points ``CURRENT`` at the parent.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
from filelock import FileLock

import reform

KEEP = 10
CONFIG: dict[str, Any] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
# A build keeps to this much memory and spills beside its draft; no table's meaning hangs on its order.
BUILDING = CONFIG | {"memory_limit": "1GB", "preserve_insertion_order": False}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One published state. ``files`` holds what its load did, file by file; ``imports`` the addresses of the
    records of all imports it holds, in order, from which it can be built again."""

    id: str
    parent: str | None
    published_at: str
    files: list[dict[str, Any]] = field(default_factory=list)
    version: str = reform.__version__
    imports: list[str] = field(default_factory=list)


class NothingToUndo(Exception):
    """The warehouse is empty, or the state before was cleaned away."""


@dataclass
class Draft:
    """A snapshot being built: change it through ``connection``; ``abandon`` leaves nothing behind.

    ``rows`` are the files of accepted rows in ``imports`` that come with it, and their addresses; ``records``
    the addresses of the records of all its imports, the parent's first.
    """

    id: str
    connection: duckdb.DuckDBPyConnection
    parent: str | None
    imports: Path
    rows: dict[Path, str] = field(default_factory=dict)
    records: list[str] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    abandoned: bool = False

    def abandon(self) -> None:
        """Do not publish: nothing has changed."""
        self.abandoned = True


def scratch() -> duckdb.DuckDBPyConnection:
    """A connection in memory that never touches the disk or the network."""
    return duckdb.connect(":memory:", config={**CONFIG, "temp_directory": ""})


class Warehouse:
    """One folder of snapshots."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.snapshots = folder / "snapshots"
        self.imports = folder / "imports"
        self._pointer = folder / "CURRENT"

    # reading ----------------------------------------------------------------------------------

    def current(self) -> str | None:
        """The id of the published snapshot, or None while nothing is loaded."""
        try:
            return self._pointer.read_text(encoding="utf-8").strip() or None
        except FileNotFoundError:
            return None

    def path(self, snapshot: str) -> Path:
        """Where a snapshot's file lies."""
        return self.snapshots / f"{snapshot}.duckdb"

    def open(self, snapshot: str | None = None) -> duckdb.DuckDBPyConnection:
        """A read-only connection to a snapshot (the current one); use ``cursor()`` per question."""
        snapshot = snapshot or self.current()
        if snapshot is None:
            raise FileNotFoundError(f"nothing is loaded in {self.folder.name}")
        return duckdb.connect(str(self.path(snapshot)), read_only=True, config=CONFIG)

    def history(self) -> list[Snapshot]:
        """All snapshots ever published, oldest first, also those undone or cleaned away."""
        manifests = sorted(self.snapshots.glob("*.json"))
        return [Snapshot(**json.loads(path.read_text(encoding="utf-8"))) for path in manifests]

    def in_use(self) -> set[str]:
        """The current snapshot and those it was built on; what is not among them was undone."""
        parents = {snapshot.id: snapshot.parent for snapshot in self.history()}
        line: set[str] = set()
        step = self.current()
        while step is not None and step not in line:
            line.add(step)
            step = parents.get(step)
        return line

    # writing ----------------------------------------------------------------------------------

    @contextmanager
    def build(self) -> Iterator[Draft]:
        """Copy the current snapshot, let the caller change it, publish it when the block ends well.

        Two builders wait for each other; an exception inside the block leaves everything as it was.
        """
        self.snapshots.mkdir(parents=True, exist_ok=True)
        with FileLock(self.folder / "loading.lock"):
            self._clean_leftovers()
            parent = self.current()
            snapshot = self._next_id()
            draft_path = self.snapshots / f"{snapshot}.duckdb.building"
            if parent is not None:
                shutil.copyfile(self.path(parent), draft_path)
            connection = duckdb.connect(str(draft_path), config=BUILDING)
            draft = Draft(snapshot, connection, parent, self.imports, records=self._records(parent))
            try:
                yield draft
                if not draft.abandoned:
                    connection.execute("checkpoint")
            except BaseException:
                draft.abandon()
                raise
            finally:
                connection.close()
                if draft.abandoned:
                    self._clean_leftovers()
            if not draft.abandoned:
                self._publish(draft, draft_path)

    def undo(self, expected: str | None = None) -> tuple[Snapshot, str | None]:
        """Point back to the state before the last load. Returns what was undone and what is now current.

        ``expected`` names the snapshot the reader saw; when somebody published another one since,
        nothing is undone and ``NothingToUndo`` is raised.
        """
        with FileLock(self.folder / "loading.lock") if self.folder.is_dir() else _nothing():
            current = self.current()
            undone = next((s for s in self.history() if s.id == current), None)
            if undone is None or expected not in (None, current):
                raise NothingToUndo
            if undone.parent is not None and not self.path(undone.parent).exists():
                raise NothingToUndo
            _write_atomically(self._pointer, undone.parent or "")
            return undone, undone.parent

    def _records(self, snapshot: str | None) -> list[str]:
        return next((list(known.imports) for known in self.history() if known.id == snapshot), [])

    def _publish(self, draft: Draft, draft_path: Path) -> None:
        for rows, sha256 in draft.rows.items():
            os.replace(rows, self.imports / f"{sha256}.parquet")
        _flush(draft_path)
        os.replace(draft_path, self.path(draft.id))
        now = datetime.now().isoformat(timespec="seconds")
        manifest = asdict(Snapshot(draft.id, draft.parent, now, draft.files, imports=draft.records))
        _write_atomically(
            self.snapshots / f"{draft.id}.json", json.dumps(manifest, ensure_ascii=False, indent=1)
        )
        _write_atomically(self._pointer, draft.id)
        self._clean_old(needed={draft.id, draft.parent})

    def _next_id(self) -> str:
        taken = [path.name.split(".")[0] for path in self.snapshots.iterdir()]
        return f"{max((int(name) for name in taken if name.isdigit()), default=0) + 1:06d}"

    def _clean_leftovers(self) -> None:
        """What a crash left: drafts, and files that were renamed but never published."""
        for path in (*self.snapshots.glob("*.building*"), *self.imports.glob("*.building")):
            _remove(path)
        for path in self.snapshots.glob("*.duckdb"):
            if not path.with_suffix(".json").exists():
                _remove(path)

    def _clean_old(self, needed: set[str | None]) -> None:
        """Keep the last ten and those needed for an undo; manifests stay, they are the history."""
        for path in sorted(self.snapshots.glob("*.duckdb"))[:-KEEP]:
            if path.stem not in needed:
                _remove(path)


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def _remove(path: Path) -> None:
    # On Windows a reader may still have it open; the next load tries again.
    with suppress(PermissionError):
        if path.is_dir():  # where DuckDB spills while it builds
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    with path.open("rb+") as handle:
        os.fsync(handle.fileno())


def _write_atomically(path: Path, text: str) -> None:
    draft = path.with_name(path.name + ".tmp")
    with draft.open("w", encoding="utf-8") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())
    os.replace(draft, path)
