"""Header rows: one, two of which the upper names groups (收件 over 小计), and a row of codes beside them.

A heading is a guess at which rows of a table's head are its header. It gives every column one name
(收件_小计) and other names it answers to where they are unambiguous: the lower or the upper name alone, and
its code. A row of data is never taken for a second header row: that one must be written in header words
throughout, and name columns the row above it does not.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from reform.common.redaction import is_personal_header
from reform.ingest.matching.header_vocabulary import is_header_like, is_system_name
from reform.ingest.readers import TextTable
from reform.ingest.readers.text_table import Span
from reform.ingest.result import MARK_HEADER
from reform.schema.datasets import header_key
from reform.schema.profiles import Profile


@dataclass(frozen=True)
class Heading:
    """Header rows ``first`` to ``last`` (from 0): the name of each column, and its other names.

    ``upper`` is the first row alone where the second was taken for its lower half, ``lower`` that half.
    """

    first: int
    last: int
    names: list[str]
    others: list[tuple[str, ...]]
    upper: "Heading | None" = None
    lower: list[str] = field(default_factory=list)

    def cut(self, width: int) -> "Heading":
        """The same without the columns that only rows of data have."""
        upper = self.upper.cut(width) if self.upper else None
        return replace(
            self,
            names=self.names[:width],
            others=self.others[:width],
            upper=upper,
            lower=self.lower[:width],
        )

    @cached_property
    def exact(self) -> dict[str, int]:
        """Key of a column's own name → its position; of two columns with one name, the first."""
        places: dict[str, int] = {}
        for place, name in enumerate(self.names):
            if key := header_key(name):
                places.setdefault(key, place)
        return places

    @cached_property
    def partial(self) -> dict[str, int]:
        """Key of another name → position, where it names one column only and hides no personal one."""
        keys = [{header_key(other) for other in others if other} for others in self.others]
        often = Counter(key for own in keys for key in own)
        return {
            key: place
            for place, own in enumerate(keys)
            for key in own
            if key
            and often[key] == 1
            and key not in self.exact
            and not (own and is_personal_header(self.names[place]))
        }

    def place(self, key: str) -> int | None:
        """Where the column of that name stands."""
        return self.exact.get(key, self.partial.get(key))

    def shares(self, keys: frozenset[str]) -> bool:
        """Whether a column, or one of the upper row alone, answers to any of these keys."""
        if not (keys.isdisjoint(self.exact) and keys.isdisjoint(self.partial)):
            return True
        return self.upper is not None and self.upper.shares(keys)

    @cached_property
    def _like_headers(self) -> frozenset[str]:
        return frozenset(header_key(name) for name in self.names if is_header_like(name)) - {""}

    def known_by(self, columns: Iterable[str]) -> frozenset[str]:
        """The header set a profile of these columns' keys is recognised by: nothing else that may be data."""
        return self._like_headers | (self.exact.keys() & frozenset(columns))

    def is_known_to(self, profile: Profile) -> bool:
        """Whether the profile was made for exactly these headers; a correction sheet has those it names."""
        if profile.headers and header_key(MARK_HEADER) in self.exact:
            return self.exact.keys() - {header_key(MARK_HEADER)} == profile.columns.keys()
        return bool(profile.headers) and profile.headers == self.known_by(profile.columns)


def headings(table: TextTable) -> Iterator[Heading]:
    """Every guess, from the top of the table down."""
    width = max(map(len, table.head), default=0)
    rows = [[*cells, *[""] * (width - len(cells))] for cells in table.head]
    for guess in _guesses(rows, table.spans):
        yield guess.cut(max(len(cells) for cells in table.head[guess.first : guess.last + 1]))


def _guesses(rows: list[list[str]], spans: list[Span]) -> Iterator[Heading]:
    for first, cells in enumerate(rows):
        if not any(cells):
            continue
        if is_code_row(cells):
            if first + 1 == len(rows) or not is_header_row(rows[first + 1]):
                yield _single(first, cells)
            continue  # else it belongs to the row of names below it
        below = rows[first + 1] if first + 1 < len(rows) else []
        if below and _is_stacked(cells, below, first, spans):
            yield _with_codes(rows, _stack(cells, below, first, spans))
        else:
            yield _with_codes(rows, _single(first, cells))


# one row --------------------------------------------------------------------------------------


def _single(row: int, cells: list[str]) -> Heading:
    return Heading(row, row, cells, [_halves(cell) for cell in cells])


_HALVES = re.compile(
    r"(?P<name>[^\x00-\x7f].*?)(?<![ /|])[ /|]++(?P<code>[A-Za-z][\w:.\-]*+)"
    r"|(?P<code_first>[A-Za-z][\w:.\-]*+)[ /|]++(?P<name_last>[^\x00-\x7f].*)"
)


