"""Which target holds, and what is said of the gap to it."""

import pandas as pd
import pytest

from reform.common import i18n
from reform.metrics.targets import Target, find, sentence

ROWS = pd.DataFrame(
    [
        ("D04", None, 70.0, "三年行动方案"),
        ("D04", None, 60.0, "旧方案"),
        ("D04", "县水利局", 50.0, None),
        ("W05", "县水利局", 100.0, None),
    ],
    columns=["indicator", "department", "value", "document"],
)


@pytest.mark.parametrize(
    ("code", "departments", "standard", "expected"),
    [
        ("D04", None, None, Target(70.0, "三年行动方案")),
        ("d04", (), 1.0, Target(70.0, "三年行动方案")),
        ("D04", ("县水利局",), None, Target(50.0, None, "县水利局")),
        ("D04", ("县民政局",), None, Target(70.0, "三年行动方案")),
        ("D04", ("县水利局", "县民政局"), None, Target(70.0, "三年行动方案")),
        ("W05", None, None, None),
        ("W05", None, 99.0, Target(99.0)),
        ("S06", None, 100.0, Target(100.0)),
        ("S06", None, None, None),
    ],
)
def test_which_target_holds(
    code: str, departments: tuple[str, ...] | None, standard: float | None, expected: Target | None
) -> None:
    assert find(ROWS, code, departments, standard) == expected


def test_without_any_target_there_is_none() -> None:
    assert find(ROWS.head(0), "D04", None) is None


@pytest.mark.parametrize(
    ("value", "target", "unit", "better", "expected"),
    [
        (72.5, Target(70.0), "%", "higher", "target 70%: reached, 2.50 points better"),
        (70.0, Target(70.0), "%", "higher", "target 70%: reached"),
        (60.0, Target(70.0, "方案"), "%", "higher", "target 70% (方案): 10.00 points short"),
        (1.5, Target(2.0), "working days", "lower", "target 2: reached, 0.50 better"),
        (2.25, Target(2.0), "working days", "lower", "target 2: 0.25 short"),
        (None, Target(2.0), "working days", "lower", "target 2"),
        (5, Target(4.5), "items", "neither", "target 4.50"),
    ],
)
def test_what_is_said(value: float | None, target: Target, unit: str, better: str, expected: str) -> None:
    with i18n.speaking("en"):
        assert sentence(value, target, unit, better) == expected
