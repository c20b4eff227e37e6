"""DataFrame → plotly figure. No data access, no rules; colours come from the palette of the theme on screen.

One ink for "us", grey for plan and past, amber and vermilion only for what needs somebody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from reform import wording
from reform.i18n import gettext as _
from reform.i18n import language


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme."""

    ink: str
    mid: str
    plan: str
    faint: str
    amber: str
    vermilion: str
    text: str
    muted: str
    grid: str


LIGHT = Palette(
    ink="#1d4e79",
    mid="#6d9bc7",
    plan="#8a8f94",
    faint="#c9d3dc",
    amber="#b86e00",
    vermilion="#b3402f",
    text="#1f2933",
    muted="#5c6670",
    grid="#e4e6e0",
)
DARK = Palette(
    ink="#6fb1e6",
    mid="#4d80ad",
    plan="#9aa4ad",
    faint="#3d4b59",
    amber="#e0a030",
    vermilion="#e5735f",
    text="#e8ecef",
    muted="#a3adb6",
    grid="#2a343f",
)

BAR_HEIGHT = 34


def _figure(palette: Palette, height: int, **layout: object) -> go.Figure:
    figure = go.Figure()
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 16, "t": 8, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"size": 13, "color": palette.text},
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": {"color": palette.text}},
        hoverlabel={"font": {"size": 13}},
        dragmode=False,
        separators=".,",
        **layout,
    )
    figure.update_xaxes(showgrid=False, zeroline=False, automargin=True, tickfont={"color": palette.muted})
    figure.update_yaxes(
        gridcolor=palette.grid, zeroline=False, automargin=True, tickfont={"color": palette.muted}
    )
    return figure


def _day_format() -> str:
    return "%-d %b %Y" if language() == "en" else "%Y年%-m月%-d日"


def _month_axis(figure: go.Figure) -> None:
    figure.update_xaxes(
        tickformat="%b %Y" if language() == "en" else "%Y年%-m月", nticks=8, hoverformat=_day_format()
    )


def transfer_curve(curve: pd.DataFrame, batches: pd.DataFrame, as_of: date, palette: Palette) -> go.Figure:
    """Plan against actual. ``curve``: day, planned, transferred (missing after as-of), total."""
    figure = _figure(palette, 360, hovermode="x unified")
    days = pd.to_datetime(curve["day"])
    actual = curve["transferred"].notna()
    figure.add_scatter(
        x=days,
        y=curve["planned"],
        name=_("Plan"),
        mode="lines",
        line={"color": palette.plan, "width": 2, "dash": "dot"},
        hovertemplate="%{y:,.0f}",
    )
    figure.add_scatter(
        x=days[actual],
        y=curve.loc[actual, "transferred"].astype(float),
        name=_("Actual"),
        mode="lines",
        line={"color": palette.ink, "width": 3},
        hovertemplate="%{y:,.0f}",
    )
    _mark_last(figure, days[actual], curve.loc[actual, "transferred"].astype(float), palette)
    for row in batches.itertuples():
        if pd.isna(row.starts_on):
            continue
        figure.add_vline(x=pd.Timestamp(row.starts_on), line={"color": palette.faint, "width": 1})
        figure.add_annotation(
            x=pd.Timestamp(row.starts_on),
            y=1,
            yref="paper",
            text=wording.batch(row.batch),
            showarrow=False,
            xanchor="left",
            yanchor="top",
            xshift=3,
            font={"size": 12, "color": palette.muted},
        )
    figure.update_yaxes(rangemode="tozero", tickformat=",d")
    _month_axis(figure)
    return figure


def _mark_last(figure: go.Figure, x: pd.Series, y: pd.Series, palette: Palette) -> None:
    if y.empty:
        return
    figure.add_scatter(
        x=[x.iloc[-1]],
        y=[y.iloc[-1]],
        mode="markers+text",
        text=[wording.number(y.iloc[-1])],
        textposition="bottom right",
        textfont={"size": 14, "color": palette.ink},
        marker={"size": 9, "color": palette.ink},
        showlegend=False,
        hoverinfo="skip",
    )


