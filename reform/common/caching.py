"""What this process keeps of its work: LRU caches shared by all sessions, all of them held by ``PROCESS``.

A cache is keyed by the arguments of a function or by their content. Constant files of the program are kept
by ``functools.cache`` instead: they do not change while it runs.

Equal content means equal pickled bytes: comparing takes some 0.1 ms, drawing a figure 5 to 50. Callers must
not change what they get: other sessions hold the same object.
"""

import pickle
from collections.abc import Callable
from hashlib import blake2b
from threading import Condition, RLock
from typing import Any, ParamSpec, Protocol, TypeVar

import cachetools
from cachetools import LRUCache
from cachetools.keys import hashkey

from reform.common.i18n import language

P = ParamSpec("P")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

MOST = 400  # figures of some 50 kB: what several readers of several pages look at


class SharedCache(LRUCache[Any, Any]):
    """An LRU cache for all threads: also a look at an entry moves it in the order of use."""

    def __init__(self, most: int) -> None:
        self._lock = RLock()
        super().__init__(most)

    def __getitem__(self, key: Any) -> Any:
        """As of a dict."""
        with self._lock:
            return super().__getitem__(key)

    def __setitem__(self, key: Any, value: Any) -> None:
        """As of a dict; the entry unused for longest may go."""
        with self._lock:
            super().__setitem__(key, value)

    def get(self, key: Any, default: Any = None) -> Any:
        """As of a dict."""
        with self._lock:
            return super().get(key, default)

    def setdefault(self, key: Any, default: Any = None) -> Any:
        """As of a dict."""
        with self._lock:
            return super().setdefault(key, default)

    def clear(self) -> None:
        """As of a dict."""
        with self._lock:
            super().clear()


class ProcessCaches:
    """Every cache that can grow old while the process runs."""

    def __init__(self) -> None:
        self._caches: list[SharedCache] = []

    def new(self, most: int) -> SharedCache:
        """An empty cache of at most so many entries."""
        cache = SharedCache(most)
        self._caches.append(cache)
        return cache

    def clear(self) -> None:
        """Forget everything, as a new process begins."""
        for cache in self._caches:
            cache.clear()


PROCESS = ProcessCaches()


class Cached(Protocol[P, R_co]):
    """A function whose latest results stand in its ``cache``."""

    cache: SharedCache

    def __call__(self, *given: P.args, **named: P.kwargs) -> R_co:
        """The result of the function, from the cache where it was asked before."""


def cached(most: int, key: Callable[..., Any] = hashkey) -> Callable[[Callable[P, R]], Cached[P, R]]:
    """Keep the latest results of a function for all sessions; of those who call alike at one time one works.

    ``key`` tells equal calls.
    """

    def keep(make: Callable[P, R]) -> Cached[P, R]:
        remember: Any = cachetools.cached(PROCESS.new(most), key=key, condition=Condition())
        remembered: Cached[P, R] = remember(make)
        return remembered

    return keep


def cached_by_content(make: Callable[P, R]) -> Callable[P, R]:
    """``make`` with its latest results kept, in each language apart; equal calls at one time work once."""
    return cached(MOST, _content)(make)


def _content(*given: Any, **named: Any) -> bytes:
    return blake2b(pickle.dumps((language(), given, named)), digest_size=16).digest()
