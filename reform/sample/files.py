"""The whole county as a folder of files, the long ones written chunk by chunk."""

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pandas as pd

from reform.sample import cases, county, csv_exports, ratings, registers, transfers, workbooks
from reform.sample.csv_exports import HalfYears
from reform.sample.registers import handoffs, one_window
from reform.sample.registers.register_writer import declared

ITEMS: Final = "划转事项清单.xlsx"
STAGES: Final = "划转阶段台账.xlsx"
CASES: Final = "办件明细.zip"
PAUSES: Final = "特别程序.csv"
RATINGS: Final = "好差评明细.zip"
README: Final = "README.md"

# Up to so many cases the zips are made small; beyond, packing thoroughly would be most of the time.
THOROUGH: Final = 200_000


def write(folder: Path, count: int, seed: int) -> list[Path]:
    """Writes every file of the county into an existing folder and returns their paths."""
    items = transfers.plan(county.items(seed), seed)
    known = county.labels(items)
    workbooks.write_items(folder / ITEMS, items)
    workbooks.write_stages(folder / STAGES, transfers.stages(items, seed))
    effort = 6 if count <= THOROUGH else 1
    case_zip = HalfYears(folder / CASES, "办件明细", csv_exports.CASE_HEADERS, effort)
    rating_zip = HalfYears(folder / RATINGS, "好差评明细", csv_exports.RATING_HEADERS, effort)

    def add_cases(table: pd.DataFrame) -> None:
        case_zip.add(csv_exports.case_rows(table, known, case_zip.rows, case_zip.encoding))

    def add_ratings(table: pd.DataFrame) -> None:
        rated = ratings.of(table, known.departments, seed)
        rating_zip.add(csv_exports.rating_rows(rated, table, known, rating_zip.encoding))

    traced, handed = one_window.Traced(count, seed), handoffs.Handed(items, count, seed)
    with (folder / PAUSES).open("wb") as pauses, ThreadPoolExecutor(2) as pool:
        pauses.write(f"{csv_exports.PAUSE_HEADERS}\r\n".encode())
        jobs: list[Future[None]] = []
        for table in cases.chunks(
            items, count, seed
        ):  # the next chunk is drawn while the last one is written
            _finish(jobs)
            if case_zip.half != csv_exports.half_of(table):
                case_zip.begin(csv_exports.half_of(table))
                rating_zip.begin(csv_exports.half_of(table))
            jobs = [pool.submit(add_cases, table), pool.submit(add_ratings, table)]
            pauses.write(csv_exports.lines(csv_exports.pause_rows(table)))
            traced.look(table)
            handed.look(table)
        _finish(jobs)
    case_zip.close()
    rating_zip.close()
    promised = [*registers.write(folder, items, seed), *traced.write(folder), *handed.write(folder)]
    (folder / README).write_text(_readme(count, seed), encoding="utf-8", newline="\n")
    return [*(folder / name for name in (ITEMS, STAGES, CASES, PAUSES, RATINGS)), *promised, folder / README]


def _finish(jobs: list[Future[None]]) -> None:
    for job in jobs:
        job.result()


def _readme(count: int, seed: int) -> str:
    return f"""# Sample data (示例数据)

Everything in this folder is invented. 示例县 does not exist; no row comes from a real person, case or county.
The files are made by `python -m reform sample` (`reform.sample.write`, {count} cases, seed {seed}); the same
arguments give the same bytes, so change the generator, never the files.

| file | what |
|---|---|
| `{ITEMS}` | the items, their departments, batches, plans and time limits |
| `{STAGES}` | when each item entered which stage; the five handover flags |
| `{CASES}` | the cases from 2023-11-01 to 2026-10-31, one CSV a half-year |
| `{PAUSES}` | suspensions and extensions of cases |
| `{RATINGS}` | the ratings, one CSV a half-year of the cases they are about |
{"".join(f"| `{file}` | {register['about']} |{chr(10)}" for file, register in declared().items())}
They are as untidy as real exports on purpose: titles above the header, subtotals, merged cells, footers,
several encodings and ways to write a date, and personal columns (invented content) that must not be kept.

What is known to be true of them:

- after its transfer (accepted on or after the day it entered S4) a case takes on average
  {cases.TRUE_EFFECT} times the working days it took before;
- {county.SLOW_DEPARTMENT} takes {cases.SLOW_FACTOR} times as long as it should, before and after;
- cases accepted in March 2025 take {cases.BAD_MONTH_FACTOR} times as long;
- about {cases.UNMATCHED:.1%} of the cases carry a code that is not in the item list;
- nothing happened after 2026-10-31; plans and deadlines may lie later.
"""
