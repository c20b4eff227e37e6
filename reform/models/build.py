"""Accepted rows → facts → cube: runs models/*.sql inside a snapshot that is being built."""

from collections.abc import Callable, Collection
from contextlib import closing
from pathlib import Path

import duckdb

from reform.common.caching import PROCESS
from reform.common.database import BUILDING
from reform.models import built, dependencies
from reform.models.calendar_table import write_calendar
from reform.models.departments import resolve
from reform.models.dependencies import UNCHANGING
from reform.models.sql_templates import rendered

# What a full build runs, each step using those before it.
STEPS = (
    "models/macros/functions",
    "models/staging/stage_log",
    "models/staging/transfer_spans",
    "models/staging/handover_flags",
    "models/staging/project_times",
    "models/staging/limit_changes",
    "models/marts/items",
    "models/marts/item_spans",
    "models/intermediate/matched_names",
    "models/intermediate/subjects",
    "models/intermediate/subject_of",
    "models/marts/choices",
    "models/ddl/fact_tables",
    "models/full/pending_rows",
    "models/intermediate/suspensions",
    "models/intermediate/stray_pauses",
    "models/intermediate/case_pauses",
    "models/intermediate/natural_day_limits",
    "models/intermediate/case_marks",
    "models/intermediate/case_measures",
    "models/intermediate/accepted_cases",
    "models/intermediate/visited_cases",
    "models/intermediate/counted_cases",
    "models/intermediate/completed_cases",
    "models/full/count_sources",
    "models/marts/cases",
    "models/marts/open_cases",
    "models/marts/ratings",
    "models/marts/weekly_accepted_and_visited",
    "models/marts/weekly_completed",
    "models/marts/weekly_completed_from_counts",
    "models/marts/calendars_used",
    "models/marts/case_rows",
    "models/staging/dataset_days",
    "models/marts/last_event",
    "models/marts/dataset_coverage",
    "models/macros/named_rows",
    "models/macros/scope",
    "models/macros/items",
    "models/macros/cases",
    "models/macros/open_cases",
    "models/macros/ratings",
    "models/macros/bottlenecks",
    "models/macros/service_hall",
    "models/macros/one_window",
    "models/macros/staff",
    "models/macros/feedback",
    "models/macros/business_setup",
    "models/macros/data_sharing",
    "models/macros/decisions",
    "models/macros/working_days_left",
    "models/macros/problems",
    "models/macros/supervision",
    "models/macros/credit",
)
# What tells which item a case belongs to.
MATCHING_STEPS = (
    "models/macros/functions",
    "models/staging/stage_log",
    "models/staging/transfer_spans",
    "models/marts/items",
    "models/intermediate/matched_names",
    "models/intermediate/subjects",
    "models/intermediate/subject_of",
)
# What follows a few changed cases, pauses or ratings.
FOLLOWING_STEPS = (
    "models/incremental/delete_changed",
    "models/intermediate/suspensions",
    "models/intermediate/stray_pauses",
    "models/intermediate/case_pauses",
    "models/intermediate/natural_day_limits",
    "models/marts/cases",
    "models/marts/ratings",
    "models/incremental/recount",
    "models/marts/open_cases",
    "models/marts/weekly_accepted_and_visited",
    "models/marts/weekly_completed_from_counts",
    "models/marts/calendars_used",
    "models/staging/dataset_days",
    "models/marts/last_event",
    "models/marts/dataset_coverage",
)
FOLLOWED = {"cases", "pauses", "ratings"}

# Cases per slice of a full build: what the joins hold in memory stays small however many there are.
SLICE = 500_000
# Fewer cases than these are hashed sooner than the calendar.
FEW = 20_000

Progress = Callable[[str], None]


def blank(path: Path) -> None:
    """Write the file of a county without rows, to be filled: built once in a process, then copied."""
    known: bytes | None = _blanks.get(built.fingerprint())
    if known is not None:
        path.write_bytes(known)
        return
    with closing(duckdb.connect(str(path), config=BUILDING)) as connection:
        built.create_tables(connection)
        build_all(connection)
        connection.execute("checkpoint")
    _blanks[built.fingerprint()] = path.read_bytes()


