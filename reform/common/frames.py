"""DataFrame → JSON rows, CSV and text; nothing in them runs as a formula."""

import math
from datetime import date, datetime
from typing import Any

import pandas as pd

# A text that begins like a formula would run when the file is opened.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: Any) -> Any:
    """Text that Excel would take for a formula gets an apostrophe in front."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows for JSON: missing is null, days and times ISO 8601 without zone, whole numbers whole."""
    return [
        {name: _plain(name, value) for name, value in zip(frame.columns, row, strict=True)}
        for row in frame.itertuples(index=False, name=None)
    ]


def _plain(name: str, value: Any) -> Any:
    """One value for JSON. pandas knows no days: only columns named …_at hold a clock time."""
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, datetime) and name.endswith("_at"):
        return value.isoformat(timespec="seconds")
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        if math.isnan(value):
            return None
        return int(value) if value.is_integer() else value
    return value


def as_csv(frame: pd.DataFrame) -> str:
    """The answer as CSV text with ISO dates; missing is empty, and nothing in it runs as a formula."""
    rows = [{name: harmless(value) for name, value in row.items()} for row in records(frame)]
    return pd.DataFrame(rows, columns=frame.columns, dtype=object).to_csv(index=False)


def as_table(frame: pd.DataFrame) -> str:
    """The answer for a terminal."""
    plain = pd.DataFrame(records(frame), columns=frame.columns, dtype=object)
    return plain.to_string(index=False, na_rep="—")
