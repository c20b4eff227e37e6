"""A question put to a snapshot: ``query`` makes its answer a DataFrame, ``answer_rows`` rows of values."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import duckdb

from reform.common.sql_files import model
from reform.metrics import requirements
from reform.metrics.catalog import Metric, find
from reform.metrics.scope import DIMENSIONS, Scope


class Question(NamedTuple):
    """A metric asked of a scope, split by some of its dimensions."""

    metric: Metric
    scope: Scope
    by: tuple[str, ...] = ()

    def require_split(self) -> None:
        """Raise ``ValueError`` for dimensions that the metric does not know."""
        if unknown := [dimension for dimension in self.by if dimension not in self.metric.by]:
            raise ValueError(f"{self.metric.code} cannot be split by {', '.join(unknown)}")


def executed(
    cursor: duckdb.DuckDBPyConnection, question: Question, last_on: date | None
) -> duckdb.DuckDBPyConnection:
    """The cursor with the result of the question's SQL.

    ``last_on`` is the last day in the data, None where no scope is bound.
    """
    metric, scope, by = question
    if last_on is None or "$scope" not in metric.sql:
        return cursor.execute(metric.sql)
    if scope.cuts_no_week(last_on):
        cursor.execute(model("metrics/sql/whole_weeks"))
    return cursor.execute(metric.sql, {"scope": scope.bound(metric, by, last_on)})


def columns_of(by: Iterable[str]) -> tuple[str, ...]:
    """The columns of an answer that hold its dimensions."""
    return tuple(column for dimension in by for column in DIMENSIONS[dimension])


def figure_over_nothing(connection: duckdb.DuckDBPyConnection, question: Question) -> int | None:
    """What an indicator says that found nothing to count: 0 where that can be told, else it is missing.

    The dataset that tells of none (``metric.over_nothing``) tells nothing of the days before its first row.
    """
    dataset = question.metric.over_nothing
    is_known = dataset and requirements.has_begun(connection, dataset, question.scope.as_of)
    return 0 if is_known else None


def lacking(connection: duckdb.DuckDBPyConnection, metric: Metric) -> requirements.Needs:
    """What the question needs and was never loaded."""
    return requirements.lacking(connection, metric.needs) if metric.needs else ()


def why_missing(connection: duckdb.DuckDBPyConnection, metric: Metric, as_of: date) -> str:
    """What a missing figure waits for, in a sentence; empty where it waits for nothing."""
    lacks, dataset = lacking(connection, metric), metric.over_nothing
    if lacks or not dataset or requirements.has_begun(connection, dataset, as_of):
        return requirements.sentence(lacks)
    return requirements.not_begun(dataset, as_of)


def calendars_used(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The calendars on which the cases of a snapshot are counted."""
    with connection.cursor() as cursor:
        return [kind for (kind,) in cursor.table("calendars_used").order("calendar_kind").fetchall()]


def last_day(connection: duckdb.DuckDBPyConnection) -> date:
    """The last day on which something happened in the data: the default as-of date."""
    metric = find("last_day")
    ((day,),) = connection.execute(metric.sql).fetchall()
    return day if day is not None else date(1990, 1, 1)
