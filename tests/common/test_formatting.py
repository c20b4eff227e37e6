"""Sentences filled with the figures of a row."""

import pandas as pd
import pytest

from reform.common.formatting import filled

ROW = {"numerator": 3, "denominator": 1200, "value": 0.25, "mean": 2.345, "n": None}


@pytest.mark.parametrize("row", [ROW, pd.Series(ROW)], ids=["dict", "series"])
@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("{share} items", "3 / 1,200 items"),
        ("{denominator} at {rate}", "1,200 at 0.25%"),
        ("{mean} days (n = {n})", "2.3 days (n = —)"),
        ("nothing to fill", "nothing to fill"),
    ],
)
def test_holes_are_filled_by_the_names_of_columns(row: pd.Series, sentence: str, expected: str) -> None:
    assert filled(sentence, row, mean=1) == expected


def test_a_hole_without_a_column_is_a_fault() -> None:
    with pytest.raises(KeyError):
        filled("{missing}", ROW)
