"""What a change to the kept rows rebuilds: all that hangs on it, and nothing else."""

import re
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from reform.models import build, built, dependencies
from reform.models.build import STEPS
from reform.models.sql_templates import rendered
from reform.pipeline.county import prepare_sample
from reform.schema.datasets import datasets

BLOCKS = {name: block for block in dependencies.blocks(STEPS) for name in block}
# What tells of all that is loaded.
LAST = ["models/staging/dataset_days", "models/marts/last_event", "models/marts/dataset_coverage"]
FACTS = [
    *(name for name in BLOCKS["models/marts/cases"] if not dependencies.step(name).defines),
    "models/marts/calendars_used",
]
SUBJECTS = [
    "models/intermediate/matched_names",
    "models/intermediate/subjects",
    "models/intermediate/subject_of",
    "models/marts/choices",
]
ITEMS = ["models/marts/items", "models/marts/item_spans"]
# What decides over more than the last day on which something happened.
FAR_REACHING = {
    "calendar": ["models/staging/project_times", *FACTS, *LAST],
    "case_counts": [*SUBJECTS, *FACTS, *LAST],
    "cases": [*SUBJECTS, *FACTS, *LAST],
    "departments": [*ITEMS, *SUBJECTS, *FACTS, *LAST],
    "item_versions": ["models/staging/limit_changes", "models/marts/item_spans", *LAST],
    "items": [*ITEMS, *SUBJECTS, *FACTS, *LAST],
    "pauses": [*FACTS, *LAST],
    "projects": ["models/staging/project_times", *LAST],
    "ratings": [*SUBJECTS, *FACTS, *LAST],
    "stages": [
        "models/staging/stage_log",
        "models/staging/transfer_spans",
        "models/staging/handover_flags",
        *ITEMS,
        *SUBJECTS,
        *FACTS,
        *LAST,
    ],
}
MADE_BESIDE = {"calendar": {"calendar"}, "departments": {"department_names"}}
SOME = 150


# told from the SQL ----------------------------------------------------------------------------


@pytest.mark.parametrize("dataset", sorted(datasets()))
def test_a_change_rebuilds_what_hangs_on_it(dataset: str) -> None:
    changed = {"imports", f"raw.{dataset}", *MADE_BESIDE.get(dataset, ())}
    assert dependencies.due(STEPS, changed) == FAR_REACHING.get(dataset, LAST)


def test_the_facts_are_built_together() -> None:
    assert {
        "models/intermediate/suspensions",
        "models/ddl/fact_tables",
        "models/full/count_sources",
        "models/marts/cases",
        "models/marts/ratings",
        "models/marts/weekly_completed",
    } <= set(FACTS)


def test_nothing_hangs_on_nothing() -> None:
    assert dependencies.due(STEPS, ()) == []


@pytest.fixture(scope="module")
def empty() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        built.create_tables(connection)
        build.build_all(connection)
        yield connection


def names_in(connection: duckdb.DuckDBPyConnection, text: str) -> set[str]:
    """The tables a model reads, as DuckDB sees it."""
    found: set[str] = set()
    text = re.sub(r"insert into \w+", "", text)  # DuckDB counts the columns of *, but knows no view here
    for statement in connection.extract_statements(re.sub(r"\$\w+", "0", text)):
        found |= connection.get_table_names(statement.query, qualified=True)
    return {name.partition(" AS ")[0].replace('"', "") for name in found}


@pytest.mark.parametrize("name", [name for name in STEPS if not dependencies.step(name).defines])
def test_duckdb_sees_no_table_that_is_overlooked(empty: duckdb.DuckDBPyConnection, name: str) -> None:
    found = names_in(empty, rendered(name))
    assert found or name in {
        "models/full/count_sources",
        "models/full/pending_rows",
    }  # views that go with the connection
    assert found <= frozenset().union(*(dependencies.step(part).reads for part in BLOCKS[name]))


def test_what_only_defines_makes_no_table(empty: duckdb.DuckDBPyConnection) -> None:
    tables = {name for (name,) in empty.execute("select table_name from duckdb_tables()").fetchall()}
    views = "select view_name from duckdb_views() where not internal and not temporary"
    defined = {name for (name,) in empty.execute(views).fetchall()}
    for name in STEPS:
        told = dependencies.step(name)
        assert told.makes, name
        assert told.defines == (not told.makes & tables and not told.makes - tables - defined - MACROS), name


