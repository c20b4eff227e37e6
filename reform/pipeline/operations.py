"""Warehouse operations shared by the CLI and the UI. Each writes an event-log entry."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import reform.pipeline.backup
import reform.pipeline.load
import reform.pipeline.restore
from reform.common.actor import COMMAND_LINE, Actor
from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.pipeline import rebuild, up_to_date, upgrade
from reform.pipeline.load_report import LoadReport
from reform.pipeline.progress import Progress, quiet
from reform.pipeline.reading import ReadFiles
from reform.pipeline.rebuild_result import Rebuilt
from reform.storage import Snapshot, StateGone, Warehouse, event_log

# loading and taking back ----------------------------------------------------------------------


def load(
    warehouse: Warehouse,
    sources: Sequence[Source],
    options: Options,
    *,
    today: date,
    accept_good: bool = False,
    progress: Progress = quiet,
    checked: ReadFiles | None = None,
    by: Actor = COMMAND_LINE,
) -> LoadReport:
    """Load files into a warehouse, which is brought up to date first; see ``load.load``.

    Raises ``OSError`` and ``NothingIntact``: then nothing is published.
    """
    with event_log.timed(warehouse.folder, "load", files=len(sources), by=by) as told:
        renewed = upgrade.upgrade(warehouse, progress)
        base = warehouse.current()
        report = reform.pipeline.load.load(
            warehouse,
            sources,
            options,
            today=today,
            accept_good=accept_good,
            progress=progress,
            checked=checked,
        )
        if report.snapshot:
            up_to_date.was_loaded_on(warehouse, base, report.snapshot)
        report.renewed = renewed
        told.update(log_load(warehouse.folder, report, by))
    return report


def undo(
    warehouse: Warehouse, expected: str | None = None, *, by: Actor = COMMAND_LINE
) -> tuple[Snapshot, str | None]:
    """Go back to the state before the last load; one that was cleaned away is built again first.

    Raises ``NothingToUndo``, ``OSError``, and what ``rebuild`` raises.
    """
    try:
        undone, now = warehouse.undo(expected)
    except StateGone as gone:
        seen = expected or warehouse.current()
        put_back(warehouse, gone.snapshot, by=by)
        undone, now = warehouse.undo(seen)
    event_log.event(warehouse.folder, "undo", snapshot=undone.id, now_current=now, by=by)
    return undone, now


def take_back(
    warehouse: Warehouse,
    number: int,
    *,
    expected: str | None = None,
    progress: Progress = quiet,
    by: Actor = COMMAND_LINE,
) -> Rebuilt:
    """Take one import back, the others stay. Raises ``ReformError`` and ``OSError``."""
    with event_log.timed(warehouse.folder, "take_back", by=by) as told:
        done = rebuild.take_back(warehouse, number, expected=expected, progress=progress)
        told.update(snapshot=done.snapshot, imports=done.imports)
    return done


def name(warehouse: Warehouse, snapshot: str, label: str, *, by: Actor = COMMAND_LINE) -> str:
    """Name a snapshot. Raises ``UnknownSnapshot``, ``NameTaken`` and ``OSError``."""
    label = warehouse.name(snapshot, label)
    event_log.event(warehouse.folder, "name", snapshot=snapshot, by=by)
    return label


# building again -------------------------------------------------------------------------------


def build_again(
    warehouse: Warehouse,
    snapshot: str | None = None,
    *,
    check: bool = False,
    progress: Progress = quiet,
    by: Actor = COMMAND_LINE,
) -> Rebuilt:
    """``rebuild.rebuild``, told to the log unless it only compares. Raises the same."""
    if check:
        return rebuild.rebuild(warehouse, snapshot, check=True, progress=progress)
    if snapshot not in (None, warehouse.published()):
        return put_back(warehouse, str(snapshot), progress=progress, by=by)
    with event_log.timed(warehouse.folder, "rebuild", by=by) as told:
        done = rebuild.rebuild(warehouse, snapshot, progress=progress)
        told.update(snapshot=done.snapshot, imports=done.imports)
    return done


def put_back(
    warehouse: Warehouse,
    snapshot: str,
    *,
    progress: Progress = quiet,
    by: Actor = COMMAND_LINE,
) -> Rebuilt:
    """Build an older snapshot again in its own place. Raises ``ReformError`` and ``OSError``."""
    with event_log.timed(warehouse.folder, "put_back", snapshot=snapshot, by=by) as told:
        done = rebuild.rebuild(warehouse, snapshot, progress=progress)
        told.update(imports=done.imports)
    return done


# backups --------------------------------------------------------------------------------------


def backup(warehouse: Warehouse, file: Path, *, by: Actor = COMMAND_LINE) -> int:
    """Write a backup. Returns how many files are in it; raises what ``backup.write`` raises."""
    with event_log.timed(warehouse.folder, "backup", file=file.name, by=by) as told:
        count = reform.pipeline.backup.write(warehouse, file)
        told["files"] = count
    return count


def restore(
    warehouse: Warehouse,
    file: Path,
    *,
    replace: bool = False,
    progress: Progress = quiet,
    by: Actor = COMMAND_LINE,
) -> Rebuilt:
    """Put a backup in its place. Raises what ``restore.restore`` raises."""
    with event_log.timed(warehouse.folder, "restore", file=file.name, by=by) as told:
        done = reform.pipeline.restore.restore(warehouse, file, replace=replace, progress=progress)
        told.update(snapshot=done.snapshot, imports=done.imports)
    return done


# what else is told ----------------------------------------------------------------------------


def serve(warehouse: Warehouse, port: int, *, by: Actor = COMMAND_LINE) -> None:
    """Tell that the dashboard was started."""
    event_log.event(warehouse.folder, "serve", port=port, version=reform.__version__, by=by)


def tell_faults(warehouse: Warehouse, faults: Iterable[str], *, by: Actor = COMMAND_LINE) -> None:
    """Tell which checks of the doctor found a fault, each once until something else happens."""
    told = set()
    for event in event_log.events(warehouse.folder):
        if event["event"] != "fault":
            break
        told.add(event.get("what"))
    for fault in faults:
        if fault not in told:
            event_log.event(warehouse.folder, "fault", what=fault, by=by)


def log_load(folder: Path, report: LoadReport, by: Actor) -> dict[str, Any]:
    """Tell file by file what a load did. Returns the same of all of them: fields of the load's own event."""
    outcome = "published" if report.snapshot else "refused" if report.refused else "unchanged"
    fields: dict[str, Any] = {"outcome": outcome, "snapshot": report.snapshot}
    for problem in report.problems:
        event_log.event(folder, "file", by, file=problem.file, rule=problem.rule, **fields)
    for table in report.tables:
        of_table = {"file": table.result.file, "dataset": table.result.dataset} | table.balance.as_dict()
        event_log.event(folder, "file", by, **fields | of_table)
    return fields | report.balance.as_dict()
