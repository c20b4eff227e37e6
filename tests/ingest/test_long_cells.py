"""A cell that is longer than any can be is refused unread, and shown without personal data."""

import time

import pytest

from reform.common.redaction import HIDDEN, find, scrub
from reform.ingest.marked_cells import with_mark
from reform.ingest.parsers import Parsed, Reading, Refused
from reform.ingest.parsers.durations import parse_duration
from reform.ingest.redaction import shown_cell
from tests.ingest.files import CASES, County, text

LONG = 40_000
HARD = ["a", "a@", "1-", "住", "联系人", "T,", "(", "0", "at ", "京A"]


@pytest.mark.parametrize("column", range(5))
@pytest.mark.parametrize("piece", [",T", "(", "9"])
def test_a_long_cell_of_any_kind_is_refused(county: County, column: int, piece: str) -> None:
    row = [*CASES[1]]
    row[column] = piece * (LONG // len(piece))
    report = county.check(county.file("a.csv", text([*CASES, row])), status=1)
    assert report["rejects"][0]["rule"] == "text_too_long"


@pytest.mark.parametrize("piece", HARD)
def test_a_long_text_is_searched_in_time_by_its_length(piece: str) -> None:
    start = time.process_time()
    find(piece * (LONG // len(piece)))
    assert time.process_time() - start < 5  # 0.3 of it where nothing else runs


def test_a_number_halved_by_the_cut_is_not_shown() -> None:
    number = "110101199003077571"
    for place in range(32_740, 32_770):
        shown = shown_cell("某" * place + number, False) or ""
        assert "1101" not in shown
        assert len(shown) > 32_000
    assert shown_cell(f"电话 {number}", False) == f"电话 {HIDDEN}"


def test_an_address_behind_a_long_word_is_found() -> None:
    for before, left in (("", ""), ("x" * 200, "x" * 200), ("联系", "联系")):
        at = before + ("" if before[:1] == "x" else " ") + "li.ming@example.com"
        hidden, kinds = scrub(at)
        assert kinds == 1
        assert "example" not in hidden
        assert hidden.startswith(left[:100])


def read(word: str) -> Reading:
    return Parsed(word)


def test_what_a_cell_may_hold_is_read() -> None:
    assert with_mark("x" * 1000, read=read) == Parsed("x" * 1000)
    assert isinstance(with_mark("x" * 1001, read=read), Refused)
    assert with_mark("x" * 32_767, read=read, is_text=True) == Parsed("x" * 32_767)
    assert isinstance(with_mark("x" * 32_768, read=read, is_text=True), Refused)


@pytest.mark.parametrize(
    "run", ["限时限", "限时间", "承诺件", "无限期限", "限期限", "办结时限", "自", "法定时限内"]
)
@pytest.mark.parametrize("begin", ["", "无"])
def test_a_limit_of_many_words_is_read_in_time(begin: str, run: str) -> None:
    """Words that part in two ways, 333 times over: trying every way would never end."""
    start = time.process_time()
    parse_duration(begin + run * 12 + "x")
    parse_duration(begin + run * (900 // len(run)) + "x")
    assert time.process_time() - start < 2
