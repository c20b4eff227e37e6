"""By which program a snapshot was built, and the tables a program declares."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

import duckdb

from reform.common.sql_files import ROOMS
from reform.models.sql_templates import rendered
from reform.schema import datasets

# What a fact rests on: files below ``reform/``.
BUILT_FROM = (
    "models/**/*.sql",
    "pipeline/**/*.sql",
    "models/departments/*.toml",
    "common/*.toml",
)


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Add the ``raw.*`` and ``history.*`` tables that are missing for the declared datasets."""
    connection.begin()  # one transaction, not one a table
    for name in ("models/ddl/snapshot_tables", "models/ddl/kept_tables"):
        connection.execute(rendered(name))
    connection.commit()


def is_built(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the facts in a snapshot come from the models of this program."""
    try:
        ((built_with,),) = connection.table("built").fetchall()
    except duckdb.CatalogException:
        return False
    return bool(built_with == fingerprint())


def fingerprint() -> str:
    """Changes whenever facts would come out differently: the models, the declarations, the calendar."""
    return _fingerprint(ROOMS, datasets.FOLDERS)


@cache
def _fingerprint(rooms: Path, _folders: tuple[Path, ...]) -> str:
    digest = hashlib.sha256(version("chinesecalendar").encode())
    for path in sorted(path for pattern in BUILT_FROM for path in rooms.glob(pattern)) + datasets.paths():
        digest.update(path.read_bytes())
    return digest.hexdigest()
