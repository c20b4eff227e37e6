"""A small table as a clerk keeps it: a title, the header, the rows, a footer; CSV or a workbook."""

import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from reform.sample import calendar_arrays
from reform.sample.county import COUNTY
from reform.sample.transfers import NEVER
from reform.sample.workbooks import SampleSheet

_DAY_FORMS: Final = (
    "{d.year}年{d.month}月{d.day}日",
    "{d.year}.{d.month}.{d.day}",
    "{d.year}/{d.month}/{d.day}",
)

Rows = Sequence[Sequence[Any]]


def day(number: int) -> str:
    """A day number as text; nothing for ``NEVER``."""
    return "" if number == NEVER else calendar_arrays.to_date(number).isoformat()


def as_typed(number: int, form: int) -> str:
    """The same as one of three clerks would type it."""
    if number == NEVER:
        return ""
    d: date = calendar_arrays.to_date(number)
    return _DAY_FORMS[form % len(_DAY_FORMS)].format(d=d)


def write_csv(path: Path, headers: Sequence[str], rows: Rows, *, encoding: str = "gb18030") -> Path:
    """A CSV as an old system exports it. No cell holds a comma, a quote or a line break."""
    lines = [
        ",".join(headers),
        *(",".join("" if cell is None else str(cell) for cell in row) for row in rows),
    ]
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode(encoding))
    return path


def zipped(csv: Path, path: Path) -> Path:
    """Put a CSV into an archive of its own; the same bytes every time."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        archive.writestr(zipfile.ZipInfo(csv.name), csv.read_bytes(), zipfile.ZIP_DEFLATED)
    csv.unlink()
    return path


def write_workbook(path: Path, title: str, unit: str, widths: dict[str, int], rows: Rows) -> Path:
    """A workbook of one sheet: title, who reports and when, header, rows, footer."""
    sheet = SampleSheet(path, title, widths)
    sheet.head(f"{COUNTY}{title}（示例数据）", unit)
    for row in rows:
        sheet.add(dict(zip(widths, ("" if cell is None else cell for cell in row), strict=True)))
    sheet.foot("填表人：张某　审核人：李某", "注：本表为示例数据。")
    return path
