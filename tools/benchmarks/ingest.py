"""Files into published snapshots, beside the plain readers of DuckDB, pandas and calamine."""

import shutil
from pathlib import Path

from reform.storage import Warehouse
from tools.benchmarks import files, loading, proof, week, workbooks
from tools.benchmarks.grown import snapshot
from tools.benchmarks.measure import Measured, alone, median, timed
from tools.benchmarks.table import Line, line, title

SHEET_ROWS = 100_000
SHEET_COLUMNS = 22  # as many as an item list has
# Bounds of what was promised: ratios, and the memory of a process in MB.
TO_DUCKDB, TO_PANDAS, BAD_TO_CLEAN, TO_CALAMINE, TO_COPY, MEMORY = 5.0, 4.0, 2.0, 3.0, 3.0, 2048.0


def sheets(kept: Path, passing: Path, rounds: int) -> None:
    """Large workbooks, read by calamine alone and taken in."""
    title(f"xlsx, {SHEET_ROWS:,} rows × {SHEET_COLUMNS} columns; median of {rounds} rounds")
    for dataset in ("items", "cases"):
        line(_sheet(kept / f"{dataset}.xlsx", passing, dataset, rounds))


def _sheet(path: Path, folder: Path, dataset: str, rounds: int) -> Line:
    alone(files.workbook, path, dataset, SHEET_ROWS, SHEET_COLUMNS)
    bare = timed(rounds, workbooks.calamine, path)
    ours = timed(rounds, workbooks.ingest, path, folder / "nowhere")
    if bare.said != {"rows": SHEET_ROWS + 1, "columns": SHEET_COLUMNS} or ours.said["rows"] != SHEET_ROWS:
        raise SystemExit(f"{dataset}.xlsx was not read whole: {bare.said}, {ours.said}")
    note = f"calamine {bare.seconds:.2f} s, {bare.peak_mb or 0:,.0f} MB"
    return Line(f"check {dataset}", ours, bare, "calamine's to_python()", TO_CALAMINE, note=note)


def show(kept: Path, folder: Path, cases: int, rounds: int) -> None:
    """One county of so many cases, every line as soon as it is known."""
    folder.mkdir(parents=True, exist_ok=True)
    run = _Run(kept / "files", folder, rounds)
    alone(files.make, run.files, cases)
    size = (run.files / "cases.csv").stat().st_size
    rows = f"{cases:,} case rows of the sample county (示例数据), {size / 1e6:,.0f} MB of CSV"
    title(f"{rows}; median of {rounds} rounds, each in a process of its own")
    run.load()
    weekly(folder / "clean", folder, rounds)
    shutil.rmtree(folder)


def weekly(county: Path, folder: Path, rounds: int) -> None:
    """A week's file into a loaded county, and whether its facts are those of a full build."""
    warehouse, file = Warehouse(county), folder / "week.csv"
    alone(week.make, snapshot(county), file)
    copy = timed(rounds, week.copied, snapshot(county), folder / "copy.duckdb")
    loads = []
    for number in range(rounds):
        if number:
            warehouse.undo()
        loads.append(alone(loading.weekly, file, county))
    ours = median(loads)
    anew = alone(proof.built_anew, snapshot(county), folder / "anew.duckdb")
    if proof.facts(snapshot(county)) != anew.said["facts"]:
        raise SystemExit("what followed the week's rows is not what a full build gives")
    warehouse.undo()
    said = ours.said
    note = (
        f"{said['new']:,} new, {said['corrected']:,} corrected; facts "
        f"{'followed' if said['follows'] else 'built anew'}, as a full build gives them"
    )
    line(Line("load a week", ours, copy, "copying the snapshot", TO_COPY, MEMORY, note))


class _Run:
    """The files lie in ``files``, the snapshots below ``folder``."""

    def __init__(self, kept: Path, folder: Path, rounds: int) -> None:
        self.files, self.folder, self.rounds = kept, folder, rounds

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


def _parts(measured: Measured) -> str:
    said = measured.said
    return f"taking in {said['taking']:.2f} s, facts and cube {said['deriving']:.2f} s, file {_mb(measured)}"


def _mb(measured: Measured) -> str:
    return f"{measured.said['bytes'] / 1e6:,.0f} MB"
