"""No query is built by pasting strings: SQL comes whole from a file, and what people choose is bound."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from reform.common.sql_files import model
from reform.ingest.result import Options
from reform.metrics import query
from reform.metrics.query import Scope
from reform.pipeline.load import load
from reform.storage import Warehouse
from tests.soak import some
from tests.source import name_of, nodes, python
from tests.ui.small import DEPARTMENT, sources

PRODUCT = python("reform", "pages", "dashboard.py")

# What takes SQL: of a connection, and of a relation. (`table` and `view` take a name and quote it.)
TAKES_SQL = {"execute", "executemany", "executescript", "sql", "query", "from_query"}
TAKES_AN_EXPRESSION = {"filter", "project", "aggregate", "order", "select"}

# What hands out SQL as it stands in a file: by the module that defines it.
FROM_A_FILE = {
    "rendered": "reform/models/sql_templates.py: names put in are checked (tests/schema/test_datasets.py)",
    "model": "common/sql_files.py: names put in are declared tables (test_only_declared_names_are_put_in)",
    "statement": "reform/metrics/combined.py: written by DuckDB from indicators' files",
    "_sql": "reform/storage/sqlite_store.py: storage/<store>/<statement>, nothing put in",
}


def calls(path: Path, names: set[str]) -> list[tuple[ast.Call, ast.AST]]:
    """Calls of methods with these names that are given something, with the function they stand in."""
    return [(call, scope) for name, call, scope in _method_calls(path) if name in names]


@cache
def _method_calls(path: Path) -> list[tuple[str, ast.Call, ast.AST]]:
    scopes = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Module)
    return [
        (node.func.attr, node, scope)
        for scope in nodes(path)
        if isinstance(scope, scopes)
        for node in _own(scope)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args
    ]


def _own(scope: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function but not those of the functions inside it."""
    for child in ast.iter_child_nodes(scope):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield child
            yield from _own(child)


def is_whole(sql: ast.expr, scope: ast.AST) -> bool:
    """Whether a statement is known to be as it was written: a constant, a file's text, a question's SQL."""
    match sql:
        case ast.Constant(value=str()):
            return True
        case ast.Attribute(attr="sql"):
            return True
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in FROM_A_FILE
        case ast.Name(id=name):
            given = [
                node.value
                for node in _own(scope)
                if isinstance(node, ast.Assign)
                and any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
            ]
            return bool(given) and all(is_whole(value, scope) for value in given)
    return False


def is_pasted(expression: ast.expr) -> bool:
    """An f-string, a sum, a % or a .format anywhere in it."""
    return any(
        isinstance(node, ast.JoinedStr)
        or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod))
        or (isinstance(node, ast.Attribute) and node.attr in ("format", "join", "replace"))
        for node in ast.walk(expression)
    )


def offending(path: Path) -> list[str]:
    found = [
        f"{name_of(path)}:{call.lineno} {ast.unparse(call)[:80]}"
        for call, scope in calls(path, TAKES_SQL)
        if not is_whole(call.args[0], scope)
    ]
    return found + [
        f"{name_of(path)}:{call.lineno} {ast.unparse(call)[:80]}"
        for call, _scope in calls(path, TAKES_AN_EXPRESSION)
        if any(is_pasted(argument) for argument in call.args)
    ]


def test_no_statement_is_pasted_together() -> None:
    assert [place for path in PRODUCT for place in offending(path)] == []


def test_there_are_statements_to_look_at() -> None:
    """A renamed method would leave nothing to find, and the test above would find nothing wrong."""
    found = {name_of(path) for path in PRODUCT for _ in calls(path, TAKES_SQL)}
    assert {"reform/metrics/questions.py", "reform/models/build.py", "reform/pipeline/merge.py"} <= found


@pytest.mark.parametrize(
    "line",
    [
        'c.execute(f"select {x}")',
        'c.execute("select " + x)',
        'c.execute("select %s" % x)',
        'c.sql("select {}".format(x))',
        "c.execute(x)",
        "c.execute(load(x))",
        's = "select " + x\n    c.execute(s)',
        'c.execute(model("a").replace("b", x))',
        'r.filter(f"a = {x}")',
    ],
)
def test_a_pasted_statement_is_noticed(tmp_path: Path, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "pasted.py"
    path.write_text(f"def asked(c, r, x):\n    {line}\n", encoding="utf-8")
    monkeypatch.setattr("tests.source.ROOT", tmp_path)
    assert len(offending(path)) == 1


@pytest.mark.parametrize("name", ["raw.cases; drop table raw.cases", "a --", '"a"', "a.b.c", "", "部门"])
def test_only_declared_names_are_put_in(name: str) -> None:
    with pytest.raises(ValueError, match="not a declared table"):
        model("pipeline/existing_rows/rows_by_key", kept=name)


# what is chosen is bound ----------------------------------------------------------------------

FRAGMENTS = (
    "'; drop table items; --",
    "' or '1'='1",
    "x') union all select 1 --",
    "$scope",
    "{kept}",
    f"{DEPARTMENT}' --",
    "\\",
    "%",
    "\x00",
    "' || (select count(*) from cases) || '",
)
QUESTIONS = ("T02", "D03", "D05", "S03", "red_list")
# Each filter with a word it knows.
FILTERS = {"departments": DEPARTMENT, "domains": "市场准入", "channels": "1", "rating_channels": "qr"}
DAY = date(2026, 12, 31)


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A small county."""
    warehouse = Warehouse(tmp_path_factory.mktemp("fragments"))
    assert load(warehouse, sources(), Options(), today=DAY).snapshot
    with warehouse.open() as opened:
        yield opened


@pytest.mark.parametrize(("code", "name"), some(product(QUESTIONS, FILTERS), 3))
def test_a_fragment_of_sql_is_an_unknown_word(
    connection: duckdb.DuckDBPyConnection, code: str, name: str
) -> None:
    def answer(*words: str) -> pd.DataFrame:
        return query.ask(connection, code, replace(Scope(DAY), **{name: words}))  # type: ignore[arg-type]

    unknown, known = answer("不存在"), answer("不存在", FILTERS[name])
    for fragment in FRAGMENTS:
        pd.testing.assert_frame_equal(answer(fragment), unknown)
        pd.testing.assert_frame_equal(answer(fragment, FILTERS[name]), known)


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_a_fragment_is_no_dimension_and_no_question(
    connection: duckdb.DuckDBPyConnection, fragment: str
) -> None:
    with pytest.raises(ValueError, match="cannot be split"):
        query.ask(connection, "D03", Scope(DAY), [fragment])
    with pytest.raises(query.UnknownMetric):
        query.ask(connection, fragment, Scope(DAY))
