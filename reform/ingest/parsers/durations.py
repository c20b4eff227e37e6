"""One cell → a time limit: 20个工作日, 即办, 无, 3～5个工作日. No limit (无) is not a limit of 0.

A cell is split at brackets and punctuation into parts. One part may state the amount; the others may
name the unit, say that it is done at once, or be a note (不含公示时间). Two amounts are refused.
"""

import re
from dataclasses import dataclass
from functools import cache

from reform.common import code_lists
from reform.common.text import squeeze
from reform.ingest.parsers import Parsed, Reading, Refused
from reform.ingest.parsers.cell import bare, failed, is_dash, is_null, is_pending, unwrap
from reform.ingest.parsers.chinese_numerals import to_digits


@dataclass(frozen=True, slots=True)
class Duration:
    """A limit: value in ``unit`` (wd, cd, d, month, hour, unknown), None when there is none.

    ``kind``: fixed, immediate, same_day, none (no limit is set), missing (not known), range (the larger).
    """

    value: float | None
    unit: str | None
    kind: str


MISSING = Duration(None, None, "missing")
NO_LIMIT = Duration(None, None, "none")

_LONGEST_BARE = 3650  # a bare number beyond ten years of days is an Excel serial date
_LONGEST = 36500
# Units that the code list has no code for, in units that it has.
_SCALES = {
    **dict.fromkeys(("年", "year", "years"), (12.0, "month")),
    **dict.fromkeys(("周", "星期", "个星期", "week", "weeks"), (7.0, "cd")),
    **dict.fromkeys(("分钟", "min"), (1 / 60, "hour")),
    "h": (1.0, "hour"),
}
_UNIT_FLAGS = {"d": ("unit_ambiguous",), "cd": ("calendar_days",), "month": ("calendar_days",)}

_PENDING = re.compile("暂无|暂未.*|[x×*]+(?:个?(?:工作日|自然日|日|天|月|小时))?")
_NONE = re.compile(
    "(?:国家|相关|有关|现行|法律|行政|法规|规章|法定|承诺|办结|办理|时限|期限|限期|均|[、,和及或/])*"
    "(?:无|没有|未|不设|不限|不作|不适用)"
    "(?:作|做|设|定|限|(?<=限)[期制]|时(?=限)|(?<!限)期(?=限)|有|明确|具体|法律|法定|承诺|规定|要求|办结|办理|时间|的)*"
)
_AT_ONCE = re.compile(
    "即[办时]件?|即[时刻](?:办[结理])?|即(?:到|来|收|审|申|报)即办|即办[制类]|当[场时](?:办[结理])?|现场办[结理]|"
    "立即(?:办[结理])?|立等可取|随到随办|马上办[结理]?|秒批|秒办"
)
_SAME_DAY = re.compile("(?:当[日天]|同日|即日)(?:内)?(?:办[结理]|完成)?")
_EXCEL_DATE = re.compile(
    r"(?:19|20)\d\d年|\d{4}[-/.年]\d{1,2}(?:[-/.月]\d{1,2}.*|月)|\d{1,2}月\d{1,2}[日号]|\d{1,2}-[a-z]{3}(?:-\d+)?|[a-z]{3}-\d{1,2}",
    re.ASCII,
)

_BETWEEN = re.compile(r"[(),;。:【】\[\]〔〕]|(?=不含|不计|不包括|不包含)")
_EXCLUDED = re.compile("不含|不计|不包括|不包含|除外|另计|扣除")
_EXTENSION = re.compile("延长|延期")
# Runs of these words part in one way only: with both 限时 and 时限, trying every way would never end.
_BEFORE = (
    "(?:自|从|在|于|经|由|收到|正式|受理|申请|材料|齐全|决定|之日|当日|当天|起|后|法定|承诺件?|办结|办理|审批|期限|"
    "时间|限|(?<=限)时|(?<!限)时(?=限)|为|不超过|不多于|不大于|至多|最多|最长|≤|≦|<=|within|upto)*"
)
_AFTER = "(?:之内|以内|内|限时|办结|办理|完成|完毕|审批|作出|决定|的)*"
# How a part names the unit of a number that stands elsewhere: (工作日), 按工作日计算.
_COUNTED_IN = re.compile("(?:均|都)?(?:按照?|以|为|指|是|系)?(?P<unit>.+?)(?:计算?|算)?")
_NUMBER = r"\d{1,9}(?:\.\d{1,9})?"


@cache
def _units() -> dict[str, tuple[float, str]]:
    """Every spelling of a unit → (factor, code of the unit it is counted in)."""
    entries = code_lists.code_lists()["duration_unit"].values()
    spelled = {squeeze(w): (1.0, e.code) for e in entries for w in (e.code, e.zh, e.en, *e.aliases)}
    return spelled | _SCALES


@cache
def _unit_words() -> str:
    return "|".join(re.escape(word) for word in sorted(_units(), key=len, reverse=True))


@cache
def _amount() -> re.Pattern[str]:
    number, unit = rf"{_NUMBER}|半", rf"(?:个?(?:{_unit_words()}))"
    low = rf"(?:(?P<low>{_NUMBER})(?P<low_unit>{unit})?(?:[-~〜–—−]+|至|到))?"
    high = rf"(?P<high>{number})(?P<half>个半)?(?P<unit>{unit})?(?P<half_after>半)?"
    return re.compile(f"{_BEFORE}{low}{high}{_AFTER}", re.ASCII)


def _named_unit(part: str) -> str | None:
    """The unit that a part names without an amount, else None."""
    match = _COUNTED_IN.fullmatch(part)
    return match["unit"] if match and match["unit"] in _units() else None


