"""Accepted rows into the kept ones: each is new, a correction or unchanged; nothing replaced is lost."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa

from reform.accounts import Balance, TableReport
from reform.intake import Options, Taken
from reform.intake.rows import Keep
from reform.sql import model

# Hands over the rows kept elsewhere that a check has to compare with: (dataset, hashes of keys) → rows.
Elsewhere = Callable[[str, pa.Table], pa.Table]


class Merger:
    """Takes tables one after another into the kept rows of a connection."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        options: Options,
        elsewhere: Elsewhere | None = None,
    ) -> None:
        self._connection = connection
        self._options = options
        self._elsewhere = elsewhere
        ((self._last,),) = connection.execute(model("merge/last_import")).fetchall()

    def take(self, dataset: str, read: Callable[[Keep], Taken], sha256: str) -> TableReport:
        """Let ``read`` hand over the accepted rows of a table, judge them, put them in place."""
        names = {"kept": f"raw.{dataset}", "history": f"history.{dataset}"}
        self._connection.execute(model("merge/stage", **names))
        taken = read(self._keep)
        if self._elsewhere is not None:
            self._fetch(dataset)
        number = self._last = self._last + 1
        self._connection.execute(model("merge/judge", **names))
        outcomes = dict(self._connection.execute(model("merge/outcomes")).fetchall())
        self._connection.execute(model("merge/moves"), {"import_id": number})
        self._connection.execute(model("merge/apply", **names), {"import_id": number})
        report = TableReport(taken, _account(taken, outcomes), sha256)
        self._record(report, number)
        return report

    def _keep(self, batch: pa.Table) -> None:
        self._connection.register("batch", batch)
        self._connection.execute(model("merge/keep"))
        self._connection.unregister("batch")

    def _fetch(self, dataset: str) -> None:
        """Bring the kept rows with the same keys here, once."""
        assert self._elsewhere is not None
        hashes = self._connection.sql(model("merge/missing", kept=f"raw.{dataset}")).to_arrow_table()
        self._connection.register("kept_rows", self._elsewhere(dataset, hashes))
        self._connection.execute(model("merge/copy", kept=f"raw.{dataset}"))
        self._connection.unregister("kept_rows")

    def _record(self, report: TableReport, number: int) -> None:
        taken = report.taken
        row: dict[str, Any] = {
            "import_id": number,
            "loaded_at": datetime.now().replace(microsecond=0),
            "file": taken.file,
            "sheet": taken.sheet,
            "dataset": taken.dataset,
            "sha256": report.sha256,
            "profile": self._options.profile.name or None,
            "calendar": self._options.profile.calendar,
            "dropped_columns": taken.dropped,
            "scrubbed": taken.scrubbed,
            **report.balance.as_dict(),
        }
        self._connection.execute(model("merge/record"), row)
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
            self._connection.register("refused", pa.Table.from_pylist(refused))
            self._connection.execute(model("merge/record_rejects"))
            self._connection.unregister("refused")


def _account(taken: Taken, outcomes: dict[str, int]) -> Balance:
    return Balance(
        read=taken.read,
        accepted_new=outcomes.get("new", 0) + outcomes["alone"],
        accepted_correction=outcomes.get("correction", 0),
        unchanged=outcomes.get("unchanged", 0),
        rejected=taken.rejected,
        skipped=taken.skipped,
    )
