"""The slides read back: native charts whose numbers are the answers, titles, footers, notes, frame."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Inches

from reform.common import formatting, i18n
from reform.metrics import query
from reform.metrics.query import Scope, ask
from reform.reports.meeting_pack.chart_list import pictures
from reform.reports.meeting_pack.slides import HEADLINES, presentation
from tests.reports.meeting_pack.conftest import AS_OF, Made


@pytest.fixture(scope="module")
def slides(made: Made) -> list[Any]:
    return list(Presentation(io.BytesIO(made.slides)).slides)


@pytest.fixture(scope="module")
def charts(slides: list[Any]) -> dict[str, Any]:
    return {shape.name: shape.chart for slide in slides for shape in slide.shapes if shape.has_chart}


def words(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_every_number_of_every_chart_is_read_back(made: Made, charts: dict[str, Any]) -> None:
    assert list(charts) == [picture.key for picture in made.pictures]
    assert len(charts) >= 14
    for picture in made.pictures:
        drawn = charts[picture.key].plots[0]
        assert [series.name for series in drawn.series] == [series.name for series in picture.series]
        for series, asked in zip(drawn.series, picture.series, strict=True):
            assert [value is None for value in series.values] == [value is None for value in asked.values]
            shown, expected = (
                [v for v in values if v is not None] for values in (series.values, asked.values)
            )
            assert shown == pytest.approx(expected, rel=1e-12)


# Numbers asked anew, not through the pack.
ASKED: dict[str, tuple[int, Callable[[Callable[..., Any]], list[Any]]]] = {
    "curve": (1, lambda ask: list(ask("transfer_curve")["transferred"].dropna())),
    "batches": (0, lambda ask: list(ask("batches")["transferred"])),
    "funnel": (0, lambda ask: list(ask("stage_funnel").query("not is_aside")["reached"])),
    "handovers": (1, lambda ask: list(ask("handovers")["lacking"])),
    "limits": (0, lambda ask: list(ask("three_limits").iloc[0][["statutory", "promised", "used"]])),
    "before_after": (0, lambda ask: list(ask("D06").iloc[0][["mean_before", "mean_after"]])),
    "months": (0, lambda ask: list(ask("D03", ("month",))["mean"])),
    "levels": (
        0,
        lambda ask: [int(n) for n in ask("rating_levels").set_index("level").loc[list("12345"), "ratings"]],
    ),
    "online": (0, lambda ask: [ask(code)["value"].iloc[0] for code in ("O01", "O02", "O03")]),
    "centre": (1, lambda ask: list(ask("centre_counts")["staff"])),
}


@pytest.mark.parametrize("key", ASKED)
def test_chart_shows_what_the_indicator_answers(made: Made, charts: dict[str, Any], key: str) -> None:
    place, expected = ASKED[key]
    asked = expected(lambda code, by=(): ask(made.connection, code, Scope(AS_OF), by))
    shown = [value for value in charts[key].plots[0].series[place].values if value is not None]
    assert shown == pytest.approx([float(value) for value in asked], rel=1e-12)


def test_the_first_page_has_the_headline_figures(made: Made, slides: list[Any]) -> None:
    (grid,) = [shape.table for shape in slides[1].shapes if shape.has_table]
    rows = [[cell.text for cell in row.cells] for row in grid.rows][1:]
    for code, (_name, figure, _unit, share) in zip(HEADLINES, rows, strict=True):
        answer = ask(made.connection, code, Scope(AS_OF)).iloc[0]
        assert share == formatting.share(answer["numerator"], answer["denominator"])
        shown = float(figure.replace(",", "").replace("−", "-").rstrip("%"))
        assert shown == pytest.approx(answer["value"], abs=0.0051)


def test_each_slide_says_its_finding_source_and_definitions(made: Made, slides: list[Any]) -> None:
    for picture, slide in zip(made.pictures, slides[2:], strict=True):
        assert slide.shapes.title.text == picture.title
        (footer,) = [shape.text_frame.text for shape in slide.shapes if shape.name == "footer"]
        assert "示例数据" in footer
        assert "截至 2026年10月31日" in footer
        assert "口径：" in footer
        notes = slide.notes_slide.notes_text_frame.text
        for code in picture.codes:
            metric = query.find(code)
            assert i18n.either(metric.name) in notes
            if code in query.indicators():
                answer = ask(made.connection, code, Scope(AS_OF)).iloc[0]
                assert formatting.share(answer["numerator"], answer["denominator"]) in notes


def test_wide_screen_and_nothing_beyond_its_edge(made: Made, slides: list[Any]) -> None:
    deck = Presentation(io.BytesIO(made.slides))
    assert (deck.slide_width, deck.slide_height) == (Inches(13.333), Inches(7.5))
    for slide in slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_chinese_has_its_typeface(charts: dict[str, Any], slides: list[Any]) -> None:
    """A Latin name alone leaves Chinese to whatever the computer finds."""
    space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    for slide in slides:
        runs = slide._element.findall(".//a:r/a:rPr", space)
        assert runs
        assert all(run.find("a:ea", space) is not None for run in runs)
    for chart in charts.values():
        assert chart._chartSpace.findall("c:txPr//a:ea", chart._chartSpace.nsmap | space)


def test_time_axis_is_in_the_order_of_the_schema(charts: dict[str, Any]) -> None:
    """Office refuses a file whose elements stand in another order."""
    tags = [child.tag.rpartition("}")[2] for child in charts["curve"].category_axis._element]
    at = [tags.index(tag) for tag in ("lblOffset", "baseTimeUnit", "majorUnit", "majorTimeUnit")]
    assert at == sorted(at)


def test_english_slides_say_the_same_numbers(made: Made) -> None:
    with i18n.speaking("en"):
        shown = pictures(made.material)
        deck = Presentation(io.BytesIO(presentation(made.material, shown)))
    assert [p.key for p in shown] == [p.key for p in made.pictures]
    for english, chinese in zip(shown, made.pictures, strict=True):
        assert [s.values for s in english.series] == [s.values for s in chinese.series]
        assert english.title != chinese.title
    cover = words(deck.slides[0])
    assert "Meeting pack" in cover
    assert "Sample data" in cover
