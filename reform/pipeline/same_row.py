"""Which incoming rows carry the number of a row they are not (docs/adr/0001-what-makes-a-row-the-same.md).

A correction changes a row; it does not change its item, its department and its day all at once. What makes a
row the same is declared with each dataset (``identity``).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

import duckdb

from reform.common.sql_files import model
from reform.common.workdays import LAST_DAY
from reform.ingest.parsers import Refused
from reform.ingest.table import prefix
from reform.models.departments.aliases import DepartmentNames, Mapped
from reform.schema.datasets import Dataset
from reform.schema.profiles import Profile

# How many parts ``other_matters`` compares.
_PARTS = 4


class _Pair(NamedTuple):
    """A row of the table and the row whose number it carries; ``file`` is None within one table."""

    row: int
    other_row: int
    file: str | None
    sheet: str | None
    of_another: bool
    own: list[str | None]
    other: list[str | None]


def strangers(
    connection: duckdb.DuckDBPyConnection, dataset: Dataset, profile: Profile
) -> dict[int, Refused]:
    """The rows of the view ``staged`` that are no versions of the rows whose keys they have, with the reason.

    Needs the tables of ``match_existing``. ``profile`` is the one the rows came by.
    """
    if not dataset.identity:
        return {}
    with _compared(connection, dataset, "met"):
        found = connection.execute(
            model("pipeline/same_row/other_matters"), {"profile": profile.name or None}
        ).fetchall()
    pairs = [_Pair(*row) for row in found]
    same = _SameDepartment(connection, dataset, pairs)
    return {pair.row: _reason(dataset, pair) for pair in pairs if not same.makes_one(pair)}


def renamed(connection: duckdb.DuckDBPyConnection, dataset: Dataset, source: str) -> dict[int, Refused]:
    """The rows of ``staged`` that are kept already, from before their profile named its ``source``."""
    given = {"prefix": prefix(source)}
    connection.execute(model("pipeline/same_row/keys_without_source", kept=f"raw.{dataset.name}"), given)
    with _compared(connection, dataset, "met_unnamed"):
        found = connection.execute(model("pipeline/same_row/rename_keys"), given).fetchall()
    pairs = [_Pair(*row) for row in found]
    return {pair.row: Refused("number_without_source", _place(pair)) for pair in pairs}


@contextmanager
def _compared(connection: duckdb.DuckDBPyConnection, dataset: Dataset, met: str) -> Iterator[None]:
    """What is compared of the rows, under the same names for every dataset."""
    parts = [_as_text(dataset, name) for name in dataset.identity]
    parts += [duckdb.ConstantExpression(None)] * (_PARTS - len(parts))
    named = [part.cast(duckdb.sqltype("VARCHAR")).alias(f"part_{n}") for n, part in enumerate(parts, start=1)]
    known = [duckdb.ColumnExpression(name) for name in ("row_key", "source_row", "import_id")]
    connection.table(met).select(*known, *named).create_view("standing_identity")
    connection.view("staged").select(*known[:2], *named).create_view("arriving_identity")
    yield
    connection.execute(model("pipeline/same_row/drop_identity"))


def _as_text(dataset: Dataset, name: str) -> duckdb.Expression:
    column = duckdb.ColumnExpression(name)
    if dataset.column(name).type == "datetime":  # by day: a clock time is often corrected
        return column.cast(duckdb.sqltype("DATE"))
    return column


class _SameDepartment:
    """Departments that are written in two ways, but are one."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, dataset: Dataset, pairs: Sequence[_Pair]
    ) -> None:
        self._place = dataset.identity.index("department") if "department" in dataset.identity else None
        if self._place is None or not pairs:
            return
        given = {parts[self._place] for pair in pairs for parts in (pair.own, pair.other)}
        mapped = [
            Mapped(*row) for row in connection.execute(model("models/departments/county_mapping")).fetchall()
        ]
        self._names = DepartmentNames([name for name in given if name], mapped)
        self._known: dict[tuple[str, str], bool] = {}

    def makes_one(self, pair: _Pair) -> bool:
        """Whether two rows are versions of one after all: their departments are one, spelt in two ways."""
        if self._place is None or not self._is_one(pair.own[self._place], pair.other[self._place]):
            return False
        differs = _differing(pair)
        return not pair.of_another or differs == [self._place]

    def _is_one(self, own: str | None, other: str | None) -> bool:
        if own is None or other is None:
            return False
        if (own, other) not in self._known:
            self._known[own, other] = self._stands_for(own) == self._stands_for(other)
        return self._known[own, other]

    def _stands_for(self, name: str, day: date = LAST_DAY) -> object:
        return self._names.find(name, day).department


def _differing(pair: _Pair) -> list[int]:
    """The places of the parts that are known of both rows and differ."""
    both = enumerate(zip(pair.own, pair.other, strict=True))
    return [n for n, (own, other) in both if own is not None and other is not None and own != other]


def _reason(dataset: Dataset, pair: _Pair) -> Refused:
    headers = "、".join(dataset.column(dataset.identity[n]).header for n in _differing(pair))
    words = {"columns": headers, **_place(pair)}
    if pair.file is None:
        return Refused("number_twice", words)
    return Refused("number_of_another_source" if pair.of_another else "number_of_another_row", words)


def _place(pair: _Pair) -> dict[str, str]:
    file = f"{pair.file} [{pair.sheet}]" if pair.sheet else pair.file
    return {"row": str(pair.other_row), **({"file": file} if file else {})}
