"""What a pure function gave for equal inputs, worked out once for everybody who looks.

Equal means equal in content: frames are compared by their pickled bytes, which takes some 0.1 ms where a
figure takes 5 to 50. What is given out is shared between sessions: nobody may change it.
"""

import pickle
from collections.abc import Callable
from hashlib import blake2b
from threading import Condition
from typing import Any, ParamSpec, Protocol, TypeVar

from cachetools import LRUCache, cached
from cachetools.keys import hashkey

from reform.common.i18n import language

P = ParamSpec("P")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

MOST = 400  # figures of some 50 kB: what several readers of several pages look at


class Shared(Protocol[P, R_co]):
    """A function whose latest results stand in its ``cache``."""

    cache: LRUCache[Any, Any]

    def __call__(self, *given: P.args, **named: P.kwargs) -> R_co: ...


def shared(most: int, key: Callable[..., Any] = hashkey) -> Callable[[Callable[P, R]], Shared[P, R]]:
    """Keep the latest results of a function for all sessions; of those who call alike at one time one works.

    ``key`` tells equal calls.
    """

    def keep(make: Callable[P, R]) -> Shared[P, R]:
        remember: Any = cached(LRUCache[Any, R](most), key=key, condition=Condition())
        remembered: Shared[P, R] = remember(make)
        return remembered

    return keep


def kept(make: Callable[P, R]) -> Callable[P, R]:
    """``make`` with its latest results kept, in each language apart; equal calls at one time work once."""
    return shared(MOST, _content)(make)


def _content(*given: Any, **named: Any) -> bytes:
    return blake2b(pickle.dumps((language(), given, named)), digest_size=16).digest()
