"""Papers, slides and workbook say what the pages say: data that end early, what a missing figure needs."""

import io
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache

import docx
import pytest
from pptx import Presentation
from python_calamine import CalamineWorkbook

from reform.common import formatting, i18n
from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.metrics.query import Scope
from reform.pipeline.load import load
from reform.reports.meeting_pack.context import Material
from reform.reports.meeting_pack.figures import figures
from reform.reports.meeting_pack.progress_report import report
from reform.reports.meeting_pack.reform_study import study
from reform.reports.meeting_pack.slides import presentation
from reform.reports.meeting_pack.tables import all_figures, by_batch
from reform.reports.meeting_pack.workbook import workbook
from reform.storage import Warehouse
from tests.ingest.files import text
from tests.reports.meeting_pack.conftest import material_of
from tests.ui.small import RATINGS, files

LAST = date(2026, 4, 21)  # of the small county
LATER = LAST + timedelta(days=40)


@pytest.fixture(scope="module")
def little(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[date], Material]]:
    warehouse = Warehouse(tmp_path_factory.mktemp("told"))
    made = files() | {"ratings.csv": text([row[:-1] for row in RATINGS])}  # none is known to be put right
    sources = [Source(name, data) for name, data in made.items()]
    assert load(warehouse, sources, Options(), today=date(2026, 11, 23)).snapshot
    with warehouse.open() as connection:
        yield cache(lambda as_of: material_of(connection, "000001", Scope(as_of), is_sample=False))


def paper(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def book(data: bytes) -> dict[str, str]:
    """The sheets as text: a line a row."""
    read = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {
        name: "\n".join(" ".join(map(str, row)) for row in read.get_sheet_by_name(name).to_python())
        for name in read.sheet_names
    }


def slides(data: bytes) -> list[tuple[str, str]]:
    """What stands on each slide, and its notes."""
    return [
        (
            "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame),
            slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else "",
        )
        for slide in Presentation(io.BytesIO(data)).slides
    ]


MAKERS: dict[str, Callable[[Material], str]] = {
    "report": lambda material: paper(report(material)[0]),
    "study": lambda material: paper(study(material)[0]),
    "slides": lambda material: "\n".join(shown for shown, _notes in slides(presentation(material, ()))),
    "workbook": lambda material: book(workbook(material, ()))["封面"],
}


@pytest.mark.parametrize("kind", MAKERS)
def test_an_as_of_date_beyond_the_data_is_told(little: Callable[[date], Material], kind: str) -> None:
    with i18n.speaking("zh"):
        told, silent = (MAKERS[kind](little(day)) for day in (LATER, LAST))
    assert f"数据截至 {formatting.day(LAST)}，截至日为 {formatting.day(LATER)}" in told
    assert "数据只到" in told  # the mark in the line of the source
    assert "数据截至" not in silent
    assert "数据只到" not in silent


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_of_it_bears_the_mark(little: Callable[[date], Material], language: str) -> None:
    mark = {"zh": "数据只到 2026年4月21日", "en": "data up to 21 Apr 2026 only"}[language]
    with i18n.speaking(language):
        material = little(LATER)
        table = by_batch(material)
        assert table
        sheets, shown = book(workbook(material, [table])), slides(presentation(material, ()))
    assert [name for name, text in sheets.items() if mark not in text] == []
    assert [number for number, (text, _notes) in enumerate(shown) if mark not in text] == []


def test_a_paper_says_what_a_blank_waits_for(little: Callable[[date], Material]) -> None:
    """The column, where the dataset was loaded without it."""
    with i18n.speaking("zh"):
        material = little(LAST)
        data, words = study(material)
        waiting = {code: material.waits_for(code) for code in words.cited if material.waits_for(code)}
        missing = {
            what: why for what, why in words.missing.items() if any(f"（{c}）" in what for c in waiting)
        }
    assert waiting
    assert missing
    written = paper(data)
    for code, said in waiting.items():
        blanks = [why for what, why in missing.items() if what.endswith(f"（{code}）")]
        assert set(blanks) <= {said.rstrip("。")}
    assert all(f"{what}：{why}。" in written for what, why in missing.items())
    assert any("列）" in why for why in missing.values())


def test_slides_and_workbook_say_what_a_figure_waits_for(little: Callable[[date], Material]) -> None:
    with i18n.speaking("zh"):
        material = little(LAST)
        said = material.waits_for("S06")
        notes = slides(presentation(material, ()))[1][1]  # the slide of the headline figures
        table = all_figures(material)
        assert table
        sheet = book(workbook(material, [table]))["指标数据"]
    assert "整改" in said
    assert said in notes
    assert "S06" in next(line for line in notes.splitlines() if said in line)
    assert "S06" in next(line for line in sheet.splitlines() if said in line)
    assert sheet.count(said) == 1  # once a reason, however many figures wait for it


def test_whoever_waits_is_missing(little: Callable[[date], Material]) -> None:
    with i18n.speaking("zh"):
        material = little(LAST)
        waiting = [one for one in figures(material) if material.waits_for(one.code)]
    assert "D14" in [one.code for one in waiting]
    assert [one.code for one in waiting if one.value is not None] == []
