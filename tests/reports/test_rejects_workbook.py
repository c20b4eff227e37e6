"""What was refused as a workbook to correct: its layout cell by cell, its report, its limits."""

from pathlib import Path

import pytest

from reform.ingest.result import MARK_HEADER
from reform.reports.rejects_workbook import mark_of
from reform.reports.rejects_workbook.row_sheets import SheetNames
from reform.schema.datasets import datasets, header_key
from tests.ingest.files import CASES, County, text, workbook, zipped
from tests.reports.corrected_workbooks import DATED, RED, UGLY, cells, comments, everything, made, texts


@pytest.fixture
def county(tmp_path: Path) -> County:
    return County(tmp_path)


# the layout -----------------------------------------------------------------------------------


def test_rows_stand_in_the_layout_of_their_file(tmp_path: Path) -> None:
    data = made(tmp_path, {"丑.csv": text(UGLY, "gb18030")})
    assert list(texts(data)) == ["核对报告", "丑"]
    head, *rows = texts(data)["丑"]
    assert head == ["", "办件编号", "", "事项编码", "受理部门", "受理时间", "办结时间", MARK_HEADER]
    assert [row[:-1] for row in rows] == [
        ["", DATED, "", "0001", "局", "2024年2月30日", "x"],
        ["", "A2", "", "0001", "局", "2026-01-06", "2026-01-05"],
        ["", "A4", "", "", "局", "2026-01-06", ""],
    ]
    marks = [row[-1] for row in rows]
    assert [mark.partition("-")[2] for mark in marks] == ["3", "4", "6"]
    assert len({mark.partition("-")[0] for mark in marks}) == 1


def test_wrong_cells_are_coloured_framed_and_commented(tmp_path: Path) -> None:
    data = made(tmp_path, {"丑.csv": text(UGLY, "gb18030")})
    wrong = {place for place, cell in cells(data, "丑").items() if cell.fill == RED}
    # order_dates stands at both dates; one of two codes is enough, and only one of them is in the file
    assert wrong == {"F2", "G2", "F3", "G3", "D4"}
    assert {cell.frame for place, cell in cells(data, "丑").items() if place in wrong} == {"thick"}
    said = comments(data, "丑")
    assert set(said) == wrong
    assert "原表第 3 行" in said["F2"]
    assert "日历上没有这一天" in said["F2"]
    assert "早于" in said["F3"]
    assert "早于" in said["G3"]
    assert "事项名称" in said["D4"]


def test_every_cell_is_text_and_none_is_a_formula(tmp_path: Path) -> None:
    data = made(tmp_path, {"丑.csv": text(UGLY), "b.csv": text([*CASES, ["9", "1", "局", "45x", ""]])})
    for sheet in list(texts(data))[1:]:
        found = cells(data, sheet).values()
        assert {cell.kind for cell in found} <= {"s", None}  # None: empty
        assert {cell.format for cell in found} == {"@"}
    assert not any(cell.formula for sheet in texts(data) for cell in cells(data, sheet).values())
    assert "<f>" not in everything(data)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_workbook_speaks_the_language_asked_for(tmp_path: Path, lang: str) -> None:
    data = made(tmp_path, {"丑.csv": text(UGLY)}, lang)
    assert next(iter(texts(data))) == {"zh": "核对报告", "en": "Check report"}[lang]
    assert {"zh": "日历", "en": "no such day"}[lang] in comments(data, "丑")["F2"]


# marks, names, limits -------------------------------------------------------------------------


def test_a_mark_names_content_place_and_row() -> None:
    mark = mark_of("ab" * 32, "一月", 12)
    assert mark == f"{mark[:10]}-12"
    others = {mark_of("cd" * 32, "一月", 12), mark_of("ab" * 32, "二月", 12), mark_of("ab" * 32, None, 12)}
    others |= {mark_of("ab" * 32, "一月", 13), mark_of("ab" * 32, "一月", 12, "x.csv")}
    assert len(others | {mark}) == 6


