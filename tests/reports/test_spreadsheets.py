"""Tables as files: they open in Excel, run nothing, and come back as they were."""

import io
from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from reform.common import frames
from reform.reports import spreadsheets

FRAME = pd.DataFrame(
    {
        "事项": ["食品经营许可", None],
        "日期": [pd.Timestamp("2026-03-01"), pd.NaT],
        "天数": [5.0, None],
        "占比": [99.99, 100.0],
        "按时": [True, False],
    }
)


def cells(data: bytes) -> list[list[Any]]:
    return (
        CalamineWorkbook.from_filelike(io.BytesIO(data))
        .get_sheet_by_index(0)
        .to_python(skip_empty_area=False)
    )


def test_csv_opens_in_excel_as_utf8() -> None:
    data = spreadsheets.csv_bytes(FRAME)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").splitlines()[2].startswith(",,,")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_runs_as_a_formula(start: str) -> None:
    frame = pd.DataFrame({f"{start}head": [f"{start}HYPERLINK(1)"], "n": [-1]})
    plain = spreadsheets.csv_bytes(frame).decode("utf-8-sig")
    assert f"'{start}HYPERLINK" in plain
    assert f"'{start}head" in plain
    assert plain.rstrip().endswith(",-1")  # a number stays a number
    assert (
        cells(spreadsheets.xlsx_bytes(frame, "t", []))[-1]
        == [f"{start}HYPERLINK(1)".replace("\r", "\n"), -1.0]
        or start == "\r"
    )


def test_xlsx_holds_title_notes_and_typed_cells() -> None:
    rows = cells(spreadsheets.xlsx_bytes(FRAME, "超期[办件]: 一览", ["截至 2026-03-01", "示例数据"]))
    assert [row[0] for row in rows[:4]] == ["超期[办件]: 一览", "截至 2026-03-01", "示例数据", ""]
    assert rows[4] == list(FRAME.columns)
    assert rows[5][0] == "食品经营许可"
    assert rows[5][1] in (date(2026, 3, 1), datetime(2026, 3, 1))
    assert rows[5][2:] == [5.0, 99.99, True]
    assert rows[6] == ["", "", "", 100.0, False]


@pytest.mark.parametrize("frame", [pd.DataFrame(), FRAME.head(0)], ids=["no columns", "no rows"])
def test_nothing_is_a_file_too(frame: pd.DataFrame) -> None:
    assert spreadsheets.csv_bytes(frame).startswith(b"\xef\xbb\xbf")
    assert cells(spreadsheets.xlsx_bytes(frame, "", []))


@pytest.mark.parametrize("title", ["", "a/b\\c*d?e:f[g]h", "很长" * 40, "'引号'"])
def test_any_title_makes_a_sheet(title: str) -> None:
    assert spreadsheets.xlsx_bytes(FRAME, title, [])


def test_no_formula_survives_on_the_command_line() -> None:
    frame = pd.DataFrame({"名称": ["=cmd|' /C calc'!A0", "@SUM(1)", "平常"], "数": [-1.5, 2.0, None]})
    assert frames.as_csv(frame).splitlines() == [
        "名称,数",
        "'=cmd|' /C calc'!A0,-1.5",
        "'@SUM(1),2",
        "平常,",
    ]


@pytest.mark.parametrize(
    "text", ["<r><t>粗</t></r>", "<r></x></r>", "<r>&lt;</r>", "_x0041_", "<b>&amp;</b>"]
)
def test_a_text_like_the_marks_of_a_workbook_is_written_as_typed(text: str) -> None:
    """xlsxwriter takes a text from <r> to </r> for its own markup: the workbook could not be opened."""
    data = spreadsheets.xlsx_bytes(pd.DataFrame({text: [text]}), text, [text])
    assert [row[0] for row in cells(data) if row[0]] == [text] * 4
