"""What a reader limited to some departments may see, told from the answers of one who sees all."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

import duckdb
import pandas as pd

from reform.metrics.query import DIMENSIONS, Metric, Scope, ask
from reform.metrics.row_limit import departments

Names = Collection[str]
Rows = Callable[[duckdb.DuckDBPyConnection, pd.DataFrame, Scope, Names], pd.DataFrame]


def of_list(
    snapshot: duckdb.DuckDBPyConnection, metric: Metric, scope: Scope, own: Names
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of a list that belong to the departments, and those that a limited reader gets."""
    everything = ask(snapshot, metric, scope)
    expected = LISTS.get(metric.code, in_columns("department"))(snapshot, everything, scope, own)
    limited = ask(snapshot, metric, replace(scope, rows_of=tuple(sorted(own))))
    if len(everything) == 1000:  # the list ends there: of the reader's rows the first are in it
        limited = limited.head(len(expected))
    others = departments(snapshot).difference(own)
    return _plain(_blank(expected, others).assign(**dict.fromkeys(metric.withheld))), _plain(limited)


def of_split(
    snapshot: duckdb.DuckDBPyConnection, metric: Metric, scope: Scope, by: Sequence[str], own: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The groups of an answer that belong to a department, and those that a reader limited to it gets."""
    limited = ask(snapshot, metric, replace(scope, rows_of=(own,)), by)
    if "item" in by or "department" in by:
        rest = [dimension for dimension in by if dimension != "department"]
        everything = ask(snapshot, metric, scope, [*rest, "department"])
        expected = everything[everything["department"] == own]
        keys = [column for dimension in by for column in DIMENSIONS[dimension]]
        expected = expected[list(limited.columns)].sort_values(keys, kind="stable")
    else:
        expected = ask(snapshot, metric, scope, by)
    return _plain(expected), _plain(limited)


def foreign_names(answer: pd.DataFrame, names: Names, own: Names) -> set[str]:
    """The names of other departments in the cells of an answer, also within a text."""
    cells = {cell for column in answer for cell in answer[column] if isinstance(cell, str)}
    for name in sorted(own, key=len, reverse=True):
        cells = {cell.replace(name, "") for cell in cells}
    return {name for name in set(names).difference(own) if any(name in cell for cell in cells)}


# how the rows of a list belong to departments ---------------------------------------------------


def in_columns(*columns: str, also_unnamed: bool = False) -> Rows:
    """Rows that name one of the departments, or none where that is said."""

    def rows(
        _: duckdb.DuckDBPyConnection, everything: pd.DataFrame, _scope: Scope, own: Names
    ) -> pd.DataFrame:
        cells = everything[list(columns)].to_dict("records")
        kept = [
            bool({*row.values()} & {*own}) or (also_unnamed and all(pd.isna(name) for name in row.values()))
            for row in cells
        ]
        return everything[pd.Series(kept, index=everything.index, dtype=bool)]

    return rows


def _all(_: duckdb.DuckDBPyConnection, everything: pd.DataFrame, _scope: Scope, _own: Names) -> pd.DataFrame:
    return everything


def _none(_: duckdb.DuckDBPyConnection, everything: pd.DataFrame, _scope: Scope, _own: Names) -> pd.DataFrame:
    return everything.iloc[:0]


def _of_item(
    snapshot: duckdb.DuckDBPyConnection, everything: pd.DataFrame, scope: Scope, own: Names
) -> pd.DataFrame:
    """All of an item's rows if the item list gives it to one of the departments."""
    (code,) = scope.items or ("",)
    held_by = snapshot.execute("select department from items where item_code = ?", [code]).fetchone()
    return everything if held_by is not None and held_by[0] in own else everything.iloc[:0]


def _of_item_or_side(
    snapshot: duckdb.DuckDBPyConnection, everything: pd.DataFrame, scope: Scope, own: Names
) -> pd.DataFrame:
    """The disputes of an item of one of the departments; of an item that is nobody's, those each raised."""
    (code,) = scope.items or ("",)
    held_by = snapshot.execute("select department from items where item_code = ?", [code]).fetchone()
    if held_by is not None and held_by[0] is not None:
        return _of_item(snapshot, everything, scope, own)
    return everything[everything["side"].isin(own)]


def _through(statement: str, column: str) -> Rows:
    """Rows whose number belongs to one of the departments."""

    def rows(
        snapshot: duckdb.DuckDBPyConnection, everything: pd.DataFrame, _scope: Scope, own: Names
    ) -> pd.DataFrame:
        holders = dict(snapshot.execute(statement).fetchall())
        return everything[everything[column].map(lambda number: holders.get(number) in own).astype(bool)]

    return rows


def _commitment_items(
    snapshot: duckdb.DuckDBPyConnection, everything: pd.DataFrame, scope: Scope, own: Names
) -> pd.DataFrame:
    """Counted again from the rows behind."""
    behind = ask(snapshot, "rows_commitments", scope)
    behind = behind[behind["department"].isin(own)]
    groups = behind.groupby(["item_code", "item_name"], dropna=False, sort=False)
    counted = pd.DataFrame(
        [
            {
                **dict(zip(("item_code", "item_name"), key, strict=True)),
                "commitments": len(rows),
                "checked": (rows["checked_on"].notna() | rows["is_broken"].notna()).sum(),
                "judged": rows["is_broken"].notna().sum(),
                "broken": (rows["is_broken"].fillna(value=False)).sum(),
                "overdue": rows["is_overdue"].sum(),
            }
            for key, rows in groups
        ],
        columns=list(everything.columns),
    )
    return counted.sort_values(["broken", "commitments", "item_code"], ascending=[False, False, True])


LISTS: dict[str, Rows] = {
    **dict.fromkeys(
        [
            "letter_channels",
            "outreach_channels",
            "rating_levels",
            "ratings_by_channel",
            "survey_questions",
            "calendars_in_period",
            "calendars_of_old_limits",
            "calendars_since_transfer",
            "days_distribution",
            "startup_steps",
            "three_limits",
            "choices",
            "coverage",
            "health_calendars",
            "health_freshness",
            "last_day",
            "complaint_kinds",
            "step_times",
            "sheet_list",
            "centre_counts",
            "hall_hours",
            "hall_months",
            "hall_weekdays",
            "visits_by_case",
            "visits_by_item",
            "assessment_grades",
            "exam_results",
            "credit_distribution",
            "credit_measure_months",
            "risk_kinds",
            "batches",
            "handovers",
            "stage_funnel",
            "transfer_curve",
            "transfer_scope",
            "rows_centre",
            "rows_hall",
        ],
        _all,
    ),
    **dict.fromkeys(["health_strays", "rejects", "week_rejects", "rows_projects", "rows_startups"], _none),
    **dict.fromkeys(
        [
            "item_limits",
            "item_plans",
            "item_ratings",
            "item_stages",
            "item_weeks",
            "calendars_of_item",
        ],
        _of_item,
    ),
    **dict.fromkeys(
        [
            "red_list",
            "overdue_by_owner",
            "week_disputes",
            "week_cases",
            "week_milestones",
            "week_plan_changes",
            "week_reviews",
            "week_transferred",
            "week_transfers",
            "measure_list",
            "milestone_list",
            "problem_list",
            "decision_list",
        ],
        in_columns("owner"),
    ),
    "item_disputes": _of_item_or_side,
    "targets_now": in_columns("department", also_unnamed=True),
    "dispute_list": in_columns("department", "side", "other_side", "owing"),
    "rows_disputes": in_columns("department", "other_department"),
    "dispute_ageing": in_columns("one", "other", also_unnamed=True),
    "mapped_departments": in_columns("standard"),
    "unknown_departments": in_columns("name"),
    "commitment_items": _commitment_items,
    "rows_steps": _through(
        "select case_no, department from cases inner join subjects using (subject_id)", "case_no"
    ),
    "rows_interface_calls": _through("select interface_no, department from named_interfaces", "interface_no"),
}


def _blank(answer: pd.DataFrame, others: Names) -> pd.DataFrame:
    return answer.map(lambda cell: None if isinstance(cell, str) and cell in others else cell)


def _plain(answer: pd.DataFrame) -> pd.DataFrame:
    """Cells without types, from row 0."""
    cells = answer.reset_index(drop=True).astype(object)
    return cells.where(cells.notna(), None)
