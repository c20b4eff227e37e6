"""A file into a published snapshot: the one place where intake and warehouse meet.

``check`` tells what would happen and writes nothing; ``load`` does it. All files of one call are
published together or not at all; by default a file with a rejected row is refused whole.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import duckdb
import pyarrow as pa

from reform import model as models
from reform.intake import Options, Reject, Taken
from reform.intake.matching import match, no_dataset
from reform.intake.rows import take
from reform.privacy import scrub
from reform.readers import FileRefused, Source, TextTable, open_tables
from reform.sql import model
from reform.warehouse import Draft, Warehouse, scratch

Progress = Callable[[str, str], None]


def quiet(step: str, subject: str) -> None:
    """Progress nobody watches."""


@dataclass(frozen=True, slots=True)
class Balance:
    """read = accepted_new + accepted_correction + unchanged + rejected + skipped."""

    read: int = 0
    accepted_new: int = 0
    accepted_correction: int = 0
    unchanged: int = 0
    rejected: int = 0
    skipped: int = 0

    def __add__(self, other: "Balance") -> "Balance":
        return Balance(*(getattr(self, n) + getattr(other, n) for n in self.__slots__))

    def as_dict(self) -> dict[str, int]:
        """The account by name."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class TableReport:
    """What happens to one sheet or text file."""

    taken: Taken
    balance: Balance
    sha256: str


@dataclass
class Report:
    """What happens to the files of one call. ``problems`` are files refused with one sentence each."""

    tables: list[TableReport] = field(default_factory=list)
    problems: list[FileRefused] = field(default_factory=list)
    ignored: list[tuple[str, str | None]] = field(default_factory=list)
    accept_good: bool = False
    snapshot: str | None = None

    @property
    def balance(self) -> Balance:
        """The account over all tables."""
        return sum((table.balance for table in self.tables), Balance())

    @property
    def rejects(self) -> list[Reject]:
        """All refused cells in the order of the files."""
        return [reject for table in self.tables for reject in table.taken.rejects]

    @property
    def refused(self) -> bool:
        """Whether nothing may be published."""
        return bool(self.problems) or (self.balance.rejected > 0 and not self.accept_good)

    @property
    def changes(self) -> bool:
        """Whether any row is new or corrected."""
        return self.balance.accepted_new + self.balance.accepted_correction > 0


def check(
    warehouse: Warehouse,
    sources: Sequence[Source],
    options: Options,
    *,
    today: date,
    progress: Progress = quiet,
) -> Report:
    """What loading would do, against what is loaded now. Writes nothing."""
    report, tables = _read(sources, options, today, progress)
    report.tables = _rehearse(warehouse, tables)
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

    Files that change nothing publish nothing: the report then has no snapshot.
    """
    report, tables = _read(sources, options, today, progress)
    report.accept_good = accept_good
    if report.problems or (not accept_good and any(taken.rejected for taken, _ in tables)):
        report.tables = _rehearse(warehouse, tables)
        return report
    with warehouse.build() as draft:
        models.declare(draft.connection)
        report.tables = _merge_all(draft, tables, options)
        if not report.changes:
            draft.abandon()
            return report
        models.derive(draft.connection, lambda step: progress("derive", step))
        _check_books(draft.connection)
        draft.files = [_summary(table) for table in report.tables]
    report.snapshot = draft.id
    return report


def _read(
    sources: Sequence[Source], options: Options, today: date, progress: Progress
) -> tuple[Report, list[tuple[Taken, str]]]:
    report = Report()
    tables: list[tuple[Taken, str]] = []
    for source in sources:
        progress("read", scrub(source.name)[0])
        if source.name.lower().endswith(".md"):  # the note that lies beside the sample's files
            report.ignored.append((scrub(source.name)[0], None))
            continue
        try:
            tables += _read_one(source, options, today, report)
        except FileRefused as refused:
            report.problems.append(refused)
    return report, tables


def _read_one(source: Source, options: Options, today: date, report: Report) -> list[tuple[Taken, str]]:
    sha256 = _sha256(source)
    opened = open_tables(source)
    found = [(table, match(table, options)) for table in opened]
    taken = [(take(table, m, options, today), sha256) for table, m in found if m is not None]
    if not taken:
        raise no_dataset(_widest(opened), options)
    if all(t.read - t.skipped == 0 for t, _ in taken):
        raise FileRefused("file_no_rows", {}, file=taken[0][0].file, sheet=taken[0][0].sheet)
    report.ignored += [
        (table.file, table.sheet) for table, m in found if m is None and any(map(any, table.head))
    ]
    return taken


def _widest(tables: Sequence[TextTable]) -> TextTable:
    return max(tables, key=lambda table: max((sum(map(bool, cells)) for cells in table.head), default=0))


def _sha256(source: Source) -> str:
    with source.open() as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()  # type: ignore[arg-type]


# merging --------------------------------------------------------------------------------------


def _rehearse(warehouse: Warehouse, tables: list[tuple[Taken, str]]) -> list[TableReport]:
    """Judge the rows against what is loaded now, in memory: the warehouse's folder stays as it is."""
    with scratch() as connection:
        models.declare(connection)
        if warehouse.current() is not None:
            with warehouse.open() as current:
                for dataset in {taken.dataset for taken, _ in tables}:
                    kept = current.sql(model("merge/kept", kept=f"raw.{dataset}")).to_arrow_table()
                    connection.register("kept_rows", kept)
                    connection.execute(model("merge/copy", kept=f"raw.{dataset}"))
                    connection.unregister("kept_rows")
        return [_merge(connection, taken, sha256, number=0) for taken, sha256 in tables]


