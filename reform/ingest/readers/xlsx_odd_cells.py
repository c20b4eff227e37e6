"""The cells of an .xlsx sheet that show otherwise than they are stored: found in its XML, text by text."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from reform.ingest.readers.cell_positions import column
from reform.ingest.readers.cell_style import FORMULA, OddCells, Said, Way, as_shown
from reform.ingest.readers.xlsx_styles import XlsxStyles, runs

_CELL = rb'<c r="([A-Z]{1,3})(\d{1,7})"'
_FORMULA = rb"<f\b[^<>]*(?:/>|>[^<]*</f>)"
_VALUE = rb"(?:\s*" + _FORMULA + rb")?\s*<v>"
_LONGEST_TAG = 300  # of a cell
_BEGINNING = re.compile(_CELL)
_STALE = re.compile(_CELL + rb"[^<>]*>\s*<f\b")
_EMPTY = re.compile(_CELL + rb"([^<>]*)>\s*" + _FORMULA + rb"(\s*(?:<v\s*/>|<v>\s*</v>))?\s*</c>")
_INLINE = re.compile(_CELL + rb"[^<>]*>\s*(<is>(?:(?!</?c[ >]).)*?</is>)", re.DOTALL)
_ZERO = re.compile(_CELL + rb'(?![^<>]* t="(?!n"))[^<>]*>' + _VALUE + rb"-?0(?:\.0+)?</v>")
_HIDES_ZEROS = re.compile(rb'<sheetView\b[^<>]*\bshowZeros="(?:0|false)"')
_MOST_NAMED = 200  # shared strings named one by one in a pattern

Found = tuple[bytes, bytes, Way]


class OddFinder:
    """Finds the odd cells of one sheet. It takes texts in which every cell is whole and begins as usual."""

    def __init__(self, book: XlsxStyles) -> None:
        self._book = book
        self._hides_zeros: bool | None = None  # not known before the first text
        self._styled = _styled(book)
        self._plain = _plain(book)
        self._said = {str(number).encode(): Said(shown) for number, shown in book.strings.items()}
        named = b"|".join(self._said) if len(self._said) <= _MOST_NAMED else rb"\d{1,9}"
        self._rich = re.compile(_CELL + rb'[^<>]* t="s"[^<>]*>\s*<v>(' + named + rb")</v>")

    def find(self, text: bytes, odd: OddCells) -> None:
        """Note the odd cells of a text; of two reasons the one found last holds."""
        for letters, row, way in self._found(text):
            if place := int(row):
                odd.add(place - 1, column(letters), way)

    def _found(self, text: bytes) -> Iterator[Found]:
        looks = self._book.looks
        for pattern in self._styled:
            for match in pattern.finditer(text):
                if place := _place(text, match.start()):
                    yield *place, looks[int(match[1])]
        if self._plain:
            for letters, row in self._plain.findall(text):
                yield letters, row, looks[0]
        if self._hides_zeros is None:
            self._hides_zeros = _HIDES_ZEROS.search(text) is not None
        if self._hides_zeros:
            for letters, row in _ZERO.findall(text):
                yield letters, row, Said("")
        yield from self._strings(text)
        if b"<f" in text:
            yield from self._formulas(text)

    def _strings(self, text: bytes) -> Iterator[Found]:
        if self._said:
            for letters, row, number in self._rich.findall(text):
                if said := self._said.get(number):
                    yield letters, row, said
        if b"<strike" in text or b"<vertAlign" in text:
            for letters, row, cell in _INLINE.findall(text):
                pieces = list(runs(ElementTree.fromstring(cell)))
                if any(struck or place != "baseline" for _said, struck, place in pieces):
                    yield letters, row, Said(as_shown(pieces))

    def _formulas(self, text: bytes) -> Iterator[Found]:
        if self._book.recalculates:
            for letters, row in _STALE.findall(text):
                yield letters, row, FORMULA
            return
        for letters, row, attributes, value in _EMPTY.findall(text):
            # A formula that gave "" is stored with its type and an empty value.
            if not (value and b't="str"' in attributes):
                yield letters, row, FORMULA


def _styled(book: XlsxStyles) -> list[re.Pattern[bytes]]:
    """Styles that show all of their cells, or those with fractions, otherwise than they are stored.

    The patterns begin with the style: most cells have none, and are passed over without a look.
    """
    reach: dict[str, list[bytes]] = {"none": [], "fractions": [], "all": []}
    for number, look in enumerate(book.looks):
        reach[look.reach].append(str(number).encode())
    value = rb"[^<>]{0,%d}>" % _LONGEST_TAG + _VALUE + rb"[^<.eE]*[.eE]"
    patterns = {"all": rb' s="(%b)"', "fractions": rb' s="(%b)"' + value}
    return [re.compile(pattern % b"|".join(reach[kind])) for kind, pattern in patterns.items() if reach[kind]]


def _place(text: bytes, attribute: int) -> tuple[bytes, bytes] | None:
    """Column and row of the cell that an attribute belongs to; None where it is another tag's, or text."""
    start = text.rfind(b"<", max(0, attribute - _LONGEST_TAG), attribute)
    cell = _BEGINNING.match(text, start) if start >= 0 else None
    if cell is None or text.find(b">", start, attribute) >= 0:
        return None
    return cell[1], cell[2]


def _plain(book: XlsxStyles) -> re.Pattern[bytes] | None:
    """Cells without a style, where that is not how plain cells look."""
    if not book.looks or book.looks[0].reach == "none":
        return None
    return re.compile(_CELL + rb'(?![^<>]* s=")')
