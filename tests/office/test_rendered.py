"""The papers as LibreOffice renders them: pages, lines, nothing cut off or covered, Chinese drawn.

Run by ``make test-office``, which installs what is needed; elsewhere LibreOffice may not be there.
"""

import io
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from PIL import Image
from pptx import Presentation

from reform.common import i18n
from reform.metrics.query import Scope
from reform.pipeline.county import prepare_sample
from reform.reports.meeting_pack import pdf
from reform.reports.meeting_pack.chart_list import pictures
from reform.reports.meeting_pack.document import Paper
from reform.reports.meeting_pack.progress_report import report
from reform.reports.meeting_pack.reform_study import study
from reform.reports.meeting_pack.slides import presentation
from tests.reports.meeting_pack.conftest import AS_OF, material_of

pytestmark = pytest.mark.skipif("REFORM_OFFICE" not in os.environ, reason="make test-office runs these")

MM = 72 / 25.4
KINDS = ("slides", "slides_en", "report", "study")
papers = pytest.mark.parametrize("kind", ["report", "study"])
decks = pytest.mark.parametrize("kind", ["slides", "slides_en"])


@dataclass(frozen=True)
class Line:
    """A line of text on a page: its box in points from the top left, and its words."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str

    def covers(self, other: "Line") -> float:
        """How much of the smaller of the two lies under the other, 0 to 1."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        if wide <= 0 or high <= 0 or self.page != other.page:
            return 0
        areas = [(one.right - one.left) * (one.bottom - one.top) for one in (self, other)]
        return wide * high / min(areas)


@dataclass(frozen=True)
class Rendered:
    """A file, its PDF, and what stands on the pages."""

    source: bytes
    path: Path
    pages: list[tuple[float, float]]
    lines: list[Line]


def rendered(source: bytes, suffix: str, path: Path) -> Rendered:
    path.write_bytes(pdf.pdf(source, suffix))
    command = ["pdftotext", "-bbox-layout", str(path), "-"]
    said = subprocess.run(command, capture_output=True, check=True).stdout
    tree = ElementTree.fromstring(re.sub(rb' xmlns="[^"]+"', b"", said, count=1))
    pages = list(tree.iter("page"))
    lines = [
        Line(
            number,
            float(line.attrib["xMin"]),
            float(line.attrib["yMin"]),
            float(line.attrib["xMax"]),
            float(line.attrib["yMax"]),
            "".join(word.text or "" for word in line.iter("word")),
        )
        for number, page in enumerate(pages, start=1)
        for line in page.iter("line")
    ]
    return Rendered(
        source, path, [(float(p.attrib["width"]), float(p.attrib["height"])) for p in pages], lines
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Rendered]]:
    folder = tmp_path_factory.mktemp("rendered")
    warehouse = prepare_sample()
    with warehouse.open() as connection:
        material = material_of(connection, warehouse.current() or "", Scope(AS_OF), is_sample=True)
        with i18n.speaking("zh"):
            files = {"slides": presentation(material, pictures(material))}
        with i18n.speaking("en"):
            files["slides_en"] = presentation(material, pictures(material))
        files |= {"report": report(material)[0], "study": study(material)[0]}
    suffixes = {kind: ".pptx" if kind.startswith("slides") else ".docx" for kind in KINDS}
    yield {kind: rendered(files[kind], suffixes[kind], folder / f"{kind}.pdf") for kind in KINDS}


@decks
def test_a_page_a_slide_and_16_to_9(made: dict[str, Rendered], kind: str) -> None:
    deck = Presentation(io.BytesIO(made[kind].source))
    assert len(made[kind].pages) == len(deck.slides) >= 16
    assert {round(width / height, 2) for width, height in made[kind].pages} == {1.78}


@papers
def test_some_pages_of_a4(made: dict[str, Rendered], kind: str) -> None:
    assert 5 <= len(made[kind].pages) <= 15
    assert {(round(w / MM), round(h / MM)) for w, h in made[kind].pages} == {(210, 297)}


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_goes_over_the_edge(made: dict[str, Rendered], kind: str) -> None:
    over = [
        line
        for line in made[kind].lines
        for width, height in [made[kind].pages[line.page - 1]]
        if line.left < 0 or line.top < 0 or line.right > width + 0.5 or line.bottom > height
    ]
    assert over == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_line_lies_over_another(made: dict[str, Rendered], kind: str) -> None:
    lines = [line for line in made[kind].lines if len(line.text) > 3]
    hidden = [
        (one.text, other.text)
        for place, one in enumerate(lines)
        for other in lines[place + 1 :]
        if one.covers(other) > 0.4
    ]
    assert hidden == []


