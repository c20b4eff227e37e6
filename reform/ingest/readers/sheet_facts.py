"""What one sheet of a workbook holds beside its values."""

from dataclasses import dataclass, field

from reform.ingest.readers import limits
from reform.ingest.readers.cell_style import OddCells

Errors = dict[int, dict[int, str]]  # by row, then column, both from 0


@dataclass
class SheetFacts:
    """What one sheet holds beside its values; rows and columns from 0."""

    errors: Errors = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    extent: tuple[int, int] | None = None  # height and width of a sheet written in an unusual way
    is_long: bool = False  # its cells hold much text
    hidden_columns: bytearray = field(default_factory=lambda: bytearray(limits.COLUMNS))  # a 1 for each
    odd: OddCells = field(default_factory=OddCells)  # shown otherwise than they are stored

    def hide(self, first: int, last: int) -> None:
        """Note hidden columns, the last one included."""
        last = min(last, limits.COLUMNS - 1)
        self.hidden_columns[first : last + 1] = b"\1" * (last + 1 - first)

    def hidden_within(self, height: int, width: int) -> tuple[int, int]:
        """How many rows and columns of a table of this size are hidden."""
        return sum(row < height for row in set(self.hidden_rows)), sum(self.hidden_columns[:width])
