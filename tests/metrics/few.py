"""A few rows of everything in the sample county, in memory: small enough to be derived again and again."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import duckdb

from reform.models import build, built
from reform.pipeline.county import prepare_sample
from reform.schema.datasets import Dataset, datasets

BUSY = "item_code in (select item_code from s.raw.cases group by all order by count(*) desc limit 2)"
RATED = "case_no in (select case_no from s.raw.ratings where level >= 4)"
OF_LAWS = "item_code in (select item_code from s.raw.item_versions)"
OPEN = "(completed_at is null and hash(case_no) % 3 = 0)"
SMALL = {
    "cases": f"hash(case_no) % 300 = 0 or {RATED} or {OPEN} or ({BUSY} and hash(case_no) % 10 = 1)",
    "ratings": "level >= 4 or hash(case_no) % 300 = 0",
    **dict.fromkeys(("pauses", "steps", "handoffs"), "hash(case_no) % 50 = 0"),
    "items": f"hash(item_code) % 8 = 0 or {OF_LAWS} or {BUSY}",
    "startups": "hash(startup_no) % 10 = 0",
}


def as_they_are(dataset: Dataset, rows: str) -> str:
    """All the rows."""
    return rows


def of_marked_departments(dataset: Dataset, rows: str) -> str:
    """Rows whose departments have names in « », which stand nowhere else."""
    names = [*dataset.departments, *(["joint_departments"] if dataset.name == "inspections" else [])]
    marked = ", ".join(f"'«' || {name} || '»' as {name}" for name in names)
    return rows.replace("*", f"* replace ({marked})", 1) if names else rows


@contextmanager
def county(
    query: Callable[[Dataset, str], str] = as_they_are, small: Mapping[str, str] = SMALL
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The sample (attached as ``s``): of each dataset what ``small`` lets through, as the query gives it."""
    with duckdb.connect(config={"threads": 1}) as connection:
        built.create_tables(connection)
        fill(connection, query, small)
        yield connection


def fill(
    connection: duckdb.DuckDBPyConnection,
    query: Callable[[Dataset, str], str] = as_they_are,
    small: Mapping[str, str] = SMALL,
) -> None:
    """The rows of ``county`` into a snapshot without any, and what follows from them."""
    sample = prepare_sample()
    connection.execute(f"attach '{sample.path(sample.current() or '')}' as s (read_only)")
    connection.execute("insert into imports by name select * from s.imports")
    for name, dataset in datasets().items():
        rows = f"select * from s.raw.{name} where {small.get(name, 'true')}"
        connection.execute(f"insert into raw.{name} by name {query(dataset, rows)}")
    build.build_all(connection)
