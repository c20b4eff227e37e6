"""Root without rights that no mode of a file gives: tests of closed folders run alike for every user."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager

_VERSION_3, _THIS_THREAD = 0x20080522, 0
# Of the two halves of a set of capabilities: effective, permitted, inheritable.
_EFFECTIVE = (0, 3)


@contextmanager
def as_anybody() -> Iterator[None]:
    """Modes of files hold for root too, who stays the owner of what is his: his closed home stays open."""
    if os.geteuid() != 0:
        yield
        return
    libc, head = ctypes.CDLL(None), (ctypes.c_uint32 * 2)(_VERSION_3, _THIS_THREAD)
    held = (ctypes.c_uint32 * 6)()
    assert libc.capget(head, held) == 0
    given_up = (ctypes.c_uint32 * 6)(*held)
    for half in _EFFECTIVE:
        given_up[half] = 0
    assert libc.capset(head, given_up) == 0
    try:
        yield
    finally:
        assert libc.capset(head, held) == 0
