"""One cell → the codes of indicators: T04, t04, 划转到位率, ``T04 划转到位率、T13``."""

import difflib
import re
from collections.abc import Mapping
from functools import lru_cache

from reform.common.text import squeeze
from reform.ingest.parsers import Parsed, Reading, Refused
from reform.ingest.parsers.cell import bare, empty, is_pending, unwrap

BETWEEN = "、"
_SEPARATORS = re.compile(r"[、,;/|+。]+")
_WORDS = re.compile(r"[\s:\-()\[\]【】《》]+")


def parse_indicators(text: str, known: Mapping[str, str], *, only_one: bool = False) -> Reading:
    """The codes in a cell, each once, joined by 、; None for blank cells and dashes.

    ``known``: every indicator's name (``中文 | English``) by its code. A word that is neither a code nor a
    name is refused with the codes that are near it.
    """
    said = unwrap(text)
    if nothing := empty(said):
        return nothing
    if is_pending(said):
        return Parsed(None, ("pending",))
    found: list[str] = []
    for part in filter(None, map(str.strip, _SEPARATORS.split(said))):
        codes = _codes(part, known)
        if codes is None:
            near = nearest(part, known)
            return Refused("unknown_indicator", {"indicators": BETWEEN.join(near)})
        found += codes
    codes = list(dict.fromkeys(found))
    if only_one and len(codes) > 1:
        return Refused("one_indicator", {"indicators": BETWEEN.join(codes)})
    return Parsed(BETWEEN.join(codes) or None)


def nearest(word: str, known: Mapping[str, str], most: int = 3) -> list[str]:
    """The codes whose code or name looks most like a word, the likest first."""
    asked = squeeze(word[:100])

    def likeness(code: str) -> float:
        seen = _spellings(code, known[code])
        return max(_likeness(one, asked) for one in seen)

    return sorted(known, key=lambda code: (-likeness(code), code))[:most]


def _likeness(one: str, asked: str) -> float:
    """0 to 1, and 1 more for a part of the word or for its letters in another order (T40 for T04)."""
    ratio = difflib.SequenceMatcher(None, one, asked).ratio()
    return ratio + (asked in one or sorted(asked) == sorted(one))


def _codes(part: str, known: Mapping[str, str]) -> list[str] | None:
    """The code of a part, or of each of its words: a code with its name beside it is one indicator."""
    whole, (first, *rest) = _find(part, known), re.split(r"[\s:-]+", part, maxsplit=1)
    if not whole and rest and (code := _find(first, known)) == _find(rest[0], known):
        whole = code  # a name may hold brackets of its own
    if whole:
        return [whole]
    each = [_find(word, known) for word in _WORDS.split(part) if word]
    return None if not each or None in each else [code for code in each if code]


def _find(word: str, known: Mapping[str, str]) -> str | None:
    asked = squeeze(bare(word))
    return next((code for code, name in known.items() if asked in _spellings(code, name)), None)


@lru_cache(maxsize=1024)
def _spellings(code: str, name: str) -> tuple[str, ...]:
    chinese, _, english = name.partition("|")
    return tuple(squeeze(word) for word in (code, chinese, english) if word.strip())
