"""Reads a table as a dataset: each row is skipped (blank, subtotal, footer), rejected or accepted.

``non_data_rows`` tells the rows that hold no data, ``columns`` parses each distinct text of a column once,
``row_checks`` and ``plausibility`` look at whole rows.
"""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from reform.common.redaction import scrub_name
from reform.ingest.columns import Circumstances, ColumnParser, default_if_said
from reform.ingest.cut_files import Signs
from reform.ingest.ditto_marks import Dittos
from reform.ingest.matching.matching import Match
from reform.ingest.non_data_rows import Skipping
from reform.ingest.parsers import Refused
from reform.ingest.plausibility import Consistency
from reform.ingest.rating_scale import digit_distribution
from reform.ingest.readers import FileRefused, TextTable
from reform.ingest.redaction import shown_cell
from reform.ingest.result import MARK_HEADER, IngestResult, RefusedRow, Reject
from reform.ingest.row_checks import Refusals, check_order, check_required, check_widths, only_width
from reform.ingest.truncated_codes import CutCodes
from reform.schema.arrow import schema
from reform.schema.datasets import Dataset

# What is told of refused rows one by one; the counts go on beyond it. A file with more has one cause.
MOST_TOLD = 100_000
_LONGEST_SHOWN = 200

Keep = Callable[[pa.Table], None]

_MARK = "_mark"


def ingest_table(
    table: TextTable, match: Match, today: date, keep: Keep, strangers: Mapping[int, Refused] | None = None
) -> IngestResult:
    """Read a whole table as a dataset, handing the accepted rows to ``keep`` batch by batch.

    A batch holds row_key, source_row and the stored columns of the dataset (``schema``). What is
    refused stays in the report; ``strangers`` are rows refused for what they are beside other rows.
    """
    walk = _Walk(table, match, today, keep, strangers or {})
    places = dict(match.positions)
    if MARK_HEADER in match.headers:
        places[_MARK] = match.headers.index(MARK_HEADER)
    for batch in _ahead(table.body(match.header_index, places)):
        walk.take(batch.combine_chunks())
    return walk.finish()