# By fingerprint; some megabytes each.
_blanks = PROCESS.new(2)


def build_all(
    connection: duckdb.DuckDBPyConnection,
    progress: Progress = lambda step: None,
    changed: Collection[str] | None = None,
) -> None:
    """Build everything that follows from the kept rows: calendar, facts, cube and questions.

    Where only these datasets ``changed`` since this program built all, what hangs on them is built, no more.
    """
    partly = changed is not None and built.is_built(connection)
    differs = {*UNCHANGING, *(f"raw.{name}" for name in changed or ())}
    if not partly or "raw.calendar" in differs:
        progress("calendar")
        write_calendar(connection)
        differs.add("calendar")
    named = (
        dependencies.step("models/departments/names_in_use").reads
        | dependencies.step("models/departments/county_mapping").reads
    )
    if (not partly or named & differs) and resolve.write(connection):
        differs.add("department_names")
    for step in dependencies.due(STEPS, differs) if partly else STEPS:
        progress(Path(step).name)
        run(connection, step)
    if not partly:
        connection.execute(rendered("models/ddl/built"), {"fingerprint": built.fingerprint()})


def update_incrementally(
    connection: duckdb.DuckDBPyConnection, progress: Progress = lambda step: None
) -> bool:
    """Bring the facts up to date with the rows in ``changed_rows`` (dataset, row_key, import_id).

    The result equals a full build; where that cannot be had by following, a full build is made. Returns
    whether it was had by following.
    """
    changed = {name for (name,) in connection.execute(rendered("pipeline/merge/changed_datasets")).fetchall()}
    if not _can_follow(connection, changed):
        build_all(connection, progress, changed)
        return False
    connection.begin()  # what is new among the facts is known by its place, which stays as long as this lasts
    for step in FOLLOWING_STEPS:
        progress(Path(step).name)
        run(connection, step)
    connection.commit()
    return True


def match_items(connection: duckdb.DuckDBPyConnection) -> None:
    """Only what tells which item a case belongs to, for a check."""
    resolve.write(connection)
    for step in MATCHING_STEPS:
        connection.execute(rendered(step))


def _can_follow(connection: duckdb.DuckDBPyConnection, changed: set[str]) -> bool:
    if not changed <= FOLLOWED or not built.is_built(connection):
        return False
    connection.execute(rendered("models/incremental/changed_cases"))
    if 10 * len(connection.table("changed_cases")) > len(connection.table("cases")):
        return False  # so many that a full build costs less
    connection.execute(rendered("models/incremental/changed_case_rows"))
    return not connection.execute(rendered("models/incremental/full_build_reasons")).fetchall()


def run(connection: duckdb.DuckDBPyConnection, step: str) -> None:
    """One step of a build: what it says, the cases in slices, the cube in spans of time."""
    if step == "models/marts/cases":
        _in_slices(connection)
    elif step == "models/marts/weekly_completed":
        _in_spans(connection)
    else:
        connection.execute(rendered(step))


def _in_slices(connection: duckdb.DuckDBPyConnection) -> None:
    ((last,),) = connection.view("pending_places").fetchall()
    if last is None:
        return
    if last >= FEW:
        connection.execute(rendered("models/full/keep_insertion_order"))
    for first in range(0, last + 1, SLICE):
        connection.execute(rendered("models/full/set_slice"), {"first": first, "after": first + SLICE})
        connection.execute(rendered("models/marts/cases"))
    connection.execute(rendered("models/full/any_insertion_order"))


def _in_spans(connection: duckdb.DuckDBPyConnection) -> None:
    for first, after in connection.view("spans_to_count").order("first").fetchall():
        connection.execute(rendered("models/full/set_span"), {"first": first, "after": after})
        connection.execute(rendered("models/marts/weekly_completed"))
