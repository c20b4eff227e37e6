"""What an .xlsx says of how its cells look: styles, runs of shared strings, whether it must be computed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from xml.etree import ElementTree

from reform.ingest.readers import number_formats
from reform.ingest.readers.cell_style import Look, Run, as_shown

_OFF = ("0", "false", "off")


@dataclass
class XlsxStyles:
    """The looks by style number, the shared strings that read otherwise than they are stored, and whether
    Excel would compute the formulas on opening."""

    looks: list[Look] = field(default_factory=list)
    strings: dict[int, str] = field(default_factory=dict)
    recalculates: bool = False


def looks(styles: ElementTree.Element) -> list[Look]:
    """The look of every cell style, in their order."""
    codes = dict(number_formats.BUILTIN)
    for declared in styles.iterfind("{*}numFmts/{*}numFmt"):
        codes[int(declared.get("numFmtId", "0"))] = declared.get("formatCode", "General")
    struck = [_is_on(font.find("{*}strike")) for font in styles.iterfind("{*}fonts/{*}font")]

    @cache
    def look(number: int, font: int) -> Look:
        return Look(
            number_formats.read(codes.get(number, "General")), struck=font < len(struck) and struck[font]
        )

    return [
        look(int(style.get("numFmtId", "0")), int(style.get("fontId", "0")))
        for style in styles.iterfind("{*}cellXfs/{*}xf")
    ]


def recalculates(workbook: ElementTree.Element) -> bool:
    """Whether Excel computes all formulas when the workbook is opened: what is stored is not what is seen."""
    calculation = workbook.find("{*}calcPr")
    if calculation is None:
        return False
    never_finished = calculation.get("calcCompleted", "1") in _OFF
    return never_finished or calculation.get("fullCalcOnLoad", "0") not in _OFF


def runs(text: ElementTree.Element) -> Iterator[Run]:
    """The pieces of a cell's text; phonetic guides are no part of it."""
    for child in text:
        local = child.tag.rpartition("}")[2]
        if local == "t":
            yield child.text or "", False, "baseline"
        elif local == "r":
            said = "".join(piece.text or "" for piece in child.iterfind("{*}t"))
            place = child.find("{*}rPr/{*}vertAlign")
            raised = "baseline" if place is None else place.get("val", "baseline")
            yield said, _is_on(child.find("{*}rPr/{*}strike")), raised


def _is_on(element: ElementTree.Element | None) -> bool:
    return element is not None and element.get("val", "1") not in _OFF


def odd_strings(chunks: Iterable[bytes]) -> dict[int, str]:
    """Of the shared strings those that are shown otherwise than they are stored, by their number."""
    found: dict[int, str] = {}
    parser: Any = ElementTree.XMLPullParser(("end",))
    number = 0
    for chunk in chunks:
        parser.feed(chunk)
        for event in parser.read_events():
            element = event[1]
            if isinstance(element, ElementTree.Element) and element.tag.rpartition("}")[2] == "si":
                pieces = list(runs(element))
                if any(struck or place != "baseline" for _said, struck, place in pieces):
                    found[number] = as_shown(pieces)
                number += 1
                element.clear()
    return found
