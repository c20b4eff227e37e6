"""Health check: its definition and its context. A check passes when it finds no rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

import duckdb
import pandas as pd

from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.common.settings import SOURCE, STANDARD, Settings
from reform.metrics import query
from reform.metrics.query import Scope
from reform.pipeline.county import County
from reform.storage import Warehouse


class Severity(StrEnum):
    """How a check ended."""

    OK = "ok"
    LOOK = "look"
    BAD = "bad"


WORDS = {Severity.OK: mark("well"), Severity.LOOK: mark("to do"), Severity.BAD: mark("fault")}


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What is examined: the folder that was asked for, and the county it shows as of a day."""

    warehouse: Warehouse
    county: County
    connection: duckdb.DuckDBPyConnection
    on: date
    settings: Settings = STANDARD
    settings_file: Path = SOURCE

    def ask(self, name: str) -> pd.DataFrame:
        """The rows of a list."""
        return query.ask(self.connection, name, Scope(self.on))


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: how many, what to do about it, and the rows where there are any.

    The rest says of which check it is and how that ended (``health.run``), in the language it was run in.
    """

    count: int
    sentence: str
    rows: pd.DataFrame | None = None
    name: str = ""
    title: str = ""
    page: str = "health"
    state: Severity = Severity.OK

    @property
    def word(self) -> str:
        """The state in a word."""
        return _(WORDS[self.state])


Find = Callable[[CheckContext], Finding]


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """One check. ``well``: what holds when nothing is found; ``worst``: how grave it is when something is.

    ``page`` shows the rows, or is where to act on them. ``live``: it looks at more than the snapshot, so that
    its answer may change while the snapshot stays.
    """

    name: str
    title: str
    well: str
    find: Find
    page: str = "health"
    worst: Severity = Severity.LOOK
    live: bool = False


def check(
    name: str,
    title: str,
    well: str,
    page: str = "health",
    worst: Severity = Severity.LOOK,
    *,
    live: bool = False,
) -> Callable[[Find], HealthCheck]:
    """Declare the decorated function as the check of this name."""
    return lambda find: HealthCheck(name, title, well, find, page, worst, live)
