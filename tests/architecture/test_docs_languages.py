"""The documentation says the same in both languages."""

import re
from pathlib import Path

import pytest

from tests.architecture.test_docs import PAIRS, quoted, shell_lines, text

pairs = pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: Path(pair[0]).stem)


def shape(page: str) -> list[str]:
    """Headings by level, fenced blocks by language, images, and tables by their width, in their order."""
    marks = re.findall(r"^(#+) |^```(\w+)$|<img src=\"(.*?)\"|^(\|.*\|)$", text(page), re.M)
    return [
        heading or language or image or f"row of {row.count('|')}" for heading, language, image, row in marks
    ]


@pairs
def test_same_sections(pair: tuple[str, str]) -> None:
    assert shape(pair[0]) == shape(pair[1])


@pairs
def test_same_code_words(pair: tuple[str, str]) -> None:
    """Commands, options, settings, codes: the same in both, whatever the language around them."""
    words = [{w for w in quoted(r) if w.isascii() and "=" not in w} for r in pair]
    assert words[0] == words[1]


@pairs
def test_same_commands(pair: tuple[str, str]) -> None:
    assert shell_lines(pair[0]) == shell_lines(pair[1])


@pairs
def test_reader_finds_the_other_language(pair: tuple[str, str]) -> None:
    for page, other in (pair, reversed(pair)):
        assert f"]({Path(other).name})" in text(page)
