"""What a page is going to ask, asked ahead.

A page asks one question after another, and a question is mostly planned, which keeps one core busy. What a
page asked before is remembered; where the answers are not known yet, a second thread asks the same questions
from the last one on while the page asks from the first. They meet in the middle.
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
    """Remember that a page asked this; ``role`` is None where the scope was neither of the reader's."""
    if role is not None:
        _heard.setdefault(page, {})[code, by, role] = None


def begin(page: str, scopes: Mapping[str, Scope], folder: str, stamp: str) -> None:
    """Ask what the page asked before, unless it is known already. ``scopes``: by role."""
    asked = [(code, scopes[role], by) for code, by, role in list(_heard.get(page, ()))]
    unknown = [one for one in reversed(asked) if not query_cache.is_known(folder, stamp, *one)]
    if len(unknown) > 1 and query_cache.is_open(folder, stamp):
        _ahead.submit(_ask, folder, stamp, unknown)


def _ask(folder: str, stamp: str, unknown: list[tuple[str, Scope, tuple[str, ...]]]) -> None:
    for code, scope, by in unknown:
        with suppress(Exception):  # the page meets it, too, and says what it is
            query_cache.answer(folder, stamp, code, scope, by)
