"""The papers read back: every number is one that was asked, every asked one stands there; blanks; format."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import docx
import pytest
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, Twips

from reform.common import formatting, i18n
from reform.metrics.query import Scope, ask
from reform.monitoring import meetings
from reform.reports.insights import forecast
from reform.reports.meeting_pack.chinese_prose import BLANK, Words
from reform.reports.meeting_pack.document import BODY, HEADING, KAI, TITLE
from reform.reports.meeting_pack.reform_study import study
from tests.reports.meeting_pack.conftest import AS_OF, Made, material_of

both = pytest.mark.parametrize("which", ["report", "study"])
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
# Numbers that are no figures: days and months, the snapshot, codes, the tables' own, and rules in words.
NOT_FIGURES = re.compile(
    r"\d{4}年(\d+月(\d+日)?)?(份)?|快照 ?\d+|表\d+|[A-Z]\d+[a-z]?|各不少于5件|近\d+周|约为\d+%|不足\d+%"
    r"|办件量前\d+位|第\d+次|按5/7折算"
)


def paper(made: Made, which: str) -> tuple[Any, Words]:
    data, words = (made.report, made.reported) if which == "report" else (made.study, made.studied)
    return docx.Document(io.BytesIO(data)), words


def text(document: Any) -> str:
    """The paper without its annex and its notes under tables."""
    lines = []
    for block in document.element.body:
        tag = block.tag.rpartition("}")[2]
        if tag == "p":
            said = "".join(node.text or "" for node in block.iter(qn("w:t")))
            if said == "附件":
                break
            if "统计口径" not in said or said.startswith("附件"):
                lines.append(said)
        elif tag == "tbl":
            lines += ["".join(n.text or "" for n in cell.iter(qn("w:t"))) for cell in block.iter(qn("w:tc"))]
    return "\n".join(lines)


@both
def test_every_number_was_asked(made: Made, which: str) -> None:
    document, words = paper(made, which)
    said = {figure for figure, _value in words.numbers}
    scope = made.material.row("transfer_scope")
    projected = forecast.of(made.material.rows("transfer_curve"), scope).sentences
    body = text(document)
    for sentence in projected:
        body = body.replace(sentence, "")
    found = NUMBER.findall(NOT_FIGURES.sub("", body))
    assert len(found) > 60
    assert [number for number in found if number not in said and number.rstrip("%") not in said] == []


@both
def test_every_asked_number_stands_there_as_its_value(made: Made, which: str) -> None:
    document, words = paper(made, which)
    body = text(document)
    for figure, value in words.numbers:
        assert figure in body
        shown = float(figure.replace(",", "").replace("−", "-").rstrip("%"))
        digits = len(figure.rstrip("%").partition(".")[2])
        assert shown == pytest.approx(value, abs=0.51 * 10**-digits)


# Sentences whose numbers are asked anew here, not through the pack.
SENTENCES: dict[str, Callable[[Callable[..., Any]], str]] = {
    "transferred": lambda one: f"应划转事项{one('T01')['value']:,.0f}项，已划转{one('T02')['value']:,.0f}项",
    "rate": lambda one: f"划转完成率{formatting.rate(one('T03')['value'])}",
    "gap": lambda one: f"慢于序时进度{-one('T05')['value']:.2f}个百分点",
    "late": lambda one: f"超过计划日期尚未划转的{one('T06')['value']:.0f}项",
    "days": lambda one: f"平均用时{one('D03')['value']:.2f}个工作日",
    "saved": lambda one: f"累计节省{one('D05')['value']:,.0f}个工作日",
    "on_time": lambda one: f"按时办结率{formatting.rate(one('D07')['value'])}",
    "satisfied": lambda one: f"好评率{formatting.rate(one('S03')['value'])}",
    "bad": lambda one: f"差评{one('S05')['numerator']:.0f}条",
    "disputes": lambda one: f"争议事项尚有{one('T08')['open']:.0f}件未办结",
}


@pytest.mark.parametrize("name", SENTENCES)
def test_sentence_says_what_the_indicator_answers(made: Made, name: str) -> None:
    document, _words = paper(made, "report")
    said = SENTENCES[name](lambda code: ask(made.connection, code, Scope(AS_OF)).iloc[0])
    assert said in text(document)


def test_month_is_compared_by_the_rules(made: Made) -> None:
    body = text(paper(made, "report")[0])
    month = re.search(r"2026年10月份，共受理.*", body)
    assert month
    for words in ("环比", "同比", "个百分点", "个工作日"):
        assert words in month[0]
    assert re.search(r"2026年10月份无业务单位\d+个：.*不参加排名", body)


def test_parts_stand_in_their_order(made: Made) -> None:
    heads = [
        ["总体进展", "存在问题", "下一步打算", "提请研究事项"],
        ["改革历程", "主要做法", "基本经验", "存在的问题与挑战", "对策建议"],
    ]
    for which, expected in zip(("report", "study"), heads, strict=True):
        found = re.findall(r"^[一二三四五]、(.*)$", text(paper(made, which)[0]), re.M)
        assert found == expected


@both
def test_what_is_missing_is_a_blank_with_a_note(made: Made, which: str) -> None:
    document, words = paper(made, which)
    whole = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert words.missing
    for what, why in words.missing.items():
        assert f"{what}：{why}" in whole
    if which == "report":
        assert "建议决定" in text(document)
    else:
        assert len(re.findall(r"【.+：　+】", whole)) >= 8
    assert not re.search(r"\b(nan|None|NaT|<NA>)\b", whole)


# the format, GB/T 9704-2012 -----------------------------------------------------------------------


@both
def test_page(made: Made, which: str) -> None:
    document, _words = paper(made, which)
    section = document.sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides] == [37, 35, 28, 26]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "lines"
    assert grid.get(qn("w:linePitch")) == "579"
    assert Mm(297 - 37 - 35).twips >= 22 * 579
    assert document.settings.odd_and_even_pages_header_footer


@both
def test_page_numbers_stand_outside(made: Made, which: str) -> None:
    section = paper(made, which)[0].sections[0]
    for footer, align in ((section.footer, 2), (section.even_page_footer, 0)):
        (paragraph,) = footer.paragraphs
        assert paragraph.alignment == align
        assert paragraph.text == "— 1 —"
        kinds = [mark.get(qn("w:fldCharType")) for mark in paragraph._p.iter(qn("w:fldChar"))]
        assert kinds == ["begin", "separate", "end"]
        assert [code.text for code in paragraph._p.iter(qn("w:instrText"))] == [" PAGE "]
        assert {run.font.size for run in paragraph.runs} == {Pt(14)}


def face(paragraph: Any) -> set[str]:
    return {run._element.rPr.rFonts.get(qn("w:eastAsia")) for run in paragraph.runs if run.text}


@both
def test_fonts_sizes_and_pitch(made: Made, which: str) -> None:
    document, _words = paper(made, which)
    kinds = {
        r"^[一二三四五]、": (HEADING, 16),
        r"^（[一二三四五六]）": (KAI, 16),
        r"^[一二三四五六七八九]是": (BODY, 16),
        r"^（\d{4}年": (KAI, 16),
    }
    seen = set()
    for paragraph in document.paragraphs:
        for pattern, (font, size) in kinds.items():
            if re.match(pattern, paragraph.text):
                seen.add(pattern)
                assert face(paragraph) == {font}
                assert {run.font.size for run in paragraph.runs} == {Pt(size)}
                assert paragraph.paragraph_format.line_spacing == Twips(579)
                assert paragraph.paragraph_format.line_spacing_rule == WD_LINE_SPACING.EXACTLY
                indent = paragraph._p.pPr.find(qn("w:ind"))
                centred = paragraph.alignment == 1
                assert centred or indent.get(qn("w:firstLineChars")) == "200"
    assert seen == set(kinds)
    first = document.paragraphs[0]
    assert face(first) == {TITLE}
    assert (first.runs[0].font.size, first.alignment) == (Pt(22), 1)


# Of what may stand in a paragraph's properties: the order the schema asks for.
ORDER = [
    "keepNext",
    "pageBreakBefore",
    "widowControl",
    "autoSpaceDE",
    "autoSpaceDN",
    "snapToGrid",
    "spacing",
    "ind",
    "jc",
    "outlineLvl",
]


@both
def test_properties_are_in_the_order_of_the_schema(made: Made, which: str) -> None:
    """Word mends or refuses a file whose elements stand in another order."""
    document, _words = paper(made, which)
    for properties in document.element.body.iter(qn("w:pPr")):
        places = [
            ORDER.index(name) for child in properties if (name := child.tag.rpartition("}")[2]) in ORDER
        ]
        assert places == sorted(places)


@both
def test_nothing_of_the_clock_or_the_machine(made: Made, which: str) -> None:
    data = made.report if which == "report" else made.study
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        core = archive.read("docProps/core.xml").decode()
    assert "2026-10-31T00:00:00Z" in core
    assert "python-docx" not in re.sub(r"<dc:description>.*?</dc:description>", "", core)


def test_the_previous_meeting_is_reconciled(made: Made) -> None:
    """Its own decisions and what earlier ones left open: each with who owes it and how it stands."""
    held = meetings.meetings(made.material.decisions)[0]
    rows = meetings.reconciled(made.material.decisions, held, AS_OF)
    assert {one.state(AS_OF) for one in rows} >= {"overdue", "done"}
    document, _words = paper(made, "report")
    (table,) = [t for t in document.tables if t.rows[0].cells[0].text == "议定事项"]
    found = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    assert [row[:2] for row in found] == [[one.text, one.owner or BLANK] for one in rows]
    assert [row[3] == "已超期" for row in found] == [one.state(AS_OF) == "overdue" for one in rows]


def test_what_was_noted_by_then_stands_in_the_annex(made: Made) -> None:
    said = "\n".join(paragraph.text for paragraph in paper(made, "report")[0].paragraphs)
    assert "2026年6月1日：第四批启动。" in said
    assert "以后的事" not in said


def test_first_batch_begins_with_its_first_signature_and_is_complete_with_its_last(made: Made) -> None:
    said = "第一批事项自2024年2月26日起签约划转，至2024年7月9日全部划转。"
    assert said in text(paper(made, "study")[0])


def test_first_batch_that_is_not_complete_says_how_many_are_left(made: Made) -> None:
    scope = Scope(date(2024, 5, 31))
    material = material_of(made.connection, made.material.snapshot, scope, is_sample=True)
    with i18n.speaking("zh"):
        document = docx.Document(io.BytesIO(study(material)[0]))
    first = material.rows("batches").iloc[0]
    left = first["items"] - first["transferred"]
    assert 0 < left < first["items"]
    assert f"第一批事项自2024年2月26日起签约划转，尚有{left}项未划转。" in text(document)


def test_limits_of_two_units_are_told_in_working_days(made: Made) -> None:
    """The limits in natural days (17 items) count as in D02: by 5/7."""
    body = text(paper(made, "report")[0])
    assert "承诺时限比法定时限压缩65.13%" in body
    assert "法定合计14,085个工作日，压缩9,174个工作日，其中17项以自然日计的按5/7折算" in body
