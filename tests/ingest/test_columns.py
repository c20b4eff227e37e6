"""What Arrow takes without Python is what the parsers would have said, cell by cell."""

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform.ingest.columns import Circumstances, ColumnParser
from reform.ingest.parsers import Refused
from reform.ingest.parsers.categories import parse_code
from reform.ingest.result import Options
from reform.schema.datasets import Column, datasets

CODE = Column("case_no", "办件编号", "code", "编号 | Number")
PLAIN = """A-1|20240101000000120|000131002000|1E5|113708E25|91350100M000100Y43|a_b-1|0|00|130000000000
1137083000433521104370117044000"""
NOT_PLAIN = """NULL|null|NA|None|nan|NaT|ditto|-|--|_|1137083000433520000000000000000|1234567890123450000000
1.13708E+17|3.60102E+17|1E+17|0001 31|同上|"""


def parsed(cells: list[str]) -> list[object]:
    """What a column makes of cells: the value, or the rule that refuses it."""
    column = ColumnParser(CODE, "办件编号", Circumstances(date(2026, 11, 23), False, Options())).parse(
        pa.array(cells, pa.string())
    )
    refused = {row: reason.rule for row, reason in column.refused.items()}
    return [refused.get(row, value) for row, value in enumerate(column.values.to_pylist())]


def said(cell: str) -> object:
    reading = parse_code(cell)
    return reading.rule if isinstance(reading, Refused) else reading.value


@pytest.mark.parametrize("cell", f"{PLAIN}|{NOT_PLAIN}".replace("\n", "|").split("|"))
def test_a_code(cell: str) -> None:
    assert parsed([cell]) == [said(cell)]
    assert parsed(["A-1", cell, "7"]) == ["A-1", said(cell), "7"]


@given(st.lists(st.text(alphabet="019AEen_-NULa.+", max_size=24), min_size=1))
def test_any_codes(cells: list[str]) -> None:
    assert parsed(cells) == [said(cell) for cell in cells]


MONTHS = [(name, c) for name, dataset in datasets().items() for c in dataset.columns if c.month_as]


@pytest.mark.parametrize(("dataset", "column"), MONTHS)
def test_a_month_is_the_day_that_its_column_declares(dataset: str, column: Column) -> None:
    """What counts a month is of its first day; a plan, or what ends, is due on its last, which is told."""
    read = ColumnParser(column, column.header, Circumstances(date(2026, 11, 23), False, Options()))
    parsed = read.parse(pa.array(["2026年9月"]))
    day, told = (1, {}) if column.month_as == "first" else (30, {"month_precision": 1})
    assert (parsed.values.to_pylist(), dict(parsed.flags)) == ([date(2026, 9, day)], told), dataset
