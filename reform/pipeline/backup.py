"""One archive of all that cannot be derived: imports, manifests, names, journal, saved profiles.

The snapshots are not in it: restoring builds the current one from its imports and proves it equal. A seal at
its end, over every byte before it, tells an archive that was changed or cut off on its way.
"""

import hashlib
import json
import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import nullcontext
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

import duckdb
from filelock import FileLock

import reform
from reform.common.errors import ReformError
from reform.common.i18n import mark
from reform.models import built
from reform.storage import Snapshot, Warehouse, comparison, import_records
from reform.storage.import_records import DamagedImport
from reform.storage.journal import Journal

MANIFEST = "backup.json"
FORMAT = 1
# What may be in an archive, and where it goes: nothing else is ever unpacked.
KEPT = re.compile(
    r"imports/[0-9a-f]{64}\.(parquet|json)|snapshots/\d{6,12}\.json|profiles/\w[\w-]{0,99}\.toml"
    r"|journal\.sqlite|names\.json"
)
_SEAL = b"reform-backup:"
_DIGITS = 64
_AT_ONCE = 1 << 20

REFUSED = {
    "nothing": mark("There is nothing to back up: nothing was ever loaded."),
    "no_records": mark(
        "Snapshot {id} holds imports of an older version of the program, which kept no records of them: "
        "a backup could not be restored. Load their files again into an empty warehouse."
    ),
    "not_ours": mark(
        "{file} is there already and is no backup of this program, or a damaged one: it stays. Give the "
        "backup another name."
    ),
    "damaged": mark(
        "{file} is no backup of this program, or it was damaged or cut off on its way. Nothing was touched."
    ),
    "newer": mark("{file} was made by a newer version of the program ({version}). Nothing was touched."),
    "not_empty": mark(
        "The warehouse {folder} is not empty, and nothing was touched. With --replace the backup takes its "
        "place; what is there now is then set aside."
    ),
    "half_moved": mark(
        "An earlier restore was cut off while it moved files, and {file}, its list of what was there, is "
        "damaged: {reason}. Nothing was touched. What was there before lies in {folder}: move it back by "
        "hand, remove that folder, then try again."
    ),
    "not_equal": mark(
        "What was built from {file} is not what was backed up; these tables differ: {tables}. "
        "Nothing was touched."
    ),
}


class ArchiveRefused(ReformError):
    """A backup that is not made or not restored; ``kind`` is a key of ``REFUSED``."""

    def __init__(self, kind: str, **words: Any) -> None:
        super().__init__(REFUSED[kind], **words)
        self.kind = kind


# writing --------------------------------------------------------------------------------------


def write(warehouse: Warehouse, file: Path) -> int:
    """Write the archive, whole or not at all. Returns how many files are in it.

    Raises ``ArchiveRefused``, ``DamagedImport``, ``JournalFault`` and ``OSError``.
    """
    if file.exists() and not _may_go(file):
        raise ArchiveRefused("not_ours", file=file.name)
    with TemporaryDirectory(prefix=".backup-", dir=file.parent) as beside:
        draft, journal = Path(beside) / "archive", Path(beside) / "journal.sqlite"
        with FileLock(warehouse.folder / "loading.lock") if warehouse.folder.is_dir() else nullcontext():
            known = _current(warehouse)
            texts = {name: path.read_bytes() for name, path in _texts(warehouse)}
            kept = sorted(path for path in warehouse.imports.glob("*") if KEPT.fullmatch(_name(path)))
        if Journal(warehouse.folder).path.exists():
            Journal(warehouse.folder).copy(journal)
        if not (texts or kept or journal.exists()):
            raise ArchiveRefused("nothing")
        if known is not None:
            import_records.read_all(warehouse.imports, known.imports)
        current = known.id if known else None
        with zipfile.ZipFile(draft, "w") as archive:
            sums = {name: _add(archive, name, BytesIO(text)) for name, text in texts.items()}
            for path in kept:
                sums[_name(path)] = _add_file(archive, _name(path), path)
                if sums[_name(path)] != path.stem:
                    raise DamagedImport(path)
            if journal.exists():
                sums[journal.name] = _add_file(archive, journal.name, journal)
            about = {"format": FORMAT, "version": reform.__version__, "current": current, "files": sums}
            about["proof"] = proof(warehouse, current)
            _add(archive, MANIFEST, BytesIO(json.dumps(about, indent=1).encode()))
            archive.comment = _SEAL + b"0" * _DIGITS
        with draft.open("rb+") as handle:
            seal = seal_of(handle)
            handle.seek(-_DIGITS, os.SEEK_END)
            handle.write(seal)
            handle.flush()
            os.fsync(handle.fileno())
        os.replace(draft, file)
    return len(sums)