def _halves(cell: str) -> tuple[str, ...]:
    """The Chinese name and the code of a cell that holds both: 承诺时限/PROMISE_DAY."""
    found = _HALVES.fullmatch(cell)
    return tuple(half for half in found.groups() if half) if found else ()


def is_header_row(cells: list[str]) -> bool:
    """Whether a row is written in header words: most of its cells, and none that can only be data."""
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or any(map(_is_data, filled)):
        return False
    return 2 * sum(map(is_header_like, filled)) > len(filled)


@lru_cache(maxsize=65536)
def _is_data(cell: str) -> bool:
    """A number, a date, a code, a sentence, or a line such as 填报单位：某局."""
    if is_header_like(cell):
        return False
    return len(cell) > 40 or re.search(r"\d|[:：].|[。；;，,]", cell) is not None


# codes ----------------------------------------------------------------------------------------

_CODE = re.compile(r"[A-Za-z][A-Za-z_:.\-]+\d{0,2}")


def is_code_row(cells: list[str]) -> bool:
    """A row of a system's own names (XK_WSH, createTime), each once, some beside their Chinese name."""
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or len(set(filled)) < len(filled):
        return False
    if not all(_CODE.fullmatch(cell) or _halves(cell) for cell in filled):
        return False
    pure = [cell for cell in filled if _CODE.fullmatch(cell)]
    return 2 * sum(map(is_system_name, pure)) >= len(pure) > 0


def _with_codes(rows: list[list[str]], heading: Heading) -> Heading:
    """The heading with the row of codes above or below it, if there is one."""
    first, last = heading.first, heading.last
    if first > 0 and is_code_row(rows[first - 1]):
        first -= 1
    if last + 1 < len(rows) and is_code_row(rows[last + 1]):
        last += 1
    codes = [rows[row] for row in (first, last) if not heading.first <= row <= heading.last]
    if not codes or not is_header_row(rows[heading.first]):
        return heading
    names = [
        name or next(filter(None, beside), "") for name, *beside in zip(heading.names, *codes, strict=True)
    ]
    others = [
        (*own, *(name for code in beside if code for name in (code, *_halves(code))))
        for own, *beside in zip(heading.others, *codes, strict=True)
    ]
    return Heading(first, last, names, others, heading.upper, heading.lower)


# two rows -------------------------------------------------------------------------------------


def _is_stacked(top: list[str], below: list[str], row: int, spans: list[Span]) -> bool:
    """Whether the row below is the lower half of this one, and no title stands above.

    A cell merged over both says so; else both must be in header words, and the lower add names.
    """
    pairs = list(zip(top, below, strict=True))
    if len({cell for cell in top if cell}) < 2:
        return False
    if any(above <= row < bottom for above, _left, bottom, _right in spans):
        return any(lower and lower != upper for upper, lower in pairs)
    adds = any(lower and not upper for upper, lower in pairs)
    return adds and is_header_row(top) and is_header_row(below)


_LIMITS = ("法定", "承诺")
_UNITS = {"单位", "计量单位", "时限单位"}


def _group_beside(group: str, lower: str) -> tuple[str, ...]:
    """The upper name as another name: 办结时限 over 法定 is 法定办结时限; the unit of a number is not it."""
    if header_key(lower) in _UNITS:
        return ()
    return (group, lower + group) if lower in _LIMITS else (group,)


def _stack(top: list[str], below: list[str], row: int, spans: list[Span]) -> Heading:
    groups = _groups(top, below, row, spans)
    names = [
        f"{group}_{lower}" if group and lower and group != lower else lower or group
        for group, lower in zip(groups, below, strict=True)
    ]
    others = [
        (lower, *_group_beside(group, lower), *_halves(lower))
        for group, lower in zip(groups, below, strict=True)
    ]
    return Heading(row, row + 1, names, others, _single(row, top), below)


def _groups(top: list[str], below: list[str], row: int, spans: list[Span]) -> list[str]:
    """The upper name of each column: as far as its merged cell reaches.

    Where the row has none, as in a text file: to the next upper name, while there is something below.
    """
    groups = list(top)
    wide = [(left, right) for above, left, bottom, right in spans if above <= row <= bottom and right > left]
    if wide:
        for left, right in wide:
            groups[left : right + 1] = [top[left]] * len(groups[left : right + 1])
        return groups
    group = ""
    for place, (upper, lower) in enumerate(zip(top, below, strict=True)):
        group = (upper or group) if lower else ""
        groups[place] = upper or group
    return groups