def _merge_all(draft: Draft, tables: list[tuple[Taken, str]], options: Options) -> list[TableReport]:
    ((last,),) = draft.connection.execute(model("merge/last_import")).fetchall()
    reports = []
    for number, (taken, sha256) in enumerate(tables, start=last + 1):
        report = _merge(draft.connection, taken, sha256, number)
        reports.append(report)
        _record(draft.connection, report, options, number)
    return reports


def _merge(connection: duckdb.DuckDBPyConnection, taken: Taken, sha256: str, number: int) -> TableReport:
    """Judge every accepted row against what is kept, put it in place, and close the account."""
    names = {"kept": f"raw.{taken.dataset}", "history": f"history.{taken.dataset}"}
    order = pa.array(range(taken.rows.num_rows), pa.int64())
    connection.register("staged", taken.rows.append_column("source_order", order))
    connection.execute(model("merge/judge", **names))
    outcomes = dict(connection.execute(model("merge/outcomes")).fetchall())
    connection.execute(model("merge/moves"), {"import_id": number})
    connection.execute(model("merge/apply", **names))
    connection.unregister("staged")
    return TableReport(taken, _account(taken, outcomes), sha256)


def _account(taken: Taken, outcomes: dict[str, int]) -> Balance:
    return Balance(
        read=taken.read,
        accepted_new=outcomes.get("new", 0),
        accepted_correction=outcomes.get("correction", 0),
        unchanged=outcomes.get("unchanged", 0),
        rejected=taken.rejected,
        skipped=taken.skipped,
    )


def _record(
    connection: duckdb.DuckDBPyConnection, report: TableReport, options: Options, number: int
) -> None:
    taken = report.taken
    row: dict[str, Any] = {
        "import_id": number,
        "loaded_at": datetime.now().replace(microsecond=0),
        "file": taken.file,
        "sheet": taken.sheet,
        "dataset": taken.dataset,
        "sha256": report.sha256,
        "profile": options.profile.name or None,
        "calendar": options.profile.calendar,
        "dropped_columns": taken.dropped,
        "scrubbed": taken.scrubbed,
        **report.balance.as_dict(),
    }
    connection.execute(model("merge/record"), row)
    refused = [
        {
            "import_id": number,
            "row_no": reject.row,
            "column_header": reject.column,
            "value": reject.value,
            "rule": reject.rule,
            "words": json.dumps(reject.words, ensure_ascii=False),
        }
        for reject in taken.rejects
    ]
    if refused:
        connection.register("refused", pa.Table.from_pylist(refused))
        connection.execute(model("merge/record_rejects"))
        connection.unregister("refused")


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
