"""Refused rows as they are told: each refused cell with its reason, and the declared cells of its row."""

from collections import Counter
from dataclasses import replace
from functools import cache

import pyarrow as pa

from reform.ingest.matching.matching import Match
from reform.ingest.parsers import Refused
from reform.ingest.redaction import shown_cell
from reform.ingest.result import IngestResult, RefusedRow, Reject
from reform.ingest.row_checks import Refusals

# What is told of refused rows one by one; the counts go on beyond it. A file with more has one cause.
MOST_TOLD = 100_000
_LONGEST_SHOWN = 200


def note(
    result: IngestResult, match: Match, data: pa.Table, keys: pa.ChunkedArray, refused: Refusals
) -> None:
    """Add the refused rows of a batch to a result; ``keys`` are those of all its rows."""
    dataset = match.dataset
    # Of these none may be refused, else nobody knows the row; a row with a cell too many has None.
    known_by = {None, *dataset.key, *dataset.key_fallback}
    result.rejected += len(refused)
    result.broken.update(reason.rule for reasons in refused.values() for _name, reason in reasons)
    told = sorted(refused)[: max(0, MOST_TOLD - len(result.refused_rows))]
    places = pa.array(told, pa.int64())
    wrong = [{name for name, _reason in refused[row]} for row in told]
    cells = _cells(match, data.take(places), wrong)
    numbers = data.column("_row").take(places).to_pylist()
    for row, number, key, shown, names in zip(
        told, numbers, keys.take(places).to_pylist(), cells, wrong, strict=True
    ):
        result.refused_rows.append(RefusedRow(number, None if names & known_by else key or None, shown))
        result.rejects += [_reject(result, match, number, name, shown, why) for name, why in refused[row]]


def with_later(
    result: IngestResult, match: Match, data: pa.Table, keys: pa.ChunkedArray, refused: Refusals
) -> IngestResult:
    """A result beside accepted rows that are refused after all, all of ``data``, in the order of the file."""
    later = replace(result, rejected=0, rejects=[], refused_rows=[], broken=Counter())
    note(later, match, data, keys, refused)
    rows = sorted(result.refused_rows + later.refused_rows, key=lambda row: row.row)[:MOST_TOLD]
    cells = sorted(result.rejects + later.rejects, key=lambda reject: reject.row)
    numbers = set(data.column("_row").to_pylist())
    return replace(
        result,
        rejected=result.rejected + later.rejected,
        broken=result.broken + later.broken,
        refused_rows=rows,
        rejects=[reject for reject in cells if reject.row <= rows[-1].row],
        marks={row: mark for row, mark in result.marks.items() if row not in numbers},
    )


def _cells(match: Match, data: pa.Table, wrong: list[set[str | None]]) -> list[dict[str, str | None]]:
    """The declared cells of refused rows as they may be shown; ``wrong``: what is refused of each."""
    headers, positions = match.headers, match.positions
    all_declared = len(positions) == sum(map(bool, headers)) == max(positions.values()) + 1
    # Where a row has a cell too many, a declared column may hold what stands in an undeclared one.
    told = [all_declared or None not in names for names in wrong]
    columns = [_column(match, data.column(name), name, wrong) for name in positions]
    rows = zip(*columns, strict=True)
    return [
        dict(zip(positions, row, strict=True)) if is_told else {}
        for row, is_told in zip(rows, told, strict=True)
    ]


def _column(
    match: Match, cells: pa.ChunkedArray, name: str, wrong: list[set[str | None]]
) -> list[str | None]:
    is_code = match.dataset.column(name).type == "code"
    show = cache(shown_cell)  # each distinct text once; forgotten with this batch
    return [
        show(cell, is_code and name not in names)
        for cell, names in zip(cells.to_pylist(), wrong, strict=True)
    ]


def _reject(
    result: IngestResult,
    match: Match,
    row: int,
    name: str | None,
    cells: dict[str, str | None],
    reason: Refused,
) -> Reject:
    header = result.columns.get(name) or match.dataset.column(name).header if name else None
    value = (cells.get(name) or "")[:_LONGEST_SHOWN] or None if name else None
    return Reject(result.file, result.sheet, row, name, header, value, reason.rule, reason.words)
