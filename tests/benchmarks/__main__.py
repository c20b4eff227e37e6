"""``make bench``: speed and memory as ratios of one run on one machine. Nothing here fails for being slow."""

import argparse
import os
import platform
import tempfile
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

import reform
from tests.benchmarks import asking, loading
from tests.benchmarks.measure import Measured, alone

Row = tuple[str, str, str, str, str]


def main() -> None:
    """Make the files, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000, help="how many case rows (default 1,000,000)")
    cases = parser.parse_args().cases
    with tempfile.TemporaryDirectory(prefix="reform-bench-") as name:
        run(Path(name), cases)


def run(folder: Path, cases: int) -> None:
    """Everything in one folder that is removed afterwards."""
    alone(loading.make, folder / "files", cases)
    size = (folder / "files" / "cases.csv").stat().st_size
    print(machine())
    print(
        f"{cases:,} clean case rows of the sample county (示例数据), {size / 1e6:,.0f} MB of CSV\n",
        flush=True,
    )
    print("| job | seconds | ratio | peak memory, MB | note |\n|---|--:|--:|--:|---|")
    for row in [*load_rows(folder), *ask_rows(folder)]:
        print("| " + " | ".join(row) + " |", flush=True)


def machine() -> str:
    """What a reader needs to know to compare."""
    return "\n".join(
        (
            f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {_memory()}",
            f"Python {platform.python_version()}, reform {reform.__version__}, DuckDB {duckdb.__version__}, "
            f"pandas {pd.__version__}, pyarrow {pa.__version__}",
        )
    )


def _memory() -> str:
    if not hasattr(os, "sysconf"):
        return "memory not known"
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:,.0f} GB of memory"


def load_rows(folder: Path) -> list[Row]:
    """Loading: the product against the plain readers."""
    plain = alone(loading.duckdb_reader, folder / "files", folder / "plain.duckdb")
    frame = alone(loading.pandas_reader, folder / "files")
    ours = alone(loading.product, folder / "files", folder / "warehouse")
    parts = f"taking in {ours.said['taking']:.2f} s, facts and cube {ours.said['deriving']:.2f} s; "
    return [
        line("load: DuckDB read_csv, typed, store_rejects, into a file", plain, plain, _mb(plain)),
        line("load: pandas.read_csv, dates parsed, in memory", frame, plain, ""),
        line("load: this product, CSV to published snapshot", ours, plain, parts + _mb(ours)),
    ]


def ask_rows(folder: Path) -> list[Row]:
    """Asking: the overview's questions about cases from three places, all with the same figures."""
    measured: dict[str, Measured] = {}
    for basis in asking.ANEW:
        file = folder / f"from_{basis}.duckdb"
        alone(asking.prepare, folder / "warehouse", file, basis)
        measured[basis] = alone(asking.answer, file)
    cube = measured["cube"]
    for other in ("fact", "raw"):
        asking.compare(cube.said["frames"], measured[other].said["frames"])
    count = f"{len(asking.QUESTIONS)} questions"
    return [
        line(f"ask: {count} from the cube", cube, cube, f"{cube.said['cube']:,} rows"),
        line(f"ask: {count} from the fact", measured["fact"], cube, f"{cube.said['cases']:,} rows"),
        line(f"ask: {count} from raw rows", measured["raw"], cube, "working days counted anew"),
    ]


def line(job: str, measured: Measured, against: Measured, note: str) -> Row:
    """One line of the table: the ratio is to the first line of its part."""
    peak = "—" if measured.peak_mb is None else f"{measured.peak_mb:,.0f}"
    return job, f"{measured.seconds:.3f}", f"{measured.seconds / against.seconds:.2f}", peak, note


def _mb(measured: Measured) -> str:
    return f"file {measured.said['bytes'] / 1e6:,.0f} MB"


if __name__ == "__main__":
    main()
