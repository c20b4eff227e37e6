"""One sheet's XML: its error cells, what is hidden, which cells are odd, and its true extent.

calamine lays a sheet out as one full rectangle, and a single stray cell in XFD1048576 would kill the
process for want of memory. What a sheet declares of its extent is no help: it can lie.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from reform.ingest.readers import limits, xlsx_odd_sheet
from reform.ingest.readers.cell_positions import column, letters_of
from reform.ingest.readers.file_refused import FileRefused
from reform.ingest.readers.sheet_facts import SheetFacts
from reform.ingest.readers.xlsx_odd_cells import OddFinder
from reform.ingest.readers.xlsx_styles import XlsxStyles

_LONGEST_CELL = 1 << 19  # with all the text it can hold
_LONGEST_TAG = 8 << 20  # and all of the text before it
# Of a whole tag only, which ends before another begins: a tag that is never closed must not be looked for
# to the end of the sheet, again and again.
_WHOLE = "(?=[^<>]*+>)"
_ROWS = re.compile(rf'<row\b{_WHOLE}(?=[^<>]*\bhidden="(?:1|true)")[^<>]*?\br="(\d{{1,7}})"'.encode())
_COLUMNS = re.compile(rf'<col\b{_WHOLE}(?=[^<>]*\bhidden="(?:1|true)")[^<>]*+>'.encode())
_FROM_TO = re.compile(rb'\b(?:min|max)="(\d{1,5})"')
_ERROR = re.compile(
    rf'<c\b{_WHOLE}(?=[^<>]*\bt="e")[^<>]*?\br="([A-Z]{{1,3}})(\d{{1,7}})"[^<>]*+>'.encode()
    + rb"(?:<f\b[^<>]*+(?:(?<=/)>|>[^<]*+</f>))?\s*+<v>([^<]++)<"
)


def scan(chunks: Callable[[], Iterable[bytes]], sheet: str, book: XlsxStyles | None = None) -> SheetFacts:
    """What a sheet's XML says, in one fast pass; one that is written in an unusual way is parsed."""
    facts = SheetFacts()
    finder = OddFinder(book or XlsxStyles())
    usual: _Usual | None = None
    for text in _whole_tags(chunks()):
        usual = usual or _Usual(text)
        if not usual.holds(text) or b"='" in text:
            return _parsed(_whole_tags(chunks()), sheet, book or XlsxStyles())
        finder.find(text, facts.odd)
        if b't="e"' in text:
            for letters, row, word in _ERROR.findall(text):
                facts.errors.setdefault(int(row) - 1, {})[column(letters)] = word.decode()
        if b'hidden="' in text:
            facts.hidden_rows += [int(row) - 1 for row in _ROWS.findall(text)]
            for tag in _COLUMNS.findall(text)[: limits.COLUMNS]:
                places = [int(number) - 1 for number in _FROM_TO.findall(tag)]
                facts.hide(min(places), max(places))
    return facts


def _parsed(text: Iterable[bytes], sheet: str, book: XlsxStyles) -> SheetFacts:
    facts = xlsx_odd_sheet.parse(text, book)
    height, width = facts.extent or (0, 0)
    if height * width > limits.CELLS:
        raise FileRefused("sheet_too_large", {"rows": height, "columns": width}, sheet=sheet)
    return facts


def _whole_tags(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The text in pieces that end before a cell begins, so that each cell is whole in one of them."""
    rest = b""
    for chunk in chunks:
        text = rest + chunk
        end = max(text.rfind(b"<c "), text.rfind(b":c "))
        if end < 0 or len(text) - end > _LONGEST_CELL:
            end = len(text)
        end = max(text.rfind(b"<", 0, end + 1), 0)
        if len(text) - end > _LONGEST_TAG:
            raise ValueError("no sheet holds such a text")
        yield text[:end]
        rest = text[end:]
    yield rest


class _Usual:
    """How cells and rows look to whom no surprise is possible: in as many columns as the first ones.

    A text that looks so throughout cannot lay out more than ``limits.CELLS`` cells.
    """

    def __init__(self, start: bytes) -> None:
        last = max(map(column, set(re.findall(rb'<c r="([A-Z]{1,3})\d', start))), default=0)
        letters = letters_of(last)
        head, tail = letters[0], len(letters) - 1
        columns = f"[A-{head}]" + "[A-Z]" * tail + (f"|[A-Z]{{1,{tail}}}" if tail else "")
        width = min((ord(head) - 64) * 26**tail + sum(26**n for n in range(1, tail + 1)), limits.COLUMNS)
        room = limits.CELLS // width
        # Excel's 1,048,576 rows if there is room for them, else all numbers of so many digits.
        rows = r"\d{1,6}|10[0-4]\d{4}" if room >= 1_049_999 else rf"\d{{1,{len(str(room + 1)) - 1}}}"
        self._cell = re.compile(rf'<c(?! r="(?:{columns})(?:{rows})")[\s/>]'.encode())
        self._row = re.compile(rf'<row(?! r="(?:{rows})")[\s/>]'.encode())
        self._prefixed = re.compile(rb":(?:c|row)[\s/>]")

    def holds(self, text: bytes) -> bool:
        """Whether the text has nothing but such cells and rows."""
        odd = self._cell.search(text) or self._row.search(text) or self._prefixed.search(text)
        return odd is None and b"\0" not in text
