"""Failpoints: named no-ops unless a test installs a hook.

A test sets ``listener`` in the process that loads, and there kills it or lets its disk be full. Nothing
outside a program's own code can set it.
"""

from collections.abc import Callable

listener: Callable[[str], None] | None = None


def failpoint(name: str) -> None:
    """Say that the load has come this far."""
    if listener is not None:
        listener(name)
