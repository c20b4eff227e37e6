"""What the bare satisfaction digits of a file would mean, so that the operator can say which coding it is."""

from collections import Counter

import pyarrow as pa
import pyarrow.compute as pc

from reform.common.text import squeeze
from reform.ingest.parsers import Parsed, Reading, Refused
from reform.ingest.parsers.categories import parse_level


def level(word: str, *, coding: str | None) -> Reading:
    """A level; five hollow stars may be five drawn stars, or a scale of which none is filled."""
    if squeeze(word) == "☆" * 5:
        return Refused("stars_hollow")
    return parse_level(word, coding)


def digit_distribution(text: pa.Array) -> Counter[int]:
    """How often each bare digit from 1 to 5 stands in a column, full width and 5.0 too; words count not."""
    digits: Counter[int] = Counter()
    for entry in pc.value_counts(text.drop_null()).to_pylist():
        digit = _digit(entry["values"])
        if digit is not None:
            digits[digit] += entry["counts"]
    return digits


def levels(digits: Counter[int], coding: str) -> Counter[int]:
    """The levels (1 very satisfied … 5 very dissatisfied) that digits stand for in a coding."""
    return Counter({digit if coding == "gb" else 6 - digit: n for digit, n in digits.items()})


def _digit(cell: str) -> int | None:
    """The bare digit of a cell: what has a level only once the coding is stated."""
    if isinstance(parse_level(cell), Parsed):
        return None
    reading = parse_level(cell, "gb")
    return reading.value if isinstance(reading, Parsed) else None
