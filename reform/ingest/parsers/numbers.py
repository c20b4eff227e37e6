"""One cell → a number, a count, the number of a batch, or the depth of online handling."""

import re
from collections.abc import Mapping
from decimal import Decimal

from reform.common.text import squeeze
from reform.ingest.parsers import Parsed, Reading, Refused
from reform.ingest.parsers.cell import bare, empty, is_pending, unwrap
from reform.ingest.parsers.chinese_numerals import to_digits

_LARGEST = 10**15  # beyond 15 digits Excel has already lost some
_LARGEST_COUNT = 10**9
_MINUS = str.maketrans("−–", "--")
_STOPS = " \"'“”‘’。"
_UNIT = "(?: ?(?:项|件|次|回|趟|个|人次|人|家|户|条|份|场|期|名|元|天|宗|起|笔))?"
_NUMBER = re.compile(
    "(?P<approx>约为?|大约|近)?(?P<upper>(?:不超过|不多于|至多|最多|≤|<=)跑?|[只仅]?跑)? ?"
    r"(?P<sign>[-+])?(?P<digits>\d{1,3}(?:[, ]\d{3}){1,4}|\d{1,15})?(?P<fraction>\.\d{1,20})?"
    r"(?P<power>e[-+]?\d{1,2})?"
    rf"(?P<more>余|多|\+)?{_UNIT} ?(?P<percent>%)?(?P<around>左右)?",
    re.ASCII | re.IGNORECASE,
)
_ACCOUNTING = re.compile(r"\((.+)\)")  # (12) is -12 to accountants
_NO_VISIT = re.compile(
    "[零0]次?(?:跑动|跑腿|见面)|(?:一次|1次)?[也都]?不(?:用|需|需要)?跑(?:腿)?|免跑(?:腿|动)?|不见面(?:审批|办理)?|"
    "(?:无需|不需|不需要|不用)(?:到|去)?(?:现?场|大厅|窗口|跑动)"
)
_REMARK = re.compile(r"(?<=.)\([^()0-9]{1,20}\)$")

# A level stands for the first depth of its band. NFKC has turned Ⅳ into IV by then.
_LEVEL_DEPTHS = {
    level: depth
    for depth, levels in (
        (1, ("i", "一", "1")),
        (3, ("ii", "二", "2")),
        (4, ("iii", "三", "3")),
        (5, ("iv", "四", "4")),
    )
    for level in levels
}
_DEPTH_WORDS = {
    "互联网咨询": 1,
    "互联网收件": 2,
    "互联网预审": 3,
    "互联网受理": 4,
    "互联网办理": 5,
    **dict.fromkeys(("全程网办", "全流程网办", "全程网上办理"), 5),
    "办理结果信息反馈": 6,
    "互联网办理结果信息反馈": 6,
    "电子证照反馈": 7,
    "互联网电子证照反馈": 7,
}
_NOT_ONLINE = {"不支持", "否", "不可网办", "不支持网办", "不网办", "0"}
_LEVEL = re.compile(
    "(?P<word>全程网办|网上办理深度|网办深度|办理深度|深度|事项公开|信息公开|在线预审|原件预审|原件核验)?"
    r"\(?(?:(?P<level>iv|iii|ii|i|[一二三四1-4])级|(?P<roman>iv|iii|ii|i))\)?(?:深度)?"
)
_SAID_TWICE = re.compile(r"([^()]+)\(([^()]+)\)")


def parse_number(text: str, *, percent: bool = False) -> Reading:
    """``int`` or ``float``; None for blank cells and dashes.

    A cell with a % sign is returned as a fraction, always. With ``percent`` the column holds rates in %,
    and bare numbers are divided by 100 too; 0.85 and 1 are refused then, as Excel stores 85% as 0.85.
    """
    said = unwrap(text)
    if nothing := empty(said):
        return nothing
    negative = _ACCOUNTING.fullmatch(said)
    plain = to_digits(negative[1] if negative else said.strip(_STOPS)).translate(_MINUS)
    match = _NUMBER.fullmatch(plain)
    if not match or not (match["digits"] or match["fraction"]) or (negative and match["sign"]):
        return Refused("number_unreadable")
    value = _value(match, bool(negative))
    if abs(value) >= _LARGEST:
        return Refused("number_unreadable")
    flags = _flags(match, numerals=to_digits(said) != said)
    if match["percent"]:
        return Parsed(float(value / 100), flags)
    if not percent:
        return Parsed(int(value) if value == value.to_integral_value() else float(value), flags)
    if 0 < abs(value) <= 1:
        return Refused("percent_ambiguous")
    return Parsed(float(value / 100), (*flags, "percent_assumed"))


