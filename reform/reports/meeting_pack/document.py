"""A paper in the format of GB/T 9704-2012: A4, 版心 156 × 225 mm, 22 lines of 28 characters, three levels of
headings, page numbers on the outer side.

Characters a line: 28 times 16 pt is 448 pt, wider than 156 mm (442.2 pt); each character is set a quarter of
a point closer. Lines a page: 22 at exactly 579 twips (28.95 pt) is just under 225 mm; 580 would give 21.
"""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, Literal

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor, Twips

from reform.reports.meeting_pack.chinese_prose import numeral

# 小标宋 is commercial: named, never shipped. A computer without a font shows its own in the place of it.
TITLE, BODY, HEADING, KAI, SONG = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
LATIN: Final = "Times New Roman"
PITCH: Final = 579  # twips
CLOSER: Final = -5  # twips between characters
SIZE, TITLE_SIZE, TABLE_SIZE, NOTE_SIZE, PAGE_SIZE = 16, 22, 12, 10.5, 14

Align = Literal["left", "center", "right", "justify"]
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


@dataclass
class Paper:
    """Written from top to bottom; the numbers of headings and tables are counted here."""

    document: Any = field(default_factory=docx.Document)
    _heads: int = 0
    _sections: int = 0
    _points: int = 0
    _tables: int = 0

    def __post_init__(self) -> None:
        _page(self.document)
        _style(self.document)

    def title(self, *lines: str) -> None:
        """The title, centred, one line a string: broken where its meaning allows."""
        for line in lines:
            self._paragraph(line, TITLE, "center", size=TITLE_SIZE)

    def dated(self, *lines: str) -> None:
        """The day, and what else stands under the title."""
        for line in lines:
            self._paragraph(line, KAI, "center")
        self._paragraph("", BODY, "left")

    def heading(self, text: str) -> None:
        """一、"""
        self._heads, self._sections, self._points = self._heads + 1, 0, 0
        self._paragraph(f"{numeral(self._heads)}、{text}", HEADING, indent=2, level=0)

    def section(self, text: str) -> None:
        """（一）"""
        self._sections, self._points = self._sections + 1, 0
        self._paragraph(f"（{numeral(self._sections)}）{text}", KAI, indent=2, level=1)

    def point(self, text: str) -> None:
        """1."""
        self._points += 1
        self._paragraph(f"{self._points}.{text}", BODY, indent=2)

    def body(self, text: str) -> None:
        """A paragraph."""
        self._paragraph(text, BODY, indent=2)

    def table(
        self, title: str, rows: Iterable[Any], *columns: tuple[str, float, Callable[[Any], str]], note: str
    ) -> None:
        """A numbered table with its source line. Text stands left, figures centred.

        ``columns``: header, width in mm, and the text of a row's cell.
        """
        self._tables += 1
        self._paragraph(f"表{self._tables}　{title}", HEADING, "center", size=TABLE_SIZE, keep=True)
        grid = self.document.add_table(rows=0, cols=len(columns))
        grid.style, grid.alignment, grid.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
        for column, (_header, width, _cell) in zip(grid.columns, columns, strict=True):
            column.width = Mm(width)
        widths = [width for _header, width, _cell in columns]
        _row(grid, [header for header, _width, _cell in columns], widths, is_head=True)
        for row in rows:
            _row(grid, [cell(row) for _header, _width, cell in columns], widths)
        self.note(note)

    def attached(self, name: str) -> None:
        """附件说明: a line below the text, two characters in, no mark after the name."""
        self._paragraph("", BODY)
        self._paragraph(f"附件：{name}", BODY, indent=2)

    def annex(self, title: str) -> None:
        """附件 on a page of its own: the word at the margin, its title centred on the third line."""
        self._paragraph("附件", HEADING, "left")
        self.document.paragraphs[-1].paragraph_format.page_break_before = True
        self._paragraph("", BODY)
        self._paragraph(title, TITLE, "center", size=TITLE_SIZE)

    def note(self, text: str) -> None:
        """The small line under a table: source and definitions."""
        paragraph = self.document.add_paragraph()
        _fill(paragraph, text, BODY, NOTE_SIZE)
        _loose(paragraph)

    def save(self, title: str, author: str, on: date) -> bytes:
        """The .docx file; its properties carry the as-of date, not the clock."""
        properties = self.document.core_properties
        properties.title, properties.author, properties.language = title, author, "zh-CN"
        properties.created = properties.modified = datetime.combine(on, datetime.min.time())
        buffer = io.BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()

    def _paragraph(
        self,
        text: str,
        font: str,
        align: Align = "justify",
        *,
        size: float = SIZE,
        indent: int = 0,
        level: int | None = None,
        keep: bool = False,
    ) -> None:
        paragraph = self.document.add_paragraph()
        _fill(paragraph, text, font, size)
        _exact(paragraph, indent)
        paragraph.alignment = ALIGN[align]
        if level is not None:  # a heading for the navigation pane, without the look of Word's own styles
            paragraph._p.get_or_add_pPr().append(_element("w:outlineLvl", val=level))
        paragraph.paragraph_format.keep_with_next = keep or level is not None


