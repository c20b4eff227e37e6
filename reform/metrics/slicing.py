"""Answers a single-department query from the cached by-department result.

What is asked of one department is a row of what is asked by department: readers who choose among thirty-five
of them ask one question, not thirty-five.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import duckdb
import pandas as pd

from reform.metrics.query import Metric, Question, Scope, lacking, over_nothing

# The choices a reader makes one of; a dimension and the field of the scope that holds it.
_CHOICES = {"department": "departments", "domain": "domains", "batch": "batches"}
_ANY = Scope(date(1990, 1, 1))


class Whole(NamedTuple):
    """A question over all of a dimension, split by it; ``value`` is the one that was asked for."""

    scope: Scope
    by: tuple[str, ...]
    dimension: str
    value: str | int


def heard(metric: Metric, scope: Scope) -> Scope:
    """The scope without what the question does not listen to: channels it does not know, or all of it."""
    if "$scope" not in metric.sql:
        return replace(_ANY, rows_of=scope.rows_of)
    if "channel" not in metric.by:
        return replace(scope, channels=None, rating_channels=None)
    if metric.channels == "ratings":
        return replace(scope, channels=None)
    return replace(scope, rating_channels=None)


def whole(metric: Metric, scope: Scope, by: Iterable[str]) -> Whole | None:
    """The question of which this one is a part, if it is asked of one department, domain or batch alone."""
    by = tuple(by)
    for dimension, field in _CHOICES.items():
        chosen = getattr(scope, field)
        if chosen is not None and len(chosen) == 1 and dimension in metric.by and dimension not in by:
            all_of_them: dict[str, Any] = {field: None}
            return Whole(replace(scope, **all_of_them), (dimension, *by), dimension, chosen[0])
    return None


def part(
    connection: duckdb.DuckDBPyConnection, metric: Metric, of: Whole, answer: pd.DataFrame
) -> pd.DataFrame:
    """What the ``answer`` to the whole says of the one that was asked for."""
    others = [name for name in answer.columns if name != of.dimension]
    rows = answer.loc[answer[of.dimension] == of.value, others]
    rows.index = pd.RangeIndex(len(rows))
    lacks = rows.empty and bool(lacking(connection, metric))
    return over_nothing(connection, Question(metric, of.scope, of.by[1:]), rows, lacks)
