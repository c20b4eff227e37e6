"""What calamine does not say about an .xls: its date system, error cells, what is hidden, its true extent.

The records of the workbook's stream are walked through once; what they hold beside that is calamine's.
"""

import struct
from collections.abc import Iterator

import olefile

from reform.ingest.readers import limits
from reform.ingest.readers.cell_style import FORMULA, Said
from reform.ingest.readers.file_refused import FileRefused
from reform.ingest.readers.sheet_facts import SheetFacts
from reform.ingest.readers.text_table import Source
from reform.ingest.readers.xls_styles import XlsStyles
from reform.ingest.readers.xlsx_metadata import Facts

_END, _DATEMODE, _FILEPASS, _BOUNDSHEET = 0x0A, 0x22, 0x2F, 0x85
_DIMENSIONS, _ROW, _COLINFO, _BOOLERR = (0x0200, 0x0000), 0x0208, 0x7D, 0x0205
_FORMULAS = (0x06, 0x0206, 0x0406)
_MULRK, _LABELSST, _UNCALCED = 0xBD, 0xFD, 0x5E
# FORMULA and its elders, LABELSST, LABEL, RSTRING, NUMBER, RK, MULRK, BOOLERR: row and column come first.
_CELLS = frozenset((*_FORMULAS, 0xFD, 0x0204, 0xD6, 0x0203, 0x027E, _MULRK, _BOOLERR))
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
_UNREADABLE_ERROR = "#ERROR!"

_Record = tuple[int, bytes]


def inspect(source: Source) -> Facts:
    """Walk through a workbook; the sheets are named by their number, in the order of the file."""
    try:
        with source.open() as handle, olefile.OleFileIO(handle) as package:
            name = next(name for name in ("Workbook", "Book") if package.exists(name))
            stream = package.openstream(name).read()
        styles = XlsStyles()
        facts, places = _globals(stream, styles)
        for number, place in enumerate(places):
            facts.sheets[str(number)] = _sheet(stream, place, styles)
        return facts
    except FileRefused:
        raise
    except Exception as error:  # olefile has a dozen ways to say it
        raise FileRefused("file_damaged") from error


def _records(stream: bytes, at: int) -> Iterator[_Record]:
    """The records from a place to the end of their part of the stream."""
    end = len(stream) - 4
    while 0 <= at <= end:
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _END:
            return
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _globals(stream: bytes, styles: XlsStyles) -> tuple[Facts, list[int]]:
    """The date system, and where the sheets begin."""
    facts, places = Facts(), []
    for kind, data in _records(stream, 0):
        if kind == _FILEPASS:
            raise FileRefused("file_encrypted")
        if kind == _DATEMODE:
            facts.date1904 = data[:2] == b"\x01\x00"
        elif kind == _BOUNDSHEET:
            places.append(int.from_bytes(data[:4], "little"))
        styles.take(kind, data)
    styles.finish()
    return facts, places


def _sheet(stream: bytes, place: int, styles: XlsStyles) -> SheetFacts:
    facts = SheetFacts()
    rows, columns = set[int](), set[int]()
    is_computed = True
    for kind, data in _records(stream, place):
        if kind in _CELLS and len(data) >= 6:
            row, column = struct.unpack_from("<HH", data)
            rows.add(row)
            columns.add(column)
            _note_look(kind, data, styles, facts)
            if kind == _MULRK:
                columns.add(int.from_bytes(data[-2:], "little"))
            elif kind in _FORMULAS or kind == _BOOLERR:
                word = _error(kind, data)
                if kind in _FORMULAS and not (is_computed and _is_computed(data, styles)):
                    facts.odd.add(row, column, FORMULA)
                elif word:
                    facts.errors.setdefault(row, {})[column] = word
        elif kind == _ROW and data[12] & 0x20:
            facts.hidden_rows.append(int.from_bytes(data[:2], "little"))
        elif kind == _COLINFO and data[8] & 1:
            facts.hide(*struct.unpack_from("<HH", data))
        elif kind == _UNCALCED:
            is_computed = False
        elif kind in _DIMENSIONS:
            _refuse_absurd(data)
    if rows and (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) > limits.CELLS:
        raise _too_large(max(rows) + 1, max(columns) + 1)
    return facts


def _note_look(kind: int, data: bytes, styles: XlsStyles, facts: SheetFacts) -> None:
    """Note the cells of a record that show otherwise than they are stored."""
    row, column, style = struct.unpack_from("<HHH", data)
    used = [style]
    if kind == _MULRK:
        used = [place[0] for place in struct.iter_unpack("<H4x", data[4 : len(data) - 2])]
    for place, number in enumerate(used, column):
        if number < len(styles.looks) and (look := styles.looks[number]).reach != "none":
            facts.odd.add(row, place, look)
    if kind == _LABELSST and (said := styles.strings.get(int.from_bytes(data[6:10], "little"))):
        facts.odd.add(row, column, Said(said))


def _is_computed(data: bytes, styles: XlsStyles) -> bool:
    """Whether a formula's value is one: programs that cannot compute write 0 or nothing.

    Only an Excel of 2002 or later says who computed last; other programs are believed a value.
    """
    is_nothing = data[12:14] == b"\xff\xff" and data[6] == 3
    return styles.computed or not (is_nothing or data[6:14] == bytes(8))


def _error(kind: int, data: bytes) -> str | None:
    """The word of an error cell, or of a formula that gave one."""
    if kind == _BOOLERR:
        return _ERRORS.get(data[6], _UNREADABLE_ERROR) if data[7] else None
    if data[6] == 2 and data[12:14] == b"\xff\xff":
        return _ERRORS.get(data[8], _UNREADABLE_ERROR)
    return None


def _refuse_absurd(data: bytes) -> None:
    """calamine makes room for what a sheet declares of its extent."""
    layout = "<IIHH" if len(data) >= 12 else "<HHHH"
    top, bottom, left, right = struct.unpack_from(layout, data)
    if (bottom - top) * (right - left) > limits.CELLS:
        raise _too_large(bottom, right)


def _too_large(rows: int, columns: int) -> FileRefused:
    return FileRefused("sheet_too_large", {"rows": rows, "columns": columns})
