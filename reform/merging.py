"""Accepted rows into the kept ones: each is new, a correction or unchanged; nothing replaced is lost."""

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from reform.accounts import Balance, TableReport
from reform.corrections.marks import mark_in
from reform.datasets import Dataset
from reform.imports import RowsFile
from reform.intake import Options, Taken
from reform.intake.matching import Match
from reform.intake.rows import Keep, schema
from reform.sql import model

# first and last day of a period
Period = tuple[date, date]


class Published:
    """What a snapshot keeps, lent to a check that must not touch it."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def last_import(self) -> int:
        """The number of its last import; 0 before the first."""
        ((last,),) = self._connection.execute(model("merge/last_import")).fetchall()
        return int(last)

    def under(self, dataset: Dataset, hashes: pa.Table) -> pa.Table:
        """The rows whose keys have these hashes."""
        self._connection.register("asked_keys", hashes)
        return self._connection.sql(model("merge/kept", kept=f"raw.{dataset.name}")).to_arrow_table()

    def within(self, dataset: Dataset, period: Period) -> pa.Table:
        """The rows with a day in a period."""
        asked = model("merge/kept_in_period", kept=f"raw.{dataset.name}", period=str(dataset.period))
        days = {"from_on": period[0], "to_on": period[1]}
        return self._connection.sql(asked, params=days).to_arrow_table()

    def lend(self, connection: duckdb.DuckDBPyConnection, dataset: str) -> None:
        """Bring all rows of a dataset there but those that are there already."""
        kept = f"raw.{dataset}"
        copy_kept(connection, kept, self._connection.sql(model("merge/whole", kept=kept)).to_arrow_table())

    def lend_refusals(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Bring the refused cells there that still wait for correction."""
        waiting = self._connection.sql(model("merge/waiting")).to_arrow_table()
        connection.register("refused", waiting)
        connection.execute(model("merge/record_rejects"))
        connection.unregister("refused")


def copy_kept(connection: duckdb.DuckDBPyConnection, kept: str, rows: pa.Table) -> None:
    """Take over kept rows from elsewhere, unless their keys are here already."""
    connection.register("kept_rows", rows)
    connection.execute(model("merge/copy", kept=kept))
    connection.unregister("kept_rows")


