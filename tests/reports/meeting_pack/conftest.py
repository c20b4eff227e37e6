"""The pack of the sample county, made once for all tests that read it back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import duckdb
import pytest

from reform.common import i18n
from reform.common.settings import STANDARD
from reform.metrics import freshness, query, requirements
from reform.metrics.query import Scope
from reform.monitoring import decisions
from reform.pipeline.county import prepare_sample
from reform.reports.meeting_pack.chart_list import pictures
from reform.reports.meeting_pack.chart_spec import Picture
from reform.reports.meeting_pack.chinese_prose import Words
from reform.reports.meeting_pack.context import Material, answered
from reform.reports.meeting_pack.progress_report import report
from reform.reports.meeting_pack.reform_study import study
from reform.reports.meeting_pack.slides import presentation
from reform.reports.meeting_pack.tables import Table, tables
from reform.reports.meeting_pack.workbook import workbook

AS_OF = date(2026, 10, 31)


def material_of(
    connection: duckdb.DuckDBPyConnection, snapshot: str, scope: Scope, *, is_sample: bool
) -> Material:
    """What the pack asks, straight from a snapshot."""
    return Material(
        county="测试县",
        snapshot=snapshot,
        is_sample=is_sample,
        scope=scope,
        ask=lambda code, by, of: query.ask(connection, code, of, by),
        ages=freshness.ages_in(connection, scope.as_of, STANDARD),
        waits_for=lambda code: requirements.sentence(query.lacking(connection, query.find(code))),
        calendar_kinds=lambda code, of: query.calendar_kinds(connection, query.find(code), of),
        last_on=query.last_day(connection),
        decisions=decisions.known(query.ask(connection, "decision_list", scope.unfiltered), {}, scope),
        notes=[(date(2026, 6, 1), "第四批启动"), (date(2027, 1, 4), "以后的事")],
    )


@dataclass(frozen=True)
class Made:
    """The files, and what they were made from."""

    material: Material
    connection: duckdb.DuckDBPyConnection
    pictures: list[Picture]
    tables: list[Table]
    slides: bytes
    book: bytes
    report: bytes
    reported: Words
    study: bytes
    studied: Words


@pytest.fixture(scope="session")
def made() -> Iterator[Made]:
    """Chinese, the whole sample county, at the last day of its data."""
    warehouse = prepare_sample()
    with warehouse.open() as connection, i18n.speaking("zh"):
        material = material_of(connection, warehouse.current() or "", Scope(AS_OF), is_sample=True)
        material.answers.update(answered(connection, material.scope))
        shown, listed = pictures(material), tables(material)
        first, reported = report(material)
        second, studied = study(material)
        yield Made(
            material,
            connection,
            shown,
            listed,
            presentation(material, shown),
            workbook(material, listed),
            first,
            reported,
            second,
            studied,
        )
