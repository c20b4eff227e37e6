"""Limits an answer to what a reader of some departments may see: county totals and the rows of these.

``Scope.rows_of`` names the departments, as the county's table of names calls them. For everybody else's rows:

- An indicator as a whole, or by what names nobody (``COUNTY_WIDE``), is the county's. By department or by
  item it has only what belongs to the reader's departments: it is asked with the filter of departments
  narrowed to them.
- The head of a list declares ``belongs_to``: ``everybody`` (totals), ``nobody``, ``filter`` (its rows belong
  to the department that the filter of departments goes by), or the columns that name the departments a row
  belongs to; with ``everybody`` beside them a row that names none is shown, too. A list that declares nothing
  has no rows.
- A filter of other departments finds nothing: a figure of one of them would be its own.
- Cells that name another department are blank, such as the other side of a dispute, and so are the columns
  that a list declares as ``withheld``.

A transferred item, its cases and its ratings belong to the department of the item list, which held it and is
to supervise it; who took a case is not asked. What the file gives for a unit is read as on the row's day.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import duckdb
import pandas as pd

from reform.common.sql_files import model
from reform.metrics.catalog import Metric
from reform.metrics.questions import Question
from reform.metrics.scope import Scope

EVERYBODY, NOBODY, FILTER = "everybody", "nobody", "filter"
# Dimensions that name no department and nothing of one.
COUNTY_WIDE = frozenset({"domain", "batch", "channel", "side", "month", "week"})


def narrowed(metric: Metric, scope: Scope, by: Iterable[str]) -> Scope:
    """The scope in which a question is asked for a limited reader; any other scope as it is."""
    if scope.rows_of is None:
        return scope
    if scope.departments is not None:
        return replace(scope, departments=tuple(name for name in scope.departments if name in scope.rows_of))
    if metric.belongs_to == (FILTER,) or not COUNTY_WIDE.issuperset(by):
        return replace(scope, departments=scope.rows_of)
    return scope


def departments(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """The names of all departments in a snapshot, also of those that no table knows."""
    with connection.cursor() as cursor:
        return frozenset(name for (name,) in cursor.execute(model("metrics/sql/departments")).fetchall())


def limited(
    connection: duckdb.DuckDBPyConnection, questions: Sequence[Question], answers: Sequence[pd.DataFrame]
) -> list[pd.DataFrame]:
    """The answers to narrowed questions without the rows and names of all other departments."""
    if all(question.scope.rows_of is None for question in questions):
        return list(answers)
    names = departments(connection)
    return [
        answer
        if scope.rows_of is None
        else _of(answer, metric, scope.rows_of, names.difference(scope.rows_of))
        for (metric, scope, _by), answer in zip(questions, answers, strict=True)
    ]


def _of(
    answer: pd.DataFrame, metric: Metric, rows_of: Collection[str], others: Collection[str]
) -> pd.DataFrame:
    if metric.is_list:
        answer = answer[_are_own(answer, metric.belongs_to, rows_of)].reset_index(drop=True)
    named = {name: answer[name].isin(others) for name in answer.select_dtypes(["object", "string"])}
    blank = {str(name): answer[name].mask(cells, None) for name, cells in named.items() if cells.any()}
    return answer.assign(**blank, **dict.fromkeys(metric.withheld))


def _are_own(answer: pd.DataFrame, belongs_to: tuple[str, ...], rows_of: Collection[str]) -> pd.Series:
    """Which rows of a list are the reader's."""
    if belongs_to in ((EVERYBODY,), (FILTER,)):
        return pd.Series(data=True, index=answer.index)
    columns = [name for name in belongs_to if name not in (EVERYBODY, NOBODY)]
    named = answer[columns]
    own = named.isin(rows_of).any(axis=1)
    return own | named.isna().all(axis=1) if EVERYBODY in belongs_to else own
