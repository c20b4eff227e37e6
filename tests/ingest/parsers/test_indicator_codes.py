"""Cells that name indicators: by code, by name, several at once; what is near a word that names none."""

import pytest

from reform.ingest.parsers import Parsed, Refused
from reform.ingest.parsers.indicator_codes import nearest, parse_indicators
from reform.metrics.catalog import indicators
from reform.schema import indicator_names

KNOWN = {
    "T03": "划转完成率 | Transfer rate",
    "T04": "划转到位率 | In-place rate",
    "T13": "推诿扯皮认定数 | Found to be passed around",
    "D05": "累计节省工作日（法定口径） | Working days saved (statutory)",
    "D05b": "累计节省工作日（承诺口径） | Working days saved (promise)",
}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("T04", "T04"),
        (" t04 ", "T04"),
        ("Ｔ０４", "T04"),
        ("d05B", "D05b"),
        ("T04、T13", "T04、T13"),
        ("T04,T13", "T04、T13"),
        ("T04；T13。", "T04、T13"),
        ("T04/T13", "T04、T13"),
        ("T04 T13", "T04、T13"),
        ("T13、T04、T13", "T13、T04"),  # each once, in the order of the cell
        ("划转到位率", "T04"),
        ("In-place rate", "T04"),
        ("T04 划转到位率", "T04"),
        ("T04（划转到位率）、推诿扯皮认定数", "T04、T13"),
        ("T04-划转到位率", "T04"),
        ("累计节省工作日（法定口径）", "D05"),
        ("D05b 累计节省工作日（承诺口径）", "D05b"),
    ],
)
def test_codes_in_a_cell(text: str, codes: str) -> None:
    assert parse_indicators(text, KNOWN) == Parsed(codes)


@pytest.mark.parametrize("text", ["", "无", "—", "暂无"])
def test_a_blank_names_none(text: str) -> None:
    reading = parse_indicators(text, KNOWN)
    assert isinstance(reading, Parsed)
    assert reading.value is None


def test_a_code_to_come_is_told() -> None:
    assert parse_indicators("待定", KNOWN) == Parsed(None, ("pending",))


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("T40", "T04"),
        ("T4", "T04"),
        ("划转率", "T03"),
        ("T04、推诿认定", "T13"),
        ("Z99", None),
    ],
)
def test_a_word_that_is_no_indicator_is_refused_with_those_near_it(text: str, near: str | None) -> None:
    reading = parse_indicators(text, KNOWN)
    assert isinstance(reading, Refused)
    assert reading.rule == "unknown_indicator"
    named = reading.words["indicators"].split("、")
    assert len(named) == 3
    assert near is None or near in named[:2]


def test_a_line_has_one_indicator() -> None:
    assert parse_indicators("T04", KNOWN, only_one=True) == Parsed("T04")
    assert parse_indicators("T04、t04", KNOWN, only_one=True) == Parsed("T04")
    several = parse_indicators("T04、T13", KNOWN, only_one=True)
    assert several == Refused("one_indicator", {"indicators": "T04、T13"})


def test_a_very_long_word_is_answered() -> None:
    assert len(nearest("x" * 100_000, KNOWN)) == 3


def test_the_names_are_those_of_the_indicators() -> None:
    assert indicator_names.names() == {code: metric.name for code, metric in indicators().items()}
    assert list(indicator_names.names()) == sorted(indicators())
