"""The headline cards: figure, unit, n/N in a sentence, target and gap, change on last week, sparkline."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from reform import charts
from reform.i18n import gettext as _
from reform.states import State
from reform.ui import panel
from reform.ui.view import palette

_BADGES = {
    State.NORMAL: ("green", ":material/check_circle:"),
    State.WARNING: ("orange", ":material/error:"),
    State.LATE: ("red", ":material/flag:"),
    State.UNKNOWN: ("gray", ":material/help:"),
}


@dataclass(frozen=True)
class Headline:
    """One headline answer. ``points``: week, value, for the sparkline."""

    key: str
    title: str
    state: State
    figure: str
    unit: str
    sentences: Sequence[str]
    change: str
    points: pd.DataFrame
    codes: Sequence[str]


def headline(answer: Headline) -> None:
    """Draw one card; three of them side by side keep their lines level."""
    with st.container(border=True, height="stretch"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.subheader(answer.title, anchor=False, width="content")
            badge(answer.state)
        figure, spark = st.columns([3, 2], vertical_alignment="bottom", gap="small")
        figure.html(big(answer.figure, answer.unit))
        with spark:
            if len(answer.points) > 1:
                panel.chart(
                    charts.sparkline(answer.points, palette(), answer.unit),
                    key=f"spark_{answer.key}",
                    alt=_("{title}, week by week; last value {value}").format(
                        title=answer.title, value=f"{answer.figure} {answer.unit}"
                    ),
                    toolbar=False,
                )
        for sentence in answer.sentences:
            st.markdown(sentence)
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.caption(answer.change, width="content")
            panel.definitions(answer.codes, key=answer.key)


def strip(figures: Sequence[tuple[str, str, str, State | None]]) -> None:
    """Figures side by side: title, figure, what stands behind it, state where there is one."""
    for place, (title, figure, note, state) in zip(st.columns(len(figures)), figures, strict=True):
        with place, st.container(border=True, height="stretch", gap="small"):
            with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
                st.markdown(f"**{title}**", width="content")
                if state is not None:
                    badge(state)
            st.html(f'<div class="figure small"><b>{html.escape(figure)}</b></div>')
            st.caption(note)


def badge(state: State) -> None:
    """The state in a word, with a colour and a shape beside it."""
    colour, icon = _BADGES[state]
    st.badge(state.word, color=colour, icon=icon, width="content")  # type: ignore[arg-type]


def big(figure: str, unit: str) -> str:
    """The big figure with its unit on the same line."""
    return f'<div class="figure"><b>{html.escape(figure)}</b><span>{html.escape(unit)}</span></div>'