def test_marks_tell_the_members_of_an_archive_apart(tmp_path: Path) -> None:
    bad = text([CASES[0], ["A1", "0001", "局", "x", ""]])
    data = made(tmp_path, {"a.zip": zipped({"一.csv": bad, "二.csv": bad})})
    assert list(texts(data)) == ["核对报告", "一", "二"]
    assert texts(data)["一"][1][-1] != texts(data)["二"][1][-1]


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (["一月", "一月", "一月"], ["一月", "一月 2", "一月 3"]),
        (["A", "a"], ["A", "a 2"]),
        (["[x]:*?/\\y", "''", "History"], ["x y", "1", "History 2"]),
        (["很" * 40, "很" * 40], ["很" * 31, "很" * 29 + " 2"]),
    ],
)
def test_sheet_names_are_allowed_and_differ(wanted: list[str], names: list[str]) -> None:
    given = SheetNames()
    assert [given.new(name) for name in wanted] == names


def test_what_is_not_listed_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reform.ingest.rejects.MOST_TOLD", 2)
    rows = [CASES[0], *([f"A{n}", "0001", "局", "x", "y"] for n in range(5))]
    data = made(tmp_path, {"a.csv": text(rows)})
    assert len(texts(data)["a"]) == 3
    said = [row[0] for row in texts(data)["核对报告"]]
    assert any("5 行" in str(line) and "10 个单元格" in str(line) for line in said)
    assert any("3 行" in str(line) and "6 个单元格" in str(line) for line in said)


def test_beyond_the_most_comments_cells_are_coloured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reform.reports.rejects_workbook.row_sheets.MOST_COMMENTS", 1)
    rows = [CASES[0], *([f"A{n}", "0001", "局", "x", ""] for n in range(3))]
    data = made(tmp_path, {"a.csv": text(rows)})
    assert list(comments(data, "a")) == ["D2"]
    assert [place for place, cell in cells(data, "a").items() if cell.fill == RED] == ["D2", "D3", "D4"]


# the report -----------------------------------------------------------------------------------


def test_the_report_holds_the_books_and_every_rule_with_an_example(tmp_path: Path) -> None:
    page = texts(made(tmp_path, {"丑.csv": text(UGLY)}))["核对报告"]
    (account,) = [row for row in page if row[0] == "“丑.csv”"]
    assert account[1:9] == ["“办件明细”", 4, 1, 0, 0, 3, 0, ""]
    assert "序号、申请人、备注" in account[9]
    rules = {(row[0], row[1], row[2]): row[9] for row in page if "行" in str(row[2])}
    assert ("“受理时间”", 1, "“丑.csv” 第 3 行: “2024年2月30日”") in rules
    assert len(rules) == 4
    assert all(rules.values())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_cell_of_the_report_reads_like_a_header(tmp_path: Path, lang: str) -> None:
    """Else the workbook would be refused when it comes back, for a dataset that lacks columns."""
    known = {header_key(h) for dataset in datasets().values() for c in dataset.columns for h in c.headers}
    trap = [CASES[0], ["受理时间", "事项编码", "局", "办结时间", "受理部门"]]
    page = texts(made(tmp_path, {"办件编号": text(UGLY), "a.xlsx": workbook({"事项编码": trap})}, lang))
    first = next(iter(page.values()))
    assert not [cell for row in first for cell in row if cell and header_key(str(cell)) in known]


def test_a_report_with_nothing_to_correct_is_one_sheet(tmp_path: Path) -> None:
    data = made(tmp_path, {"a.csv": text(CASES), "b.csv": b""})
    page = texts(data)
    assert list(page) == ["核对报告"]
    assert "“b.csv”" in [row[0] for row in page["核对报告"]]


# the command line -----------------------------------------------------------------------------


def test_the_report_is_written_though_the_load_is_refused(county: County) -> None:
    path = county.folder / "out.xlsx"
    county.load(county.file("丑.csv", text(UGLY)), "--report", str(path), status=1)
    assert list(texts(path.read_bytes())) == ["核对报告", "丑"]
    assert county.warehouse.current() is None


def test_a_report_never_overwrites_what_is_to_be_loaded(county: County) -> None:
    path = county.file("a.csv", text(CASES))
    result = county.run("load", path, "--report", path)
    assert result.exit_code == 2
    assert Path(path).read_bytes() == text(CASES)
    assert county.warehouse.current() is None


def test_a_report_that_cannot_be_written_is_one_sentence(county: County) -> None:
    path = county.file("a.csv", text(CASES))
    result = county.run("check", path, "--report", str(county.folder / "no" / "out.xlsx"))
    assert result.exit_code == 2
    assert "Traceback" not in result.output
