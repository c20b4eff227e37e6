"""Rows that are no data: blank ones, subtotals, repeated headers, footers, and a second table further down.

A row is skipped only if nothing in it can be data; in doubt it stays, and is refused with a reason. Clean
rows never reach Python: only those that lack what every row needs, or that name a header or a total where
a code belongs, are looked at one by one.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from reform.common.text import squeeze
from reform.ingest.matching.matching import Match
from reform.ingest.parsers.cell_marks import unmarked
from reform.ingest.result import Warned
from reform.schema.datasets import datasets, header_key

_LABEL = "小计|合计|总计|共计|累计|总数|合计数"
_AMOUNT = "[0-9,.%]+(?:项|件|个|条|次|户|人|页)?"
_TOTAL = re.compile(rf".{{0,20}}(?:{_LABEL})(?:\(.{{0,8}}\))?:?(?:{_AMOUNT})?")
# In a row that has all it needs: 合计, 全县合计; but 社会保险费小计 is the name of something.
_PLAIN_TOTAL = re.compile(rf".{{0,2}}(?:{_LABEL})(?:\(.{{0,8}}\))?:?(?:{_AMOUNT})?")
# As above for Arrow, which finds the few rows to look at.
_GAP = r"[\s\p{Z}]*"
_SAYS_TOTAL = "|".join(_GAP.join(word) for word in _LABEL.split("|"))
_IS_REMARK = rf"\p{{Han}}{_GAP}[:：]"
_MARKS = r"[\s\p{Z}\p{P}\p{S}]"
_BRACKET = r"[(（\[【].*[)）\]】]"
_SIGNED = (
    "填表人|填报人|填表日期|填报日期|填报时间|填报单位|报送单位|报送时间|制表|制表人|制表日期|制表单位|编制人|统计人|统计时间|"
    "统计口径|审核|审核人|审核意见|复核|复核人|审批人|负责人|单位负责人|分管领导|主管领导|领导签字|签字|签章|经办|经办人|"
    "联系人|联系电话|电话|注|附注|备注|说明|填表说明|填报说明|表格说明|数据来源|打印人|打印时间|打印日期|导出人|导出时间"
)
_FOOTER = re.compile(
    rf"(?:{_SIGNED})[0-9]{{0,2}}:.*|审核意见.*|\(?(?:盖章|公章|签章|签字|以下空白|以下无正文)\)?|[-—]{{2,}}.*|"
    r"第[0-9]+页.*|总?共[有计]?[0-9,]+(?:条|项|件|页|行|个|笔).{0,6}|总?(?:记录|[条行])总?数:[0-9,]+条?|"
    r"\([0-9,]+(?:行(?:记录)?|rows?)\)|\(?[0-9,]+(?:行|rows?)(?:受影响|affected|selected|returned|inset).{0,12}|"
    r"total:?[0-9,]+(?:rows?|records?)"
)
_HEADING = re.compile("\\(?[一二三四五六七八九十]{1,3}[)、.].{1,40}")  # 一、县市场监督管理局
_LABELLED = re.compile(r"[^:]{1,12}:.*")
_NUMBER = re.compile(_AMOUNT)
_DAY = re.compile(r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}")
_CODE = re.compile(r"[!-~]+")
_HEADERS_OF_ANOTHER = 3  # so many declared headers in one row are no accident


@cache
def _spelled_headers() -> frozenset[str]:
    """Every declared header of every dataset."""
    return frozenset(name for d in datasets().values() for column in d.columns for name in column.headers)


@cache
def _known_headers() -> frozenset[str]:
    """The same as ``header_key`` writes them."""
    return frozenset(map(header_key, _spelled_headers()))


class Skipping:
    """Tells the rows of one table that are no data, batch after batch."""

    def __init__(self, match: Match, remark: Callable[[int, list[str]], None] | None = None) -> None:
        """``remark`` is told of every row of words: its number, and what it says."""
        dataset = match.dataset
        self._remark = remark
        self._names = list(match.positions)
        needed = {c.name for c in dataset.columns if c.required}
        self._required = [name for name in self._names if name in needed] or self._names[:1]
        naming = {*dataset.key, *(name for group in dataset.one_of for name in group)}
        codes = {name for name in naming if dataset.column(name).type == "code"}
        self._telling = [name for name in self._names if name in codes.union(self._required)]
        self._headers = {name: match.headers[place] for name, place in match.positions.items()}
        self._own = {
            name: {header_key(header), *map(header_key, dataset.column(name).headers)}
            for name, header in self._headers.items()
        }
        self._spelled = pa.array(sorted(_spelled_headers() | set(self._headers.values())))
        own = [_like_header(self._headers[name]) for name in self._telling]
        self._odd = "|".join((_SAYS_TOTAL, _IS_REMARK, *own))
        self._in_footer = False
        self._last_seen = -1  # the number of the last row looked at, over all batches
        self._rows_before = 0
        self._elsewhere = False  # whether the rows belong to another table
        self._first_elsewhere: int | None = None  # the number of its first row
        self._passed_over = 0

    @property
    def warned(self) -> list[Warned]:
        """That rows were passed over because they look like another table."""
        if self._first_elsewhere is None:
            return []
        words = {"row": str(self._first_elsewhere)}
        return [Warned("another_table", self._passed_over, (self._first_elsewhere,), words)]

    def mask(self, batch: pa.Table) -> pa.Array:
        """True for the rows that are no data."""
        texts = {name: batch.column(name).combine_chunks() for name in self._names}
        skipped = np.zeros(batch.num_rows, bool)
        places = np.flatnonzero(self._doubtful(texts))
        if len(places) or self._elsewhere:
            self._look(self._doubtful_rows(batch, texts, places), skipped)
        self._rows_before += batch.num_rows
        return pa.array(skipped)

    def _doubtful(self, texts: dict[str, pa.Array]) -> Any:
        """Rows that lack what every row needs, or whose telling cells say what no code says."""
        doubtful = np.zeros(len(next(iter(texts.values()))), bool)
        for name in self._required:
            if texts[name].null_count:
                doubtful |= np.asarray(pc.is_null(texts[name]))
        for name in self._telling:
            text = texts[name]
            is_plain = pc.all(pc.string_is_ascii(text), min_count=0).as_py()
            if is_plain and name != self._required[0]:  # totals are Chinese; headers may be in English
                continue
            named = pc.is_in(text, self._spelled)
            if not is_plain:
                named = pc.or_(named, pc.match_substring_regex(text, self._odd))
            doubtful |= np.asarray(pc.fill_null(named, False))
        return doubtful

    def _doubtful_rows(self, batch: pa.Table, texts: dict[str, pa.Array], places: Any) -> list["_Row"]:
        chosen = pa.array(places)
        columns = [text.take(chosen).to_pylist() for text in texts.values()]
        marks = [batch.column(name).take(chosen).to_pylist() for name in ("_first", "_row", "_width")]
        return [
            _Row(
                place,
                {name: said for name, cell in zip(self._names, cells, strict=True) if (said := _said(cell))},
                _said(first),
                number,
                width is not None,
            )
            for place, first, number, width, *cells in zip(places.tolist(), *marks, *columns, strict=True)
        ]

    def _look(self, rows: list["_Row"], skipped: Any) -> None:
        """Go through the doubtful rows in order, and mark those to be skipped."""
        other_from = 0 if self._elsewhere else None
        for at, row in enumerate(rows):
            if self._rows_before + row.place != self._last_seen + 1:
                self._in_footer = False  # a row of data stands between
            self._last_seen = self._rows_before + row.place
            if self._is_own_header(row):
                if other_from is not None:
                    self._pass_over(skipped[other_from : row.place])
                    other_from = None
                self._in_footer = False
                _skip_title(rows[:at], row.place, skipped)
                skipped[row.place] = True
            elif other_from is None and self._is_header_of_another(row):
                other_from = row.place
                self._first_elsewhere = self._first_elsewhere or row.number
            elif other_from is None and not row.is_wide:
                skipped[row.place] = self._is_no_data(row)
                if skipped[row.place] and self._remark and (row.cells or self._in_footer):
                    self._remark(row.number, list(dict.fromkeys((row.first, *row.cells.values()))))
        self._elsewhere = other_from is not None
        if self._elsewhere:
            self._pass_over(skipped[other_from:])

    def _pass_over(self, rows: Any) -> None:
        """Skip the rows of another table."""
        rows[:] = True
        self._passed_over += len(rows)

    def _is_no_data(self, row: "_Row") -> bool:
        if self._is_footer(row):
            self._in_footer = True
            return True
        if not row.cells:
            return True
        if self._is_total(row) or (self._in_footer and _is_loose_line(row)):
            return True
        self._in_footer = False
        return self._lacks(row) and len(row.cells) == 1 and _HEADING.fullmatch(row.first) is not None

    def _is_own_header(self, row: "_Row") -> bool:
        """The header of this table once more: its names in their places."""
        own = {name for name, cell in row.cells.items() if header_key(cell) in self._own[name]}
        if own and len(own) == len(row.cells):
            return True
        return not own.isdisjoint(self._required) and not self._names_headers(row)

    def _is_header_of_another(self, row: "_Row") -> bool:
        """Headers that are declared somewhere, but do not stand where this table has them."""
        return self._names_headers(row) and not self._is_own_header(row)

    def _names_headers(self, row: "_Row") -> bool:
        known = [header_key(cell) in _known_headers() for cell in row.cells.values()]
        return sum(known) >= _HEADERS_OF_ANOTHER and 2 * sum(known) > len(known)

    def _lacks(self, row: "_Row") -> bool:
        return any(name not in row.cells for name in self._required)

    def _required_cells(self, row: "_Row") -> list[str]:
        return [row.cells[name] for name in self._required if name in row.cells]

    def _is_total(self, row: "_Row") -> bool:
        """A total has nothing but labels and amounts where a row of data has what it needs."""
        own = self._required_cells(row)
        if not all(_TOTAL.fullmatch(cell) or _NUMBER.fullmatch(cell) for cell in own):
            return False
        if self._lacks(row):
            return any(_TOTAL.fullmatch(cell) for cell in (row.first, *row.cells.values()))
        return row.first in own and _PLAIN_TOTAL.fullmatch(row.first) is not None

    def _is_footer(self, row: "_Row") -> bool:
        """A footer has nothing but remarks there, and one of them is known."""
        own = self._required_cells(row)
        return all(map(_is_remark, own)) and any(_FOOTER.fullmatch(cell) for cell in (row.first, *own))


@dataclass(frozen=True, slots=True)
class _Row:
    """A doubtful row: its place in the batch, its declared cells that hold something, its first cell."""

    place: int
    cells: dict[str, str]
    first: str
    number: int
    is_wide: bool


def _like_header(header: str) -> str:
    """For Arrow, whose cells are as they were written: the header in any width, with or without its marks."""
    name = _GAP.join(map(re.escape, header_key(header)))
    return f"(?i:^(?:{_BRACKET})?{_MARKS}*{name}{_MARKS}*(?:{_BRACKET}{_MARKS}*)?$)"


def _said(cell: str | None) -> str:
    """A cell without spaces, in half width."""
    return squeeze(unmarked(cell)[1]) if cell else ""


def _is_remark(cell: str) -> bool:
    return bool(_FOOTER.fullmatch(cell) or _LABELLED.fullmatch(cell))


def _is_loose_line(row: _Row) -> bool:
    """What may stand below a footer: one line of words or a day, or signatures; a code is data."""
    cells = list(row.cells.values())
    if len(cells) == 1:
        return not _CODE.fullmatch(cells[0]) or _DAY.fullmatch(cells[0]) is not None
    return all(map(_is_remark, cells))


def _skip_title(before: list[_Row], place: int, skipped: Any) -> None:
    """A title repeated above its repeated header, as printed pages have it."""
    for row in reversed(before):
        place -= 1
        words = list(row.cells.values())
        if row.place != place or row.is_wide or len(words) > 1 or any(map(_CODE.fullmatch, words)):
            return
        skipped[row.place] = True
