"""Before the coding is stated, both readings of a file's bare digits can be shown."""

from collections import Counter

import pyarrow as pa

from reform.ingest.rating_scale import digit_distribution, levels

CELLS = ["1", "５", "5", "5.0", "①", " 2 ", "非常满意", "5星", "", None, "6", "0", "3.5", "#N/A", "同上"]


def test_bare_digits_only() -> None:
    assert digit_distribution(pa.array(CELLS, pa.string())) == Counter({5: 3, 1: 2, 2: 1})
    assert digit_distribution(pa.array([], pa.string())) == Counter()


def test_the_two_readings_run_opposite_ways() -> None:
    digits = Counter({5: 98, 1: 2})
    assert levels(digits, "gb") == Counter({5: 98, 1: 2})
    assert levels(digits, "stars") == Counter({1: 98, 5: 2})
