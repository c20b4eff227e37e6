"""Eight questions of the page of working days, asked of this product's cube.

Its peers (``peers.py``) get the completed cases as one flat table with everything derived: department, week,
month, working days, limits, on time. So they are spared the calendar, the limits and the joins.
"""

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from reform.metrics import query
from reform.metrics.query import Scope

ROUNDS = 5

# Code and split as the page asks, then which columns of the answer are compared.
DAYS, SAVED, SHARE, LIMITS = (
    ["n", "mean", "p50", "p90"],
    ["n", "numerator"],
    ["numerator", "denominator"],
    ["n", "statutory", "promised", "used"],
)
QUESTIONS: tuple[tuple[str, tuple[str, ...], list[str]], ...] = (
    ("D03", (), DAYS),
    ("D03", ("month",), DAYS),
    ("D03", ("department",), DAYS),
    ("D05", (), SAVED),
    ("D05", ("week",), SAVED),
    ("D07", ("department",), SHARE),
    ("D09", ("channel",), SHARE),
    ("three_limits", ("item",), LIMITS),
)

FLAT = """
copy (
    select
        subjects.item_code,
        subjects.department,
        subjects.kind,
        cases.channel,
        cast(date_trunc('week', cases.segment) as date) as week,
        cast(date_trunc('month', cases.segment) as date) as month,
        cases.working_days,
        cases.statutory_days,
        cases.both_statutory_days,
        cases.both_promised_days,
        cast(cases.statutory_known as tinyint) as statutory_known,
        cast(cases.both_known as tinyint) as both_known,
        cast(cases.due_known as tinyint) as due_known,
        cast(cases.on_time as tinyint) as on_time
    from completed_cases as cases
    inner join subjects on subjects.subject_id = cases.subject_id
) to '{place}' (format parquet)
"""


def flatten(snapshot: Path, file: Path) -> dict[str, Any]:
    """The completed cases of a snapshot as one Parquet file."""
    if not file.exists():
        with duckdb.connect(str(snapshot), read_only=True) as connection:
            connection.execute(FLAT.format(place=file))
    return {}


def timed(answers: Callable[[], list[pd.DataFrame]]) -> dict[str, Any]:
    """Median seconds of all eight over some rounds after a first one, and the answers."""
    given = answers()
    rounds = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        answers()
        rounds.append(time.perf_counter() - started)
    return {"seconds": statistics.median(rounds), "answers": given}


def cube(snapshot: Path) -> dict[str, Any]:
    """The product, without its cache."""
    with duckdb.connect(str(snapshot), read_only=True) as connection:
        scope = Scope(query.last_day(connection))
        return timed(
            lambda: [
                _plain(query.ask(connection, code, scope, by), by, columns) for code, by, columns in QUESTIONS
            ]
        )


def _plain(answer: pd.DataFrame, by: tuple[str, ...], columns: list[str]) -> pd.DataFrame:
    keys = ["item_code" if name == "item" else name for name in by]
    return answer[[*keys, *columns]]


def compare(ours: list[pd.DataFrame], theirs: list[pd.DataFrame], whose: str) -> None:
    """The same figures in every question; anything else is a fault."""
    for (code, by, _columns), mine, other in zip(QUESTIONS, ours, theirs, strict=True):
        try:
            pd.testing.assert_frame_equal(_sorted(mine), _sorted(other), check_names=False, rtol=1e-9)
        except AssertionError as problem:
            raise SystemExit(f"{whose} answers {code} by {by} otherwise: {problem}") from problem


def _sorted(frame: pd.DataFrame) -> pd.DataFrame:
    """Figures as floats under what they are of, columns by place: whatever types a peer gives."""
    plain = frame.set_axis(range(len(frame.columns)), axis=1)
    if not pd.api.types.is_numeric_dtype(plain[0]):
        plain[0] = ["" if pd.isna(value) else str(value)[:31] for value in plain[0]]
        plain = plain.set_index(0).sort_index()
        plain.index = pd.Index([str(name).removesuffix(" 00:00:00") for name in plain.index])
    return plain.astype(float)
