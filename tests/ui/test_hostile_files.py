"""The files made of a county full of markup: none of it is a link, picture, formula or relation in them."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator

import pytest

from reform.common import i18n
from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.metrics import query
from reform.metrics.query import Scope
from reform.monitoring import annotations, decisions
from reform.pipeline.load import check
from reform.reports import rejects_workbook, spreadsheets
from reform.reports.meeting_pack import files
from reform.reports.meeting_pack.context import Material
from reform.storage import Warehouse
from reform.storage.journal import Journal
from tests.ingest.files import text
from tests.markup import DAY, STARTS, TODAY, WORDS
from tests.reports.office_files import texts

# What leads outside, runs or is computed. <c:f> only says where the numbers of a chart lie.
LIVE = re.compile(
    r'TargetMode="External"|<(?:\w+:)?(?:hyperlink|hlinkClick|pic|blip|oleObject)\b|<f\b'
    r"|<w:instrText[^>]*>(?! PAGE )"
)
# Of the empty files that papers and decks begin as.
BLANK = ("docProps/thumbnail.jpeg", "ppt/printerSettings/printerSettings1.bin")


def live(data: bytes) -> list[str]:
    """What of an office file is alive, and its pictures."""
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            found += [f"{name}: {mark}" for mark in LIVE.findall(part.decode(errors="replace"))]
            if name.endswith(".xlsx"):  # the numbers of a chart
                found += live(part)
            if re.search(r"\.(png|jpe?g|gif|emf|bin)$", name) and name not in BLANK:
                found.append(name)
    return found


@pytest.fixture(scope="module")
def material(hostile: Warehouse) -> Iterator[Material]:
    journal = Journal(hostile.folder)
    with hostile.open() as connection, i18n.speaking("zh"):
        yield Material(
            county=WORDS[0],
            snapshot="000001",
            is_sample=False,
            scope=Scope(DAY),
            ask=lambda code, by, of: query.ask(connection, code, of, by),
            ages={},
            calendar_kinds=lambda code, of: query.calendar_kinds(connection, query.find(code), of),
            decisions=decisions.known(
                query.ask(connection, "decision_list", Scope(DAY)), journal.latest(decisions.KIND), Scope(DAY)
            ),
            notes=[(note.day, note.text) for note in annotations.held(journal)],
        )


@pytest.mark.parametrize("kind", ["slides", "report", "study", "tables"])
def test_no_markup_comes_to_life_in_a_paper(material: Material, kind: str) -> None:
    data = files.KINDS[kind].make(material)
    assert live(data) == []
    said = texts(data)
    assert any(WORDS[0] in text for text in said)
    seen = {words for words in (*WORDS, *STARTS) if any(words in text for text in said)}
    assert len(seen) >= (1 if kind == "slides" else 29)  # on a slide stand the longest bars only


def test_no_markup_comes_to_life_in_exports_and_corrections(hostile: Warehouse) -> None:
    with hostile.open() as connection:
        frame = connection.table("raw.problems").df().astype(str)
    book, sheet = (
        spreadsheets.xlsx_bytes(frame, STARTS[0], [STARTS[1], STARTS[5]]),
        spreadsheets.csv_bytes(frame),
    )
    rows = list(csv.reader(io.StringIO(sheet.decode("utf-8-sig"))))
    assert [cell for row in rows for cell in row if re.match(r"[=+@\t\r]|-(?!\d)", cell)] == []
    refused = check(hostile, [Source("a.csv", corrected())], Options(), today=TODAY)
    sent_back = rejects_workbook.workbook(refused)
    assert live(book) + live(sent_back) == []
    assert {*STARTS} - texts(book) - texts(sent_back) == set()


def corrected() -> bytes:
    """Rows that are refused for their day, with words beside it that must come back as they were."""
    head = ["问题编号", "问题名称", "问题表现", "问题发现日期"]
    return text([head, *([f"P{n}", words, words, "昨天"] for n, words in enumerate(STARTS))])