def sparkline(points: pd.DataFrame, palette: Palette, unit: str) -> go.Figure:
    """A quiet line of week → value with its lowest and last point named. ``points``: week, value."""
    figure = _figure(palette, 92, showlegend=False)
    days, values = pd.to_datetime(points["week"]), points["value"].astype(float)
    figure.add_scatter(
        x=days,
        y=values,
        mode="lines",
        line={"color": palette.ink, "width": 2},
        hovertemplate=f"%{{x|{_day_format()}}}<br>%{{y:,.6~g}} {unit}<extra></extra>",
    )
    if not values.empty:
        figure.add_scatter(
            x=[days.iloc[-1]],
            y=[values.iloc[-1]],
            mode="markers",
            marker={"size": 7, "color": palette.ink},
            hoverinfo="skip",
        )
        for place, anchor in ((0, "left"), (-1, "right")):
            figure.add_annotation(
                x=days.iloc[place],
                y=0,
                yref="paper",
                yanchor="top",
                xanchor=anchor,
                text=_scale(values.iloc[place]),
                showarrow=False,
                font={"size": 11, "color": palette.muted},
            )
    figure.update_layout(margin={"l": 4, "r": 8, "t": 8, "b": 20})
    figure.update_xaxes(visible=False, fixedrange=True)
    figure.update_yaxes(visible=False, fixedrange=True)
    return figure


def _scale(value: float) -> str:
    return wording.number(value, 0 if float(value).is_integer() else 2)


def bars(
    labels: Sequence[str],
    values: Sequence[float],
    palette: Palette,
    *,
    texts: Sequence[str],
    colours: Sequence[str] | None = None,
    unit: str = "",
) -> go.Figure:
    """Horizontal bars in the given order, first on top, values written on them."""
    figure = _figure(palette, BAR_HEIGHT * max(len(labels), 1) + 44, showlegend=False, bargap=0.35)
    figure.add_bar(
        y=list(labels),
        x=[0 if wording.is_missing(v) else v for v in values],
        orientation="h",
        text=list(texts),
        textposition="outside",
        cliponaxis=False,
        marker={"color": list(colours) if colours else palette.ink, "cornerradius": 3},
        hovertemplate="%{y}  %{text}<extra></extra>",
    )
    widest = max([v for v in values if not wording.is_missing(v)], default=0) or 1
    room = 1.12 + 0.022 * max((len(text) for text in texts), default=0)
    figure.update_xaxes(visible=False, range=[0, widest * room], fixedrange=True)
    if unit:
        figure.update_xaxes(title={"text": unit})
    figure.update_yaxes(
        autorange="reversed",
        showgrid=False,
        fixedrange=True,
        ticksuffix="  ",
        tickfont={"color": palette.text},
    )
    return figure


def three_limits(statutory: float, promised: float, used: float, palette: Palette) -> go.Figure:
    """法定 → 承诺 → 实际 as three bars in working days."""
    values = [statutory, promised, used]
    return bars(
        [_("Statutory"), _("Promised"), _("Actual")],
        values,
        palette,
        texts=[wording.number(value, 1) for value in values],
        colours=[palette.faint, palette.mid, palette.ink],
    )


