"""Ask an indicator of a snapshot: scope in, DataFrame out.

An indicator is one .sql file under ``indicators/``; lists and curves (the rows behind a figure) stand in
``lists/`` (``catalog``). Every question takes one bound parameter, ``$scope``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import pandas as pd

from reform.common.sql_files import model
from reform.metrics import calendars as days
from reform.metrics import requirements, week_segments
from reform.metrics.catalog import FOLDERS, Metric, UnknownMetric, find, indicators, metrics_of

__all__ = [
    "DIMENSIONS",
    "FOLDERS",
    "Metric",
    "Scope",
    "UnknownMetric",
    "ask",
    "calendar_kinds",
    "calendars",
    "find",
    "indicators",
    "lacking",
    "last_day",
    "metrics_of",
    "over_nothing",
    "rows",
    "why_missing",
]

# A dimension of the scope may stand for several columns of the answer.
DIMENSIONS = {
    "department": ("department",),
    "domain": ("domain",),
    "batch": ("batch",),
    "channel": ("channel",),
    "side": ("side",),
    "item": ("item_code", "item_name"),
    "month": ("month",),
    "week": ("week",),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What the reader has chosen. ``None`` means all; ``to_on`` never lies after ``as_of``.

    ``items`` asks for one item's life and the rows behind a figure; indicators do not know it.
    """

    as_of: date
    from_on: date | None = None
    to_on: date | None = None
    departments: tuple[str, ...] | None = None
    domains: tuple[str, ...] | None = None
    batches: tuple[int, ...] | None = None
    channels: tuple[str, ...] | None = None
    rating_channels: tuple[str, ...] | None = None
    items: tuple[str, ...] | None = None

    def counted_to(self, last_on: date) -> date:
        """The last day of the period, or of its week where nothing happened after it (``last_on``)."""
        return week_segments.end_if_last(min(self.to_on or self.as_of, self.as_of), last_on)

    def cuts_no_week(self, last_on: date) -> bool:
        """Whether the period and what is known on the as-of date are made of whole weeks."""
        ends = self.counted_to(last_on), week_segments.end_if_last(self.as_of, last_on)
        begins = self.from_on is None or self.from_on == week_segments.start(self.from_on)
        return begins and all(day == week_segments.end(day) for day in ends)

    def bound(self, metric: Metric, by: Iterable[str], last_on: date) -> dict[str, Any]:
        """The scope as the one parameter a question binds; ``last_on``: the last day in the data.

        Cases and ratings have channels of their own; a question that knows none is asked over all.
        """
        channels = self.rating_channels if metric.channels == "ratings" else self.channels
        return {
            "as_of": self.as_of,
            "from_on": self.from_on,
            "to_on": min(self.to_on or self.as_of, self.as_of),
            "counted_to": self.counted_to(last_on),
            "known_to": week_segments.end_if_last(self.as_of, last_on),
            "departments": list(self.departments) if self.departments else None,
            "domains": list(self.domains) if self.domains else None,
            "batches": list(self.batches) if self.batches else None,
            "channels": list(channels) if channels and "channel" in metric.by else None,
            "items": list(self.items) if self.items else None,
            "by": list(by),
        }


def ask(
    connection: duckdb.DuckDBPyConnection, metric: Metric | str, scope: Scope, by: Iterable[str] = ()
) -> pd.DataFrame:
    """The answer to one question: the asked dimensions, then value, numerator, denominator, n, …

    Without ``by`` an indicator answers in one row, also over nothing: then the value is missing.
    Dimensions a question does not know raise ``ValueError``.
    """
    metric = find(metric) if isinstance(metric, str) else metric
    by = tuple(by)
    unknown = [dimension for dimension in by if dimension not in metric.by]
    if unknown:
        raise ValueError(f"{metric.code} cannot be split by {', '.join(unknown)}")
    with connection.cursor() as cursor:
        bound = _bound(cursor, metric, scope, by) if "$scope" in metric.sql else {}
        answer: pd.DataFrame = cursor.execute(metric.sql, bound).df()
    if "dims" in answer:
        answer = over_nothing(connection, metric, scope.as_of, _spread(answer, by), by)
    if metric.calendars:
        answer = days.unmixed(answer, calendars(connection, metric, scope, by))
    return answer


