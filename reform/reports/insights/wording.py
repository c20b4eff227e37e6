"""Sentences with their values written in, and the rows they tell of."""

import string
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from reform.common import formatting
from reform.common.formatting import is_missing
from reform.common.markdown import Marked, plain

_FORMS: dict[str, Callable[[Any], str]] = {
    "month": formatting.month,
    "day": formatting.day,
    "days": formatting.days,
}


def say(message: str, row: "Mapping[str, Any] | pd.Series[Any] | None" = None, /, **words: Any) -> str:
    """The message with its values written in: those named, and the cells of a row.

    ``{n}`` is a text or a whole number, ``{mean:.1}`` has decimals, ``{value:%}`` and ``{value:%1}`` are
    rates, ``{last[month]:month}``, ``{since:day}`` and ``{p50:days}`` are written as ``formatting`` does.
    """
    values = {**({} if row is None else dict(row)), **words}
    parts = []
    for literal, name, form, _conversion in string.Formatter().parse(message):
        parts.append(literal)
        if name is not None:
            text = _written(string.Formatter().get_field(name, (), values)[0], form or "")
            parts.append(plain(text) if isinstance(message, Marked) else text)
    return type(message)("".join(parts))


def _written(value: Any, form: str) -> str:
    if form in _FORMS:
        return _FORMS[form](value)
    if isinstance(value, str):
        return value
    digits = form[1:]
    if form.startswith("%"):
        return formatting.rate(value, int(digits or 2))
    return formatting.number(value, int(digits or 0))


def no_value(row: pd.Series) -> bool:
    """Whether an indicator's answer has no figure."""
    return is_missing(row["value"])


def with_value(rows: pd.DataFrame, column: str = "value") -> pd.DataFrame:
    """The rows in which the column is not missing."""
    return rows[rows[column].notna()]


def highest(rows: pd.DataFrame, column: str) -> pd.Series:
    """The row with the highest figure; the first of several."""
    return rows.sort_values(column, ascending=False, kind="stable").iloc[0]


def lowest(rows: pd.DataFrame, column: str = "value") -> pd.Series:
    """The row with the lowest figure; the first of several."""
    return rows.sort_values(column, kind="stable").iloc[0]
