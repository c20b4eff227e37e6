"""What every parser asks of a cell first: is it wrapped, empty, a ditto, or an Excel error?"""

import re

from reform.common.text import clean, squeeze, without_footnotes
from reform.ingest.parsers import Parsed, Reading, Refused

# #REF!, #DIV/0!, #N/A, #NAME?, ##### (column too narrow), and LibreOffice's Err:502.
_ERROR = re.compile(r"#[A-Z0-9/_]+[!?]?|#+|Err:[0-9]+", re.IGNORECASE)
_WRAPPED = re.compile(r"""= ?["“”]([^"“”]*)["“”]""")
_DASHES = re.compile(r"[-‐–—―−─_/\\]+")
# What databases, scripts and pages write for "no value": \N is MySQL's and Hive's.
_NULLS = {"null", "none", "nan", "nat", "n/a", "na", "nil", "undefined", "\\n", "空值", "(空)", "(空值)"}
_NULLS |= {"(null)", "[null]", "<null>", "{null}", "(none)", "<none>", "<na>"}
_NOTHING = frozenset({"", "无", "暂无"}) | _NULLS
_PENDING = frozenset(("待定", "未定", "待确定", "待补", "待明确", "待核实", "待补充"))
# Marks that people leave round a word; ， ； ！ are , ; ! by then.
_MARKS = " \"'`“”‘’。.,;、!"
_PAIRS = {"(": ")", "[": "]", "【": "】", "〔": "〕", "「": "」", "《": "》"}

# 〃 and its kin, as NFKC leaves them (″ has become two primes), and words that point elsewhere.
_DITTO = re.compile(
    "[〃〞〟\"“”]{1,3}|''|(?:′′){1,3}|[同仝](?:上|前|上一)[栏行格列]?|仝|ditto", re.IGNORECASE
)
_ELSEWHERE = re.compile("[同见][左右下]|见上")


def unwrap(text: str, *, keep_footnotes: bool = False) -> str:
    """The cleaned cell without footnote marks and what people wrap round it to keep Excel from computing:
    ``="…"``, ``'``."""
    said = clean(text) if keep_footnotes else without_footnotes(clean(text))
    if is_ditto(said):  # '' is one
        return said
    said = said.lstrip("' ")
    wrapped = _WRAPPED.fullmatch(said)
    return wrapped[1].strip().lstrip("' ") if wrapped else said


def is_null(said: str) -> bool:
    """Whether the cell is blank, or holds what machines write for no value."""
    return not said or squeeze(said) in _NULLS


def is_dash(said: str) -> bool:
    """Whether the cell holds nothing but dashes or slashes."""
    return _DASHES.fullmatch(said.replace(" ", "")) is not None


def bare(said: str) -> str:
    """A cleaned cell without the quotes, stops and brackets that stand round all of it."""
    said = said.strip(_MARKS)
    while said and _PAIRS.get(said[0]) == said[-1] and not set(said[1:-1]) & {said[0], said[-1]}:
        said = said[1:-1].strip(_MARKS)
    return said


def is_ditto(said: str) -> bool:
    """Whether the cleaned cell means the cell above it: 〃, ″, 同上."""
    return _DITTO.fullmatch(said.replace(" ", "").strip("。.")) is not None


def is_pending(said: str) -> bool:
    """Whether the cell says that its value comes later."""
    return squeeze(said) in _PENDING


def failed(said: str) -> Refused | None:
    """The refusal of an Excel error, or of a word that only points to another cell; else None."""
    if _ERROR.fullmatch(said):
        return Refused("cell_error")
    return Refused("ditto_unclear") if is_ditto(said) or _ELSEWHERE.fullmatch(said) else None


def empty(said: str) -> Reading | None:
    """The reading of a cell that holds no value (blank, dash, 无, an Excel error), else None."""
    if squeeze(said) in _NOTHING or is_dash(said):
        return Parsed(None, ("blank",))
    return failed(said)
