"""The sentences for a table in which no dataset, or not all of one, was found.

What stands where a header should may be a row of data: no sentence repeats it (``header_vocabulary``).
"""

import difflib
from collections.abc import Sequence
from functools import lru_cache

from reform.common.i18n import either
from reform.ingest.matching.header_vocabulary import harmless, label
from reform.ingest.readers import FileRefused, TextTable
from reform.schema.datasets import Column, Dataset, header_key

_MOST_HEADERS = 20


def column_missing(table: TextTable, dataset: Dataset, headers: Sequence[str], name: str) -> FileRefused:
    """A required column, or all of a group of which one is enough, was not found."""
    group = next((group for group in dataset.one_of if name == group[0]), (name,))
    if dataset.column(name).required:
        group = (name,)
    shown = [label(header, place) for place, header in enumerate(headers) if header]
    return table.refused(
        "column_missing",
        {
            "column": " / ".join(dataset.column(one).header for one in group),
            "dataset": either(dataset.title),
            "headers": _list(shown),
            "nearest": _list(_nearest(dataset.column(name), headers)) or "—",
        },
    )


def sheet_unknown(table: TextTable) -> FileRefused:
    """No dataset was recognised."""
    widest = max(table.head, key=lambda cells: sum(bool(cell) for cell in cells), default=[])
    if not any(widest):
        return table.refused("file_no_rows")
    headers = _list([shown for cell in widest if cell and (shown := harmless(cell))]) or "—"
    return table.refused("sheet_unknown", {"headers": headers})


def similarity(column: Column, header: str) -> float:
    """How near a header is to the nearest name of a declared column: 0 to 1."""
    return _similarity(column.headers, header_key(header))


@lru_cache(maxsize=65536)
def _similarity(names: tuple[str, ...], key: str) -> float:
    return max(difflib.SequenceMatcher(None, key, header_key(name)).ratio() for name in names)


def _nearest(column: Column, headers: Sequence[str]) -> list[str]:
    shown = {known: header for header in headers if header and (known := harmless(header))}
    near = {known: similarity(column, header) for known, header in shown.items()}
    return [known for known in sorted(near, key=near.__getitem__, reverse=True) if near[known] > 0.5][:3]


def _list(headers: Sequence[str]) -> str:
    shown = "、".join(header[:20] for header in headers[:_MOST_HEADERS])
    return shown + ("…" if len(headers) > _MOST_HEADERS else "")
