"""A week of a loaded county: new cases and corrections of old ones, beside a copy of its snapshot."""

import os
import shutil
import time
from pathlib import Path
from typing import Any

import duckdb

from tests.benchmarks.files import NAMES

# One case in a hundred is new, and one in a thousand comes back corrected.
NEW, CORRECTED = 100, 1000


def make(folder: Path) -> dict[str, Any]:
    """``week.csv``: the latest cases under new numbers, and old cases completed at once after all."""
    if (folder / "week.csv").exists():
        return {}
    last = ", ".join(name for name in NAMES if name != "case_no")
    put = ", ".join("accepted_at as completed_at" if name == "completed_at" else name for name in NAMES)
    with duckdb.connect() as connection:
        connection.execute(
            """
            create table cases as
            select * from read_csv(?, header = true, all_varchar = true)
            """,
            [str(folder / "cases.csv")],
        )
        ((cases,),) = connection.execute("select count(*) from cases").fetchall()
        connection.execute(
            f"""
            copy (
                (select 'W' || case_no as case_no, {last} from cases
                order by accepted_at desc, case_no limit {cases // NEW})
                union all
                (select {put} from cases
                where completed_at <> accepted_at and hash(case_no) % 7 = 0
                order by hash(case_no) limit {cases // CORRECTED})
            ) to '{folder / "week.csv"}' (header)
            """
        )
    return {}


def copied(snapshot: Path, copy: Path) -> dict[str, Any]:
    """The snapshot as it lies, copied and flushed to the disk: what no load can do without."""
    started = time.perf_counter()
    shutil.copyfile(snapshot, copy)
    with copy.open("rb+") as handle:
        os.fsync(handle.fileno())
    seconds = time.perf_counter() - started
    copy.unlink()
    return {"seconds": seconds}
