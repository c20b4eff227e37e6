"""What each incoming table must contain: one TOML file a dataset, read here.

From a declaration come header matching, parsing, the table in DuckDB, coverage and freshness, the default
as-of date, the names of departments, the template a user downloads and the data dictionary. Only the SQL
that uses a dataset's columns names them again.
"""

import math
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from reform.common.text import FOOTNOTE

# Where they are declared: folders of TOML files.
FOLDERS: tuple[Path, ...] = (Path(__file__).with_name("datasets"),)
_NAME = re.compile("[a-z][a-z_]*")

# What a declared type becomes in DuckDB. A duration becomes three columns: days, unit and kind.
STORED_AS = {
    "code": "VARCHAR",
    "text": "VARCHAR",
    "free_text": "VARCHAR",
    "choice": "VARCHAR",
    "indicator": "VARCHAR",
    "indicators": "VARCHAR",
    "date": "DATE",
    "datetime": "TIMESTAMP",
    "duration": "DOUBLE",
    "duration_days": "DOUBLE",
    "figure": "DOUBLE",
    "score": "DOUBLE",
    "count": "INTEGER",
    "batch": "INTEGER",
    "depth": "INTEGER",
    "level": "INTEGER",
    "yes_no": "BOOLEAN",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One declared column.

    ``aliases``: other headers it answers to. ``may_be_future``: the day may lie ahead (a plan, a due
    date). ``month_as``: a month without a day is its ``first`` or its last (``end``). ``inferred_from``:
    the column whose words may answer this one (默认好评 in the level says that it was given by default).
    ``is_person_code``: the code of a person, which some write as a phone number; that is refused.
    ``numbered_by_source``: a number that each source system gives by itself, so that two systems may give
    the same one.
    ``counts_if`` and ``sum_of`` make it a measure of the cube: a condition that a completed case meets or
    not, and what it adds to a sum; both are SQL over ``cases``
    (reform/models/intermediate/case_marks.sql).
    """

    name: str
    header: str
    type: str
    description: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    codes: str | None = None
    unit: str | None = None
    unit_of: str | None = None
    may_be_future: bool = False
    month_as: str | None = None
    inferred_from: str | None = None
    is_person_code: bool = False
    numbered_by_source: bool = False
    counts_if: str | None = None
    sum_of: str | None = None

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header the column answers to, best first; the English name is one of them."""
        return (self.header, self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Field:
    """One stored column: its name and DuckDB type."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """A row of the table of what is loaded: the column of its first day and those of its last."""

    first: str | None = None
    last: tuple[str, ...] = ()
    only_if_loaded: bool = False


@dataclass(frozen=True)
class Dataset:
    """One declared table.

    ``row`` says what one row is. ``key`` identifies it, ``key_fallback`` where it is filled goes before
    it; ``identity`` lists the columns a correction may not change all at once (docs/adr/0001); ``one_of``
    lists columns of which one must be filled; ``in_order`` pairs of days. ``period`` is the day by which
    a period can be exported again and replaced. ``events`` are the days on which something happened,
    which give the default as-of date; ``departments`` the columns with names of departments; rows where
    ``not_counted_if`` is true are left out of coverage and freshness. After ``max_age`` days without news
    it is stale, and ``owner`` owes the next file (reform/metrics/freshness.py). ``order`` is its place in
    lists; one without stands behind the others.
    """

    name: str
    title: str
    description: str
    owner: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    row: str = ""
    order: float = math.inf
    key_fallback: tuple[str, ...] = ()
    identity: tuple[str, ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()
    in_order: tuple[tuple[str, str], ...] = ()
    period: str | None = None
    max_age: int | None = None
    events: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    coverage: Coverage | None = None
    not_counted_if: str | None = None

    @property
    def days_told(self) -> tuple[str, ...]:
        """The days up to which its rows tell; none where the day of loading counts."""
        if self.period is None:
            return ()
        return self.events or (self.period,)

    @cached_property
    def header_keys(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each column with the keys its headers are compared by."""
        return tuple(
            (column.name, tuple(dict.fromkeys(map(header_key, column.headers)))) for column in self.columns
        )

    @cached_property
    def all_header_keys(self) -> frozenset[str]:
        """The keys of all its columns."""
        return frozenset(key for _name, keys in self.header_keys for key in keys)

    @property
    def measures(self) -> tuple[Column, ...]:
        """The columns that are measures of the cube."""
        return tuple(column for column in self.columns if column.counts_if or column.sum_of)

    def column(self, name: str) -> Column:
        """The declared column of that name; ``KeyError`` when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")

    @property
    def number(self) -> str:
        """The column a person calls a row by: the number its source gives, else the first of the key."""
        keys = (*self.key_fallback, *self.key)
        return next((name for name in keys if self.column(name).numbered_by_source), self.key[0])

    @property
    def fields(self) -> tuple[Field, ...]:
        """The stored columns in order."""
        fields: list[Field] = []
        for column in self.columns:
            if column.unit_of is not None:
                continue  # stored beside its duration
            fields.append(Field(column.name, STORED_AS[column.type]))
            if column.type == "duration":
                stem = column.name.removesuffix("_days")
                fields += [Field(f"{stem}_unit", "VARCHAR"), Field(f"{stem}_kind", "VARCHAR")]
        return tuple(fields)


def _frozen(declared: Any) -> Any:
    return tuple(map(_frozen, declared)) if isinstance(declared, list) else declared


def _fields(declared: dict[str, Any]) -> dict[str, Any]:
    return {name: _frozen(value) for name, value in declared.items()}


def _dataset(path: Path) -> Dataset:
    declared = tomllib.loads(path.read_text(encoding="utf-8"))
    columns = tuple(Column(**_fields(column)) for column in declared.pop("column"))
    coverage = declared.pop("coverage", None)
    dataset = Dataset(
        columns=columns,
        coverage=None if coverage is None else Coverage(**_fields(coverage)),
        **_fields(declared),
    )
    _check_names(dataset)
    return dataset


def _check_names(dataset: Dataset) -> None:
    """Names go into SQL, so they are plain words; and what names a column names one of the dataset's."""
    columns = {column.name for column in dataset.columns}
    for name in (dataset.name, *columns):
        if not _NAME.fullmatch(name):
            raise ValueError(f"{dataset.name}: {name!r} is no name; write small letters and _")
    for column in dataset.columns:
        if column.month_as not in (None, "first", "end"):
            raise ValueError(f"{dataset.name}: there is no month_as {column.month_as!r}; write first or end")
    coverage, pairs = dataset.coverage, (*dataset.one_of, *dataset.in_order)
    named = {
        *(dataset.key + dataset.key_fallback + dataset.identity + dataset.events + dataset.departments),
        *(name for pair in pairs for name in pair),
        *((coverage.first, *coverage.last) if coverage else ()),
        *(name for column in dataset.columns for name in (column.inferred_from, column.unit_of)),
        dataset.period,
        dataset.not_counted_if,
    }
    if strange := named - columns - {None}:
        raise ValueError(f"{dataset.name}: there is no column {', '.join(sorted(map(str, strange)))}")


def paths() -> list[Path]:
    """The files of the declared datasets."""
    return sorted((path for folder in FOLDERS for path in folder.glob("*.toml")), key=lambda path: path.name)


def datasets() -> dict[str, Dataset]:
    """All declared datasets by name, in their order."""
    return _declared(FOLDERS)


@cache
def _declared(_folders: tuple[Path, ...]) -> dict[str, Dataset]:
    declared = sorted(map(_dataset, paths()), key=lambda dataset: dataset.order)
    return {dataset.name: dataset for dataset in declared}


# Bounded: a head full of opening brackets is not searched to its end from each of them.
_BRACKETS = re.compile(r"[（(\[【][^）)\]】]{0,200}+[）)\]】]")
_NOISE = re.compile(r"[\s*:：·、,，/_＿-]+")


@cache
def header_key(header: str) -> str:
    """What headers are compared by: NFKC, no spaces, no brackets with their content, no marks."""
    plain = unicodedata.normalize("NFKC", FOOTNOTE.sub("", header))
    plain = re.sub("[\u200b-\u200f\ufeff\u00ad]", "", plain)
    return _NOISE.sub("", _BRACKETS.sub("", plain)).casefold()


def header_note(header: str) -> str:
    """What stands in a header's brackets, such as the unit in 承诺时限（工作日）."""
    return " ".join(part[1:-1] for part in _BRACKETS.findall(unicodedata.normalize("NFKC", header)))
