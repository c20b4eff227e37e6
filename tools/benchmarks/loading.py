"""Case rows from a CSV to a published snapshot, beside the plain readers of DuckDB and pandas."""

import itertools
import time
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from reform.ingest.readers import Source
from reform.ingest.rejects import MOST_TOLD
from reform.ingest.result import Options
from reform.pipeline.load import load
from reform.pipeline.load_report import LoadReport
from reform.schema.datasets import datasets
from reform.storage import Warehouse
from tools.benchmarks.files import planted
from tools.benchmarks.proof import facts

READ_ON = date(2027, 1, 1)  # later than every day of the grown counties


def product(folder: Path, warehouse: Path, file: str = "cases.csv", bad: int = 0) -> dict[str, Any]:
    """The product: rules, history, facts, cube, publishing. Items, stages and pauses are there already.

    ``bad``: how many of a hundred rows have a bad cell; then the good ones are accepted.
    """
    published = Warehouse(warehouse)
    _load(published, folder, "items.csv", "stages.csv", "pauses.csv")
    started = time.perf_counter()
    steps: dict[str, float] = {}
    report = _load(published, folder, file, accept_good=bad > 0, steps=steps)
    ended = time.perf_counter()
    snapshot = published.path(published.current() or "")
    return {
        "seconds": ended - started,
        "taking": min(steps.values()) - started,
        "deriving": ended - min(steps.values()),
        "bytes": snapshot.stat().st_size,
        "facts": facts(snapshot),
        "refused": _refused_as_planted(report, bad) if bad else 0,
    }


def weekly(file: Path, warehouse: Path) -> dict[str, Any]:
    """A week's file into the loaded county: whether the facts follow it, or are all built anew."""
    published = Warehouse(warehouse)
    steps: dict[str, float] = {}
    started = time.perf_counter()
    report = _load(published, file.parent, file.name, steps=steps)
    return {
        "seconds": time.perf_counter() - started,
        "new": report.balance.accepted_new,
        "corrected": report.balance.accepted_correction,
        "follows": "calendar" not in steps,  # the first step of a full build
    }


def _load(
    warehouse: Warehouse,
    folder: Path,
    *files: str,
    accept_good: bool = False,
    steps: dict[str, float] | None = None,
) -> LoadReport:
    def progress(step: str, subject: str) -> None:
        if step == "derive" and steps is not None:
            steps[subject] = time.perf_counter()

    sources = [Source(file, folder / file) for file in files]
    report = load(warehouse, sources, Options(), today=READ_ON, accept_good=accept_good, progress=progress)
    if report.refused or report.snapshot is None:
        raise SystemExit(f"{files} refused: {report.problems or report.rejects[:3]}")
    return report


def _refused_as_planted(report: LoadReport, share: int) -> int:
    """How many cells were refused; anything but exactly the planted ones is a fault."""
    (table,) = report.tables
    numbers = [(number, name) for number in range(report.balance.read) if (name := planted(number, share))]
    told = [(reject.row, reject.name) for reject in report.rejects]
    if (
        told != [(number + 2, name) for number, name in itertools.islice(numbers, MOST_TOLD)]
        or table.result.broken.total() != len(numbers)
        or report.balance.rejected != len(numbers)
        or report.balance.accepted_new != report.balance.read - len(numbers)
    ):
        raise SystemExit("other cells were refused than those that are bad")
    return len(numbers)


# the plain readers ----------------------------------------------------------------------------


def duckdb_reader(folder: Path, file: Path) -> dict[str, Any]:
    """DuckDB's own reader: types given, refused rows stored, the rows into a file. No rule, no history."""
    types = ", ".join(f"'{field.name}': '{field.type}'" for field in datasets()["cases"].fields)
    file.unlink(missing_ok=True)
    with duckdb.connect(str(file)) as connection:
        connection.execute(
            f"create table cases as select * from read_csv(?, columns = {{{types}}}, header = true, "
            "store_rejects = true)",
            [str(folder / "cases.csv")],
        )
        connection.execute("checkpoint")
    return {"bytes": file.stat().st_size}


def pandas_reader(folder: Path) -> dict[str, Any]:
    """pandas: codes as text, times as dates, everything in memory and nothing written."""
    fields = datasets()["cases"].fields
    times = [field.name for field in fields if field.type == "TIMESTAMP"]
    kinds = {field.name: "str" for field in fields if field.name not in times}
    frame = pd.read_csv(folder / "cases.csv", dtype=kinds, parse_dates=times)
    return {"rows": len(frame)}
