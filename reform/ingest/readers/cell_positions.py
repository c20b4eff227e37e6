"""Where the cells of a sheet stand that do not say it: the next row, the next column."""

import re
from collections.abc import Iterable, Iterator

from reform.ingest.readers.xlsx_odd_cells import column

# A tag ends before another begins, so each is looked at once.
_TAG = re.compile(rb"<((?:\w{1,80}:)?(row|c))(?=[\s/>])([^<>]*+)>")
_SAID = re.compile(rb"""\sr\s?=\s?["'](?:([A-Z]{1,3})(\d{1,7})|(\d{1,7}))["']""")
UNPLACED = re.compile(rb'<(?:\w{1,80}:)?(?:row|c)(?=[\s/>])(?![^<>]*?\sr=")')


def placed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The sheet's text, whole tags in every piece, each row and cell with its place."""
    at = [0, -1]  # the row from 1 and the column from 0 of the last one

    def place(tag: re.Match[bytes]) -> bytes:
        said = _SAID.search(tag[3])
        if tag[2] == b"row":
            at[:] = int(said[3]) if said and said[3] else at[0] + 1, -1
            own = b"%d" % at[0]
        else:
            at[1] = column(said[1]) if said and said[1] else at[1] + 1
            at[0] = int(said[2]) if said and said[2] else at[0]
            own = letters_of(at[1]).encode() + b"%d" % at[0]
        beside = tag[3].replace(said[0], b"", 1) if said else tag[3]
        return b'<%s r="%s"%s>' % (tag[1], own, beside)

    for piece in pieces:
        yield _TAG.sub(place, piece)


def letters_of(column: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = ""
    while column >= 0:
        letters = chr(65 + column % 26) + letters
        column = column // 26 - 1
    return letters
