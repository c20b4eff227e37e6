"""Health check: its definition and its context. A check passes when it finds no rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

import duckdb
import pandas as pd

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


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What is examined: the folder that was asked for, and the county it shows as of a day."""

    warehouse: Warehouse
    county: County
    connection: duckdb.DuckDBPyConnection
    on: date
    settings: Settings = STANDARD
    settings_file: Path = SOURCE

    def ask(self, question: str) -> pd.DataFrame:
        """The rows of a list."""
        return query.ask(self.connection, question, Scope(self.on))


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: how many, what to do about it, and the rows where there are any."""

    count: int
    sentence: str
    rows: pd.DataFrame | None = None


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """One check. ``well``: what holds when nothing is found; ``worst``: how grave it is when something is.

    ``page`` shows the rows, or is where to act on them. ``live``: it looks at more than the snapshot, so that
    its answer may change while the snapshot stays.
    """

    name: str
    title: str
    well: str
    find: Callable[[CheckContext], Finding]
    page: str = "health"
    worst: Severity = Severity.LOOK
    live: bool = False
