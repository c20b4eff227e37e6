"""The headline cards: figure, unit, n/N in a sentence, target and gap, change on last week, sparkline."""

import html
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from reform import charts
from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.common.markdown import bold
from reform.metrics import query, targets
from reform.metrics.status import Status
from reform.ui.components import chart_card, staleness_badge
from reform.ui.context import st
from reform.ui.context.view import one, palette, target, unit

_BADGES = {
    Status.NORMAL: ("green", ":material/check_circle:"),
    Status.WARNING: ("orange", ":material/error:"),
    Status.LATE: ("red", ":material/flag:"),
    Status.UNJUDGED: ("gray", ":material/do_not_disturb_on:"),
    Status.UNKNOWN: ("gray", ":material/help:"),
}


@dataclass(frozen=True)
class Headline:
    """One headline answer. ``points``: week, value, for the sparkline."""

    key: str
    title: str
    state: Status
    figure: str
    unit: str
    sentences: Sequence[str]
    change: str
    points: pd.DataFrame
    codes: Sequence[str]


def headlines(makers: Sequence[Callable[[], Headline]]) -> None:
    """The headline cards side by side, on a narrow screen below each other, each as soon as it is made."""
    grid = st.grid(len(makers), min_column_width=290, gap="small")
    for make in makers:
        with grid, st.container(border=True, height="stretch"):
            _headline(make)


def _headline(make: Callable[[], Headline]) -> None:
    answer = make()
    with _line():
        st.subheader(answer.title, anchor=False, width="content")
        badge(answer.state)
    st.html(big(answer.figure, answer.unit))
    if len(answer.points) > 1:
        chart_card.chart(
            charts.sparkline(answer.points, palette(), answer.unit),
            key=f"spark_{answer.key}",
            alt=_("{title}, week by week; last value {value}").format(
                title=answer.title, value=f"{answer.figure} {answer.unit}"
            ),
            toolbar=False,
        )
    for sentence in answer.sentences:
        st.markdown(sentence)
    staleness_badge.badge(answer.codes)
    staleness_badge.explain_missing(answer.codes)
    staleness_badge.explain_calendars(answer.codes)
    with _line():
        st.caption(answer.change, width="content")
        chart_card.definitions(answer.codes, key=answer.key)


class KpiFigure(NamedTuple):
    """A figure of a strip, with the indicator it belongs to, a note below it and perhaps a state.

    The strip shows the target and the calendars of the indicator, unless the figure is only a part of it or
    of another selection (``has_target`` False).
    """

    code: str
    title: str
    value: str
    unit: str
    note: str
    state: Status | None = None
    has_target: bool = True


def rate(code: str, title: str, note: str = "{share}", state: Status | None = None) -> KpiFigure:
    """A rate in the reader's scope; ``note``: a sentence with holes for figures of its row (``filled``)."""
    row = one(code)
    return KpiFigure(code, title, formatting.rate(row["value"]), "", formatting.filled(note, row), state)


def number(
    code: str, title: str, unit: str, note: str = "{share}", state: Status | None = None, *, digits: int = 0
) -> KpiFigure:
    """A number in the reader's scope; ``note`` as in ``rate``."""
    row = one(code)
    value = formatting.number(row["value"], digits)
    return KpiFigure(code, title, value, unit, formatting.filled(note, row), state)


def strip(figures: Sequence[KpiFigure], codes: Sequence[str] = (), *, key: str = "strip") -> None:
    """Figures side by side, their definitions (or those of ``codes``) one click away.

    ``key``: tells several strips on a page apart.
    """
    grid = st.grid(len(figures), min_column_width=190, gap="small")
    for figure in figures:
        with grid, st.container(border=True, height="stretch", gap="small"):
            with _line():
                st.markdown(bold(figure.title), width="content")
                if figure.state is not None:
                    badge(figure.state)
            st.html(big(figure.value, figure.unit, small=True))
            st.caption(figure.note)
            if figure.has_target:
                _target(figure.code)
                staleness_badge.explain_calendars([figure.code])
            staleness_badge.badge([figure.code])
            staleness_badge.explain_missing([figure.code])
    chart_card.definitions(codes or [figure.code for figure in figures], key=key)


def _line() -> AbstractContextManager[object]:
    """A container that puts two elements at the ends of one line."""
    container: AbstractContextManager[object] = st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    )
    return container


def _target(code: str) -> None:
    """The target of a figure and the gap to it, where one is set."""
    target_set = target(code)
    if target_set is not None:
        better = query.find(code).better
        st.caption(targets.sentence(one(code)["value"], target_set, unit(code), better))


def badge(state: Status) -> None:
    """The state in a word, with a colour and a shape beside it."""
    colour, icon = _BADGES[state]
    st.badge(state.word, color=colour, icon=icon, width="content")  # type: ignore[arg-type]


def big(figure: str, unit: str, *, small: bool = False) -> str:
    """The big figure with its unit on the same line."""
    size = "figure small" if small else "figure"
    return f'<div class="{size}"><b>{html.escape(figure)}</b><span>{html.escape(unit)}</span></div>'
