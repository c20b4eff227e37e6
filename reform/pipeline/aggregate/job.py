"""Cases that lie elsewhere → the counts a snapshot takes in: the cube of a province without its cases.

An engine works through the cases with the models every snapshot is built with; what comes back is as small as
items × days, and is written as the dataset ``case_counts``.
"""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from reform.common.database import BUILDING, scratch
from reform.common.sql_files import model
from reform.common.workdays import FIRST_DAY, LAST_DAY
from reform.ingest.readers import Source
from reform.models.sql_templates import rendered
from reform.pipeline.aggregate import reference_tables
from reform.pipeline.aggregate.engine import Engine
from reform.pipeline.aggregate.errors import (
    NO_CASES,
    NO_MENTIONS,
    NONE_COMPLETED,
    NOT_EMPTY,
    TWICE,
    NotCounted,
    RowsRefused,
    check_codes,
)
from reform.pipeline.assertions import UnbalancedBooks
from reform.pipeline.progress import Progress, quiet
from reform.schema.datasets import datasets

FILE = "case_counts.parquet"
# Days of the recent past that are counted one by one: a month and the week before it.
DAILY = 38
# From the good rows to the cube.
COUNTING = (
    "models/intermediate/suspensions",
    "models/intermediate/case_pauses",
    "models/intermediate/natural_day_limits",
    "models/marts/cases",
    "models/intermediate/case_marks",
    "pipeline/aggregate/job/group",
    "models/marts/weekly_completed",
)


@dataclass(frozen=True)
class Job:
    """What is to be counted, and where the counts go. ``cases`` and ``pauses``: paths or patterns of Parquet.

    ``daily_since``: from which day on each day is counted by itself; ``accept_good``: without refused rows.
    """

    cases: Sequence[str]
    items: Sequence[Source]
    out: Path
    today: date
    pauses: Sequence[str] = ()
    calendar: Source | None = None
    daily_since: date | None = None
    accept_good: bool = False


@dataclass(frozen=True)
class Counted:
    """The books of a count: read = refused + open_cases + withdrawn + completed. ``refused`` tells each fault
    by its name in ``validate``; ``rows`` were written to ``file``, its days from first to last."""

    file: Path
    read: int
    refused: dict[tuple[str, str], int]
    open_cases: int
    withdrawn: int
    completed: int
    rows: int
    first_on: date
    last_on: date
    daily_since: date


def make(open_engine: Callable[[Path], Engine], job: Job, progress: Progress = quiet) -> Counted:
    """Count the cases and write the counts, all or nothing. The engine may use the folder it is given.

    Raises ``NotCounted``, ``EngineFailed`` and ``OSError``.
    """
    with _folder_for(job.out) as folder:
        work = folder / "work"
        work.mkdir()
        with closing(open_engine(work)) as engine:
            counted = _count(engine, job, folder, progress)
        shutil.rmtree(work)
    return counted


def write_lists(
    mentions: Path, items: Sequence[Source], calendar: Source | None, out: Path, today: date
) -> dict[tuple[str, str], int]:
    """Write what a printed script needs beside the cases: each small table as Parquet and CSV.

    ``mentions``: Parquet of what ``pipeline/aggregate/job/mentions`` gives. Returns how many cases have an
    item or department that cannot be kept, by fault. Raises ``NotCounted`` and ``OSError``.
    """
    with _folder_for(out) as folder, scratch() as small:
        reference_tables.take_in(small, items, calendar, today, quiet)
        found = reference_tables.look_up(small, _mentioned(mentions), today)
        for name, table in found.tables.items():
            relation = small.from_arrow(table)
            relation.write_parquet(str(folder / f"{name}.parquet"))
            relation.write_csv(str(folder / f"{name}.csv"), header=True)
    return {("cases", fault): n for fault, n in found.refused.items()}


def _mentioned(file: Path) -> list[dict[str, Any]]:
    columns = ("item_code", "item_name", "department", "state", "n")
    try:
        rows: list[dict[str, Any]] = pq.read_table(file, columns=list(columns)).to_pylist()
    except (pa.ArrowException, OSError, ValueError) as problem:
        raise NotCounted(NO_MENTIONS, file=file, columns=", ".join(columns)) from problem
    return rows


