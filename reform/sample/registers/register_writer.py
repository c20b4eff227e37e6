"""Files as registers.toml declares them, from cells given as day numbers, codes and flags."""

import tomllib
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from reform.common.code_lists import code_lists
from reform.sample import calendar_arrays
from reform.sample.calendar_arrays import NEVER
from reform.sample.county import COUNTY
from reform.sample.workbooks import TEXT_FORMS, SampleSheet


@dataclass(frozen=True)
class Column:
    """A column; registers.toml says what its fields mean."""

    header: str
    width: int = 0
    form: str = ""
    typed: int | None = None
    codes: str = ""
    always: str | None = None

    def shown(self, cell: Any, number: int) -> Any:
        """A cell of row ``number`` as it stands in the file; "" where it is blank."""
        if cell is None or cell == "":
            return ""
        if self.form == "day":
            return day_text(cell)
        if self.typed is not None:
            return as_typed(cell, number + self.typed)
        if self.form == "yes_no":
            return "是" if cell else "否"
        return code_lists()[self.codes][cell].zh if self.codes else cell

    def drawn(self, number: int) -> Any:
        """The cell of a column that takes none from the rows; ``None`` for all others."""
        return number if self.form == "running" else self.always


class Register:
    """A declared register, filled row by row."""

    def __init__(self, file: str) -> None:
        self.file, self._declared = Path(file), declared()[file]
        self._columns = [Column(**column) for column in self._declared["columns"]]
        self._rows: list[list[Any]] = []
        for row in self._declared.get("rows", ()):
            self.add(*row)

    def add(self, *cells: Any) -> None:
        """One row: a cell for every column that is neither numbered nor always the same."""
        number = len(self._rows) + 1
        row = [column.drawn(number) for column in self._columns]
        empty = [n for n, cell in enumerate(row) if cell is None]
        for n, cell in zip(empty, cells, strict=True):
            row[n] = self._columns[n].shown(cell, number)
        self._rows.append(row)

    def add_all(self, rows: Iterable[Iterable[Any]]) -> "Register":
        """Many rows; returns itself."""
        for row in rows:
            self.add(*row)
        return self

    def write(self, folder: Path) -> Path:
        """Write the file, as what its name says: a workbook, a CSV, or a CSV in a zip of its own."""
        path = folder / self.file
        if path.suffix == ".xlsx":
            self._write_workbook(path)
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                member = zipfile.ZipInfo(f"{path.stem}.csv")  # dated 1980, whatever the clock
                archive.writestr(member, self._csv(), zipfile.ZIP_DEFLATED)
        else:
            path.write_bytes(self._csv())
        return path

    def _csv(self) -> bytes:
        """As an old system exports it. No cell holds a comma, a quote or a line break."""
        rows = [[column.header for column in self._columns], *self._rows]
        return "".join(f"{','.join(map(str, row))}\r\n" for row in rows).encode("gb18030")

    def _write_workbook(self, path: Path) -> None:
        """Title, who reports and when, header, rows, footer."""
        widths = {column.header: column.width for column in self._columns}
        sheet = SampleSheet(path, path.stem, widths)
        sheet.head(f"{COUNTY}{path.stem}（示例数据）", self._declared["unit"])
        for row in self._rows:
            sheet.add(dict(zip(widths, row, strict=True)))
        sheet.foot("填表人：张某　审核人：李某", "注：本表为示例数据。")


@cache
def declared() -> dict[str, dict[str, Any]]:
    """What registers.toml says of each file."""
    text = Path(__file__).with_name("registers.toml").read_text(encoding="utf-8")
    return {register["file"]: register for register in tomllib.loads(text)["register"]}


def _date(day: int | date) -> date:
    return day if isinstance(day, date) else calendar_arrays.to_date(day)


def day_text(day: int | date) -> str:
    """A day, or its number, as text; nothing for ``NEVER``."""
    return "" if day == NEVER else _date(day).isoformat()


def as_typed(day: int | date, form: int) -> str:
    """The same as one of three clerks would type it."""
    return "" if day == NEVER else TEXT_FORMS[form % 3].format(d=_date(day))
