"""That two snapshots hold the same facts, however many rows they have."""

import shutil
from pathlib import Path
from typing import Any

import duckdb

from reform.common.database import BUILDING, CONFIG
from reform.models import build

# What is derived from the kept rows.
DERIVED = (
    "cases",
    "unfinished",
    "ratings",
    "accepted_cube",
    "visited_cube",
    "cube",
    "suspensions",
    "stray_pauses",
    "subjects",
    "subject_of",
    "items",
    "last_event",
    "coverage",
    "dataset_days",
    "choices",
)

Facts = dict[str, tuple[Any, ...]]


def facts(snapshot: Path) -> Facts:
    """Each derived table as its number of rows and two sums over their hashes, whatever their order."""
    with duckdb.connect(str(snapshot), read_only=True, config=CONFIG) as connection:
        return {name: _summed(connection, name) for name in DERIVED}


def _summed(connection: duckdb.DuckDBPyConnection, table: str) -> tuple[Any, ...]:
    (row,) = connection.execute(
        f"select count(*), sum(cast(hash({table}) as hugeint)), bit_xor(hash({table})) from {table}"
    ).fetchall()
    return tuple(row)


def built_anew(snapshot: Path, copy: Path) -> dict[str, Any]:
    """The facts as a full build gives them, from the rows kept in a copy of the snapshot."""
    shutil.copyfile(snapshot, copy)
    try:
        with duckdb.connect(str(copy), config=BUILDING) as connection:
            build.build_all(connection)
        return {"facts": facts(copy)}
    finally:
        copy.unlink()