def _value(match: re.Match[str], negative: bool) -> Decimal:
    digits = re.sub("[, ]", "", match["digits"] or "0")
    sign = "-" if negative or match["sign"] == "-" else ""
    return Decimal(f"{sign}{digits}{match['fraction'] or ''}{match['power'] or ''}")


def _flags(match: re.Match[str], *, numerals: bool) -> tuple[str, ...]:
    approx = match["approx"] or match["more"] or match["around"]
    said = {"approx": approx, "upper_bound": match["upper"], "cn_numeral": numerals}
    return tuple(flag for flag, is_said in said.items() if is_said)


def parse_figure(text: str) -> Reading:
    """A figure in its indicator's unit: 70 and 70% are the same."""
    reading = parse_number(text)
    if isinstance(reading, Refused) or reading.value is None:
        return reading
    value = round(reading.value * 100, 9) if _has_sign(text) else float(reading.value)
    return Parsed(value, reading.flags)


def parse_score(text: str) -> Reading:
    """A score out of 100. With a % sign it is refused: nobody says of what."""
    reading = parse_number(text.strip().removesuffix("分"))
    if isinstance(reading, Refused) or reading.value is None:
        return reading
    if _has_sign(text) or not 0 <= reading.value <= 100:
        return Refused("score_out_of_range")
    return Parsed(float(reading.value), reading.flags)


def _has_sign(text: str) -> bool:
    return unwrap(text).endswith("%")


def parse_count(text: str) -> Reading:
    """A whole number from 0 on, or None: 12项, 0次, 不超过1次 (1, upper_bound), 零跑动 (0)."""
    said = _REMARK.sub("", unwrap(text))
    if _NO_VISIT.fullmatch(squeeze(bare(said))):
        return Parsed(0)
    reading = parse_number(said)
    if isinstance(reading, Refused) or reading.value is None:
        return reading
    if "%" in unwrap(text):
        return Refused("number_unreadable")
    if reading.value < 0:
        return Refused("number_negative")
    if reading.value > _LARGEST_COUNT:
        return Refused("number_too_large", {"limit": f"{_LARGEST_COUNT:,}"})
    return reading if isinstance(reading.value, int) else Refused("number_fraction")


def parse_batch(text: str) -> Reading:
    """The number of a batch, from 1 on, or None: 第一批, 第1批次, 一, 1, 首批."""
    said = unwrap(text)
    if nothing := empty(said):
        return nothing
    if is_pending(said):
        return Parsed(None, ("pending",))
    plain = to_digits(squeeze(bare(said)).replace("首批", "第1批"))
    match = re.fullmatch(r"第?0*([1-9]\d{0,2})(?:\.0)?(?:批次?(?:划转)?(?:事项)?)?", plain, re.ASCII)
    return Parsed(int(match[1])) if match else Refused("batch_unreadable")


def parse_depth(text: str, codes: Mapping[str, str] | None = None) -> Reading:
    """The depth of online handling, 1 to 7 (0: none, 8 and 9: "other"), or None.

    Of several (``3^4^5^6``) the deepest counts; "other" only when nothing else is said. Levels in words
    stand for the first depth of their band: Ⅰ 1, Ⅱ 3, Ⅲ 4, Ⅳ 5. ``codes`` are a source's own words or
    digits, which stand for others here (1 is 全程网办 in one province): the cell's, or a part's of several.
    """
    codes = codes or {}
    if text.strip() in codes:
        return parse_depth(codes[text.strip()])
    said = unwrap(text)
    if squeeze(bare(said)) in _NOT_ONLINE:
        return Parsed(0)
    if nothing := empty(said):
        return nothing
    said = bare(said).strip("^,;、/|+ ")
    depths = [_depth(squeeze(codes.get(part, part))) for part in re.split(r"[\^,;、/|+ ]+", said)]
    if None in depths:
        return Refused("depth_unreadable")
    known = [depth for depth in depths if depth is not None]
    return Parsed(max((depth for depth in known if depth <= 7), default=max(known)))


def _depth(word: str) -> int | None:
    if re.fullmatch(r"[1-9](?:\.0)?", word):
        return int(word[0])
    if match := _LEVEL.fullmatch(word):
        depth = _LEVEL_DEPTHS[match["level"] or match["roman"]]
        contradicts = match["word"] == "全程网办" and depth != _DEPTH_WORDS["全程网办"]
        return None if contradicts else depth
    if both := _SAID_TWICE.fullmatch(word):  # Ⅳ级(全程网办)
        one, other = _depth(both[1]), _depth(both[2])
        return one if one == other else None
    return _DEPTH_WORDS.get(word)
