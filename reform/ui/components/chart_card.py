"""The parts of a card: title, caption, chart, source line, table, downloads and definitions."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from reform import charts
from reform.common import formatting
from reform.common.i18n import either, language
from reform.common.i18n import gettext as _
from reform.common.markdown import Marked, bare, bold
from reform.common.permissions import Action
from reform.metrics import calendars, query
from reform.metrics.query import Scope
from reform.reports import spreadsheets
from reform.ui.components import staleness_badge
from reform.ui.components.table_columns import days_of
from reform.ui.context import journal_form, snapshot_picker, st, url_params, user
from reform.ui.context.view import ask, metric_of, one, palette, per_view, view

# Chinese texts of plotly's tool bar and dates, which the plotly.js that Streamlit ships does not have.
PLOTLY_CHINESE: dict[str, Any] = {
    "dictionary": {
        "Autoscale": "自动缩放",
        "Box Select": "框选",
        "Download plot as a PNG": "下载图片（PNG）",
        "Download plot as a png": "下载图片（PNG）",
        "Lasso Select": "圈选",
        "Pan": "平移",
        "Reset axes": "重置坐标轴",
        "Zoom": "缩放",
        "Zoom in": "放大",
        "Zoom out": "缩小",
    },
    "format": {
        "days": ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"],
        "shortDays": ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
        "months": [f"{n}月" for n in range(1, 13)],
        "shortMonths": [f"{n}月" for n in range(1, 13)],
        "date": "%Y年%-m月%-d日",
    },
}


EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A page sends at most this many rows of a table at each run; the downloads hold all of them.
MOST_ROWS = 1000


@contextmanager
def card(
    title: str, caption: str | None = None, *, height: Literal["stretch", "content"] = "stretch"
) -> Iterator[None]:
    """A bordered block whose title says the finding."""
    with st.container(border=True, height=height):
        st.subheader(title, anchor=False)
        if caption:
            st.caption(caption)
        yield


def chart(figure: go.Figure, *, key: str, alt: str, toolbar: bool = True, fills: bool = False) -> None:
    """Draw a figure in the reader's language; ``alt`` is its text for screen readers.

    Its height is its own, or that of the container if it ``fills`` it. A figure over time shows the notes on
    its days.
    """
    figure = charts.annotated(figure, journal_form.noted(), palette())
    config: dict[str, Any] = {"displaylogo": False, "showSendToCloud": False}
    if not toolbar:
        config["displayModeBar"] = False
    if language() == "zh":
        config |= {"locale": "zh-CN", "locales": {"zh-CN": PLOTLY_CHINESE}}
    config["modeBarButtonsToRemove"] = ["zoom", "pan", "select", "lasso2d", "zoomIn", "zoomOut", "autoScale"]
    height: Literal["stretch", "content"] = "stretch" if fills else "content"
    st.plotly_chart(figure, key=key, config=config, alt=bare(alt), height=height)


def below(
    frame: pd.DataFrame | Callable[[], pd.DataFrame],
    columns: Mapping[str, str],
    *,
    key: str,
    title: str,
    codes: Sequence[str] = (),
    config: Mapping[str, Any] | None = None,
    scope: Scope | None = None,
) -> None:
    """Draw the part below a chart: source and as-of date, table, downloads, and definitions.

    ``frame`` may be a function, called when the table is opened. ``scope``: that of the figures, if it is not
    the reader's.
    """
    st.caption(staleness_badge.marked(source_line(), codes))
    staleness_badge.explain_calendars(codes, scope)
    shown = st.expander(
        _("Table and download"), key=f"table_{key}", on_change="rerun", icon=":material/table:"
    )
    if shown.open:
        with shown:
            rows = frame() if callable(frame) else frame
            table(rows, columns, key=key, title=title, codes=codes, config=config)
            if codes:
                definitions(codes, key=key)


@per_view
def source_line() -> str:
    """Show where the figures come from, how old they are, and whether they are provisional."""
    county = view().county
    origin = _("sample county (fictional data)") if county.is_sample else _("files loaded by the county")
    parts = [
        _("Source: {what}").format(what=origin),
        _("as of {day}").format(day=formatting.day(view().scope.as_of)),
        *([snapshot_picker.sentence(county.past)] if county.past else []),
    ]
    provisional = ask("D03").iloc[0]["provisional"]
    if not formatting.is_missing(provisional) and provisional > 0:
        parts.append(
            _("{n} cases provisional (holidays not published)").format(n=formatting.number(provisional))
        )
    counts = ask("coverage").set_index("dataset")["rows"]
    if counts["other_calendar"] > 0:
        parts.append(calendars.note(counts["other_calendar"]))
    return " · ".join(parts)


def table(
    frame: pd.DataFrame,
    columns: Mapping[str, str],
    *,
    key: str,
    title: str,
    codes: Sequence[str] = (),
    config: Mapping[str, Any] | None = None,
    height: int | None = None,
    on_screen: Sequence[str] = (),
    taken: pd.DataFrame | None = None,
) -> None:
    """Draw a table with its downloads as CSV and Excel.

    ``columns``: name in the frame → header; ``codes``: the questions it answers, to mark stale data;
    ``config``: settings of columns other than days; ``on_screen``: columns of links, which downloads leave
    out; ``taken``: the table that is downloaded, if it is not the one shown.
    """
    shown = frame[list(columns)].set_axis(list(columns.values()), axis=1)
    options: dict[str, Any] = {"height": height} if height else {}
    chosen = days_of(frame, columns) | dict(config or {})
    settings = {columns[name]: value for name, value in chosen.items() if name in columns}
    drawn = shown
    if len(shown) > MOST_ROWS:
        drawn = shown.head(MOST_ROWS)
        st.caption(
            _("The first {most} of {n} rows are shown; the downloads hold all of them.").format(
                most=formatting.number(MOST_ROWS), n=formatting.number(len(shown))
            )
        )
    if "item_code" in columns:
        drawn, settings = _with_item_links(drawn, columns["item_code"], settings)
    st.dataframe(
        drawn,
        hide_index=True,
        placeholder=formatting.MISSING,
        column_config=settings,
        key=f"frame_{key}",
        **options,
    )
    kept = shown if taken is None else taken
    if on_screen and taken is None:
        kept = shown.drop(columns=[columns[name] for name in on_screen])
    downloads(kept, key=key, title=title, codes=codes)


def _with_item_links(
    shown: pd.DataFrame, header: str, settings: dict[str, Any]
) -> tuple[pd.DataFrame, dict[str, Any]]:
    """The same table with each item code leading to the item's own page."""
    links = [url_params.to_item(code) if isinstance(code, str) else None for code in shown[header]]
    column = st.column_config.LinkColumn(
        display_text=rf"[?&]{url_params.ITEM}=([^&]*)", help=_("Opens the item's own page")
    )
    drawn = shown.copy()
    drawn[header] = links
    return drawn, settings | {header: column}


