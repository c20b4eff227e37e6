"""A column of text → a column of values. Each distinct text is parsed once, then joined back.

Times usually written and plain codes, most of what a file holds, are taken without Python.
"""

import calendar
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from reform.common.workdays import FIRST_DAY, LAST_DAY
from reform.ingest.marked_cells import with_mark
from reform.ingest.parsers import Parsed, Reading, Refused
from reform.ingest.parsers.categories import parse_choice, parse_yes_no
from reform.ingest.parsers.dates import Month, parse_date
from reform.ingest.parsers.durations import Duration, parse_duration
from reform.ingest.parsers.indicator_codes import parse_indicators
from reform.ingest.parsers.numbers import parse_batch, parse_count, parse_depth, parse_figure, parse_score
from reform.ingest.personal_codes import PersonsInCodes
from reform.ingest.rating_scale import level
from reform.ingest.readers.parquet import ZONE
from reform.ingest.redaction import HIDDEN_FLAG, code_without_persons, refused_code, scrubbed_text
from reform.ingest.result import Options
from reform.ingest.timestamps import KIND, usual_moments
from reform.schema import indicator_names
from reform.schema.datasets import Column, header_note

ARROW = {
    **dict.fromkeys(("code", "text", "free_text", "choice", "indicator", "indicators"), pa.string()),
    "date": pa.date32(),
    "datetime": pa.timestamp("us"),
    "duration_days": pa.float64(),
    "figure": pa.float64(),
    "score": pa.float64(),
    "count": pa.int32(),
    "batch": pa.int32(),
    "depth": pa.int32(),
    "level": pa.int32(),
    "yes_no": pa.bool_(),
}
LIMIT = pa.struct([("days", pa.float64()), ("unit", pa.string()), ("kind", pa.string())])

# Digits that do not end in many zeros (Excel has lost the last ones), or digits with a letter other than
# the e of a number it has damaged (1.137e+30); letters alone may say that there is none (NULL).
_PLAIN_CODE = (
    r"^([0-9]{0,59}[1-9][0-9]{0,4}"
    r"|[0-9A-Za-z_-]{0,20}([0-9][0-9A-Za-z_-]{0,20}[A-DF-Za-df-z]|[A-DF-Za-df-z][0-9A-Za-z_-]{0,20}[0-9])"
    r"[0-9A-Za-z_-]{0,20})$"
)
# A column whose first cells repeat themselves is read by its distinct texts.
_SAMPLE = 1000
# Distinct texts remembered from batch to batch.
_REMEMBERED = 100_000


@dataclass(frozen=True, slots=True)
class ParsedColumn:
    """Values beside the rows that were refused (position → reason), what was noticed, and how many personal
    data of which kind were hidden."""

    values: pa.Array
    refused: dict[int, Refused]
    flags: Counter[str]
    hidden: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What parsing needs to know besides the text: the day of loading, the workbook's date system."""

    today: date
    date1904: bool
    options: Options


