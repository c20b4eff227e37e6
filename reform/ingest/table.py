"""Reads a table as a dataset: each row is skipped (blank, subtotal, footer), rejected or accepted.

``non_data_rows`` tells the rows that hold no data, ``columns`` parses each distinct text of a column once,
``row_checks`` and ``plausibility`` look at whole rows.
"""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from reform.ingest import rejects
from reform.ingest.columns import Circumstances, ColumnParser, default_if_said
from reform.ingest.cut_files import Signs
from reform.ingest.ditto_marks import Dittos
from reform.ingest.matching.matching import Match
from reform.ingest.non_data_rows import Skipping
from reform.ingest.parsers import Refused
from reform.ingest.plausibility import Consistency
from reform.ingest.rating_scale import digit_distribution
from reform.ingest.readers import TextTable
from reform.ingest.result import MARK_HEADER, IngestResult
from reform.ingest.row_checks import Refusals, check_order, check_required, check_widths, only_width
from reform.ingest.truncated_codes import CutCodes
from reform.schema.arrow import schema
from reform.schema.datasets import Dataset

_MARK = "_mark"


class TableReader:
    """Reads one table as a dataset: iterating gives the accepted rows, ``result`` tells the rest.

    A batch holds row_key, source_row and the stored columns of the dataset (``schema``). ``result`` is
    complete when the last batch was taken. Raises ``FileRefused`` on the way, also after the last batch.
    """

    def __init__(self, table: TextTable, match: Match, today: date) -> None:
        self._table = table
        self._match = match
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
        self._skipping = Skipping(match, self._signs.remark)
        self._consistency = Consistency(match.dataset, self._labels)
        self.result = IngestResult(
            file=table.file,
            sheet=table.sheet,
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

    def __iter__(self) -> Iterator[pa.Table]:
        dittos = Dittos(self._match)
        for batch in _ahead(_body(self._table, self._match)):
            data = batch.filter(pc.invert(self._skipping.mask(batch)))
            self.result.read += batch.num_rows
            self.result.skipped += batch.num_rows - data.num_rows
            rows = self._accepted(dittos.fill(data.combine_chunks())) if data.num_rows else data
            if rows.num_rows:
                yield rows
        self._finish()

    def _accepted(self, data: pa.Table) -> pa.Table:
        """The accepted of the rows of data of one batch; the others are noted."""
        refused: Refusals = {}
        check_widths(data, self._match, refused)
        columns = self._parse(data, refused)
        _finish_durations(self._match.dataset, columns)
        _name_source(self._match, columns)
        check_required(self._match, columns, refused)
        check_order(self._match, columns, refused)
        only_width(refused)
        rows = _assemble(self._match.dataset, columns, data.column("_row"))
        if refused:
            rejects.note(self.result, self._match, data, rows.column("row_key"), refused)
            good = np.ones(data.num_rows, bool)
            good[list(refused)] = False
            rows, data = rows.filter(pa.array(good)), data.filter(pa.array(good))
        if rows.num_rows:
            self._consistency.look(rows)
        if rows.num_rows and _MARK in data.column_names:
            marked = data.select(["_row", _MARK]).filter(pc.is_valid(data.column(_MARK)))
            self.result.marks |= zip(*marked.to_pydict().values(), strict=True)
        return rows

    def _finish(self) -> None:
        """Complete the result; refuse the file if a column of codes turned out to hold persons."""
        for name, parser in self._parsers.items():
            if kinds := parser.overlooked:
                words = {"column": self._labels.get(name, name), "kinds": kinds}
                raise self._table.refused("column_personal", words)
        of_table = self._signs.warned(self.result.read - self.result.skipped)
        self.result.warned_of_table = [*of_table, *self._skipping.warned]
        self.result.warned_of_rows = self._consistency.warned

    def _parse(self, data: pa.Table, refused: Refusals) -> dict[str, pa.Array]:
        columns: dict[str, pa.Array] = {}
        for column in self._match.dataset.columns:
            parser = self._parsers[column.name]
            if column.name in self._match.positions:
                text = data.column(column.name).combine_chunks()
            else:
                text = pa.repeat(pa.scalar(parser.constant, pa.string()), data.num_rows)
            parsed = parser.parse(text)
            columns[column.name] = parsed.values
            for row, reason in parsed.refused.items():
                refused.setdefault(row, []).append((column.name, reason))
            if column.name in self._cut:
                self._cut[column.name].refuse(text, refused)
            self.result.flags.update({(column.name, flag): count for flag, count in parsed.flags.items()})
            self.result.hidden_personal.update(parsed.hidden)
            if column.type == "level":
                self.result.digits += digit_distribution(text)
            if column.inferred_from in self._match.positions:
                columns[column.name] = default_if_said(
                    columns[column.name], data.column(column.inferred_from)
                )
        return columns


def _body(table: TextTable, match: Match) -> Iterator[pa.Table]:
    """The declared columns of the rows below the header, and a correction sheet's marks."""
    places = dict(match.positions)
    if MARK_HEADER in match.headers:
        places[_MARK] = match.headers.index(MARK_HEADER)
    return table.body(match.header_index, places)


def _ahead(batches: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """The same batches, each in one piece, the next one being read while it is worked on."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        coming = pool.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = pool.submit(next, batches, None)
            yield batch.combine_chunks()


# refused later --------------------------------------------------------------------------------


class Remaining:
    """The accepted ``rows`` of a table that was read, without those that are refused for what they are beside
    other rows: by their numbers, with the reason. ``result`` tells the rest, as ``TableReader.result``."""

    def __init__(
        self, result: IngestResult, match: Match, rows: Iterable[pa.Table], refused: Mapping[int, Refused]
    ) -> None:
        self._match = match
        self._rows = rows
        self._refused = refused
        self._numbers = pa.array(refused, pa.int64())
        self._keys: dict[int, str] = {}
        self.result = result

    def __iter__(self) -> Iterator[pa.Table]:
        consistency = Consistency(self._match.dataset, self._match.labels)
        for batch in self._rows:
            is_refused = pc.is_in(batch.column("source_row"), self._numbers)
            left = batch.filter(is_refused)
            self._keys |= zip(*left.select(["source_row", "row_key"]).to_pydict().values(), strict=True)
            rows = batch.filter(pc.invert(is_refused))
            if rows.num_rows:
                consistency.look(rows)
                yield rows
        self.result = replace(self.result, warned_of_rows=consistency.warned)

    def note(self, table: TextTable) -> None:
        """Tell the refused rows as they stand in the file; ``table``: the same table once more."""
        skipping, dittos = Skipping(self._match), Dittos(self._match)
        cells: list[pa.Table] = []
        for batch in _body(table, self._match):
            data = dittos.fill(batch.filter(pc.invert(skipping.mask(batch))).combine_chunks())
            cells.append(data.filter(pc.is_in(data.column("_row"), self._numbers)))
        found = pa.concat_tables(cells)
        numbers, name = found.column("_row").to_pylist(), self._match.dataset.number
        keys = pa.chunked_array([[self._keys[number] for number in numbers]], pa.string())
        reasons: Refusals = {row: [(name, self._refused[number])] for row, number in enumerate(numbers)}
        self.result = rejects.with_later(self.result, self._match, found, keys, reasons)


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
