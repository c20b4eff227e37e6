"""Texts without the characters that no paper can hold."""

import sys
from collections.abc import Callable
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest

from reform.common.text import clean, writable

EVERY_CHARACTER = "".join(map(chr, range(sys.maxunicode + 1)))


@pytest.mark.parametrize("made", [writable, clean])
def test_what_is_left_can_stand_in_a_paper(made: Callable[[str], str]) -> None:
    """Papers, slides and workbooks are XML, which forbids most control characters."""
    left = made(EVERY_CHARACTER)
    assert ElementTree.fromstring(f"<t>{escape(left)}</t>".encode()).text == left


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("第一行\n第二行\t完", "第一行\n第二行\t完"),
        ("从 Word 贴来的\x0b换行\r\n再一行\r末行", "从 Word 贴来的\n换行\n再一行\n末行"),
        ("零\x00一\x01二\x7f三\ufffe四\ud800", "零一二三四"),
        ("𠮷野家 👩‍⚖️ é", "𠮷野家 👩‍⚖️ é"),
    ],
)
def test_a_typed_text_keeps_its_lines_and_loses_control_characters(typed: str, kept: str) -> None:
    assert writable(typed) == kept
    assert writable(kept) == kept


def test_a_cell_without_control_characters_is_one_line() -> None:
    assert clean("食品\x01经营\x0b许可\x7f ") == "食品经营 许可"
