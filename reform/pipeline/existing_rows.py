"""What a snapshot keeps, as a check sees it that must not touch it."""

from datetime import date

import duckdb
import pyarrow as pa

from reform.common.sql_files import model
from reform.schema.datasets import Dataset

# first and last day of a period
Period = tuple[date, date]


class Published:
    """What a snapshot keeps, lent to a check that must not touch it."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def last_import(self) -> int:
        """The number of its last import; 0 before the first."""
        ((last,),) = self._connection.execute(model("pipeline/existing_rows/last_import")).fetchall()
        return int(last)

    def imports(self) -> int:
        """How many imports it holds."""
        ((count,),) = self._connection.execute(model("pipeline/existing_rows/count_imports")).fetchall()
        return int(count)

    def under(self, dataset: Dataset, hashes: pa.Table) -> pa.Table:
        """The rows whose keys have these hashes."""
        self._connection.register("asked_keys", hashes)
        return self._connection.sql(
            model("pipeline/existing_rows/rows_by_key", kept=f"raw.{dataset.name}")
        ).to_arrow_table()

    def within(self, dataset: Dataset, period: Period) -> pa.Table:
        """The rows with a day in a period."""
        asked = model(
            "pipeline/existing_rows/rows_in_period", kept=f"raw.{dataset.name}", period=str(dataset.period)
        )
        days = {"from_on": period[0], "to_on": period[1]}
        return self._connection.sql(asked, params=days).to_arrow_table()

    def lend(self, connection: duckdb.DuckDBPyConnection, dataset: str) -> None:
        """Bring all rows of a dataset there but those that are there already."""
        kept = f"raw.{dataset}"
        copy_kept(
            connection,
            kept,
            self._connection.sql(model("pipeline/existing_rows/all_rows", kept=kept)).to_arrow_table(),
        )

    def lend_past(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Bring the imports and all they refused there: what a file settles hangs on what came before it."""
        for kept in ("imports", "rejects"):
            connection.register(
                "kept_rows",
                self._connection.sql(model("pipeline/existing_rows/all_rows", kept=kept)).to_arrow_table(),
            )
            connection.execute(model("pipeline/existing_rows/copy_all_rows", kept=kept))
            connection.unregister("kept_rows")


def copy_kept(connection: duckdb.DuckDBPyConnection, kept: str, rows: pa.Table) -> None:
    """Take over kept rows from elsewhere, unless their keys are here already."""
    connection.register("kept_rows", rows)
    connection.execute(model("pipeline/existing_rows/copy_missing_rows", kept=kept))
    connection.unregister("kept_rows")
