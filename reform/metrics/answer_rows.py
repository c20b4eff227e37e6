"""Answers as rows of values, for the command line: importing pandas takes longer than answering a question.

``query.ask`` gives the same as a DataFrame.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

import duckdb

from reform.metrics.catalog import Metric, find, indicators
from reform.metrics.questions import (
    Question,
    calendars_used,
    columns_of,
    executed,
    figure_over_nothing,
    lacking,
    last_day,
)
from reform.metrics.scope import Scope


class Answer(NamedTuple):
    """The names of its columns, and each row by them."""

    columns: list[str]
    rows: list[dict[str, Any]]


def ask(
    connection: duckdb.DuckDBPyConnection, metric: Metric | str, scope: Scope, by: Iterable[str] = ()
) -> Answer:
    """The answer to one question: the asked dimensions, then value, numerator, denominator, n, …

    Without ``by`` an indicator answers in one row, also over nothing: then the value is missing.
    Dimensions a question does not know raise ``ValueError``.
    """
    question = Question(find(metric) if isinstance(metric, str) else metric, scope, tuple(by))
    question.require_split()
    if scope.rows_of is not None or (question.metric.calendars and len(calendars_used(connection)) > 1):
        return _by_frame(connection, question)
    last_on = last_day(connection) if "$scope" in question.metric.sql else None
    with connection.cursor() as cursor:
        answer = _fetched(executed(cursor, question, last_on))
    if "dims" in answer.columns or question.metric.code in indicators():
        return _over_nothing(connection, question, _ordered(answer, question.by))
    return answer


def rows(connection: duckdb.DuckDBPyConnection, dataset: str) -> Answer:
    """The kept rows of a dataset; for cases the fact."""
    table = connection.table("case_rows" if dataset == "cases" else f"raw.{dataset}")
    columns = [name for name in table.columns if name not in ("row_key", "import_id", "source_row")]
    return _named(columns, table.select(*columns).fetchall())


def _fetched(asked: duckdb.DuckDBPyConnection) -> Answer:
    return _named([name for name, *_type in asked.description or ()], asked.fetchall())


def _named(columns: list[str], fetched: Iterable[tuple[Any, ...]]) -> Answer:
    return Answer(columns, [dict(zip(columns, row, strict=True)) for row in fetched])


def _ordered(answer: Answer, by: tuple[str, ...]) -> Answer:
    """The asked dimensions first, then value, numerator, denominator, n; the rows by the dimensions."""
    dimensions, columns = columns_of(by), answer.columns
    if "dims" in columns:
        for row in answer.rows:
            row |= {name: row["dims"][name] for name in dimensions}
    first = [*dimensions, *(name for name in ("value", "numerator", "denominator", "n") if name in columns)]
    ordered = [*first, *(name for name in columns if name not in ("dims", *first))]
    return Answer(
        ordered,
        sorted(
            ({name: row[name] for name in ordered} for row in answer.rows),
            key=lambda row: [(row[name] is None, row[name]) for name in dimensions],
        ),
    )


def _over_nothing(connection: duckdb.DuckDBPyConnection, question: Question, answer: Answer) -> Answer:
    """The answer; where nothing was found to count or what it needs was never loaded, what can be said."""
    lacks = bool(lacking(connection, question.metric))
    if question.by:
        return Answer(answer.columns, []) if lacks else answer
    if not lacks and (answer.rows or question.metric.code not in indicators()):
        return answer
    figure = None if lacks else figure_over_nothing(connection, question)
    nothing = dict.fromkeys(answer.columns, figure) | {"numerator": 0, "denominator": 0, "n": 0}
    return Answer(list(nothing), [nothing])


def _by_frame(connection: duckdb.DuckDBPyConnection, question: Question) -> Answer:
    from reform.metrics import query  # for days of several calendars and limited readers its way is taken

    frame = query.ask(connection, *question)
    return _named(list(map(str, frame.columns)), frame.itertuples(index=False, name=None))
