"""A file into a published snapshot: the one place where intake and warehouse meet.

``check`` tells what would happen and writes nothing; ``load`` does it. All files of one call are
published together or not at all; by default a file with a rejected row is refused whole.
"""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import date
from functools import partial
from typing import Any

import duckdb

from reform.common import failpoints
from reform.common.database import scratch
from reform.common.i18n import either
from reform.common.redaction import scrub_name
from reform.common.sql_files import model
from reform.ingest.matching.matching import Matching, match_all
from reform.ingest.readers import FileRefused, Source, open_tables
from reform.ingest.result import Options
from reform.ingest.table import ingest_table
from reform.models import build
from reform.models.departments import resolve
from reform.pipeline.assertions import check_books
from reform.pipeline.existing_rows import Published
from reform.pipeline.load_report import Ignored, Report, TableReport
from reform.pipeline.merge import Merger
from reform.storage import Warehouse, import_records

Progress = Callable[[str, str], None]

# What tells of completed cases: each may be told once.
COUNTED = ("cases", "case_counts")


def quiet(step: str, subject: str) -> None:
    """Progress nobody watches."""


def check(
    warehouse: Warehouse,
    sources: Sequence[Source],
    options: Options,
    *,
    today: date,
    progress: Progress = quiet,
) -> Report:
    """What loading would do, against what is loaded now. Writes nothing."""
    current = warehouse.served()
    with scratch() as connection, warehouse.open(current) if current else nullcontext(connection) as kept:
        connection.execute(model("models/ddl/snapshot_tables"))
        published = Published(kept)
        published.lend_past(connection)
        merger = Merger(connection, options, published=published)
        report = take_in(sources, merger, options, today, progress)
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
) -> Report:
    """Check the files and publish their rows as one new snapshot, unless anything is refused.

    Files that change nothing publish nothing: the report then has no snapshot. Raises ``NothingIntact``
    rather than begin an empty county in the place of a damaged one.
    """
    names = [scrub_name(source.name) for source in sources]
    with warehouse.build(names, blank=build.blank) as draft:
        if not build.is_built(draft.connection):
            build.create_tables(draft.connection)
        first = import_records.next_number(warehouse.history())
        merger = Merger(draft.connection, options, folder=draft.imports, first=first)
        report = take_in(sources, merger, options, today, progress)
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


def _refuse_counting_twice(connection: duckdb.DuckDBPyConnection, report: Report) -> None:
    """Two cubes of the same cases, or a cube beside the cases themselves, would make every sum wrong."""
    met = [table.taken for table in report.tables if table.taken.dataset in COUNTED]
    if not met or not connection.table("raw.case_counts").limit(1).fetchall():
        return
    ((items, first, last),) = connection.execute(model("pipeline/merge/double_counted")).fetchall()
    if items:
        words = {"items": items, "first": first, "last": last}
        report.problems.append(FileRefused("counted_twice", words, file=met[-1].file, sheet=met[-1].sheet))


def _ask_about_departments(connection: duckdb.DuckDBPyConnection, report: Report) -> None:
    """Where the item list came, tell which of its departments were kept apart."""
    if any(table.taken.dataset in ("items", "departments") for table in report.tables):
        report.apart = resolve.kept_apart(connection)


def _derived(progress: Progress, step: str) -> None:
    failpoints.failpoint(f"before {step}")
    progress("derive", step)


def take_in(
    sources: Sequence[Source], merger: Merger, options: Options, today: date, progress: Progress
) -> Report:
    """Take the files into the kept rows of the merger's connection, one after another."""
    report = Report(replaces=options.replaces is not None)
    for source in sources:
        failpoints.failpoint("before reading")
        progress("read", scrub_name(source.name))
        if source.name.lower().endswith(".md"):  # the note that lies beside the sample's files
            report.ignored.append(Ignored(scrub_name(source.name), None))
            continue
        try:
            report.tables += _take_file(source, merger, options, today, report)
        except FileRefused as refused:
            report.problems.append(refused)
    return report


def _take_file(
    source: Source, merger: Merger, options: Options, today: date, report: Report
) -> list[TableReport]:
    sha256 = _sha256(source)
    matching = match_all(open_tables(source), options)
    if options.replaces is not None:
        _require_periods(matching)
    taken = [merger.take(m, partial(ingest_table, table, m, today), sha256) for table, m in matching.found]
    if all(table.balance.read == table.balance.skipped for table in taken):
        raise FileRefused("file_no_rows", {}, file=taken[0].taken.file, sheet=taken[0].taken.sheet)
    report.ignored += [
        Ignored(scrub_name(table.file), scrub_name(table.sheet) if table.sheet else None, reason)
        for table, reason in matching.left_out
    ]
    return taken


def _require_periods(matching: Matching) -> None:
    for table, m in matching.found:
        if m.dataset.period is None:
            words = {"dataset": either(m.dataset.title)}
            raise FileRefused("no_period", words, file=table.file, sheet=table.sheet)


def _sha256(source: Source) -> str:
    with source.open() as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()  # type: ignore[arg-type]


def _summary(table: TableReport) -> dict[str, Any]:
    taken = table.taken
    return {
        "import_id": table.import_id,
        "file": taken.file,
        "sheet": taken.sheet,
        "dataset": taken.dataset,
        "sha256": table.sha256,
        **table.balance.as_dict(),
        "dropped_columns": taken.dropped,
        "withdrawn": table.withdrawn,
        "resolved": table.resolved,
    }
