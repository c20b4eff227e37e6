"""A backup back in its place: checked whole, built and proved aside, and only then moved in."""

import hashlib
import json
import os
import shutil
import zipfile
import zlib
from pathlib import Path
from typing import TypedDict

from filelock import FileLock

from reform.common import atomic_files, failpoints
from reform.common.json_files import parsed, read_json
from reform.models.build import blank
from reform.pipeline.backup import FORMAT, KEPT, MANIFEST, ArchiveRefused, built_by, seal_of
from reform.pipeline.progress import Progress, quiet
from reform.pipeline.rebuild import replay
from reform.pipeline.rebuild_result import NotRepeatable, Rebuilt
from reform.storage import NOTHING, Warehouse, comparison, import_records
from reform.storage.import_records import DamagedImport
from reform.storage.journal import Journal

# CURRENT goes out first and comes in last: with it a state is there or not.
PARTS = ("CURRENT", "names.json", "profiles", "journal.sqlite", "snapshots", "imports")
_BESIDE_JOURNAL = ("journal.sqlite-wal", "journal.sqlite-shm")
# Where the old parts lie while they are exchanged for the new, and the list of them.
MOVING, _THERE = "replacing", "there.json"
_AT_ONCE = 1 << 20
# What reading an archive raises that no backup ever was.
UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, RuntimeError),
    *(ValueError, KeyError, TypeError, AttributeError),
)


class _Made(TypedDict):
    """What every version of the program writes into an archive's manifest."""

    format: int
    version: str


class _Proof(TypedDict):
    models: str
    duckdb: str
    tables: dict[str, list[str]]


class _About(_Made):
    """An archive's manifest of this version."""

    current: str | None
    files: dict[str, str]
    proof: _Proof | None


def restore(
    warehouse: Warehouse, file: Path, *, replace: bool = False, progress: Progress = quiet
) -> Rebuilt:
    """Put the state of an archive in the place of a warehouse's own.

    What is there is touched only when the new state is complete, built and proved; it is set aside in the
    folder ``replaced`` until the next restore. Loads wait meanwhile. Raises ``ArchiveRefused``,
    ``DamagedImport``, ``JournalFault`` and ``OSError``: then nothing has changed.
    """
    _check_seal(file)
    folder, staging = warehouse.folder, warehouse.folder / "restoring"
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "loading.lock"):
        if (folder / MOVING).exists():
            _settle(folder)
        had = not is_empty(warehouse)
        if had and not replace:
            raise ArchiveRefused("not_empty", folder=folder)
        shutil.rmtree(staging, ignore_errors=True)
        try:
            about = _unpack(file, staging)
            failpoints.failpoint("unpacked")
            count = _build(Warehouse(staging), file, about, progress)
            not_built = _build_named(Warehouse(staging), about["current"], progress)
            failpoints.failpoint("restored aside")
            _exchange(folder, staging)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    aside = str(folder / "replaced") if had else None
    return Rebuilt(
        "restored", about["current"] or "", about["current"], count, aside=aside, not_built=tuple(not_built)
    )


def is_empty(warehouse: Warehouse) -> bool:
    """Whether nothing was ever kept here."""
    kept = [*warehouse.imports.glob("*"), *(warehouse.folder / "profiles").glob("*.toml")]
    return not (kept or warehouse.history() or Journal(warehouse.folder).path.exists())


def _check_seal(file: Path) -> None:
    with file.open("rb") as handle:
        seal = seal_of(handle)
        if handle.read() != seal:
            raise ArchiveRefused("damaged", file=file.name)


def _unpack(file: Path, folder: Path) -> _About:
    """Write the members of an archive into a folder, each as its manifest says. Returns the manifest."""
    try:
        with zipfile.ZipFile(file) as archive:
            told = archive.read(MANIFEST)
            made = parsed(told, _Made)
            if made["format"] != FORMAT:
                raise ArchiveRefused("newer", file=file.name, version=made["version"])
            about: _About = parsed(told, _About)
            sums = about["files"]
            if sorted(archive.namelist()) != sorted([*sums, MANIFEST]) or not all(map(KEPT.fullmatch, sums)):
                raise ArchiveRefused("damaged", file=file.name)
            if about["current"] is not None and f"snapshots/{about['current']}.json" not in sums:
                raise ArchiveRefused("damaged", file=file.name)
            for name, sha256 in sums.items():
                if _extract(archive, name, folder / name) != sha256:
                    raise ArchiveRefused("damaged", file=file.name)
            return about
    except UNREADABLE as problem:
        raise ArchiveRefused("damaged", file=file.name) from problem