def _ahead(batches: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """The same batches, the next one being read while this one is worked on."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        coming = pool.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = pool.submit(next, batches, None)
            yield batch


class _Walk:
    """One table on its way through skipping, parsing and checking; the books are kept in ``taken``."""

    def __init__(
        self, table: TextTable, match: Match, today: date, keep: Keep, strangers: Mapping[int, Refused]
    ) -> None:
        self._match = match
        self._keep = keep
        self._strangers = strangers
        self._labels = match.labels
        given = Circumstances(today, table.date1904, match.options)
        headers = {name: match.headers[place] for name, place in match.positions.items()}
        self._parsers = {
            c.name: ColumnParser(c, headers.get(c.name, ""), given, is_key=c.name in match.dataset.key)
            for c in match.dataset.columns
        }
        self._cut = {
            c.name: CutCodes(c.name, own=c.numbered_by_source)
            for c in match.dataset.columns
            if c.type == "code"
        }
        self._signs = Signs(table, match.header_rows[0] - 1)
        self._skipping, self._dittos = Skipping(match, self._signs.remark), Dittos(match)
        self._consistency = Consistency(match.dataset, self._labels)
        self.taken = IngestResult(
            file=scrub_name(table.file),
            sheet=scrub_name(table.sheet) if table.sheet else None,
            dataset=match.dataset.name,
            header_rows=match.header_rows,
            columns=self._labels,
            places=dict(match.positions),
            known_under=match.known_under,
            dropped=[header for header in match.dropped if header != MARK_HEADER],
            duplicates=match.duplicates,
            profile=match.options.profile.title,
            others=match.others,
            hidden=table.hidden,
            hidden_rows=table.hidden_rows,
            hidden_columns=table.hidden_columns,
            date1904=table.date1904,
        )

    def take(self, batch: pa.Table) -> None:
        """Take the next rows of the table."""
        self.taken.read += batch.num_rows
        kept = batch.filter(pc.invert(self._skipping.mask(batch)))
        self.taken.skipped += batch.num_rows - kept.num_rows
        if not kept.num_rows:
            return
        kept = self._dittos.fill(kept.combine_chunks())
        refused: Refusals = {}
        check_widths(kept, self._match, refused)
        columns = self._parse(kept, refused)
        _finish_durations(self._match.dataset, columns)
        _name_source(self._match, columns)
        check_required(self._match, columns, refused)
        check_order(self._match, columns, refused)
        only_width(refused)
        self._refuse_strangers(kept.column("_row"), refused)
        rows = _assemble(self._match.dataset, columns, kept.column("_row"))
        if refused:
            self._report(kept, rows, refused)
            good = np.ones(kept.num_rows, bool)
            good[list(refused)] = False
            rows, kept = rows.filter(pa.array(good)), kept.filter(pa.array(good))
        if rows.num_rows:
            self._consistency.look(rows)
            if _MARK in kept.column_names:
                self.taken.marks += kept.column(_MARK).drop_null().to_pylist()
            self._keep(rows)

    def finish(self) -> IngestResult:
        """The account of the whole table; ``FileRefused`` if a column of codes turned out to hold persons."""
        for name, parser in self._parsers.items():
            if kinds := parser.overlooked:
                words = {"column": self._labels.get(name, name), "kinds": kinds}
                raise FileRefused("column_personal", words, file=self.taken.file, sheet=self.taken.sheet)
        of_table = [*self._signs.warned(self.taken.read - self.taken.skipped), *self._skipping.warned]
        self.taken.warned = [*of_table, *self._consistency.warned]
        return self.taken

    def _parse(self, kept: pa.Table, refused: Refusals) -> dict[str, pa.Array]:
        columns: dict[str, pa.Array] = {}
        for column in self._match.dataset.columns:
            parser = self._parsers[column.name]
            if column.name in self._match.positions:
                text = kept.column(column.name).combine_chunks()
            else:
                text = pa.repeat(pa.scalar(parser.constant, pa.string()), kept.num_rows)
            parsed = parser.parse(text)
            columns[column.name] = parsed.values
            for row, reason in parsed.refused.items():
                refused.setdefault(row, []).append((column.name, reason))
            if column.name in self._cut:
                self._cut[column.name].refuse(text, refused)
            self.taken.flags.update({(column.name, flag): count for flag, count in parsed.flags.items()})
            self.taken.hidden_personal.update(parsed.hidden)
            if column.type == "level":
                self.taken.digits += digit_distribution(text)
            if column.inferred_from in self._match.positions:
                columns[column.name] = default_if_said(
                    columns[column.name], kept.column(column.inferred_from)
                )
        return columns

    def _refuse_strangers(self, numbers: pa.ChunkedArray, refused: Refusals) -> None:
        if not self._strangers:
            return
        name = self._match.dataset.number
        mask = pc.is_in(numbers, pa.array(self._strangers, pa.int64()))
        for place in pc.indices_nonzero(mask).to_pylist():
            refused.setdefault(place, []).append((name, self._strangers[numbers[place].as_py()]))

    def _report(self, kept: pa.Table, rows: pa.Table, refused: Refusals) -> None:
        taken, dataset = self.taken, self._match.dataset
        # Of these none may be refused, else nobody knows the row; a row with a cell too many has None.
        known_by = {None, *dataset.key, *dataset.key_fallback}
        taken.rejected += len(refused)
        taken.broken.update(reason.rule for reasons in refused.values() for _name, reason in reasons)
        told = sorted(refused)[: max(0, MOST_TOLD - len(taken.refused_rows))]
        places = pa.array(told, pa.int64())
        wrong = [{name for name, _reason in refused[row]} for row in told]
        cells = self._cells(kept.take(places), wrong)
        keys = rows.column("row_key").take(places).to_pylist()
        numbers = kept.column("_row").take(places).to_pylist()
        for row, number, key, shown, names in zip(told, numbers, keys, cells, wrong, strict=True):
            known = None if names & known_by else key or None
            taken.refused_rows.append(RefusedRow(number, known, shown))
            taken.rejects += [self._reject(number, name, shown, reason) for name, reason in refused[row]]

    def _cells(self, kept: pa.Table, wrong: list[set[str | None]]) -> list[dict[str, str | None]]:
        """The declared cells of refused rows as they may be shown; ``wrong``: what is refused of each."""
        headers, positions = self._match.headers, self._match.positions
        all_declared = len(positions) == sum(map(bool, headers)) == max(positions.values()) + 1
        # Where a row has a cell too many, a declared column may hold what stands in an undeclared one.
        told = [all_declared or None not in names for names in wrong]
        columns = [self._column(kept.column(name), name, wrong) for name in positions]
        rows = zip(*columns, strict=True)
        return [
            dict(zip(positions, row, strict=True)) if is_told else {}
            for row, is_told in zip(rows, told, strict=True)
        ]

    def _column(self, cells: pa.ChunkedArray, name: str, wrong: list[set[str | None]]) -> list[str | None]:
        is_code = self._match.dataset.column(name).type == "code"
        show = cache(shown_cell)  # each distinct text once; forgotten with this batch
        return [
            show(cell, is_code and name not in names)
            for cell, names in zip(cells.to_pylist(), wrong, strict=True)
        ]

    def _reject(self, row: int, name: str | None, cells: dict[str, str | None], reason: Refused) -> Reject:
        header = self._labels.get(name) or self._match.dataset.column(name).header if name else None
        value = (cells.get(name) or "")[:_LONGEST_SHOWN] or None if name else None
        return Reject(self.taken.file, self.taken.sheet, row, name, header, value, reason.rule, reason.words)


# numbers --------------------------------------------------------------------------------------


def prefix(source: str) -> str:
    """What stands before the numbers a source gives by itself, so that those of two sources never meet."""
    return f"{source}·"


def _name_source(match: Match, columns: dict[str, pa.Array]) -> None:
    """Put the source before the numbers it gave, the row's own and those that point to other rows of it."""
    source = match.options.profile.source
    if not source:
        return
    before = prefix(source)
    for column in match.dataset.columns:
        if column.numbered_by_source:
            given = columns[column.name]
            named = pc.binary_join_element_wise(pa.scalar(before), given, "")
            columns[column.name] = pc.if_else(pc.starts_with(given, before), given, named)


# durations ------------------------------------------------------------------------------------


def _finish_durations(dataset: Dataset, columns: dict[str, pa.Array]) -> None:
    """Part each limit into days, unit and kind. The cell's unit wins, then the unit column, then the default.

    日 of an administrative licence means working days (行政许可法 art. 82).
    """
    for column in dataset.columns:
        if column.type != "duration":
            continue
        limit = columns[column.name]
        unit = pc.struct_field(limit, "unit")
        unit = pc.if_else(pc.equal(unit, "unknown"), pa.scalar(None, pa.string()), unit)
        days = pc.struct_field(limit, "days")
        stem = column.name.removesuffix("_days")
        beside = columns.get(f"{stem}_unit")
        unit = pc.coalesce(unit, beside, pa.scalar(column.unit)) if beside is not None else unit
        unit = pc.coalesce(unit, pa.scalar(column.unit))
        unit = pc.if_else(pc.is_null(days), pa.scalar(None, pa.string()), unit)
        if "item_type" in columns:
            licensed_days = pc.and_(pc.equal(unit, "d"), pc.equal(columns["item_type"], "01"))
            unit = pc.if_else(pc.fill_null(licensed_days, False), "wd", unit)
        columns[column.name] = days
        columns[f"{stem}_unit"] = unit
        columns[f"{stem}_kind"] = pc.coalesce(pc.struct_field(limit, "kind"), pa.scalar("missing"))


# assembling -----------------------------------------------------------------------------------


def _assemble(dataset: Dataset, columns: dict[str, pa.Array], numbers: pa.ChunkedArray) -> pa.Table:
    arrays = {"row_key": _row_key(dataset, columns), "source_row": numbers}
    arrays |= {f.name: columns[f.name] for f in dataset.fields}
    return pa.table(arrays).cast(schema(dataset))


def _row_key(dataset: Dataset, columns: dict[str, pa.Array]) -> pa.Array:
    parts = [pc.fill_null(columns[name].cast(pa.string()), "") for name in dataset.key]
    key = pc.binary_join_element_wise(*parts, "\x1f") if len(parts) > 1 else parts[0]
    for name in dataset.key_fallback:
        key = pc.coalesce(columns[name].cast(pa.string()), key)
    return key
