"""What calamine does not say about an .xlsx: its date system, its error cells, and its true extent."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import join, normpath
from xml.etree import ElementTree

from reform.readers.archive import UNPACKED_LIMIT
from reform.readers.table import FileRefused, Source

# calamine lays a sheet out as one full rectangle, and a single stray cell in XFD1048576 would kill
# the process for want of memory.
CELLS_LIMIT = 100_000_000

_CHUNK = 4 << 20
_OVERLAP = 1 << 16  # longer than any one cell with an error in it
_DIMENSION = re.compile(rb'<(?:\w+:)?dimension\b[^>]*\bref="([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?"')
_FILLED = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]+)(\d+)"[^>/]*>')
_ERROR = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]+)(\d+)"[^>]*>'
    rb"(?:<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>))?\s*<(?:\w+:)?v>([^<]+)<"
)

Errors = dict[int, dict[int, str]]  # by row, then column, both from 0


@dataclass(frozen=True)
class Package:
    """The date system of a workbook, and the error cells of its sheets by name."""

    date1904: bool
    errors: dict[str, Errors] = field(default_factory=dict)


def inspect(source: Source) -> Package:
    """Look through the parts of a workbook; refuse it if it, or one of its sheets, is beyond memory."""
    try:
        with source.open() as handle, zipfile.ZipFile(handle) as parts:
            if sum(part.file_size for part in parts.infolist()) > UNPACKED_LIMIT:
                limit = UNPACKED_LIMIT // 1024**2
                raise FileRefused("file_too_large", {"limit": limit}, file=source.name)
            workbook = ElementTree.fromstring(parts.read("xl/workbook.xml"))
            properties = workbook.find("{*}workbookPr")
            date1904 = properties is not None and properties.get("date1904", "0") in ("1", "true", "on")
            names = set(parts.namelist())
            errors = {}
            for sheet, part in _sheets(workbook, parts):
                if part in names:
                    errors[sheet] = _scan(parts, part, source.name, sheet)
            return Package(date1904, errors)
    except FileRefused:
        raise
    except Exception as error:  # zipfile, zlib and ElementTree have a dozen ways to say it
        raise FileRefused("file_damaged", file=source.name) from error


def _sheets(workbook: ElementTree.Element, parts: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Each sheet's name and the part of the package that holds it."""
    relations = ElementTree.fromstring(parts.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for sheet in workbook.iterfind("{*}sheets/{*}sheet"):
        # The id is in one of two namespaces, transitional or strict.
        relation_id = next((value for key, value in sheet.items() if key.endswith("}id")), None)
        target = targets.get(relation_id, "")
        yield sheet.get("name", ""), normpath(join("/xl", target)).lstrip("/")


def _scan(parts: zipfile.ZipFile, part: str, file: str, sheet: str) -> Errors:
    """The error cells of a sheet, read in overlapping chunks: a cell found twice is the same cell."""
    errors: Errors = {}
    corners: set[tuple[int, int]] = set()  # of the filled cells in each chunk; kept if need be only
    suspicious: bool | None = None
    text = b""
    with parts.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            text = text[-_OVERLAP:] + chunk
            if suspicious is None:
                suspicious = _declares_too_much(text)
            if suspicious:
                corners |= _corners(text)
            if b't="e"' in text:
                for letters, row, word in _ERROR.findall(text):
                    errors.setdefault(int(row) - 1, {})[_column(letters)] = word.decode()
    if corners:
        rows, columns = ({place[axis] for place in corners} for axis in (0, 1))
        height, width = max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
        if height * width > CELLS_LIMIT:
            raise FileRefused("sheet_too_large", {"rows": height, "columns": width}, file=file, sheet=sheet)
    return errors


def _declares_too_much(start: bytes) -> bool:
    """Whether the declared extent is missing or huge; formats on empty cells make honest ones huge."""
    found = _DIMENSION.search(start)
    if found is None:
        return True
    first, top, last, bottom = found.groups()
    if last is None:
        return False
    return (int(bottom) - int(top) + 1) * (_column(last) - _column(first) + 1) > CELLS_LIMIT


def _corners(text: bytes) -> set[tuple[int, int]]:
    """The outermost rows and columns of the cells that hold something."""
    found = _FILLED.findall(text)
    if not found:
        return set()
    rows = [int(row) for _, row in found]
    columns = [_column(letters) for letters in {letters for letters, _ in found}]
    return {(min(rows), min(columns)), (max(rows), max(columns))}


def _column(letters: bytes) -> int:
    """A → 0, Z → 25, AA → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
