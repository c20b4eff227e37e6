"""One job in a process of its own: how long it took and how much memory it needed at most."""

import multiprocessing
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Job = Callable[..., dict[str, Any]]


@dataclass(frozen=True)
class Measured:
    """``seconds`` of the job, ``peak_mb`` of its process (None where the system does not tell)."""

    seconds: float
    peak_mb: float | None
    said: dict[str, Any] = field(default_factory=dict)


def alone(job: Job, *arguments: Any) -> Measured:
    """Run ``job`` in a fresh process. What it returns under ``seconds`` replaces the time of the whole."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        seconds, peak, said = pool.apply(_timed, (job, arguments))
    return Measured(said.pop("seconds", seconds), peak, said)


def timed(rounds: int, job: Job, *arguments: object) -> Measured:
    """So many rounds of one job; the one in the middle."""
    return median([alone(job, *arguments) for _ in range(rounds)])


def median(rounds: list[Measured]) -> Measured:
    """The round in the middle by time, with the highest peak of all."""
    middle = statistics.median_low([one.seconds for one in rounds])
    chosen = next(one for one in rounds if one.seconds == middle)
    peaks = [one.peak_mb for one in rounds if one.peak_mb is not None]
    return Measured(middle, max(peaks, default=None), chosen.said)


def _timed(job: Job, arguments: tuple[Any, ...]) -> tuple[float, float | None, dict[str, Any]]:
    _draw_nothing()
    started = time.perf_counter()
    said = job(*arguments)
    return time.perf_counter() - started, _peak_mb(), said


def _draw_nothing() -> None:
    """Take the terminal away from this process: DuckDB draws a progress bar wherever it sees one."""
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)


def _peak_mb() -> float | None:
    """The kernel's high-water mark of this process; ``ru_maxrss`` would begin with the parent's."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024
