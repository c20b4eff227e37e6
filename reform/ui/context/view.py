"""The view of a script run: county, scope and page, and the questions asked in that scope."""

import os
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import duckdb
import pandas as pd

from reform.charts import DARK, LIGHT, Palette
from reform.common.caching import cached
from reform.common.i18n import either, language
from reform.common.settings import DEFAULT_WAREHOUSE, Settings
from reform.common.workdays import Calendar
from reform.metrics import calendars, query, targets
from reform.metrics.query import Scope
from reform.metrics.targets import Target
from reform.models import built, calendar_table
from reform.pipeline.county import County, county
from reform.storage import Warehouse
from reform.ui.context import first_questions, query_cache, st

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class View:
    """The county on screen and the reader's scope, now and as it was a week earlier; which page it is."""

    county: County
    scope: Scope
    last_week: Scope
    settings: Settings
    page: str = ""


def warehouse() -> Warehouse:
    """The warehouse this dashboard was started on."""
    return Warehouse(Path(os.environ.get("REFORM_WAREHOUSE", DEFAULT_WAREHOUSE)))


def today() -> date:
    """Today, or the day that a test sets."""
    given = os.environ.get("REFORM_TODAY")
    return date.fromisoformat(given) if given else date.today()


def stamped(of: County) -> tuple[str, str]:
    """The key under which a county's answers are cached: warehouse folder and snapshot stamp."""
    return str(of.warehouse.folder), of.stamp


def look() -> County:
    """The county to show, its snapshot upgraded to this program; the newest snapshot at each run."""
    now = county(warehouse(), renew=True)
    _held.connections = [connection(now)]
    return now


def hold(of: County) -> None:
    """Keep the connection to this county open until the run ends, too."""
    _held.connections.append(connection(of))


def show(view: View) -> None:
    """Set the view for this script run, and ask together what its page shows first."""
    st.session_state["_view"] = view
    first = first_questions.of(view.page, view.scope, view.last_week)
    query_cache.ask_together(*stamped(view.county), first)


def view() -> View:
    """The view of this script run."""
    chosen: View = st.session_state["_view"]
    return chosen


def once(make: Callable[[], T]) -> T:
    """The result of ``make``, computed once a script run."""
    made_for, made = st.session_state.get("_once", (None, {}))
    if made_for is not view():
        made_for, made = st.session_state["_once"] = (view(), {})
    if make not in made:
        made[make] = make()
    worked_out: T = made[make]
    return worked_out


def per_view(make: Callable[P, T]) -> Callable[P, T]:
    """Cache ``make`` for all sessions by snapshot, scope, settings, day and language.

    It must depend on nothing else. Results are shared: callers must not change them.
    """
    return cached(100, _looked_at)(make)


def _looked_at(*given: Any) -> Any:
    return *once(_seen), given


def _seen() -> tuple[Any, ...]:
    now = view()
    seen = *stamped(now.county), now.county.past, now.scope, now.last_week
    return *seen, repr(now.settings), today(), language()


class _Held(threading.local):
    """The connections of this thread's run. They stay open until the run ends, also when loads published
    meanwhile remove the snapshot.
    """

    def __init__(self) -> None:
        self.connections: list[duckdb.DuckDBPyConnection] = []


_held = _Held()


def ask(code: str, by: Iterable[str] = (), *, scope: Scope | None = None) -> pd.DataFrame:
    """The answer to a question in the reader's scope (or another one), kept per snapshot for all sessions.

    A change to the frame is the caller's own: pandas copies on writing.
    """
    kept = query_cache.answer(*stamped(view().county), code, _for_reader(scope), tuple(by))
    return kept.copy(deep=False)


def _for_reader(scope: Scope | None) -> Scope:
    """The scope, or the reader's own, with the reader's limit on rows in any case."""
    own = view().scope
    if scope is None or scope.rows_of == own.rows_of:
        return scope or own
    return replace(scope, rows_of=own.rows_of)


def one(code: str, *, scope: Scope | None = None) -> pd.Series:
    """The single row of an indicator's answer. Shared: callers must not change it."""
    answer: pd.Series = query_cache.answer(*stamped(view().county), code, _for_reader(scope), ()).iloc[0]
    return answer


@per_view
def calendars_of(code: str, scope: Scope | None) -> pd.DataFrame:
    """On which calendars the days behind a figure are counted (``query.calendars``)."""
    return query.calendars(connection(view().county), query.find(code), _for_reader(scope))


@per_view
def _calendar_kinds(code: str, scope: Scope | None) -> set[str]:
    return set(calendars_of(code, scope)["calendar_kind"])


def metric_of(code: str, scope: Scope | None = None) -> query.Metric:
    """A question whose texts name the calendar of its days in the reader's scope (or another)."""
    return query.find(code).counted_on(_calendar_kinds(code, scope))


def unit(code: str, scope: Scope | None = None) -> str:
    """The unit of a figure, such as natural days where the source counts these."""
    return either(metric_of(code, scope).unit)


def worded(code: str, heading: str, scope: Scope | None = None) -> str:
    """A heading about working days, reworded for the calendar the days are counted on."""
    return calendars.worded(heading, _calendar_kinds(code, scope))


def target(code: str) -> Target | None:
    """The target of a figure in the reader's scope: loaded, or the county's standard setting."""
    chosen, settings = view().scope, view().settings
    return targets.find(ask("targets_now"), code, chosen.departments or (), settings.targets.get(code))


def target_value(code: str) -> float | None:
    """The same as a bare figure, for a chart."""
    declared = target(code)
    return declared.value if declared else None


@cached(20, stamped)
def last_day(of: County) -> date:
    """The default as-of date of a county."""
    with connection(of).cursor() as cursor:
        return query.last_day(cursor)


@cached(20, stamped)
def is_built(of: County) -> bool:
    """Whether this program's models built the facts of a snapshot; raises when it cannot be read."""
    with connection(of).cursor() as cursor:
        return built.is_built(cursor)


def calendar() -> Calendar:
    """The working days of the county on screen."""
    with connection(view().county).cursor() as cursor:
        return calendar_table.china_calendar(cursor)


def connection(of: County) -> duckdb.DuckDBPyConnection:
    """The shared connection to a county's snapshot: for ``cursor()``, never to be closed."""
    return query_cache.connection(*stamped(of))


def palette() -> Palette:
    """The chart colours of the theme on screen."""
    return DARK if st.context.theme.type == "dark" else LIGHT
