"""Reading a warehouse: which snapshot is served, what is wrong with the others, what happened when.

Nothing here writes or waits for a loader.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from reform.common import atomic_files
from reform.common.database import CONFIG
from reform.common.errors import ReformError
from reform.common.json_files import read_json, told
from reform.common.toml_files import text_of
from reform.storage.snapshots import DamagedManifest, Snapshot, Start
from reform.storage.troubles import TROUBLES, Trouble

# What CURRENT says after everything was undone: an empty file is a damaged one.
NOTHING = "nothing"
_ID = re.compile(r"\d{6,12}", re.ASCII)
# Above this size a reader trusts the size alone; the loader and the doctor read the whole file.
LARGE = 256 * 1024**2


class NothingIntact(ReformError):
    """Something was loaded, and no snapshot of it is intact: neither the sample nor an empty county may stand
    in for it."""

    def __init__(self, snapshot: str) -> None:
        super().__init__(TROUBLES["nothing_left"], id=snapshot)


class Damaged(OSError):
    """A snapshot whose file is no longer what was written."""


@dataclass(frozen=True, slots=True)
class Served:
    """The snapshot to read, those passed over because they are damaged, and whether CURRENT named it."""

    id: str | None
    passed_over: tuple[str, ...] = ()
    pointer_read: bool = True


class Shelf:
    """One folder of snapshots, to be read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.snapshots = folder / "snapshots"
        self.imports = folder / "imports"
        self._pointer = folder / "CURRENT"
        self._names_file = folder / "names.json"
        self._lock_file = folder / "loading.lock"

    def path(self, snapshot: str) -> Path:
        """Where a snapshot's file lies."""
        return self.snapshots / f"{snapshot}.duckdb"

    def manifest(self, snapshot: str) -> Snapshot | None:
        """What is known of a snapshot; None when it was never published or its manifest is damaged."""
        return Snapshot.read(self._manifest_path(snapshot))

    def require_manifest(self, snapshot: str) -> None:
        """Raise ``DamagedManifest`` where a snapshot has a manifest that cannot be used."""
        if Snapshot.wrong(self._manifest_path(snapshot)):
            raise DamagedManifest(self._manifest_path(snapshot))

    def _manifest_path(self, snapshot: str) -> Path:
        return self.snapshots / f"{snapshot}.json"

    # what is served ---------------------------------------------------------------------------

    def published(self) -> str | None:
        """The id that CURRENT names, intact or not; None while nothing is loaded or it cannot be told."""
        named = self._pointer_text()
        return named if _ID.fullmatch(named) else None

    def _pointer_text(self) -> str:
        try:
            return text_of(self._pointer).strip()
        except (OSError, ValueError):
            return ""

    def current(self) -> str | None:
        """The id of the snapshot to read: the published one, or the newest intact one before it."""
        return self._served().id

    def served(self) -> str | None:
        """The same; raises ``NothingIntact`` where None would be taken for an empty warehouse."""
        return self._intact(self._served()).id

    def _intact(self, served: Served) -> Served:
        if served.id is None and served.passed_over:
            raise NothingIntact(served.passed_over[0])
        return served

    def _served(self, *, thorough: bool = False) -> Served:
        named = self._pointer_text()
        if named == NOTHING:
            return Served(None)
        is_named = _ID.fullmatch(named) is not None
        if is_named and self.manifest(named):
            line: Iterable[str] = self._line(named)
        else:
            line = [*([named] if is_named else []), *self.newest_first()]
        passed_over: list[str] = []
        for snapshot in line:
            if self.is_intact(snapshot, thorough=thorough):
                return Served(snapshot, tuple(passed_over), is_named)
            passed_over.append(snapshot)
        return Served(None, tuple(passed_over), is_named)

    def _line(self, snapshot: str | None) -> Iterator[str]:
        """A snapshot and those it was built on, newest first."""
        seen: set[str] = set()
        while snapshot is not None and snapshot not in seen:
            seen.add(snapshot)
            yield snapshot
            known = self.manifest(snapshot)
            snapshot = known.parent if known else None

    def newest_first(self) -> list[str]:
        """The snapshots that were not undone."""
        return [known.id for known in reversed(self.history()) if known.undone_at is None]

    def is_intact(self, snapshot: str, *, thorough: bool = False, glance: bool = False) -> bool:
        """Whether a snapshot's file is there and what was written.

        A large one is read whole only if ``thorough``, any only unless a ``glance`` must do.

        A file changed behind its time stamp is found by the next process only; DuckDB's own checksums of its
        blocks stand behind this one.
        """
        known = self.manifest(snapshot)
        if known is None:
            return False
        path = self.path(snapshot)
        try:
            size = path.stat().st_size
            if not known.sha256:  # of a version that wrote no checksums
                return size > 0
            if size != known.size:
                return False
            trusted = glance or (size > LARGE and not thorough)
            if trusted and not atomic_files.is_checksum_known(path):
                return True
            return atomic_files.checksum(path) == known.sha256
        except OSError:
            return False

    def troubles(self) -> list[Trouble]:
        """Why what is shown is not what was published last; empty when all is well. Every page says these."""
        return [*self._not_shown(), *self._unreadable()]

    def _not_shown(self) -> list[Trouble]:
        served = self._served()
        shown = {"served": served.id or ""}
        if served.id is None:
            return [Trouble("nothing_left", damaged) for damaged in served.passed_over[:1]]
        troubles = [self._damaged(damaged, shown) for damaged in served.passed_over]
        if not served.pointer_read:
            troubles.append(Trouble("pointer", served.id, shown))
        known = self.manifest(served.id)
        lost = known.lost if known else []
        for damaged in dict.fromkeys(file["snapshot"] for file in lost):
            names = [file["file"] for file in lost if file["snapshot"] == damaged]
            unnamed = f"snapshots/{damaged}.json" in names
            words = {"file": names[0]} if unnamed else {"files": "、".join(dict.fromkeys(names))}
            troubles.append(Trouble("lost_unnamed" if unnamed else "lost", damaged, words))
        return troubles

    def _unreadable(self) -> list[Trouble]:
        """The small files that cannot be used, but for the manifest of a snapshot that is passed over."""
        passed_over = self._served().passed_over
        wrong = {path: Snapshot.wrong(path) for path in self._manifests() if path.stem not in passed_over}
        unusable = [
            Trouble(
                "older_manifest", path.stem, {"file": f"{path.parent.name}/{path.name}", "reason": reason}
            )
            for path, reason in wrong.items()
            if reason
        ]
        try:
            self._read_names()
        except (OSError, ValueError) as problem:
            unusable.append(Trouble("names", "", {"file": self._names_file.name, "reason": told(problem)}))
        return unusable

    def _damaged(self, snapshot: str, shown: dict[str, str]) -> Trouble:
        known, path = self.manifest(snapshot), self._manifest_path(snapshot)
        reason = Snapshot.wrong(path)
        if reason:
            words = {"file": f"{path.parent.name}/{path.name}", "reason": reason}
            return Trouble("manifest", snapshot, shown | words)
        names = dict.fromkeys(str(file["file"]) for file in known.files) if known else {}
        return Trouble("damaged", snapshot, {**shown, "files": "、".join(names)})

    def open(self, snapshot: str | None = None) -> duckdb.DuckDBPyConnection:
        """A read-only connection to a snapshot (the current one); use ``cursor()`` per question."""
        snapshot = snapshot or self.current()
        if snapshot is None:
            raise FileNotFoundError(f"nothing is loaded in {self.folder.name}")
        if not self.path(snapshot).exists():
            raise FileNotFoundError(f"snapshot {snapshot} is not kept")
        if not self.is_intact(snapshot):
            raise Damaged(f"snapshot {snapshot} is damaged")
        return duckdb.connect(str(self.path(snapshot)), read_only=True, config=CONFIG)

    # names ------------------------------------------------------------------------------------

    def names(self) -> dict[str, str]:
        """The names people gave, by snapshot; none while their file is damaged."""
        return self._named() or {}

    def _named(self) -> dict[str, str] | None:
        """The same, but None while it is damaged: then nobody knows what must stay."""
        try:
            return self._read_names()
        except (OSError, ValueError):
            return None

    def _read_names(self) -> dict[str, str]:
        try:
            names: dict[str, str] = read_json(self._names_file, dict[str, str])
        except FileNotFoundError:
            return {}
        return names

    # what happened ----------------------------------------------------------------------------

    def history(self) -> list[Snapshot]:
        """All snapshots ever published, oldest first, also those undone or cleaned away."""
        # In this order: a load writes its start, its manifest, CURRENT, and takes the start away.
        paths = self._manifests()
        begun = {path.stem for path in self._starts()}
        published = self.published()
        known = [Snapshot.read(path) for path in paths if path.stem not in begun or path.stem == published]
        return [snapshot for snapshot in known if snapshot is not None]

    def unfinished(self) -> list[Start]:
        """Loads that began and never ended, oldest first."""
        begun = [path for path in sorted(self._starts()) if path.stem != self.published()]
        if any(path.suffix == ".started" for path in begun) and self.is_loading():
            begun = [path for path in begun if path.suffix != ".started"]
        return [Start.read(path) or Start(path.stem) for path in begun]

    def _manifests(self) -> list[Path]:
        return sorted(path for path in self.snapshots.glob("*.json") if _ID.fullmatch(path.stem))

    def _starts(self) -> list[Path]:
        begun = [*self.snapshots.glob("*.started"), *self.snapshots.glob("*.unfinished")]
        return [path for path in begun if _ID.fullmatch(path.stem)]

    def is_loading(self) -> bool:
        """Whether somebody is loading right now."""
        try:
            with FileLock(self._lock_file, timeout=0):
                return False
        except Timeout:
            return True
        except OSError:  # a folder that may only be read
            return False

    def in_use(self) -> set[str]:
        """The current snapshot and those it was built on; what is not among them was undone."""
        return set(self._line(self.current()))
