"""What becomes of every row: skipped (blank, subtotal, footer), rejected with a reason, or accepted."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from reform.datasets import Column, Dataset
from reform.intake import Options, RefusedRow, Reject, Taken
from reform.intake.checking import Refusals, check_order, check_required, check_widths
from reform.intake.matching import Match
from reform.intake.parsing import Circumstances, ParsedColumn, default_if_said, parse_column
from reform.intake.skipping import Skipping
from reform.privacy import scrub
from reform.readers import TextTable

# What is told of refused rows one by one; the counts go on beyond it. A file with more has one cause.
MOST_TOLD = 100_000

Keep = Callable[[pa.Table], None]


@dataclass
class _Books:
    """The running account of one table."""

    read: int = 0
    skipped: int = 0
    rejected: int = 0
    rejects: list[Reject] = field(default_factory=list)
    refused_rows: list[RefusedRow] = field(default_factory=list)
    broken: Counter[str] = field(default_factory=Counter)
    flags: Counter[tuple[str, str]] = field(default_factory=Counter)
    scrubbed: int = 0


def take(table: TextTable, match: Match, options: Options, today: date, keep: Keep) -> Taken:
    """Read a whole table as a dataset, handing the accepted rows to ``keep`` batch by batch.

    A batch holds row_key, source_row and the stored columns of the dataset (``schema``). What is
    refused stays in the report.
    """
    books, skipping = _Books(), Skipping(match)
    given = Circumstances(today, table.date1904, options)
    for batch in table.body(match.header_index, match.positions):
        books.read += batch.num_rows
        batch = batch.combine_chunks()
        kept = batch.filter(pc.invert(skipping.mask(batch)))
        books.skipped += batch.num_rows - kept.num_rows
        if kept.num_rows:
            _take_rows(kept.combine_chunks(), table, match, given, books, keep)
    return Taken(
        file=scrub(table.file)[0],
        sheet=scrub(table.sheet)[0] if table.sheet else None,
        dataset=match.dataset.name,
        header_row=match.header_index + 1,
        columns={name: match.headers[place] for name, place in match.positions.items()},
        places=dict(match.positions),
        dropped=[scrub(header)[0] for header in match.dropped],
        read=books.read,
        skipped=books.skipped,
        rejected=books.rejected,
        rejects=books.rejects,
        refused_rows=books.refused_rows,
        broken=books.broken,
        flags=books.flags,
        scrubbed=books.scrubbed,
    )


def schema(dataset: Dataset) -> pa.Schema:
    """The accepted rows of a dataset as Arrow sees them."""
    stored = {"VARCHAR": pa.string(), "DOUBLE": pa.float64(), "INTEGER": pa.int32(), "BOOLEAN": pa.bool_()}
    stored |= {"DATE": pa.date32(), "TIMESTAMP": pa.timestamp("us")}
    fields = [(f.name, stored[f.type]) for f in dataset.fields]
    return pa.schema([("row_key", pa.string()), ("source_row", pa.int64()), *fields])


def _take_rows(
    kept: pa.Table, table: TextTable, match: Match, given: Circumstances, books: _Books, keep: Keep
) -> None:
    refused: Refusals = {}
    check_widths(kept, match, refused)
    columns = _parse(kept, match, given, refused, books)
    _finish_durations(match.dataset, columns)
    check_required(match, columns, refused)
    check_order(match, columns, refused)
    rows = _assemble(match.dataset, columns, kept.column("_row"))
    if refused:
        _report(kept, rows, table, match, refused, books)
        rows = rows.filter(pa.array([row not in refused for row in range(kept.num_rows)]))
    if rows.num_rows:
        keep(rows)


# parsing --------------------------------------------------------------------------------------


def _parse(
    kept: pa.Table, match: Match, given: Circumstances, refused: Refusals, books: _Books
) -> dict[str, pa.Array]:
    columns: dict[str, pa.Array] = {}
    for column in match.dataset.columns:
        parsed = _parse_one(column, kept, match, given)
        columns[column.name] = parsed.values
        for row, reason in parsed.refused.items():
            refused.setdefault(row, []).append((column.name, reason))
        books.flags.update({(column.name, flag): count for flag, count in parsed.flags.items()})
        books.scrubbed += parsed.scrubbed
        if column.said_in in match.positions:
            columns[column.name] = default_if_said(columns[column.name], kept.column(column.said_in))
    return columns


def _parse_one(column: Column, kept: pa.Table, match: Match, given: Circumstances) -> ParsedColumn:
    place = match.positions.get(column.name)
    if place is not None:
        text = kept.column(column.name).combine_chunks()
        return parse_column(column, match.headers[place], text, given)
    constant = given.options.profile.constants.get(column.name)
    return parse_column(column, "", pa.array([constant] * kept.num_rows, type=pa.string()), given)


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


def _report(
    kept: pa.Table, rows: pa.Table, table: TextTable, match: Match, refused: Refusals, books: _Books
) -> None:
    books.rejected += len(refused)
    books.broken.update(reason.rule for reasons in refused.values() for _name, reason in reasons)
    file = scrub(table.file)[0]
    sheet = scrub(table.sheet)[0] if table.sheet else None
    for row in sorted(refused)[: max(0, MOST_TOLD - len(books.refused_rows))]:
        number = kept.column("_row")[row].as_py()
        cells = {name: _shown(kept.column(name)[row].as_py()) for name in match.positions}
        books.refused_rows.append(RefusedRow(number, rows.column("row_key")[row].as_py() or None, cells))
        for name, reason in refused[row]:
            header = match.headers[match.positions[name]] if name in match.positions else None
            books.rejects.append(
                Reject(
                    file=file,
                    sheet=sheet,
                    row=number,
                    name=name,
                    column=header or (match.dataset.column(name).header if name else None),
                    value=cells.get(name) if name else None,
                    rule=reason.rule,
                    words=reason.words,
                )
            )


def _shown(raw: str | None) -> str | None:
    """A refused cell as it stands in the file, so that it can be found there, personal data taken out."""
    if not raw:
        return None
    hidden, found = scrub(raw)
    return (hidden if found else raw.strip())[:200]


# assembling -----------------------------------------------------------------------------------


def _assemble(dataset: Dataset, columns: dict[str, pa.Array], numbers: pa.ChunkedArray) -> pa.Table:
    arrays = {"row_key": _row_key(dataset, columns), "source_row": numbers}
    arrays |= {f.name: columns[f.name] for f in dataset.fields}
    return pa.table(arrays).cast(schema(dataset))


def _row_key(dataset: Dataset, columns: dict[str, pa.Array]) -> pa.Array:
    parts = [pc.fill_null(columns[name].cast(pa.string()), "") for name in dataset.key]
    key = pc.binary_join_element_wise(*parts, "\x1f") if len(parts) > 1 else parts[0]
    for name in dataset.key_is_first_given:
        key = pc.coalesce(columns[name].cast(pa.string()), key)
    return key
