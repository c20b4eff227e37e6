"""How long a name must wait after wrong passwords: names of users and others alike."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from reform.common.caching import SharedCache

ATTEMPTS_BEFORE_WAIT = 5
FIRST_WAIT = 30.0  # seconds, doubled at each further attempt
LONGEST_WAIT = 900.0
MOST_NAMES = 10_000


@dataclass(frozen=True, slots=True)
class _Tried:
    times: int
    until: float


class Attempts:
    """The failed attempts of one server, by name."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tried = SharedCache(MOST_NAMES)

    def wait(self, name: str) -> float:
        """Seconds until this name may be tried again."""
        tried: _Tried | None = self._tried.get(name)
        return max(0.0, tried.until - self._clock()) if tried else 0.0

    def failed(self, name: str) -> None:
        """Count a wrong password."""
        tried: _Tried | None = self._tried.get(name)
        times = tried.times + 1 if tried else 1
        self._tried[name] = _Tried(times, self._clock() + _wait_after(times))

    def succeeded(self, name: str) -> None:
        """Forget what failed before."""
        self._tried.pop(name, None)


def _wait_after(times: int) -> float:
    """Seconds after so many wrong passwords. Ten doublings pass every bound; a thousand pass every number."""
    if times < ATTEMPTS_BEFORE_WAIT:
        return 0.0
    return min(FIRST_WAIT * 2.0 ** min(times - ATTEMPTS_BEFORE_WAIT, 10), LONGEST_WAIT)
