"""How much text an .xlsx lays out, counted before it is.

A workbook writes each text once and lets any number of cells refer to it; whoever reads it has a copy for
each. The lengths are those of the XML, tags included: never less than the text.
"""

import re
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np

from reform.ingest.readers import limits
from reform.ingest.readers.cell_positions import column

_TEXT = re.compile(rb"<(?:\w{1,20}:)?si(?=[\s/>])")
_OVERLAP = 32  # more than the beginning of a text is long
_CELL = re.compile(rb"<(?:\w{1,20}:)?c(?=[\s/>])([^<>]*+)>(?:\s*+<(?:\w{1,20}:)?v>\s*+(\d{1,9})\s*+</)?")
# The same as Excel and its likes write it: place, style, type, and the number of a shared text if it is one.
_USUAL = re.compile(
    rb'<c r="[A-Z]{1,3}\d{1,7}"(?: s="\d{1,6}")?'
    rb'(?: t="s"><v>(\d{1,9})</v>|(?: t="(?:n|b|e|d|str|inlineStr)")?[/>])'
)
_BEGINNINGS = tuple(b"<c" + sign for sign in (b" ", b"\t", b"\r", b"\n", b"/", b">"))
_COLUMN = re.compile(rb'<c r="([A-Z]{1,3})\d{1,7}"')
_ROW = re.compile(rb'<c r="[A-Z]{1,3}(\d{1,7})"')
_OWN = re.compile(rb'\bt="(?:n|b|e|d|str|inlineStr)"')
# What a cell with a value and the tags round it cost calamine while it reads a sheet.
_BLANK_BYTES, _CELL_BYTES = 32, 48
_TAG_BYTES = 24
_MERGE_BYTES = 500


def _span(places: set[int]) -> int:
    return max(places, default=-1) - min(places, default=0) + 1


Chunks = Callable[[], Iterable[bytes]]


@dataclass
class SharedTexts:
    """The lengths of a workbook's shared texts, in their order."""

    lengths: "array[int]" = field(default_factory=lambda: array("Q"))
    longest: int = 0

    def read(self, chunks: Iterable[bytes]) -> None:
        """Take in the part of the workbook that holds them."""
        begun, at, rest = -1, 0, b""  # where the last text began; where ``rest`` begins
        size = 0
        for chunk in chunks:
            text = rest + chunk
            for found in _TEXT.finditer(text):
                if at + found.start() > begun:
                    if begun >= 0:
                        self.lengths.append(at + found.start() - begun)
                    begun = at + found.start()
            size += len(chunk)
            rest = text[-_OVERLAP:]
            at = size - len(rest)
        if begun >= 0:
            self.lengths.append(size - begun)
        self.longest = max(self.lengths, default=0)

    def cost(self, chunks: Chunks, extent: tuple[int, int] | None = None) -> tuple[int, int]:
        """Bytes of memory, and of text among them, that a sheet takes: estimated, or counted if much.

        ``extent``: height and width of a sheet whose cells do not all say where they stand.
        """
        size = closed = merged = odd = 0
        end, rows, columns = b"", set[int](), set[bytes]()
        for chunk in chunks():
            text = end + chunk
            end = chunk[-_OVERLAP:]
            columns.update(_COLUMN.findall(text))
            found = set(map(int, set(_ROW.findall(text))))
            if found:
                rows = {*rows, *found}
                rows = {min(rows), max(rows)}
            size += len(chunk)
            closed += chunk.count(b"</")
            merged += chunk.count(b"mergeCell ")
            odd += len(chunk) // 8 if b"\0" in chunk else 0  # in two bytes: nothing can be counted
        cells = closed // 2 + odd
        own = max(0, size - _TAG_BYTES * closed)
        shared = cells * self.longest
        if shared > limits.RATIO_FROM:
            shared = odd * self.longest + self._counted(chunks())
        height, width = extent or (_span(rows), _span(set(map(column, columns))))
        return (
            height * width * _BLANK_BYTES + cells * _CELL_BYTES + merged * _MERGE_BYTES + own + shared,
            own + shared,
        )

    def _counted(self, chunks: Iterable[bytes]) -> int:
        """The text of the cells that refer to one; a cell of strange form may refer to the longest."""
        total, rest = 0, b""
        for chunk in chunks:
            text = rest + chunk
            end = max(text.rfind(b"<c "), text.rfind(b":c "), 0) if len(text) < 2 * limits.LINE else len(text)
            rest = text[end:]
            total += self._referred_in(text[:end])
        return total + self._referred_in(rest)

    def _referred_in(self, text: bytes) -> int:
        """The same of a piece of a sheet, at once where all its cells are written as usual."""
        found = _USUAL.findall(text)
        known = len(self.lengths)
        if len(found) == sum(map(text.count, _BEGINNINGS)) and b":c" not in text:
            numbers = np.array([number for number in found if number], "S9").astype(np.int64)
            return int(np.asarray(self.lengths)[numbers[numbers < known]].sum()) if known else 0
        return sum(self._referred(attributes, number, known) for attributes, number in _CELL.findall(text))

    def _referred(self, attributes: bytes, number: bytes, known: int) -> int:
        if b'"' in attributes and attributes.count(b'"') % 2 == 0 and b"'" not in attributes:
            if b't="s"' in attributes and number:
                place = int(number)
                return self.lengths[place] if place < known else 0
            if b"t" not in attributes or _OWN.search(attributes):
                return 0
        elif not attributes.strip(b" /"):
            return 0
        return self.longest
