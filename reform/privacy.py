"""Personal data out of free text, and the headers under which it comes.

For free text only: an 18-digit case number may look like an ID number, and would be hidden as one.
"""

import re
from collections.abc import Callable
from datetime import date

from reform.naming import hide_labelled_names, hide_lone_names
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

_ID_AS_CODE = re.compile(r"[1-9]\d{5}(?:19\d\d|200\d|201[01])(?:0[1-9]|1[0-2])\d{5}[\dXx]", re.ASCII)

_USCC_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def scrub(text: str) -> tuple[str, int]:
    """The cleaned text with personal identifiers replaced by ``〔已隐去〕``, and how many there were.

    ID numbers (18 digits with a real date, 15 digits), mobile and fixed phones, e-mail addresses, bank
    cards and car plates, wherever they stand. After the word that announces them also numbers of other
    papers and accounts, chat names, birthdays, addresses, and names (联系人王小明, 王小明女士). A name that
    no word announces cannot be found.
    """
    before = after = clean(text)
    if _MOMENT.fullmatch(after):
        return after, 0
    if _ANNOUNCES.search(after):
        for announced in _ANNOUNCED:
            after = announced.sub(_keep_label, after)
        after = hide_labelled_names(after, HIDDEN)
    if _IDENTIFIES.search(after):
        for pattern, is_personal in _DETECTORS:
            after = _hide(after, pattern, is_personal)
    return after, after.count(HIDDEN) - before.count(HIDDEN)


def scrub_name(text: str) -> str:
    """The name of a file or a sheet as it may be shown and stored: ``scrub``, and no name that stands alone.

    张三.xlsx and 明细-王小明.xlsx lose the name; 于都县.xlsx and 安全许可.xlsx hold none.
    """
    return hide_lone_names(scrub(text)[0], HIDDEN)


def is_persons_id(code: str) -> bool:
    """Whether a code is beyond doubt a person's ID number: check digit right, and born before 2012.

    A case number of region, day and serial number has the same shape, but its day is of these years.
    """
    found = _ID_AS_CODE.fullmatch(code)
    if found is None or not _has_birthday(code) or _is_organisation(code):
        return False
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(code[:17]))
    return "10X98765432"[total % 11] == code[17].upper()


def is_mobile(code: str) -> bool:
    """Whether a code is a mobile phone number: only asked of codes of persons, others may look like one."""
    return re.fullmatch(r"(?:\+?86)?1[3-9]\d{9}", _digits(code), re.ASCII) is not None


def _hide(text: str, pattern: re.Pattern[str], is_personal: Callable[[str], bool]) -> str:
    return pattern.sub(lambda found: HIDDEN if is_personal(found[0]) else found[0], text)


def _keep_label(found: re.Match[str]) -> str:
    return f"{found['label']}{HIDDEN}"


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


# Without one of these words nobody is announced, and without some digits, an @ or a plate nobody is named.
_ANNOUNCES = re.compile(
    "[人住证卡账帐]|姓名|[名我]叫|代表|业主|户主|地址|户籍|户口|护照|passport|微信|wechat|weixin|vx|v信|qq|出生|生日|邮编|"
    "先生|女士|小姐|同志|师傅|大爷|大姐",
    re.IGNORECASE,
)
_IDENTIFIES = re.compile(rf"@|(?:[0-9][^0-9]{{0,2}}){{7}}|[{_PLATE_PROVINCES}][A-Za-z]")
_MOMENT = re.compile(r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?")

# An address: …路…号…室, …村…组…号 after a word for living there. 3号令 is no house, 住建局3号窗口 no home.
_LIVES = "[住地]址|户籍地?|户口|家住|现住|居住[在于]|住[在于]"
_LIVES_SHORT = "(?<![^,。;:!?( ])住(?![建房宅所院宿户])"
_AT = "[:为是在于 ]{0,3}"
_CLAUSE = r"[^,。;:!?()〔〕\s]"
_NUMBERED = (
    r"[\d一二三四五六七八九十百零〇甲乙丙丁a-z-]+(?:号(?![令文线召])楼?|室|栋|幢|座|单元|组|楼|层|户|弄)"
)

_IS = r"(?:号码?|编号|id)?[:为是 ]{0,3}"
_ANNOUNCED = [
    re.compile(rf"(?P<label>{label})(?P<what>{what})", re.ASCII | re.IGNORECASE)
    for label, what in (
        (rf"(?:微信|wechat|weixin|vx|v信){_IS}", r"[a-z][-\w]{5,19}|\d{5,11}(?!\d)"),
        (rf"qq群?{_IS}", r"[1-9]\d{4,11}(?!\d)"),
        (
            "(?:护照|passport|通行证|台胞证|回乡证|军官证|士官证|残疾证|驾驶证|驾照|居住证|社保卡?|医保卡?|"
            f"不动产权?证){_IS}",
            r"[a-z]{0,3}\d{6,20}[a-z]?(?![0-9a-z])",
        ),
        (rf"(?:银行卡|存折|卡|账|帐){_IS}", r"\d(?:[ -]?\d){9,22}"),
        (rf"身份证件?{_IS}", r"\d[\d*x]{8,20}"),  # with a typo it is an ID number still
        (r"(?:出生(?:日期|年月日?)?|生日)[:为是于 ]{0,3}", r"\d{4}[-./年]\d{1,2}(?:[-./月]\d{1,2}日?|月)?"),
        (r"邮编[:为是 ]{0,3}", r"\d{6}(?!\d)"),
        (f"(?:{_LIVES}|{_LIVES_SHORT}){_AT}", rf"{_CLAUSE}{{0,40}}{_NUMBERED}(?:{_NUMBERED})*"),
        (f"(?:{_LIVES}){_AT}", rf"{_CLAUSE}{{2,20}}(?:小区|社区|村|花园|公寓|新村)"),
    )
]

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
