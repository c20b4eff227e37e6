"""What becomes of every row: skipped (blank, subtotal, footer), rejected with a reason, or accepted."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from reform.datasets import Column, Dataset
from reform.intake import Options, Reject, Taken
from reform.intake.matching import Match
from reform.intake.parsing import Circumstances, ParsedColumn, default_if_said, parse_column
from reform.privacy import scrub
from reform.readers import TextTable
from reform.values import Refused

_GAP = r"[\s\p{Z}]*"
_TOTAL = (
    rf"^.{{0,20}}(小{_GAP}计|合{_GAP}计|总{_GAP}计|共{_GAP}计|累{_GAP}计){_GAP}[:：]?{_GAP}"
    rf"([0-9０-９,]+{_GAP}\p{{Han}}?)?{_GAP}$"
)
_FOOTER = (
    rf"^{_GAP}(填表人|填报人|填报单位|制表|制表人|审核人|审核意见|负责人|单位负责人|联系人|联系电话|"
    rf"注|备注|说明|表格说明|数据来源|打印时间|导出时间){_GAP}[:：]"
)


@dataclass
class _Books:
    """The running account of one table."""

    read: int = 0
    skipped: int = 0
    rejected: int = 0
    in_footer: bool = False
    rejects: list[Reject] = field(default_factory=list)
    flags: Counter[tuple[str, str]] = field(default_factory=Counter)
    scrubbed: int = 0
    accepted: list[pa.Table] = field(default_factory=list)


def take(table: TextTable, match: Match, options: Options, today: date) -> Taken:
    """Read a whole table as a dataset. Nothing is written; what is refused stays in the report."""
    books = _Books()
    given = Circumstances(today, table.date1904, options)
    for batch in table.body(match.header_index, match.positions):
        _take_batch(batch, table, match, given, books)
    return Taken(
        file=scrub(table.file)[0],
        sheet=scrub(table.sheet)[0] if table.sheet else None,
        dataset=match.dataset.name,
        header_row=match.header_index + 1,
        columns={name: match.headers[place] for name, place in match.positions.items()},
        dropped=[scrub(header)[0] for header in match.dropped],
        rows=pa.concat_tables(books.accepted) if books.accepted else _schema(match.dataset).empty_table(),
        read=books.read,
        skipped=books.skipped,
        rejected=books.rejected,
        rejects=books.rejects,
        flags=books.flags,
        scrubbed=books.scrubbed,
    )


def _schema(dataset: Dataset) -> pa.Schema:
    stored = {"VARCHAR": pa.string(), "DOUBLE": pa.float64(), "INTEGER": pa.int32(), "BOOLEAN": pa.bool_()}
    stored |= {"DATE": pa.date32(), "TIMESTAMP": pa.timestamp("us")}
    fields = [(f.name, stored[f.type]) for f in dataset.fields]
    return pa.schema([("row_key", pa.string()), ("source_row", pa.int64()), *fields])


def _take_batch(batch: pa.Table, table: TextTable, match: Match, given: Circumstances, books: _Books) -> None:
    books.read += batch.num_rows
    batch = batch.combine_chunks()
    kept = batch.filter(pc.invert(_skipped(batch, match, books)))
    books.skipped += batch.num_rows - kept.num_rows
    if kept.num_rows == 0:
        return
    kept = kept.combine_chunks()
    refused: dict[int, list[tuple[str | None, Refused]]] = {}
    _refuse_widths(kept, match, refused)
    columns = _parse(kept, match, given, refused, books)
    _finish_durations(match.dataset, columns)
    _require(match, columns, refused)
    _check_order(match, columns, refused)
    _report(kept, table, match, refused, books)
    good = pa.array([row not in refused for row in range(kept.num_rows)]) if refused else None
    rows = _assemble(match.dataset, columns, kept.column("_row"))
    books.accepted.append(rows.filter(good) if good is not None else rows)


# skipping -------------------------------------------------------------------------------------


def _skipped(batch: pa.Table, match: Match, books: _Books) -> pa.Array:
    """Blank rows, subtotals, repeated headers and footers, as a mask."""
    texts = {name: batch.column(name).combine_chunks() for name in match.positions}
    empty = pa.array([True] * batch.num_rows)
    for text in texts.values():
        empty = pc.and_(empty, _is_blank(text))
    empty = pc.and_(empty, pc.is_null(batch.column("_width").combine_chunks()))
    first = batch.column("_first").combine_chunks()
    required = [texts[name] for name in _required(match) if name in texts]
    suspect = pc.fill_null(
        pc.or_(pc.match_substring_regex(first, _TOTAL), pc.match_substring_regex(first, _FOOTER)), False
    )
    repeated = pa.array([False] * batch.num_rows)
    for name in _required(match):
        if name in texts:
            header = match.headers[match.positions[name]]
            repeated = pc.or_(repeated, pc.fill_null(pc.equal(texts[name], header), False))
    skipped = pc.or_(empty, repeated)
    if not books.in_footer and not pc.any(suspect).as_py():
        return skipped
    return pc.or_(skipped, _totals_and_footers(first, required, books))


def _totals_and_footers(first: pa.Array, required: list[pa.Array], books: _Books) -> pa.Array:
    """Row by row: a total or a footer lacks what a row of data has; after a footer, so do loose lines."""
    total = pc.fill_null(pc.match_substring_regex(first, _TOTAL), False).to_pylist()
    footer = pc.fill_null(pc.match_substring_regex(first, _FOOTER), False).to_pylist()
    labels = first.to_pylist()
    cells = [text.to_pylist() for text in required]
    mask = []
    for row, label in enumerate(labels):
        own = [text[row] for text in cells]
        lacks = any(cell is None or not cell.strip() for cell in own)
        labelled = (total[row] or footer[row]) and (lacks or label in own)
        books.in_footer = (labelled and footer[row]) or (books.in_footer and lacks)
        mask.append(labelled or books.in_footer)
    return pa.array(mask)


def _is_blank(text: pa.Array) -> pa.Array:
    return pc.or_kleene(pc.is_null(text), pc.fill_null(pc.match_substring_regex(text, rf"^{_GAP}$"), True))


def _required(match: Match) -> list[str]:
    return [column.name for column in match.dataset.columns if column.required]


# parsing and checking -------------------------------------------------------------------------


def _refuse_widths(
    kept: pa.Table, match: Match, refused: dict[int, list[tuple[str | None, Refused]]]
) -> None:
    widths = kept.column("_width")
    if widths.null_count == len(widths):
        return
    for row, width in enumerate(widths.to_pylist()):
        if width is not None:
            words = {"actual": str(width), "expected": str(len(match.headers))}
            refused.setdefault(row, []).append((None, Refused("row_width", words)))


def _parse(
    kept: pa.Table,
    match: Match,
    given: Circumstances,
    refused: dict[int, list[tuple[str | None, Refused]]],
    books: _Books,
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


def _require(
    match: Match,
    columns: dict[str, pa.Array],
    refused: dict[int, list[tuple[str | None, Refused]]],
) -> None:
    for name in _required(match):
        _refuse_where(pc.is_null(columns[name]), name, Refused("required_missing"), refused)
    for group in match.dataset.one_of:
        missing = pc.is_null(columns[group[0]])
        for name in group[1:]:
            missing = pc.and_(missing, pc.is_null(columns[name]))
        headers = "、".join(match.dataset.column(name).header for name in group)
        _refuse_where(missing, group[0], Refused("one_of_missing", {"columns": headers}), refused)


def _check_order(
    match: Match, columns: dict[str, pa.Array], refused: dict[int, list[tuple[str | None, Refused]]]
) -> None:
    """By date, not by clock: a case that ends minutes before it starts lasted 0 days."""
    for earlier, later in match.dataset.in_order:
        first, second = (columns[name].cast(pa.date32(), safe=False) for name in (earlier, later))
        words = {name: match.dataset.column(name).header for name in (earlier, later)}
        reason = Refused("order_dates", {"earlier": words[earlier], "later": words[later]})
        _refuse_where(pc.less(second, first), later, reason, refused)


def _refuse_where(
    mask: pa.Array, name: str, reason: Refused, refused: dict[int, list[tuple[str | None, Refused]]]
) -> None:
    mask = pc.fill_null(mask, False)
    if not pc.any(mask, min_count=0).as_py():
        return
    for row in pc.indices_nonzero(mask).to_pylist():
        known = refused.setdefault(row, [])
        if all(column != name for column, _ in known):
            known.append((name, reason))


def _report(
    kept: pa.Table,
    table: TextTable,
    match: Match,
    refused: dict[int, list[tuple[str | None, Refused]]],
    books: _Books,
) -> None:
    books.rejected += len(refused)
    rows = kept.column("_row")
    for row in sorted(refused):
        for name, reason in refused[row]:
            raw = kept.column(name)[row].as_py() if name in match.positions else None
            header = match.headers[match.positions[name]] if name in match.positions else None
            books.rejects.append(
                Reject(
                    file=scrub(table.file)[0],
                    sheet=scrub(table.sheet)[0] if table.sheet else None,
                    row=rows[row].as_py(),
                    column=header or (match.dataset.column(name).header if name else None),
                    value=_shown(raw) if raw else None,
                    rule=reason.rule,
                    words=reason.words,
                )
            )


def _shown(raw: str) -> str:
    """A refused cell as it stands in the file, so that it can be found there, personal data taken out."""
    hidden, found = scrub(raw)
    return (hidden if found else raw.strip())[:200]


# assembling -----------------------------------------------------------------------------------


def _assemble(dataset: Dataset, columns: dict[str, pa.Array], numbers: pa.ChunkedArray) -> pa.Table:
    schema = _schema(dataset)
    arrays = {"row_key": _row_key(dataset, columns), "source_row": numbers}
    arrays |= {f.name: columns[f.name] for f in dataset.fields}
    return pa.table(arrays).cast(schema)


def _row_key(dataset: Dataset, columns: dict[str, pa.Array]) -> pa.Array:
    parts = [pc.fill_null(columns[name].cast(pa.string()), "") for name in dataset.key]
    key = pc.binary_join_element_wise(*parts, "\x1f") if len(parts) > 1 else parts[0]
    for name in dataset.key_is_first_given:
        key = pc.coalesce(columns[name].cast(pa.string()), key)
    return key
