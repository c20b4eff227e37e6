"""Tables of which only the first rows matter."""

from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa

from reform.common.text import clean
from reform.ingest.readers import TextTable
from reform.ingest.readers.text_table import Span


class Heads(TextTable):
    """A table without a body."""

    def _body(self, header_index: int, columns: Mapping[str, int]) -> Iterator[pa.Table]:
        """No rows."""
        return iter(())


def table(
    *rows: Sequence[str], spans: Sequence[Span] = (), file: str = "a.csv", sheet: str | None = None
) -> Heads:
    """The rows as a reader gives them: cleaned, and what is merged over rows repeated in its first column."""
    head = [[clean(cell) for cell in row] for row in rows]
    for top, left, bottom, _right in spans:
        for row in range(top + 1, bottom + 1):
            head[row][left] = head[top][left]
    return Heads(file=file, sheet=sheet, kind="csv", head=head, spans=list(spans))


def line(text: str) -> list[str]:
    """``甲 乙 - 丙`` as cells; a dash is an empty one."""
    return ["" if cell == "-" else cell for cell in text.split()]
