"""Snapshots built from nothing, out of the records and rows of their imports.

So a snapshot is proved or put back (``rebuild``), one import is taken back while the others stay
(``take_back``), and what an older program built comes up to this one (``bring_up_to_date``).
"""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import Lock

import duckdb

import reform
from reform.common.caching import PROCESS
from reform.common.database import scratch
from reform.common.sql_files import model
from reform.models import build
from reform.pipeline.assertions import check_books
from reform.pipeline.load_report import Progress, quiet
from reform.pipeline.merge import repeat
from reform.pipeline.rebuild_result import NotRepeatable, Overtaken, Rebuilt, UnknownImport
from reform.schema.datasets import datasets
from reform.storage import Draft, Snapshot, UnknownSnapshot, Warehouse, import_records
from reform.storage.comparison import differing
from reform.storage.import_records import DamagedImport, Import

# building -------------------------------------------------------------------------------------


def replay(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    records: Sequence[Import],
    progress: Progress = quiet,
) -> list[Import]:
    """Fill an empty or blank snapshot with these imports, one after another, and derive the facts.

    Returns the records with the accounts as they come out now.
    """
    if not build.is_built(connection):
        build.create_tables(connection)
    done = []
    for record in records:
        progress("read", record.file)
        connection.execute(model("pipeline/merge/change_log"))
        done.append(repeat(connection, record, import_records.rows_of(folder, record)))
    connection.execute(model("pipeline/merge/change_log"))
    build.build_all(connection, lambda step: progress("derive", step), changed=datasets())
    check_books(connection)
    return done


def _replay_into(draft: Draft, records: Sequence[Import], progress: Progress) -> None:
    """The same for a draft; a record whose account changed is written anew."""
    draft.records = []
    for before, after in zip(
        records, replay(draft.connection, draft.imports, records, progress), strict=True
    ):
        draft.records.append(after.address)
        if after != before:
            path = draft.imports / f"{after.import_id}.json.building"
            draft.rows[path] = import_records.write(after, path)


def _known(warehouse: Warehouse, snapshot: str | None) -> Snapshot:
    """The manifest of a snapshot whose imports can be repeated; of the published one, if none is named.

    Where nobody can tell which was published, the newest one.
    """
    snapshot = snapshot or warehouse.published() or next(iter(warehouse.newest_first()), None)
    known = warehouse.manifest(snapshot) if snapshot else None
    if known is None:
        if snapshot is not None:
            warehouse.require_manifest(snapshot)
        raise UnknownSnapshot(snapshot or "")
    if not known.is_repeatable:
        raise NotRepeatable(known.id)
    return known


def rebuild(
    warehouse: Warehouse, snapshot: str | None = None, *, check: bool = False, progress: Progress = quiet
) -> Rebuilt:
    """Build a snapshot (the published one) again from nothing and compare it with its file.

    The published one comes out as a new snapshot with the same imports, an older one in its own place;
    with ``check`` nothing is kept. Raises ``UnknownSnapshot``, ``NotRepeatable``, ``DamagedImport``, and
    ``Overtaken`` when somebody published meanwhile.
    """
    known = _known(warehouse, snapshot)
    records = import_records.read_all(warehouse.imports, known.imports)
    if not check and known.id != warehouse.published():
        with warehouse.put_back(known.id, build.blank) as connection:
            replay(connection, warehouse.imports, records, progress)
            differs = differing(connection, warehouse, known.id)
        return Rebuilt("rebuilt", known.id, known.id, len(records), differs)
    with warehouse.build(anew=True, blank=build.blank) as draft:
        overtaken = not check and known.id != warehouse.published()
        if check or overtaken:
            draft.abandon()
        if not overtaken:
            _replay_into(draft, records, progress)
            differs = differing(draft.connection, warehouse, known.id)
        draft.did, draft.subject, draft.lost = "rebuilt", known.id, list(known.lost)
    if overtaken:
        raise Overtaken
    return Rebuilt("rebuilt", known.id, None if check else draft.id, len(records), differs)


