"""What must hold in a snapshot before it is published: no row lost, no case kept twice."""

import duckdb

from reform.common.sql_files import model


class UnbalancedBooks(Exception):
    """A row went missing between file and snapshot: a fault of the program, never published."""


def check_books(connection: duckdb.DuckDBPyConnection, *, followed: bool = False) -> None:
    """What must hold before a snapshot is published; raises ``UnbalancedBooks``.

    Where facts only ``followed`` the rows that changed, those alone are looked at one by one.
    """
    failed = failures(
        connection,
        "pipeline/merge/unique_changed_cases" if followed else "models/assertions/unique_cases",
    )
    if failed:
        raise UnbalancedBooks("; ".join(failed))


def failures(
    connection: duckdb.DuckDBPyConnection, kept_twice: str = "models/assertions/unique_cases"
) -> list[str]:
    """What does not hold in a snapshot that must."""
    asked = [
        connection.execute(model(name)).fetchall() for name in ("models/assertions/row_balance", kept_twice)
    ]
    return [str(failure) for rows in asked for (failure,) in rows]
