"""How DuckDB is opened, in memory and for a build: it never asks the network. What it says of a full disk."""

from typing import Any

import duckdb

CONFIG: dict[str, Any] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def scratch(**settings: Any) -> duckdb.DuckDBPyConnection:
    """A connection in memory that never touches the disk or the network."""
    return duckdb.connect(":memory:", config={**CONFIG, "temp_directory": "", **settings})


# A build keeps to this much memory and spills beside its draft; no table's meaning hangs on its order. After
# a crash the draft is rubbish anyway: it is flushed once, before it is published.
BUILDING = CONFIG | {"memory_limit": "1GB", "preserve_insertion_order": False, "fsync_mode": "NONE"}


def refused_by_the_disk(failure: BaseException) -> OSError | None:
    """What DuckDB says of the disk, as the system would say it; None of anything else.

    A full disk comes up as an error of the transaction or the checkpoint that met it.
    """
    told = str(failure).partition("\n")[0]
    if isinstance(failure, duckdb.IOException) or (
        isinstance(failure, duckdb.Error) and "Could not write file" in told
    ):
        return OSError(None, told.rpartition(": ")[2])
    return None
