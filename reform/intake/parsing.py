"""A column of text → a column of values. Each distinct text is parsed once, then joined back.

Plain ISO times and plain codes, most of what a clean file holds, are taken by Arrow without Python.
"""

import calendar
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from reform.datasets import Column, header_note
from reform.intake import Options
from reform.privacy import scrub
from reform.values import Parsed, Reading, Refused
from reform.values.dates import Month, parse_date
from reform.values.durations import Duration, parse_duration
from reform.values.numbers import parse_batch, parse_count, parse_depth
from reform.values.words import parse_choice, parse_code, parse_level, parse_text, parse_yes_no
from reform.workdays import FIRST_DAY, LAST_DAY

ARROW = {
    "code": pa.string(),
    "text": pa.string(),
    "free_text": pa.string(),
    "choice": pa.string(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us"),
    "duration_days": pa.float64(),
    "count": pa.int32(),
    "batch": pa.int32(),
    "depth": pa.int32(),
    "level": pa.int32(),
    "yes_no": pa.bool_(),
}
LIMIT = pa.struct([("days", pa.float64()), ("unit", pa.string()), ("kind", pa.string())])

_PLAIN_CODE = r"^[0-9A-Za-z][0-9A-Za-z_\-]{0,63}$"
_NOT_PLAIN_CODE = r"^[0-9.]+[eE][0-9]+$"
_ISO_TIME = r"^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}:\d{2})?$"


@dataclass(frozen=True, slots=True)
class ParsedColumn:
    """Values beside the rows that were refused (position → reason) and what was noticed."""

    values: pa.Array
    refused: dict[int, Refused]
    flags: Counter[str]
    scrubbed: int = 0


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What parsing needs to know besides the text: the day of loading, the workbook's date system."""

    today: date
    date1904: bool
    options: Options


def parse_column(column: Column, header: str, text: pa.Array, given: Circumstances) -> ParsedColumn:
    """Parse one column. ``header`` may carry a unit in its brackets."""
    plain = _plain(column, text, given)
    if plain is not None:
        return ParsedColumn(plain, {}, Counter())
    encoded = text.dictionary_encode()
    read = _parser(column, header, given)
    readings = [read(word) for word in encoded.dictionary.to_pylist()]
    return _join_back(column, encoded.indices, readings)


def _plain(column: Column, text: pa.Array, given: Circumstances) -> pa.Array | None:
    """The values where every cell is written the plain way, else None."""
    if column.name in given.options.profile.codes:
        return None
    if column.type == "code":
        regular = pc.and_not(
            pc.match_substring_regex(text, _PLAIN_CODE), pc.match_substring_regex(text, _NOT_PLAIN_CODE)
        )
        return text if pc.all(regular, min_count=0).as_py() else None
    if column.type in ("date", "datetime"):
        if not pc.all(pc.match_substring_regex(text, _ISO_TIME), min_count=0).as_py():
            return None
        return _plain_times(column, text, given.today)
    return None


def _plain_times(column: Column, text: pa.Array, today: date) -> pa.Array | None:
    try:
        times = text.cast(pa.timestamp("us"))
    except pa.ArrowInvalid:
        return None  # an impossible day among them: the slow way says which
    last = LAST_DAY if column.ahead else today
    bounds = pc.min_max(times).as_py()
    if bounds["min"] is not None and (bounds["min"].date() < FIRST_DAY or bounds["max"].date() > last):
        return None
    return times.cast(pa.date32(), safe=False) if column.type == "date" else times


def _parser(column: Column, header: str, given: Circumstances) -> Callable[[str], Reading]:
    codes = {word.strip(): code for word, code in given.options.profile.codes.get(column.name, {}).items()}
    read = _by_type(column, header, given)

    def coded(word: str) -> Reading:
        return read(codes.get(word.strip(), word))

    return coded if codes else read


def _by_type(column: Column, header: str, given: Circumstances) -> Callable[[str], Reading]:
    match column.type:
        case "code":
            return parse_code
        case "text":
            return _scrubbed_text
        case "free_text":
            return _scrubbed_text
        case "choice":
            return partial(parse_choice, codes=column.codes or "")
        case "date" | "datetime":
            return partial(_day_or_time, column=column, given=given)
        case "duration":
            return partial(parse_duration, default_unit=_unit_in(header))
        case "duration_days":
            return _days
        case "count":
            return parse_count
        case "batch":
            return parse_batch
        case "depth":
            return parse_depth
        case "level":
            return partial(parse_level, coding=given.options.coding)
        case "yes_no":
            return parse_yes_no
    raise ValueError(f"unknown column type {column.type}")


def _unit_in(header: str) -> str | None:
    reading = parse_duration(f"1{header_note(header)}") if header_note(header) else None
    known = isinstance(reading, Parsed) and isinstance(reading.value, Duration)
    return reading.value.unit if known and reading.value.unit != "unknown" else None  # type: ignore[union-attr]


def _scrubbed_text(word: str) -> Reading:
    reading = parse_text(word)
    if isinstance(reading, Refused) or reading.value is None:
        return reading
    clean, found = scrub(reading.value)
    return Parsed(clean, (*reading.flags, *("scrubbed",) * found))


def _days(word: str) -> Reading:
    reading = parse_duration(word, default_unit="wd")
    return reading if isinstance(reading, Refused) else Parsed(reading.value.value, reading.flags)


def _day_or_time(word: str, *, column: Column, given: Circumstances) -> Reading:
    reading = parse_date(
        word,
        today=None if column.ahead else given.today,
        date1904=given.date1904,
        zone=given.options.profile.time_zone,
    )
    if isinstance(reading, Refused) or reading.value is None:
        return reading
    value = reading.value
    if isinstance(value, Month):
        if column.month != "end":
            return Refused("date_month_only")
        value = date(value.year, value.month, calendar.monthrange(value.year, value.month)[1])
    day = value.date() if isinstance(value, datetime) else value
    if not FIRST_DAY <= day <= LAST_DAY:
        return Refused("date_out_of_range", {"first": str(FIRST_DAY), "last": str(LAST_DAY)})
    if column.type == "date":
        return Parsed(day, reading.flags)
    return Parsed(value if isinstance(value, datetime) else datetime.combine(day, time()), reading.flags)


def _join_back(column: Column, indices: pa.Array, readings: list[Reading]) -> ParsedColumn:
    values: list[Any] = []
    for reading in readings:
        value = None if isinstance(reading, Refused) else reading.value
        if isinstance(value, Duration):
            value = {"days": value.value, "unit": value.unit, "kind": value.kind}
        values.append(value)
    kind = LIMIT if column.type == "duration" else ARROW[column.type]
    noticed = any(isinstance(r, Refused) or r.flags for r in readings)
    refused: dict[int, Refused] = {}
    flags: Counter[str] = Counter()
    if noticed:
        refused, flags = _notice(indices.to_pylist(), readings)
    scrubbed = flags.pop("scrubbed", 0)
    return ParsedColumn(pa.array(values, type=kind).take(indices), refused, flags, scrubbed)


def _notice(indices: list[int | None], readings: list[Reading]) -> tuple[dict[int, Refused], Counter[str]]:
    refused: dict[int, Refused] = {}
    flags: Counter[str] = Counter()
    for row, index in enumerate(indices):
        if index is None:
            continue
        reading = readings[index]
        if isinstance(reading, Refused):
            refused[row] = reading
        elif reading.flags:
            flags.update(reading.flags)
    return refused, flags


def default_if_said(given: pa.Array, beside: pa.ChunkedArray) -> pa.Array:
    """Yes where nothing is given but the cell beside says 默认."""
    says_default = pc.fill_null(pc.match_substring(beside.combine_chunks(), "默认"), False)
    return pc.coalesce(given, pc.if_else(says_default, True, pa.scalar(None, pa.bool_())))
