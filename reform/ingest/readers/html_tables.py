"""Tables of a web page: what many a system exports under the name of .xls.

Only tags that make a table are understood, all others fall away; time and memory grow with the page's
length and not faster, whatever it holds.
"""

import html
import re
from collections.abc import Iterator

from reform.ingest.readers import limits
from reform.ingest.readers.cell_style import Run, as_shown
from reform.ingest.readers.cell_text import text
from reform.ingest.readers.encoding import decode
from reform.ingest.readers.file_refused import FileRefused
from reform.ingest.readers.file_type import KINDS
from reform.ingest.readers.grid import Grid, MarkupTable, Room
from reform.ingest.readers.html_styles import CellLook, OpenTags, rules
from reform.ingest.readers.text_table import Source, TextTable

_TAG = re.compile(r"<(?:!--|(/?)([a-zA-Z][a-zA-Z0-9:]*+)([^<>]*+)>|![^<>]*+>)")
_SPAN = re.compile(r"\b(colspan|rowspan)\s*+=\s*+(?:[\"']\s*+)?(\d{1,5})", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_LINE_ENDS = re.compile(r" ?\n ?")
_BREAKS = frozenset({"br", "p", "div", "li"})
_UNREAD = frozenset({"script", "style", "title", "xml", "textarea", "select"})
# As browsers do.
_MOST_ACROSS, _MOST_DOWN = 1000, 65_534


def open_webpage(source: Source) -> Iterator[TextTable]:
    """A table for every <table> with something in it; a page without one is refused."""
    page = markup_text(source)
    tables = _Tables()
    grids = [grid for grid in tables.read(page) if any(cell.strip() for row in grid.rows for cell in row)]
    if not grids:
        raise FileRefused("file_not_table", {"kind": KINDS["web"]})
    cut = [grid for grid in grids if grid in tables.cut] or grids[-1:] if tables.is_cut else []
    for number, grid in enumerate(grids, 1):
        yield MarkupTable(
            sheet=str(number) if len(grids) > 1 else None,
            kind="html",
            spans=grid.spans,
            hidden_rows=grid.hidden_rows,
            unclosed_row=len(grid.rows) if grid in cut else None,
            grid=grid,
        ).read_head()


def markup_text(source: Source) -> str:
    """All of a page or an XML file, decoded; what it declares of its encoding is often wrong."""
    content = source.content()
    if len(content) > limits.MARKUP:
        raise FileRefused("markup_too_large", {"limit": limits.MARKUP // limits.MB})
    source.budget.hold(5 * len(content))  # four bytes a character, and the pieces it is cut into
    with decode(content, lines=False).open() as stream:
        return stream.read()


class _Tables:
    """Walks through a page tag by tag; a table inside a cell is a table of its own."""

    def __init__(self) -> None:
        self.found: list[Grid] = []
        self.open: list[_Table] = []
        self.room = Room()
        self.classes: dict[str, str] = {}
        self.cut: list[Grid] = []  # those that the page does not close
        self._open_page: bool | None = None  # None: no <html> was met

    @property
    def is_cut(self) -> bool:
        """Whether the page ends too early: a page that closes itself need not close its tables."""
        return bool(self.cut) if self._open_page is None else self._open_page

    def read(self, page: str) -> list[Grid]:
        """The grids of all tables, in the order of their beginning."""
        at = 0
        while tag := _TAG.search(page, at):
            if self.open:
                self.open[-1].text(page[at : tag.start()])
            at = tag.end()
            closing, name, attributes = bool(tag[1]), (tag[2] or "").lower(), tag[3]
            if name == "table":
                self._table(closing)
            elif name in _UNREAD and not closing and not attributes.endswith("/"):
                end = _find(f"</{name}", page, at)
                if name == "style":
                    self.classes |= rules(page[at:end])
                at = end
            elif tag[0] == "<!--":
                at = _find("-->", page, at)
            elif name == "html":
                self._open_page = not closing
            elif name and self.open:
                self.open[-1].tag(closing, name, attributes)
        self.cut = [table.grid for table in self.open]
        while self.open:
            self._table(closing=True)
        return self.found

    def _table(self, closing: bool) -> None:
        if not closing:
            table = _Table(Grid(self.room), self.classes)
            self.found.append(table.grid)
            self.open.append(table)
            if len(self.found) > limits.MEMBERS:
                raise FileRefused("file_too_many", {"limit": limits.MEMBERS})
        elif self.open:
            self.open.pop().close()


def _find(end: str, page: str, start: int) -> int:
    """Where, in whatever case, the end of a part begins that is not to be read."""
    found = re.compile(end, re.IGNORECASE).search(page, start)
    return found.start() if found else len(page)


def _unescaped(said: str) -> str:
    try:
        return html.unescape(said)
    except ValueError:  # the number of a character, in more digits than Python turns into one
        return said


class _Table:
    """One table as it is read."""

    def __init__(self, grid: Grid, classes: dict[str, str]) -> None:
        self.grid = grid
        self._classes = classes
        self._cell: list[Run] | None = None  # the pieces of the open cell's text
        self._drawn = OpenTags()
        self._attributes = ""
        self._across = self._down = 1

    def text(self, piece: str) -> None:
        """Text between two tags."""
        if self._cell is not None and piece:
            self._cell.append(self._drawn.run(_SPACES.sub(" ", piece)))

    def tag(self, closing: bool, name: str, attributes: str) -> None:
        """A tag inside the table; a cell or row that was not closed is closed by the next one."""
        if name in ("td", "th", "tr"):
            self.close()
        elif name in _BREAKS and self._cell:
            self._cell.append(("\n", False, "baseline"))
        self._drawn.tag(closing, name, attributes)
        if closing:
            return
        if name == "tr":
            self.grid.row()
            self.grid.hidden_rows += bool(_HIDDEN.search(attributes))
        elif name in ("td", "th"):
            spans = {key.lower(): int(number) for key, number in _SPAN.findall(attributes)}
            self._across = min(max(spans.get("colspan", 1), 1), _MOST_ACROSS)
            self._down = min(max(spans.get("rowspan", 1), 1), _MOST_DOWN)
            self._cell = []
            self._drawn = OpenTags()
            self._attributes = attributes

    def close(self) -> None:
        """Put the open cell into the grid."""
        if self._cell is not None:
            runs = [(_unescaped(piece), struck, place) for piece, struck, place in self._cell]
            said = _LINE_ENDS.sub("\n", as_shown(runs)).strip(" \n")
            if self._attributes:
                said = text(CellLook(self._attributes, self._classes).show(said))
            self.grid.cell(said, across=self._across, down=self._down)
            self._cell = None
