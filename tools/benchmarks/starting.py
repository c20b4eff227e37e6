"""Processor seconds of commands from start to end: what a script that asks pays each time."""

import os
import statistics
import subprocess
import sys
from pathlib import Path

from reform import ROOT
from reform.pipeline.county import prepare_sample
from tools.benchmarks.table import head, row

ROUNDS = 7


def show(passing: Path) -> None:
    """The commands beside a Python that imports DuckDB and ends."""
    loaded = prepare_sample().folder
    nothing = passing / "nothing"
    commands: dict[str, tuple[float | None, list[str]]] = {
        'python -c "import duckdb"': (None, ["-c", "import duckdb"]),
        "reform --help": (0.25, ["-m", "reform", "--help"]),
        "reform ask D05, nothing loaded": (0.7, ["-m", "reform", "--warehouse", str(nothing), "ask", "D05"]),
        "reform ask D05, a loaded county": (0.7, ["-m", "reform", "--warehouse", str(loaded), "ask", "D05"]),
    }
    seconds = {name: processor_seconds(words) for name, (_bound, words) in commands.items()}
    (base, *_rest) = seconds.values()
    head(
        f"From start to end, the sample county (示例数据); median of {ROUNDS} rounds",
        *("command", "processor seconds:", "ratio:", "bound, seconds:", "kept"),
    )
    for name, (bound, _words) in commands.items():
        kept = "" if bound is None else "yes" if seconds[name] <= bound else "no"
        row(name, f"{seconds[name]:.2f}", f"{seconds[name] / base:.2f}", f"{bound or ''}", kept)


def processor_seconds(words: list[str]) -> float:
    """User and system time of a Python with these words: the round in the middle, after one that warms."""
    return statistics.median([_spent(words) for _ in range(ROUNDS + 1)][1:])


def _spent(words: list[str]) -> float:
    before = os.times()
    subprocess.run([sys.executable, *words], cwd=ROOT, check=True, capture_output=True)
    after = os.times()
    user, system = after.children_user - before.children_user, after.children_system - before.children_system
    return user + system
