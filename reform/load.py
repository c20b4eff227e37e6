"""A file into a published snapshot: the one place where intake and warehouse meet.

``check`` tells what would happen and writes nothing; ``load`` does it. All files of one call are
published together or not at all; by default a file with a rejected row is refused whole.
"""

import hashlib
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

import duckdb
import pyarrow as pa

from reform import model as models
from reform.accounts import Balance, Report, TableReport
from reform.intake import Options
from reform.intake.matching import match, no_dataset
from reform.intake.rows import take
from reform.merging import Merger
from reform.privacy import scrub
from reform.readers import FileRefused, Source, TextTable, open_tables
from reform.sql import model
from reform.warehouse import Warehouse, scratch

Progress = Callable[[str, str], None]


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
    current = warehouse.current()
    with scratch() as connection:
        models.declare(connection)
        if current is None:
            return _take_in(sources, Merger(connection, options), options, today, progress)
        with warehouse.open(current) as published:
            merger = Merger(connection, options, partial(_kept_rows, published))
            return _take_in(sources, merger, options, today, progress)


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

    Files that change nothing publish nothing: the report then has no snapshot.
    """
    with warehouse.build() as draft:
        models.declare(draft.connection)
        report = _take_in(sources, Merger(draft.connection, options), options, today, progress)
        report.accept_good = accept_good
        if report.refused or not report.changes:
            draft.abandon()
            return report
        models.derive(draft.connection, lambda step: progress("derive", step))
        _check_books(draft.connection)
        draft.files = [_summary(table) for table in report.tables]
    report.snapshot = draft.id
    return report


def _take_in(
    sources: Sequence[Source], merger: Merger, options: Options, today: date, progress: Progress
) -> Report:
    report = Report()
    for source in sources:
        progress("read", scrub(source.name)[0])
        if source.name.lower().endswith(".md"):  # the note that lies beside the sample's files
            report.ignored.append((scrub(source.name)[0], None))
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
    opened = open_tables(source)
    found = [(table, match(table, options)) for table in opened]
    taken = [
        merger.take(m.dataset.name, partial(take, table, m, options, today), sha256)
        for table, m in found
        if m is not None
    ]
    if not taken:
        raise no_dataset(_widest(opened), options)
    if all(table.balance.read == table.balance.skipped for table in taken):
        raise FileRefused("file_no_rows", {}, file=taken[0].taken.file, sheet=taken[0].taken.sheet)
    report.ignored += [
        (table.file, table.sheet) for table, m in found if m is None and any(map(any, table.head))
    ]
    return taken


def _kept_rows(published: duckdb.DuckDBPyConnection, dataset: str, hashes: pa.Table) -> pa.Table:
    """The rows a snapshot keeps under the keys asked for."""
    published.register("asked_keys", hashes)
    return published.sql(model("merge/kept", kept=f"raw.{dataset}")).to_arrow_table()


def _widest(tables: Sequence[TextTable]) -> TextTable:
    return max(tables, key=lambda table: max((sum(map(bool, cells)) for cells in table.head), default=0))


def _sha256(source: Source) -> str:
    with source.open() as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()  # type: ignore[arg-type]


class UnbalancedBooks(Exception):
    """A row went missing between file and snapshot: a fault of the program, never published."""


def _check_books(connection: duckdb.DuckDBPyConnection) -> None:
    failed = connection.execute(model("checks")).fetchall()
    if failed:
        raise UnbalancedBooks("; ".join(str(row[0]) for row in failed))


def _summary(table: TableReport) -> dict[str, Any]:
    taken = table.taken
    return {
        "file": taken.file,
        "sheet": taken.sheet,
        "dataset": taken.dataset,
        "sha256": table.sha256,
        **table.balance.as_dict(),
        "dropped_columns": taken.dropped,
    }


__all__ = ["Balance", "Report", "TableReport", "check", "load"]
