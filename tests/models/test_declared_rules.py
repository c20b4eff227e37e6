"""Rules in the head comment of a model (unique, not null, related), and the order of the steps."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import duckdb
import pytest

from reform.common import sql_files
from reform.models import build, dependencies
from reform.models.sql_templates import rendered
from reform.pipeline.county import prepare_sample

_RULE = re.compile(
    r"^-- (unique|not null|relates): (\w+) \(([\w, ]+)\)(?: to (\w+) \(([\w, ]+)\))?$", re.MULTILINE
)


class Rule(NamedTuple):
    """One line of a model's head: columns that are unique together, never null, or found in another table."""

    kind: str
    table: str
    columns: str
    other: str
    other_columns: str


# What is written in Python before the steps.
BEFORE = ("models/staging/calendar", "models/staging/department_names")
MODELS = {step: rendered(step) for step in (*build.STEPS, *BEFORE)}
RULES = [Rule(*found) for text in MODELS.values() for found in _RULE.findall(text)]


def broken(connection: duckdb.DuckDBPyConnection, rule: Rule) -> int:
    """How many rows, or groups of rows, break a rule."""
    nulls = [f"{column} is null" for column in rule.columns.split(", ")]
    query = {
        "unique": f"from (select 1 from {rule.table} group by {rule.columns} having count(*) > 1)",
        "not null": f"from {rule.table} where {' or '.join(nulls)}",
        "relates": f"from {rule.table} where ({rule.columns}) not in "
        f"(select {rule.other_columns} from {rule.other})",
    }[rule.kind]
    ((count,),) = connection.execute(f"select count(*) {query}").fetchall()
    return int(count)


def test_every_line_of_a_rule_is_read() -> None:
    written = re.compile(r"^--\W*(unique|not null|relat\w*)\b", re.MULTILINE | re.IGNORECASE)
    for step, text in MODELS.items():
        assert (step, len(written.findall(text))) == (step, len(_RULE.findall(text)))


@pytest.fixture(scope="module")
def sample() -> Iterator[duckdb.DuckDBPyConnection]:
    """The sample county as it was built."""
    warehouse = prepare_sample()
    with duckdb.connect(str(warehouse.path(str(warehouse.current()))), read_only=True) as connection:
        yield connection


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.kind} {rule.table} {rule.columns}")
def test_the_sample_keeps_the_declared_rules(sample: duckdb.DuckDBPyConnection, rule: Rule) -> None:
    assert broken(sample, rule) == 0


def test_every_table_declares_a_rule(sample: duckdb.DuckDBPyConnection) -> None:
    tables = {
        name
        for (name,) in sample.execute(
            "select table_name from duckdb_tables() where schema_name = 'main' and not temporary"
        ).fetchall()
    }
    assert tables - {rule.table for rule in RULES} == {"imports", "rejects", "built"}


@pytest.mark.parametrize(
    ("rule", "row"),
    [
        (Rule("unique", "kept", "number, day", "", ""), "(1, null)"),
        (Rule("not null", "kept", "number, day", "", ""), "(3, null)"),
        (Rule("relates", "kept", "number", "known", "number"), "(4, date '2026-01-02')"),
    ],
)
def test_a_broken_rule_is_noticed(rule: Rule, row: str) -> None:
    with duckdb.connect() as connection:
        connection.execute("create table known as select unnest([1, 2, 3]) as number")
        connection.execute("create table kept as select 1 as number, cast(null as date) as day")
        if rule.kind == "not null":
            connection.execute("delete from kept")
        assert broken(connection, rule) == 0
        connection.execute(f"insert into kept values {row}")
        assert broken(connection, rule) == 1


def test_each_step_uses_what_those_before_it_make() -> None:
    made: set[str] = set()
    makers = {name for step in build.STEPS for name in dependencies.step(step).makes}
    for step in build.STEPS:
        makes, _, _ = told = dependencies.step(step)
        needed = {name for name in _sources(rendered(step)) if name in makers}
        assert needed <= made | makes, step
        made |= told.makes


def _sources(sql: str) -> set[str]:
    """The tables, views and macros that a model reads from."""
    plain = re.sub(r"--[^\n]*|'[^']*'", " ", sql)
    own = set(re.findall(r"(?:with|,)\s+([a-z_]+) as (?:materialized )?\(", plain))
    return set(re.findall(r"\b(?:from|join)\s+([a-z_]+)\b(?!\.)", plain)) - own


def test_every_model_is_used() -> None:
    named = {*build.STEPS, *build.FOLLOWING_STEPS, *BEFORE}
    layers = ("staging", "intermediate", "marts", "macros", "incremental")
    stored = {
        f"models/{layer}/{path.stem}"
        for layer in layers
        for path in (sql_files.ROOMS / "models" / layer).glob("*.sql")
    }
    assert stored - named == {
        "models/incremental/changed_cases",
        "models/incremental/changed_case_rows",
        "models/incremental/full_build_reasons",
    }
