"""An .xlsx sheet that is written in an unusual way, by a real parser."""

from collections.abc import Iterable
from xml.parsers import expat

from reform.ingest.readers.cell_positions import place_of
from reform.ingest.readers.cell_style import FORMULA, Run, Said, as_shown
from reform.ingest.readers.sheet_facts import SheetFacts
from reform.ingest.readers.xlsx_styles import XlsxStyles

_ON, _OFF = ("1", "true"), ("0", "false", "off")


def parse(text: Iterable[bytes], book: XlsxStyles) -> SheetFacts:
    """What a sheet holds beside its values, with the extent of the cells that hold something."""
    reader = _Reader(book)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    for piece in text:
        parser.Parse(piece)
    parser.Parse(b"", True)
    height, width = (max(places) - min(places) + 1 if places else 0 for places in reader.filled)
    reader.facts.extent = height, width
    return reader.facts


class _Reader:
    def __init__(self, book: XlsxStyles) -> None:
        self.facts = SheetFacts()
        self.filled = set[int](), set[int]()  # rows and columns that hold something
        self._book, self._odd = book, self.facts.odd
        self._row, self._column = -1, -1
        self._cell: dict[str, str] = {}
        self._formula: bool = False
        self._value: str | None = None
        self._runs: list[Run] = []
        self._drawn = (False, "baseline")
        self._said: str | None = None
        self._hides_zeros = False

    def start(self, name: str, given: dict[str, str]) -> None:
        """Begin an element."""
        local = name.rpartition(":")[2]
        if local == "sheetView":
            self._hides_zeros = given.get("showZeros", "1") in _OFF
        elif local == "row":
            self._row, self._column = int(given.get("r", self._row + 2)) - 1, -1
            if given.get("hidden") in _ON:
                self.facts.hidden_rows.append(self._row)
        elif local == "col" and given.get("hidden") in _ON:
            self.facts.hide(int(given["min"]) - 1, int(given["max"]) - 1)
        elif local == "c":
            self._cell, self._formula, self._value, self._runs = given, False, None, []
            place = place_of(given.get("r", ""))
            self._row, self._column = place or (self._row, self._column + 1)
        elif local == "f":
            self._formula = True
        elif local in ("v", "t"):
            self._said = ""
        elif local == "r":
            self._drawn = (False, "baseline")
        elif local == "strike":
            self._drawn = (given.get("val", "1") not in _OFF, self._drawn[1])
        elif local == "vertAlign":
            self._drawn = (self._drawn[0], given.get("val", "baseline"))
        if local in ("v", "is", "f"):
            self.filled[0].add(self._row)
            self.filled[1].add(self._column)

    def text(self, said: str) -> None:
        """Take in text."""
        if self._said is not None:
            self._said += said

    def end(self, name: str) -> None:
        """End an element."""
        local = name.rpartition(":")[2]
        if local == "v":
            self._value, self._said = self._said, None
        elif local == "t":
            self._runs.append((self._said or "", *self._drawn))
            self._said = None
        elif local == "c" and self._row >= 0:
            self._note()

    def _note(self) -> None:
        kind = self._cell.get("t", "n")
        style = int(self._cell.get("s", "0"))
        if style < len(self._book.looks) and (look := self._book.looks[style]).reach != "none":
            self._odd.add(self._row, self._column, look)
        if self._hides_zeros and kind == "n" and (self._value or "").strip() in ("0", "-0", "0.0"):
            self._odd.add(self._row, self._column, Said(""))
        if kind == "s" and (said := self._book.strings.get(int(self._value or -1))):
            self._odd.add(self._row, self._column, Said(said))
        if any(struck or place != "baseline" for _said, struck, place in self._runs):
            self._odd.add(self._row, self._column, Said(as_shown(self._runs)))
        if kind == "e" and self._value:
            self.facts.errors.setdefault(self._row, {})[self._column] = self._value
        has_value = bool((self._value or "").strip()) or (kind == "str" and self._value is not None)
        if self._formula and (self._book.recalculates or not has_value):
            self._odd.add(self._row, self._column, FORMULA)