class ColumnParser:
    """Reads one column of a table, batch after batch; each distinct text is parsed once.

    ``header`` may carry a unit in its brackets. ``is_key``: rows are told apart by this column.
    """

    def __init__(self, column: Column, header: str, given: Circumstances, *, is_key: bool = False) -> None:
        self._column = column
        self._given = given
        read = _parser(column, header, given, is_key=is_key)
        self._read = partial(with_mark, read=read, is_text=column.type in ("text", "free_text"))
        self._persons = PersonsInCodes(of_person=column.is_person_code) if column.type == "code" else None
        self._coded = column.name in given.options.profile.codes
        self._known: dict[str, Reading] = {}
        # what the profile says where the file has no such column
        self.constant = given.options.profile.constants.get(column.name)

    def parse(self, text: pa.Array) -> ParsedColumn:
        """The values of one batch. What is written the plain way never leaves Arrow."""
        parsed = self._parsed(text)
        return parsed if self._persons is None else self._without_persons(parsed)

    @property
    def overlooked(self) -> str | None:
        """The kinds of personal numbers that were kept before the whole column told what they are."""
        return "、".join(self._persons.overlooked) if self._persons else None

    def _without_persons(self, parsed: ParsedColumn) -> ParsedColumn:
        found = self._persons.look(parsed.values) if self._persons else {}
        if not found:
            return parsed
        refused = {
            row: refused_code(kind, of_person=self._column.is_person_code) for row, kind in found.items()
        }
        mask = np.zeros(len(parsed.values), bool)
        mask[list(found)] = True
        values = pc.if_else(pa.array(mask), pa.scalar(None, pa.string()), parsed.values)
        return ParsedColumn(values, parsed.refused | refused, parsed.flags)

    def _parsed(self, text: pa.Array) -> ParsedColumn:
        plain = None if self._coded else self._plain(text)
        if plain is None:
            return self._by_distinct_text(text)
        odd = pc.and_(pc.is_valid(text), pc.is_null(plain))
        if not pc.any(odd, min_count=0).as_py():
            return ParsedColumn(plain, {}, Counter())
        rest = self._by_distinct_text(text.filter(odd))
        places = pc.indices_nonzero(odd).to_pylist()
        refused = {places[row]: reason for row, reason in rest.refused.items()}
        values = pc.replace_with_mask(plain, odd, rest.values)
        return ParsedColumn(values, refused, rest.flags, rest.hidden)

    def _plain(self, text: pa.Array) -> pa.Array | None:
        """The values of plain cells and null for all others; None where nothing is to be won by it."""
        if self._column.type == "code" and not self._column.is_person_code and not _repeats_itself(text):
            regular = pc.match_substring_regex(text, _PLAIN_CODE)
            return pc.if_else(regular, text, pa.scalar(None, pa.string()))
        if self._column.type in ("date", "datetime"):
            return _plain_times(self._column, text, self._given.today)
        return None

    def _by_distinct_text(self, text: pa.Array) -> ParsedColumn:
        encoded = text.dictionary_encode()
        words = encoded.dictionary.to_pylist()
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        new = {word: self._read(word) for word in words if word not in self._known}
        self._known |= new
        return _join_back(self._column, encoded.indices, [self._known[word] for word in words])


def _repeats_itself(text: pa.Array) -> bool:
    first = text.slice(0, _SAMPLE)
    return len(first) == _SAMPLE and pc.count_distinct(first).as_py() < _SAMPLE // 2


def _plain_times(column: Column, text: pa.Array, today: date) -> pa.Array:
    """Times usually written that can be and may be; null for the rest, which the slow way explains."""
    times = usual_moments(text)
    first = pa.scalar(datetime.combine(FIRST_DAY, time()), KIND)
    last = pa.scalar(datetime.combine(LAST_DAY if column.may_be_future else today, time.max), KIND)
    inside = pc.and_(pc.greater_equal(times, first), pc.less_equal(times, last))
    if not pc.all(inside, min_count=0).as_py():
        times = pc.if_else(inside, times, pa.scalar(None, KIND))
    return times.cast(pa.date32(), safe=False) if column.type == "date" else times


def _parser(column: Column, header: str, given: Circumstances, *, is_key: bool) -> Callable[[str], Reading]:
    codes = {word.strip(): code for word, code in given.options.profile.codes.get(column.name, {}).items()}
    if column.type == "depth":  # of several depths in a cell each is coded
        return partial(parse_depth, codes=codes)
    read = _by_type(column, header, given, is_key=is_key)
    return (lambda word: read(codes.get(word.strip(), word))) if codes else read


def _by_type(column: Column, header: str, given: Circumstances, *, is_key: bool) -> Callable[[str], Reading]:
    match column.type:
        case "code":
            return code_without_persons
        case "text" | "free_text":
            return partial(scrubbed_text, prose=column.type == "free_text", is_key=is_key)
        case "choice":
            return partial(parse_choice, codes=column.codes or "")
        case "indicator" | "indicators":
            return partial(
                parse_indicators, known=indicator_names.names(), only_one=column.type == "indicator"
            )
        case "date" | "datetime":
            return partial(_day_or_time, column=column, given=given)
        case "duration":
            return partial(_limit, unit=_unit_in(header))
        case "duration_days":
            return _days
        case "figure":
            return parse_figure
        case "score":
            return parse_score
        case "count":
            return parse_count
        case "batch":
            return parse_batch
        case "level":
            return partial(level, coding=given.options.coding)
        case "yes_no":
            return parse_yes_no
    raise ValueError(f"unknown column type {column.type}")


