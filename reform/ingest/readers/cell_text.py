"""Cells of a workbook as the text a person would have typed, a column at a time.

Columns are long and their types few: each type of a column is turned into text by Arrow at once.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

# From here on Excel, which keeps 15 digits, has lost the last ones of a number.
DIGITS_LOST = 1e15

# The first bytes in UTF-8 of the characters that are white space.
_SPACE_STARTS = np.zeros(256, bool)
_SPACE_STARTS[[*range(0x09, 0x0E), *range(0x1C, 0x21), 0xC2, 0xE1, 0xE2, 0xE3]] = True


def text(cell: Any) -> str:
    """A cell as text: codes without ``.0``, dates as 2024-03-05, lost digits left visible."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return number(cell)
    if isinstance(cell, datetime):
        # A serial number is a fraction of a day: 14:30:00 may arrive as 14:29:59.999.
        return (cell + timedelta(milliseconds=500)).isoformat(" ", "seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return _hours(datetime.combine(date.min, cell) - datetime.min)
    if isinstance(cell, timedelta):
        return _hours(cell)
    return str(cell)


def number(value: float) -> str:
    """A number with the 15 digits Excel shows at most; one that has lost digits in scientific notation."""
    if abs(value) >= DIGITS_LOST:
        return f"{value:.15e}"  # 3.601021990010113e+17, for the code parser to refuse
    if float(value).is_integer():
        return str(int(value))
    shown = f"{value:.15g}"
    return shown if "e" not in shown else f"{Decimal(shown):f}"


def decimal(value: float) -> Decimal:
    """A number of at most 15 digits exactly as Excel counts it: 0.1 + 0.2 is 0.3."""
    return Decimal(f"{value:.15g}")


def _hours(duration: timedelta) -> str:
    minutes, seconds = divmod(round(duration.total_seconds()), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"


def column(cells: Sequence[Any]) -> pa.Array:
    """A column of cells as strings, null where a cell is blank."""
    kinds = set(map(type, cells))
    if len(kinds) == 1:
        return blank_to_null(_texts(kinds.pop(), cells))
    parts = [_texts(kind, [cell if type(cell) is kind else None for cell in cells]) for kind in kinds]
    return blank_to_null(pc.coalesce(*parts) if parts else pa.nulls(0, pa.string()))


def _texts(kind: type, cells: Sequence[Any]) -> pa.Array:
    """Cells of one type, None among them, as strings."""
    if kind is str:
        return pa.array(cells, pa.string())
    vectorised = _VECTORISED.get(kind)
    found = vectorised(cells) if vectorised else None
    if found is None:
        found = pa.array([None if cell is None else text(cell) for cell in cells], pa.string())
    return found


def _whole_numbers(cells: Sequence[Any]) -> pa.Array | None:
    """Numbers of a column that has whole ones only, none with lost digits; else None."""
    values = pa.array(cells, pa.float64(), from_pandas=False)
    plain = values.drop_null().to_numpy()
    if not (np.abs(plain) < DIGITS_LOST).all() or (plain != np.trunc(plain)).any():
        return None
    return values.cast(pa.int64()).cast(pa.string())


def _moments(cells: Sequence[Any]) -> pa.Array:
    moments = pa.array(cells, pa.timestamp("us"))
    rounded = pc.floor_temporal(pc.add(moments, pa.scalar(timedelta(milliseconds=500))), unit="second")
    return rounded.cast(pa.timestamp("s")).cast(pa.string())


_VECTORISED: dict[type, Callable[[Sequence[Any]], pa.Array | None]] = {
    float: _whole_numbers,
    datetime: _moments,
    date: lambda days: pa.array(days, pa.date32()).cast(pa.string()),
}


def blank_to_null(cells: pa.Array) -> pa.Array:
    """Strings with null where there is nothing but white space."""
    if not _may_hold_blanks(cells):
        return cells
    is_blank = pc.or_(pc.utf8_is_space(cells), pc.equal(cells, ""))
    return pc.if_else(is_blank, pa.scalar(None, pa.string()), cells)


def _may_hold_blanks(cells: pa.Array) -> bool:
    """Whether any cell is empty or begins as white space does: a hundredth of the cost of asking each."""
    _valid, places, letters = cells.buffers()
    if letters is None or not len(letters):
        return bool(len(cells) > cells.null_count)
    bounds = np.frombuffer(places, np.int32)[cells.offset : cells.offset + len(cells) + 1]
    lengths = np.diff(bounds)
    if np.count_nonzero(lengths) < len(cells) - cells.null_count:
        return True
    filled = bounds[:-1][lengths > 0]
    return bool(_SPACE_STARTS[np.frombuffer(letters, np.uint8)[filled]].any())
