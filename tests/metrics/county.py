"""A county's rows, and their way into a snapshot's tables."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime

import duckdb
import pandas as pd

from reform.common.workdays import KINDS
from reform.models import build, built
from reform.schema.datasets import datasets
from tests.metrics.flow_rows import ItemVersion, Project, Startup
from tests.metrics.meeting_rows import Decision
from tests.metrics.people_rows import Answer, Assessment, Exam, Letter, Told, Training
from tests.metrics.sharing_rows import Calls, Interface, Paper
from tests.metrics.supervision_rows import (
    Commitment,
    Disclosure,
    Grades,
    Handoff,
    Inspection,
    Measures,
    RiskHit,
)
from tests.metrics.transfer_rows import Dispute, PlanChange
from tests.metrics.window_rows import Complaint, Notice, Step


@dataclass(frozen=True, slots=True)
class Item:
    """A row of the item list."""

    item_code: str
    item_name: str = "取水许可"
    granularity: str | None = None
    domain: str | None = None
    department: str | None = None
    batch: int | None = None
    planned_on: date | None = None
    original_planned_on: date | None = None
    statutory_days: float | None = None
    statutory_unit: str | None = None
    statutory_kind: str = "missing"
    promised_days: float | None = None
    promised_unit: str | None = None
    promised_kind: str = "missing"
    case_kind: str | None = None
    item_type: str | None = None
    visits: int | None = None
    online_depth: int | None = None
    in_centre: bool | None = None
    one_window: bool | None = None
    should_enter: bool | None = None
    visit_reason: str | None = None
    supervising_department: str | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A dated stage or handover flag of an item."""

    item_code: str
    stage: str
    entered_on: date


@dataclass(frozen=True, slots=True)
class Case:
    """A case. ``calendar`` is the kind of working days its file was loaded with."""

    case_no: str
    accepted_at: datetime
    item_code: str | None = None
    item_name: str | None = None
    department: str | None = None
    channel: str | None = None
    due_at: datetime | None = None
    completed_at: datetime | None = None
    result: str | None = None
    calendar: str = "china"
    visits: int | None = None
    one_window: bool | None = None
    applied_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """An extension (1) or a suspension (2)."""

    case_no: str
    kind: str
    started_on: date
    ended_on: date | None = None
    approved_days: float | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating; a bad one may carry what became of it."""

    rated_at: datetime
    rating_no: str | None = None
    case_no: str | None = None
    item_code: str | None = None
    item: str | None = None
    department: str | None = None
    channel: str | None = None
    level: int | None = None
    is_default: bool | None = None
    due_on: date | None = None
    rectified_on: date | None = None
    is_named: bool | None = None
    verified: str | None = None
    called_back_on: date | None = None


@dataclass(frozen=True, slots=True)
class Alias:
    """A row of the county's own table of departments' names."""

    alias: str
    standard: str
    valid_from: date | None = None
    valid_to: date | None = None
    withdrawn: bool | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A count of the service centre."""

    recorded_on: date
    windows: int
    staff: int | None = None


@dataclass(frozen=True, slots=True)
class Hall:
    """A day of the hall log, or an hour of it."""

    day: date
    visits: int
    hour: int | None = None
    taken: int | None = None
    waiting_minutes: int | None = None
    self_service: int | None = None
    windows_open: int | None = None


@dataclass(frozen=True)
class County:
    """Everything a county has loaded."""

    items: Sequence[Item] = ()
    stages: Sequence[Stage] = ()
    cases: Sequence[Case] = ()
    pauses: Sequence[Pause] = ()
    ratings: Sequence[Rating] = ()
    departments: Sequence[Alias] = ()
    centre: Sequence[Count] = ()
    hall: Sequence[Hall] = ()
    disputes: Sequence[Dispute] = ()
    plan_changes: Sequence[PlanChange] = ()
    startups: Sequence[Startup] = ()
    projects: Sequence[Project] = ()
    item_versions: Sequence[ItemVersion] = ()
    steps: Sequence[Step] = ()
    notices: Sequence[Notice] = ()
    complaints: Sequence[Complaint] = ()
    trainings: Sequence[Training] = ()
    exams: Sequence[Exam] = ()
    assessments: Sequence[Assessment] = ()
    surveys: Sequence[Answer] = ()
    letters: Sequence[Letter] = ()
    outreach: Sequence[Told] = ()
    interfaces: Sequence[Interface] = ()
    interface_calls: Sequence[Calls] = ()
    interface_items: Sequence[Paper] = ()
    decisions: Sequence[Decision] = ()
    handoffs: Sequence[Handoff] = ()
    inspections: Sequence[Inspection] = ()
    disclosures: Sequence[Disclosure] = ()
    commitments: Sequence[Commitment] = ()
    risk_hits: Sequence[RiskHit] = ()
    credit_grades: Sequence[Grades] = ()
    credit_measures: Sequence[Measures] = ()


# loading --------------------------------------------------------------------------------------


def new_snapshot() -> duckdb.DuckDBPyConnection:
    """An empty snapshot in memory, one import a calendar: ``load`` puts a county in."""
    connection = duckdb.connect(":memory:", config={"threads": 1})
    built.create_tables(connection)
    for number, kind in enumerate(KINDS, start=1):
        connection.execute("insert into imports (import_id, calendar) values (?, ?)", [number, kind])
    build.build_all(connection)
    return connection


def load(connection: duckdb.DuckDBPyConnection, county: County) -> None:
    """Replace what a snapshot holds by a county, and derive everything but the calendar again."""
    given = [field.name for field in fields(county)]
    for dataset in given:
        rows = [asdict(row) for row in getattr(county, dataset)]
        connection.execute(f"delete from raw.{dataset}")
        if rows:
            _insert(connection, dataset, rows)
    build.build_all(connection, changed=given)


def _insert(connection: duckdb.DuckDBPyConnection, dataset: str, rows: list[dict[str, object]]) -> None:
    frame = pd.DataFrame(rows, dtype=object)
    kinds = frame.pop("calendar") if "calendar" in frame else ["china"] * len(frame)
    names = {"row_key", "import_id", "source_row", *(field.name for field in datasets()[dataset].fields)}
    frame["row_key"] = [f"{dataset}-{n}" for n in range(len(frame))]
    frame["import_id"] = [KINDS.index(kind) + 1 for kind in kinds]
    frame["source_row"] = range(len(frame))
    assert names.issuperset(frame.columns), names.symmetric_difference(frame.columns)
    connection.register("staged", frame)
    connection.execute(f"insert into raw.{dataset} by name select * from staged")
    connection.unregister("staged")
