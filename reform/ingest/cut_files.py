"""Signs that a file was cut: a short last row, a page not closed, more rows named than held.

The extent an .xlsx declares is none: programs count formatted rows in it or write A1, and a workbook that was
cut is damaged. Nor is 共25件 or 合计 56项: that may be the sum of what the rows count.
"""

import re
from collections.abc import Iterable

from reform.common.text import squeeze
from reform.ingest.readers import TextTable
from reform.ingest.result import Warned

_NUMBER = "([0-9][0-9,]{0,14})"
_COUNTS = re.compile(
    rf"(?:总?共[有计]?|[合总]计|total)[:|]{{0,2}}{_NUMBER}(?:[条行笔](?:记录|数据|信息|办件|事项|明细)?|rows?|records?)(?![\w])"
    rf"|(?:记录|[条行])总?数[:|]{{1,2}}{_NUMBER}(?!\w)"
    rf"|(?<![\w,]){_NUMBER}(?:行(?:记录)?|rows?)(?:\)|受影响|affected|selected|returned|inset)"
)


class Signs:
    """Gathers the signs while a table is gone through; cells come squeezed (``common.text``)."""

    def __init__(self, table: TextTable, above: int) -> None:
        """``above``: how many rows of the head stand above the header."""
        self._table = table
        self._said: dict[int, int] = {}  # a number of rows → the row that names it last
        self._sum = 0  # where each page names its own
        self._last_remark = 0
        for number, cells in enumerate(table.head[:above], 1):
            self.remark(number, map(squeeze, cells))

    def remark(self, number: int, cells: Iterable[str]) -> None:
        """Take note of a row that is no data, but words."""
        self._last_remark = number
        for found in _COUNTS.finditer("|".join(filter(None, cells))):
            said = int("".join(filter(str.isdigit, found[0])))
            self._said.pop(said, None)
            self._said[said] = number
            self._sum += said

    def warned(self, read: int) -> list[Warned]:
        """What to tell of a table of which so many rows of data were read, to its end."""
        return [*self._short(), *self._unclosed(), *self._miscounted(read)]

    def _short(self) -> list[Warned]:
        cut = self._table.cut_row
        return [Warned("file_cut", 1, (cut,))] if cut and cut != self._last_remark else []

    def _unclosed(self) -> list[Warned]:
        row = self._table.unclosed_row
        return [Warned("page_cut", 1, (row,))] if row else []

    def _miscounted(self, read: int) -> list[Warned]:
        if not self._said or read in (*self._said, self._sum):
            return []
        said, row = list(self._said.items())[-1]
        words = {"said": f"{said:,}", "read": f"{read:,}"}
        return [Warned("rows_said", abs(said - read), (row,), words)]
