"""Which dataset a table holds, in which row its header stands and which column is which.

Headers match by name, never by position; nothing is guessed: a table that lacks a required column is
refused with the headers found and the nearest candidates.
"""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from reform.datasets import Column, Dataset, datasets, header_key
from reform.i18n import either
from reform.intake import Options
from reform.privacy import scrub
from reform.readers import FileRefused, TextTable


@dataclass(frozen=True, slots=True)
class Match:
    """A header row read as a dataset: stored name → position, and the headers nobody declared."""

    dataset: Dataset
    header_index: int
    headers: list[str]
    positions: dict[str, int]
    missing: tuple[str, ...]

    @property
    def strength(self) -> int:
        """How much of the dataset is there; a required column says more than an optional one."""
        return sum(3 if self.dataset.column(name).required else 1 for name in self.positions)

    @property
    def dropped(self) -> list[str]:
        """Headers of the columns that are not kept."""
        used = set(self.positions.values())
        return [header for place, header in enumerate(self.headers) if header and place not in used]


def _positions(dataset: Dataset, headers: list[str], options: Options) -> dict[str, int]:
    keys = [header_key(header) for header in headers]
    places: dict[str, int] = {}
    for place, key in enumerate(keys):
        named = options.profile.columns.get(key)
        if named is not None and named not in places:
            places[named] = place
    for column in dataset.columns:
        if column.name in places:
            continue
        found = (keys.index(key) for key in map(header_key, column.headers) if key in keys)
        free = next((place for place in found if place not in places.values()), None)
        if free is not None:
            places[column.name] = free
    known = {column.name for column in dataset.columns}
    return {name: place for name, place in places.items() if name in known}


def _missing(dataset: Dataset, places: dict[str, int], options: Options) -> tuple[str, ...]:
    given = {*places, *options.profile.constants}
    required = [column.name for column in dataset.columns if column.required and column.name not in given]
    groups = [group[0] for group in dataset.one_of if not given.intersection(group)]
    return (*required, *groups)


def _candidates(table: TextTable, options: Options) -> Iterable[Match]:
    wanted = options.dataset or options.profile.dataset
    for dataset in datasets().values():
        if wanted is not None and dataset.name != wanted:
            continue
        for index, cells in enumerate(table.head):
            places = _positions(dataset, cells, options)
            if places:
                yield Match(dataset, index, cells, places, _missing(dataset, places, options))


def _best(table: TextTable, options: Options) -> Match | None:
    return max(
        _candidates(table, options),
        key=lambda m: (not m.missing, m.strength, -m.header_index),
        default=None,
    )


def match(table: TextTable, options: Options) -> Match | None:
    """The best reading of a table, or None when it has nothing of a dataset.

    Complete readings win over incomplete ones, then the one that knows the most columns, the required
    ones above all: a stage log that repeats names and departments is still a stage log.
    Raises ``FileRefused`` when the best reading lacks a required column.
    """
    best = _best(table, options)
    if best is None or (best.missing and len(best.positions) < 2):
        return None
    if best.missing:
        raise _column_missing(table, best)
    return best


def no_dataset(table: TextTable, options: Options) -> FileRefused:
    """The sentence for a table in which no dataset, or not the stated one, was recognised."""
    best = _best(table, options) if options.dataset or options.profile.dataset else None
    if best is not None and best.missing:
        return _column_missing(table, best)
    widest = max(table.head, key=lambda cells: sum(bool(cell) for cell in cells), default=[])
    if not any(widest):
        return FileRefused("file_no_rows", {}, file=table.file, sheet=table.sheet)
    headers = _list(header for header in widest if header and _is_like_a_header(header)) or "—"
    return FileRefused("sheet_unknown", {"headers": headers}, file=table.file, sheet=table.sheet)


_SYSTEM_NAME = re.compile(r"^[A-Za-z][A-Za-z_:]*$")


def _is_like_a_header(text: str) -> bool:
    """Near a declared header, or a name as systems give them. Anything else may be a person's data."""
    known = [
        header_key(name) for dataset in datasets().values() for c in dataset.columns for name in c.headers
    ]
    near = difflib.get_close_matches(header_key(text), known, n=1, cutoff=0.6)
    return bool(near) or _SYSTEM_NAME.match(text) is not None


def _column_missing(table: TextTable, found: Match) -> FileRefused:
    column = found.dataset.column(found.missing[0])
    return FileRefused(
        "column_missing",
        {
            "column": _header_or_group(found),
            "dataset": either(found.dataset.title),
            "headers": _list(header for header in found.headers if header),
            "nearest": _list(_nearest(column, found.headers)) or "—",
        },
        file=table.file,
        sheet=table.sheet,
    )


def _header_or_group(found: Match) -> str:
    """The missing column, or all of a group of which one is enough."""
    name = found.missing[0]
    group = next((group for group in found.dataset.one_of if name == group[0]), (name,))
    if found.dataset.column(name).required:
        group = (name,)
    return " / ".join(found.dataset.column(one).header for one in group)


def _nearest(column: Column, headers: list[str]) -> list[str]:
    by_key = {header_key(header): header for header in headers if header}
    close: list[str] = []
    for name in column.headers:
        for key in difflib.get_close_matches(header_key(name), list(by_key), n=2, cutoff=0.5):
            if by_key[key] not in close:
                close.append(by_key[key])
    return close[:3]


def _list(headers: Iterable[str], most: int = 20) -> str:
    # What stands where a header should may be a row of data: no error message repeats personal data.
    shown = [scrub(header)[0][:20] for header in headers]
    return "、".join(shown[:most]) + ("…" if len(shown) > most else "")
