"""What a word announces: numbers of papers and accounts, chat names, birthdays, addresses, local phones."""

import re

from reform.common.redaction.folding import DIGITS

_BETWEEN = r"[-. ]?"
_IS = r"(?:账号|帐号|号码?|编号|id|no\.?)?[:为是 (\[\"'=,]{0,3}"
_DIGITS = rf"\d(?:{_BETWEEN}\d)"

# An address: …路…号…室, …村…组…号 after a word for living there. 3号令 is no house, 住建局3号窗口 no home.
_LIVES = "[住地]址|户籍地?|户口|家住|现住|居住[在于]|住[在于]"
_LIVES_SHORT = "(?<![^,。;:!?( ])住(?![建房宅所院宿户])"
_AT = "[:为是在于 ]{0,3}"
_CLAUSE = r"[^,。;:!?()〔〕\s]"
_NUMBERED = (
    r"[\d一二三四五六七八九十百零〇甲乙丙丁a-z-]{1,20}(?:号(?![令文线召])楼?|室|栋|幢|座|单元|组|楼|层|户|弄)"
)

_PAPERS = (
    "护照|passport|通行证|台胞证|回乡证|永久居留证|永居证|证件|军官证|士官证|残疾证|驾驶证|"
    "驾照|居住证|"
    "学生证|警官证|出生证|结婚证|户口[簿本]|社保卡?|医保卡?|不动产权?证"
)
_PHONES = "电话|座机|固话|联系方式|联络方式|传真|致电|回电|来电|拨打|请打"
_PHONES += "|(?<![a-z])(?:tel|telephone|phone|fax)|☎️?|📞"

# Where a number stands, digits are searched in the view where numerals are digits as well.
NUMBERS = [
    (kind, re.compile(rf"(?P<label>{label})(?P<what>{what})", re.ASCII | re.IGNORECASE))
    for kind, label, what in (
        (
            "chat",
            rf"(?:微信|薇信|(?<![a-z])(?:wechat|weixin|wx|vx)|v信|[加+]v){_IS}",
            rf"[a-z][-\w]{{5,19}}|{_DIGITS}{{4,10}}(?!\d)",
        ),
        ("chat", rf"(?:(?<![a-z])q ?q|扣扣|企鹅)群?{_IS}", rf"[1-9](?:{_BETWEEN}\d){{4,11}}(?!\d)"),
        # with a typo or stars it is an ID number still
        ("id_number", rf"身份证件?{_IS}", rf"\d(?:{_BETWEEN}[\d*x]){{8,20}}"),
        (
            "paper",
            rf"(?:{_PAPERS}){_IS}",
            rf"[a-z]{{0,3}}{_BETWEEN}{_DIGITS}{{5,19}}[a-z]?(?![0-9a-z])",
        ),
        ("bank_card", rf"(?:银行卡|存折|卡|账|帐){_IS}", rf"{_DIGITS}{{9,22}}"),
        (
            "birthday",
            r"(?:出生(?:日期|年月日?)?|生日)[:为是于 ]{0,3}",
            r"\d{4}[-./年][\d十]{1,3}(?:[-./月][\d十]{1,3}日?|月)?",
        ),
        ("address", r"邮编[:为是 ]{0,3}", r"\d{6}(?!\d)"),
        (
            "landline",
            rf"(?:{_PHONES})(?:号码?)?[:为是( ]{{0,3}}",
            r"[2-9]\d{2,3}[-. ]?\d{4}(?![\d年])",
        ),
    )
]
ADDRESSES = [
    re.compile(rf"(?P<label>{label})(?P<what>{what})", re.ASCII | re.IGNORECASE)
    for label, what in (
        (f"(?:{_LIVES}|{_LIVES_SHORT}){_AT}", rf"{_CLAUSE}{{0,40}}{_NUMBERED}(?:{_NUMBERED}){{0,9}}"),
        (f"(?:{_LIVES}){_AT}", rf"{_CLAUSE}{{2,20}}(?:小区|社区|村|花园|公寓|新村)"),
    )
]

# A first look, at a text in small letters. Of literals only, so that the search leaps from one to the next.
_LABELS = re.compile(
    "微信|薇信|wechat|weixin|wx|vx|v信|加v|\\+v|qq|q q|扣扣|企鹅|护照|passport|通行证|台胞证|"
    "回乡证|永久居留|永居证|身份证|证件|"
    "军官证|士官证|残疾证|驾驶证|驾照|居住证|学生证|警官证|出生|结婚证|户口|社保|医保|不动产|卡|存折|账|帐|生日|邮编|"
    "电话|座机|固话|联系方式|联络方式|传真|致电|回电|来电|拨打|请打|tel|phone|fax|☎|📞|住|地址|户籍"
)
_NUMBER = re.compile(rf"[a-z][-\w]{{5}}|[{DIGITS}](?:[^{DIGITS}]{{0,3}}[{DIGITS}]){{4}}")


def may_announce(small: str) -> bool:
    """Whether a folded text in small letters holds a word that announces a number or an address."""
    return _LABELS.search(small) is not None


def may_number(small: str) -> bool:
    """Whether it holds anything that could be an announced number or account."""
    return _NUMBER.search(small) is not None
