"""What an indicator cannot do without: the datasets and columns whose absence would be told as 0, or as all.

An indicator declares them in its head: ``-- needs: stages, decisions.done_on|decisions.status``;
of those joined by ``|`` one is enough. What no loaded file had was never loaded: then nobody can tell, and
the figure is missing. A column that a file had and is blank in every row is loaded: nothing happened yet.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

import duckdb
from duckdb import ColumnExpression, ConstantExpression

from reform.common import formatting
from reform.common.i18n import either
from reform.common.i18n import gettext as _
from reform.common.sql_files import model
from reform.schema.datasets import datasets


class Need(NamedTuple):
    """A dataset, or one column of it."""

    dataset: str
    column: str | None = None

    @property
    def title(self) -> str:
        """As a person finds it: the dataset, and the header of the column."""
        dataset = datasets()[self.dataset]
        if self.column is None:
            return either(dataset.title)
        return _("{dataset} (column {column})").format(
            dataset=either(dataset.title),
            column=either(f"{dataset.column(self.column).header} | {self.column}"),
        )


# All of them are needed; of each one of these.
Needs = tuple[tuple[Need, ...], ...]


def read(declared: Iterable[str]) -> Needs:
    """The needs as an indicator's head declares them; raises ``KeyError`` for what no dataset declares."""
    return tuple(tuple(map(_need, one.split("|"))) for one in declared)


def _need(word: str) -> Need:
    dataset, _dot, column = word.strip().partition(".")
    if column:
        datasets()[dataset].column(column)
    return Need(datasets()[dataset].name, column or None)


def lacking(connection: duckdb.DuckDBPyConnection, needs: Needs) -> Needs:
    """Those of the needs that nothing loaded meets."""
    with connection.cursor() as cursor:
        return tuple(one for one in needs if not any(_is_there(cursor, need) for need in one))


def _is_there(cursor: duckdb.DuckDBPyConnection, need: Need) -> bool:
    """Two plain statements: as one, with ``or``, they take three times as long to plan."""
    return _is_kept(cursor, *need) or _was_in_a_file(cursor, *need)


def _is_kept(cursor: duckdb.DuckDBPyConnection, dataset: str, column: str | None) -> bool:
    """Whether there are rows, or values in the column."""
    kept = f"raw.{dataset}"
    if column is None:
        cursor.execute(model("metrics/sql/requirements/rows", kept=kept))
    else:
        cursor.execute(model("metrics/sql/requirements/column_values", kept=kept, field=column))
    return cursor.fetchone() is not None


def _was_in_a_file(cursor: duckdb.DuckDBPyConnection, dataset: str, column: str | None) -> bool:
    """Whether a loaded file had the dataset or the column, if without any row or value."""
    if column is None:
        cursor.execute(model("metrics/sql/requirements/files_of_dataset"), {"dataset": dataset})
    else:
        of_column = {"dataset": dataset, "field": column}
        cursor.execute(model("metrics/sql/requirements/files_with_column"), of_column)
    return cursor.fetchone() is not None


def has_begun(connection: duckdb.DuckDBPyConnection, dataset: str, as_of: date) -> bool:
    """Whether a dataset, one with a ``period``, has any row of a day up to the end of the as-of date."""
    day, next_day = ColumnExpression(datasets()[dataset].period or ""), as_of + timedelta(1)
    with connection.cursor() as cursor:
        known = cursor.table(f"raw.{dataset}").filter(day < ConstantExpression(next_day))
        return bool(known.limit(1).fetchall())


def not_begun(dataset: str, as_of: date) -> str:
    """That a dataset has no row up to a day, so that a figure is missing and not 0."""
    title, day = either(datasets()[dataset].title), formatting.day(as_of)
    return _("Nothing is loaded of {dataset} up to {day}, so this figure is missing.").format(
        dataset=title, day=day
    )


def sentence(lacks: Needs) -> str:
    """Which file or column a missing figure waits for; empty where it waits for none."""
    if not lacks:
        return ""
    either_of = _(" or ")
    listed = _(", ").join(either_of.join(need.title for need in one) for one in lacks)
    return _("Not loaded, so this figure is missing: {what}.").format(what=listed)
