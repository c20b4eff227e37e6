"""Numbers, counts, batches, depths of online handling."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform.ingest.parsers import Parsed, Reading, Refused
from reform.ingest.parsers.numbers import parse_batch, parse_count, parse_depth, parse_number, parse_score
from reform.schema.messages import SENTENCES


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234,567", 1234567),
        ("1.5", 1.5),
        (".5", 0.5),
        ("-3", -3),
        ("−3", -3),
        ("(1,234)", -1234),
        ("12.0", 12),
        ("1.2E+3", 1200),
        ("十二项", 12),
        ("近1200件", 1200),
        ("1200件左右", 1200),
        ("85.3%", 0.853),
        ("100%", 1),
    ],
)
def test_number(text: str, value: float) -> None:
    reading = parse_number(text)
    assert isinstance(reading, Parsed)
    assert reading.value == value


@pytest.mark.parametrize(
    ("text", "value"), [("0", 0), ("88.5", 88.5), ("100分", 100), ("九十", 90), ("", None), ("—", None)]
)
def test_score(text: str, value: float | None) -> None:
    reading = parse_score(text)
    assert isinstance(reading, Parsed)
    assert reading.value == value


@pytest.mark.parametrize("text", ["101", "-1", "88%", "88％"])
def test_a_score_is_out_of_100(text: str) -> None:
    assert parse_score(text) == Refused("score_out_of_range")


@pytest.mark.parametrize(
    "text", ["1,23", "1-2", "12个工作日", "(-12)", "abc", "待定", "1e99", "9" * 40, "%", "1 2", "3万"]
)
def test_number_refused(text: str) -> None:
    assert parse_number(text) == Refused("number_unreadable")


@pytest.mark.parametrize("text", ["0.85", "1", "1.0", "0.5"])
def test_a_share_in_a_column_of_percentages_is_not_guessed(text: str) -> None:
    assert parse_number(text, percent=True) == Refused("percent_ambiguous")


def test_percentages() -> None:
    assert parse_number("85.3", percent=True) == Parsed(0.853, ("percent_assumed",))
    assert parse_number("0.85%", percent=True) == Parsed(0.0085)
    assert parse_number("0", percent=True) == Parsed(0.0, ("percent_assumed",))


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("最多跑一次", Parsed(1, ("upper_bound", "cn_numeral"))),
        ("至多1次", Parsed(1, ("upper_bound",))),
        ("0次", Parsed(0)),
        ("零跑腿", Parsed(0)),
        ("12.0", Parsed(12)),
        ("", Parsed(None, ("blank",))),
        ("—", Parsed(None, ("blank",))),
        ("-1", Refused("number_negative")),
        ("1.5", Refused("number_fraction")),
        ("85%", Refused("number_unreadable")),
        ("#DIV/0!", Refused("cell_error")),
    ],
)
def test_count(text: str, reading: Reading) -> None:
    assert parse_count(text) == reading


@pytest.mark.parametrize(
    ("text", "batch"),
    [
        ("第一批", 1),
        ("第1批次", 1),
        ("一", 1),
        ("1", 1),
        ("首批", 1),
        ("２", 2),
        ("2.0", 2),
        ("第十二批", 12),
        ("", None),
    ],
)
def test_batch(text: str, batch: int | None) -> None:
    reading = parse_batch(text)
    assert isinstance(reading, Parsed)
    assert reading.value == batch


@pytest.mark.parametrize("text", ["0", "零", "2024年第一批", "一二", "-1", "1.5", "第批"])
def test_batch_refused(text: str) -> None:
    assert parse_batch(text) == Refused("batch_unreadable")


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("3^4^5^6", 6),
        ("3,4,5", 5),
        ("1^9", 1),
        ("8", 8),
        ("9", 9),
        ("5.0", 5),
        ("互联网咨询、互联网受理", 4),
        ("全程网办（Ⅳ级）", 5),
        ("Ⅳ级", 5),
        ("四级", 5),
        ("Ⅲ级", 4),
        ("Ⅱ级", 3),
        ("Ⅰ级", 1),
        ("全程网办", 5),
        ("不支持", 0),
        ("否", 0),
    ],
)
def test_depth(text: str, depth: int) -> None:
    assert parse_depth(text) == Parsed(depth)


@pytest.mark.parametrize(("text", "flag"), [("无", "blank"), ("", "blank"), ("/", "blank")])
def test_no_depth(text: str, flag: str) -> None:
    assert parse_depth(text) == Parsed(None, (flag,))


# One province's own digits (domain.md, part 1.4): 1 全程网办, 2 在线预审, 3 事项公开, 4 在线办理.
OWN_DIGITS = {"1": "5", "2": "3", "3": "1", "4": "4", "在线办理": "互联网受理"}


@pytest.mark.parametrize(
    ("text", "depth"),
    [("1", 5), (" 1 ", 5), ("3", 1), ("在线办理", 4), ("2^3", 3), ("3,1", 5), ("全程网办", 5), ("7", 7)],
)
def test_depth_of_a_source_with_its_own_digits(text: str, depth: int) -> None:
    """Every depth of a cell is coded once; what the source has no word for stands as it is."""
    assert parse_depth(text, OWN_DIGITS) == Parsed(depth)


@pytest.mark.parametrize("text", ["345", "1全程网办", "全程网办（Ⅱ级）", "10", "是"])
def test_depth_refused(text: str) -> None:
    assert parse_depth(text) == Refused("depth_unreadable")


@given(st.integers(0, 10**9))
def test_any_count_round_trips(count: int) -> None:
    for text in (str(count), f"{count:,}", f"{count}项", f"{count}.0"):
        assert parse_count(text) == Parsed(count)


@pytest.mark.parametrize("parse", [parse_number, parse_count, parse_batch, parse_depth])
@given(text=st.text() | st.text(alphabet="0123456789.,^- +%()约余次项第批级ⅣⅢ一二十零e"))
def test_never_raises(parse: Callable[[str], Reading], text: str) -> None:
    reading = parse(text)
    assert isinstance(reading, Parsed) or reading.rule in SENTENCES