def _extract(archive: zipfile.ZipFile, name: str, target: Path) -> str:
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with archive.open(name) as source, target.open("wb") as kept:
        while piece := source.read(_AT_ONCE):
            digest.update(piece)
            kept.write(piece)
        kept.flush()
        os.fsync(kept.fileno())
    return digest.hexdigest()


def _build(warehouse: Warehouse, file: Path, about: _About, progress: Progress) -> int:
    """Build the current snapshot and prove it. Returns the number of its imports."""
    Journal(warehouse.folder).check()
    current = about["current"]
    known = warehouse.manifest(current) if current else None
    if current and (known is None or known.id != current):
        raise ArchiveRefused("damaged", file=file.name)
    if known is not None:
        records = import_records.read_all(warehouse.imports, known.imports)
        with warehouse.put_back(known.id, blank) as connection:
            replay(connection, warehouse.imports, records, progress)
            proof = about["proof"]
            if proof is not None and {name: proof.get(name) for name in built_by()} == built_by():
                differ = comparison.unequal(comparison.contents(connection), proof["tables"])
                if differ:
                    raise ArchiveRefused("not_equal", file=file.name, tables="、".join(differ))
    atomic_files.write(warehouse.folder / "CURRENT", known.id if known else NOTHING)
    return len(known.imports) if known else 0


def _build_named(warehouse: Warehouse, current: str | None, progress: Progress) -> list[str]:
    """Build what has a name, for that is never cleaned away. Returns the names where it cannot be done."""
    left = []
    for snapshot, label in warehouse.names().items():
        known = warehouse.manifest(snapshot)
        if known is None or snapshot == current:
            continue
        try:
            if not known.is_repeatable:
                raise NotRepeatable(snapshot)
            records = import_records.read_all(warehouse.imports, known.imports)
        except (NotRepeatable, DamagedImport):
            left.append(label)
            continue
        with warehouse.put_back(snapshot, blank) as connection:
            replay(connection, warehouse.imports, records, progress)
    return left


# in its place ---------------------------------------------------------------------------------


def _exchange(folder: Path, staging: Path) -> None:
    """Set what is there aside and move the new state in; an error on the way moves all back."""
    aside = folder / MOVING
    there = [name for name in (*PARTS, *_BESIDE_JOURNAL) if (folder / name).exists()]
    aside.mkdir()
    try:
        atomic_files.write(aside / _THERE, json.dumps(there))
        for source, target, names in ((folder, aside, there), (staging, folder, PARTS[::-1])):
            for name in names:
                if (source / name).exists():
                    atomic_files.move(source / name, target / name)
                    failpoints.failpoint(f"moved {name}")
    except BaseException:
        _move_back(folder)
        raise
    _keep_aside(folder)


def _settle(folder: Path) -> None:
    """End what a restore left that was killed while it moved: with CURRENT, a state is in its place."""
    if (folder / "CURRENT").exists():
        _keep_aside(folder)
    else:
        _move_back(folder)


def _move_back(folder: Path) -> None:
    """What was set aside into its place again; what came there goes. CURRENT is the last again."""
    aside = folder / MOVING
    try:
        there: list[str] = read_json(aside / _THERE, list[str])
    except FileNotFoundError:  # nothing was moved yet
        there = list(PARTS)
    except ValueError as problem:  # what came and what was there cannot be told apart
        raise ArchiveRefused(
            "half_moved", file=f"{MOVING}/{_THERE}", reason=problem, folder=aside
        ) from problem
    for name in PARTS:
        if name not in there or (aside / name).exists():
            for came in (name, *(_BESIDE_JOURNAL if name == "journal.sqlite" else ())):
                atomic_files.remove(folder / came)
    for name in (*_BESIDE_JOURNAL, *reversed(PARTS)):
        if (aside / name).exists():
            atomic_files.move(aside / name, folder / name)
    atomic_files.remove(aside)


def _keep_aside(folder: Path) -> None:
    """What was set aside stays, in the place of what was set aside the time before."""
    aside, kept = folder / MOVING, folder / "replaced"
    (aside / _THERE).unlink(missing_ok=True)
    if any(aside.iterdir()):
        atomic_files.remove(kept)
        atomic_files.move(aside, kept)
    else:
        aside.rmdir()
