"""What the departments' names in the files stand for: the table ``department_names``, and the queue's advice.

The kept rows stay as the files have them. What the names stand for is worked out whenever facts are
derived (``aliases``), so a name that is mapped today heals the past as well. A name nobody knows stands
for itself and waits in a queue; the advice there is never followed unasked.
"""

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import duckdb
import pandas as pd
import pyarrow as pa

from reform.common.text import squeeze
from reform.common.workdays import FIRST_DAY, LAST_DAY
from reform.models.departments.aliases import (
    Department,
    DepartmentNames,
    Mapped,
    ResolvedName,
    readings,
    shipped,
)
from reform.models.sql_templates import rendered
from reform.schema.datasets import datasets

# What an edit on the data page is called in the history.
FILE = "部门对照.csv"

_TABLE = pa.schema(
    [
        ("given", pa.string()),
        ("from_on", pa.date32()),
        ("to_on", pa.date32()),
        ("department", pa.string()),
        ("known", pa.bool_()),
        ("undated", pa.bool_()),
    ]
)


class Period(NamedTuple):
    """What a name stands for during a time; ``undated``: and for what has no date."""

    given: str | None
    from_on: date
    to_on: date
    department: str | None
    known: bool
    undated: bool


def periods(given: Mapping[str, int], mapped: Sequence[Mapped]) -> list[Period]:
    """What every name stands for, from the first day to the last. ``given``: name → rows of the item list."""
    names = DepartmentNames(list(given), mapped, _listed(given))
    found = {name: [(day, names.find(name, day)) for day in names.changes(name)] for name in given}
    shown = _spellings(given, mapped, names, found)
    rows = [Period(None, FIRST_DAY, LAST_DAY, None, known=True, undated=True)]
    for name, steps in found.items():
        parts: list[tuple[date, str, bool]] = []
        for day, one in steps:
            if not parts or parts[-1][1:] != (shown[one.department], one.known):
                parts.append((day, shown[one.department], one.known))
        ends = [*(day - timedelta(1) for day, _, _ in parts[1:]), LAST_DAY]
        newest = max((n for n, (_, _, known) in enumerate(parts) if known), default=len(parts) - 1)
        rows += [
            Period(name, day, end, department, known, n == newest)
            for n, ((day, department, known), end) in enumerate(zip(parts, ends, strict=True))
        ]
    return rows


def _listed(given: Mapping[str, int]) -> list[str]:
    return [name for name, rows in given.items() if rows]


def kept_apart(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, ...]]:
    """Names side by side in the item list that may be one department, and are not taken for one unasked."""
    given, mapped = _kept(connection)
    return DepartmentNames(list(given), mapped, _listed(given)).apart


def _kept(connection: duckdb.DuckDBPyConnection) -> tuple[dict[str, int], list[Mapped]]:
    """The names in the kept rows, and the county's own table."""
    given = dict(connection.execute(rendered("models/departments/names_in_use")).fetchall())
    return given, [
        Mapped(*row) for row in connection.execute(rendered("models/departments/county_mapping")).fetchall()
    ]


def _spellings(
    given: Mapping[str, int],
    mapped: Sequence[Mapped],
    names: DepartmentNames,
    found: Mapping[str, Sequence[tuple[date, ResolvedName]]],
) -> dict[Department, str]:
    """How a department is shown: as the county's table writes it, else as its item list mostly does,
    else, where the files have former names only, under the standard name."""
    typed: dict[Department, Counter[str]] = defaultdict(Counter)
    for row in mapped:
        day = row.valid_to or LAST_DAY
        if not names.is_remapped(row.standard, day):
            typed[names.find(row.standard, day).department][row.standard] += 1
    listed: dict[Department, Counter[str]] = defaultdict(Counter)
    shown: dict[Department, str] = {}
    for name, steps in found.items():
        for one in {one for _, one in steps}:
            form = shipped().get(one.department.standard)
            shown[one.department] = one.department.region + (
                form.standard if form else one.department.standard
            )
            if one.current:
                listed[one.department][name] += given[name]
    for spellings in (listed, typed):
        shown |= {department: _most(counted) for department, counted in spellings.items()}
    return shown


def _most(counted: Counter[str]) -> str:
    return min(counted, key=lambda name: (-counted[name], name))


def write(connection: duckdb.DuckDBPyConnection) -> bool:
    """Build ``department_names`` from the names in the kept rows. Returns whether that changed it."""
    given, mapped = _kept(connection)
    found = periods(given, mapped)
    if _written(connection) == set(found):
        return False
    rows = [row._asdict() for row in found]
    connection.register("resolved_names", pa.Table.from_pylist(rows, schema=_TABLE))
    connection.execute(rendered("models/staging/department_names"))
    connection.unregister("resolved_names")
    return True


def _written(connection: duckdb.DuckDBPyConnection) -> set[tuple[Any, ...]]:
    try:
        return set(connection.table("department_names").fetchall())
    except duckdb.CatalogException:
        return set()


# the queue's advice ---------------------------------------------------------------------------


def forms(shown: Iterable[str], mapped: Sequence[Mapped]) -> dict[str, str]:
    """Every known form, squeezed, with the name its department is shown under."""
    shown = list(shown)
    names = DepartmentNames(shown, mapped)
    by_department = {names.find(name, LAST_DAY).department: name for name in shown}
    known = {
        key: by_department.get(Department(squeeze(form.standard)), form.standard)
        for key, form in shipped().items()
    }
    known |= {squeeze(name): row.standard for row in mapped for name in (row.alias, row.standard)}
    return known | {squeeze(name): name for name in shown}


def nearest(name: str, known: Mapping[str, str], most: int = 3) -> list[str]:
    """Departments whose forms look like a name, the likest first: advice for a person, no more."""
    offices = [office for _, office in readings(squeeze(name))]
    close: dict[str, float] = {}
    for office in offices:
        for form in difflib.get_close_matches(office, known, n=3 * most, cutoff=0.5):
            likeness = difflib.SequenceMatcher(None, form, office).ratio()
            close[known[form]] = max(likeness, close.get(known[form], 0.0))
    return sorted(close, key=lambda department: (-close[department], department))[:most]


def as_file(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows of the county's table under their declared headers: a file that loads again."""
    columns = datasets()["departments"].columns
    return pd.DataFrame(
        [[_cell(row.get(column.name)) for column in columns] for row in rows],
        columns=[column.header for column in columns],
        dtype=object,
    )


def _cell(value: Any) -> Any:
    if pd.isna(value) or value is False:
        return None
    return "是" if value is True else value