MACROS = {
    name for step in STEPS for name in re.findall(r"create or replace macro (\w+)", rendered(step))
}  # DuckDB lists macros as functions, its own among them


def test_what_goes_with_the_connection_is_used_by_its_own_block_only() -> None:
    for name in STEPS:
        for temporary in re.findall(r"create or replace temp \w+ (\w+)", rendered(name)):
            users = {step for step in STEPS if temporary in dependencies.step(step).reads}
            assert users <= set(BLOCKS[name]), temporary


# the same as a full build -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def county() -> Iterator[duckdb.DuckDBPyConnection]:
    """Some rows of every dataset of the sample, a day of the county's own and a department's other name."""
    warehouse = prepare_sample()
    with duckdb.connect(config={"threads": 1}) as connection:  # so that fractions add up in one order
        built.create_tables(connection)
        connection.execute(f"attach '{warehouse.path(str(warehouse.current()))}' as sample (read_only)")
        connection.execute("insert into imports from sample.imports")
        for name in datasets():
            connection.execute(f"insert into raw.{name} by name from sample.raw.{name} limit {SOME}")
        connection.execute(
            "insert into raw.calendar (row_key, day, is_workday) values ('1', date '2026-03-02', false)"
        )
        connection.execute("detach sample")
        build.build_all(connection)
        connection.execute(COUNTED_ELSEWHERE)
        build.build_all(connection)
        yield connection


def derived(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Any]]:
    """What was made of the kept rows: of each table how many and their checksum."""
    names = connection.execute(
        "select table_name from duckdb_tables() where schema_name = 'main' and not temporary"
    )
    return {
        name: connection.execute(f"select count(*), sum(hash(made)) from {name} as made").fetchall()
        for (name,) in names.fetchall()
    }


def thin_out(connection: duckdb.DuckDBPyConnection, dataset: str) -> None:
    """Leave every other row of a dataset, or say another name of a department."""
    if dataset == "departments":
        ((given,),) = connection.execute(
            "select department from raw.items group by 1 order by count(*) desc, 1 limit 1"
        ).fetchall()
        other: list[Any] = ["1", given, "县行政审批局"]
        connection.execute("insert into raw.departments (row_key, alias, standard) values (?, ?, ?)", other)
    else:
        connection.execute(f"delete from raw.{dataset} where rowid % 2 = 0")


COUNTED_ELSEWHERE = """
insert into raw.case_counts by name
select
    subjects.item_code, subjects.item_name, subjects.department, cube.segment as completed_on,
    cube.* exclude (subject_id, segment), cast(row_number() over () as varchar) as row_key, 1 as import_id
from cube
inner join subjects on subjects.subject_id = cube.subject_id
limit 40
"""
# Cases of weeks and items of which some were counted elsewhere.
CHANGED = """
create or replace temp table changed_rows as
select 'cases' as dataset, cases.case_no as row_key, kept.import_id
from cases
inner join raw.cases as kept on kept.case_no = cases.case_no
where (cases.subject_id, cases.completed_segment) in (select (subject_id, segment) from counted_cases)
limit 3
"""
OTHERS = sorted(datasets().keys() - FAR_REACHING)


def test_following_leaves_what_was_counted_elsewhere(
    county: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = derived(county)
    ((changed,),) = county.execute(CHANGED).fetchall()
    assert changed == 3
    with monkeypatch.context() as patch:
        patch.setattr(build, "build_all", lambda *_: pytest.fail("the facts were built anew"))
        build.update_incrementally(county)
    assert derived(county) == before


@pytest.mark.parametrize(
    "changed", [*([name] for name in FAR_REACHING), OTHERS], ids=lambda names: "others" * (len(names) > 1)
)
def test_what_is_rebuilt_equals_a_full_build(county: duckdb.DuckDBPyConnection, changed: list[str]) -> None:
    before = derived(county)
    for dataset in changed:
        thin_out(county, dataset)
    build.build_all(county, changed=changed)
    partly = derived(county)
    assert partly != before
    build.build_all(county)
    assert derived(county) == partly
