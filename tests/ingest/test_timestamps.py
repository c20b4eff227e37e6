"""Times that are read a column at once are what the parsers would have said, cell by cell."""

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform.ingest.columns import Circumstances, ColumnParser
from reform.ingest.result import Options
from reform.ingest.timestamps import usual_moments
from reform.schema.datasets import Column
from reform.schema.profiles import Profile

TODAY = date(2026, 11, 23)
TIME = Column("accepted_at", "受理时间", "datetime", "时间 | Time")
DAY = Column("handled_on", "办理日期", "date", "日期 | Date")

USUAL = """
2024-03-05
2024-3-5
2024-03-05 09:07:00
2024-03-05T09:07
2024/3/5 9:07
2024/03/05
2024.3.5
2024.03.05 9:07
2024年3月5日
2024年03月05日 09:07:10
2024-02-29
2000-2-29
""".strip("\n").splitlines()
UNUSUAL = """
2024-02-30
2023-2-29
2024-13-7
2024/0/1
2024-3-5 24:00
2024-3-5 9:60
2024-3-5 9:07:60
2024/3.5
2024年3月
24-3-5
20240305
待定
0000-00-00
1900-01-01
2099-01-01
2026-11-24
2024-3-5 9
2024-03-05 09
2024-3-5  9:07
2024-03-05 09:07:00.5
2024-03-05T09:07:00Z
2024年3月5
2024-3-5日
٢٠٢٤-03-05
45356
2024-03-05 下午2:30
 2024-3-5
""".strip("\n").splitlines()
CELLS = [*USUAL, *UNUSUAL]


def parsed(column: Column, cells: list[str | None]) -> list[object]:
    """What a column makes of cells: the value, or the rule that refuses it."""
    return _read(column, cells, Options())


def said(column: Column, cell: str | None) -> object:
    """What the parser of one cell says: a column that a profile has codes for is read by it alone."""
    (value,) = _read(column, [cell], Options(profile=Profile(codes={column.name: {"昨天": "2026-11-22"}})))
    return value


def _read(column: Column, cells: list[str | None], options: Options) -> list[object]:
    found = ColumnParser(column, column.header, Circumstances(TODAY, False, options)).parse(
        pa.array(cells, pa.string())
    )
    refused = {row: reason.rule for row, reason in found.refused.items()}
    return [refused.get(row, value) for row, value in enumerate(found.values.to_pylist())]


@pytest.mark.parametrize("column", [TIME, DAY], ids=["time", "day"])
@pytest.mark.parametrize("cell", CELLS)
def test_a_time(column: Column, cell: str) -> None:
    assert parsed(column, [cell]) == [said(column, cell)]
    # among others, of which one sends the column to DuckDB
    some = ["2024-01-02", cell, "2024/1/2 3:04", None, "2024-13-1"]
    assert parsed(column, some) == [said(column, one) for one in some]


@pytest.mark.parametrize("cell", USUAL)
def test_usual_ones_do_not_go_through_python(cell: str) -> None:
    assert usual_moments(pa.array([cell, "2024-13-1", None])).is_valid().to_pylist() == [True, False, False]


@st.composite
def almost_usual(draw: st.DrawFn) -> str:
    """Numbers that may be a day and a time of day, between marks that mostly belong together."""
    marks = draw(st.sampled_from(["--", "//", "..", "年月", "-/", "年-", "  "]))
    year = draw(st.sampled_from(["2024", "2023", "1999", "0999", "24", "20240"]))
    numbers = [draw(st.integers(0, 32)) for _ in range(5)]
    wide = draw(st.sampled_from(["", "02"]))
    day = f"{year}{marks[0]}{numbers[0] % 14:{wide}}{marks[1]}{numbers[1]:{wide}}"
    day += "日" if "月" in marks else ""
    clock = f"{numbers[2]:{wide}}:{numbers[3] * 2:02}"
    return day + draw(
        st.sampled_from(["", f" {clock}", f"T{clock}", f" {clock}:{numbers[4] * 2:02}", " ", "."])
    )


@given(st.lists(almost_usual() | st.sampled_from(CELLS), min_size=1))
def test_any_times(cells: list[str]) -> None:
    assert parsed(TIME, list(cells)) == [said(TIME, cell) for cell in cells]
