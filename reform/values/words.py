"""One cell → a code, a text, an entry of a code list, yes or no, a level of satisfaction."""

import re

from reform import codes as lists
from reform.values import Parsed, Reading, Refused
from reform.values.cell import empty, unwrap
from reform.values.numerals import to_digits
from reform.values.text import squeeze

# 1.13708E+17. Without a point or a plus sign (1E5) it is a code like any other.
_SCIENTIFIC = re.compile(r"[-+]?[0-9](?:\.[0-9]+[eE][-+]?|[eE]\+)[0-9]+")
_EXCEL_DIGITS = 15  # Excel keeps this many digits of a number and writes 0 for the rest

_NO_RATING = {
    **dict.fromkeys(("默认好评", "默认满意", "系统默认", "系统默认好评", "默认"), "default"),
    **dict.fromkeys(("未评价", "未评", "未参评", "弃权", "弃评", "放弃评价", "放弃"), "not_rated"),
}
# Words beside those of the standard, which codes.toml holds.
_LEVELS = {
    **dict.fromkeys(("很满意", "十分满意"), 1),
    **dict.fromkeys(("比较满意", "较满意"), 2),
    **dict.fromkeys(("一般满意", "一般"), 3),
    **dict.fromkeys(("不太满意", "较不满意", "比较不满意"), 4),
    **dict.fromkeys(("很不满意", "十分不满意", "极不满意"), 5),
}
_STARS_DRAWN = re.compile("([★⭐]*)(☆*)")
_STARS_SAID = re.compile("([1-5])(?:颗|个)?星级?")


def parse_code(text: str) -> Reading:
    """An identifier as text, leading zeros kept, spaces out; what Excel has rounded is refused."""
    said = unwrap(text).replace(" ", "")
    if nothing := empty(said):
        return nothing
    code = said.removesuffix(".0") if re.fullmatch(r"[0-9]+\.0", said) else said
    lost = code[_EXCEL_DIGITS:]
    was_rounded = code != said and lost
    # Five zeros in a row at the very end of what Excel keeps are no chance; three may be.
    ends_in_lost_zeros = re.fullmatch("[0-9]+", code) and re.fullmatch("0{5,}", lost)
    if _SCIENTIFIC.fullmatch(code) or was_rounded or ends_in_lost_zeros:
        return Refused("code_damaged")
    return Parsed(code)


def parse_text(text: str, limit: int = 1000) -> Reading:
    """Text of at most ``limit`` characters, one width, on one line; None for blank cells and dashes."""
    said = unwrap(text)
    if nothing := empty(said):
        return nothing
    return Parsed(said) if len(said) <= limit else Refused("text_too_long", {"limit": str(limit)})


def _find(codes: str, said: str) -> str | None:
    """The code of a word; 1.0 is how Excel writes the code 1."""
    return lists.find(codes, said) or lists.find(codes, said.removesuffix(".0"))


def parse_choice(text: str, codes: str) -> Reading:
    """The code that a word stands for in a code list, or None.

    The list comes first: 无 is a word of some lists and a blank everywhere else.
    """
    said = unwrap(text)
    if code := _find(codes, said):
        return Parsed(code)
    return empty(said) or Refused("unknown_word", {"codes": codes})


def parse_yes_no(text: str) -> Reading:
    """``bool``, or None."""
    reading = parse_choice(text, "yes_no")
    if isinstance(reading, Refused):
        return reading if reading.rule == "cell_error" else Refused("yes_no_unreadable")
    return reading if reading.value is None else Parsed(reading.value == "yes", reading.flags)


def parse_level(text: str, coding: str | None = None) -> Reading:
    """The level of GB/T 39046 A.8 (1 very satisfied … 5 very dissatisfied), or None if nobody rated.

    ``coding`` says what bare digits mean: ``gb`` (1 is best), ``stars`` (5 is best) or None (refused).
    """
    said = unwrap(text).replace("\ufe0f", "")  # the emoji mark that may follow ⭐
    word = squeeze(said)
    if flag := _NO_RATING.get(word):
        return Parsed(None, (flag,))
    if nothing := empty(said):
        return nothing
    if re.fullmatch(r"[0-9]+(?:\.0)?", word):
        return _digit(word.removesuffix(".0"), coding)
    level = _stars(word) or _LEVELS.get(word) or int(lists.find("level", word) or 0)
    return Parsed(level) if level else Refused("unknown_word", {"codes": "level"})


def _digit(digit: str, coding: str | None) -> Reading:
    if digit not in {"1", "2", "3", "4", "5"}:
        return Refused("unknown_word", {"codes": "level"})
    if coding is None:
        return Refused("level_coding_unknown")
    return Parsed({"gb": int(digit), "stars": 6 - int(digit)}[coding])


def _stars(word: str) -> int:
    """The level that stars stand for, 0 if the word is none. ★★★☆☆ is three, ☆☆☆ too."""
    if said := _STARS_SAID.fullmatch(to_digits(word)):
        return 6 - int(said[1])
    drawn = _STARS_DRAWN.fullmatch(word)
    if not drawn or not 1 <= len(word) <= 5:
        return 0
    return 6 - len(drawn[1] or drawn[2])
