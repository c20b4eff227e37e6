"""Ask an indicator of a snapshot: scope in, DataFrame out.

An indicator is one .sql file under ``indicators/``; lists and curves (the rows behind a figure) stand in
``lists/`` (``catalog``). Every question takes one bound parameter, ``$scope``.
"""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any

import duckdb
import pandas as pd

from reform.metrics import calendars as days
from reform.metrics import combined, row_limit
from reform.metrics.catalog import FOLDERS, Metric, UnknownMetric, find, indicators, metrics_of
from reform.metrics.questions import (
    Question,
    calendars_used,
    columns_of,
    executed,
    figure_over_nothing,
    lacking,
    last_day,
    why_missing,
)
from reform.metrics.scope import DIMENSIONS, Scope

__all__ = [
    "DIMENSIONS",
    "FOLDERS",
    "Metric",
    "Question",
    "Scope",
    "UnknownMetric",
    "ask",
    "ask_many",
    "calendar_kinds",
    "calendars",
    "calendars_used",
    "find",
    "indicators",
    "lacking",
    "last_day",
    "metrics_of",
    "over_nothing",
    "why_missing",
]


def ask(
    connection: duckdb.DuckDBPyConnection, metric: Metric | str, scope: Scope, by: Iterable[str] = ()
) -> pd.DataFrame:
    """The answer to one question: the asked dimensions, then value, numerator, denominator, n, …

    Without ``by`` an indicator answers in one row, also over nothing: then the value is missing.
    Dimensions a question does not know raise ``ValueError``.
    """
    metric = find(metric) if isinstance(metric, str) else metric
    return ask_many(connection, [Question(metric, scope, tuple(by))])[0]


def ask_many(connection: duckdb.DuckDBPyConnection, questions: Sequence[Question]) -> list[pd.DataFrame]:
    """The answers to several questions as ``ask`` gives them, in their order.

    Indicators that count the same relation in the same scope are one statement (``combined``). Here, for
    every question, a reader is held to the rows that are for him (``row_limit``).
    """
    for question in questions:
        question.require_split()
    metrics = {metric for metric, _scope, _by in questions}
    last_on = last_day(connection) if any("$scope" in metric.sql for metric in metrics) else None
    asked = [question._replace(scope=row_limit.narrowed(*question)) for question in questions]
    statements = _together(asked)
    answers: dict[Question, pd.DataFrame] = {}
    with ThreadPoolExecutor(min(2, len(statements))) as planning:  # DuckDB plans a statement on one core
        for some in planning.map(lambda together: _answers(connection, together, last_on), statements):
            answers |= some
    lacks = {metric.needs: bool(lacking(connection, metric)) for metric in metrics}
    several = any(metric.calendars for metric in metrics) and len(calendars_used(connection)) > 1
    completed = [
        _completed(connection, question, answers[question], lacks[question.metric.needs], several)
        for question in asked
    ]
    return row_limit.limited(connection, asked, completed)


def _together(questions: Sequence[Question]) -> list[list[Question]]:
    """The questions that are one statement."""
    if len(questions) == 1:
        return [list(questions)]
    statements: dict[Any, list[Question]] = {}
    for question in dict.fromkeys(questions):
        metric, scope, _by = question
        counted = combined.relation(metric)
        key = (counted, scope, metric.channels, "channel" in metric.by) if counted else question
        statements.setdefault(key, []).append(question)
    return list(statements.values())


def _answers(
    connection: duckdb.DuckDBPyConnection, together: Sequence[Question], last_on: date | None
) -> dict[Question, pd.DataFrame]:
    """What one statement answers; ``last_on`` is the last day in the data, None where none is asked for."""
    with connection.cursor() as cursor:
        if len(together) == 1:
            return {together[0]: executed(cursor, together[0], last_on).df()}
        metrics = tuple(dict.fromkeys(question.metric for question in together))
        splits = tuple(dict.fromkeys(_split(question) for question in together))
        by = sorted({dimension for question in together for dimension in question.by})
        of_all = replace(together[0].metric, sql=combined.statement(metrics, splits))
        rows = executed(cursor, Question(of_all, together[0].scope, tuple(by)), last_on).df()
    return {
        question: combined.answer(rows, splits, metrics.index(question.metric), _split(question))
        for question in together
    }


