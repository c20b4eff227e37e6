"""Texts on a chart are drawn as typed: plotly takes <b>, <a href> or &amp; in them for its own markup."""

import html
from typing import Any

import numpy as np

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