def downloads(shown: pd.DataFrame, *, key: str, title: str, codes: Sequence[str] = ()) -> None:
    """Buttons for CSV (UTF-8 with BOM, for Excel and WPS) and Excel; the files are made on click.

    The file name marks sample and stale data, because a CSV has no room for a note.
    """
    county, old = view().county, staleness_badge.behind(codes)
    marks = [_("Sample data")] * county.is_sample + [_("Stale data")] * bool(old)
    snapshot = _("snapshot {id}").format(id=county.snapshot)
    marks += [snapshot] if county.past else []
    name = "_".join([*marks, title, f"{view().scope.as_of:%Y%m%d}"])
    notes = [source_line(), snapshot, *(age.sentence for age in old)]
    kinds: tuple[tuple[str, str, str, Callable[[], bytes]], ...] = (
        ("CSV", "csv", "text/csv", lambda: spreadsheets.csv_bytes(shown)),
        ("Excel", "xlsx", EXCEL, lambda: spreadsheets.xlsx_bytes(shown, title, notes)),
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for label, kind, mime, make in kinds:
            file = f"{name}.{kind}"
            st.download_button(
                label,
                user.exporting(make, file=file, what=key, rows=len(shown)),
                file_name=file,
                mime=mime,
                key=f"{kind}_{key}",
                on_click="ignore",
                icon=":material/download:",
            )
        staleness_badge.badge(codes)


def definitions(codes: Sequence[str], *, key: str) -> None:
    """A popover with the definitions of some figures."""
    with st.popover(_("Definitions"), icon=":material/info:", key=f"means_{key}", type="tertiary"):
        for code in codes:
            definition(code)


def definition(code: str) -> None:
    """Show the definition of an indicator: name, meaning, n/N, as-of date, source, SQL."""
    metric = metric_of(code)
    is_indicator = code in query.indicators()
    shown_code = metric.code if is_indicator else ""  # a list has no code but its name
    parts = (bold(either(metric.name)), shown_code, either(metric.unit))
    st.markdown(Marked(" · ").join(filter(None, parts)))
    st.markdown(either(metric.definition))
    if is_indicator:
        answer, day = one(code), formatting.day(view().scope.as_of)
        made_of = _("numerator / denominator: {share} · n = {n} · as of {day}").format(
            share=formatting.share(answer["numerator"], answer["denominator"]),
            n=formatting.number(answer["n"]),
            day=day,
        )
        is_distribution = len(ask(code)) > 1  # no row stands for the whole
        counted = _("n = {n} · as of {day}").format(n=formatting.number(answer["denominator"]), day=day)
        st.caption(counted if is_distribution else made_of)
    staleness_badge.explain([code])
    if metric.rows:
        st.page_link(
            url_params.page("data/rows.py"),
            label=_("The rows behind this figure"),
            icon=":material/table_rows:",
            query_params=url_params.query() | {url_params.OF: code},
        )
    st.caption(_("Basis: {source}").format(source=either(metric.source)))
    st.code(metric.sql.strip(), language="sql", height=220)


def nothing(text: str, advice: str, *, for_loaders: bool = True) -> None:
    """Draw the empty state of a card: what is missing and what to do about it.

    ``for_loaders``: the advice is for those who may load files; others are told who does.
    """
    if for_loaders and not user.may(Action.LOAD):
        advice = _("Widen the period or the filters. What is not loaded yet, the bureau's office loads.")
    with st.container(border=True):
        st.markdown(bold(text))
        st.caption(advice)
