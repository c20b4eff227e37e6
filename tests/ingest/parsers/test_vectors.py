"""Every vector of cells.json: a raw cell as counties write it, and what it must become."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reform.ingest.parsers import Parsed, Reading, Refused
from reform.ingest.parsers.categories import parse_level
from reform.ingest.parsers.dates import Month, parse_date
from reform.ingest.parsers.durations import Duration, parse_duration
from reform.ingest.parsers.numbers import parse_count, parse_number

VECTORS: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parent / "vectors" / "cells.json").read_text(encoding="utf-8")
)
TODAY = date(2026, 11, 23)

# The vectors name these in their own words; here they are rules.
REFUSED_DURATIONS = {
    "reject_two_values_in_one_cell": "duration_two_values",
    "reject_needs_split": "duration_sum",
    "looks_like_excel_date": "duration_is_date",
    "excel_turned_3-5_into_a_date": "duration_is_date",
    "excel_error": "cell_error",
}
EMPTY_DATES = {"excel zero date": "zero_date", "open_ended": "open_ended", "pending": "pending"}
REFUSED_DATES = {
    "year_missing": "date_no_year",
    "invalid": "date_invalid",
    "range": "date_range",
    "future": "date_future",
}
DATE_FLAGS = {"cn_numeral", "odd_separator", "two_digit_year", "month_precision"}


def vectors(kind: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("vector", VECTORS[kind], ids=[v["raw"] or "blank" for v in VECTORS[kind]])


@vectors("durations")
def test_duration(vector: dict[str, Any]) -> None:
    flags = {flag.split(" ")[0] for flag in vector["flags"].split(";") if flag}
    reading = parse_duration(vector["raw"])
    if rules := flags & REFUSED_DURATIONS.keys():
        assert reading == Refused(REFUSED_DURATIONS[rules.pop()])
        return
    assert isinstance(reading, Parsed)
    assert reading.value == Duration(vector["value"], vector["unit"], vector["kind"])
    assert set(reading.flags) == flags


def spelled(reading: Reading) -> str | None:
    """A date reading in the spelling of the vectors."""
    if isinstance(reading, Refused) or reading.value is None:
        return None
    if isinstance(reading.value, Month):
        return f"{reading.value.year}-{reading.value.month:02}"
    written: str = reading.value.isoformat()
    return written


@vectors("dates")
def test_date(vector: dict[str, Any]) -> None:
    note = vector["note"]
    reading = parse_date(vector["raw"], today=TODAY, date1904="1904" in note)
    assert spelled(reading) == vector["expect"]
    first_word = note.split(" ")[0]
    if vector["expect"] is not None:
        assert isinstance(reading, Parsed)
        assert first_word not in DATE_FLAGS or first_word in reading.flags
    elif note in EMPTY_DATES:
        assert reading == Parsed(None, (EMPTY_DATES[note],))
    else:
        assert isinstance(reading, Refused)
        assert reading.rule == REFUSED_DATES[first_word]


@vectors("numbers")
def test_number(vector: dict[str, Any]) -> None:
    raw, note = vector["raw"], vector["note"]
    reading = parse_count(raw) if raw == "零跑动" else parse_number(raw, percent="rate in %" in note)
    if note == "excel error":
        assert reading == Refused("cell_error")
        return
    assert isinstance(reading, Parsed)
    assert reading.value == vector["expect"]
    assert ("approx" in reading.flags) == (note == "approx flag")
    assert ("upper_bound" in reading.flags) == (note == "upper bound")
    assert ("percent_assumed" in reading.flags) == ("flag" in note and "%" in note)


@vectors("numbers")
def test_a_count_is_the_number_or_refused(vector: dict[str, Any]) -> None:
    reading = parse_count(vector["raw"])
    if vector["note"] == "percent":
        assert reading == Refused("number_unreadable")
    elif "reject for counts" in vector["note"]:
        assert reading == Refused("number_negative")
    elif "rate in %" not in vector["note"] and isinstance(reading, Parsed):
        assert reading.value == vector["expect"]


@vectors("satisfaction")
def test_level(vector: dict[str, Any]) -> None:
    reading = parse_level(vector["raw"], None)
    assert isinstance(reading, Parsed)
    assert reading.value == (None if vector["stars"] is None else 6 - vector["stars"])