def planned_against_actual(rows: pd.DataFrame, labels: Sequence[str], palette: Palette) -> go.Figure:
    """One line a unit: how much of its base is transferred, with a mark where the plan stands.

    ``rows``: numerator (transferred), denominator (base), planned.
    """
    figure = _figure(palette, BAR_HEIGHT * max(len(rows), 1) + 70, barmode="overlay", bargap=0.4)
    done = 100 * rows["numerator"] / rows["denominator"]
    plan = 100 * rows["planned"] / rows["denominator"]
    texts = [
        f"{wording.rate(value)}  {wording.share(n, total)}"
        for value, n, total in zip(done, rows["numerator"], rows["denominator"], strict=True)
    ]
    figure.add_bar(
        y=list(labels),
        x=[100] * len(rows),
        orientation="h",
        marker={"color": palette.faint, "opacity": 0.45, "cornerradius": 3},
        text=texts,
        textposition="outside",
        cliponaxis=False,
        showlegend=False,
        hoverinfo="skip",
    )
    figure.add_bar(
        y=list(labels),
        x=done,
        orientation="h",
        name=_("Transferred"),
        marker={
            "color": [
                palette.vermilion if p - d > 10 else palette.amber if p > d else palette.ink
                for d, p in zip(done, plan, strict=True)
            ],
            "cornerradius": 3,
        },
        customdata=texts,
        hovertemplate="%{y}  %{customdata}<extra></extra>",
        showlegend=False,
    )
    figure.add_scatter(
        y=list(labels),
        x=plan,
        mode="markers",
        name=_("Plan to date"),
        marker={"symbol": "line-ns", "size": 16, "line": {"width": 3, "color": palette.text}},
        hovertemplate=_("Plan to date") + " %{x:.1f}%<extra></extra>",
    )
    figure.update_xaxes(visible=False, range=[0, 158], fixedrange=True)
    figure.update_yaxes(
        autorange="reversed",
        showgrid=False,
        fixedrange=True,
        ticksuffix="  ",
        tickfont={"color": palette.text},
    )
    return figure


def limits_by_unit(rows: pd.DataFrame, labels: Sequence[str], palette: Palette) -> go.Figure:
    """Statutory, promised and actual of each unit on one line. ``rows``: statutory, promised, used."""
    figure = _figure(palette, BAR_HEIGHT * max(len(rows), 1) + 90)
    for name, label, colour, size, symbol in (
        ("statutory", _("Statutory"), palette.plan, 11, "line-ns-open"),
        ("promised", _("Promised"), palette.mid, 10, "diamond"),
        ("used", _("Actual"), palette.ink, 13, "circle"),
    ):
        marker: dict[str, object] = {"color": colour, "size": size, "symbol": symbol}
        if symbol.startswith("line"):
            marker["line"] = {"width": 3, "color": colour}
        figure.add_scatter(
            y=list(labels),
            x=rows[name],
            mode="markers+text" if name == "used" else "markers",
            name=label,
            marker=marker,
            text=[wording.number(value, 1) for value in rows[name]] if name == "used" else None,
            textposition="bottom center",
            textfont={"size": 11, "color": palette.ink},
            hovertemplate="%{y}  " + label + " %{x:.1f}<extra></extra>",
        )
    for label, row in zip(labels, rows.itertuples(), strict=True):
        figure.add_shape(
            type="line",
            y0=label,
            y1=label,
            x0=min(row.used, row.promised, row.statutory),
            x1=max(row.used, row.promised, row.statutory),
            line={"color": palette.faint, "width": 2},
            layer="below",
        )
    figure.update_xaxes(
        title={"text": _("working days")}, rangemode="tozero", showgrid=True, gridcolor=palette.grid
    )
    figure.update_yaxes(
        autorange="reversed", showgrid=False, ticksuffix="  ", tickfont={"color": palette.text}
    )
    return figure


