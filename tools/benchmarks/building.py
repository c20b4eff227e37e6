"""The cube built from the fact, beside DuckDB's own count of the same rows by the same keys."""

import shutil
import time
from pathlib import Path
from typing import Any

import duckdb

from reform.common.database import BUILDING
from reform.common.sql_files import model as sql
from reform.models import build

COUNTED = """
create or replace table counted as
select subject_id, completed_segment, channel, side, working_days, count(*) as n
from cases
where counted and completed_on is not null
group by subject_id, completed_segment, channel, side, working_days
"""


def cube(snapshot: Path, copy: Path) -> dict[str, Any]:
    """The product's model into the empty table."""
    return _timed(snapshot, copy, "delete from cube", lambda to: build.run(to, "cube"))


def counted(snapshot: Path, copy: Path) -> dict[str, Any]:
    """One ``group by`` with one ``count(*)``."""
    return _timed(snapshot, copy, "drop table if exists counted", lambda to: to.execute(COUNTED))


def _timed(snapshot: Path, copy: Path, before: str, work: Any) -> dict[str, Any]:
    if not copy.exists():
        shutil.copyfile(snapshot, copy)
    with duckdb.connect(str(copy), config=BUILDING) as connection:
        connection.execute(before)
        connection.execute(sql("models/full/count_sources"))
        connection.execute("select count(*), sum(working_days) from cases").fetchall()
        started = time.perf_counter()
        work(connection)
        seconds = time.perf_counter() - started
        ((rows,),) = connection.execute("select count(*) from cube").fetchall()
    return {"seconds": seconds, "rows": rows}


def sizes(snapshot: Path, folder: Path) -> dict[str, Any]:
    """Bytes of the snapshot, of its case rows as CSV, and of a file with nothing but the cube."""
    csv, alone = folder / "cases.csv", folder / "cube.duckdb"
    given = "select * exclude (row_key, import_id, source_row) from snapshot.raw.cases"
    with duckdb.connect() as connection:
        connection.execute(f"attach '{snapshot}' as snapshot (read_only)")
        connection.execute(f"copy ({given}) to '{csv}'")
        connection.execute(f"attach '{alone}' as alone")
        connection.execute("create table alone.cube as select * from snapshot.cube")
    said = {"snapshot": snapshot.stat().st_size, "csv": csv.stat().st_size, "cube": alone.stat().st_size}
    csv.unlink()
    alone.unlink()
    return said