class Merger:
    """Takes tables one after another into the kept rows of a connection.

    With ``folder`` the accepted rows of each go through a Parquet file there and stay in it (a load);
    without, they stay in memory, and ``published`` hands over the rows to compare with (a check).
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        options: Options,
        *,
        folder: Path | None = None,
        published: Published | None = None,
    ) -> None:
        self._connection = connection
        self._options = options
        self._folder = folder
        self._published = published
        self.files: dict[Path, str] = {}
        connection.execute(model("merge/changes"))
        self._first = self._next = (published or Published(connection)).last_import() + 1

    def take(self, m: Match, read: Callable[[Keep], Taken], sha256: str) -> TableReport:
        """Let ``read`` hand over the accepted rows of a table, judge them, put them in place."""
        dataset, number = m.dataset, self._next
        self._next += 1
        names = {"kept": f"raw.{dataset.name}", "history": f"history.{dataset.name}"}
        taken, rows_sha256 = self._stage(dataset, read, number)
        self._fetch(dataset)
        self._connection.execute(model("merge/judge", **names))
        outcomes = dict(self._connection.execute(model("merge/outcomes")).fetchall())
        self._connection.execute(model("merge/moves"), {"import_id": number})
        self._connection.execute(model("merge/apply", **names), {"import_id": number})
        self._connection.execute(model("merge/remember"), {"dataset": dataset.name})
        report = TableReport(taken, _account(taken, outcomes), sha256, number)
        report.withdrawn = self._withdraw(dataset, number)
        report.resolved = self._resolve(taken, number)
        self._connection.execute(model("merge/clear"))
        self._record(report, m.options, number, rows_sha256)
        return report

    def count_unmatched(self, reports: Sequence[TableReport]) -> None:
        """Tell each table how many of its cases belong to no item. Items must have been derived."""
        asked = {"first_import": self._first}
        counts = dict(self._connection.execute(model("merge/unmatched"), asked).fetchall())
        for report in reports:
            report.unmatched = counts.get(report.import_id, 0)

    def _stage(
        self, dataset: Dataset, read: Callable[[Keep], Taken], number: int
    ) -> tuple[Taken, str | None]:
        """The accepted rows as the view ``staged``, and the address of the file they are kept in."""
        if self._folder is None:
            batches: list[pa.Table] = []
            taken = read(batches.append)
            rows = pa.concat_tables([schema(dataset).empty_table(), *batches])
            self._connection.from_arrow(rows).create_view("staged")
            return taken, None
        file = RowsFile(self._folder / f"{number}.parquet.building", dataset)
        try:
            taken = read(file.keep)
        finally:
            sha256 = file.close()
        self.files[file.path] = sha256
        self._connection.read_parquet(str(file.path)).create_view("staged")
        return taken, sha256

    def _fetch(self, dataset: Dataset) -> None:
        """Bring the published rows here that the incoming ones meet, each once."""
        if self._published is None:
            return
        kept = f"raw.{dataset.name}"
        hashes = self._connection.sql(model("merge/missing", kept=kept)).to_arrow_table()
        rows = [self._published.under(dataset, hashes)]
        if self._options.replaces is not None and dataset.period is not None:
            rows.append(self._published.within(dataset, self._options.replaces))
        for some in rows:
            copy_kept(self._connection, kept, some)

    def _withdraw(self, dataset: Dataset, number: int) -> int:
        """Take out the rows of a replaced period that the file no longer holds."""
        if self._options.replaces is None or dataset.period is None:
            return 0
        first, last = self._options.replaces
        names = {"kept": f"raw.{dataset.name}", "history": f"history.{dataset.name}"}
        self._connection.execute(
            model("merge/withdrawn", period=dataset.period, **names),
            {"import_id": number, "dataset": dataset.name, "from_on": first, "to_on": last},
        )
        ((withdrawn,),) = self._connection.execute(model("merge/withdraw", **names)).fetchall()
        return int(withdrawn)

    def _resolve(self, taken: Taken, number: int) -> int:
        """Settle the earlier refusals of the rows that are good now. Returns how many rows."""
        marks = pa.table({"mark": pa.array(taken.marks, pa.string())})
        self._connection.register("accepted_marks", marks)
        asked = {"import_id": number, "dataset": taken.dataset}
        settled = self._connection.execute(model("merge/resolve"), asked).fetchall()
        self._connection.unregister("accepted_marks")
        return len(set(settled))

    def _record(self, report: TableReport, options: Options, number: int, rows_sha256: str | None) -> None:
        taken = report.taken
        replaced = self._options.replaces or (None, None)
        row: dict[str, Any] = {
            "import_id": number,
            "loaded_at": datetime.now().replace(microsecond=0),
            "file": taken.file,
            "sheet": taken.sheet,
            "dataset": taken.dataset,
            "sha256": report.sha256,
            "rows_sha256": rows_sha256,
            "profile": options.profile.name or None,
            "calendar": options.profile.calendar,
            "dropped_columns": taken.dropped,
            "scrubbed": taken.scrubbed,
            "withdrawn": report.withdrawn,
            "replaced_from": replaced[0],
            "replaced_to": replaced[1],
            **report.balance.as_dict(),
        }
        self._connection.execute(model("merge/record"), row)
        if taken.rejects:
            self._connection.register("refused", _refused(report, number))
            self._connection.execute(model("merge/record_rejects"))
            self._connection.unregister("refused")


def _refused(report: TableReport, number: int) -> pa.Table:
    """The refused cells of a table as rows of ``rejects``."""
    taken = report.taken
    keys = {row.row: row.row_key for row in taken.refused_rows}
    rows = [
        {
            "import_id": number,
            "dataset": taken.dataset,
            "row_no": reject.row,
            "row_key": keys.get(reject.row),
            "mark": mark_in(report, reject.row),
            "name": reject.name,
            "column_header": reject.column,
            "value": reject.value,
            "rule": reject.rule,
            "words": json.dumps(reject.words, ensure_ascii=False),
        }
        for reject in taken.rejects
    ]
    return pa.Table.from_pylist(rows)


def _account(taken: Taken, outcomes: dict[str, int]) -> Balance:
    return Balance(
        read=taken.read,
        accepted_new=outcomes.get("new", 0) + outcomes["alone"],
        accepted_correction=outcomes.get("correction", 0),
        unchanged=outcomes.get("unchanged", 0),
        rejected=taken.rejected,
        skipped=taken.skipped,
    )
