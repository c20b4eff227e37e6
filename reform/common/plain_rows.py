"""Rows of values as plain ones for JSON, as CSV and as text; nothing in them runs as a formula."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from unicodedata import east_asian_width

from reform.common.formatting import MISSING, is_missing

Row = Mapping[str, Any]

# A text that begins like a formula would run when the file is opened.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_CONTROLS = str.maketrans({"\t": "\\t", "\r": "\\r", "\n": "\\n"})


def harmless(value: Any) -> Any:
    """Text that Excel would take for a formula gets an apostrophe in front."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def plain(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Rows for JSON: missing is null, days and times ISO 8601 without zone, whole numbers whole."""
    return [{name: _plain(name, value) for name, value in row.items()} for row in rows]


def _plain(name: str, value: Any) -> Any:
    """One value for JSON. pandas knows no days: only columns named …_at hold a clock time."""
    if is_missing(value):
        return None
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds") if name.endswith("_at") else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, Decimal):
        value = float(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def as_csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """Rows as CSV text with ISO dates; missing is empty, and nothing in it runs as a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([harmless(row[name]) for name in columns] for row in plain(rows))
    return text.getvalue()


def as_table(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """Rows for a terminal, where a Chinese character is two letters wide."""
    lines = [list(columns), *([_cell(row[name]) for name in columns] for row in plain(rows))]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        " ".join(" " * (width - _width(cell)) + cell for cell, width in zip(line, widths, strict=True))
        for line in lines
    )


def _cell(value: Any) -> str:
    if value is None:
        return MISSING
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return str(value).translate(_CONTROLS)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
