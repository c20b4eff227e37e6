"""A chart before it is drawn: what a slide shows, as numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import pandas as pd

from reform.common import formatting

# The most bars a slide can carry in type that is read from the back of the room.
MOST: Final = 12


@dataclass(frozen=True)
class Series:
    """One line or one set of bars; ``role`` chooses its colour and stroke."""

    name: str
    values: list[float | None]
    role: Literal["ink", "plan", "mid", "faint", "amber", "vermilion", "projected"] = "ink"


@dataclass(frozen=True)
class Picture:
    """A chart before it is drawn: categories, series in one unit, the finding and the metrics behind it."""

    key: str
    title: str
    caption: str
    kind: Literal["line", "bars", "stacked", "columns"]
    categories: Sequence[str] | Sequence[date]
    series: list[Series]
    codes: tuple[str, ...]
    digits: int = 0
    unit: str = ""
    said: str = ""


def values(column: pd.Series) -> list[float | None]:
    """Numbers of a column; missing is None."""
    return [None if formatting.is_missing(value) else float(value) for value in column]


def days(column: pd.Series) -> list[date]:
    """Days of a column of timestamps."""
    return [pd.Timestamp(value).date() for value in column]
