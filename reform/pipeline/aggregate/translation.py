"""Queries of DuckDB in the SQL of other platforms, by sqlglot, which this module needs and no other one.

Macros are put in where they are called, for few platforms have functions of one's own.
"""

from collections.abc import Mapping
from functools import cache

import sqlglot
from sqlglot import exp
from sqlglot.optimizer.qualify import qualify

from reform.models.sql_templates import rendered

# After every day a row may tell of (reform/common/workdays.py); DATE of ClickHouse ends in 2149.
LATEST = "2100-01-01"
# What script_functions.sql calls, with its parameters: ``dialects/*.sql`` say it in each dialect.
_PARAMETERS = {
    "days_later": ("day", "n"),
    "months_later": ("day", "n"),
    "monday": ("day",),
    "month_start": ("day",),
    "month_end": ("day",),
    "rounded": ("n",),
}

Function = tuple[tuple[str, ...], exp.Expression]


class Translation:
    """Translates into one dialect. ``own``: the statements of its file in ``dialects``; ``values``: what the
    parameters of the queries stand for.
    """

    def __init__(self, dialect: str, own: Mapping[str, str], values: Mapping[str, str | int | None]) -> None:
        self._dialect = sqlglot.Dialect.get_or_raise(dialect)
        self._values = values
        self._functions = _macros("models/macros/functions") | _macros("pipeline/aggregate/script_functions")
        self._functions |= {
            name: (names, sqlglot.parse_one(own[name], dialect=dialect).selects[0])
            for name, names in _PARAMETERS.items()
        }

    def type(self, of_duckdb: str) -> str:
        """A column's type."""
        return self._written(exp.DataType.build(of_duckdb, dialect="duckdb"))

    def query(self, sql: str) -> str:
        """A query with its columns written out: platforms differ in what ``a.*`` and ``group by 1`` mean."""
        return self._written(self._translated(sql))

    def view(self, name: str, sql: str) -> str:
        """What keeps a query under a name."""
        return self._written(
            exp.Create(this=exp.to_table(name), kind="VIEW", expression=self._translated(sql))
        )

    def no_view(self, name: str) -> str:
        """What takes that name away, if it is there."""
        return self._written(exp.Drop(tables=[exp.to_table(name)], kind="VIEW", exists=True))

    def _written(self, tree: exp.Expression) -> str:
        return str(self._dialect.generate(tree, pretty=True, unsupported_level=sqlglot.ErrorLevel.RAISE))

    def _translated(self, sql: str) -> exp.Expression:
        tree = sqlglot.parse_one(sql.replace("9999-12-31", LATEST), dialect="duckdb")
        tree = qualify(
            tree, dialect="duckdb", validate_qualify_columns=False, quote_identifiers=False, identify=False
        )
        return tree.transform(self._valued).transform(_plain).transform(self._inlined)

    def _valued(self, node: exp.Expression) -> exp.Expression:
        if isinstance(node, exp.Parameter | exp.Placeholder):
            return exp.convert(self._values[node.name])
        return node

    def _inlined(self, node: exp.Expression) -> exp.Expression:
        """A call of a macro becomes the macro's own expression."""
        function = self._functions.get(node.name.lower()) if isinstance(node, exp.Anonymous) else None
        if function is None:
            return node
        names, body = function
        given = dict(zip(names, map(_whole, node.expressions), strict=True))
        return _whole(body.transform(lambda part: _argument(part, given)).transform(self._inlined))


def _whole(part: exp.Expression) -> exp.Expression:
    """In brackets where it would fall apart beside an operator."""
    return exp.paren(part) if isinstance(part, exp.Binary | exp.Unary | exp.In) else part


def _argument(part: exp.Expression, given: Mapping[str, exp.Expression]) -> exp.Expression:
    named = isinstance(part, exp.Column) and not part.table and part.name in given
    return given[part.name].copy() if named else part


@cache
def _macros(name: str) -> dict[str, Function]:
    made = [tree for tree in sqlglot.parse(rendered(name), dialect="duckdb") if isinstance(tree, exp.Create)]
    return {
        macro.this.this.name: (
            tuple(parameter.name for parameter in macro.this.expressions),
            macro.expression,
        )
        for macro in made
    }


def _plain(node: exp.Expression) -> exp.Expression:
    """What several platforms lack, in words that all of them have.

    No column that rows are ordered by is missing, so where missing ones stand need not be said.
    """
    if isinstance(node, exp.Ordered):
        return node.this
    if isinstance(node, exp.LogicalOr):
        return sqlglot.parse_one("max(case when x then 1 else 0 end) = 1").transform(
            lambda part: node.this.copy() if isinstance(part, exp.Column) else part
        )
    if isinstance(node, exp.Round):
        return exp.func("rounded", node.this)
    return node
