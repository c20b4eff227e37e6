"""How the papers write a figure and its change: tables of cases, on answers made up here."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from reform.metrics.query import Scope
from reform.reports.meeting_pack.chinese_prose import BLANK, Words, against, in_order, numeral
from reform.reports.meeting_pack.context import Material

NOW, BEFORE = Scope(date(2026, 10, 31)), Scope(date(2026, 9, 30))


def words(now: Any, before: Any = None, **more: Any) -> Words:
    """Words of a material where every question answers ``now``, or ``before`` in that scope."""

    def ask(code: str, by: tuple[str, ...], scope: Scope) -> pd.DataFrame:
        value = before if scope == BEFORE else now
        answer = {"value": value, "numerator": 9, "denominator": 10, "n": 10, **more}
        return pd.DataFrame([answer])

    return Words(Material("测试县", "000001", False, NOW, ask))


@pytest.mark.parametrize(
    ("kind", "now", "before", "said"),
    [
        ("points", 98.9, 97.8, "提高1.10个百分点"),
        ("points", 97.8, 98.9, "下降1.10个百分点"),
        ("points", 97.8, 97.804, "持平"),
        ("percent", 1754.2, 1000, "增加75.42%"),
        ("percent", 900, 1000, "减少10.00%"),
        ("days", 1.78, 2.06, "减少0.28个工作日"),
        ("days", 2.06, 1.78, "增加0.28个工作日"),
        ("percent", 5, 0, BLANK),
        ("points", 98.9, None, BLANK),
        ("days", None, 2.0, BLANK),
    ],
)
def test_change(kind: str, now: Any, before: Any, said: str) -> None:
    spoken = words(now, before)
    assert spoken.change("D07", kind, NOW, BEFORE) == said
    assert bool(spoken.missing) == (said == BLANK)


def test_a_change_of_days_is_told_on_their_calendar_and_never_across_two() -> None:
    said = words(1.78, 2.06)
    natural = replace(said.material, calendar_kinds=lambda code, scope: {"natural"})
    assert Words(natural).change("D03", "days", NOW, BEFORE) == "减少0.28个自然日"
    kinds = {NOW: {"natural"}, BEFORE: {"china"}}
    across = Words(replace(said.material, calendar_kinds=lambda code, scope: kinds[scope]))
    assert across.change("D03", "days", NOW, BEFORE) == BLANK
    assert "两期的天数按不同的日历计" in across.missing["实际办理平均用时（D03）的对比"]


@pytest.mark.parametrize(
    ("change", "said"), [("提高1.10个百分点", "比上月提高1.10个百分点"), ("持平", "与上月持平")]
)
def test_against(change: str, said: str) -> None:
    assert against("上月", change) == said


@pytest.mark.parametrize(
    ("value", "said"), [(99.996, "99.99%"), (100, "100.00%"), (0.001, "0.01%"), (0, "0.00%"), (None, BLANK)]
)
def test_rate_is_never_rounded_to_the_end(value: Any, said: str) -> None:
    assert words(value).fill("{D07:%}") == said


def test_a_missing_figure_has_no_numerator_either() -> None:
    spoken = words(None)
    assert [spoken.fill("{D07.numerator}"), spoken.share("D07")] == [BLANK, BLANK]
    assert spoken.missing == {"按时办结率（D07）": "所选范围内没有可以计算的数据"}
    assert spoken.numbers == []


@pytest.mark.parametrize(("n", "said"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (23, "二十三")])
def test_numerals(n: int, said: str) -> None:
    assert numeral(n) == said


def test_sentences_in_order() -> None:
    assert in_order(["甲。", "乙。"]) == ["一是甲。", "二是乙。"]


@pytest.mark.parametrize(
    ("as_of", "month", "before", "year"),
    [
        (date(2026, 10, 31), (10, 31), (9, 30), (2025, 10, 31)),
        (date(2026, 10, 30), (9, 30), (8, 31), (2025, 9, 30)),  # a month begun does not count
        (date(2024, 2, 29), (2, 29), (1, 31), (2023, 2, 28)),
        (date(2026, 1, 5), (12, 31), (11, 30), (2024, 12, 31)),
    ],
)
def test_months(
    as_of: date, month: tuple[int, int], before: tuple[int, int], year: tuple[int, int, int]
) -> None:
    material = Material("测试县", "1", False, Scope(as_of), lambda code, by, scope: pd.DataFrame())
    scope = material.month
    assert scope.from_on
    assert scope.to_on
    assert (scope.to_on.month, scope.to_on.day, scope.from_on.day) == (*month, 1)
    earlier, last_year = material.before(scope).to_on, material.year_before(scope).to_on
    assert earlier
    assert last_year
    assert (earlier.month, earlier.day) == before
    assert (last_year.year, last_year.month, last_year.day) == year