def _unit_in(header: str) -> str | None:
    reading = parse_duration(f"1{header_note(header)}") if header_note(header) else None
    known = isinstance(reading, Parsed) and isinstance(reading.value, Duration)
    return reading.value.unit if known and reading.value.unit != "unknown" else None  # type: ignore[union-attr]


def _limit(word: str, *, unit: str | None) -> Reading:
    """A time limit; that the header gives the unit of its bare numbers is nothing to be noticed."""
    reading = parse_duration(word, default_unit=unit)
    if unit is None or isinstance(reading, Refused):
        return reading
    return Parsed(reading.value, tuple(flag for flag in reading.flags if flag != "unit_missing"))


def _days(word: str) -> Reading:
    reading = parse_duration(word, default_unit="wd")
    return reading if isinstance(reading, Refused) else Parsed(reading.value.value, reading.flags)


def _moment(word: str, column: Column, given: Circumstances, zone: ZoneInfo | None) -> Reading:
    today = None if column.may_be_future else given.today
    return parse_date(word, today=today, date1904=given.date1904, zone=zone)


def _day_or_time(word: str, *, column: Column, given: Circumstances) -> Reading:
    reading = _moment(word, column, given, given.options.profile.time_zone)
    if isinstance(reading, Parsed) and "offset_dropped" in reading.flags:  # as Parquet's moments are told
        told = _moment(word, column, given, ZoneInfo(ZONE))
        moved = isinstance(told, Parsed) and told.value != reading.value
        reading = Parsed(told.value, (*told.flags, "zone_moved")) if moved else told  # type: ignore[union-attr]
    if isinstance(reading, Refused) or reading.value is None:
        return reading
    value = reading.value
    if isinstance(value, Month):
        if column.month_as is None:
            return Refused("date_month_only")
        last = calendar.monthrange(value.year, value.month)[1]
        value = date(value.year, value.month, last if column.month_as == "end" else 1)
        if column.month_as == "first":  # the month itself is meant: nothing to be noticed
            return Parsed(value, tuple(flag for flag in reading.flags if flag != "month_precision"))
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
        refused, flags = _notice(indices, readings)
    hidden = Counter({f.removeprefix(HIDDEN_FLAG): n for f, n in flags.items() if f.startswith(HIDDEN_FLAG)})
    noted = Counter({flag: n for flag, n in flags.items() if not flag.startswith(HIDDEN_FLAG)})
    return ParsedColumn(pa.array(values, type=kind).take(indices), refused, noted, hidden)


def _notice(indices: pa.Array, readings: list[Reading]) -> tuple[dict[int, Refused], Counter[str]]:
    """Which rows are refused and why, and how many rows have which flag, without a look at every row."""
    of_rows = pc.fill_null(indices, len(readings)).to_numpy()
    is_refused = np.array([*(isinstance(reading, Refused) for reading in readings), False])
    rows = np.bincount(of_rows, minlength=len(readings)).tolist()
    refused: dict[int, Refused] = {}
    flags: Counter[str] = Counter()
    for row in np.flatnonzero(is_refused[of_rows]).tolist():
        refused[row] = readings[of_rows[row]]
    for reading, count in zip(readings, rows, strict=False):
        if isinstance(reading, Parsed):
            for flag in reading.flags:
                flags[flag] += count
    return refused, flags


def default_if_said(given: pa.Array, beside: pa.ChunkedArray) -> pa.Array:
    """Yes where nothing is given but the cell beside says 默认."""
    says_default = pc.fill_null(pc.match_substring(beside.combine_chunks(), "默认"), False)
    return pc.coalesce(given, pc.if_else(says_default, True, pa.scalar(None, pa.bool_())))
