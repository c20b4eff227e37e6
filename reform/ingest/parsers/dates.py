"""One cell → a day, a moment or a month. What can be read as two dates is refused, never guessed."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from reform.common.text import squeeze
from reform.ingest.parsers import Parsed, Reading, Refused
from reform.ingest.parsers.cell import bare, empty, unwrap
from reform.ingest.parsers.chinese_numerals import to_digits
from reform.ingest.parsers.times import at, split_clock


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year, for cells that name no day."""

    year: int
    month: int


_PENDING = (
    "待定 未定 待确定 待明确 待补 待补充 待办 待办结 在办 办理中 正在办理 进行中 审批中 审核中 补正中 "
    "未办 未办结 尚未办结 未完成 尚未完成 未知 不详"
)
_OPEN_ENDED = (
    "长期 长期有效 永久 永久有效 常年 无期限 无固定期限 9999-12-31 9999/12/31 99991231 9999-12-3100:00:00"
)
_SAYS_NOTHING = dict.fromkeys(_PENDING.split(), "pending") | dict.fromkeys(_OPEN_ENDED.split(), "open_ended")
# What databases and Excel write for "no date": Excel 0 and 1, SQL Server, MySQL, .NET, Unix.
_ZERO_DATES = {(1900, 1, 0), (1900, 1, 1), (1899, 12, 30), (1899, 12, 31), (0, 0, 0), (1, 1, 1), (1970, 1, 1)}
_SERIALS = (20000, 80000)  # days since 1899-12-30: 1954-10-03 to 2119-01-11
_LONGEST = 80  # characters; more is prose, and prose is slow to search
_DAYS_1904 = 1462  # the 1904 date system of old Mac workbooks starts this many days later

_WEEKDAY = re.compile(r"\s?\(?(?:星期|礼拜|周)[一二三四五六日天]\)?")
_HALF_DAY = re.compile(r"\s?(?:上午|下午)$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = rf"(?P<word>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_MARK = r"[-./\\,·、_–—−‐ ]+"
_USUAL_MARKS = (("年", "月"), ("-", "-"), (".", "."), ("/", "/"))
_MONTH_DAY = rf"\d\d?(?: ?月 ?|{_MARK})\d\d?(?: ?[日号]|(?!\d))"
_ONE_DAY = rf"(?<![0-9A-Za-z])(?:\d{{8}}|(?:\d{{4}}(?: ?年 ?|{_MARK}))?{_MONTH_DAY}|\d{{4}} ?年 ?\d\d? ?月)"
# Java's own spelling of a moment: Tue Mar 05 09:30:00 CST 2024.
_JAVA = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d\d:\d\d:\d\d) (?:CST|GMT\+08:00) (\d{4})", re.ASCII
)


def parse_date(
    text: str, *, today: date | None = None, date1904: bool = False, zone: ZoneInfo | None = None
) -> Reading:
    """``date``, naive ``datetime`` (seconds, when a clock is given), ``Month`` or None.

    ``today`` refuses every later day; None lets plans lie ahead. ``date1904`` says that serial numbers
    come from a workbook of the 1904 system. ``zone`` is where moments with an offset are converted to.
    """
    said = unwrap(text)
    reading = empty(said) or _says_nothing(said) or _stated(bare(said), date1904, zone)
    if isinstance(reading, Parsed) and _is_after(reading.value, today):
        return Refused("date_future", {"today": f"{today:%Y-%m-%d}"})
    return reading


def _says_nothing(said: str) -> Reading | None:
    flag = _SAYS_NOTHING.get(squeeze(said))
    return Parsed(None, (flag,)) if flag else None


def _is_after(value: date | Month | None, today: date | None) -> bool:
    if value is None or today is None:
        return False
    if isinstance(value, Month):
        return value > Month(today.year, today.month)
    return (value.date() if isinstance(value, datetime) else value) > today


def _stated(said: str, date1904: bool, zone: ZoneInfo | None) -> Reading:
    if len(said) > _LONGEST:
        return Refused("date_unreadable")
    without_weekday = _WEEKDAY.sub("", _JAVA.sub(r"\1 \2, \4 \3", said)).removeprefix("公元")
    plain = to_digits(without_weekday).replace("元月", "1月").strip(" .。,;、")
    reading = _serial(plain, date1904) or _day_and_clock(plain, zone)
    if isinstance(reading, Parsed) and to_digits(without_weekday) != without_weekday:
        return Parsed(reading.value, (*reading.flags, "cn_numeral"))
    return reading


def _serial(said: str, date1904: bool) -> Reading | None:
    """An Excel serial number: days since the epoch, the fraction is the time of day."""
    match = re.fullmatch(r"([0-9]{5})(\.[0-9]{1,20})?", said)
    if not match or not _SERIALS[0] <= int(match[1]) <= _SERIALS[1]:
        return None
    epoch = datetime(1899, 12, 30) + timedelta(days=_DAYS_1904 if date1904 else 0)
    fraction = float(match[2] or 0)
    moment = epoch + timedelta(days=int(match[1]), seconds=round(fraction * 86400))
    return Parsed(moment if fraction else moment.date(), ("excel_serial",))


def _day_and_clock(said: str, zone: ZoneInfo | None) -> Reading:
    day_text, clock = split_clock(said)
    day = _day(_HALF_DAY.sub("", day_text).strip())
    if day is None:
        return Refused("date_range" if _RANGE.search(said) else "date_unreadable")
    if clock is None or isinstance(day, Refused) or day.value is None:
        return day
    if isinstance(clock, Refused):
        return clock
    if isinstance(day.value, Month):
        return Refused("date_month_only")
    moment = at(day.value, clock, zone)
    return Parsed(moment.value, day.flags + moment.flags) if isinstance(moment, Parsed) else moment


