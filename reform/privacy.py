"""Personal data out of free text, and the headers under which it comes.

For free text only: an 18-digit case number may look like an ID number, and would be hidden as one.
"""

import re
from collections.abc import Callable
from datetime import date

from reform.values.text import clean, squeeze

HIDDEN = "〔已隐去〕"

_PERSONAL = re.compile(
    "身份证|证件号|姓名|申请人|联系人|法定代表人|法人代表|经办人|代理人|手机|电话|联系方式|地址|住址|邮编|邮箱|微信|"
    "银行|账号|卡号|社保卡|车牌|出生|性别|民族|照片|签名|投诉人|评价人|来信人"
)
# Headers that hold a kind or a count of persons, not a person. Exact names, brackets aside.
_IMPERSONAL = {"申请人类型", "系统账号到位", "账号到位"}

_PROVINCES = "1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91"
_MONTH_DAY = r"(?:0[1-9]|1[0-2])[- ]?(?:0[1-9]|[12]\d|3[01])"
# Digits inside a longer code (91350100M…) are no ID and no card. Before the 18 digits of an ID letters may
# stand (sfz1101…), unless they belong to a code themselves.
_START = r"(?<![0-9A-Za-z])"
_ID_START = r"(?<!\d)(?<!\d[A-Za-z])(?<!\d[A-Za-z]{2})"
_END = r"(?![0-9A-Za-z])"
_AREA = r"0(?:10|2\d|[3-9]\d\d)"
_PLATE_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"

_USCC_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def scrub(text: str) -> tuple[str, int]:
    """The cleaned text with personal identifiers replaced by ``〔已隐去〕``, and how many there were.

    ID numbers (18 digits with a real date, 15 digits), mobile and fixed phones, e-mail addresses, bank
    cards and car plates. Names cannot be found this way.
    """
    before = after = clean(text)
    for pattern, is_personal in _DETECTORS:
        after = _hide(after, pattern, is_personal)
    return after, after.count(HIDDEN) - before.count(HIDDEN)


def _hide(text: str, pattern: re.Pattern[str], is_personal: Callable[[str], bool]) -> str:
    return pattern.sub(lambda found: HIDDEN if is_personal(found[0]) else found[0], text)


def is_personal_header(header: str) -> bool:
    """Whether a column of this name holds personal data and must not be kept."""
    name = squeeze(header)
    bare = re.sub(r"\(.*?\)", "", name)
    rest = name.replace(bare, "") if bare in _IMPERSONAL else name  # 申请人类型(姓名) still names a person
    return _PERSONAL.search(rest) is not None


def _digits(found: str) -> str:
    return re.sub("[- ]", "", found)


def _always(found: str) -> bool:
    return True


def _has_birthday(found: str) -> bool:
    """Whether an ID number holds a real date. The check digit is not asked: an ID with a typo is one."""
    digits = _digits(found)
    born = digits[6:14] if len(digits) == 18 else f"19{digits[6:12]}"
    try:
        date(int(born[:4]), int(born[4:6]), int(born[6:]))
    except ValueError:
        return False
    return True


def _is_card(found: str) -> bool:
    """Whether digits pass the check of bank cards (Luhn) and are not an organisation's credit code."""
    digits = _digits(found)
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(n // 10 + n % 10 for n in doubled) % 10 == 0 and not _is_organisation(digits)


def _is_organisation(code: str) -> bool:
    """Whether 18 characters pass the check of GB 32100 (unified social credit code)."""
    if len(code) != 18:
        return False
    total = sum(_USCC_DIGITS.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[:17]))
    return _USCC_DIGITS[-total % 31] == code[17]


# In this order: an address may hold a phone number, an ID number may hold a shorter one.
_DETECTORS: list[tuple[re.Pattern[str], Callable[[str], bool]]] = [
    (re.compile(pattern, re.ASCII | re.IGNORECASE), is_personal)
    for pattern, is_personal in (
        # e-mail
        (r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+", _always),
        # ID of 18, and of 15 (until 1999; only its province tells it from a case number)
        (
            rf"{_ID_START}[1-9]\d{{5}}[- ]?(?:18|19|20)\d\d[- ]?{_MONTH_DAY}[- ]?\d{{3}}[\dX]{_END}",
            _has_birthday,
        ),
        (rf"{_START}(?:{_PROVINCES})\d{{6}}{_MONTH_DAY}\d{{3}}{_END}", _has_birthday),
        # bank card, in groups of four or none
        (rf"{_START}[3-69]\d{{3}}(?:[- ]?\d{{4}}){{3}}(?:[- ]?\d{{1,3}})?{_END}", _is_card),
        # mobile
        (r"(?<!\d)(?:(?:\+|00)?86[- ]?)?1[- ]?[3-9](?:[- ]?\d){9}(?!\d)", _always),
        # landline; without a mark after the area code, local numbers from 2 on only
        (rf"(?<!\d)(?:\({_AREA}\)[- ]?\d|{_AREA}[- ]\d|{_AREA}[2-9])\d{{2,3}}[- ]?\d{{4}}(?!\d)", _always),
        # car plate: at least three digits, or it is a word (新Windows)
        (
            rf"[{_PLATE_PROVINCES}][A-Z][· ]?(?=(?:[A-Z]*\d){{3}})[A-Z\d]{{4,5}}[A-Z\d学警港澳挂](?![A-Z\d])",
            _always,
        ),
    )
]
