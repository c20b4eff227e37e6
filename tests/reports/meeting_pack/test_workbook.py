"""The workbook read back: real numbers and dates, equal to the asked tables; cover; set up for paper."""

import io
import re
import zipfile
from datetime import date
from typing import Any

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from reform.common.formatting import is_missing
from reform.metrics import query
from reform.metrics.query import Scope, ask
from reform.reports import spreadsheets
from reform.reports.meeting_pack.tables import Table
from tests.reports.meeting_pack.conftest import AS_OF, Made


@pytest.fixture(scope="module")
def sheets(made: Made) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(made.book))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def plain(value: Any) -> Any:
    if is_missing(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.date()
    return value if isinstance(value, str | date) else float(f"{value:.12g}")


def body(table: Table, rows: list[list[Any]]) -> list[list[Any]]:
    head = next(
        n for n, row in enumerate(rows) if row[: len(table.frame.columns)] == list(table.frame.columns)
    )
    return [row[: len(table.frame.columns)] for row in rows[head + 1 :]]


def test_every_cell_of_every_table_is_read_back(made: Made, sheets: dict[str, list[list[Any]]]) -> None:
    assert len(made.tables) >= 12
    for table in made.tables:
        shown = body(table, sheets[table.title])
        asked = [[plain(value) for value in row] for row in table.frame.itertuples(index=False)]
        assert [[plain(value) for value in row] for row in shown] == asked, table.key


def test_figures_are_the_indicators_answers(made: Made, sheets: dict[str, list[list[Any]]]) -> None:
    (table,) = [one for one in made.tables if one.key == "figures"]
    shown = {row[0]: row for row in body(table, sheets[table.title])}
    assert set(query.indicators()) - set(shown) == {"S10"}  # a distribution is no single figure
    for code, row in shown.items():
        answer = ask(made.connection, code, Scope(AS_OF)).iloc[0]
        asked = [plain(answer[name]) for name in ("value", "numerator", "denominator", "n")]
        assert [row[2], *row[4:]] == pytest.approx(asked)


def test_cover_says_what_it_rests_on(made: Made, sheets: dict[str, list[list[Any]]]) -> None:
    said = {row[0]: row[1] for row in sheets["封面"] if row[1]}
    assert said["截至日期"] == "2026年10月31日"
    assert said["快照"] == made.material.snapshot
    assert "示例" in said["数据"]
    text = "\n".join(f"{row[0]} {row[1]}" for row in sheets["封面"])
    assert all(f"{code} " in text for code in query.indicators())
    assert all(sheet in text for sheet in list(sheets)[1:])


def test_pages_are_a4_landscape(made: Made) -> None:
    with zipfile.ZipFile(io.BytesIO(made.book)) as archive:
        pages = [archive.read(n).decode() for n in archive.namelist() if re.match(r"xl/worksheets/sheet", n)]
    assert len(pages) == len(made.tables) + 1
    for page in pages:
        assert 'paperSize="9"' in page
        assert 'orientation="landscape"' in page
        assert 'fitToHeight="0"' in page


def test_one_sheet_as_before() -> None:
    """The downloads of the pages go the same way."""
    data = spreadsheets.xlsx_bytes(pd.DataFrame({"a": [1.5]}), "标题", ["注"])
    rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(data))
        .get_sheet_by_index(0)
        .to_python(skip_empty_area=False)
    )
    assert [row[0] for row in rows] == ["标题", "注", "", "a", 1.5]
