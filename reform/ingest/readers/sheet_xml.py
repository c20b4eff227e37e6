"""One sheet's XML: its error cells, what is hidden, and its true extent.

calamine lays a sheet out as one full rectangle, and a single stray cell in XFD1048576 would kill the
process for want of memory. What a sheet declares of its extent is no help: it can lie.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from reform.ingest.readers import limits, xlsx_odd_sheet
from reform.ingest.readers.cell_positions import UNPLACED, letters_of, placed
from reform.ingest.readers.cell_style import OddCells
from reform.ingest.readers.text_table import FileRefused
from reform.ingest.readers.xlsx_odd_cells import OddFinder, column
from reform.ingest.readers.xlsx_styles import XlsxStyles

_LONGEST_CELL = 1 << 19  # with all the text it can hold
_LONGEST_TAG = 8 << 20  # and all of the text before it
# Of a whole tag only, which ends before another begins: a tag that is never closed must not be looked for
# to the end of the sheet, again and again.
_WHOLE = "(?=[^<>]*+>)"
_ROWS = re.compile(
    rf'<(?:\w+:)?row\b{_WHOLE}(?=[^<>]*\bhidden="(?:1|true)")[^<>]*?\br="(\d{{1,7}})"'.encode()
)
_COLUMNS = re.compile(rf'<(?:\w+:)?col\b{_WHOLE}(?=[^<>]*\bhidden="(?:1|true)")[^<>]*+>'.encode())
_FROM_TO = re.compile(rb'\b(?:min|max)="(\d{1,5})"')
_ERROR = re.compile(
    rf'<(?:\w+:)?c\b{_WHOLE}(?=[^<>]*\bt="e")[^<>]*?\br="([A-Z]{{1,3}})(\d{{1,7}})"[^<>]*+>'.encode()
    + rb"(?:<(?:\w+:)?f\b[^<>]*+(?:(?<=/)>|>[^<]*+</(?:\w+:)?f>))?\s*+<(?:\w+:)?v>([^<]++)<"
)

Errors = dict[int, dict[int, str]]  # by row, then column, both from 0


@dataclass
class SheetFacts:
    """What one sheet holds beside its values; rows and columns from 0."""

    errors: Errors = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    extent: tuple[int, int] | None = None  # height and width, if not every cell says where it stands
    is_long: bool = False  # its cells hold much text
    hidden_columns: bytearray = field(default_factory=lambda: bytearray(limits.COLUMNS))  # a 1 for each
    odd: OddCells = field(default_factory=OddCells)  # shown otherwise than they are stored

    def hide(self, first: int, last: int) -> None:
        """Note hidden columns, the last one included."""
        last = min(last, limits.COLUMNS - 1)
        self.hidden_columns[first : last + 1] = b"\1" * (last + 1 - first)

    def hidden_within(self, height: int, width: int) -> tuple[int, int]:
        """How many rows and columns of a table of this size are hidden."""
        return sum(row < height for row in set(self.hidden_rows)), sum(self.hidden_columns[:width])


def scan(
    chunks: Callable[[], Iterable[bytes]],
    file: str,
    sheet: str,
    book: XlsxStyles | None = None,
    *,
    is_placed: bool = False,
) -> SheetFacts:
    """What a sheet's XML says, in one fast pass; one of its own cells in an odd place makes it two.

    Where rows or cells do not say where they stand, it is looked through once more with their places.
    """
    facts = SheetFacts()
    finder = OddFinder(book or XlsxStyles())
    usual: _Usual | None = None
    strange = unplaced = False
    for text in _whole_tags(chunks()):
        usual = usual or _Usual(text)
        strange = strange or not usual.holds(text) or b"='" in text
        unplaced = unplaced or (strange and UNPLACED.search(text) is not None)
        finder.find(text, facts.odd)
        if b't="e"' in text:
            for letters, row, word in _ERROR.findall(text):
                facts.errors.setdefault(int(row) - 1, {})[column(letters)] = word.decode()
        if b'hidden="' in text:
            facts.hidden_rows += [int(row) - 1 for row in _ROWS.findall(text)]
            for tag in _COLUMNS.findall(text)[: limits.COLUMNS]:
                places = [int(number) - 1 for number in _FROM_TO.findall(tag)]
                facts.hide(min(places), max(places))
    if unplaced and not is_placed:
        return scan(lambda: placed(_whole_tags(chunks())), file, sheet, book, is_placed=True)
    if strange:
        facts.odd = OddCells()
        xlsx_odd_sheet.find(chunks(), book or XlsxStyles(), facts.odd)
        facts.extent = height, width = _extent(chunks())
        if height * width > limits.CELLS:
            raise FileRefused("sheet_too_large", {"rows": height, "columns": width}, file=file, sheet=sheet)
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


def _extent(chunks: Iterable[bytes]) -> tuple[int, int]:
    """Height and width of the rectangle of the cells that hold something, by a real parser."""
    rows, columns = set[int](), set[int]()
    at = [0, 0]  # the row and the column of the cell just begun

    def start(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "c":
            place = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", attributes.get("r", "").upper())
            at[1] = column(place[1].encode()) if place else at[1] + 1
            at[0] = int(place[2]) if place else at[0]
        elif local == "row":
            at[:] = int(attributes.get("r", at[0] + 1)), -1
        elif local in ("v", "is", "f"):
            rows.add(at[0])
            columns.add(at[1])

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    for chunk in chunks:
        parser.Parse(chunk)
    parser.Parse(b"", True)
    if not rows:
        return 0, 0
    return max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
