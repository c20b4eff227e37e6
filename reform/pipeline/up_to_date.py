"""Whether this program built a snapshot, or an older or newer one did."""

import re
from functools import cache
from threading import Lock

import duckdb

import reform
from reform.common.caching import PROCESS
from reform.common.database import scratch
from reform.common.sql_files import model
from reform.models import built
from reform.storage import Warehouse

_up_to_date = PROCESS.new(200)
_one_looks = Lock()


def is_up_to_date(warehouse: Warehouse, snapshot: str) -> bool:
    """Whether this program built a snapshot and finds all it declares in it; looked at once per process."""
    key = key_of(warehouse, snapshot)
    if key in _up_to_date:
        return True
    with _one_looks:  # after a publication all readers come at once
        if key in _up_to_date:
            return True
        with warehouse.open(snapshot) as connection:
            fits = built.is_built(connection) and not missing(connection)
        if fits:
            _up_to_date[key] = True
        return fits


def was_loaded_on(warehouse: Warehouse, base: str | None, snapshot: str) -> None:
    """This program has just loaded a snapshot: if the one before was in order, this one is."""
    known = warehouse.manifest(snapshot)
    if known is None or known.parent != base or not warehouse.path(snapshot).exists():
        return
    if base is None or (warehouse.path(base).exists() and key_of(warehouse, base) in _up_to_date):
        _up_to_date[key_of(warehouse, snapshot)] = True


def is_of_a_newer_program(warehouse: Warehouse, snapshot: str) -> bool:
    """Whether a later version than this one built a snapshot: the two would build it anew in turns."""
    known = warehouse.manifest(snapshot)
    return known is not None and _version(known.version) > _version(reform.__version__)


def _version(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def key_of(warehouse: Warehouse, snapshot: str) -> tuple[str, ...]:
    """What tells a snapshot's file, and this program, from any other."""
    path = warehouse.path(snapshot)
    return str(path), str(path.stat().st_mtime_ns), built.fingerprint()


def columns(connection: duckdb.DuckDBPyConnection) -> set[tuple[str, str, str]]:
    """The columns of kept rows and their history in a snapshot: table, column, type."""
    return set(connection.execute(model("storage/tables/declared_columns")).fetchall())


def missing(connection: duckdb.DuckDBPyConnection) -> frozenset[tuple[str, str, str]]:
    """Declared columns a snapshot has not, or has with another type: table, column, type."""
    return _declared(built.fingerprint()) - columns(connection)


@cache
def _declared(_by: str) -> frozenset[tuple[str, str, str]]:
    """What this program declares; ``_by`` is its fingerprint."""
    with scratch() as connection:
        built.create_tables(connection)
        return frozenset(columns(connection))