def _may_go(file: Path) -> bool:
    """Whether what has the name of a new backup is an old one; an empty file loses nothing either."""
    with file.open("rb") as handle:
        size = handle.seek(0, os.SEEK_END)
        handle.seek(max(0, size - len(_SEAL) - _DIGITS))
        end = handle.read()
    return not size or (end.startswith(_SEAL) and len(end) == len(_SEAL) + _DIGITS)


def _current(warehouse: Warehouse) -> Snapshot | None:
    """The published snapshot; the one that is served where it cannot be told which was published."""
    named = warehouse.published()
    known = warehouse.manifest(named) if named else None
    if known is None:
        served = warehouse.current()
        known = warehouse.manifest(served) if served else None
    if known is not None and not known.is_repeatable:
        raise ArchiveRefused("no_records", id=known.id)
    return known


def _texts(warehouse: Warehouse) -> Iterator[tuple[str, Path]]:
    """The small files: what is known of every snapshot, their names, the saved profiles."""
    for known in warehouse.history():
        yield f"snapshots/{known.id}.json", warehouse.snapshots / f"{known.id}.json"
    for path in (warehouse.folder / "names.json", *sorted((warehouse.folder / "profiles").glob("*.toml"))):
        name = path.relative_to(warehouse.folder).as_posix()
        if KEPT.fullmatch(name) and path.is_file():
            yield name, path


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _add_file(archive: zipfile.ZipFile, name: str, path: Path) -> str:
    with path.open("rb") as source:
        return _add(archive, name, source)


def _add(archive: zipfile.ZipFile, name: str, source: IO[bytes]) -> str:
    """Add a member, a piece at a time. Returns the SHA-256 of its content."""
    member = zipfile.ZipInfo(name)  # without a date: the same warehouse gives the same archive
    member.compress_type = zipfile.ZIP_STORED if name.endswith(".parquet") else zipfile.ZIP_DEFLATED
    digest = hashlib.sha256()
    with archive.open(member, "w", force_zip64=True) as target:
        while piece := source.read(_AT_ONCE):
            digest.update(piece)
            target.write(piece)
    return digest.hexdigest()


def seal_of(handle: IO[bytes]) -> bytes:
    """The SHA-256 of an archive but for its last characters, which are this seal."""
    left = handle.seek(0, os.SEEK_END) - _DIGITS
    handle.seek(0)
    digest = hashlib.sha256()
    while left > 0 and (piece := handle.read(min(_AT_ONCE, left))):
        digest.update(piece)
        left -= len(piece)
    return digest.hexdigest().encode()


def proof(warehouse: Warehouse, snapshot: str | None) -> dict[str, Any] | None:
    """What the tables of a snapshot hold, to compare with what is built from the archive."""
    if snapshot is None or not warehouse.is_intact(snapshot, thorough=True):
        return None
    with warehouse.open(snapshot) as connection:
        if not built.is_built(connection):
            return None
        return {**built_by(), "tables": comparison.contents(connection)}


def built_by() -> dict[str, str]:
    """What must be the same for two builds to be compared."""
    return {"models": built.fingerprint(), "duckdb": duckdb.__version__}
