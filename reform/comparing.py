"""Whether two snapshots hold the same: every table, row for row, whatever the order of the rows."""

import duckdb

from reform.sql import model
from reform.warehouse import Warehouse

# table → its columns, and the number and sum of its rows; as JSON holds it
Contents = dict[str, list[str]]


def differing(connection: duckdb.DuckDBPyConnection, warehouse: Warehouse, snapshot: str) -> list[str] | None:
    """The tables that differ from those of a snapshot's file; None when it is gone or damaged."""
    if not warehouse.is_intact(snapshot, thorough=True):
        return None
    with warehouse.open(snapshot) as other:
        ours, theirs = contents(connection), contents(other)
    return unequal(ours, theirs)


def unequal(ours: Contents, theirs: Contents) -> list[str]:
    """The tables whose contents differ."""
    return sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))


def contents(connection: duckdb.DuckDBPyConnection) -> Contents:
    """What each table holds: its columns, the number of its rows, and a sum over them."""
    names = connection.execute(model("rebuild/kept")).fetchall()
    return {name: _content(connection.table(name)) for (name,) in names}


def _content(table: duckdb.DuckDBPyRelation) -> list[str]:
    columns = sorted(zip(table.columns, table.types, strict=True))
    # A sum of fractions hangs on their order in its last digits.
    rows = table.select(
        *(
            duckdb.FunctionExpression("round", column, duckdb.ConstantExpression(6)).alias(name)
            if kind == duckdb.sqltype("DOUBLE")
            else column
            for name, kind in columns
            for column in [duckdb.ColumnExpression(name)]
        )
    )
    counted = rows.query("kept", model("rebuild/sum"))
    ((count, total),) = counted.fetchall() if counted else [(0, 0)]
    return [*(f"{name} {kind}" for name, kind in columns), f"{count} {total}"]
