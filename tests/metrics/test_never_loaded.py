"""Every dataset and every optional column left out: a figure is missing then, or does not rest on it.

What a figure does without a column that its definition gives another way for is listed in ``WITHOUT``.
"""

from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.metrics.query import Question, Scope, ask, ask_many, find, indicators, lacking, last_day
from reform.metrics.requirements import Need, sentence
from reform.models import build
from reform.pipeline.load import load
from reform.schema.datasets import Column, datasets
from reform.storage import Warehouse
from tests.ingest.files import text
from tests.metrics import few

# dataset, column (* for the whole dataset) → what its definition does without it.
WITHOUT = {
    ("items", "*"): "a case counts against its own day due; what is about items alone is missing",
    ("items", "granularity"): "every item is counted",
    ("items", "department"): "an item belongs to no department",
    ("items", "case_kind"): "the promise tells the kind",
    ("items", "promised_days"): "a case counts against its own day due",
    ("items", "statutory_days"): "a case counts against its own day due",
    ("items", "planned_on"): "moved plans are those on record",
    ("items", "original_planned_on"): "moved plans are those on record",
    ("items", "item_type"): "an item of unknown type is kept",
    ("items", "should_enter"): "blank counts as should",
    ("stages", "*"): "no item is known to be left out (X2)",
    ("item_versions", "*"): "every item of the list was always there",
    ("cases", "*"): "a hand-off counts by its own days",
    ("cases", "department"): "the item's department counts",
    ("cases", "due_at"): "the promise counts",
    ("cases", "completed_at"): "a hand-off counts by its own days",
    ("cases", "result"): "no case is known to be withdrawn",
    ("cases", "item_code"): "the name tells the item",
    ("cases", "item_name"): "the code tells the item",
    ("pauses", "*"): "no suspension is known: days used run through",
    ("pauses", "ended_on"): "a suspension without an end lasts until the completion",
    ("pauses", "approved_days"): "an extension is as long as it runs",
    ("ratings", "*"): "nothing rests on it",
    ("ratings", "is_default"): "every rating with a level was given by a person",
    ("ratings", "case_no"): "a rating belongs to the item and department it names",
    ("ratings", "due_on"): "15 working days",
    ("ratings", "item_code"): "the case tells the item",
    ("ratings", "item"): "the case tells the item",
    ("ratings", "department"): "the case tells the department",
    ("plan_changes", "*"): "moved plans are those written over",
    ("decisions", "status"): "the day of completion tells",
    ("decisions", "done_on"): "the status tells",
    ("complaints", "due_on"): "15 working days",
    ("letters", "due_on"): "15 working days",
    ("trainings", "headcount"): "staff listed one by one are counted",
    ("trainings", "staff_code"): "the headcount is counted",
    ("trainings", "is_window"): "all count as window staff",
    ("trainings", "item_code"): "trainings of a batch count",
    ("trainings", "batch"): "trainings of an item count",
    **{("startups", step): "counted where given" for step in ("insured_on", "fund_on", "bank_on")},
    ("handoffs", "*"): "nothing rests on it",
    ("handoffs", "case_no"): "the hand-off's own item and days count",
    ("handoffs", "item_code"): "the case tells the item",
    ("handoffs", "completed_on"): "the case tells the day",
    ("handoffs", "due_on"): "2 working days",
    ("commitments", "checked_on"): "a finding tells that it was checked",
    ("commitments", "is_broken"): "the day of the check tells",
    ("hall", "hour"): "every row is a day",
    ("credit_grades", "field"): "a department's latest count is of all its fields",
    ("surveys", "level"): "the score counts",
    ("surveys", "score"): "the level counts",
}


@pytest.fixture(scope="module")
def county() -> Iterator[duckdb.DuckDBPyConnection]:
    """A few rows of everything in the sample county."""
    with few.county() as connection:
        connection.execute("update imports set dataset = null, given_columns = null")  # the rows alone tell
        yield connection


