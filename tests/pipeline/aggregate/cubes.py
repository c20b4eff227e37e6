"""Cases of every kind as Parquet, drawn by SQL in any number, and counties that should give one answer."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

from reform.common.database import scratch
from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.metrics import query
from reform.metrics.query import Question, Scope
from reform.pipeline.aggregate import job as cube
from reform.pipeline.aggregate import reference_tables
from reform.pipeline.aggregate.duckdb_engine import OnDuckDB
from reform.pipeline.aggregate.job import Counted, Job
from reform.pipeline.load import load
from reform.pipeline.progress import quiet
from reform.storage import Warehouse
from tests.source import ROOT

TODAY = date(2027, 8, 31)
SAMPLE = ROOT / "data" / "sample"
LISTS = ("划转事项清单.xlsx", "划转阶段台账.xlsx")
ODD_ITEMS = """事项编码,事项名称,原实施部门,法定办结时限,承诺办结时限
Z001,自然日事项,县林业局,30个自然日,10个自然日
Z002,按月事项,县林业局,2个月,1个月
Z003,按小时事项,县教育局,72小时,30小时
Z004,半日事项,县教育局,15个工作日,1.5个工作日
Z005,无时限事项,县教育局,无,无
"""
CALENDAR = "日期,是否工作日,名称\n2026-05-08,否,本县停办\n2026-05-09,是,补班\n"

# Code and split: days used with their percentiles, days saved, on time, and what else comes from the cube.
QUESTIONS = (
    *((code, by) for code in ("D03", "D05", "D07") for by in ((), ("month",), ("department",), ("side",))),
    ("D03", ("channel", "month")),
    ("D05", ("item",)),
    *((code, ()) for code in ("D04", "D06", "D08", "D09", "D10", "D11", "D14")),
)


@dataclass(frozen=True)
class Files:
    """What a county hands over: its lists, its cases, its pauses."""

    items: list[Source]
    calendar: Source
    cases: Path
    pauses: Path


def files(folder: Path, cases: int) -> Files:
    """Cases and pauses as Parquet, several files of cases; the items of the sample and a few odd ones."""
    folder.mkdir(parents=True, exist_ok=True)
    items = [Source(name, SAMPLE / name) for name in LISTS]
    items.append(Source("另外的事项.csv", ODD_ITEMS.encode()))
    calendar = Source("工作日历.csv", CALENDAR.encode())
    with scratch() as connection:
        reference_tables.take_in(connection, items, calendar, TODAY, quiet)
        statements = connection.extract_statements(Path(__file__).with_suffix(".sql").read_text("utf-8"))
        for statement in statements:
            connection.execute(statement, {"cases": cases} if statement.named_parameters else None)
        drawn, pauses = connection.table("drawn_cases"), connection.table("drawn_pauses")
        for place, part in enumerate((drawn.limit(cases // 3), drawn.limit(cases, cases // 3))):
            part.write_parquet(str(folder / f"cases-{place}.parquet"))
        pauses.write_parquet(str(folder / "pauses.parquet"))
    return Files(items, calendar, folder / "cases-*.parquet", folder / "pauses.parquet")


def job(given: Files, out: Path, **other: object) -> Job:
    """These cases to be counted into a folder."""
    return Job(
        cases=[str(given.cases)],
        items=given.items,
        out=out,
        today=TODAY,
        pauses=[str(given.pauses)],
        calendar=given.calendar,
        **other,  # type: ignore[arg-type]
    )


def counted(given: Files, out: Path, **other: object) -> Counted:
    """The cases counted by DuckDB."""
    return cube.make(OnDuckDB, job(given, out, **other))


def county(folder: Path, given: Files, *parts: Path) -> Warehouse:
    """A warehouse with the lists and these Parquet files."""
    warehouse = Warehouse(folder)
    sources = [*given.items, given.calendar, *(Source(part.name, part) for part in parts)]
    report = load(warehouse, sources, Options(), today=TODAY)
    assert not report.refused, [problem.sentence for problem in report.problems]
    return warehouse


def county_of_cases(folder: Path, given: Files) -> Warehouse:
    """The county that keeps its cases."""
    return county(folder, given, *sorted(given.cases.parent.glob(given.cases.name)), given.pauses)


def answers(warehouse: Warehouse, *scopes: Scope) -> list[pd.DataFrame]:
    """What a county says to all questions, for each scope."""
    asked = [Question(query.find(code), scope, tuple(by)) for scope in scopes for code, by in QUESTIONS]
    with warehouse.open() as connection:
        return query.ask_many(connection, asked)


def cube_rows(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The cube by the items' words, in a fixed order."""
    rows: pd.DataFrame = connection.sql(
        "select item_code, item_name, department, cube.* exclude (subject_id)"
        " from cube join subjects using (subject_id) order by all"
    ).df()
    return rows


def assert_same(one: list[pd.DataFrame], other: list[pd.DataFrame]) -> None:
    """The same figures, to the last digit that means anything."""
    for mine, theirs in zip(one, other, strict=True):
        pd.testing.assert_frame_equal(mine, theirs, check_dtype=False)
