"""Asks a page's questions ahead, in a second thread.

A page asks one question after another, and DuckDB spends most of a question's time on planning, which keeps
one core busy. The questions a page asked before are remembered; where their answers are not cached yet, a
second thread asks them in reverse order while the page asks them in its own.
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from reform.common.caching import PROCESS
from reform.metrics.query import Scope
from reform.ui.context import query_cache

# By page: question, split, and whether of the reader's scope or of that of a week before, in the order asked.
_heard = PROCESS.new(100)
_ahead = ThreadPoolExecutor(1, thread_name_prefix="foresight")


def hear(page: str, role: str | None, code: str, by: tuple[str, ...]) -> None:
    """Remember that a page asked this question. A scope without a ``role`` is not the reader's."""
    if role is not None:
        _heard.setdefault(page, {})[code, by, role] = None


def begin(page: str, scopes: Mapping[str, Scope], folder: str, stamp: str) -> None:
    """Ask the questions of the page whose answers are not cached. ``scopes``: by role."""
    asked = [(code, scopes[role], by) for code, by, role in list(_heard.get(page, ()))]
    unknown = [question for question in reversed(asked) if not query_cache.is_known(folder, stamp, *question)]
    if len(unknown) > 1 and query_cache.is_open(folder, stamp):
        _ahead.submit(_ask, folder, stamp, unknown)


def _ask(folder: str, stamp: str, unknown: list[tuple[str, Scope, tuple[str, ...]]]) -> None:
    for code, scope, by in unknown:
        with suppress(Exception):  # the page meets the same error, and reports it
            query_cache.answer(folder, stamp, code, scope, by)
