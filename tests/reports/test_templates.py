"""The template of a dataset, filled in, loads as that dataset without a word."""

import contextvars
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from reform.common import code_lists, i18n
from reform.reports import templates
from reform.schema.datasets import Column, datasets
from tests.ingest.files import County
from tests.soak import some

FILLED = {
    "figure": "70%",
    "score": "85",
    "indicator": "T03",
    "indicators": "T03、T04",
    "code": "0001",
    "text": "某",
    "free_text": "某",
    "date": "2026-01-05",
    "datetime": "2026-01-05",
    "duration": "20",
    "duration_days": "5",
    "count": "1",
    "batch": "第一批",
    "depth": "4",
    "level": "满意",
    "yes_no": "是",
}


def value(column: Column) -> str:
    return (
        next(iter(code_lists.code_lists()[column.codes].values())).zh if column.codes else FILLED[column.type]
    )


def sheets(data: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


FILLED_IN = [*((name, "zh") for name in some(datasets(), 2)), ("cases", "en")]


@pytest.mark.parametrize(("name", "lang"), FILLED_IN)
def test_a_template_filled_in_loads(tmp_path: Path, name: str, lang: str) -> None:
    county, dataset = County(tmp_path), datasets()[name]
    path = tmp_path / "模板.xlsx"
    assert county.run("template", dataset.name, str(path), lang=lang).exit_code == 0
    (fill, rows), (meanings, explained) = sheets(path.read_bytes()).items()
    assert rows == [[column.header for column in dataset.columns]]
    assert len(explained) == len(dataset.columns) + 1
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet(fill).write_row(0, 0, rows[0])
        book.get_worksheet_by_name(fill).write_row(1, 0, [value(column) for column in dataset.columns])
        other = book.add_worksheet(meanings)
        for number, row in enumerate(explained):
            other.write_row(number, 0, row)
    report = county.check(str(path))
    assert [(t["dataset"], t["sheet"]) for t in report["tables"]] == [(dataset.name, fill)]
    assert report["balance"]["accepted_new"] == report["balance"]["read"] == 1
    assert report["dropped_columns"] == []


def test_a_blank_template_holds_no_rows(tmp_path: Path) -> None:
    county = County(tmp_path)
    path = tmp_path / "a.xlsx"
    county.run("template", "cases", str(path))
    assert county.check(str(path), status=1)["problems"][0]["rule"] == "file_no_rows"


def test_cells_are_text_and_choices_drop_down() -> None:
    data = contextvars.copy_context().run(lambda: templates.workbook(datasets()["cases"]))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
        styles = package.read("xl/styles.xml").decode()
    assert 'formatCode="@"' in styles
    assert "窗口办理" in sheet


def test_a_template_speaks_the_language_asked_for() -> None:
    for lang, title in (("zh", "办件明细"), ("en", "Cases")):
        with i18n.speaking(lang):
            assert next(iter(sheets(templates.workbook(datasets()["cases"])))) == title


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh", "当日仍计入用时，自次日起停表"), ("en", "the clock stands still from the day after")],
)
def test_special_procedures_say_that_their_first_day_counts(language: str, said: str) -> None:
    with i18n.speaking(language):
        book = CalamineWorkbook.from_filelike(io.BytesIO(templates.workbook(datasets()["pauses"])))
    told = [
        str(cell)
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
        for cell in row
    ]
    assert any(said in cell for cell in told)
