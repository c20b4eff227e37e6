"""The filters that all pages share. The URL holds them as codes: a link shows a colleague the same view."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pandas as pd

from reform.common import formatting
from reform.common.caching import cached
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.common.workdays import FIRST_DAY, LAST_DAY
from reform.metrics.filter_options import choices, label
from reform.metrics.query import Scope
from reform.pipeline.county import County
from reform.ui.context import query_cache, snapshot_picker, st, url_params, user
from reform.ui.context.savings_basis import BASES
from reform.ui.context.view import last_day, stamped

PERIODS = {
    "all": mark("All so far"),
    "this_year": mark("This year"),
    "12_months": mark("Last 12 months"),
    "13_weeks": mark("Last 13 weeks"),
    "this_month": mark("This month"),
    "own": mark("Own dates"),
}
# The filters of several values: title and placeholder.
LISTS = {
    "department": (mark("Departments"), mark("All departments ({n})")),
    "domain": (mark("Domains"), mark("All domains")),
    "batch": (mark("Batches"), mark("All batches")),
    "channel": (mark("Case channels"), mark("All channels")),
    "rating_channel": (mark("Rating channels"), mark("All channels")),
}
YEAR = timedelta(days=366)


@dataclass
class _Options:
    """The values each filter offers for this snapshot."""

    last: date
    lists: dict[str, list[str]]


def choose(now: County) -> tuple[County, Scope, Scope]:
    """Show the filters in the side bar: the county as it is known now or was at a past snapshot, what they
    say of it, and what they would have said a week before. Who sees the rows of some departments only
    chooses among these."""
    county = snapshot_picker.chosen(now)
    rows_of = user.rows_of()
    options = _options(county, rows_of)
    if rows_of is not None and not options.lists["department"]:
        st.warning(
            _("No department in the loaded data has the name of yours ({departments}). Ask a lead.").format(
                departments=formatting.listed(rows_of) or _("none is set")
            ),
            icon=":material/badge:",
        )
    _start_from_link(options)
    _drop_what_is_gone(options)
    with st.sidebar:
        as_of = _as_of(options)
        snapshot_picker.choice(now)
        period = _period_choice()
        from_on, to_on = _own_dates() if period == "own" else (begins(period, as_of), None)
        for name, (title, everything) in LISTS.items():
            st.multiselect(
                _(title),
                options.lists[name],
                key=f"f_{name}",
                format_func=partial(label, name),
                placeholder=_(everything).format(n=len(options.lists[name])),
            )
    _write_link(options, county)
    scope = Scope(
        as_of,
        from_on,
        to_on,
        departments=_chosen("department"),
        domains=_chosen("domain"),
        batches=tuple(int(value) for value in _chosen("batch") or ()) or None,
        channels=_chosen("channel"),
        rating_channels=_chosen("rating_channel"),
        rows_of=rows_of,
    )
    week_ago = as_of - timedelta(days=7)
    moved = from_on if period == "own" else begins(period, week_ago)
    return county, scope, replace(scope, as_of=week_ago, from_on=moved)


def _options(county: County, rows_of: tuple[str, ...] | None) -> _Options:
    return _Options(last_day(county), _choices(county, rows_of))


@cached(20, lambda county, rows_of: (*stamped(county), rows_of))
def _choices(county: County, rows_of: tuple[str, ...] | None) -> dict[str, list[str]]:
    scope = Scope(last_day(county), rows_of=rows_of)
    return choices(query_cache.answer(*stamped(county), "choices", scope, ()))


def _as_of(options: _Options) -> date:
    latest = max(options.last, st.session_state["f_as_of"])
    chosen = st.date_input(
        _("As of"),
        key="f_as_of",
        min_value=FIRST_DAY,
        max_value=max(latest, min(latest + YEAR, LAST_DAY)),
        help=_("The state at the end of this day. By default the last day on which something happened."),
    )
    return chosen if isinstance(chosen, date) else options.last


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
    chosen = st.date_input(_("From – to"), key="f_dates", min_value=FIRST_DAY, max_value=LAST_DAY)
    days = chosen if isinstance(chosen, tuple) else (chosen,)
    return (days[0] if days else None), (days[1] if len(days) > 1 else None)


# the link -------------------------------------------------------------------------------------


def _start_from_link(options: _Options) -> None:
    """On a session's first run, take the filters from the link; invalid values fall back with a warning."""
    state = st.session_state
    if "f_as_of" in state:
        if state["f_as_of"] is None:
            state["f_as_of"] = options.last  # the reader cleared the field
        if state.get("f_default_as_of") != options.last and state["f_as_of"] == state.get("f_default_as_of"):
            state["f_as_of"] = options.last  # the data moved on, and the reader had not chosen a day
        state["f_default_as_of"] = options.last
        return
    state["f_default_as_of"] = options.last
    state["f_as_of"] = url_params.day("as_of") or options.last
    first, last = url_params.day("from"), url_params.day("to")
    period = url_params.one("period", PERIODS) or ("own" if first else "all")
    if first and last and first > last:
        url_params.refuse("from")
        first, last, period = None, None, "all"
    state["f_period"] = period
    if period == "own":
        state["f_dates"] = _from_to(first, last, options)
    for name in LISTS:
        state[f"f_{name}"] = url_params.several(name, options.lists[name])
    state["f_basis"] = url_params.one("basis", BASES) or "statutory"


def _from_to(first: date | None, last: date | None, options: _Options) -> tuple[date, date]:
    """The dates typed; a missing one is 1 January or the last day."""
    last = last or max(options.last, first or options.last)
    return first or last.replace(month=1, day=1), last


def _drop_what_is_gone(options: _Options) -> None:
    """Remove chosen values that this snapshot does not have, such as a department."""
    for name in LISTS:
        key = f"f_{name}"
        st.session_state[key] = [v for v in st.session_state.get(key, []) if v in options.lists[name]]
    st.session_state.setdefault("f_period", "all")
    if st.session_state["f_period"] == "own":
        st.session_state.setdefault("f_dates", _from_to(None, None, options))


def _write_link(options: _Options, county: County) -> None:
    state = st.session_state
    wanted: dict[str, Any] = {"lang": state["lang"]} if state["lang"] != url_params.own_language() else {}
    if county.past is not None:
        wanted["known"] = county.snapshot
    if state["f_as_of"] != options.last:
        wanted["as_of"] = str(state["f_as_of"])
    if state["f_period"] != "all":
        wanted["period"] = state["f_period"]
    if state["f_period"] == "own":
        days = state["f_dates"] if isinstance(state["f_dates"], tuple) else (state["f_dates"],)
        wanted |= dict(zip(("from", "to"), map(str, days), strict=False))
    if state.get("f_basis", "statutory") != "statutory":
        wanted["basis"] = state["f_basis"]
    wanted |= {name: list(state[f"f_{name}"]) for name in LISTS if state[f"f_{name}"]}
    wanted |= {
        name: st.query_params.get_all(name) for name in url_params.OF_A_PAGE if name in st.query_params
    }
    shown = {key: st.query_params.get_all(key) for key in st.query_params}
    if shown != {key: value if isinstance(value, list) else [value] for key, value in wanted.items()}:
        st.query_params.from_dict(wanted)
