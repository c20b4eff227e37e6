"""Codes, texts, choices, yes and no, levels of satisfaction."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform.ingest.parsers import Parsed, Reading, Refused
from reform.ingest.parsers.categories import parse_choice, parse_code, parse_level, parse_text, parse_yes_no
from reform.ingest.parsers.cell import unwrap
from reform.schema.messages import SENTENCES

BLANK = Parsed(None, ("blank",))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('="000131002000"', "000131002000"),
        ("'000131002000", "000131002000"),
        ("０００１３１", "000131"),
        ("0001 3100 2000\n", "000131002000"),
        ("12345.0", "12345"),
        ("1E5", "1E5"),
        ("91350100M000100Y43", "91350100M000100Y43"),
        ("1137083000433521104370117044000", "1137083000433521104370117044000"),
    ],
)
def test_code(text: str, code: str) -> None:
    assert parse_code(text) == Parsed(code)


@pytest.mark.parametrize(
    "text",
    [
        "1.1370830004335211e+30",
        "1.13708E+17",
        "1E+17",
        "1137083000433521.0",
        "1137083000433520000000000000000",
    ],
)
def test_code_damaged(text: str) -> None:
    assert parse_code(text) == Refused("code_damaged")


@pytest.mark.parametrize(
    "parse", [parse_code, parse_text, lambda text: parse_choice(text, "channel"), parse_level]
)
@pytest.mark.parametrize("text", ["", " ", "\u3000", "—", "－", "-", "/", "无", "NULL", "N/A"])
def test_blank(parse: Callable[[str], Reading], text: str) -> None:
    assert parse(text) == BLANK


@pytest.mark.parametrize(
    "parse", [parse_code, parse_text, lambda text: parse_choice(text, "channel"), parse_yes_no]
)
@pytest.mark.parametrize("text", ["#N/A", "#REF!", "#DIV/0!", "#NAME?", "######"])
def test_excel_error(parse: Callable[[str], Reading], text: str) -> None:
    assert parse(text) == Refused("cell_error")


def test_text() -> None:
    assert parse_text(" 窗口\u200b 服务\n很好\xa0") == Parsed("窗口 服务 很好")
    assert parse_text("好" * 11, limit=10) == Refused("text_too_long", {"limit": "10"})


@pytest.mark.parametrize(
    ("text", "codes", "code"),
    [
        ("窗口", "channel", "1"),
        ("Ａｐｐ", "channel", "3"),
        ("1.0", "item_type", "01"),
        ("01", "item_type", "01"),
        ("行政许可", "item_type", "01"),
        ("无", "yes_no", "no"),
        ("个工作日", "duration_unit", "wd"),
    ],
)
def test_choice(text: str, codes: str, code: str) -> None:
    assert parse_choice(text, codes) == Parsed(code)


def test_an_unknown_word_names_its_list_and_never_itself() -> None:
    assert parse_choice("传真", "channel") == Refused("unknown_word", {"codes": "channel"})


@pytest.mark.parametrize(
    ("text", "value"),
    [("是", True), ("有", True), ("√", True), ("1.0", True), ("否", False), ("无", False), ("0", False)],
)
def test_yes_no(text: str, value: bool) -> None:
    assert parse_yes_no(text) == Parsed(value)


def test_neither_yes_nor_no() -> None:
    assert parse_yes_no("") == BLANK
    assert parse_yes_no("也许") == Refused("yes_no_unreadable")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("满意", 2),
        ("很满意", 1),
        ("比较满意", 2),
        ("一般", 3),
        ("不太满意", 4),
        ("很不满意", 5),
        ("非常不满意", 5),
        ("★★★☆☆", 3),
        ("★", 5),
        ("☆☆☆", 3),
        ("⭐️⭐️", 4),
        ("5星", 1),
        ("五星", 1),
        ("四星级", 2),
        ("3颗星", 3),
    ],
)
def test_level(text: str, level: int) -> None:
    for coding in (None, "gb", "stars"):
        assert parse_level(text, coding) == Parsed(level)


def test_a_bare_digit_is_not_a_level_until_its_coding_is_known() -> None:
    assert parse_level("5", None) == Refused("level_coding_unknown")
    assert parse_level("5", "gb") == Parsed(5)
    assert parse_level("5", "stars") == Parsed(1)
    assert parse_level("5.0", "stars") == Parsed(1)


@pytest.mark.parametrize("text", ["0", "6", "10", "★★★★★★", "★☆★", "好评", "六星"])
def test_level_refused(text: str) -> None:
    assert parse_level(text, "gb") == Refused("unknown_word", {"codes": "level"})


@pytest.mark.parametrize(
    ("text", "flag"), [("默认好评", "default"), ("未评价", "not_rated"), ("弃权", "not_rated")]
)
def test_no_rating(text: str, flag: str) -> None:
    assert parse_level(text, None) == Parsed(None, (flag,))


@pytest.mark.parametrize(
    "parse",
    [
        parse_code,
        parse_text,
        parse_yes_no,
        parse_level,
        lambda text: parse_choice(text, "channel"),
        lambda text: parse_level(text, "gb"),
        lambda text: parse_level(text, "stars"),
    ],
)
@given(text=st.text() | st.text(alphabet="0123456789.eE+=\"' ★☆⭐星五满意不很#!"))
def test_never_raises(parse: Callable[[str], Reading], text: str) -> None:
    reading = parse(text)
    assert isinstance(reading, Parsed) or reading.rule in SENTENCES


@given(st.text(alphabet=st.characters(exclude_categories=("M", "Cs", "Cf"))) | st.text(alphabet="=\"' a0"))
def test_unwrapping_is_idempotent(text: str) -> None:
    assert unwrap(unwrap(text)) == unwrap(text)
