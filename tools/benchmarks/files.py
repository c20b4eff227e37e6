"""The files that are measured: clean cases of the sample county, and the same rows in other dresses.

Every file is made once; one that is there already is used again.
"""

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd
import xlsxwriter

from reform import sample
from reform.common.code_lists import code_lists
from reform.sample import SEED, county, dataframes, transfers
from reform.schema.datasets import Column, datasets

NAMES = [column.name for column in datasets()["cases"].columns]
# Columns of which not every text is good, with one of a thousand texts that is not.
BAD: dict[str, str] = {
    "code": "1.1{:03}E+17",
    "choice": "不知道{}",
    "datetime": "2024-13-{}",
}
REFUSABLE = [c.name for c in datasets()["cases"].columns if c.type in BAD]


# clean ----------------------------------------------------------------------------------------


def make(folder: Path, cases: int) -> dict[str, Any]:
    """The sample county as clean UTF-8 CSVs with the declared headers and nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / "cases.csv").exists():
        return {}
    items = transfers.plan(county.items(SEED), SEED)
    _write(folder / "items.csv", "items", dataframes.items(items))
    _write(folder / "stages.csv", "stages", dataframes.stages(transfers.stages(items, SEED)))
    growing = {name: folder / f"{name}.csv.growing" for name in ("pauses", "cases")}
    for number, chunk in enumerate(dataframes.chunks(items, cases, SEED)):
        for name, frame in (("pauses", chunk.pauses), ("cases", chunk.cases)):
            _write(growing[name], name, frame, goes_on=number > 0)
    for name, path in growing.items():
        os.replace(path, folder / f"{name}.csv")
    return {}


def _write(path: Path, name: str, frame: pd.DataFrame, *, goes_on: bool = False) -> None:
    columns = [column.name for column in datasets()[name].columns if column.name in frame]
    frame[columns].to_csv(
        path,
        index=False,
        header=not goes_on,
        mode="a" if goes_on else "w",
        date_format="%Y-%m-%d %H:%M:%S",
    )


# the same rows otherwise ----------------------------------------------------------------------


def dressed(folder: Path, dress: str) -> dict[str, Any]:
    """``cases.csv`` once more as ``cases_<dress>.csv``."""
    path = folder / f"cases_{dress}.csv"
    if path.exists():
        return {}
    growing = path.with_suffix(".growing")
    with (folder / "cases.csv").open("rb") as clean, growing.open("wb") as out:
        DRESSES[dress](clean, out)
    os.replace(growing, path)
    return {}


def _gb18030(clean: BinaryIO, out: BinaryIO) -> None:
    for line in clean:
        out.write(line.decode().encode("gb18030"))


def _typed(clean: BinaryIO, out: BinaryIO) -> None:
    """Times as people type them: 2024/3/5 9:07 in one row, 2024年3月5日 in the next."""
    times = [NAMES.index(c.name) for c in datasets()["cases"].columns if c.type == "datetime"]
    for number, cells in _rows(clean, out):
        for place in times:
            if cells[place]:
                cells[place] = _as_typed(cells[place], number % 2 == 0)
        out.write(",".join(cells).encode())


@cache
def _as_typed(iso: str, with_clock: bool) -> str:
    moment = datetime.fromisoformat(iso)
    if with_clock:
        return f"{moment.year}/{moment.month}/{moment.day} {moment.hour}:{moment:%M}"
    return f"{moment.year}年{moment.month}月{moment.day}日"


def _bad(share: int) -> Callable[[BinaryIO, BinaryIO], None]:
    def write(clean: BinaryIO, out: BinaryIO) -> None:
        for number, cells in _rows(clean, out):
            if name := planted(number, share):
                kind = datasets()["cases"].column(name).type
                place = NAMES.index(name)
                ending = "\n" if cells[place].endswith("\n") else ""
                cells[place] = BAD[kind].format(number // 100 % 1000) + ending
            out.write(",".join(cells).encode())

    return write


def planted(number: int, share: int) -> str | None:
    """The column in which a row (from 0) has a bad cell, if it has one: ``share`` of a hundred rows do."""
    place = number * 31 % 100
    return REFUSABLE[(number // 100 + place) % len(REFUSABLE)] if place < share else None


def _rows(clean: BinaryIO, out: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    """The cells of every row, the line's end in the last; the header is written on the way."""
    header = clean.readline()
    if header.decode().strip().split(",") != NAMES:
        raise SystemExit(f"the cases have other columns: {header.decode()}")
    out.write(header)
    for number, line in enumerate(clean):
        cells = line.decode().split(",")
        if len(cells) != len(NAMES):
            raise SystemExit(f"row {number} of the cases has a comma in a cell")
        yield number, cells


ONE_ROW_IN_100 = 1
ONE_CELL_IN_100 = len(NAMES)  # so many cells in a hundred rows

DRESSES: dict[str, Callable[[BinaryIO, BinaryIO], None]] = {
    "gb18030": _gb18030,
    "typed": _typed,
    "bad_rows": _bad(ONE_ROW_IN_100),
    "bad_cells": _bad(ONE_CELL_IN_100),
}


# workbooks ------------------------------------------------------------------------------------


def workbook(path: Path, dataset: str, rows: int, width: int) -> dict[str, Any]:
    """A sheet of so many rows and columns as a county fills it in: words, real dates, codes as text.

    Columns that the dataset does not declare fill up the width.
    """
    if path.exists():
        return {}
    columns = datasets()[dataset].columns
    frame = sample.tables(rows if dataset == "cases" else 1000)[dataset]
    growing = path.with_suffix(".growing")
    with xlsxwriter.Workbook(growing) as book:
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet = book.add_worksheet(datasets()[dataset].title.split(" | ")[0])
        sheet.write_row(0, 0, [c.header for c in columns] + [f"其他{n}" for n in range(width - len(columns))])
        for number in range(rows):
            row = frame.iloc[number % len(frame)].to_dict()
            for place, column in enumerate(columns):
                is_key = (column.name,) == datasets()[dataset].key
                cell = f"11139999{number:07}T4000" if is_key else _cell(column, row.get(column.name))
                if isinstance(cell, datetime):
                    sheet.write_datetime(number + 1, place, cell, moment)
                elif cell is not None:
                    sheet.write(number + 1, place, cell)
            for place in range(len(columns), width):
                sheet.write(number + 1, place, f"内容{number * place % 977}")
    os.replace(growing, path)
    return {}


def _cell(column: Column, value: Any) -> Any:
    """A value as it stands in a county's workbook."""
    if column.unit_of:
        return "工作日"
    if value is None or pd.isna(value):
        return None
    if column.codes:
        return code_lists()[column.codes][str(value)].zh
    if column.type == "yes_no":
        return "是" if value else "否"
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else value
