"""What this reader looks at: the county, the language, and what was chosen. One a script run."""

import os
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import streamlit as st

from reform import ask as asking
from reform.ask import Scope
from reform.charts import DARK, LIGHT, Palette
from reform.county import DEFAULT_WAREHOUSE, County, county
from reform.settings import Settings
from reform.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class View:
    """The county on screen and the reader's scope, now and as it was a week earlier."""

    county: County
    scope: Scope
    last_week: Scope
    settings: Settings


def warehouse() -> Warehouse:
    """The warehouse this dashboard was started on."""
    return Warehouse(Path(os.environ.get("REFORM_WAREHOUSE", DEFAULT_WAREHOUSE)))


def look() -> County:
    """The county on screen now; moves to the next snapshot as soon as it is published."""
    return county(warehouse())


def show(view: View) -> None:
    """Remember the view for this script run."""
    st.session_state["_view"] = view


def view() -> View:
    """The view of this script run."""
    chosen: View = st.session_state["_view"]
    return chosen


@st.cache_resource(max_entries=3, on_release=lambda connection: connection.close(), show_spinner=False)
def _connection(folder: str, stamp: str) -> duckdb.DuckDBPyConnection:
    snapshot, _, _ = stamp.partition("@")
    return Warehouse(Path(folder)).open(snapshot)


@st.cache_data(max_entries=600, show_spinner=False)
def _answer(folder: str, stamp: str, code: str, chosen: tuple[Any, ...], by: tuple[str, ...]) -> pd.DataFrame:
    return asking.ask(_connection(folder, stamp), code, Scope(*chosen), by)


def ask(
    code: str, by: Iterable[str] = (), *, of: County | None = None, scope: Scope | None = None
) -> pd.DataFrame:
    """The answer to a question in the reader's scope (or another one), cached per snapshot."""
    place = of or view().county
    chosen = scope or view().scope
    return _answer(str(place.warehouse.folder), place.stamp, code, astuple(chosen), tuple(by))


def one(code: str, *, scope: Scope | None = None) -> pd.Series:
    """The single row of an indicator's answer."""
    return ask(code, scope=scope).iloc[0]


def last_day(of: County) -> date:
    """The default as-of date of a county."""
    with _connection(str(of.warehouse.folder), of.stamp).cursor() as cursor:
        return asking.last_day(cursor)


def palette() -> Palette:
    """The chart colours of the theme on screen."""
    return DARK if st.context.theme.type == "dark" else LIGHT
