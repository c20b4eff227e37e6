"""Indicators over one relation as one statement: planning the relation is most of what a question costs.

An indicator can be combined when its SQL has the form ``select dims, … from RELATION($scope) [where …]
group by dims``. DuckDB parses the files and writes the combined statement; each file stays the definition.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from functools import cache
from typing import Any

import duckdb
import numpy as np
import pandas as pd
from pandas.arrays import BooleanArray, IntegerArray

from reform.common.database import scratch
from reform.common.sql_files import model
from reform.metrics.catalog import Metric

Node = dict[str, Any]
Split = tuple[str, ...]  # columns of the dimensions
# Parts of a select statement beside those of the form above.
_OTHER_PARTS = ("having", "qualify", "sample", "modifiers")


@cache
def relation(metric: Metric) -> str | None:
    """The relation whose rows an indicator counts; None where its SQL has another form."""
    node = _parsed(metric.sql)
    source, groups = node.get("from_table", {}), node.get("group_expressions", [])
    is_plain = source.get("type") == "TABLE_FUNCTION" and "alias" not in source
    if not is_plain or node.get("cte_map") or any(part in node for part in _OTHER_PARTS):
        return None
    if not list(map(_column, groups)) == ["dims"] == [_column(node["select_list"][0])]:
        return None
    named = all("alias" in column for column in node["select_list"][1:])
    if not named or not all(map(_is_known, _outside_aggregates(node["select_list"]))):
        return None
    arguments = source["function"].get("arguments", [])
    if [argument["expression"].get("identifier") for argument in arguments] != ["scope"]:
        return None
    return str(source["function"]["function_name"])


@cache
def statement(metrics: tuple[Metric, ...], splits: tuple[Split, ...]) -> str:
    """The SQL that answers all of them in one pass over their relation, each split in all of the ways.

    Columns: ``split`` (which of the ways a row belongs to), the dimensions, and for each metric, by its place
    from 0, the columns of its answer as ``0_value`` and how many rows it counted as ``0_rows``. The parameter
    is the scope with the dimensions of all splits in ``by``.
    """
    node = deepcopy(_parsed(metrics[0].sql))
    names = _dimensions(splits)
    dims = [{"class": "COLUMN_REF", "type": "COLUMN_REF", "column_names": ["dims", name]} for name in names]
    split, rows = deepcopy(_parsed(model("metrics/sql/parsing/wanted"))["select_list"])
    node["select_list"] = [
        *([{**split, "children": dims}] if dims else []),
        *({**column, "alias": name} for name, column in zip(names, dims, strict=True)),
        *(column for place, metric in enumerate(metrics) for column in _columns(metric, place, rows)),
    ]
    node["group_expressions"] = dims
    node["group_sets"] = [[names.index(name) for name in each] for each in splits]
    node.pop("where_clause", None)
    tree = json.dumps({"error": False, "statements": [{"node": node}]})
    with _parser().cursor() as cursor:
        ((sql,),) = cursor.execute(model("metrics/sql/parsing/written"), [tree]).fetchall()
    return str(sql)


def answer(rows: pd.DataFrame, splits: Sequence[Split], place: int, split: Split) -> pd.DataFrame:
    """What the rows of a combined statement say of the metric at a place (from 0) in one of the splits."""
    counted = rows[f"{place}_rows"].to_numpy() > 0
    if names := _dimensions(splits):
        # grouping() has a bit for each dimension, the first the highest, set where a row is not split by it
        summed = [2**bit for bit, name in enumerate(reversed(names)) if name not in split]
        counted &= rows["split"].to_numpy() == sum(summed)
    own = [name for name in map(str, rows) if name.startswith(f"{place}_") and name != f"{place}_rows"]
    dimensions = {name: _dimension(rows[name].array[counted]) for name in split}
    columns = {name.partition("_")[2]: _values(rows[name].array[counted]) for name in own}
    return pd.DataFrame(dimensions | columns)


def _dimensions(splits: Iterable[Split]) -> list[str]:
    return sorted({name for split in splits for name in split})


def _dimension(column: Any) -> Any:
    """A dimension as it stands in the answer to one question."""
    values = _values(column)
    if isinstance(values, IntegerArray):
        return values.to_numpy("float64", na_value=np.nan)
    kinds = {"int32": "int64", "datetime64[us]": "datetime64[s]"}
    return values.astype(kinds.get(str(values.dtype), values.dtype))


def _values(column: Any) -> Any:
    """A column that may lack values but lacks none is an ordinary one, as in the answer to one question."""
    if isinstance(column, IntegerArray | BooleanArray) and not column.isna().any():
        return column.to_numpy(column.dtype.type)
    return column


def _columns(metric: Metric, place: int, rows: Node) -> list[Node]:
    """The columns of a metric's answer under names of their own, and how many ``rows`` it counts."""
    node = deepcopy(_parsed(metric.sql))
    selected, condition = node["select_list"][1:], node.get("where_clause")
    names = {column["alias"] for column in selected}
    for inner in _outside_aggregates(selected):
        if _is_aggregate(inner):
            _narrow(inner, condition)
        elif _column(inner) in names:
            inner["column_names"] = [f"{place}_{_column(inner)}"]
    named = [{**column, "alias": f"{place}_{column['alias']}"} for column in selected]
    return [*named, {**_narrow(deepcopy(rows), condition), "alias": f"{place}_rows"}]


def _narrow(aggregate: Node, condition: Node | None) -> Node:
    """Let an aggregate see only the rows of a condition."""
    conditions = [each for each in (condition, aggregate.get("filter")) if each]
    if len(conditions) == 2:
        aggregate["filter"] = {"class": "CONJUNCTION", "type": "CONJUNCTION_AND", "children": conditions}
    elif conditions:
        aggregate["filter"] = conditions[0]
    return aggregate


def _outside_aggregates(tree: Any) -> Iterator[Node]:
    """The nodes of an expression without those that its aggregates are given."""
    if isinstance(tree, list):
        for each in tree:
            yield from _outside_aggregates(each)
    elif isinstance(tree, dict):
        yield tree
        if not _is_aggregate(tree):
            yield from _outside_aggregates(list(tree.values()))


def _is_aggregate(node: Node) -> bool:
    return node.get("function_name") in _functions()["aggregate"]


def _column(node: Node) -> str | None:
    """The name of a column that stands without its table."""
    names = node.get("column_names", [])
    return names[0] if len(names) == 1 else None


def _is_known(node: Node) -> bool:
    """Whether a node outside aggregates can stand beside others: no window, no subquery, no macro of ours."""
    if node.get("class") in ("WINDOW", "SUBQUERY", "STAR", "LAMBDA"):
        return False
    name = node.get("function_name")
    return name is None or any(name in names for names in _functions().values())


@cache
def _parsed(sql: str) -> Node:
    """A select statement as a tree; nobody may change it."""
    with _parser().cursor() as cursor:
        ((tree,),) = cursor.execute(model("metrics/sql/parsing/parsed"), [sql]).fetchall()
    node: Node = json.loads(tree)["statements"][0]["node"]
    return node


@cache
def _functions() -> dict[str, frozenset[str]]:
    """DuckDB's own functions by kind."""
    with _parser().cursor() as cursor:
        listed = cursor.execute(model("metrics/sql/parsing/functions")).fetchall()
    return {kind: frozenset(names) for kind, names in listed}


@cache
def _parser() -> duckdb.DuckDBPyConnection:
    """An empty database that only parses."""
    return scratch()
