"""Snapshots built from nothing, out of the records and rows of their imports.

So a snapshot is proved or put back (``rebuild``), one import is taken back while the others stay
(``take_back``), and what an older program built comes up to this one (``bring_up_to_date``).
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from reform.common.sql_files import model
from reform.models import build, built
from reform.pipeline.assertions import check_books
from reform.pipeline.merge import repeat
from reform.pipeline.progress import Progress, quiet
from reform.pipeline.rebuild_result import NotRepeatable, Overtaken, Rebuilt, UnknownImport
from reform.pipeline.up_to_date import columns, is_up_to_date, missing
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
    if not built.is_built(connection):
        built.create_tables(connection)
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


def _complete(connection: duckdb.DuckDBPyConnection) -> None:
    """Add what was declared since; it is missing in every row."""
    built.create_tables(connection)
    there = {(table, column) for table, column, _kind in columns(connection)}
    for table, column, kind in sorted(missing(connection)):
        if (table, column) not in there:
            connection.execute(model("storage/tables/add_column", kept=table, field=column, kind=kind))
