"""How a cell looks, where that changes what it says: its number format, a line through it, raised digits."""

from array import array
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import numpy as np

from reform.ingest.parsers.cell_marks import marked, unmarked
from reform.ingest.readers.cell_text import text
from reform.ingest.readers.number_formats import Format

UNCOMPUTED = "formula_uncomputed"
_STRUCK, _STRUCK_PART = "struck_out", "struck_out_part"
_RAISED = dict(zip(map(ord, "0123456789+-=()"), "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾", strict=True))
_LOWERED = dict(zip(map(ord, "0123456789+-=()"), "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))
_REMEMBERED = 10_000
_HALF_A_SECOND = timedelta(milliseconds=500)  # 14:30:00 may arrive as 14:29:59.999

# A piece of a cell's text: the text, whether it is struck out, and superscript, subscript or baseline.
Run = tuple[str, bool, str]


class Look:
    """How cells of one style look. ``reach``: which of them read otherwise than they are stored."""

    def __init__(self, format: Format, *, struck: bool = False) -> None:
        self._format = format
        self._struck = struck
        self.reach = "all" if struck else format.reach
        self.show: Callable[..., Any] = lru_cache(_REMEMBERED, typed=True)(self._show)
        if self.reach == "fractions" and format.is_day:
            self.show = self._day  # columns are full of them, all different

    def _show(self, value: Any, date1904: bool = False) -> Any:
        """The value as the cell shows it, perhaps marked (``reform.ingest.parsers.cell_marks``)."""
        shown = self._format.show(value, date1904=date1904)
        if not self._struck or shown == "":
            return shown
        return marked(_STRUCK, unmarked(text(shown))[1])

    def _day(self, value: Any, date1904: bool = False) -> Any:
        """The day of a moment whose time is not shown; pages and XML may store it as a number."""
        if isinstance(value, int | float):
            return self._show(value, date1904)
        return (value + _HALF_A_SECOND).date() if type(value) is datetime else value


class Said:
    """A cell that reads as this text, whatever it stores."""

    def __init__(self, said: str) -> None:
        self._said = said

    def show(self, _value: Any, _date1904: bool = False) -> str:
        """See ``Look.show``."""
        return self._said


# Only the sign of a formula is shown: it may name people.
FORMULA = Said(marked(UNCOMPUTED, "=…"))
Way = Look | Said


def as_shown(runs: Iterable[Run]) -> str:
    """The text of a cell as it is read: what is struck out left out, raised digits as such (20¹)."""
    shown, struck = "", ""
    for said, is_struck, place in runs:
        if is_struck:
            struck += said
        else:
            shown += said.translate({"superscript": _RAISED, "subscript": _LOWERED}.get(place, {}))
    if not struck.strip():
        return shown
    return marked(_STRUCK_PART, shown.strip()) if shown.strip() else marked(_STRUCK, struck)


class OddCells:
    """The cells of one sheet that show otherwise than they are stored, in ten bytes each."""

    def __init__(self) -> None:
        self._rows, self._columns, self._ways = array("I"), array("H"), array("I")
        self._known: list[Way] = []
        self._numbers: dict[int, int] = {}

    def __bool__(self) -> bool:
        return bool(self._rows)

    def add(self, row: int, column: int, way: Way) -> None:
        """Note a cell; of several ways of one cell the last holds."""
        number = self._numbers.setdefault(id(way), len(self._known))
        if number == len(self._known):
            self._known.append(way)
        self._rows.append(row)
        self._columns.append(column)
        self._ways.append(number)

    def by_row(self) -> Iterator[tuple[int, list[tuple[int, Way]]]]:
        """Each row that has odd cells with them, from the top down."""
        rows = np.frombuffer(self._rows, np.uint32)
        order: Iterable[int] = range(len(rows))
        if (rows[1:] < rows[:-1]).any():
            order = np.argsort(rows, kind="stable").tolist()
        last, cells = -1, list[tuple[int, Way]]()
        for place in order:
            row = self._rows[place]
            if row != last and cells:
                yield last, cells
                cells = []
            last = row
            cells.append((self._columns[place], self._known[self._ways[place]]))
        if cells:
            yield last, cells
