"""Cache of open snapshots and of their answers, shared by all sessions and keyed by snapshot."""

from pathlib import Path
from weakref import WeakValueDictionary

import duckdb
import pandas as pd
from cachetools.keys import hashkey

from reform.common.caching import cached
from reform.metrics import query
from reform.metrics.query import Scope
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


def is_open(folder: str, stamp: str) -> bool:
    """Whether a connection to the snapshot is cached."""
    return (folder, stamp) in _opened


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


def is_known(folder: str, stamp: str, code: str, chosen: Scope, by: tuple[str, ...]) -> bool:
    """Whether the answer is cached."""
    return hashkey(folder, stamp, code, heard(query.find(code), chosen), by) in _answer.cache


@cached(600)
def row(folder: str, stamp: str, code: str, chosen: Scope) -> pd.Series:
    """The single row of an indicator's answer."""
    return answer(folder, stamp, code, chosen, ()).iloc[0]
