"""``make bench``: speed and memory as ratios of one run on one machine. Nothing here fails for being slow."""

import argparse
import os
import platform
import shutil
import tempfile
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

import reform
from reform.warehouse import Warehouse
from tests.benchmarks import asking, endurance, files, loading, projecting, proof, week, workbooks
from tests.benchmarks.measure import Job, Measured, alone, median
from tests.benchmarks.table import Line, line, title

SHEET_ROWS = 100_000
SHEET_COLUMNS = 20
# Bounds of what was promised: ratios, and the memory of a process in MB.
TO_DUCKDB, TO_PANDAS, BAD_TO_CLEAN, TO_CALAMINE, MEMORY = 5.0, 4.0, 2.0, 3.0, 2048.0


def main() -> None:
    """Make the files, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "--cases",
        type=int,
        nargs="+",
        action="extend",
        help="how many case rows, several times if wished (default 1000000)",
    )
    parser.add_argument("--rounds", type=int, default=3, help="loads are timed so often; the median counts")
    parser.add_argument("--folder", type=Path, help="where the files are made, and kept for the next time")
    parser.add_argument(
        "--page-runs", type=int, default=2000, help="of a long-running server; 0: leave it out"
    )
    parser.add_argument("--loads", type=int, default=50, help="into it while it runs")
    given = parser.parse_args()
    print(machine(given.rounds), flush=True)
    with tempfile.TemporaryDirectory(prefix="reform-bench-", dir=given.folder) as name:
        kept = given.folder or Path(name)
        for cases in given.cases or [1_000_000]:
            Run(kept / str(cases), Path(name) / str(cases), given.rounds).print(cases)
        title(f"xlsx, {SHEET_ROWS:,} rows × {SHEET_COLUMNS} columns")
        for dataset in ("items", "cases"):
            line(sheet(kept / f"{dataset}.xlsx", Path(name), dataset, given.rounds))
        projecting.show()
        if given.page_runs:
            endurance.show(alone(endurance.endure, Path(name), given.page_runs, given.loads))


def machine(rounds: int) -> str:
    """What a reader needs to know to compare."""
    return "\n".join(
        (
            f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {_memory()}",
            f"Python {platform.python_version()}, reform {reform.__version__}, DuckDB {duckdb.__version__}, "
            f"pandas {pd.__version__}, pyarrow {pa.__version__}",
            f"Median of {rounds} rounds, each in a process of its own.",
        )
    )


def _memory() -> str:
    if not hasattr(os, "sysconf"):
        return "memory not known"
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:,.0f} GB of memory"


def timed(rounds: int, job: Job, *arguments: object) -> Measured:
    """So many rounds of one job."""
    return median([alone(job, *arguments) for _ in range(rounds)])


def sheet(path: Path, folder: Path, dataset: str, rounds: int) -> Line:
    """A large workbook, read by calamine alone and taken in."""
    alone(files.workbook, path, dataset, SHEET_ROWS, SHEET_COLUMNS)
    bare = timed(rounds, workbooks.calamine, path)
    ours = timed(rounds, workbooks.intake, path, folder / "nowhere")
    if bare.said != {"rows": SHEET_ROWS + 1, "columns": SHEET_COLUMNS} or ours.said["rows"] != SHEET_ROWS:
        raise SystemExit(f"{dataset}.xlsx was not read whole: {bare.said}, {ours.said}")
    note = f"calamine {bare.seconds:.2f} s, {bare.peak_mb or 0:,.0f} MB"
    return Line(f"check {dataset}", ours, bare, "calamine's to_python()", TO_CALAMINE, note=note)


class Run:
    """One county of so many cases: its files lie in ``files``, its snapshots below ``folder``."""

    def __init__(self, kept: Path, folder: Path, rounds: int) -> None:
        self.files = kept / "files"
        self.folder = folder
        self.rounds = rounds
        folder.mkdir(parents=True, exist_ok=True)

    def print(self, cases: int) -> None:
        """Every line as soon as it is known."""
        alone(files.make, self.files, cases)
        size = (self.files / "cases.csv").stat().st_size
        title(f"{cases:,} case rows of the sample county (示例数据), {size / 1e6:,.0f} MB of CSV")
        self.load()
        self.week()
        self.ask()
        shutil.rmtree(self.folder)

    def load(self) -> None:
        """The clean rows against the plain readers, then the same rows in other dresses."""
        plain = timed(self.rounds, loading.duckdb_reader, self.files, self.folder / "plain.duckdb")
        frame = timed(self.rounds, loading.pandas_reader, self.files)
        clean = self._product("clean", "cases.csv")
        in_duckdb = f"DuckDB's read_csv, typed, store_rejects, into a file of {_mb(plain)}"
        line(Line("load clean rows", clean, plain, in_duckdb, TO_DUCKDB, MEMORY, _parts(clean)))
        in_pandas = "pandas.read_csv, dates parsed, in memory"
        line(Line("load clean rows", clean, frame, in_pandas, TO_PANDAS, MEMORY, "the same load"))
        line(Line("(DuckDB's read_csv)", plain, clean, "the load of clean rows"))
        line(Line("(pandas.read_csv)", frame, clean, "the load of clean rows"))
        for dress, job in (("gb18030", "load as GB18030"), ("typed", "load 2024/3/5 9:07 and 2024年3月5日")):
            other = self._dressed(dress)
            if other.said["facts"] != clean.said["facts"]:
                raise SystemExit(f"{dress}: other facts than from the clean rows")
            line(Line(job, other, clean, "clean rows", None, MEMORY, "the same facts"))
        for dress, job, share in (
            ("bad_rows", "load with 1 row in 100 bad", files.ONE_ROW_IN_100),
            ("bad_cells", "load with 1 cell in 100 bad", files.ONE_CELL_IN_100),
        ):
            bad = self._dressed(dress, share)
            note = f"{bad.said['refused']:,} planted cells refused, and no other"
            line(Line(job, bad, clean, "clean rows", BAD_TO_CLEAN, MEMORY, note))

    def week(self) -> None:
        """A week's file into the clean county, and whether its facts are those of a full build."""
        alone(week.make, self.files)
        warehouse = Warehouse(self.folder / "clean")
        copy = timed(self.rounds, week.copied, self._snapshot(), self.folder / "copy.duckdb")
        rounds = []
        for number in range(self.rounds):
            if number:
                warehouse.undo()
            rounds.append(alone(loading.weekly, self.files, warehouse.folder))
        ours = median(rounds)
        anew = alone(proof.built_anew, self._snapshot(), self.folder / "anew.duckdb")
        if proof.facts(self._snapshot()) != anew.said["facts"]:
            raise SystemExit("what followed the week's rows is not what a full build gives")
        said = ours.said
        note = (
            f"{said['new']:,} new, {said['corrected']:,} corrected; facts "
            f"{'followed' if said['follows'] else 'built anew'}, as a full build gives them"
        )
        line(Line("load a week", ours, copy, "copying the snapshot", None, MEMORY, note))

    def ask(self) -> None:
        """The overview's questions about cases from three places, all with the same figures."""
        measured: dict[str, Measured] = {}
        for basis in asking.ANEW:
            file = self.folder / f"from_{basis}.duckdb"
            alone(asking.prepare, self.folder / "clean", file, basis)
            measured[basis] = alone(asking.answer, file)
            file.unlink()
        cube = measured["cube"]
        for other in ("fact", "raw"):
            asking.compare(cube.said["frames"], measured[other].said["frames"])
        count = f"{len(asking.QUESTIONS)} questions"
        for basis, note in (
            ("cube", f"{cube.said['cube']:,} rows"),
            ("fact", f"{cube.said['cases']:,} rows, the same figures"),
            ("raw", "working days counted anew, the same figures"),
        ):
            line(Line(f"ask {count} of the {basis}", measured[basis], cube, "from the cube", note=note))

    def _product(self, warehouse: str, file: str, bad: int = 0) -> Measured:
        rounds = []
        for _ in range(self.rounds):
            shutil.rmtree(self.folder / warehouse, ignore_errors=True)
            rounds.append(alone(loading.product, self.files, self.folder / warehouse, file, bad))
        return median(rounds)

    def _dressed(self, dress: str, bad: int = 0) -> Measured:
        alone(files.dressed, self.files, dress)
        measured = self._product(dress, f"cases_{dress}.csv", bad)
        shutil.rmtree(self.folder / dress)
        return measured

    def _snapshot(self) -> Path:
        warehouse = Warehouse(self.folder / "clean")
        return warehouse.path(warehouse.current() or "")


def _parts(measured: Measured) -> str:
    said = measured.said
    return f"taking in {said['taking']:.2f} s, facts and cube {said['deriving']:.2f} s, file {_mb(measured)}"


def _mb(measured: Measured) -> str:
    return f"{measured.said['bytes'] / 1e6:,.0f} MB"


if __name__ == "__main__":
    main()
