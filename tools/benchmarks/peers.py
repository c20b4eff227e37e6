"""The same eight questions asked of pandas, polars and SQLite, each as its own community would write them."""

import sqlite3
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl

from tools.benchmarks.questions import timed

# pandas: in memory, repeating texts as categories -----------------------------------------------


def in_pandas(file: Path, _place: Path) -> dict[str, Any]:
    """The flat table as a frame."""
    frame = pd.read_parquet(file)
    for name in ("item_code", "department", "kind", "channel"):
        frame[name] = frame[name].astype("category")
    frame["saved"] = frame["statutory_days"] - frame["working_days"] * frame["statutory_known"]
    frame["late"] = frame["due_known"] - frame["on_time"]
    return timed(lambda: _pandas_answers(frame))


def _pandas_answers(frame: pd.DataFrame) -> list[pd.DataFrame]:
    days = frame["working_days"]
    middle, high = days.quantile([0.5, 0.9])
    promised = frame[(frame["kind"] == "2") & (frame["both_known"] == 1)]
    limits = promised.groupby("item_code", observed=True)[
        ["both_statutory_days", "both_promised_days", "working_days"]
    ]
    means = limits.mean()
    means.insert(0, "n", limits.size())
    return [
        pd.DataFrame([{"n": len(days), "mean": days.mean(), "p50": middle, "p90": high}]),
        _pandas_days(frame, "month"),
        _pandas_days(frame, "department"),
        pd.DataFrame([{"n": frame["statutory_known"].sum(), "numerator": frame["saved"].sum()}]),
        frame.groupby("week")[["statutory_known", "saved"]].sum().reset_index(),
        _pandas_sums(frame, "department", "on_time"),
        _pandas_sums(frame, "channel", "late"),
        means.reset_index(),
    ]


def _pandas_days(frame: pd.DataFrame, by: str) -> pd.DataFrame:
    days = frame.groupby(by, observed=True, dropna=False)["working_days"]
    quantiles = days.quantile(np.array([0.5, 0.9])).unstack()
    return pd.concat([days.size(), days.mean(), quantiles], axis=1).reset_index()


def _pandas_sums(frame: pd.DataFrame, by: str, what: str) -> pd.DataFrame:
    return frame.groupby(by, observed=True, dropna=False)[[what, "due_known"]].sum().reset_index()


# polars: in memory, lazy, all eight in one plan so that it may share and run them at once ----------


def in_polars(file: Path, _place: Path) -> dict[str, Any]:
    """The flat table as a frame."""
    frame = pl.read_parquet(file).with_columns(
        pl.col("item_code", "department", "kind", "channel").cast(pl.Categorical),
        saved=pl.col("statutory_days") - pl.col("working_days") * pl.col("statutory_known"),
        late=pl.col("due_known") - pl.col("on_time"),
    )
    return timed(lambda: [one.to_pandas() for one in pl.collect_all(_polars_answers(frame.lazy()))])


def _polars_answers(frame: pl.LazyFrame) -> list[pl.LazyFrame]:
    days = pl.col("working_days")
    used = (
        pl.len().alias("n"),
        days.mean().alias("mean"),
        days.quantile(0.5, "linear").alias("p50"),
        days.quantile(0.9, "linear").alias("p90"),
    )
    saved = (pl.col("statutory_known").cast(pl.Int64).sum(), pl.col("saved").sum())
    due = pl.col("due_known").cast(pl.Int64).sum()
    promised = frame.filter((pl.col("kind") == "2") & (pl.col("both_known") == 1))
    means = pl.col("both_statutory_days", "both_promised_days", "working_days").mean()
    return [
        frame.select(*used),
        frame.group_by("month").agg(*used),
        frame.group_by("department").agg(*used),
        frame.select(*saved),
        frame.group_by("week").agg(*saved),
        frame.group_by("department").agg(pl.col("on_time").cast(pl.Int64).sum(), due),
        frame.group_by("channel").agg(pl.col("late").cast(pl.Int64).sum(), due),
        promised.group_by("item_code").agg(pl.len(), means),
    ]


# SQLite: a file with a covering index a question -------------------------------------------------

INDEXES = (
    "on flat (working_days)",
    "on flat (month, working_days)",
    "on flat (department, working_days)",
    "on flat (week, statutory_known, statutory_days, working_days)",
    "on flat (department, on_time, due_known)",
    "on flat (channel, due_known, on_time)",
    "on flat (kind, both_known, item_code, both_statutory_days, both_promised_days, working_days)",
)
# SQLite has no percentile: counts by day, a running sum, then the value at the rank and the next one.
DAYS = """
with counted as (
    select {by} as part, working_days as days, count(*) as n from flat group by {by}, working_days
),
running as (
    select part, days, n,
        sum(n) over (partition by part order by days) as reach,
        sum(n) over (partition by part) as total
    from counted
),
ranks as (
    select part, sum(n) as n, 1.0 * sum(days * n) / sum(n) as mean,
        min(case when reach > cast(0.5 * (total - 1) as int) then days end) as low50,
        min(case when reach > cast(0.5 * (total - 1) + 0.999999 as int) then days end) as high50,
        min(case when reach > cast(0.9 * (total - 1) as int) then days end) as low90,
        min(case when reach > cast(0.9 * (total - 1) + 0.999999 as int) then days end) as high90,
        0.5 * (max(total) - 1) - cast(0.5 * (max(total) - 1) as int) as rest50,
        0.9 * (max(total) - 1) - cast(0.9 * (max(total) - 1) as int) as rest90
    from running group by part
)
select part, n, mean, low50 + rest50 * (high50 - low50), low90 + rest90 * (high90 - low90) from ranks
"""
QUERIES = (
    DAYS.format(by="1"),
    DAYS.format(by="month"),
    DAYS.format(by="department"),
    "select sum(statutory_known), sum(statutory_days) - sum(working_days * statutory_known) from flat",
    "select week, sum(statutory_known), sum(statutory_days) - sum(working_days * statutory_known) "
    "from flat group by week",
    "select department, sum(on_time), sum(due_known) from flat group by department",
    "select channel, sum(due_known) - sum(on_time), sum(due_known) from flat group by channel",
    "select item_code, count(*), avg(both_statutory_days), avg(both_promised_days), avg(working_days) "
    "from flat where kind = '2' and both_known = 1 group by item_code",
)


def in_sqlite(file: Path, place: Path) -> dict[str, Any]:
    """The flat table in a SQLite file with its indexes, analysed."""
    with sqlite3.connect(place / "flat.sqlite") as connection:
        connection.executescript("pragma journal_mode = off; pragma cache_size = -1000000;")
        for part in pd.read_parquet(file, dtype_backend="pyarrow").pipe(_parts):
            part.to_sql("flat", connection, if_exists="append", index=False)
        for number, index in enumerate(INDEXES):
            connection.execute(f"create index by_{number} {index}")
        connection.execute("analyze")
        return timed(lambda: [_sqlite_answer(connection, number) for number in range(len(QUERIES))])


def _parts(frame: pd.DataFrame) -> Any:
    days = {name: frame[name].astype(str) for name in ("week", "month")}
    frame = frame.assign(**days)
    return (frame.iloc[begin : begin + 500_000] for begin in range(0, len(frame), 500_000))


def _sqlite_answer(connection: sqlite3.Connection, number: int) -> pd.DataFrame:
    answer = pd.read_sql_query(QUERIES[number], connection)
    return answer.drop(columns="part") if number == 0 else answer
