"""How a build opens DuckDB: within its memory, and as everywhere never over the network."""

import duckdb

from reform.common.database import CONFIG

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
