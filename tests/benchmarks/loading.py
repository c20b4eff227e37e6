"""Clean case rows from a CSV to a published snapshot, beside the plain readers of DuckDB and pandas."""

import time
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from reform import sample
from reform.datasets import datasets
from reform.intake import Options
from reform.load import load
from reform.readers import Source
from reform.warehouse import Warehouse

READ_ON = date(2026, 11, 1)


def make(folder: Path, cases: int) -> dict[str, Any]:
    """The sample county as clean UTF-8 CSVs with the declared headers and nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in sample.tables(cases).items():
        columns = [column.name for column in datasets()[name].columns if column.name in frame]
        frame[columns].to_csv(folder / f"{name}.csv", index=False, date_format="%Y-%m-%d %H:%M:%S")
    return {}


def product(folder: Path, warehouse: Path) -> dict[str, Any]:
    """The product: rules, history, facts, cube, publishing. Items, stages and pauses are there already."""
    published = Warehouse(warehouse)
    _load(published, folder, "items", "stages", "pauses")
    started = time.perf_counter()
    derived_at: list[float] = []
    _load(published, folder, "cases", at=derived_at)
    ended = time.perf_counter()
    current = published.path(published.current() or "")
    return {
        "seconds": ended - started,
        "taking": derived_at[0] - started,
        "deriving": ended - derived_at[0],
        "bytes": current.stat().st_size,
    }


def _load(warehouse: Warehouse, folder: Path, *names: str, at: list[float] | None = None) -> None:
    def progress(step: str, subject: str) -> None:
        if step == "derive" and at is not None:
            at.append(time.perf_counter())

    sources = [Source(f"{name}.csv", folder / f"{name}.csv") for name in names]
    report = load(warehouse, sources, Options(), today=READ_ON, progress=progress)
    if report.refused or report.snapshot is None:
        raise SystemExit(f"the clean file was refused: {report.problems or report.rejects[:3]}")


def duckdb_reader(folder: Path, file: Path) -> dict[str, Any]:
    """DuckDB's own reader: types given, refused rows stored, the rows into a file. No rule, no history."""
    types = ", ".join(f"'{field.name}': '{field.type}'" for field in datasets()["cases"].fields)
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
