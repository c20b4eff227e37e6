"""The shared filters. They live in the URL, as codes, so that a link shows a colleague the same view."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from reform import codes, wording
from reform.ask import Scope
from reform.county import County
from reform.i18n import gettext as _
from reform.i18n import mark
from reform.ui.bases import BASES
from reform.ui.view import ask, last_day

PERIODS = {
    "all": mark("All so far"),
    "this_year": mark("This year"),
    "12_months": mark("Last 12 months"),
    "13_weeks": mark("Last 13 weeks"),
    "this_month": mark("This month"),
    "own": mark("Own dates"),
}
LISTS = ("department", "domain", "batch", "channel", "rating_channel")


@dataclass
class _Options:
    """What can be chosen in this snapshot."""

    last: date
    lists: dict[str, list[str]] = field(default_factory=dict)


def choose(county: County) -> tuple[Scope, Scope]:
    """Show the filters in the side bar; what they say now, and what they would have said a week ago."""
    options = _options(county)
    _start_from_url(options)
    _drop_what_is_gone(options)
    with st.sidebar:
        as_of = st.date_input(
            _("As of"),
            key="f_as_of",
            min_value=date(1990, 1, 1),
            max_value=max(options.last, st.session_state["f_as_of"]) + timedelta(days=366),
            help=_("The state at the end of this day. By default the last day on which something happened."),
        )
        as_of = as_of if isinstance(as_of, date) else options.last
        period = _period_choice()
        from_on, to_on = _own_dates() if period == "own" else (begins(period, as_of), None)
        for name, label, everything, show in _list_filters():
            st.multiselect(
                _(label),
                options.lists[name],
                key=f"f_{name}",
                format_func=show,
                placeholder=_(everything).format(n=len(options.lists[name])),
            )
    _write_url(options)
    scope = Scope(
        as_of,
        from_on,
        to_on,
        departments=_chosen("department"),
        domains=_chosen("domain"),
        batches=tuple(int(value) for value in _chosen("batch") or ()) or None,
        channels=_chosen("channel"),
        rating_channels=_chosen("rating_channel"),
    )
    week_ago = as_of - timedelta(days=7)
    moved = from_on if period == "own" else begins(period, week_ago)
    return scope, replace(scope, as_of=week_ago, from_on=moved)


def _list_filters() -> Iterable[tuple[str, str, str, Callable[[str], str]]]:
    yield "department", mark("Departments"), mark("All departments ({n})"), str
    yield "domain", mark("Domains"), mark("All domains"), lambda code: codes.label("domain", code)
    yield "batch", mark("Batches"), mark("All batches"), lambda code: wording.batch(int(code))
    yield "channel", mark("Case channels"), mark("All channels"), lambda code: codes.label("channel", code)
    yield (
        "rating_channel",
        mark("Rating channels"),
        mark("All channels"),
        lambda code: codes.label("rating_channel", code),
    )


def _options(county: County) -> _Options:
    last = last_day(county)
    known = ask("choices", of=county, scope=Scope(last))
    return _Options(
        last,
        {
            "department": sorted(known["department"].dropna().unique()),
            "domain": [c for c in codes.code_lists()["domain"] if c in set(known["domain"].dropna())],
            "batch": [str(int(b)) for b in sorted(known["batch"].dropna().unique())],
            "channel": list(codes.code_lists()["channel"]),
            "rating_channel": list(codes.code_lists()["rating_channel"]),
        },
    )


def _chosen(name: str) -> tuple[str, ...] | None:
    return tuple(st.session_state[f"f_{name}"]) or None


def _period_choice() -> str:
    chosen: str = st.selectbox(
        _("Period"),
        list(PERIODS),
        key="f_period",
        format_func=lambda code: _(PERIODS[code]),
        help=_("Cases count by the day of completion, ratings by the day they were given."),
    )
    return chosen


def begins(period: str, as_of: date) -> date | None:
    """The first day of a period that ends with the as-of date; None for all so far."""
    match period:
        case "this_year":
            return date(as_of.year, 1, 1)
        case "12_months":
            return (pd.Timestamp(as_of) - pd.DateOffset(months=12)).date() + timedelta(days=1)
        case "13_weeks":
            return as_of - timedelta(days=13 * 7 - 1)
        case "this_month":
            return as_of.replace(day=1)
    return None


def _own_dates() -> tuple[date | None, date | None]:
    chosen = st.date_input(_("From – to"), key="f_dates", min_value=date(1990, 1, 1))
    days = chosen if isinstance(chosen, tuple) else (chosen,)
    return (days[0] if days else None), (days[1] if len(days) > 1 else None)


# the URL --------------------------------------------------------------------------------------


def _start_from_url(options: _Options) -> None:
    """On a session's first run the link decides; what it says wrongly falls back and is told."""
    state = st.session_state
    if "f_as_of" in state:
        if state["f_as_of"] is None:
            state["f_as_of"] = options.last  # the reader cleared the field
        if state.get("f_default_as_of") != options.last and state["f_as_of"] == state.get("f_default_as_of"):
            state["f_as_of"] = options.last  # the data moved on, and the reader had not chosen a day
        state["f_default_as_of"] = options.last
        return
    wrong: list[str] = []
    state["f_default_as_of"] = options.last
    state["f_as_of"] = _day_from_url("as_of", wrong) or options.last
    first, last = _day_from_url("from", wrong), _day_from_url("to", wrong)
    period = st.query_params.get("period", "own" if first else "all")
    if period not in PERIODS:
        wrong.append("period")
        period = "all"
    if first and last and first > last:
        wrong.append("from")
        first, last, period = None, None, "all"
    state["f_period"] = period
    if period == "own":
        state["f_dates"] = (first or options.last.replace(month=1, day=1), last or options.last)
    for name in LISTS:
        asked = st.query_params.get_all(name)
        state[f"f_{name}"] = [value for value in asked if value in options.lists[name]]
        if len(state[f"f_{name}"]) < len(asked):
            wrong.append(name)
    state["f_basis"] = st.query_params.get("basis", "statutory")
    if state["f_basis"] not in BASES:
        wrong.append("basis")
        state["f_basis"] = "statutory"
    state["f_wrong"] = wrong


