"""The assessment sheet scored by hand: thresholds, steps, the county's own scores, and what has none."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from reform.common import i18n
from reform.metrics.scorecard import (
    WORDS,
    Line,
    MeasuredValue,
    MissingReason,
    Scored,
    Total,
    Way,
    address_in,
    by_section,
    lines,
    losses,
    score,
    total,
)

LINE = Line("1", "事项划转", "划转完成率", 10.0, "T03")


def asked(value: float | None, better: str = "higher") -> Callable[[str], MeasuredValue | None]:
    return {"T03": MeasuredValue(value, better)}.get


@pytest.mark.parametrize(
    ("value", "full_at", "zero_at", "better", "expected"),
    [
        (90, 90, 60, "higher", 10),
        (95, 90, 60, "higher", 10),
        (60, 90, 60, "higher", 0),
        (10, 90, 60, "higher", 0),
        (75, 90, 60, "higher", 5),
        (70, 90, 60, "higher", 3.33),  # 3.333…
        (80, 90, 60, "higher", 6.66),  # 6.666… is not 6.67
        (89.999, 90, 60, "higher", 9.99),  # not quite full is never full
        (60.0001, 90, 60, "higher", 0),
        (2, 2, 5, "lower", 10),
        (1, 2, 5, "lower", 10),
        (3.5, 2, 5, "lower", 5),
        (5, 2, 5, "lower", 0),
        (9, 2, 5, "lower", 0),
        (0, 0, 10, "lower", 10),
        (-5, 0, -10, "higher", 5),
        (60 + 30 * 0.57, 90, 60, "higher", 5.7),  # what floats lack in the last digit does not count
        (50, 90, 10, "neither", 5),
    ],
)
def test_in_proportion_cut_off_downward(
    value: float, full_at: float, zero_at: float, better: str, expected: float
) -> None:
    line = replace(LINE, full_at=full_at, zero_at=zero_at)
    scored = score(line, asked(value, better))
    assert (scored.score, scored.why) == (expected, None)
    assert scored.lost == pytest.approx(10 - expected)


@pytest.mark.parametrize(
    ("value", "full_at", "better", "expected"),
    [
        (70, 70, "higher", 10),
        (69.99, 70, "higher", 0),
        (0, 0, "lower", 10),
        (1, 0, "lower", 0),
        (70, 70, "neither", 10),
    ],
)
def test_all_or_nothing(value: float, full_at: float, better: str, expected: float) -> None:
    assert score(replace(LINE, full_at=full_at), asked(value, better)).score == expected
    assert score(replace(LINE, full_at=full_at, zero_at=0.5, scoring="step"), asked(value, better)).score == (
        expected
    )


@pytest.mark.parametrize(
    ("line", "value", "better", "why"),
    [
        (replace(LINE, full_at=90.0, zero_at=60.0), None, "higher", MissingReason.MISSING),
        (replace(LINE, full_at=90.0, zero_at=60.0, self_score=9.0), None, "higher", MissingReason.MISSING),
        (replace(LINE, full_at=90.0, zero_at=60.0, indicator="Z99"), 80, "higher", MissingReason.UNKNOWN),
        (replace(LINE, zero_at=60.0), 80, "higher", MissingReason.THRESHOLDS),
        (LINE, 80, "higher", MissingReason.THRESHOLDS),
        (replace(LINE, full_at=90.0, scoring="linear"), 80, "higher", MissingReason.THRESHOLDS),
        (replace(LINE, full_at=90.0, zero_at=90.0), 90, "higher", MissingReason.THRESHOLDS),
        (replace(LINE, full_at=60.0, zero_at=90.0), 80, "higher", MissingReason.TURNED),
        (replace(LINE, full_at=90.0, zero_at=60.0), 80, "lower", MissingReason.TURNED),
        (replace(LINE, indicator=None), 80, "higher", MissingReason.NOT_SCORED),
        (replace(LINE, scoring="self"), 80, "higher", MissingReason.NOT_SCORED),
    ],
)
def test_what_cannot_be_scored_is_blank_and_says_why(
    line: Line, value: float | None, better: str, why: MissingReason
) -> None:
    scored = score(line, asked(value, better))
    assert (scored.score, scored.lost, scored.why) == (None, None, why)


def test_every_reason_has_words_in_both_languages() -> None:
    assert set(WORDS) == set(MissingReason)
    for reason in MissingReason:
        with i18n.speaking("en"):
            english = reason.words
        assert reason.words not in ("", english)


@pytest.mark.parametrize(
    ("given", "scoring", "expected"),
    [
        (8.0, None, 8),
        (12.0, None, 10),  # no more than the points
        (-1.0, None, 0),
        (7.777, "self", 7.77),
        (0.5, "extra", 0.5),
        (-0.5, "extra", -0.5),
        (-0.305, "extra", -0.31),  # downward: not nearer to 0
        (99.0, "extra", 10),
        (-99.0, "extra", -10),
    ],
)
def test_the_countys_own_score(given: float, scoring: str | None, expected: float) -> None:
    line = replace(LINE, indicator=None, scoring=scoring, self_score=given)
    assert score(line, asked(None)).score == expected


@pytest.mark.parametrize(
    ("line", "way"),
    [
        (replace(LINE, indicator=None), Way.SELF),
        (replace(LINE, full_at=90.0), Way.STEP),
        (replace(LINE, full_at=90.0, zero_at=60.0), Way.LINEAR),
        (replace(LINE, full_at=90.0, zero_at=60.0, scoring="step"), Way.STEP),
        (replace(LINE, scoring="extra"), Way.EXTRA),
    ],
)
def test_a_line_that_does_not_say_how(line: Line, way: Way) -> None:
    assert line.way is way


# sums -----------------------------------------------------------------------------------------

SHEET = [
    Scored(LINE, 80.0, 6.66),
    Scored(replace(LINE, number="2", points=5.0), why=MissingReason.MISSING),
    Scored(replace(LINE, number="3", section="满意度", points=4.0, indicator=None), score=3.5),
    Scored(
        replace(LINE, number="4", section="满意度", points=6.0, indicator=None, evidence="纪要"), score=6.0
    ),
    Scored(replace(LINE, number="5", section="加减分", points=0.5, scoring="extra"), score=-0.3),
    Scored(
        replace(LINE, number="6", section="加减分", points=0.5, scoring="extra"), why=MissingReason.NOT_SCORED
    ),
]


def test_the_total_keeps_known_and_unknown_apart() -> None:
    whole = total(SHEET)
    assert whole == Total(got=16.16, known=20.0, unknown=5.0, extra=-0.3, unproved=3.5)
    assert (whole.lost, whole.points) == (3.84, 25.0)
    assert total([]) == Total()


def test_sums_by_section_in_the_order_of_the_sheet_without_extras() -> None:
    sections = by_section(SHEET)
    assert list(sections) == ["事项划转", "满意度"]
    assert sections["事项划转"] == Total(got=6.66, known=10.0, unknown=5.0)
    assert sections["满意度"].lost == 0.5


def test_the_largest_losses_come_first() -> None:
    assert [(one.line.number, one.lost) for one in losses(SHEET)] == [("1", 3.34), ("3", 0.5)]


def test_lines_of_the_list_with_blanks() -> None:
    rows = pd.DataFrame(
        [("1", "划转", "完成率", 10.0, "T03", None, 90.0, float("nan"), None, None)],
        columns=[
            *("line_no", "section", "line", "points", "indicator", "scoring", "full_at", "zero_at"),
            *("self_score", "evidence"),
        ],
    )
    assert lines(rows) == [Line("1", "划转", "完成率", 10.0, "T03", None, 90.0)]
    assert lines(rows.head(0)) == []


@pytest.mark.parametrize(
    ("evidence", "address"),
    [
        ("县政府〔2026〕3号", None),
        ("见 https://example.gov.cn/a/1.html，附件", "https://example.gov.cn/a/1.html"),
        ("http://10.0.0.1/x", "http://10.0.0.1/x"),
        ("javascript:alert(1)", None),
        (None, None),
    ],
)
def test_an_address_in_the_evidence(evidence: str | None, address: str | None) -> None:
    assert address_in(evidence) == address
