"""Accepted rows into the kept ones: each is new, a correction or unchanged; nothing replaced is lost.

A load and the replay of its record share one path: rows become the view ``staged``, then ``apply_import``.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from reform.common import failpoints
from reform.common.sql_files import model
from reform.ingest.readers import FileRefused
from reform.ingest.reject_ids import mark_of, member_of
from reform.ingest.result import IngestResult, Options
from reform.ingest.table import prefix
from reform.models import built
from reform.pipeline.existing_rows import Published, copy_kept
from reform.pipeline.load_report import TableReport
from reform.pipeline.reading import ReadTable
from reform.pipeline.same_row import renamed, strangers
from reform.schema.datasets import Dataset, datasets
from reform.storage import import_records
from reform.storage.import_records import Import
from reform.storage.row_balance import RowBalance


class Merger:
    """Takes tables one after another into the kept rows of a connection.

    ``folder`` takes the files of rows and of records that a load publishes. In a check there is none, and
    ``published`` hands over the rows to compare with.
    ``first`` is the number of the first import; no number is given twice.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        options: Options,
        *,
        folder: Path | None = None,
        published: Published | None = None,
        first: int = 1,
    ) -> None:
        self._connection = connection
        self._options = options
        self._folder = folder
        self._published = published
        self.files: dict[Path, str] = {}
        self._records: list[Import] = []
        connection.execute(model("pipeline/merge/change_log"))
        kept = published or Published(connection)
        self._recorded = kept.imports()
        self._first = self._next = max(first, kept.last_import() + 1)

    def take(self, read: ReadTable) -> TableReport:
        """Judge the rows of a table against the kept ones and put them in place.

        Raises ``FileRefused`` where rows must be refused now and the file cannot be read once more to tell
        them; then nothing of the table is in place.
        """
        number = self._next
        self._next += 1
        profile, dataset = read.match.options.profile, read.match.dataset
        read.stage(self._connection)
        failpoints.failpoint("staged")
        self._fetch(dataset, profile.source)
        shared = _begin(self._connection, dataset.name)
        others = strangers(self._connection, dataset, profile) if shared else {}
        if profile.source:
            others |= renamed(self._connection, dataset, profile.source)
        if others:
            self._connection.execute(model("pipeline/merge/drop_staged"))
            try:
                read = read.refusing(others)
            except FileRefused:
                self._connection.rollback()
                self._connection.execute(model("pipeline/merge/drop_staged"))
                raise
            read.stage(self._connection)
        record = _settle(self._connection, self._record(read, number), shared)
        self._records.append(record)
        if self._folder is not None:
            path = self._folder / f"{number}.parquet.building"
            read.put(path)
            self.files[path] = str(read.rows_sha256)
        return TableReport(
            read.result, record.balance, read.sha256, number, record.withdrawn, resolved=record.resolved
        )

    def count_unmatched(self, reports: Sequence[TableReport]) -> None:
        """Tell each table how many of its cases belong to no item. Items must have been derived."""
        asked = {"first_import": self._first}
        counts = dict(self._connection.execute(model("pipeline/merge/count_unmatched"), asked).fetchall())
        for report in reports:
            report.unmatched = counts.get(report.import_id, 0)

    def records(self, before: Sequence[str]) -> list[str]:
        """Write the records of the imports taken in. Returns the addresses of all, those ``before`` first.

        Imports an older program kept without a record cannot be repeated, nor can what rests on them: then
        there are none.
        """
        if self._folder is None or len(before) != self._recorded:
            return []
        written = list(before)
        for record in self._records:
            path = self._folder / f"{record.import_id}.json.building"
            self.files[path] = import_records.write(record, path)
            written.append(self.files[path])
        return written

    def _fetch(self, dataset: Dataset, source: str) -> None:
        """Bring the published rows here that the incoming ones meet, each once."""
        if self._published is None:
            return
        if not self._records:  # a file refused as a whole needs no tables
            built.create_tables(self._connection)
            self._published.lend(self._connection, "departments")  # which spellings are one department
        kept = f"raw.{dataset.name}"
        hashes = self._connection.sql(model("pipeline/merge/missing_keys", kept=kept)).to_arrow_table()
        rows = [self._published.under(dataset, hashes)]
        if source:
            asked = self._connection.sql(
                model("pipeline/merge/missing_keys_without_source"), params={"prefix": prefix(source)}
            )
            rows.append(self._published.under(dataset, asked.to_arrow_table()))
        if self._options.replaces is not None and dataset.period is not None:
            rows.append(self._published.within(dataset, self._options.replaces))
        for some in rows:
            copy_kept(self._connection, kept, some)

    def _record(self, read: ReadTable, number: int) -> Import:
        """What is known of an import before its rows are judged."""
        result, profile = read.result, read.match.options.profile
        replaced = self._options.replaces or (None, None)
        return Import(
            import_id=number,
            loaded_at=datetime.now().replace(microsecond=0),
            file=result.file,
            sheet=result.sheet,
            dataset=result.dataset,
            sha256=read.sha256,
            rows_sha256=read.rows_sha256,
            profile=profile.name or None,
            calendar=profile.calendar,
            balance=RowBalance(read=result.read, rejected=result.rejected, skipped=result.skipped),
            replaced_from=replaced[0],
            replaced_to=replaced[1],
            dropped_columns=result.dropped,
            given_columns=sorted(result.columns),
            scrubbed=result.scrubbed,
            refused=_refused(result, read.sha256),
            marks=list(result.marks.values()),
        )


