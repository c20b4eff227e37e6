"""Whether two snapshots hold the same: every table, row for row, whatever the order of the rows."""

import duckdb

from reform.common.sql_files import model
from reform.storage import Warehouse

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
    columns: dict[str, list[tuple[str, str]]] = {}
    for table, name, kind in connection.execute(model("storage/tables/table_columns")).fetchall():
        columns.setdefault(table, []).append((name, kind))
    return {table: _content(connection, table, columns[table]) for table in columns}


def _content(connection: duckdb.DuckDBPyConnection, table: str, columns: list[tuple[str, str]]) -> list[str]:
    # most tables of a county are empty: that is seen faster than summed
    filled = connection.execute(model("storage/tables/has_rows", kept=table)).fetchall()
    told = _sum(connection.table(table), columns) if filled else "0 None"
    return [*(f"{name} {kind}" for name, kind in columns), told]


def _sum(table: duckdb.DuckDBPyRelation, columns: list[tuple[str, str]]) -> str:
    # A sum of fractions hangs on their order in its last digits.
    rows = table.select(
        *(
            duckdb.FunctionExpression("round", column, duckdb.ConstantExpression(6)).alias(name)
            if kind == "DOUBLE"
            else column
            for name, kind in columns
            for column in [duckdb.ColumnExpression(name)]
        )
    )
    counted = rows.query("kept", model("storage/tables/table_checksum"))
    ((count, total),) = counted.fetchall() if counted else [(0, None)]
    return f"{count} {total}"
