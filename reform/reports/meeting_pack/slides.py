"""The slides: 16:9, one native, editable chart each, its title the finding, its definitions in the notes."""

import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from reform.charts import LIGHT
from reform.common import formatting
from reform.common.i18n import either
from reform.common.i18n import gettext as _
from reform.metrics import query
from reform.reports.meeting_pack.chart_spec import Picture, Series
from reform.reports.meeting_pack.context import Material
from reform.reports.meeting_pack.figures import figure
from reform.reports.spreadsheets import Book

LATIN, CHINESE = "Arial", "微软雅黑"
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
MARGIN: Final = Inches(0.6)
TYPES = {
    "line": XL_CHART_TYPE.LINE,
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked": XL_CHART_TYPE.BAR_STACKED,
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
}
ROLES = {
    "ink": LIGHT.ink,
    "plan": LIGHT.plan,
    "mid": LIGHT.mid,
    "faint": LIGHT.faint,
    "amber": LIGHT.amber,
    "vermilion": LIGHT.vermilion,
    "projected": LIGHT.mid,
}
# The headline figures of the slide that comes first.
HEADLINES = ("T02", "T03", "T05", "T04", "T06", "D05", "D03", "D04", "D07", "S03", "S05", "S06")


class _Data(CategoryChartData):
    """The data of a chart; in the workbook that opens behind it (Edit Data) a text is no formula."""

    @property
    def xlsx_blob(self) -> bytes:
        """That workbook."""
        buffer = io.BytesIO()
        book = Book(buffer)
        self._workbook_writer._populate_worksheet(book, book.add_worksheet())
        book.close()
        return buffer.getvalue()


