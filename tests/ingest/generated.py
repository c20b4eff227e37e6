"""Tables of a county made at random, with what must become of every row of them.

``Table`` knows what it planted: good rows with their values, refused cells with their rule, rows that are no
data. ``rendered`` turns tables into a file of any kind.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from reform.schema.datasets import datasets
from tests.ingest.typed import Cell
from tests.ingest.typed_rows import Draw, Row, stored


@dataclass(frozen=True)
class Line:
    """One row below the header: the declared cells of data, or the words of a row that is none."""

    cells: Row = field(default_factory=dict)
    words: tuple[str, ...] = ()

    @property
    def is_data(self) -> bool:
        """Whether it must be accepted or refused."""
        return bool(self.cells)

    @property
    def is_good(self) -> bool:
        """Whether it must be accepted."""
        return self.is_data and not any(cell.rule for cell in self.cells.values())


@dataclass(frozen=True)
class Head:
    """How the table begins: its columns (None: one that no dataset declares), their names, what is above.

    ``style``: one row, two rows of which the upper names a ``group`` of two columns, or a row of codes below.
    """

    columns: tuple[str | None, ...]
    names: tuple[str, ...]
    titles: tuple[tuple[str, ...], ...] = ()
    style: str = "one"
    group: int = 0


@dataclass(frozen=True)
class Table:
    """A table of one dataset as a county sends it."""

    dataset: str
    head: Head
    lines: tuple[Line, ...]
    merges: bool = False

    @property
    def head_rows(self) -> list[list[Any]]:
        """Titles and header rows."""
        head, rows = self.head, [list(title) for title in self.head.titles]
        if head.style == "two":
            pair = (head.group, head.group + 1)
            upper = ["" if place in pair else name for place, name in enumerate(head.names)]
            upper[head.group] = "办理环节"
            return [*rows, upper, [name if place in pair else "" for place, name in enumerate(head.names)]]
        rows.append(list(head.names))
        if head.style == "codes":
            rows.append([f"XK_{'BCDFGHJKLM'[place]}BH" for place in range(len(head.names))])
        return rows

    @property
    def data_rows(self) -> list[list[Any]]:
        """The rows below, merges not taken into account."""
        return [self._shown(number, line) for number, line in enumerate(self.lines)]

    def _shown(self, number: int, line: Line) -> list[Any]:
        if not line.is_data:
            return list(line.words)
        return [line.cells[name].shown if name else f"某{number * 7 % 5}" for name in self.head.columns]

    @property
    def spans(self) -> list[tuple[int, int, int, int]]:
        """Merged cells (top, left, bottom, right): of two header rows, and of equal departments."""
        top, found = len(self.head.titles), []
        if self.head.style == "two":
            pair = (self.head.group, self.head.group + 1)
            found = [(top, n, top + 1, n) for n in range(len(self.head.names)) if n not in pair]
            found.append((top, pair[0], top, pair[1]))
        if self.merges and "department" in self.head.columns:
            place, first = self.head.columns.index("department"), len(self.head_rows)
            for start, end in _runs([_department(line) for line in self.lines]):
                found.append((first + start, place, first + end, place))
        return found

    # what must become of it -------------------------------------------------------------------

    @property
    def numbered(self) -> list[tuple[int, Line]]:
        """The lines with their row numbers, as Excel counts."""
        return list(enumerate(self.lines, start=len(self.head_rows) + 1))

    @property
    def accepted(self) -> list[dict[str, Any]]:
        """Source row and stored values of every good row."""
        return [
            {"source_row": number, **stored(line.cells)} for number, line in self.numbered if line.is_good
        ]

    @property
    def refused(self) -> list[tuple[int, str, str]]:
        """Row, column and rule of every refused cell."""
        return [
            (number, name, cell.rule)
            for number, line in self.numbered
            for name, cell in line.cells.items()
            if cell.rule
        ]

    @property
    def skipped(self) -> int:
        """How many rows are no data."""
        return sum(not line.is_data for line in self.lines)


def _department(line: Line) -> str | None:
    cell = line.cells.get("department")
    return cell.shown if cell is not None and cell.value == cell.shown else None


def _runs(values: Sequence[str | None]) -> list[tuple[int, int]]:
    """First and last place of values that repeat themselves."""
    found, start = [], 0
    for place in range(1, len(values) + 1):
        if place == len(values) or values[place] != values[start]:
            if values[start] and place - start > 1:
                found.append((start, place - 1))
            start = place
    return found


# tables ---------------------------------------------------------------------------------------


def header_names(dataset: str, name: str, *, plain: bool) -> list[str]:
    """The headers a column answers to; ``plain``: without those of systems."""
    headers = [h for h in datasets()[dataset].column(name).headers if not (plain and h.isascii())]
    return [*headers, f"{headers[0]}（必填）", f" {headers[0]} "]


_SIGNED = "填表人：某某　审核人：某某"
_TITLES = (
    (),
    (("示例县行政许可事项改革报表",),),
    (("示例县2026年统计表",), ("填报单位：示例县行政审批局", "", "填报日期：2026年11月20日")),
)
_NO_DATA = ("blank", "total", "subtotal", "header")


@st.composite
def heads(draw: Draw, dataset: str, names: Sequence[str]) -> Head:
    """The declared columns in any order, columns nobody declares among them."""
    columns: list[str | None] = list(draw(st.permutations(names)))
    for _ in range(draw(st.integers(0, 2))):
        columns.insert(draw(st.integers(0, len(columns))), None)
    style = draw(st.sampled_from(["one", "one", "two", "codes"]))
    undeclared = iter(["序号", "窗口号"])
    spelled = [
        draw(st.sampled_from(header_names(dataset, name, plain=style != "one"))) if name else next(undeclared)
        for name in columns
    ]
    pairs = [n for n in range(len(columns) - 1) if columns[n] and columns[n + 1]]
    if style == "two" and not pairs:
        style = "one"
    return Head(
        columns=tuple(columns),
        names=tuple(spelled),
        titles=draw(st.sampled_from(_TITLES)),
        style=style,
        group=draw(st.sampled_from(pairs)) if style == "two" else 0,
    )


@st.composite
def tables(draw: Draw, dataset: str, rows: Sequence[Row]) -> Table:
    """A table of these rows in this order, with rows that are no data between them."""
    names = list(rows[0])
    head = draw(heads(dataset, names))
    lines: list[Line] = []
    for row in rows:
        if draw(st.integers(0, 5)) == 0:
            lines.append(_no_data(draw(st.sampled_from(_NO_DATA)), dataset, head))
        lines.append(Line(row))
    if draw(st.booleans()):
        lines.append(_no_data("footer", dataset, head))
    table = Table(dataset, head, tuple(lines), merges=draw(st.booleans()))
    return table if table.merges else replace(table, lines=_with_dittos(draw, lines))


def _no_data(kind: str, dataset: str, head: Head) -> Line:
    """A blank row, a total, a footer, or the header once more.

    A total has no amount where every row needs something: that could be data, and would be refused.
    """
    if kind == "header" and head.style == "one":
        return Line(words=head.names)
    last = head.columns[-1]
    counts = kind == "total" and not (last and datasets()[dataset].column(last).required)
    first = {"total": "合计", "subtotal": "小　计", "footer": _SIGNED}.get(kind, "")
    return Line(words=(first, *[""] * (len(head.columns) - 2), "12件" if counts else ""))


def _with_dittos(draw: Draw, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Some cells say that they mean the one above."""
    above: Row = {}
    found = []
    for line in lines:
        if line.is_data:
            cells = dict(line.cells)
            for name in ("department", "channel"):
                same = name in cells and name in above and cells[name].value == above[name].value
                if same and cells[name].value is not None and not cells[name].rule and draw(st.booleans()):
                    cells[name] = Cell(draw(st.sampled_from(["〃", "同上", "″"])), cells[name].value)
            above, line = line.cells, Line(cells)
        found.append(line)
    return tuple(found)


def plain_table(dataset: str, given: Sequence[Row]) -> Table:
    """The rows under the declared headers, times in ISO form."""
    names = tuple(given[0])
    head = Head(names, tuple(datasets()[dataset].column(name).header for name in names))
    return Table(dataset, head, tuple(Line({n: _plain(cell) for n, cell in row.items()}) for row in given))


def _plain(cell: Cell) -> Cell:
    return Cell(str(cell.value), cell.value) if isinstance(cell.value, date) else cell