def _day_from_url(name: str, wrong: list[str]) -> date | None:
    text = st.query_params.get(name)
    if text is None:
        return None
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        day = None
    if day is None or not date(1990, 1, 1) <= day <= date(2069, 12, 31):
        wrong.append(name)
        return None
    return day


def _drop_what_is_gone(options: _Options) -> None:
    """A new snapshot may no longer know a department that was chosen."""
    for name in LISTS:
        key = f"f_{name}"
        st.session_state[key] = [v for v in st.session_state.get(key, []) if v in options.lists[name]]
    st.session_state.setdefault("f_period", "all")
    if st.session_state["f_period"] == "own":
        st.session_state.setdefault("f_dates", (options.last.replace(month=1, day=1), options.last))


def _write_url(options: _Options) -> None:
    state = st.session_state
    link: dict[str, Any] = {"lang": state["lang"]} if state["lang"] != "zh" else {}
    if state["f_as_of"] != options.last:
        link["as_of"] = str(state["f_as_of"])
    if state["f_period"] != "all":
        link["period"] = state["f_period"]
    if state["f_period"] == "own":
        days = state["f_dates"] if isinstance(state["f_dates"], tuple) else (state["f_dates"],)
        link |= dict(zip(("from", "to"), map(str, days), strict=False))
    if state.get("f_basis", "statutory") != "statutory":
        link["basis"] = state["f_basis"]
    link |= {name: list(state[f"f_{name}"]) for name in LISTS if state[f"f_{name}"]}
    shown = {key: st.query_params.get_all(key) for key in st.query_params}
    wanted = {key: value if isinstance(value, list) else [value] for key, value in link.items()}
    if shown != wanted:
        st.query_params.from_dict(link)


def complaints() -> None:
    """Say once which parts of the link were not understood."""
    wrong = st.session_state.pop("f_wrong", None)
    if wrong:
        st.warning(
            _("The link asks for something this data does not have ({parts}); the default is shown.").format(
                parts=", ".join(wrong)
            ),
            icon=":material/link_off:",
        )