def parse_duration(text: str, *, default_unit: str | None = None) -> Reading:
    """``Duration``; ``default_unit`` (a code of ``duration_unit``) holds when the cell names no unit."""
    cell = unwrap(text)
    if error := failed(cell):
        return error
    said = squeeze(bare(cell)) or squeeze(cell)
    if reading := _words(said) or _excel_date(said):
        return reading
    if re.search("[0-9] [0-9]", cell):  # squeezed, 5 7个工作日 has become 57
        return Refused("duration_unreadable")
    return _limit(said, default_unit, _spelling_flags(text, said))


def _words(said: str) -> Reading | None:
    """Cells without an amount that say why."""
    known = code_lists.find("duration_kind", said)
    if is_null(said) or said in ("未填写", "未填报") or known == "missing":
        return Parsed(MISSING, ("blank",))
    if is_pending(said) or _PENDING.fullmatch(said):
        return Parsed(MISSING, ("pending",))
    if is_dash(said) or known == "none" or _NONE.fullmatch(said):
        return Parsed(NO_LIMIT)
    return None


def _excel_date(said: str) -> Reading | None:
    bare = re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", said)
    if _EXCEL_DATE.fullmatch(said) or (bare and float(said) > _LONGEST_BARE):
        return Refused("duration_is_date")
    return None


def _spelling_flags(text: str, said: str) -> tuple[str, ...]:
    full_width = ("nfkc",) if re.search("[０-９]", text) else ()
    return full_width + (("typo_曰",) if "曰" in said else ())


def _limit(said: str, default_unit: str | None, flags: tuple[str, ...]) -> Reading:
    """Sort the parts of the cell, then read the one amount, or the one word that stands for it."""
    amounts: list[re.Match[str]] = []
    kinds: set[str] = set()
    units: list[str] = []
    for part in filter(None, _BETWEEN.split(said.replace("曰", "日"))):
        plain = to_digits(part)
        if note := _note(part):
            flags += (note,)
        elif kind := _kind(part):
            kinds.add(kind)
        elif match := _amount().fullmatch(plain):
            amounts.append(match)
            flags += ("cn_numeral",) if plain != part or "半" in part else ()
        elif unit := _named_unit(part):
            units.append(unit)
        elif not re.fullmatch(_BEFORE, part):
            if re.search("[0-9]", plain) or _words(part) or not (amounts or kinds):
                return _unread(to_digits(said))  # the limit comes first; 县级, 超过, 无 beside it change it
            flags += ("note",)
    flags = tuple(dict.fromkeys(flags))
    if len(amounts) > 1:
        return Refused("duration_two_values")
    if amounts:
        return _measured(amounts[0], units, kinds, default_unit, flags)
    return (
        Parsed(Duration(0.0, "wd", kinds.pop()), flags) if len(kinds) == 1 else Refused("duration_unreadable")
    )


def _note(part: str) -> str | None:
    """The flag of a remark that leaves the limit as it is, whatever days it mentions."""
    if _EXCLUDED.search(part):
        return "special_excluded_note"
    return "extension_note" if _EXTENSION.search(part) else None


def _kind(part: str) -> str | None:
    if _AT_ONCE.fullmatch(part) or code_lists.find("duration_kind", part) == "immediate":
        return "immediate"
    if _SAME_DAY.fullmatch(part) or code_lists.find("duration_kind", part) == "same_day":
        return "same_day"
    return None


def _unread(plain: str) -> Refused:
    """Why a cell is no single amount."""
    if len(re.findall(r"[0-9]+(?:\.[0-9]+)?", plain.replace("1般", ""))) < 2:  # 一般 is no number
        return Refused("duration_unreadable")
    return Refused("duration_sum" if re.search("[+加]", plain) else "duration_two_values")


def _measured(
    match: re.Match[str], units: list[str], kinds: set[str], default_unit: str | None, flags: tuple[str, ...]
) -> Reading:
    """The one amount of the cell, with the unit and the kind that other parts may have named."""
    named = {_units()[word.removeprefix("个")] for word in (match["unit"], *units) if word}
    if len(named) > 1:
        named.discard((1.0, "d"))  # 15日(工作日): the bracket says which days
    if len(named) > 1:
        return Refused("duration_two_units")
    word = match["unit"] or (units[0] if units else None)
    factor, unit = named.pop() if named else (1.0, default_unit or "unknown")
    flags += () if word else ("unit_missing",)
    value = 0.5 if match["high"] == "半" else float(match["high"])
    value += 0.5 if match["half"] or match["half_after"] else 0
    if match["low"]:
        if match["low_unit"] and match["low_unit"].removeprefix("个") != (word or "").removeprefix("个"):
            return Refused("duration_two_values")
        if float(match["low"]) >= value:
            return Refused("duration_unreadable")
        flags += ("range_take_max",)
    if value * factor > _LONGEST:
        return Refused("duration_unreadable")
    return _classed(round(value * factor, 6), unit, "range" if match["low"] else "fixed", kinds, flags)


def _classed(value: float, unit: str, kind: str, kinds: set[str], flags: tuple[str, ...]) -> Reading:
    if value == 0:  # nothing of any unit is nothing: the unit need not be known
        known = "wd" if unit == "unknown" else unit
        return Parsed(Duration(0.0, known, kinds.pop() if len(kinds) == 1 else "immediate"), flags)
    flags += _UNIT_FLAGS.get(unit, ()) + (() if value.is_integer() else ("fractional",))
    if kinds:
        return Parsed(Duration(value, unit, min(kinds)), (*flags, "conflict_kind"))
    return Parsed(Duration(value, unit, kind), flags)
