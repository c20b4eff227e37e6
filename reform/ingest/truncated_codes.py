"""Codes that Excel has cut: it keeps 15 digits of a number and writes 0 for the others.

A text file no longer shows which code was a number. Where every code of more than 15 digits in a column ends
in zeros from digit 16 on, and these zeros are too many for chance, all of them are refused. One zero is there
by chance in one of ten codes, five in one of 100,000: so five zeros are asked for, counted over different
codes, or over rows where each has a number of its own. Two codes of 18 digits are enough, one alone is not.
A code written as ="…" or with an apostrophe was text all along and is left alone.
"""

import pyarrow as pa
import pyarrow.compute as pc

from reform.ingest.parsers import Refused
from reform.ingest.row_checks import Refusals

_KEPT = 15
_NO_CHANCE = 5
_LONG = rf"^\s*[0-9]{{{_KEPT + 1},60}}(\.0+)?\s*$"
_CUT = rf"^\s*[0-9]{{{_KEPT}}}0+(\.0+)?\s*$"
_REMEMBERED = 1000


class CutCodes:
    """Looks for cut codes in one column, batch after batch. ``own``: each row has a code of its own."""

    def __init__(self, name: str, *, own: bool) -> None:
        self._name = name
        self._own = own
        self._zeros = 0
        self._known: set[str] = set()
        self._some_whole = False

    def refuse(self, text: pa.Array, refused: Refusals) -> None:
        """Refuse the rows of a batch whose codes are cut."""
        for row in self._find(text):
            reasons = refused.setdefault(row, [])
            if all(name != self._name for name, _reason in reasons):
                reasons.append((self._name, Refused("codes_cut")))

    def _find(self, text: pa.Array) -> list[int]:
        if self._some_whole or not len(text):
            return []
        longest = pc.max(pc.binary_length(text)).as_py()
        if longest is None or longest <= _KEPT:
            return []
        long = pc.fill_null(pc.match_substring_regex(text, _LONG), False)
        codes = text.filter(long)
        if not len(codes):
            return []
        self._some_whole = not pc.all(pc.match_substring_regex(codes, _CUT)).as_py()
        if self._some_whole:
            return []
        self._count(codes)
        rows: list[int] = pc.indices_nonzero(long).to_pylist() if self._zeros >= _NO_CHANCE else []
        return rows

    def _count(self, codes: pa.Array) -> None:
        for code in (codes if self._own else codes.unique()).slice(0, _REMEMBERED).to_pylist():
            digits = code.strip().partition(".")[0]
            if self._own or digits not in self._known:
                self._zeros += len(digits) - _KEPT
            self._known.add(digits)
