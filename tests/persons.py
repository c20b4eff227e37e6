"""Personal data of invented people, written in the ways people write it."""

import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from hypothesis import strategies as st

_CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")
_FORMAL = str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖")
_SPOKEN = str.maketrans("0123456789", "零幺二三四五六七八九")
_WIDE = str.maketrans("0123456789Xx", "０１２３４５６７８９Ｘｘ")


def _in_groups(mark: str, *lengths: int) -> Callable[[str], str]:
    def written(number: str) -> str:
        parts, at = [], 0
        for length in lengths:
            parts.append(number[at : at + length])
            at += length
        return mark.join([*parts, number[at:]] if number[at:] else parts)

    return written


def _as_one(number: str) -> str:
    return number


# How any number may be written; then how some are.
_OF_ALL: dict[str, Callable[[str], str]] = {
    "plain": _as_one,
    "wide": lambda number: number.translate(_WIDE),
    "zero width": "\u200b".join,
    "joiners": lambda number: number[:5] + "\u200d\u2060" + number[5:],
    "keycaps": lambda number: "".join(sign + "\ufe0f\u20e3" for sign in number),
    "Chinese": lambda number: number.translate(_CHINESE),
    "formal": lambda number: number.translate(_FORMAL),
    "spoken": lambda number: number.translate(_SPOKEN),
    "circles": lambda number: number.replace("0", "○"),
    "spaces": " ".join,
}
_OF_IDS = {f"ID {mark!r}": _in_groups(mark, 6, 8) for mark in ".-/ ·"} | {
    f"ID day {mark!r}": _in_groups(mark, 6, 4, 4) for mark in ".-/ "
}
_OF_IDS |= {f"ID ending in {sign}": lambda number, sign=sign: number.replace("X", sign) for sign in "хХ×"}  # type: ignore[misc]
_OF_MOBILES = {f"mobile {mark!r}": _in_groups(mark, 3, 4) for mark in ".-/ ·—_~"} | {
    f"mobile 3 3 {mark!r}": _in_groups(mark, 3, 3) for mark in ".-/ "
}
_OF_CARDS = {f"card {mark!r}": _in_groups(mark, 4, 4, 4, 4) for mark in ".- "}


def check_digit(first: str) -> str:
    """The 18th sign of an ID number."""
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(first))
    return "10X98765432"[total % 11]


def _card(first: str) -> str:
    doubled = [int(digit) * (1 if place % 2 else 2) for place, digit in enumerate(reversed(first))]
    return first + str(-sum(n // 10 + n % 10 for n in doubled) % 10)


_ID = st.builds(
    lambda region, day, number: (first := f"{region}{day:%Y%m%d}{number:03}") + check_digit(first),
    st.sampled_from(["110105", "360981", "440524"]),
    st.dates(date(1931, 1, 1), date(2009, 12, 31)),
    st.integers(0, 999),
)
_MOBILE = st.builds(lambda head, rest: f"1{head}{rest:08}", st.integers(30, 99), st.integers(0, 99999999))
_CARD = st.builds(lambda rest: _card(f"622202{rest:012}"), st.integers(10**11, 10**12 - 1))

NUMBERS: dict[str, tuple[st.SearchStrategy[str], dict[str, Callable[[str], str]]]] = {
    "id_number": (_ID, _OF_ALL | _OF_IDS),
    "mobile": (_MOBILE, _OF_ALL | _OF_MOBILES),
    "bank_card": (_CARD, _OF_ALL | _OF_CARDS),
}

# Text with the secret in braces: what a word announces, or what shows by itself.
ANNOUNCED = {
    "landline": (
        "电话：{3222222}|电话{83222222}|座机 {322-2222}|"
        "固话号码为{3222222}|传真：{三二二二二二二}|"
        "打{0537-3222222}"
    ),
    "paper": (
        "护照号{E83726154}|护照：{EA8372615}|"
        "凭{E83726154}|港澳台通行证：{H8372615409}|"
        "往来港澳通行证{C83726154}|通行证号码是{ C8372 6154}|"
        "港澳通行证（{C83726154}）"
    ),
    "chat": (
        "微信号：{abc_123456}|加V：{zhang88888}|"
        "wx: {zhang88888}|QQ:{83726154}|"
        "QQ号是{八三七二六一五四}|扣扣{83726154}"
    ),
    "email": (
        "{zhang.san(at)example.com}|"
        "{zhangsan[at]qq.com}|{zhangsan＠qq.com}|"
        "{张三@例子.中国}|{zhangsan@例子.中国}|"
        "{zhangsan（at）qq.com}|"
        "{zhangsan at qq dot com}|"
        "{zhangsan#qq.com}|{zhangsan艾特163.com}"
    ),
    "sole_trader": (
        "{92360981MA35ABCD1X}|"
        "代码{92440101MA59ABCDE2}|"
        "{92360981 MA35ABCD1X}|{９２３６０９８１ＭＡ３５ＡＢＣＤ１Ｘ}"
    ),
    "name": (
        "联系人：{禤小明}|联系人：{仉某}|联系人 {佴明}|联系人：{王 小 明}|"
        "联系人 {王　明}|联系人：{Zhang San}|联系人（{王小明}）|"
        "联系人：{逄小明}电话|联系人：{𠮷小明}|联系人：{也小明}，来电"
    ),
}
"""Kind → texts; of each the part in braces is personal."""


def announced() -> list[tuple[str, str]]:
    """Each kind with each of its texts."""
    return [(kind, text) for kind, texts in ANNOUNCED.items() for text in texts.split("|")]


class Written(NamedTuple):
    """A text that holds something personal, and that: what must be found nowhere, however it is written."""

    kind: str
    way: str
    text: str
    secret: str


_ONES = {"id_number": "11010519491231002X", "mobile": "13912345678", "bank_card": "6222021234567890128"}


def written() -> list[Written]:
    """Each kind in each way it is written."""
    shown = [
        Written(kind, way, write(_ONES[kind]), _ONES[kind])
        for kind, (_numbers, ways) in NUMBERS.items()
        for way, write in ways.items()
    ]
    said = [
        Written(
            kind,
            f"said {n}",
            text.replace("{", "").replace("}", ""),
            text.partition("{")[2].partition("}")[0],
        )
        for n, (kind, text) in enumerate(announced())
    ]
    return shown + said


def may_be_a_code(one: Written) -> bool:
    """What a county may call a case as well: letters and digits without a word or a sign (docs/adr/0002)."""
    return one.kind in ("paper", "chat") and one.text.isascii() and one.text.isalnum()


_VALUES = str.maketrans("〇○零一二三四五六七八九壹贰叁肆伍陆柒捌玖幺", "000" + "123456789" * 2 + "1")


def bare(text: str) -> str:
    """A text as one who looks for a number reads it: letters and digits alone, numerals as digits."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_VALUES)
    return "".join(filter(str.isalnum, folded))


def holds(text: str, secrets: Iterable[str]) -> list[str]:
    """Which of the secrets stand in a text, in whatever way."""
    looked_at = bare(text)
    return [secret for secret in secrets if bare(secret) in looked_at]
