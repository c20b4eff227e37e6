"""Caches figures by their rows: equal rows give the same figure object to all sessions."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import plotly.graph_objects as go

from reform.charts.base import Drawn
from reform.common.caching import cached_by_content

P = ParamSpec("P")


def drawn_once(draw: Callable[P, go.Figure]) -> Callable[P, go.Figure]:
    """``draw`` with its latest figures kept, finished (``reform.common.caching``)."""

    @wraps(draw)
    def finished(*given: P.args, **named: P.kwargs) -> go.Figure:
        figure = draw(*given, **named)
        return figure.finish() if isinstance(figure, Drawn) else figure

    return cached_by_content(finished)
