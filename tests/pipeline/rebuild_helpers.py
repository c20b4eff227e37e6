"""A county to which everything has happened that may happen to one, and all its tables to compare."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.pipeline.load import load
from reform.schema.profiles import Profile
from reform.storage import Warehouse
from tests.ingest.files import text
from tests.models.test_incremental import CASES, ITEMS, PAUSES, RATINGS, STAGES, case, day

TODAY = date(2026, 11, 23)
LIMITS = [["0.3个工作日", "1.7个工作日"], ["2.2个工作日", "0.1个工作日"], ["30个自然日", "即办"]]
NAMES = [["原名称", "标准名称"], ["县政务中心", "县行政审批局"]]


def put(warehouse: Warehouse, name: str, rows: list[list[str]], *, good: bool = False, **options: Any) -> int:
    """Load a table. Returns the number of the import."""
    source = Source(name, text(rows))
    report = load(warehouse, [source], Options(**options), today=TODAY, accept_good=good)
    assert report.snapshot, [*report.problems, *report.rejects]
    return report.tables[-1].import_id


def wrong(n: int) -> list[str]:
    """A case whose acceptance is no day."""
    return [*case(n, 1, 50, 3)[:4], "2026.13.1", "", ""]


def build(folder: Path) -> Path:
    """A county to which everything has happened that may happen to one."""
    warehouse = Warehouse(folder)
    items = [ITEMS[0], *([*row[:3], *limits] for row, limits in zip(ITEMS[1:], LIMITS, strict=True))]
    put(warehouse, "i.csv", items)
    put(warehouse, "s.csv", STAGES)
    cases = [case(n, 1 + n % 3, n % 60, n % 23 if n % 7 else None, 1 + n % 2) for n in range(200)]
    put(warehouse, "c.csv", [CASES, *cases, wrong(900), wrong(901)], good=True)
    put(warehouse, "p.csv", [PAUSES, *[[f"A{n:04}", "2", day(n), day(n + 3)] for n in range(0, 60, 9)]])
    put(warehouse, "r.csv", [RATINGS, *[[f"R{n}", f"A{n:04}", "满意", day(n + 30)] for n in range(40)]])
    put(warehouse, "荷兰.csv", [CASES, *[case(n, 1, 20, 9) for n in range(300, 320)]],
        profile=Profile(name="other", calendar="weekdays"))  # fmt: skip
    put(warehouse, "改.csv", [CASES, case(1, 2, 1, 4), case(1, 2, 1, 5), case(900, 1, 51, 3)])
    put(warehouse, "又错.csv", [CASES, wrong(902), case(321, 9, 30, 4)], good=True)
    february = [CASES, *[case(n, 1 + n % 3, n % 60, 2) for n in range(30, 50)]]
    put(warehouse, "2月.csv", february, replaces=(date(2026, 2, 1), date(2026, 2, 28)))
    put(warehouse, "误.csv", [CASES, *[case(n, 1, 10, 3) for n in range(400, 420)]])
    warehouse.undo()
    put(warehouse, "部门.csv", NAMES, dataset="departments")
    put(warehouse, "c2.csv", [CASES, case(1, 2, 1, 6), case(2, 2, 1, 6)])
    return warehouse.folder


def loaded(folder: Path, *tables: list[list[str]], good: bool = False) -> Warehouse:
    warehouse = Warehouse(folder)
    for number, rows in enumerate(tables):
        put(warehouse, f"{number}.csv", rows, good=good)
    return warehouse


def spoil(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


LARGE = 50_000
Table = tuple[list[tuple[str, str]], Counter[Any]]


def everything(warehouse: Warehouse, snapshot: str | None = None) -> dict[str, Table]:
    """Every table of a snapshot with its columns and its rows; sums of fractions to the ninth place."""
    with warehouse.open(snapshot) as connection:
        sizes = connection.execute(
            "select schema_name || '.' || table_name, estimated_size from duckdb_tables() where not internal"
        )
        return {name: _table(connection, name, size) for name, size in sizes.fetchall()}


def _table(connection: duckdb.DuckDBPyConnection, name: str, size: int) -> Table:
    """Its columns and its rows; of a large one, which is the calendar, their number and checksum."""
    relation = connection.table(name)
    columns = list(zip(relation.columns, map(str, relation.types), strict=True))
    if size > LARGE:
        return columns, Counter(
            connection.execute(f"select sum(hash(t)), count(*) from {name} as t").fetchall()
        )
    return columns, Counter(tuple(map(_cell, row)) for row in relation.fetchall())


def _cell(value: Any) -> Any:
    return round(value, 9) if isinstance(value, float) else repr(value)


def facts(found: dict[str, Table]) -> dict[str, Counter[Any]]:
    """The derived tables: their rows know no numbers of imports."""
    of_cases = ("cases", "unfinished", "ratings", "accepted_cube", "visited_cube", "cube", "suspensions")
    names = (*of_cases, "items", "subjects", "subject_of", "department_names")
    return {name: found[f"main.{name}"][1] for name in names}
