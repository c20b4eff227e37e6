"""Files as counties send them, made in memory, and the command line run in this process."""

import contextvars
import csv
import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from click.testing import CliRunner, Result

from reform.cli import main
from reform.storage import Warehouse

Rows = Sequence[Sequence[Any]]

TODAY = "2026-11-23"

ITEMS: Rows = [
    ["事项编码", "事项名称", "原实施部门", "批次", "法定办结时限", "承诺办结时限"],
    ["0001", "食品经营许可", "县市场监督管理局", "第一批", "20个工作日", "5个工作日"],
    ["0002", "施工许可", "县住房和城乡建设局", "第二批", "15个工作日", "即办"],
]
CASES: Rows = [
    ["办件编号", "事项编码", "受理部门", "受理时间", "办结时间"],
    ["A1", "0001", "县市场监督管理局", "2026-02-12 09:00:00", "2026-02-26 10:00:00"],
    ["A2", "0001", "县市场监督管理局", "2026-04-29", "2026-05-09"],
    ["A3", "0002", "县住房和城乡建设局", "2026-09-30", ""],
]


def workbook(
    sheets: Mapping[str, Rows],
    *,
    merge: Mapping[str, Sequence[tuple[int, int, int, int]]] | None = None,
    **options: Any,
) -> bytes:
    """An .xlsx: real dates for dates, numbers for numbers, text for text; ``merge`` per sheet."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, options) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if isinstance(cell, datetime):
                        sheet.write_datetime(number, place, cell, moment)
                    elif isinstance(cell, date):
                        sheet.write_datetime(number, place, cell, day)
                    elif isinstance(cell, str):
                        sheet.write_string(number, place, cell) if cell else None
                    elif cell is not None:
                        sheet.write(number, place, cell)
            for area in (merge or {}).get(name, ()):
                sheet.merge_range(*area, rows[area[0]][area[1]])
    return data.getvalue()


def text(rows: Rows, encoding: str = "utf-8") -> bytes:
    """A csv; dates in ISO form."""
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode(encoding)


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip of files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def contents(folder: Path, *, logs: bool = False) -> dict[str, bytes] | None:
    """Every file below a folder with its bytes, the empty lock file aside; None while there is none.

    With ``logs`` also what is told of each thing that was done or refused.
    """
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    if not logs:
        files = {name: path for name, path in files.items() if path.parent.name != "logs"}
    lock = files.pop("loading.lock", None)
    assert lock is None or lock.read_bytes() == b""
    return {name: path.read_bytes() for name, path in files.items()} or None


class County:
    """A folder of files beside a warehouse, and the command line between them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.warehouse = Warehouse(folder / "warehouse")

    def file(self, name: str, data: bytes) -> str:
        """Write a file to be loaded; its path."""
        path = self.folder / name
        path.write_bytes(data)
        return str(path)

    def run(self, *arguments: str, lang: str = "zh", today: str = TODAY) -> Result:
        """``python -m reform`` in this process, in a context of its own (the language belongs to it)."""
        head = ["--warehouse", str(self.warehouse.folder), "--lang", lang, "--today", today]
        context = contextvars.copy_context()
        result: Result = context.run(CliRunner().invoke, main, [*head, *arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    def json(self, *arguments: str, status: int = 0, lang: str = "zh") -> Any:
        """What a command prints with ``--format json``."""
        result = self.run(*arguments, "--format", "json", lang=lang)
        assert result.exit_code == status, result.output
        return json.loads(result.stdout)

    def load(self, *arguments: str, status: int = 0, lang: str = "zh") -> Any:
        """``load`` as JSON; every account in it must balance."""
        return balanced(self.json("load", *arguments, status=status, lang=lang))

    def check(self, *arguments: str, status: int = 0, lang: str = "zh") -> Any:
        """``check`` as JSON; it must not touch a byte."""
        before = contents(self.warehouse.folder, logs=True)
        report = balanced(self.json("check", *arguments, status=status, lang=lang))
        assert contents(self.warehouse.folder, logs=True) == before
        return report

    def rows(self, dataset: str) -> list[dict[str, Any]]:
        """The rows kept of a dataset."""
        answer = self.json("rows", dataset)
        assert answer["dataset"] == dataset
        rows: list[dict[str, Any]] = answer["rows"]
        return rows

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Ask the current snapshot."""
        with self.warehouse.open() as connection:
            return connection.execute(sql).fetchall()


def balanced(report: dict[str, Any]) -> dict[str, Any]:
    """The report, after its row balance was checked: over all and for every table."""
    for account in (report["balance"], *(table["balance"] for table in report["tables"])):
        parts = ("accepted_new", "accepted_correction", "unchanged", "rejected", "skipped")
        assert account["read"] == sum(account[part] for part in parts), account
    return report


Make = Callable[..., bytes]