def take_back(
    warehouse: Warehouse, number: int, *, expected: str | None = None, progress: Progress = quiet
) -> Rebuilt:
    """Take one import back and keep the others: a new snapshot from the records without that one.

    What rested on it is judged anew: a correction of its rows becomes new, a refusal it settled waits again.
    ``expected`` names the snapshot the reader saw. Raises ``UnknownImport``, ``NotRepeatable``,
    ``DamagedImport``, ``Overtaken``.
    """
    known = _known(warehouse, None)
    records = import_records.read_all(warehouse.imports, known.imports)
    kept = [record for record in records if record.import_id != number]
    taken = [record for record in records if record.import_id == number]
    if not taken:
        raise UnknownImport(number)
    with warehouse.build(anew=True, blank=build.blank) as draft:
        overtaken = known.id != warehouse.published() or expected not in (None, known.id)
        if overtaken:
            draft.abandon()
        else:
            _replay_into(draft, kept, progress)
        draft.did, draft.subject, draft.lost = "took_back", f"{number} · {taken[0].file}", list(known.lost)
    if overtaken:
        raise Overtaken
    return Rebuilt("took_back", known.id, draft.id, len(kept))


def bring_up_to_date(warehouse: Warehouse, progress: Progress = quiet) -> Rebuilt | None:
    """Build the current snapshot again if another program built it; None when there was nothing to do.

    The old one is kept and served until the new one is good. Where the imports cannot be repeated (no
    records, or damaged), the facts are derived anew from the rows kept in a copy.
    """
    current = warehouse.current()
    known = warehouse.manifest(current) if current else None
    if known is None or is_up_to_date(warehouse, known.id):
        return None
    records, damaged = None, None
    try:
        records = import_records.read_all(warehouse.imports, known.imports) if known.is_repeatable else None
    except DamagedImport as problem:
        damaged = "、".join(problem.names)
    with warehouse.build(anew=records is not None, blank=build.blank) as draft:
        if draft.parent != known.id:  # somebody loaded meanwhile, with this program
            draft.abandon()
        elif records is not None:
            _replay_into(draft, records, progress)
        else:
            _complete(draft.connection)
            build.build_all(draft.connection, lambda step: progress("derive", step))
            check_books(draft.connection)
        draft.did, draft.subject = "upgraded", known.id
    if draft.abandoned:
        return None
    did = "derived" if records is None else "upgraded"
    return Rebuilt(did, known.id, draft.id, len(known.imports), damaged=damaged)


# what an older program left -------------------------------------------------------------------


_up_to_date = PROCESS.new(200)
_one_looks = Lock()


def is_up_to_date(warehouse: Warehouse, snapshot: str) -> bool:
    """Whether this program built a snapshot and finds all it declares in it; looked at once per process."""
    key = key_of(warehouse, snapshot)
    if key in _up_to_date:
        return True
    with _one_looks:  # after a publication all readers come at once
        if key in _up_to_date:
            return True
        with warehouse.open(snapshot) as connection:
            fits = build.is_built(connection) and not _missing(connection)
        if fits:
            _up_to_date[key] = True
        return fits


def was_loaded_on(warehouse: Warehouse, base: str | None, snapshot: str) -> None:
    """This program has just loaded a snapshot: if the one before was in order, this one is."""
    known = warehouse.manifest(snapshot)
    if known is None or known.parent != base or not warehouse.path(snapshot).exists():
        return
    if base is None or (warehouse.path(base).exists() and key_of(warehouse, base) in _up_to_date):
        _up_to_date[key_of(warehouse, snapshot)] = True


def is_of_a_newer_program(warehouse: Warehouse, snapshot: str) -> bool:
    """Whether a later version than this one built a snapshot: the two would build it anew in turns."""
    known = warehouse.manifest(snapshot)
    return known is not None and _version(known.version) > _version(reform.__version__)


def _version(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def key_of(warehouse: Warehouse, snapshot: str) -> tuple[str, ...]:
    """What tells a snapshot's file, and this program, from any other."""
    path = warehouse.path(snapshot)
    return str(path), str(path.stat().st_mtime_ns), build.fingerprint()


def _columns(connection: duckdb.DuckDBPyConnection) -> set[tuple[str, str, str]]:
    return set(connection.execute(model("storage/tables/declared_columns")).fetchall())


def _missing(connection: duckdb.DuckDBPyConnection) -> frozenset[tuple[str, str, str]]:
    """Declared columns a snapshot has not, or has with another type: table, column, type."""
    return _declared(build.fingerprint()) - _columns(connection)


@cache
def _declared(_by: str) -> frozenset[tuple[str, str, str]]:
    """What this program declares; ``_by`` is its fingerprint."""
    with scratch() as connection:
        build.create_tables(connection)
        return frozenset(_columns(connection))


def _complete(connection: duckdb.DuckDBPyConnection) -> None:
    """Add what was declared since; it is missing in every row."""
    build.create_tables(connection)
    there = {(table, column) for table, column, _kind in _columns(connection)}
    for table, column, kind in sorted(_missing(connection)):
        if (table, column) not in there:
            connection.execute(model("storage/tables/add_column", kept=table, field=column, kind=kind))