def over_nothing(
    connection: duckdb.DuckDBPyConnection,
    metric: Metric,
    as_of: date,
    answer: pd.DataFrame,
    by: tuple[str, ...],
) -> pd.DataFrame:
    """The answer; where an indicator found nothing to count, one row that says so.

    Where what it needs was never loaded there is nothing to count, whatever the query says. The dataset that
    tells of none (``metric.over_nothing``) tells nothing of the days before its first row.
    """
    if lacking(connection, metric):
        answer = answer.iloc[:0]
        return answer if by else _nothing(answer, None)
    if by or not answer.empty or metric.code not in indicators():
        return answer
    known_to_be_none = metric.over_nothing and requirements.has_begun(connection, metric.over_nothing, as_of)
    return _nothing(answer, 0 if known_to_be_none else None)


def lacking(connection: duckdb.DuckDBPyConnection, metric: Metric) -> requirements.Needs:
    """What the question needs and was never loaded."""
    return requirements.lacking(connection, metric.needs) if metric.needs else ()


def why_missing(connection: duckdb.DuckDBPyConnection, metric: Metric, as_of: date) -> str:
    """What a missing figure waits for, in a sentence; empty where it waits for nothing."""
    lacks, dataset = lacking(connection, metric), metric.over_nothing
    if lacks or not dataset or requirements.has_begun(connection, dataset, as_of):
        return requirements.sentence(lacks)
    return requirements.not_begun(dataset, as_of)


def calendars(
    connection: duckdb.DuckDBPyConnection, metric: Metric, scope: Scope, by: Iterable[str] = ()
) -> pd.DataFrame:
    """On which calendars the days are counted that the question puts together: the asked dimensions,
    ``calendar_kind`` and how many ``cases``; where all that is loaded is on one calendar, that one with 0.
    """
    with connection.cursor() as cursor:
        used = cursor.table("calendars_used").order("calendar_kind").fetchall() if metric.calendars else []
    if len(used) < 2:
        return pd.DataFrame({"calendar_kind": [kind for (kind,) in used], "cases": 0})
    return days.told(ask(connection, days.listing(metric.calendars), scope, by), metric.calendars)


def calendar_kinds(connection: duckdb.DuckDBPyConnection, metric: Metric, scope: Scope) -> set[str]:
    """On which calendars the days are counted; empty where the question counts none, or nothing."""
    return set(calendars(connection, metric, scope)["calendar_kind"])


def _bound(
    cursor: duckdb.DuckDBPyConnection, metric: Metric, scope: Scope, by: tuple[str, ...]
) -> dict[str, Any]:
    """The parameters; where no week is cut, the cursor is told to look at whole ones only."""
    last_on = last_day(cursor)
    if scope.cuts_no_week(last_on):
        cursor.execute(model("metrics/sql/whole_weeks"))
    return {"scope": scope.bound(metric, by, last_on)}


def _nothing(answer: pd.DataFrame, figure: int | None) -> pd.DataFrame:
    """One row over nothing: the figure is missing, or 0 where the question can tell that there is none."""
    counts = {"numerator": 0, "denominator": 0, "n": 0}
    return pd.DataFrame([{**dict.fromkeys(answer.columns, figure), **counts}])


def _spread(answer: pd.DataFrame, by: tuple[str, ...]) -> pd.DataFrame:
    columns = [column for dimension in by for column in DIMENSIONS[dimension]]
    dims = pd.DataFrame(list(answer.pop("dims")), columns=columns, index=answer.index)
    answer = answer.drop(columns=[c for c in columns if c in answer])
    for column in ("month", "week"):
        if column in dims:
            dims[column] = pd.to_datetime(dims[column])
    answer = pd.concat([dims, answer], axis=1)
    first = [*columns, *(c for c in ("value", "numerator", "denominator", "n") if c in answer)]
    answer = answer[[*first, *(c for c in answer.columns if c not in first)]]
    return answer.sort_values(columns, ignore_index=True, kind="stable") if columns else answer


def last_day(connection: duckdb.DuckDBPyConnection) -> date:
    """The last day on which something happened in the data: the default as-of date."""
    metric = find("last_day")
    ((day,),) = connection.execute(metric.sql).fetchall()
    return day if day is not None else date(1990, 1, 1)


def rows(connection: duckdb.DuckDBPyConnection, dataset: str) -> pd.DataFrame:
    """The kept rows of a dataset; for cases the fact. Days are ``date``, moments ``Timestamp``."""
    table = connection.table("case_rows" if dataset == "cases" else f"raw.{dataset}")
    columns = [name for name in table.columns if name not in ("row_key", "import_id", "source_row")]
    relation = table.select(*columns)
    frame: pd.DataFrame = relation.df()
    for name, kind in zip(relation.columns, relation.types, strict=True):
        if str(kind) == "DATE":
            days = pd.to_datetime(frame[name])
            frame[name] = days.dt.date.astype(object).where(days.notna(), None)
    return frame
