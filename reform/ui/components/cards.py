"""Declarative cards: a section declares a ``Card``, ``Card.show`` draws it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from reform.charts import Palette
from reform.metrics.query import Scope
from reform.ui.components import chart_card, staleness_badge
from reform.ui.components.table_columns import first_or_all
from reform.ui.context import st
from reform.ui.context.view import palette

Chart = Callable[[pd.DataFrame, Palette], go.Figure]


@dataclass(frozen=True, kw_only=True)
class Card:
    """A card: a chart with its table folded below, or a table alone, under a title that says the finding.

    ``rows``: those of the table, or a function that computes them when it is opened. ``drawn``: those of the
    chart, if they differ. ``first``: how many of them are drawn until the reader asks for all. ``empty``:
    statement and advice shown when nothing can be drawn; without it only the title stands. ``is_known``:
    False when the figure is missing, so that ``empty`` is shown whatever the rows.
    """

    key: str
    title: str
    caption: str
    rows: pd.DataFrame | Callable[[], pd.DataFrame]
    columns: Mapping[str, str]
    table: str  # the name of the table and of its files
    codes: Sequence[str] = ()
    chart: Chart | None = None
    drawn: pd.DataFrame | None = None
    is_known: bool = True
    first: int | None = None
    empty: tuple[str, str] | None = None
    note: str = ""  # a sentence under the chart
    alt: str = ""  # the text for screen readers, if it says more than the title
    config: Mapping[str, Any] = field(default_factory=dict)
    definitions: Sequence[str] = ()  # questions explained below a table alone
    calendars: Sequence[str] = ()  # questions whose calendars are explained above it
    scope: Scope | None = None
    height: int | None = None  # of a table alone
    card_height: Literal["stretch", "content"] = "stretch"

    def show(self) -> None:
        """Draw the card."""
        with chart_card.card(self.title, self.caption, height=self.card_height):
            self.fill()

    def fill(self) -> None:
        """Draw what stands below the caption."""
        rows = self.drawn if callable(self.rows) and self.drawn is not None else self.rows
        drawn = rows if self.drawn is None else self.drawn
        assert isinstance(rows, pd.DataFrame) and isinstance(drawn, pd.DataFrame)
        if self.empty and (drawn.empty or not self.is_known):
            chart_card.nothing(*self.empty)
        if not self.is_known or (rows.empty and (self.empty or self.chart is None)):
            return
        if self.chart is None:
            self._table(rows)
            return
        if not drawn.empty:
            shown = first_or_all(drawn, self.first, key=self.key) if self.first else drawn
            alt = self.alt or self.title
            chart_card.chart(self.chart(shown, palette()), key=self.key, alt=alt)
        if self.note:
            st.markdown(self.note)
        chart_card.below(
            self.rows,
            self.columns,
            key=self.key,
            title=self.table,
            codes=self.codes,
            config=self.config,
            scope=self.scope,
        )

    def _table(self, rows: pd.DataFrame) -> None:
        staleness_badge.explain_calendars(self.calendars)
        chart_card.table(
            rows,
            self.columns,
            key=self.key,
            title=self.table,
            codes=self.codes,
            config=self.config,
            height=self.height,
        )
        if self.definitions:
            chart_card.definitions(self.definitions, key=self.key)


def beside(*parts: Callable[[], None] | None) -> None:
    """Draw parts side by side, on a narrow screen below each other; None leaves its column empty."""
    for column, draw in zip(st.columns(len(parts)), parts, strict=True):
        if draw is not None:
            with column:
                draw()
