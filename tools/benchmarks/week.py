"""A week of a loaded county: new cases and corrections of old ones, beside a copy of its snapshot."""

import os
import shutil
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb

from tools.benchmarks.files import NAMES

# One case in a hundred is new, and one in a thousand comes back corrected.
NEW, CORRECTED = 100, 1000


def make(snapshot: Path, file: Path) -> dict[str, Any]:
    """The latest cases of a county under new numbers, and old cases completed at once after all."""
    plain = {"one_window": "case one_window when true then '是' when false then '否' end as one_window"}
    new = {"case_no": "'W' || case_no as case_no"}
    corrected = {"completed_at": "accepted_at as completed_at"}
    with duckdb.connect(str(snapshot), read_only=True) as connection:
        ((cases,),) = connection.execute("select count(*) from raw.cases").fetchall()
        connection.execute(
            f"""
            copy (
                (select {_listed(NAMES, plain | new)} from raw.cases
                order by accepted_at desc, case_no limit {cases // NEW})
                union all
                (select {_listed(NAMES, plain | corrected)} from raw.cases
                where completed_at <> accepted_at and hash(case_no) % 7 = 0
                order by hash(case_no) limit {cases // CORRECTED})
            ) to '{file}' (header)
            """
        )
    return {}


def _listed(columns: Iterable[str], said: Mapping[str, str]) -> str:
    return ", ".join(said.get(name, name) for name in columns)


def copied(snapshot: Path, copy: Path) -> dict[str, Any]:
    """The snapshot as it lies, copied and flushed to the disk: what no load can do without."""
    started = time.perf_counter()
    shutil.copyfile(snapshot, copy)
    with copy.open("rb+") as handle:
        os.fsync(handle.fileno())
    seconds = time.perf_counter() - started
    copy.unlink()
    return {"seconds": seconds}
