"""Writing a warehouse: publish, undo, name, and clean up after what did not finish."""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb
from filelock import FileLock

from reform.common import atomic_files, failpoints
from reform.common.database import BUILDING, refused_by_the_disk
from reform.common.i18n import gettext
from reform.common.settings import STANDARD, WrongSettings, settings
from reform.common.text import writable
from reform.storage.retention import superfluous
from reform.storage.snapshots import (
    Draft,
    NameTaken,
    NothingToUndo,
    Snapshot,
    Start,
    StateGone,
    UnknownSnapshot,
)
from reform.storage.warehouse_reader import NOTHING, Served, Shelf

KEEP = STANDARD.keep.last
LONGEST_NAME = 60
Blank = Callable[[Path], None]


class Warehouse(Shelf):
    """One folder of snapshots. ``clock`` tells when something happens."""

    def __init__(self, folder: Path, clock: Callable[[], datetime] = datetime.now) -> None:
        super().__init__(folder)
        self._clock = clock

    def _now(self) -> str:
        return self._clock().isoformat(timespec="seconds")

    # publishing -------------------------------------------------------------------------------

    @contextmanager
    def build(
        self, files: Sequence[str] = (), *, anew: bool = False, blank: Blank | None = None
    ) -> Iterator[Draft]:
        """Copy the current snapshot, let the caller change it, publish it when the block ends well.

        Two builders wait for each other; an exception inside the block leaves everything as it was, but for
        the start, which tells that a load of ``files`` (names as they may be shown) did not finish.
        A disk that takes no more raises ``OSError``. ``anew`` begins with an empty file instead of the copy;
        without it a warehouse of which no snapshot is intact raises ``NothingIntact``. ``blank`` writes the
        file where there is none to copy.
        """
        self.snapshots.mkdir(parents=True, exist_ok=True)
        with FileLock(self._lock_file):
            failpoints.failpoint("locked")
            self._settle()
            base = self._served(thorough=anew)
            if not anew:
                self._intact(base)
            start = Start(self._next_id(), self._now(), list(files))
            try:
                self._announce(start)
                draft = self._draft(start.id, base, blank, anew=anew)
                with closing(draft.connection):
                    yield draft
                    if not draft.abandoned:
                        draft.connection.execute("checkpoint")
                        failpoints.failpoint("checkpointed")
                if draft.abandoned:
                    self._started(start.id).unlink()
                    self._settle()
                    return
                self._publish(draft, start)
            except BaseException as failure:
                with suppress(OSError):
                    self._settle()
                refusal = refused_by_the_disk(failure)
                if refusal is not None:
                    raise refusal from failure
                raise
            # From here on it is published: what cannot be tidied now is left to the next load.
            with suppress(OSError):
                failpoints.failpoint("published")
                self._started(draft.id).unlink()
                failpoints.failpoint("start gone")
                self._clean_old(needed={draft.id, draft.parent})

    def _announce(self, start: Start) -> None:
        atomic_files.write(self._started(start.id), start.as_json())

    def _started(self, snapshot: str) -> Path:
        return self.snapshots / f"{snapshot}.started"

    def _draft_path(self, snapshot: str) -> Path:
        return self.snapshots / f"{snapshot}.duckdb.building"

    def _draft(self, snapshot: str, served: Served, blank: Blank | None, *, anew: bool) -> Draft:
        path = self._draft_path(snapshot)
        if served.id is not None and not anew:
            served = self._copy(served, path)
            failpoints.failpoint("copied")
        elif blank is not None:
            blank(path)
        known = self.manifest(served.id) if served.id else None
        draft = Draft(snapshot, duckdb.connect(str(path), config=BUILDING), served.id, self.imports)
        draft.records = list(known.imports) if known else []
        draft.lost = [*(known.lost if known else []), *self._files_lost(served.passed_over)]
        failpoints.failpoint("opened")
        return draft

    def _copy(self, served: Served, path: Path) -> Served:
        """Copy the snapshot to build on, read whole meanwhile; a damaged one gives way. Returns which."""
        with ThreadPoolExecutor(max_workers=1) as pool:
            proved = pool.submit(self._served, thorough=True)
            shutil.copyfile(self.path(str(served.id)), path)
        intact = self._intact(proved.result())
        if intact.id != served.id:
            shutil.copyfile(self.path(str(intact.id)), path)
        return intact

    def _files_lost(self, passed_over: Sequence[str]) -> list[dict[str, str]]:
        lost = []
        for one in reversed(passed_over):
            known, own = self.manifest(one), self._manifest_path(one)
            # Where nothing tells of its files, the file that should stands for them.
            files = known.files if known else [{"file": f"{own.parent.name}/{own.name}"}]
            lost += [
                {"snapshot": one, "file": str(file["file"]), "sha256": str(file.get("sha256", ""))}
                for file in files
            ]
        return lost

    def _publish(self, draft: Draft, start: Start) -> None:
        path, moves = self._draft_path(draft.id), draft.moves()
        new = [name for name in moves.values() if not (self.imports / name).exists()]
        self._announce(replace(start, rows=new))
        for source, name in moves.items():
            failpoints.failpoint("before rows")
            atomic_files.move(source, self.imports / name)
            failpoints.failpoint("rows in place")
        sha256 = atomic_files.flush(path)
        failpoints.failpoint("flushed")
        snapshot = Snapshot(
            draft.id,
            draft.parent,
            self._now(),
            draft.files,
            imports=draft.records,
            size=path.stat().st_size,
            sha256=sha256,
            lost=draft.still_lost(),
            did=draft.did,
            subject=draft.subject,
        )
        atomic_files.move(path, self.path(draft.id))
        failpoints.failpoint("snapshot in place")
        atomic_files.write(self._manifest_path(draft.id), snapshot.as_json())
        failpoints.failpoint("manifest in place")
        atomic_files.write(self._pointer, draft.id)

    @contextmanager
    def put_back(self, snapshot: str, blank: Blank) -> Iterator[duckdb.DuckDBPyConnection]:
        """A file to fill, as ``blank`` writes it; it takes a snapshot's place when the block ends well.

        For one that was cleaned away or is damaged. Raises ``UnknownSnapshot``.
        """
        with FileLock(self._lock_file):
            self._settle()
            known, path = self.manifest(snapshot), self._draft_path(snapshot)
            if known is None:
                raise UnknownSnapshot(snapshot)
            try:
                blank(path)
                with closing(duckdb.connect(str(path), config=BUILDING)) as connection:
                    yield connection
                    connection.execute("checkpoint")
                sha256 = atomic_files.flush(path)
                again = replace(known, size=path.stat().st_size, sha256=sha256)
                # The file and what tells its checksum change together, or neither does.
                with atomic_files.drafted({self._manifest_path(snapshot): again.as_json()}):
                    atomic_files.move(path, self.path(snapshot))
            finally:
                self._settle()

    def undo(self, expected: str | None = None) -> tuple[Snapshot, str | None]:
        """Point back to the state before the last load. Returns what was undone and what is now current.

        ``expected`` names the snapshot the reader saw; when somebody published another one since,
        nothing is undone and ``NothingToUndo`` is raised.
        """
        if not self.folder.is_dir():
            raise NothingToUndo(expected)
        with FileLock(self._lock_file):
            self._settle()
            current = self.current()
            last = self.published() or current  # also a damaged one can be taken back
            line = self._since_last_load(last)
            if not line and last is not None:
                self.require_manifest(last)
            if not line or expected not in (None, current):
                raise NothingToUndo(expected)
            undone = line[-1]
            if undone.parent is not None and not self.is_intact(undone.parent, thorough=True):
                raise StateGone(undone.parent)
            # Should CURRENT ever be lost, this one is not taken for the newest.
            marked = [replace(known, undone_at=self._now()) for known in line]
            texts = {self._manifest_path(known.id): known.as_json() for known in marked}
            with ExitStack() as marks:
                marks.enter_context(atomic_files.drafted(texts))
                atomic_files.write(self._pointer, undone.parent or NOTHING)
                with suppress(OSError):  # it is undone, come what may
                    marks.close()
            return undone, undone.parent

    def _since_last_load(self, snapshot: str | None) -> list[Snapshot]:
        """A snapshot and, where it only is another one built again, that one too: the last was loaded."""
        line: list[Snapshot] = []
        while snapshot is not None and (known := self.manifest(snapshot)) is not None and known not in line:
            line.append(known)
            snapshot = known.subject if known.did in ("rebuilt", "upgraded") else None
        return line

    # names ------------------------------------------------------------------------------------

    def name(self, snapshot: str, label: str) -> str:
        """Give a snapshot a name, by which it is kept for good; an empty one takes it away. Returns the name.

        Raises ``UnknownSnapshot``, ``NameTaken``, or ``OSError`` when the folder cannot be written.
        """
        from reform.common.redaction import scrub  # its patterns take longer to prepare than a look takes

        label = " ".join(scrub(writable(label))[0].split())[:LONGEST_NAME]
        if not any(known.id == snapshot for known in self.history()):
            raise UnknownSnapshot(snapshot)
        with FileLock(self._lock_file):
            names = self._named()
            if names is None:
                raise OSError(None, gettext("{file} is damaged").format(file=self._names_file.name))
            for other, taken in names.items():
                if taken == label and other != snapshot:
                    raise NameTaken(other)
            names.pop(snapshot, None)
            named = names | ({snapshot: label} if label else {})
            atomic_files.write(self._names_file, json.dumps(named, ensure_ascii=False, indent=1))
        return label

    # cleaning ---------------------------------------------------------------------------------

    def _next_id(self) -> str:
        taken = [path.name.split(".")[0] for path in self.snapshots.iterdir()]
        return f"{max((int(name) for name in taken if name.isdigit()), default=0) + 1:06d}"

    def _settle(self) -> None:
        """Clean up after loads that did not finish, and nothing else; they stay in the history."""
        for folder, pattern in (
            (self.folder, f"{self._pointer.name}.tmp"),
            (self.folder, f"{self._names_file.name}.tmp"),
            (self.snapshots, "[0-9]*.tmp"),
            (self.snapshots, "[0-9]*.building*"),
            (self.imports, "*.building"),
        ):
            for path in folder.glob(pattern):
                atomic_files.remove(path)
        published = self.published()
        for path in self._starts():
            if path.stem == published:
                atomic_files.remove(path)  # it was published, only its end was not seen
                continue
            for name in (Start.read(path) or Start(path.stem)).rows:
                atomic_files.remove(self.imports / name)
            atomic_files.remove(self._manifest_path(path.stem))
            atomic_files.remove(self.path(path.stem))
            if path.suffix == ".started":
                atomic_files.move(path, path.with_suffix(".unfinished"))

    def _clean_old(self, needed: set[str | None]) -> None:
        """Keep what the county's settings say; manifests stay, they are the history."""
        named = self._named()
        if named is None:
            return
        try:
            keep = settings().keep
        except WrongSettings:
            keep = STANDARD.keep
        held = [known for known in self.history() if self.path(known.id).exists()]
        for snapshot in superfluous(held, keep, self.in_use(), needed | named.keys()):
            atomic_files.remove(self.path(snapshot))
            failpoints.failpoint("cleaned")
