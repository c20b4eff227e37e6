"""A file into a published snapshot: the one place where intake and warehouse meet.

``check`` tells what would happen and writes nothing; ``load`` does it. All files of one call are
published together or not at all; by default a file with a rejected row is refused whole.
"""

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date
from functools import partial
from typing import Any

import duckdb

from reform.common import failpoints
from reform.common.database import scratch
from reform.common.sql_files import model
from reform.ingest.readers import FileRefused, Source
from reform.ingest.result import Options
from reform.models import build, built
from reform.models.departments import resolve
from reform.pipeline.assertions import check_books
from reform.pipeline.existing_rows import Published
from reform.pipeline.load_report import LoadReport, TableReport
from reform.pipeline.merge import Merger
from reform.pipeline.progress import Progress, quiet
from reform.pipeline.reading import ReadFiles
from reform.storage import Warehouse, import_records

# What tells of completed cases: each may be told once.
COUNTED = ("cases", "case_counts")


def check(
    warehouse: Warehouse,
    sources: Sequence[Source],
    options: Options,
    *,
    today: date,
    progress: Progress = quiet,
) -> LoadReport:
    """What loading would do, against what is loaded now. Writes nothing."""
    with ReadFiles(sources, options, today, in_memory=True, progress=progress) as files:
        return check_read(warehouse, files)


def check_read(warehouse: Warehouse, files: ReadFiles) -> LoadReport:
    """What loading files would do that are read, or will be now and stay so. Writes nothing."""
    current = warehouse.served()
    with scratch() as connection, warehouse.open(current) if current else nullcontext(connection) as kept:
        connection.execute(model("models/ddl/snapshot_tables"))
        published = Published(kept)
        published.lend_past(connection)
        merger = Merger(connection, files.options, published=published)
        report = merge_all(files, merger)
        if report.tables:
            for name in ("items", "departments"):
                published.lend(connection, name)
            build.match_items(connection)
            merger.count_unmatched(report.tables)
            _ask_about_departments(connection, report)
        return report


def load(
    warehouse: Warehouse,
    sources: Sequence[Source],
    options: Options,
    *,
    today: date,
    accept_good: bool = False,
    progress: Progress = quiet,
    checked: ReadFiles | None = None,
) -> LoadReport:
    """Check the files and publish their rows as one new snapshot, unless anything is refused.

    ``checked``: the same files as they were read for a check; they are not read again. Files that change
    nothing publish nothing: the report then has no snapshot. Raises ``NothingIntact`` rather than begin an
    empty county in the place of a damaged one.
    """
    names = [source.display_name for source in sources]
    with warehouse.build(names, blank=build.blank) as draft:
        if not built.is_built(draft.connection):
            built.create_tables(draft.connection)
        first = import_records.next_number(warehouse)
        merger = Merger(draft.connection, options, folder=draft.imports, first=first)
        if checked is not None:
            report = merge_all(checked, merger)
        else:
            with ReadFiles(sources, options, today, folder=draft.imports, progress=progress) as files:
                report = merge_all(files, merger)
        draft.rows = merger.files
        report.accept_good = accept_good
        if report.refused or not report.changes:
            draft.abandon()
            return report
        followed = build.update_incrementally(draft.connection, partial(_derived, progress))
        _refuse_counting_twice(draft.connection, report)
        if report.refused:
            draft.abandon()
            return report
        merger.count_unmatched(report.tables)
        _ask_about_departments(draft.connection, report)
        check_books(draft.connection, followed=followed)
        failpoints.failpoint("books checked")
        draft.records = merger.records(draft.records)
        draft.files = [_summary(table) for table in report.tables]
    report.snapshot = draft.id
    return report


def _refuse_counting_twice(connection: duckdb.DuckDBPyConnection, report: LoadReport) -> None:
    """Two cubes of the same cases, or a cube beside the cases themselves, would make every sum wrong."""
    met = [table.result for table in report.tables if table.result.dataset in COUNTED]
    if not met or not connection.table("raw.case_counts").limit(1).fetchall():
        return
    ((items, first, last),) = connection.execute(model("pipeline/merge/double_counted")).fetchall()
    if items:
        words = {"items": items, "first": first, "last": last}
        report.problems.append(FileRefused("counted_twice", words, file=met[-1].file, sheet=met[-1].sheet))


def _ask_about_departments(connection: duckdb.DuckDBPyConnection, report: LoadReport) -> None:
    """Where the item list came, tell which of its departments were kept apart."""
    if any(table.result.dataset in ("items", "departments") for table in report.tables):
        report.apart = resolve.kept_apart(connection)


def _derived(progress: Progress, step: str) -> None:
    failpoints.failpoint(f"before {step}")
    progress("derive", step)


def merge_all(files: ReadFiles, merger: Merger) -> LoadReport:
    """Put the rows of the files into the kept rows of the merger's connection, one file after another."""
    report = LoadReport(replaces=files.options.replaces is not None)
    for file in files:
        report.ignored += file.left_out
        report.problems += [file.refused] if file.refused else []
        for table in file.tables:
            try:
                report.tables.append(merger.take(table))
            except FileRefused as refused:
                report.problems.append(refused)
    return report


def _summary(table: TableReport) -> dict[str, Any]:
    result = table.result
    return {
        "import_id": table.import_id,
        "file": result.file,
        "sheet": result.sheet,
        "dataset": result.dataset,
        "sha256": table.sha256,
        **table.balance.as_dict(),
        "dropped_columns": result.dropped,
        "withdrawn": table.withdrawn,
        "resolved": table.resolved,
    }
