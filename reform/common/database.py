"""DuckDB in memory, and what holds wherever DuckDB is opened: it never asks the network."""

from typing import Any

import duckdb

CONFIG: dict[str, Any] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def scratch(**settings: Any) -> duckdb.DuckDBPyConnection:
    """A connection in memory that never touches the disk or the network."""
    return duckdb.connect(":memory:", config={**CONFIG, "temp_directory": "", **settings})