@pytest.fixture(scope="module")
def told(county: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    return figures(county, indicators())


def figures(county: duckdb.DuckDBPyConnection, codes: Collection[str]) -> dict[str, Any]:
    """Asked together, which tests/metrics/test_combined.py holds to be as if asked alone."""
    scope = Scope(last_day(county))
    questions = [Question(find(code), scope, ()) for code in codes]
    answers = ask_many(county, questions)
    return {code: answer["value"].head(1).squeeze() for code, answer in zip(codes, answers, strict=True)}


def is_missing(value: Any) -> bool:
    return bool(pd.isna(value)) if pd.api.types.is_scalar(value) else True


@contextmanager
def left_out_of(county: duckdb.DuckDBPyConnection, dataset: str, column: Column | None) -> Iterator[None]:
    """Without a dataset, or without a column and what is stored beside it."""
    kept = f"kept_{dataset}_{column.name if column else 'all'}"
    county.execute(f"create or replace temp table {kept} as select * from raw.{dataset}")
    if column is None:
        county.execute(f"delete from raw.{dataset}")
    else:
        stem = column.name.removesuffix("_days")
        beside = f", {stem}_unit = null, {stem}_kind = 'missing'" if column.type == "duration" else ""
        county.execute(f"update raw.{dataset} set {column.name} = null{beside}")
    try:
        yield
    finally:
        county.execute(f"delete from raw.{dataset}")
        county.execute(f"insert into raw.{dataset} select * from {kept}")
        county.execute(f"drop table {kept}")


def test_everything_is_told_before_anything_is_left_out(told: dict[str, Any]) -> None:
    assert [code for code, value in told.items() if is_missing(value)] == []


# Some counts stand for cases; names of departments and days off are no rows to count.
ROWS = [name for name in datasets() if name not in ("case_counts", "departments", "calendar")]


@pytest.mark.parametrize("name", ROWS)
def test_what_was_never_loaded_is_no_figure(
    county: duckdb.DuckDBPyConnection, told: dict[str, Any], name: str
) -> None:
    codes = [code for code, metric in indicators().items() if name in metric.uses]
    optional = [c for c in datasets()[name].columns if not c.required and c.unit_of is None]
    left_out = [None, *(c for c in optional if (name, c.name) not in WITHOUT)]
    wrong = []
    for column in left_out if codes else ():
        with left_out_of(county, name, column):
            build.build_all(county, changed=[name])
            without = figures(county, codes)
        for code, value in without.items():
            given_else = column is None and (name, "*") in WITHOUT and value not in (0, 100)
            if not (is_missing(value) or given_else or value == pytest.approx(told[code])):
                wrong.append(f"{code}: {value} without {column.name if column else name}, else {told[code]}")
    build.build_all(county, changed=[name])
    assert wrong == []


NEEDS = [(code, one) for code, metric in indicators().items() for one in metric.needs]


@pytest.mark.parametrize(("code", "one"), NEEDS, ids=lambda value: str(value))
def test_a_need_that_is_not_met_makes_the_figure_missing_and_says_why(
    county: duckdb.DuckDBPyConnection, code: str, one: tuple[Need, ...]
) -> None:
    metric, scope = indicators()[code], Scope(last_day(county))
    with ExitStack() as stack:
        for need in one:
            column = datasets()[need.dataset].column(need.column) if need.column else None
            stack.enter_context(left_out_of(county, need.dataset, column))
        lacks = lacking(county, metric)
        whole, split = ask(county, code, scope), ask(county, code, scope, metric.by[:1])
    assert one in lacks
    assert one[0].title in sentence(lacks)
    assert is_missing(whole["value"].squeeze())
    assert split.empty
    assert lacking(county, metric) == ()


def test_a_column_that_is_there_and_blank_is_loaded(tmp_path: Path) -> None:
    """Two letters, none closed yet: 0 %. The same file without the column: nobody can tell."""
    head = ["来件编号", "来件渠道", "来件日期", "来件办结日期"]
    letters = [["L1", "意见箱", "2026-03-02", ""], ["L2", "热线", "2026-03-03", ""]]
    answers = []
    for name, rows in (("with", [head, *letters]), ("without", [row[:3] for row in (head, *letters)])):
        warehouse = Warehouse(tmp_path / name)
        report = load(warehouse, [Source("意见箱.csv", text(rows))], Options(), today=date(2026, 3, 9))
        assert report.snapshot, report
        with warehouse.open() as connection:
            answers.append(ask(connection, "S13", Scope(date(2026, 3, 9)))["value"].squeeze())
    assert answers[0] == 0
    assert is_missing(answers[1])
