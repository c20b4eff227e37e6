"""Cache of open snapshots and of their answers, shared by all sessions and keyed by snapshot."""

import itertools
from collections.abc import Iterable
from pathlib import Path
from weakref import WeakValueDictionary

import duckdb
import pandas as pd
from cachetools.keys import hashkey

from reform.common.caching import cached
from reform.metrics import query
from reform.metrics.query import Metric, Question, Scope
from reform.metrics.slicing import heard, part, whole
from reform.storage import Warehouse

_opened: WeakValueDictionary[tuple[str, str], duckdb.DuckDBPyConnection] = WeakValueDictionary()


# A connection that leaves this cache is closed when its last reader drops it: closing it here would interrupt
# the question of a reader who looks at that snapshot.
@cached(3)
def connection(folder: str, stamp: str) -> duckdb.DuckDBPyConnection:
    """The shared connection to a snapshot (``County.stamp``): for ``cursor()``, never to be closed."""
    known = _opened.get((folder, stamp))
    if known is None:
        snapshot, _, _ = stamp.partition("@")
        known = _opened[folder, stamp] = Warehouse(Path(folder)).open(snapshot)
    return known


def answer(folder: str, stamp: str, code: str, chosen: Scope, by: tuple[str, ...]) -> pd.DataFrame:
    """The answer of a snapshot to a question. Shared: callers must not change it."""
    return _answer(folder, stamp, code, heard(query.find(code), chosen), by)


# Not st.cache_data: its hashing and unpickling take half a millisecond, and a page asks seventy questions.
@cached(600)
def _answer(folder: str, stamp: str, code: str, chosen: Scope, by: tuple[str, ...]) -> pd.DataFrame:
    asked = _opened.get((folder, stamp)) or connection(folder, stamp)
    metric = query.find(code)
    of = whole(metric, chosen, by)
    if of is None:
        return query.ask(asked, metric, chosen, by)
    return part(asked, metric, of, _answer(folder, stamp, code, of.scope, of.by))


def ask_together(folder: str, stamp: str, questions: Iterable[Question]) -> None:
    """Ask a snapshot at once what it has not been asked yet; ``answer`` then knows it."""
    _ask_together(folder, stamp, tuple(itertools.starmap(_asked, questions)))


@cached(100)  # of the sessions that open a page at one time, one asks
def _ask_together(folder: str, stamp: str, questions: tuple[Question, ...]) -> None:
    keys = [hashkey(folder, stamp, metric.code, scope, by) for metric, scope, by in questions]
    unknown = {
        key: question for key, question in zip(keys, questions, strict=True) if key not in _answer.cache
    }
    answers = query.ask_many(connection(folder, stamp), list(unknown.values())) if unknown else []
    for key, frame in zip(unknown, answers, strict=True):
        _answer.cache[key] = frame


def _asked(metric: Metric, chosen: Scope, by: tuple[str, ...]) -> Question:
    """The question itself, or the one over all departments, domains or batches of which it is a part."""
    scope = heard(metric, chosen)
    of = whole(metric, scope, by)
    return Question(metric, of.scope, of.by) if of else Question(metric, scope, by)
