"""Texts on charts: figures in words, and every text drawn as typed, where plotly would read markup in it."""

import html
from typing import Any

import numpy as np
import pandas as pd

from reform.common import formatting

# Written by us, with plotly's marks; what they fill in comes from the figure's other texts.
_TEMPLATES = frozenset({"hovertemplate", "texttemplate"})


def as_typed(part: Any) -> Any:
    """A figure's dict, or a part of it, with every text escaped; a new line begins where one was typed."""
    match part:
        case str():
            return html.escape(part, quote=False).replace("\n", "<br>")
        case dict():
            return {key: value if key in _TEMPLATES else as_typed(value) for key, value in part.items()}
        case list() | tuple():
            return [as_typed(value) for value in part]
        case np.ndarray() if part.dtype == object:
            return [as_typed(value) for value in part.tolist()]
    return part


def shares(rows: pd.DataFrame, numerator: str, denominator: str) -> list[str]:
    """n/N of each row."""
    return [formatting.share(n, of) for n, of in zip(rows[numerator], rows[denominator], strict=True)]


def rates(rows: pd.DataFrame, value: str, numerator: str, denominator: str, digits: int = 2) -> list[str]:
    """The rate of each row with n/N beside it."""
    texts = [formatting.rate(rate, digits) for rate in rows[value]]
    return with_shares(texts, rows, numerator, denominator)


def with_shares(texts: list[str], rows: pd.DataFrame, numerator: str, denominator: str) -> list[str]:
    """A figure of each row with n/N beside it."""
    return [
        formatting.with_share(text, n, of)
        for text, n, of in zip(texts, rows[numerator], rows[denominator], strict=True)
    ]


def sentences(template: str, rows: pd.DataFrame, **digits: int) -> list[str]:
    """A sentence for each row, with its figures in the holes (``formatting.filled``)."""
    return [formatting.filled(template, row, **digits) for row in rows.to_dict("records")]
