"""``make bench``: speed and memory as ratios of one run on one machine. Nothing here fails for being slow.

Each part prints its table and puts it in its place in docs/performance.md.
"""

import argparse
import os
import platform
import tempfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import plotly
import pyarrow as pa
import streamlit as st

import reform
from reform import ROOT
from tools.benchmarks import endurance, ingest, large, pages, projecting, starting
from tools.benchmarks.measure import alone
from tools.benchmarks.table import say, write

REPORT = ROOT / "docs" / "performance.md"


class Bench:
    """The parts, in the order they are run; ``kept`` holds files and counties for the next time."""

    def __init__(self, given: argparse.Namespace, kept: Path, passing: Path) -> None:
        self.given, self.kept, self.passing = given, kept, passing

    def loading(self) -> None:
        """Files into snapshots, beside plain readers."""
        for cases in self.given.cases:
            ingest.show(self.kept / str(cases), self.passing / str(cases), cases, self.given.rounds)
        ingest.sheets(self.kept, self.passing, self.given.rounds)

    def growth(self) -> None:
        """Questions and cubes as cases grow."""
        large.growth(self.kept, self.passing, self.given.sizes)

    def peers(self) -> None:
        """The same questions elsewhere."""
        large.peers(self.kept, self.passing, self.given.sizes[-2])

    def building(self) -> None:
        """Cube, week and disk."""
        large.build(self.kept, self.passing, self.given.sizes[-2:], self.given.rounds)

    def serving(self) -> None:
        """Pages on a server, in a browser, for many at once."""
        pages.show(self.kept, self.passing, self.given.sizes)

    def enduring(self) -> None:
        """One server for long."""
        if self.given.page_runs:
            measured = alone(endurance.endure, self.passing, self.given.page_runs, self.given.loads)
            endurance.show(measured)

    def projecting(self) -> None:
        """How the projection would have done."""
        projecting.show()

    def starting(self) -> None:
        """Commands from start to end."""
        starting.show(self.passing)


PARTS: dict[str, Callable[[Bench], None]] = {
    "loading": Bench.loading,
    "growth": Bench.growth,
    "peers": Bench.peers,
    "building": Bench.building,
    "serving": Bench.serving,
    "enduring": Bench.enduring,
    "projecting": Bench.projecting,
    "starting": Bench.starting,
}


def main() -> None:
    """Make the files, measure, print, write."""
    parser = argparse.ArgumentParser(prog="python -m tools.benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"{', '.join(PARTS)} (default: all)")
    parser.add_argument("--cases", type=int, nargs="+", default=[1_000_000], help="of the loaded files")
    parser.add_argument(
        "--sizes",
        type=int,
        nargs=3,
        default=[1_000_000, 10_000_000, 100_000_000],
        help="cases of the counties that grow, the first loaded from a file, the others multiples of it",
    )
    parser.add_argument("--rounds", type=int, default=3, help="loads are timed so often; the median counts")
    parser.add_argument("--folder", type=Path, help="where files and counties are kept for the next time")
    parser.add_argument("--page-runs", type=int, default=2000, help="of the long-running server; 0: none")
    parser.add_argument("--loads", type=int, default=50, help="into it while it runs")
    parser.add_argument("--dry", action="store_true", help="print only, leave docs/performance.md as it is")
    given = parser.parse_args()
    unknown = set(given.parts) - set(PARTS)
    if unknown:
        parser.error(f"no part is called {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory(prefix="reform-bench-", dir=given.folder) as name:
        bench = Bench(given, given.folder or Path(name), Path(name))
        for part in given.parts or PARTS:
            say(machine())
            PARTS[part](bench)
            if not given.dry:
                write(REPORT, part)


def machine() -> str:
    """What a reader needs to know to compare."""
    versions = {
        "Python": platform.python_version(),
        "reform": reform.__version__,
        "Streamlit": st.__version__,
        "DuckDB": duckdb.__version__,
        "pandas": pd.__version__,
        "plotly": plotly.__version__,
        "pyarrow": pa.__version__,
    }
    named = ", ".join(f"{name} {version}" for name, version in versions.items())
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {_memory()}. {named}."


def _memory() -> str:
    if not hasattr(os, "sysconf"):
        return "memory not known"
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:,.0f} GB of memory"


if __name__ == "__main__":
    main()
