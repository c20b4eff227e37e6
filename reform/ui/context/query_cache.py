"""Cache of open snapshots and of their answers, shared by all sessions and keyed by snapshot."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

import duckdb
import pandas as pd
from cachetools.keys import hashkey

from reform.common.caching import cached
from reform.metrics import query
from reform.metrics.query import Question, Scope
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
    unknown: dict[Any, Question] = {}
    for metric, chosen, by in questions:
        scope = heard(metric, chosen)
        of = whole(metric, scope, by)
        asked = Question(metric, of.scope, of.by) if of else Question(metric, scope, by)
        key = hashkey(folder, stamp, metric.code, asked.scope, asked.by)
        if key not in _answer.cache:
            unknown[key] = asked
    answers = query.ask_many(connection(folder, stamp), list(unknown.values())) if unknown else []
    for key, frame in zip(unknown, answers, strict=True):
        _answer.cache[key] = frame


@cached(600)
def row(folder: str, stamp: str, code: str, chosen: Scope) -> pd.Series:
    """The single row of an indicator's answer."""
    return answer(folder, stamp, code, chosen, ()).iloc[0]
