"""What sticks in the transfer: bars in parts, with the sum at the right."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from reform.charts.base import BAR_HEIGHT, bars, new_figure, right_labels, unit_axis
from reform.charts.palette import Palette
from reform.common import code_lists, formatting
from reform.common.i18n import gettext as _


class Part(NamedTuple):
    """A part of every bar: its name in the legend, how long it is, its colour."""

    name: str
    lengths: pd.Series
    colour: str


def in_parts(
    labels: Sequence[str],
    parts: Sequence[Part],
    texts: Sequence[str],
    palette: Palette,
    height: int = BAR_HEIGHT,
    *,
    digits: int = 0,
) -> go.Figure:
    """Horizontal bars in parts, the first row on top, their ``texts`` in a column at the right."""
    figure = new_figure(palette, height * max(len(labels), 1) + 76, barmode="stack", bargap=0.4)
    for part in parts:
        figure.add_bar(
            y=list(labels),
            x=part.lengths.astype(float),
            orientation="h",
            name=part.name,
            marker={"color": part.colour},
            customdata=[formatting.number(length, digits) for length in part.lengths],
            hovertemplate=f"%{{y}}  {part.name}  %{{customdata}}<extra></extra>",
        )
    right_labels(figure, labels, texts, palette)
    figure.update_layout(legend={"traceorder": "normal"})
    figure.update_xaxes(visible=False, rangemode="tozero", fixedrange=True)
    unit_axis(figure, palette)
    return figure


def stage_funnel(path: pd.DataFrame, palette: Palette) -> go.Figure:
    """How far the items have come. ``path``: stage, reached, total, is_transferred; S0 to S7."""
    return bars(
        [f"{code} {code_lists.label('stage', code)}" for code in path["stage"]],
        list(path["reached"].astype(float)),
        palette,
        texts=[
            formatting.with_share(formatting.rate(100 * n / total, 1), n, total)
            for n, total in zip(path["reached"], path["total"], strict=True)
        ],
        colours=[palette.ink if transferred else palette.mid for transferred in path["is_transferred"]],
    )


def handovers(flags: pd.DataFrame, palette: Palette) -> go.Figure:
    """Each of the five flags: how many of the transferred items have it. ``flags``: flag, have, lacking."""
    return in_parts(
        [code_lists.label("stage", flag) for flag in flags["flag"]],
        [
            Part(_("Handed over"), flags["have"], palette.ink),
            Part(_("Lacking"), flags["lacking"], palette.amber),
        ],
        [
            formatting.share(have, total)
            for have, total in zip(flags["have"], flags["transferred"], strict=True)
        ],
        palette,
    )


def ageing(rows: pd.DataFrame, labels: Sequence[str], palette: Palette, *, lines: int = 1) -> go.Figure:
    """Open disputes by age. ``rows``: up_to_30, to_90, over_90, open, overdue; ``lines`` of a label."""
    texts = [
        _("{n}, {late} overdue").format(n=formatting.number(n), late=formatting.number(late))
        if late
        else formatting.number(n)
        for n, late in zip(rows["open"], rows["overdue"], strict=True)
    ]
    return in_parts(
        labels,
        [
            Part(_("up to 30 days"), rows["up_to_30"], palette.mid),
            Part(_("31 to 90 days"), rows["to_90"], palette.amber),
            Part(_("over 90 days"), rows["over_90"], palette.vermilion),
        ],
        texts,
        palette,
        BAR_HEIGHT + 12 * (lines - 1),
    )


def owed(rows: pd.DataFrame, labels: Sequence[str], palette: Palette) -> go.Figure:
    """Who owes what is overdue. ``rows``: transfers, disputes, overdue, longest."""
    return in_parts(
        labels,
        [
            Part(_("Transfers"), rows["transfers"], palette.ink),
            Part(_("Disputes"), rows["disputes"], palette.vermilion),
        ],
        [
            _("{n}, longest {days}").format(n=formatting.number(n), days=formatting.number(days))
            for n, days in zip(rows["overdue"], rows["longest"], strict=True)
        ],
        palette,
    )
