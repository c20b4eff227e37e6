"""How the cells of an .xls look: fonts, formats, cell styles, and the runs of its shared strings."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from reform.ingest.readers import number_formats
from reform.ingest.readers.cell_style import Look, Run, as_shown

FONT, FORMAT, XF, SST, CONTINUE, RECALCID = 0x31, 0x041E, 0xE0, 0xFC, 0x3C, 0x01C1
_STRUCK = 0x08
_ESCAPEMENT = {1: "superscript", 2: "subscript"}
_WIDE, _EXTENDED, _RICH = 0x01, 0x04, 0x08

Font = tuple[bool, str]


@dataclass
class XlsStyles:
    """What the workbook's part of the stream says, record by record; ``finish`` makes the looks of it."""

    looks: list[Look] = field(default_factory=list)
    strings: dict[int, str] = field(default_factory=dict)
    computed: bool = False  # by an Excel of this century
    _fonts: list[Font] = field(default_factory=list)
    _codes: dict[int, str] = field(default_factory=lambda: dict(number_formats.BUILTIN))
    _styles: list[tuple[int, int]] = field(default_factory=list)
    _shared: list[bytes] = field(default_factory=list)
    _in_shared: bool = False

    def take(self, kind: int, data: bytes) -> None:
        """Take in a record."""
        if kind == SST or (kind == CONTINUE and self._in_shared):
            self._shared.append(data)
        self._in_shared = kind in (SST, CONTINUE) and bool(self._shared)
        if kind == FONT and len(data) >= 10:
            options, raised = struct.unpack_from("<2xH4xH", data)
            self._fonts.append((bool(options & _STRUCK), _ESCAPEMENT.get(raised, "baseline")))
        elif kind == FORMAT and len(data) >= 3:
            self._codes[int.from_bytes(data[:2], "little")] = _format(data)
        elif kind == XF and len(data) >= 4:
            self._styles.append(struct.unpack_from("<HH", data))
        elif kind == RECALCID:
            self.computed = data[4:8] != bytes(4)

    def finish(self) -> None:
        """The looks and the odd strings, once all is said."""
        made: dict[tuple[int, int], Look] = {}
        for font, number in self._styles:
            key = font, number
            if key not in made:
                code = self._codes.get(number, "General")
                made[key] = Look(number_formats.read(code), struck=self._font(font)[0])
            self.looks.append(made[key])
        if self._shared and any(struck or raised != "baseline" for struck, raised in self._fonts):
            self.strings = dict(self._odd_strings())
        self._shared.clear()

    def _font(self, number: int) -> Font:
        """A font by its number: there is none of number 4."""
        place = number - 1 if number > 4 else number
        return self._fonts[place] if place < len(self._fonts) else (False, "baseline")

    def _odd_strings(self) -> Iterator[tuple[int, str]]:
        strings = _Strings(self._shared)
        for number in range(int.from_bytes(self._shared[0][4:8], "little")):
            if strings.ended:
                return
            said, changes = strings.next()
            if changes:
                runs = list(self._runs(said, changes))
                if any(struck or raised != "baseline" for _said, struck, raised in runs):
                    yield number, as_shown(runs)

    def _runs(self, said: str, changes: list[tuple[int, int]]) -> Iterator[Run]:
        """A text cut where its font changes; before the first change it has the font of its cell."""
        letters = said.encode("utf-16-le")
        places = [0, *(place for place, _font in changes), len(letters) // 2]
        fonts = [(False, "baseline"), *(self._font(font) for _place, font in changes)]
        for start, end, font in zip(places, places[1:], fonts, strict=False):
            if end > start:
                yield letters[2 * start : 2 * end].decode("utf-16-le", "replace"), *font


class _Strings:
    """Walks through the shared strings, which go on from record to record."""

    def __init__(self, parts: list[bytes]) -> None:
        self._parts = parts
        self._part, self._at = 0, 8

    @property
    def ended(self) -> bool:
        return self._part >= len(self._parts)

    def next(self) -> tuple[str, list[tuple[int, int]]]:
        """A text, and from which letter on it has which font."""
        length, options = struct.unpack("<HB", self._bytes(3))
        rich = int.from_bytes(self._bytes(2), "little") if options & _RICH else 0
        extended = int.from_bytes(self._bytes(4), "little") if options & _EXTENDED else 0
        said = self._letters(length, wide=bool(options & _WIDE))
        changes = [struct.unpack("<HH", self._bytes(4)) for _ in range(rich)]
        self._bytes(extended)
        self._settle()
        return said, [(place, font) for place, font in changes]

    def _settle(self) -> None:
        while not self.ended and self._at >= len(self._parts[self._part]):
            self._part, self._at = self._part + 1, 0

    def _bytes(self, count: int) -> bytes:
        found = bytearray()
        while len(found) < count:
            self._settle()
            if self.ended:
                raise ValueError("the shared strings end too early")
            piece = self._parts[self._part][self._at : self._at + count - len(found)]
            self._at += len(piece)
            found += piece
        return bytes(found)

    def _letters(self, count: int, *, wide: bool) -> str:
        """Letters of one or two bytes; each record they go on in says anew which."""
        said = ""
        while count:
            if self._at >= len(self._parts[self._part]):
                self._settle()
                wide = bool(self._bytes(1)[0] & _WIDE)
            width = 2 if wide else 1
            room = min(count, (len(self._parts[self._part]) - self._at) // width)
            if room < 1:
                raise ValueError("a letter is cut in two")
            said += self._bytes(room * width).decode("utf-16-le" if wide else "latin-1", "replace")
            count -= room
        return said


def _format(data: bytes) -> str:
    """A number format: two bytes of length in Excel 97, one before."""
    length = int.from_bytes(data[2:4], "little")
    wide = data[4:5] == b"\1"
    if len(data) == 5 + length * (2 if wide else 1) and data[4] < 2:
        return data[5:].decode("utf-16-le" if wide else "latin-1", "replace")
    return data[3:].decode("gb18030", "replace")
