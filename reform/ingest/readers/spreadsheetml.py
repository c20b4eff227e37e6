"""SpreadsheetML: what Excel 2003 and many a Chinese system call "XML 表格 2003", often named .xls."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from xml.parsers import expat

from reform.ingest.readers import limits
from reform.ingest.readers.cell_style import FORMULA, Run, as_shown
from reform.ingest.readers.cell_text import text
from reform.ingest.readers.file_refused import FileRefused
from reform.ingest.readers.file_type import KINDS
from reform.ingest.readers.grid import Grid, MarkupTable, Room
from reform.ingest.readers.html_tables import markup_text
from reform.ingest.readers.spreadsheetml_styles import DEFAULT, XmlStyles
from reform.ingest.readers.text_table import Source, TextTable

_SHEETS = "urn:schemas-microsoft-com:office:spreadsheet"
_EXCEL = "urn:schemas-microsoft-com:office:excel"
_STRIKES = frozenset(("s", "strike", "del"))
_PLACES = {"sup": "superscript", "sub": "subscript"}


def open_xml(source: Source) -> Iterator[TextTable]:
    """A table for every sheet of the workbook, hidden and empty ones too."""
    workbook = _Workbook()
    workbook.read(markup_text(source))
    if not workbook.sheets:
        raise FileRefused("file_not_table", {"kind": KINDS["xml"]})
    for sheet in workbook.sheets:
        yield MarkupTable(
            sheet=sheet.grid.sheet,
            kind="xml",
            date1904=workbook.date1904,
            spans=sheet.grid.spans,
            hidden=sheet.hidden,
            hidden_rows=sheet.grid.hidden_rows,
            hidden_columns=sum(sheet.hidden_columns[: sheet.grid.width]),
            grid=sheet.grid,
        ).read_head()


@dataclass
class _Sheet:
    grid: Grid
    hidden: bool = False
    hidden_columns: bytearray = field(default_factory=lambda: bytearray(limits.COLUMNS))  # a 1 for each
    column: int = 0  # the next one a <Column> speaks of
    styles: list[str] = field(default_factory=lambda: [DEFAULT] * limits.COLUMNS)  # of the columns


class _Workbook:
    """Takes in the elements of the file one by one; no entity is expanded, nothing is fetched."""

    def __init__(self) -> None:
        self.sheets: list[_Sheet] = []
        self.date1904 = False
        self._room = Room()
        self._path: list[str] = []
        self._said: list[str] | None = None  # the text of an element that is listened to
        self._cell: dict[str, str] = {}
        self._type = "String"
        self._value: Any = ""
        self._runs: list[Run] | None = None  # the pieces of an open <Data>
        self._styles = XmlStyles()
        self._row_style: str | None = None
        self._computed = False  # whether the open cell has a value, be it ""

    def read(self, said: str) -> None:
        """Read the whole file."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._refuse
        try:
            parser.Parse(said.lstrip("\ufeff \t\r\n"), True)
        except (expat.ExpatError, ValueError) as error:
            raise FileRefused("file_damaged") from error

    def _refuse(self, *_: object) -> None:
        raise FileRefused("file_entities")

    def _text(self, said: str) -> None:
        if self._runs is not None:
            self._runs.append((said, *self._drawn()))
        elif self._said is not None:
            self._said.append(said)

    def _drawn(self) -> tuple[bool, str]:
        """Whether text is struck out here, and where it stands on its line."""
        tags = {tag.lower() for tag in self._path}
        return bool(tags & _STRIKES), next((_PLACES[tag] for tag in _PLACES if tag in tags), "baseline")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _dot, local = name.rpartition(" ")
        given = {key.rpartition(" ")[2]: value for key, value in attributes.items()} if attributes else {}
        parent = self._path[-1] if self._path else ""
        self._path.append(local)
        if local == "Data" and parent == "Cell":  # and not a comment's
            self._type = given.get("Type", "String")
            self._runs = []
        elif space == _SHEETS and local == "Worksheet":
            name = given.get("Name", str(len(self.sheets) + 1))
            self.sheets.append(_Sheet(Grid(self._room, name)))
            if len(self.sheets) > limits.MEMBERS:
                raise FileRefused("file_too_many", {"limit": limits.MEMBERS})
        elif space == _EXCEL and local in ("Visible", "Date1904"):
            self._said = []
        elif space == _SHEETS and self.sheets:
            self._layout(local, given)
        elif space == _SHEETS:
            self._styles.start(local, given)

    def _layout(self, local: str, given: dict[str, str]) -> None:
        sheet = self.sheets[-1]
        if local == "Row":
            sheet.grid.row(int(given["Index"]) - 1 if "Index" in given else None)
            sheet.grid.hidden_rows += given.get("Hidden") == "1"
            self._row_style = given.get("StyleID")
        elif local == "Cell":
            self._cell, self._value, self._computed = given, "", False
        elif local == "Column":
            first = int(given.get("Index", sheet.column + 1)) - 1
            sheet.column = min(first + 1 + int(given.get("Span", 0)), limits.COLUMNS)
            if "StyleID" in given and 0 <= first < sheet.column:
                sheet.styles[first : sheet.column] = [given["StyleID"]] * (sheet.column - first)
            if given.get("Hidden") == "1" and 0 <= first < sheet.column:
                sheet.hidden_columns[first : sheet.column] = b"\1" * (sheet.column - first)

    def _end(self, name: str) -> None:
        local = self._path.pop()
        if local == "Data" and self._path[-1] == "Cell":
            shown = as_shown(self._runs or ())
            self._value = shown if self._type == "String" else _typed(shown, self._type)
            self._runs, self._computed = None, True
        elif local == "Cell" and self.sheets:
            self._put(self.sheets[-1])
        elif local == "Visible" and self.sheets:
            self.sheets[-1].hidden = "".join(self._said or ()).strip() in ("SheetHidden", "SheetVeryHidden")
            self._said = None
        elif local == "Date1904":
            self.date1904 = "".join(self._said or ()).strip() in ("", "1", "True", "true")
            self._said = None

    def _put(self, sheet: _Sheet) -> None:
        grid = sheet.grid
        across, down = (int(self._cell.get(name, 0)) + 1 for name in ("MergeAcross", "MergeDown"))
        place = int(self._cell["Index"]) - 1 if "Index" in self._cell else None
        if min(across, down, place or 0) < 0 or across > limits.COLUMNS:
            raise ValueError("no program writes such a cell")
        column = grid.free if place is None else place
        inherited = self._row_style or sheet.styles[min(column, limits.COLUMNS - 1)]
        look = self._styles.look(self._cell.get("StyleID", inherited))
        way = FORMULA if "Formula" in self._cell and not self._computed else look
        shown = text(way.show(self._value, self.date1904))
        grid.cell(shown, place=place, across=across, down=down)


def _typed(said: str, kind: str) -> Any:
    """The value of a cell; what cannot be read as its type stays as it is."""
    try:
        if kind == "Number":
            return float(said)
        if kind == "Boolean":
            return bool(int(said))
        if kind == "DateTime":
            moment = datetime.fromisoformat(said)
            if moment.year < 1900:  # a time of day alone
                return moment.time()
            return moment if moment.time().isoformat() != "00:00:00" else moment.date()
    except (ValueError, OverflowError):
        pass
    return said