def _row(grid: Any, texts: Sequence[str], widths: Sequence[float], *, is_head: bool = False) -> None:
    """A row is not cut by a page; the first one is repeated on each."""
    line = grid.add_row()
    for name in ("w:cantSplit", *(["w:tblHeader"] if is_head else [])):
        line._tr.get_or_add_trPr().append(_element(name))
    for n, (cell, text, width) in enumerate(zip(line.cells, texts, widths, strict=True)):
        cell.width, paragraph = Mm(width), cell.paragraphs[0]
        _fill(paragraph, text, HEADING if is_head else BODY, TABLE_SIZE)
        is_centred = is_head or (n > 0 and len(text) <= 12)
        paragraph.alignment = ALIGN["center" if is_centred else "left"]
        _loose(paragraph)


# the page -------------------------------------------------------------------------------------


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(23)
    grid = section._sectPr.find(qn("w:docGrid"))
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(PITCH))
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, "right")
    _page_number(section.even_page_footer, "left")


def _page_number(footer: Any, align: Align) -> None:
    """— 1 —, one character in from the outer side."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = ALIGN[align]
    side = paragraph.paragraph_format
    side.left_indent, side.right_indent = (Pt(14), Pt(0)) if align == "left" else (Pt(0), Pt(14))
    code = _element("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = " PAGE "
    _fill(paragraph, "— ", SONG, PAGE_SIZE)
    for part in (_field("begin"), code, _field("separate"), "1", _field("end")):
        run = paragraph.add_run("1" if part == "1" else "")
        _font(run, SONG, PAGE_SIZE)
        if part != "1":
            run._r.append(part)
    _fill(paragraph, " —", SONG, PAGE_SIZE)


def _field(kind: str) -> Any:
    return _element("w:fldChar", fldCharType=kind)


def _element(name: str, **attributes: object) -> Any:
    """An element of WordprocessingML."""
    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), str(value))
    return element


def _style(document: Any) -> None:
    normal = document.styles["Normal"]
    normal.font.size, normal.font.name = Pt(SIZE), LATIN
    properties = normal.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), BODY)
    properties.find(qn("w:sz")).addprevious(_element("w:spacing", val=CLOSER))
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):  # space beside figures would break the grid
        normal.element.get_or_add_pPr().append(_element(name, val=0))
    properties.append(_element("w:lang", val="en-US", eastAsia="zh-CN"))


# a paragraph ----------------------------------------------------------------------------------


def _fill(paragraph: Any, text: str, font: str, size: float) -> None:
    _font(paragraph.add_run(text), font, size)


def _font(run: Any, font: str, size: float) -> None:
    run.font.size, run.font.name = Pt(size), LATIN
    run.font.color.rgb = RGBColor(0, 0, 0)
    faces = run._element.get_or_add_rPr().get_or_add_rFonts()
    faces.set(qn("w:eastAsia"), font)  # font.name alone does not set it
    faces.set(qn("w:cs"), LATIN)
    faces.set(qn("w:hint"), "eastAsia")  # “” and … are drawn as Chinese


def _exact(paragraph: Any, indent: int) -> None:
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Twips(PITCH)
    form.space_before = form.space_after = Pt(0)
    form.widow_control = False
    if indent:
        mark = paragraph._p.get_or_add_pPr().get_or_add_ind()
        mark.set(qn("w:firstLineChars"), str(indent * 100))
        mark.set(qn("w:firstLine"), str(indent * (SIZE * 20 + CLOSER)))


def _loose(paragraph: Any) -> None:
    """Off the grid of 22 lines: the lines of tables stand closer."""
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.MULTIPLE, 1.0
    form.space_before = form.space_after = Pt(1)
    paragraph._p.pPr.find(qn("w:spacing")).addprevious(_element("w:snapToGrid", val=0))
