"""One job in a process of its own: how long it took and how much memory it needed at most."""

import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Measured:
    """``seconds`` of the job, ``peak_mb`` of its process (None where the system does not tell)."""

    seconds: float
    peak_mb: float | None
    said: dict[str, Any] = field(default_factory=dict)


def alone(job: Callable[..., dict[str, Any]], *arguments: Any) -> Measured:
    """Run ``job`` in a fresh process. What it returns under ``seconds`` replaces the time of the whole."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        seconds, peak, said = pool.apply(_timed, (job, arguments))
    return Measured(said.pop("seconds", seconds), peak, said)


def _timed(
    job: Callable[..., dict[str, Any]], arguments: tuple[Any, ...]
) -> tuple[float, float | None, dict[str, Any]]:
    started = time.perf_counter()
    said = job(*arguments)
    return time.perf_counter() - started, _peak_mb(), said


def _peak_mb() -> float | None:
    """The kernel's high-water mark of this process; ``ru_maxrss`` would begin with the parent's."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024