def days_distribution(
    counts: pd.DataFrame, p50: float, p90: float, palette: Palette, most: int = 40
) -> go.Figure:
    """How many cases took how many working days; the long tail is gathered in the last bar."""
    figure = _figure(palette, 300, showlegend=False, bargap=0.12)
    days = counts["working_days"].clip(upper=most)
    cases = counts.groupby(days, observed=True)["cases"].sum()
    labels = [str(int(d)) if d < most else f"≥{most}" for d in cases.index]
    figure.add_bar(
        x=list(cases.index),
        y=cases.to_list(),
        marker={"color": palette.mid},
        customdata=labels,
        hovertemplate=_("%{customdata} working days: %{y:,} cases") + "<extra></extra>",
    )
    for value, name in ((p50, "P50"), (p90, "P90")):
        if wording.is_missing(value):
            continue
        figure.add_vline(x=min(value, most), line={"color": palette.ink, "width": 2})
        figure.add_annotation(
            x=min(value, most),
            y=1,
            yref="paper",
            yanchor="top",
            xanchor="left",
            xshift=4,
            yshift=0 if name == "P90" else -18,
            text=f"{name} {wording.number(value, 1)}",
            showarrow=False,
            font={"color": palette.ink, "size": 13},
        )
    figure.update_xaxes(title={"text": _("working days")})
    figure.update_yaxes(title={"text": _("cases")}, tickformat=",d")
    return figure


def before_and_after(rows: pd.DataFrame, labels: Sequence[str], palette: Palette) -> go.Figure:
    """Mean days of the same items before and after their transfer. ``rows``: mean_before, mean_after."""
    figure = _figure(palette, BAR_HEIGHT * max(len(rows), 1) + 90)
    for label, row in zip(labels, rows.itertuples(), strict=True):
        slower = row.mean_after > row.mean_before
        figure.add_shape(
            type="line",
            y0=label,
            y1=label,
            x0=row.mean_before,
            x1=row.mean_after,
            line={"color": palette.vermilion if slower else palette.faint, "width": 4},
            layer="below",
        )
    figure.add_scatter(
        y=list(labels),
        x=rows["mean_before"],
        mode="markers",
        name=_("Before the transfer"),
        marker={"color": palette.plan, "size": 11},
        hovertemplate="%{y}  %{x:.1f}<extra></extra>",
    )
    figure.add_scatter(
        y=list(labels),
        x=rows["mean_after"],
        mode="markers",
        name=_("After the transfer"),
        marker={"color": palette.ink, "size": 13},
        hovertemplate="%{y}  %{x:.1f}<extra></extra>",
    )
    figure.update_xaxes(
        title={"text": _("working days")}, rangemode="tozero", showgrid=True, gridcolor=palette.grid
    )
    figure.update_yaxes(
        autorange="reversed", showgrid=False, ticksuffix="  ", tickfont={"color": palette.text}
    )
    return figure


def monthly_days(rows: pd.DataFrame, palette: Palette) -> go.Figure:
    """Mean and 90th percentile of days used by month of completion. ``rows``: month, mean, p90."""
    figure = _figure(palette, 300, hovermode="x unified")
    months = pd.to_datetime(rows["month"])
    for name, label, colour, width in (
        ("p90", "P90", palette.mid, 2),
        ("mean", _("Mean"), palette.ink, 3),
    ):
        figure.add_scatter(
            x=months,
            y=rows[name],
            name=label,
            mode="lines",
            line={"color": colour, "width": width},
            hovertemplate="%{y:.1f}",
        )
    figure.update_yaxes(title={"text": _("working days")}, rangemode="tozero")
    _month_axis(figure)
    return figure


def monthly_rate(rows: pd.DataFrame, palette: Palette, *, unit: str = "%") -> go.Figure:
    """A rate by month. ``rows``: month, value, numerator, denominator; months without data are gaps."""
    figure = _figure(palette, 260, showlegend=False)
    shares = [wording.share(n, d) for n, d in zip(rows["numerator"], rows["denominator"], strict=True)]
    figure.add_scatter(
        x=pd.to_datetime(rows["month"]),
        y=rows["value"],
        mode="lines+markers",
        line={"color": palette.ink, "width": 2},
        marker={"size": 5},
        customdata=shares,
        hovertemplate=f"%{{x|{'%b %Y' if language() == 'en' else '%Y年%-m月'}}}  %{{y:.2f}}{unit}  %{{customdata}}<extra></extra>",
    )
    figure.update_yaxes(title={"text": unit})
    _month_axis(figure)
    return figure
