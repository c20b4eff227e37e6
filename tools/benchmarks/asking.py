"""A snapshot without its cube, or without its fact too: views in their place, so that one SQL asks either."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from reform.models.sql_templates import rendered
from reform.storage import Warehouse

# What is computed anew at every question instead of once at loading.
ANEW: dict[str, tuple[str, ...]] = {"cube": (), "fact": ("cube",), "raw": ("cases", "cube")}
FILLED_BY = {"cases": "models/marts/cases", "cube": "models/marts/weekly_completed"}


def prepare(warehouse: Path, file: Path, basis: str) -> dict[str, Any]:
    """A copy of the snapshot in which the tables of ``ANEW[basis]`` are views of the SQL that fills them."""
    published = Warehouse(warehouse)
    shutil.copyfile(published.path(published.current() or ""), file)
    with duckdb.connect(str(file)) as connection:
        if "cases" in ANEW[basis]:  # how long a case stood still: kept, as at loading
            connection.execute(lasting(rendered("models/full/pending_rows_unsliced")))
            connection.execute("delete from suspensions; delete from stray_pauses")
            for name in ("suspensions", "stray_pauses", "case_pauses"):
                connection.execute(lasting(rendered(f"models/intermediate/{name}")))
        if ANEW[basis]:
            connection.execute(lasting(rendered("models/full/count_sources")))
            connection.execute("create or replace view cases_to_count as from case_marks")  # in one piece
        for table in ANEW[basis]:
            columns = connection.table(table).columns
            connection.execute(f"drop table {table}")
            connection.execute(as_view(table, columns))
    return {}


def lasting(sql: str) -> str:
    """What a load has for itself, for whoever opens the file."""
    return sql.replace(" temp table ", " table ").replace(" temp view ", " view ")


def as_view(table: str, columns: Sequence[str]) -> str:
    """The model that fills a table as a view in its place."""
    _head, insert, select = rendered(FILLED_BY[table]).partition(f"insert into {table}\n")
    assert insert, f"{FILLED_BY[table]}.sql no longer fills {table}"
    return f"create view {table} ({', '.join(columns)}) as\n{select}"


def compare(one: list[pd.DataFrame], other: list[pd.DataFrame]) -> None:
    """The same figures, however they were computed; anything else is a fault."""
    for mine, theirs in zip(one, other, strict=True):
        pd.testing.assert_frame_equal(mine, theirs, check_dtype=False)