@decks
def test_titles_captions_and_footers_are_whole(made: dict[str, Rendered], kind: str) -> None:
    """What a slide's text boxes hold stands on its page, the footer below all of it."""
    deck = Presentation(io.BytesIO(made[kind].source))
    for number, slide in enumerate(deck.slides, start=1):
        lines = [line for line in made[kind].lines if line.page == number]
        page = re.sub(r"\s", "", "".join(line.text for line in lines))
        for shape in slide.shapes:
            if shape.has_text_frame:
                for paragraph in shape.text_frame.paragraphs:
                    said = re.sub(r"\s", "", paragraph.text)
                    assert said[:12] in page
                    assert said[-6:] in page
        mark = "示例数据·" if kind == "slides" else "Sampledata·"
        (footer,) = [line for line in lines if line.text.startswith(mark)]
        boxes = [shape for shape in slide.shapes if shape.has_text_frame and shape.name != "footer"]
        texts = {re.sub(r"\s", "", p.text) for box in boxes for p in box.text_frame.paragraphs} - {""}
        above = [line for line in lines if any(line.text in text for text in texts) and len(line.text) > 5]
        assert [line.text for line in above if line.bottom > footer.top + 1] == []


@papers
def test_text_stays_in_its_field(made: dict[str, Rendered], kind: str) -> None:
    """版心: 37 mm from the top, 28 from the left, 156 × 225; below it the page number only."""
    for line in made[kind].lines:
        if re.fullmatch(r"—\d+—", line.text):
            assert line.top > (37 + 225) * MM
            odd = line.page % 2
            assert (line.left > 105 * MM) == bool(odd)
        else:
            assert line.top > 36 * MM
            assert line.bottom < (37 + 225 + 2) * MM
            assert line.left > 27 * MM
            assert line.right < (28 + 156 + 6) * MM  # a stop may hang in the margin


@papers
def test_every_page_has_its_number(made: dict[str, Rendered], kind: str) -> None:
    found = [line.text for line in made[kind].lines if re.fullmatch(r"—\d+—", line.text)]
    assert found == [f"—{number}—" for number in range(1, len(made[kind].pages) + 1)]


def test_a_page_has_22_lines_of_28_characters(tmp_path: Path) -> None:
    paper = Paper()
    paper.body("国" * (28 * 50))
    page = rendered(paper.save("试", "试", AS_OF), ".docx", tmp_path / "lines.pdf")
    first = [line.text for line in page.lines if line.page == 1 and "国" in line.text]
    assert len(first) == 22
    assert {len(text) for text in first[1:]} == {28}
    assert len(first[0]) == 26  # two characters in


@pytest.mark.parametrize("kind", KINDS)
def test_fonts_are_in_the_file(made: dict[str, Rendered], kind: str) -> None:
    listed = subprocess.run(["pdffonts", str(made[kind].path)], capture_output=True, check=True, text=True)
    rows = listed.stdout.splitlines()[2:]
    assert rows
    assert all(re.search(r"\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$", row) for row in rows)
    assert [row for row in rows if not re.search(r"\syes\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$", row)] == []


@papers
def test_fonts_are_named_in_the_paper(made: dict[str, Rendered], kind: str) -> None:
    xml = docx.Document(io.BytesIO(made[kind].source)).element.xml
    named = set(re.findall(r'w:eastAsia="([^"]+)"', xml))
    assert named == {"方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"}


def test_chinese_is_drawn_and_not_boxes(tmp_path: Path) -> None:
    """Boxes are all alike: two lines of other characters would be the same picture."""
    drawn = []
    for place, character in enumerate("国县"):
        paper = Paper()
        paper.body(character * 20)
        path = tmp_path / f"{place}.pdf"
        path.write_bytes(pdf.pdf(paper.save("试", "试", AS_OF)))
        subprocess.run(
            ["pdftoppm", "-r", "60", "-png", "-singlefile", path, path.with_suffix("")], check=True
        )
        drawn.append(Image.open(path.with_suffix(".png")).convert("L"))
    inked = [sum(image.histogram()[:128]) for image in drawn]
    assert min(inked) > 200
    assert drawn[0].tobytes() != drawn[1].tobytes()