def _refused(result: IngestResult, sha256: str) -> list[dict[str, Any]]:
    """The refused cells of a table as rows of ``rejects``."""
    keys = {row.row: row.row_key for row in result.refused_rows}
    member = member_of(result.file)
    return [
        {
            "row_no": reject.row,
            "row_key": keys.get(reject.row),
            "mark": mark_of(sha256, result.sheet, reject.row, member),
            "name": reject.name,
            "column_header": reject.column,
            "value": reject.value,
            "rule": reject.rule,
            "words": json.dumps(reject.words, ensure_ascii=False),
        }
        for reject in result.rejects
    ]


def repeat(connection: duckdb.DuckDBPyConnection, record: Import, rows: Path) -> Import:
    """An import once more, from its record and its file of rows. Returns the record as it comes out now."""
    dataset = datasets()[record.dataset]
    given = connection.read_parquet(str(rows))
    declared = {"row_key": "VARCHAR", "source_row": "BIGINT", **{f.name: f.type for f in dataset.fields}}
    given.select(
        *(
            # what was declared since was not read then
            (duckdb.ColumnExpression(name) if name in given.columns else duckdb.ConstantExpression(None))
            .cast(duckdb.sqltype(kind))
            .alias(name)
            for name, kind in declared.items()
        )
    ).create_view("staged")
    return apply_import(connection, record)


def apply_import(connection: duckdb.DuckDBPyConnection, record: Import) -> Import:
    """Judge the rows of the view ``staged``, put them in place and write the import down.

    Returns the record with what came of it. The view is gone afterwards. All in one transaction: rows are
    known by their places in the table, which stay as long as it lasts.
    """
    return _settle(connection, record, _begin(connection, record.dataset))


def _begin(connection: duckdb.DuckDBPyConnection, dataset: str) -> bool:
    """Find the kept rows that the staged ones meet. Returns whether any row shares its key."""
    connection.begin()
    connection.execute(model("pipeline/merge/match_existing", kept=f"raw.{dataset}"))
    return bool(connection.execute(model("pipeline/merge/has_existing")).fetchall())


def _settle(connection: duckdb.DuckDBPyConnection, record: Import, shared: bool) -> Import:
    given = {"import_id": record.import_id}
    names = {"kept": f"raw.{record.dataset}", "history": f"history.{record.dataset}"}
    if shared:
        connection.execute(model("pipeline/merge/classify", kept=names["kept"]))
        connection.execute(model("pipeline/merge/replacements"), given)
        connection.execute(model("pipeline/merge/apply_replacements", **names))
    else:
        connection.execute(model("pipeline/merge/classify_all_new"))
    outcomes = dict(connection.execute(model("pipeline/merge/count_outcomes")).fetchall())
    connection.execute(model("pipeline/merge/insert_new", kept=names["kept"]), given)
    failpoints.failpoint("merged")
    connection.execute(model("pipeline/merge/log_changes"), given | {"dataset": record.dataset})
    _remember_refused(connection, record)
    done = replace(
        record,
        balance=_account(record.balance, outcomes),
        withdrawn=_withdraw(connection, record, names),
        resolved=_resolve(connection, record),
    )
    connection.execute(model("pipeline/merge/drop_temp_tables"))
    connection.execute(model("pipeline/merge/insert_import"), done.as_row())
    connection.commit()
    return done


def _remember_refused(connection: duckdb.DuckDBPyConnection, record: Import) -> None:
    if record.refused:
        of = {"import_id": record.import_id, "dataset": record.dataset}
        connection.register("refused", pa.Table.from_pylist([of | cell for cell in record.refused]))
        connection.execute(model("pipeline/merge/insert_rejects"))
        connection.unregister("refused")


def _withdraw(connection: duckdb.DuckDBPyConnection, record: Import, names: dict[str, str]) -> int:
    """Take out the rows of a replaced period that the file no longer holds."""
    period = datasets()[record.dataset].period
    if record.replaced_from is None or period is None:
        return 0
    asked = {"import_id": record.import_id, "dataset": record.dataset}
    days = {"from_on": record.replaced_from, "to_on": record.replaced_to}
    connection.execute(model("pipeline/merge/find_removed", period=period, **names), asked | days)
    ((withdrawn,),) = connection.execute(model("pipeline/merge/remove", **names)).fetchall()
    return int(withdrawn)


def _resolve(connection: duckdb.DuckDBPyConnection, record: Import) -> int:
    """Settle the refusals of the rows that are good now. Returns how many rows of earlier imports."""
    if not connection.execute(model("pipeline/merge/has_open_rejects")).fetchall():
        return 0
    connection.register("accepted_marks", pa.table({"mark": pa.array(record.marks, pa.string())}))
    table = {"sha256": record.sha256, "sheet": record.sheet, "member": member_of(record.file)}
    asked = {"import_id": record.import_id, "dataset": record.dataset, **table}
    settled = connection.execute(model("pipeline/merge/resolve_rejects"), asked).fetchall()
    connection.unregister("accepted_marks")
    return len({place for place in settled if place[0] != record.import_id})


def _account(given: RowBalance, outcomes: dict[str, int]) -> RowBalance:
    return replace(
        given,
        accepted_new=outcomes.get("new", 0) + outcomes["alone"],
        accepted_correction=outcomes.get("correction", 0),
        unchanged=outcomes.get("unchanged", 0),
    )
