"""Where a cell stands: B7 is row 6 of column 1, both from 0."""

import re


def place_of(reference: str) -> tuple[int, int] | None:
    """Row and column of B7, from 0; None for what is no such thing."""
    place = re.fullmatch(r"([A-Z]{1,3})([1-9]\d{0,6})", reference.upper())
    return (int(place[2]) - 1, column(place[1].encode())) if place else None


def column(letters: bytes) -> int:
    """A → 0, Z → 25, AA → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def letters_of(column: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = ""
    while column >= 0:
        letters = chr(65 + column % 26) + letters
        column = column // 26 - 1
    return letters
