"""One cell → a code, a text, an entry of a code list, yes or no, a level of satisfaction."""

import re

from reform.common import code_lists
from reform.common.text import FOOTNOTE, squeeze
from reform.ingest.parsers import Parsed, Reading, Refused
from reform.ingest.parsers.cell import bare, empty, is_pending, unwrap
from reform.ingest.parsers.chinese_numerals import to_digits

# 1.13708E+17. Without a point or a plus sign (1E5) it is a code like any other.
_SCIENTIFIC = re.compile(r"[-+]?[0-9](?:\.[0-9]+[eE][-+]?|[eE]\+)[0-9]+")
_EXCEL_DIGITS = 15  # Excel keeps this many digits of a number and writes 0 for the rest

_DEFAULT = "默认好评 默认满意 系统默认 系统默认好评 超时默认好评 默认五星 默认5星 默认"
_NOT_RATED = (
    "未评价 未评 未参评 未作评价 没有评价 不评价 拒绝评价 超时未评 超时未评价 弃权 弃评 放弃评价 放弃"
)
_NO_RATING = dict.fromkeys(_DEFAULT.split(), "default") | dict.fromkeys(_NOT_RATED.split(), "not_rated")
# Words beside those of the standard, which codes.toml holds.
_LEVELS = {
    **dict.fromkeys(("很满意", "十分满意", "特别满意", "极其满意", "极满意"), 1),
    **dict.fromkeys(("比较满意", "较满意", "较为满意"), 2),
    **dict.fromkeys(("一般满意", "一般"), 3),
    **dict.fromkeys(("不太满意", "较不满意", "比较不满意"), 4),
    **dict.fromkeys(("很不满意", "十分不满意", "特别不满意", "极其不满意", "极不满意"), 5),
}
_NO_CODE = {"待编码", "待赋码", "未赋码", "暂缺", "无编码", "暂无编码", "无编号"}
_STARS_DRAWN = re.compile("([★⭐]*)(☆*)")
_STARS_SAID = re.compile("([1-5])(?:颗|个)?星级?")
# Between a code and its word (1-窗口办理), or a word and its gloss (窗口办理(现场)).
_BETWEEN = re.compile(r"[()\[\]【】〔〕、,:;.|/-]+|(?<=^[0-9])(?=[^0-9星颗个分])")


def parse_code(text: str) -> Reading:
    """An identifier as text, leading zeros kept, spaces out; what Excel has rounded is refused."""
    said = unwrap(text, keep_footnotes=True).replace(" ", "")
    if FOOTNOTE.search(said):
        return Refused("code_footnote")
    if nothing := empty(said):
        return nothing
    if is_pending(said) or said in _NO_CODE:
        return Parsed(None, ("pending",))
    said = said.strip("\"'`“”‘’")
    code = re.sub(r"^([0-9]+)\.0+$", r"\1", said)
    lost = code[_EXCEL_DIGITS:]
    was_rounded = code != said and lost
    # Five zeros in a row at the very end of what Excel keeps are no chance; three may be.
    ends_in_lost_zeros = re.fullmatch("[0-9]+", code) and re.fullmatch("0{5,}", lost)
    if _SCIENTIFIC.fullmatch(code) or was_rounded or ends_in_lost_zeros:
        return Refused("code_damaged")
    return Parsed(code or None)


def parse_text(text: str, limit: int = 1000, *, prose: bool = False) -> Reading:
    """Text of at most ``limit`` characters, one width, on one line; None for blank cells and dashes.

    ``prose``: what somebody wrote in sentences, where 同上 is a remark like any other.
    """
    said = unwrap(text, keep_footnotes=True)
    nothing = empty(said)
    if nothing and not (prose and nothing == Refused("ditto_unclear")):
        return nothing
    return Parsed(said) if len(said) <= limit else Refused("text_too_long", {"limit": str(limit)})


def _find(codes: str, said: str) -> str | None:
    """The code of a word; 1.0 is how Excel writes the code 1, 01 how a system fills it up."""
    for word in (said, said.removesuffix(".0"), bare(said), bare(said).lstrip("0")):
        if code := code_lists.find(codes, word):
            return code
    parts = [part for part in _BETWEEN.split(squeeze(said)) if part]
    found = {code_lists.find(codes, part) for part in parts}
    return found.pop() if len(parts) > 1 and len(found) == 1 else None  # 1-窗口办理, 窗口办理(现场)


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
        return Refused("yes_no_unreadable") if reading.rule == "unknown_word" else reading
    return reading if reading.value is None else Parsed(reading.value == "yes", reading.flags)


def parse_level(text: str, coding: str | None = None) -> Reading:
    """The level of GB/T 39046 A.8 (1 very satisfied … 5 very dissatisfied), or None if nobody rated.

    ``coding`` says what bare digits mean: ``gb`` (1 is best), ``stars`` (5 is best) or None (refused).
    """
    said = unwrap(text).replace("\ufe0f", "")  # the emoji mark that may follow ⭐
    word = squeeze(bare(said)) or squeeze(said)
    if flag := _NO_RATING.get(word):
        return Parsed(None, (flag,))
    if nothing := empty(said):
        return nothing
    if re.fullmatch(r"[0-9]+(?:\.0)?", word):
        return _digit(word.removesuffix(".0"), coding)
    level = _level(word) or _level_said_twice(word)
    return Parsed(level) if level else Refused("unknown_word", {"codes": "level"})


def _level(word: str) -> int:
    """The level of a word or of stars, 0 if it is none; a digit is no word."""
    if word.isdigit():
        return 0
    return _stars(word) or _LEVELS.get(word) or int(code_lists.find("level", word) or 0)


def _level_said_twice(word: str) -> int:
    """非常满意(5星), 5-非常满意, 1非常满意: the word counts, if what stands beside it can mean the same."""
    parts = [part for part in _BETWEEN.split(word) if part]
    levels = {_level(part) for part in parts if not part.isdigit()}
    level = levels.pop() if len(levels) == 1 else 0
    beside = [int(part) for part in parts if part.isdigit()]
    return level if all(digit in (level, 6 - level) for digit in beside) else 0


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