def _day(said: str) -> Reading | None:
    for form, read in _FORMS:
        if match := form.fullmatch(said):
            return read(match)
    return None


def _date(year: int, month: int, day: int, *flags: str) -> Reading:
    if (year, month, day) in _ZERO_DATES:
        return Parsed(None, ("zero_date",))
    try:
        return Parsed(date(year, month, day), flags)
    except ValueError:
        return Refused("date_invalid")


def _year(written: str) -> int:
    short = int(written)
    return short if len(written) == 4 else short + (2000 if short < 80 else 1900)


def _year_first(match: re.Match[str]) -> Reading:
    year, mark, month, second_mark, day = match.groups()
    marks = mark.strip(), second_mark.strip()
    flags: tuple[str, ...] = () if marks in _USUAL_MARKS else ("odd_separator",)
    if len(year) == 2:
        if _year_may_be_last(year, marks, day):
            return Refused("date_ambiguous")
        flags += ("two_digit_year",)
    return _date(_year(year), int(month), int(day), *flags)


def _year_may_be_last(year: str, marks: tuple[str, str], day: str) -> bool:
    """Whether 05-03-24 or 15/03/24 could also be month or day first. 24.3.5 and 24-03-05 could not, here."""
    if marks not in _USUAL_MARKS:
        return True
    if "年" in marks or len(day) == 1:
        return False
    return int(year) <= 12 or ("/" in marks and int(year) <= 31)


def _digits_only(match: re.Match[str]) -> Reading:
    year, month, day = (int(part) for part in match.groups())
    return _date(year, month, day)


def _year_last(match: re.Match[str]) -> Reading:
    first, second, year = (int(part) for part in match.groups())
    if first <= 12 and second <= 12 and first != second:
        return Refused("date_ambiguous")
    return _date(year, second, first) if first > 12 else _date(year, first, second)


def _english(match: re.Match[str]) -> Reading:
    month = _MONTHS.index(match["word"].lower()) + 1
    flags = () if len(match["year"]) == 4 else ("two_digit_year",)
    return _date(_year(match["year"]), month, int(match["day"]), *flags)


def _month(match: re.Match[str]) -> Reading:
    year, mark, month = match.groups()
    if mark == "." and month == "1":  # Excel shortens 2024.10 to 2024.1
        return Refused("date_ambiguous")
    if not mark and year[2:] <= "12":  # 200305 is a month of 2003, or a day of 2020
        return Refused("date_ambiguous")
    if not (1 <= int(month) <= 12 and int(year)):
        return Refused("date_invalid")
    return Parsed(Month(int(year), int(month)), ("month_precision",))


def _month_end(match: re.Match[str]) -> Reading:
    """2024年3月底(前): a plan's way of saying the last day of the month; 2024年底 is its December."""
    year, month = int(match["year"]), int(match["month"] or 12)
    return Parsed(Month(year, month), ("month_precision",)) if 1 <= month <= 12 else Refused("date_invalid")


def _oracle(match: re.Match[str]) -> Reading:
    """05-3月 -24 of a Chinese Oracle: the day comes first. Without the space it could be a year."""
    if len(match["year"]) == 2 and not match["gap"]:
        return Refused("date_ambiguous")
    flags = () if len(match["year"]) == 4 else ("two_digit_year",)
    return _date(_year(match["year"]), int(match["month"]), int(match["day"]), *flags)


def _refuse(rule: str) -> Callable[[re.Match[str]], Reading]:
    return lambda match: Refused(rule)


# Tried in this order; the first form that fits the whole text decides.
_FORMS: list[tuple[re.Pattern[str], Callable[[re.Match[str]], Reading]]] = [
    (re.compile(form, re.ASCII | re.IGNORECASE), read)
    for form, read in (
        (rf"(\d{{4}}|\d\d)( ?年 ?|{_MARK})(\d\d?)( ?月 ?|{_MARK})(\d\d?)(?: ?[日号])?", _year_first),
        (r"(\d\d?)[-./](\d\d?)[-./](\d{4})", _year_last),
        (r"(\d{4})(\d\d)(\d\d)(?:\.0)?", _digits_only),
        (r"(\d{4})( ?年 ?|[-./]|)((?<=\D)\d|\d\d)(?: ?月份?)?", _month),
        (r"(?P<year>\d{4}) ?年(?: ?(?P<month>\d\d?) ?月份?)? ?[底末](?:之?前)?", _month_end),
        (r"(?P<day>\d\d)-(?P<month>\d\d?)月(?P<gap> ?)-(?P<year>\d{4}|\d\d)", _oracle),
        (rf"(?P<day>\d\d?)[- ]?{_ENGLISH}[-, ]*(?P<year>\d{{4}}|\d\d)", _english),
        (rf"(?P<year>\d{{4}})[- ]{_ENGLISH}[- ](?P<day>\d\d?)", _english),
        (rf"{_ENGLISH} ?(?P<day>\d\d?)(?:st|nd|rd|th)?[, ]+(?P<year>\d{{4}})", _english),
        (r"\d[-./]\d\d?[-./]\d\d", _refuse("date_ambiguous")),
        (rf"{_ENGLISH}[- ]\d\d", _refuse("date_ambiguous")),
        (rf"\d\d? ?(?:月|[-./]) ?\d\d? ?[日号]?|\d\d? ?月份?|\d\d?[- ]?{_ENGLISH}", _refuse("date_no_year")),
        (r"[-+]?0(?:\.0)?", lambda match: Parsed(None, ("zero_date",))),
    )
]
_RANGE = re.compile(
    rf"(?:{_ONE_DAY})[ \d:时分秒]*(?:至今|(?:起?至|到|[-~〜–—−/、;,&和与及]+| ) ?\d)", re.ASCII
)