def presentation(material: Material, pictures: Iterable[Picture]) -> bytes:
    """The whole deck as a .pptx file."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    deck.core_properties.title = _("Reform progress")
    deck.core_properties.author = material.name
    deck.core_properties.created = datetime.combine(material.scope.as_of, datetime.min.time())
    _cover(deck, material)
    _headlines(deck, material)
    for picture in pictures:
        _chart_slide(deck, material, picture)
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _cover(deck: Any, material: Material) -> None:
    slide = _slide(deck, _("{county}: reform progress").format(county=material.name), top=2.3, size=40)
    lines = [
        _("Meeting pack"),
        _("as of {day}").format(day=formatting.day(material.scope.as_of)),
        *(f"{name}: {value}" for name, value in material.filters()),
        *([_("Sample data: all figures are invented")] if material.is_sample else []),
        *([material.beyond] if material.beyond else []),
    ]
    box = slide.shapes.add_textbox(MARGIN, Inches(3.7), WIDTH - 2 * MARGIN, Inches(2.2))
    box.text_frame.word_wrap = True
    for number, line in enumerate(lines):
        paragraph = box.text_frame.paragraphs[0] if number == 0 else box.text_frame.add_paragraph()
        _write(paragraph, line, 22, LIGHT.muted)
    _footer(slide, material.source())


def _headlines(deck: Any, material: Material) -> None:
    """One page of figures with what each stands on: a native table."""
    slide = _slide(deck, _("The figures at a glance"))
    shown = [figure(material, code) for code in HEADLINES]
    headers = (_("Indicator"), _("Figure"), _("Unit"), _("Numerator / denominator"))
    grid = slide.shapes.add_table(
        len(shown) + 1, len(headers), MARGIN, Inches(1.45), WIDTH - 2 * MARGIN, Inches(5.0)
    ).table
    for column, width in enumerate((5.2, 2.3, 2.0, 2.633)):
        grid.columns[column].width = Inches(width)
    rows = [headers]
    for headline in shown:
        share = formatting.share(headline.numerator, headline.denominator)
        rows.append((headline.name, headline.text, headline.unit, share))
    for number, cells in enumerate(rows):
        for column, text in enumerate(cells):
            cell = grid.cell(number, column)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            cell.margin_top = cell.margin_bottom = Emu(20000)
            head = number == 0
            cell.fill.solid()
            cell.fill.fore_color.rgb = _rgb(LIGHT.ink if head else "#ffffff")
            _write(
                cell.text_frame.paragraphs[0], text, 15, "#ffffff" if head else LIGHT.text, bold=column == 1
            )
    _footer(slide, material.source())
    _notes(slide, material, HEADLINES)


def _chart_slide(deck: Any, material: Material, picture: Picture) -> None:
    slide = _slide(deck, picture.title)
    caption = formatting.clauses(
        [picture.caption, *([_("unit: {unit}").format(unit=picture.unit)] if picture.unit else [])]
    )
    _text(slide, caption, 1.3, 0.45, 14, LIGHT.muted)
    height = 4.0 if picture.said else 5.0
    data = _Data(number_format=_format(picture))
    data.categories = list(picture.categories)
    for series in picture.series:
        data.add_series(series.name, series.values)
    frame = slide.shapes.add_chart(
        TYPES[picture.kind], MARGIN, Inches(1.75), WIDTH - 2 * MARGIN, Inches(height), data
    )
    frame.name = picture.key
    frame._element.nvGraphicFramePr.cNvPr.set("descr", picture.title)
    _style(frame.chart, picture)
    if picture.said:
        _text(slide, picture.said, 5.8, 0.9, 14, LIGHT.text)
    _footer(slide, material.source(), _short_definition(material, picture.codes))
    _notes(slide, material, picture.codes, said=[picture.title, picture.said, caption])


def _style(chart: Any, picture: Picture) -> None:
    chart.font.size, chart.font.name = Pt(13), LATIN
    chart.font.color.rgb = _rgb(LIGHT.text)
    _east_asian(chart._chartSpace.txPr.p_lst[0].pPr.find(qn("a:defRPr")))
    chart.has_title = False
    chart.has_legend = len(picture.series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
    plot, values, names = chart.plots[0], chart.value_axis, chart.category_axis
    values.major_gridlines.format.line.color.rgb = _rgb(LIGHT.grid)
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = _format(picture), False
    names.format.line.color.rgb = _rgb(LIGHT.plan)
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if picture.kind == "line":
        names.tick_labels.number_format, names.tick_labels.number_format_is_linked = "yyyy-mm", False
        names.has_major_gridlines = False
        _months_apart(names, picture)
    else:
        plot.gap_width = 45
        values.visible = picture.kind == "columns"
        values.has_major_gridlines = False
        values.minimum_scale = 0
        plot.has_data_labels = True
        plot.data_labels.number_format = _format(picture) + ";;"  # a part of nothing has no label
        plot.data_labels.number_format_is_linked = False
        plot.data_labels.font.size = Pt(13)
        if picture.kind != "stacked":
            plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
            plot.data_labels.number_format = _format(picture)
        if picture.kind in ("bars", "stacked"):
            names.reverse_order = True
    for drawn, series in zip(plot.series, picture.series, strict=True):
        _draw(drawn, series, picture.kind)


def _months_apart(axis: Any, picture: Picture) -> None:
    """So many months between two dates that at most a dozen stand below the chart, side by side."""
    first, last = picture.categories[0], picture.categories[-1]
    months = (last.year - first.year) * 12 + last.month - first.month  # type: ignore[union-attr]
    apart = next((step for step in (1, 2, 3, 6) if months <= 12 * step), 12)
    element = axis._element
    before = element.find(qn("c:baseTimeUnit"))
    for tag, value in (("c:majorTimeUnit", "months"), ("c:majorUnit", str(apart))):
        before.addnext(element.makeelement(qn(tag), {"val": value}))


def _draw(drawn: Any, series: Series, kind: str) -> None:
    colour = _rgb(ROLES[series.role])
    if kind == "line":
        drawn.smooth = False
        drawn.marker.style = XL_MARKER_STYLE.NONE
        drawn.format.line.color.rgb = colour
        drawn.format.line.width = Pt(2.75 if series.role == "ink" else 2)
        if series.role in ("plan", "projected"):
            drawn.format.line.dash_style = MSO_LINE.ROUND_DOT if series.role == "plan" else MSO_LINE.DASH
        return
    drawn.format.fill.solid()
    drawn.format.fill.fore_color.rgb = colour
    if kind == "stacked" and series.role in ("ink", "amber", "vermilion"):
        drawn.data_labels.show_value = True
        drawn.data_labels.number_format, drawn.data_labels.number_format_is_linked = "#,##0;;", False
        drawn.data_labels.font.size = Pt(13)
        drawn.data_labels.font.color.rgb = RGBColor(255, 255, 255)


def _format(picture: Picture) -> str:
    return "#,##0" + (f".{'0' * picture.digits}" if picture.digits else "")


# parts of a slide -----------------------------------------------------------------------------


def _slide(deck: Any, title: str, *, top: float = 0.35, size: int = 28) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[5])  # title only
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = MARGIN, Inches(top), WIDTH - 2 * MARGIN, Inches(0.95)
    shape.text_frame.word_wrap = True
    shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = shape.text_frame.paragraphs[0]
    _write(paragraph, title, size if len(title) <= 44 or size > 28 else 22, LIGHT.ink, bold=True)
    paragraph.alignment = PP_ALIGN.LEFT
    return slide


def _text(slide: Any, text: str, top: float, height: float, size: int, colour: str) -> None:
    box = slide.shapes.add_textbox(MARGIN, Inches(top), WIDTH - 2 * MARGIN, Inches(height))
    box.text_frame.word_wrap = True
    _write(box.text_frame.paragraphs[0], text, size, colour)


def _footer(slide: Any, source: str, definition: str = "") -> None:
    """As-of date, source and the mark of sample data; below it what the first figure means."""
    box = slide.shapes.add_textbox(MARGIN, Inches(6.8), WIDTH - 2 * MARGIN, Inches(0.6))
    box.text_frame.word_wrap = True
    box.name = "footer"
    _write(box.text_frame.paragraphs[0], source, 11, LIGHT.muted)
    if definition:
        _write(box.text_frame.add_paragraph(), definition, 10, LIGHT.muted)


def _short_definition(material: Material, codes: Iterable[str]) -> str:
    metric = material.metric(next(iter(codes)))
    return _("Definition: {name}: {means}").format(name=either(metric.name), means=either(metric.means))


def _notes(slide: Any, material: Material, codes: Iterable[str], said: Iterable[str] = ()) -> None:
    """For the speaker: the finding, each figure with n/N and its definition, what is stale or missing."""
    lines = [line for line in said if line]
    for code in codes:
        metric = material.metric(code)
        if code in query.indicators():
            lines.append(figure(material, code).definition)
        else:
            lines.append(f"{either(metric.name)}: {either(metric.definition)}")
    lines += [*(age.sentence for age in material.stale(codes)), *material.waiting(codes)]
    frame = slide.notes_slide.notes_text_frame
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        _write(paragraph, line, 12, "#000000")


def _write(paragraph: Any, text: str, size: float, colour: str, *, bold: bool = False) -> None:
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, LATIN
    run.font.color.rgb = _rgb(colour)
    _east_asian(run._r.get_or_add_rPr())


def _east_asian(properties: Any) -> None:
    """``font.name`` sets the Latin typeface only; Chinese takes ``a:ea``."""
    face = properties.find(qn("a:ea"))
    if face is None:
        face = properties.makeelement(qn("a:ea"), {})
        latin = properties.find(qn("a:latin"))
        latin.addnext(face) if latin is not None else properties.append(face)
    face.set("typeface", CHINESE)


def _rgb(colour: str) -> Any:
    return RGBColor.from_string(colour.removeprefix("#").upper())
