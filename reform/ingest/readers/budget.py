"""How much memory and text one file may cost, with all that is packed in it.

What a file will lay out is counted before it is laid out, from what its cells refer to; so reading is
never begun that could not be ended. One budget goes with a file and with the members of an archive.
"""

import os
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from reform.ingest.readers import limits
from reform.ingest.readers.file_refused import FileRefused

_CGROUPS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")


def memory() -> int:
    """Bytes of memory one file may take: a quarter of what this machine or container has."""
    return min(limits.MEMORY, _of_machine() // 4)


def _of_machine() -> int:
    rooms = []
    for place in _CGROUPS:
        try:
            rooms.append(int(Path(place).read_text(encoding="ascii")))
        except (OSError, ValueError):  # none, or "max"
            continue
    with suppress(AttributeError, OSError, ValueError):  # Windows
        rooms.append(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    return min(rooms, default=4 * limits.MEMORY)


@dataclass
class Budget:
    """What a file of ``size`` bytes has cost so far."""

    size: int = 0
    held: int = 0  # bytes of memory until all of the file is read
    given: int = 0  # bytes of text handed on
    began: float = field(default_factory=time.monotonic)

    def hold(self, more: int) -> None:
        """Count memory that is about to be taken; ``FileRefused`` beyond what a file may take."""
        self.held += more
        if self.held > memory():
            raise FileRefused("file_too_heavy", {"limit": memory() // limits.MB})

    def give(self, more: int) -> None:
        """Count text handed on: no honest table has 200 times as much as its file, or takes for ever."""
        self.given += more
        if self.given > max(limits.RATIO_FROM, limits.RATIO * self.size):
            raise FileRefused("file_bomb", {"ratio": limits.RATIO})
        if time.monotonic() - self.began > self.seconds:
            raise FileRefused("file_too_slow", {"limit": round(self.seconds / 60)})

    @property
    def seconds(self) -> float:
        """How long reading and loading may take: far more than any honest file on a slow machine."""
        return limits.SECONDS + limits.SECONDS_PER_MB * self.size / limits.MB