@contextmanager
def _folder_for(out: Path) -> Iterator[Path]:
    """A folder beside ``out`` that takes its name when the block ends well, and is gone when it does not."""
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
        raise NotCounted(NOT_EMPTY, folder=out)
    out.parent.mkdir(parents=True, exist_ok=True)
    building = out.with_name(f"{out.name}.building")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir()
    try:
        yield building
        if out.exists():
            out.rmdir()
        building.rename(out)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _count(engine: Engine, job: Job, folder: Path, progress: Progress) -> Counted:
    with scratch() as small:
        reference_tables.take_in(small, job.items, job.calendar, job.today, progress)
        progress("read", "cases")
        books = _read(engine, job)
        found = reference_tables.look_up(small, engine.ask("pipeline/aggregate/job/mentions"), job.today)
    books.put_aside(found.refused, found.lost)
    if books.refused and not job.accept_good:
        raise RowsRefused(books.refused)
    if not books.states["completed"]:
        raise NotCounted(NONE_COMPLETED)
    ((last_on,),) = (row.values() for row in engine.ask("pipeline/aggregate/job/span"))
    daily_since = job.daily_since or last_on - timedelta(DAILY)
    for name, table in {**found.lent, "counted_days": _days(daily_since, last_on)}.items():
        engine.lend(name, table)
    for step in COUNTING:
        progress("derive", Path(step).name)
        engine.run(step)
    progress("derive", "case_counts")
    rows, first_on = _write(engine, folder, found.item_words, books, last_on)
    return Counted(
        file=job.out / FILE,
        read=books.read,
        refused=dict(books.refused),
        open_cases=books.states["open"],
        withdrawn=books.states["withdrawn"],
        completed=books.states["completed"],
        rows=rows,
        first_on=first_on,
        last_on=last_on,
        daily_since=daily_since,
    )


@dataclass
class _Books:
    """The account of all rows; ``states`` of the good cases."""

    read: int = 0
    refused: Counter[tuple[str, str]] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)

    def put_aside(self, faults: Counter[str], lost: Counter[str]) -> None:
        """The cases whose item or department cannot be kept."""
        self.refused.update({("cases", fault): n for fault, n in faults.items()})
        self.states.subtract(lost)


def _days(daily_since: date, last_on: date) -> pa.Table:
    """One row: what pipeline/aggregate/job/group asks."""
    older_until = min(daily_since - timedelta(1), last_on)
    days = {"daily_since": daily_since, "older_until": older_until}
    return pa.table({name: pa.array([day], pa.date32()) for name, day in days.items()})


def _read(engine: Engine, job: Job) -> _Books:
    """The good rows where the models look for them, and the account of all rows."""
    engine.give(datasets()["cases"], job.cases)
    engine.give(datasets()["pauses"], job.pauses)
    limits = {"today": job.today, "first_day": FIRST_DAY, "last_day": LAST_DAY}
    engine.lend("day_limits", pa.table({name: pa.array([day], pa.date32()) for name, day in limits.items()}))
    engine.run("pipeline/aggregate/job/validate")
    rows = engine.ask("pipeline/aggregate/job/row_balance")
    engine.run("pipeline/aggregate/job/accepted_rows")
    check_codes(engine.ask("pipeline/aggregate/job/distinct_codes"))
    ((twice,),) = (row.values() for row in engine.ask("pipeline/aggregate/job/duplicates"))
    if twice:
        raise NotCounted(TWICE, n=twice)
    return _account(rows)


def _account(rows: Sequence[dict[str, Any]]) -> _Books:
    books = _Books()
    for row in rows:
        is_case = row["dataset"] == "cases"
        books.read += row["n"] if is_case else 0
        if row["fault"] is not None:
            books.refused[row["dataset"], row["fault"]] += row["n"]
        elif is_case:
            books.states[row["state"]] += row["n"]
    if not books.read:
        raise NotCounted(NO_CASES)
    return books


def _write(
    engine: Engine, folder: Path, item_words: pa.Table, books: _Books, last_on: date
) -> tuple[int, date]:
    """The counts as a file, if they add up to the cases read: how many rows, and their first day."""
    with duckdb.connect(str(folder / "work" / "counts.duckdb"), config=BUILDING) as connection:
        connection.execute(rendered("pipeline/aggregate/job/ddl"))
        for part in engine.counts():
            connection.from_arrow(part).insert_into("counted")
        connection.register("item_words", item_words)
        ((rows, completed, first_on),) = connection.execute(model("pipeline/aggregate/job/totals")).fetchall()
        if completed != books.states["completed"]:
            raise UnbalancedBooks(f"{books.states['completed']} cases read, {completed} counted")
        ((number,),) = connection.execute(model("pipeline/aggregate/job/next_number")).fetchall()
        named = {"cube_no": f"C{last_on:%Y%m%d}-{number}"}
        written = connection.sql(model("pipeline/aggregate/job/export"), params=named)
        written.write_parquet(str(folder / FILE), compression="zstd")
    return rows, first_on
