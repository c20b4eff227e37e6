"""〃, ″, 同上: a cell that means the cell above it. What has no value above it stays, and is refused."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from reform.common.text import clean
from reform.ingest.matching.matching import Match
from reform.ingest.parsers.cell import is_ditto
from reform.schema.datasets import Column, Dataset

_LONGEST = 18  # bytes of the longest ditto, 同上一栏 with spaces round it; a moment has 19
# The first bytes of a ditto, as they stand in a file: 〃 ″ " 同 仝 '', and what may stand before it.
_BEGINNINGS = [
    "〃",
    "〞",
    "〟",
    "″",
    '"',
    "＂",
    "“",
    "”",
    "同",
    "仝",
    "''",
    "′",
    "ditto",
    "Ditto",
    " ",
    "\t",
    "\n",
]
_INVISIBLE = ["\u3000", "\xa0", "\u200b", "\ufeff", "\u2003"]


class Dittos:
    """Fills the dittos of one table, batch after batch. It takes rows of data: ``Skipping`` comes first."""

    def __init__(self, match: Match) -> None:
        self._names = [
            name for name in match.positions if _may_repeat(match.dataset, match.dataset.column(name))
        ]
        self._last: dict[str, str | None] = {}

    def fill(self, batch: pa.Table) -> pa.Table:
        """The batch with the value above in place of every ditto that has one."""
        if not batch.num_rows:
            return batch
        for name in self._names:
            text = batch.column(name).combine_chunks()
            filled = self._fill(name, text)
            if filled is not text:
                batch = batch.set_column(batch.schema.get_field_index(name), name, filled)
            self._last[name] = filled[len(filled) - 1].as_py()
        return batch

    def _fill(self, name: str, text: pa.Array) -> pa.Array:
        places = np.flatnonzero(_may_be_ditto(text))
        if not len(places):
            return text
        said = text.take(pa.array(places))
        dittos = [cell for cell in said.unique().to_pylist() if is_ditto(clean(cell))]
        if not dittos:  # 否 begins like 同上
            return text
        cells: list[str | None] = text.to_pylist()
        for place in places[np.asarray(pc.is_in(said, pa.array(dittos)))].tolist():
            above = cells[place - 1] if place else self._last.get(name)
            if above is not None and not is_ditto(clean(above)):
                cells[place] = above
        return pa.array(cells, pa.string())


def _may_repeat(dataset: Dataset, column: Column) -> bool:
    """Whether the row above can have the same value: not where it alone says which row this is.

    In a free text 同上 is a remark, which may be about anything.
    """
    alone = (*dataset.key_fallback, *(dataset.key if len(dataset.key) == 1 else ()))
    return column.type != "free_text" and column.name not in alone


def _pairs() -> Any:
    """For each two bytes (little-endian) whether a ditto can begin with them."""
    begins = np.zeros(65536, bool)
    for beginning in (*_BEGINNINGS, *_INVISIBLE):
        first, *rest = beginning.encode()
        if rest:
            begins[first | rest[0] << 8] = True
        else:
            begins[first::256] = True  # any byte may follow, or none
    return begins


_CAN_BEGIN = _pairs()


def _may_be_ditto(text: pa.Array) -> Any:
    """Short cells that begin like a ditto: a look at lengths and first bytes costs next to nothing."""
    _validity, offsets_of, data_of = text.buffers()
    if data_of is None or data_of.size < 1:
        return np.zeros(len(text), bool)
    offsets = np.frombuffer(offsets_of, np.int32)[text.offset : text.offset + len(text) + 1]
    lengths = np.diff(offsets)
    short = (lengths > 0) & (lengths <= _LONGEST)
    if not short.any():
        return short
    if data_of.size < 2:
        return short
    # The text read as pairs of bytes, one at every byte; the last cell may be too short to have one.
    pairs = np.ndarray((data_of.size - 1,), "<u2", data_of, strides=(1,))
    starts = offsets[:-1]
    begins = _CAN_BEGIN.take(pairs.take(starts, mode="clip"))
    if starts[-1] >= len(pairs):
        begins |= starts >= len(pairs)
    return short & begins & np.asarray(pc.is_valid(text))
