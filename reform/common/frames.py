"""DataFrame → JSON rows, CSV and text; nothing in them runs as a formula."""

from typing import Any

import pandas as pd

from reform.common import plain_rows


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows for JSON: missing is null, days and times ISO 8601 without zone, whole numbers whole."""
    names = list(map(str, frame.columns))
    rows = frame.itertuples(index=False, name=None)
    return plain_rows.plain(dict(zip(names, row, strict=True)) for row in rows)


def as_csv(frame: pd.DataFrame) -> str:
    """The answer as CSV text with ISO dates; missing is empty, and nothing in it runs as a formula."""
    return plain_rows.as_csv(list(map(str, frame.columns)), records(frame))


def as_table(frame: pd.DataFrame) -> str:
    """The answer for a terminal."""
    return plain_rows.as_table(list(map(str, frame.columns)), records(frame))
