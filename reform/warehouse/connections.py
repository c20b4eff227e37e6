"""How DuckDB is opened: never over the network, and a build within its memory."""

from typing import Any

import duckdb

CONFIG: dict[str, Any] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
# A build keeps to this much memory and spills beside its draft; no table's meaning hangs on its order.
BUILDING = CONFIG | {"memory_limit": "1GB", "preserve_insertion_order": False}


def scratch() -> duckdb.DuckDBPyConnection:
    """A connection in memory that never touches the disk or the network."""
    return duckdb.connect(":memory:", config={**CONFIG, "temp_directory": ""})