def _split(question: Question) -> tuple[str, ...]:
    """The columns a question is split by, in one order: two orders are one split."""
    return tuple(sorted(columns_of(question.by)))


def _completed(
    connection: duckdb.DuckDBPyConnection,
    question: Question,
    answer: pd.DataFrame,
    lacks: bool,
    several: bool,
) -> pd.DataFrame:
    """The answer with its dimensions as columns, missing where nothing can be told.

    ``lacks``: what it needs was never loaded; ``several``: days are counted on several calendars.
    """
    metric, scope, by = question
    if "dims" in answer or combined.relation(metric) or metric.code in indicators():
        answer = over_nothing(connection, question, _ordered(answer, by), lacks)
    if several and metric.calendars:
        answer = days.unmixed(answer, calendars(connection, metric, scope, by))
    return answer


def over_nothing(
    connection: duckdb.DuckDBPyConnection,
    question: Question,
    answer: pd.DataFrame,
    lacks: bool,
) -> pd.DataFrame:
    """The answer; where an indicator found nothing to count, one row that says so.

    Where what it needs was never loaded (``lacks``) there is nothing to count, whatever the query says.
    """
    metric, _scope, by = question
    if lacks:
        answer = answer.iloc[:0]
        return answer if by else _nothing(answer, None)
    if by or not answer.empty or metric.code not in indicators():
        return answer
    return _nothing(answer, figure_over_nothing(connection, question))


def calendars(
    connection: duckdb.DuckDBPyConnection, metric: Metric, scope: Scope, by: Iterable[str] = ()
) -> pd.DataFrame:
    """On which calendars the days are counted that the question puts together: the asked dimensions,
    ``calendar_kind`` and how many ``cases``; where all that is loaded is on one calendar, that one with 0.
    """
    used = calendars_used(connection) if metric.calendars else []
    if len(used) < 2:
        return pd.DataFrame({"calendar_kind": used, "cases": 0})
    return days.told(ask(connection, days.listing(metric.calendars), scope, by), metric.calendars)


def calendar_kinds(connection: duckdb.DuckDBPyConnection, metric: Metric, scope: Scope) -> set[str]:
    """On which calendars the days are counted; empty where the question counts none, or nothing."""
    return set(calendars(connection, metric, scope)["calendar_kind"])


def _nothing(answer: pd.DataFrame, figure: int | None) -> pd.DataFrame:
    """One row over nothing: the figure is missing, or 0 where the question can tell that there is none."""
    counts = {"numerator": 0, "denominator": 0, "n": 0}
    return pd.DataFrame([{**dict.fromkeys(answer.columns, figure), **counts}])


def _ordered(answer: pd.DataFrame, by: tuple[str, ...]) -> pd.DataFrame:
    """The asked dimensions first, then value, numerator, denominator, n; the rows by the dimensions."""
    columns = columns_of(by)
    if "dims" in answer:
        dims = pd.DataFrame(list(answer["dims"]), columns=list(columns), index=answer.index)
        counted = answer.drop(columns=["dims", *(column for column in columns if column in answer)])
        answer = pd.concat([dims, counted], axis=1)
    for column in ("month", "week"):
        if column in columns:
            answer[column] = pd.to_datetime(answer[column])
    first = [*columns, *(c for c in ("value", "numerator", "denominator", "n") if c in answer)]
    answer = answer[[*first, *(c for c in answer.columns if c not in first)]]
    return answer.sort_values(list(columns), ignore_index=True, kind="stable") if columns else answer
