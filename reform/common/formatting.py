"""Figures, days and states as people read them. Rounding never makes a figure look better than it is."""

import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from string import Formatter
from typing import TYPE_CHECKING, Any

from reform.common import code_lists, i18n
from reform.common.i18n import gettext as _

if TYPE_CHECKING:
    import pandas as pd

MISSING = "—"


def is_missing(value: Any) -> bool:
    """None, NaN, NaT and NA: what was not measured."""
    try:
        return value is None or bool(value != value)
    except TypeError:  # NA is neither equal nor unequal to itself
        return True


def number(value: Any, digits: int = 0, *, signed: bool = False) -> str:
    """A figure with thousands separators; missing is a dash, never 0."""
    if is_missing(value):
        return MISSING
    text = f"{float(value):{'+' if signed else ''},.{digits}f}"
    return text.replace("-", "−") if float(text.replace(",", "")) else text.lstrip("+-−")


def days(value: Any) -> str:
    """A number of days: whole where it is whole, else one decimal."""
    return number(value, 0 if not is_missing(value) and float(value).is_integer() else 1)


def rate(value: Any, digits: int = 2) -> str:
    """A percentage. Only exactly 100 prints as 100 and only exactly 0 as 0."""
    if is_missing(value):
        return MISSING
    step = 10**-digits
    rounded = round(float(value), digits)
    if value < 100 <= rounded:
        rounded = 100 - step
    if value > 0 >= rounded:
        rounded = step
    return f"{rounded:,.{digits}f}%"


def share(numerator: Any, denominator: Any) -> str:
    """n/N as it stands under every figure."""
    return f"{number(numerator)} / {number(denominator)}"


def filled(sentence: str, row: "Mapping[Any, Any] | pd.Series[Any]", **digits: int) -> str:
    """A sentence with a row's figures in its holes, by the names of their columns.

    ``{share}`` is numerator and denominator, ``{rate}`` the value in %; ``digits`` of a column, else none.
    """
    holes = {name for _text, name, _spec, _conversion in Formatter().parse(sentence) if name}
    figures = {name: number(row[name], digits.get(name, 0)) for name in holes - {"share", "rate"}}
    if "share" in holes:
        figures["share"] = share(row["numerator"], row["denominator"])
    if "rate" in holes:
        figures["rate"] = rate(row["value"])
    return sentence.format(**figures)


def counted(unit: str) -> str:
    """A unit of days behind its number in a sentence: 个工作日, 个自然日, 天, working days."""
    if unit == "天数":
        return "天"
    return f"个{unit}" if unit.startswith(("工作日", "自然日")) else unit


def listed(words: Iterable[str]) -> str:
    """Words one after another: 甲、乙, or a, b."""
    return ("、" if i18n.language() == "zh" else ", ").join(words)


def clauses(sentences: Iterable[str]) -> str:
    """Parts of a sentence one after another: 甲；乙, or a; b."""
    return ("；" if i18n.language() == "zh" else "; ").join(sentences)


def sentences(said: Iterable[str]) -> str:
    """Sentences without their stop, one after another: 甲。乙。, or A. B."""
    stop, between = ("。", "") if i18n.language() == "zh" else (".", " ")
    return between.join(one + stop for one in said)


def with_share(figure: str, numerator: Any, denominator: Any) -> str:
    """A figure with what it stands on beside it."""
    return _("{figure} ({share})").format(figure=figure, share=share(numerator, denominator))


def day(value: Any, *, short: bool = False) -> str:
    """2026年10月31日, or 31 Oct 2026; short leaves the year out."""
    if is_missing(value):
        return MISSING
    when = value if isinstance(value, (date, datetime)) else date.fromisoformat(str(value)[:10])
    if i18n.language() == "en":
        return f"{when.day} {when:%b}" if short else f"{when.day} {when:%b} {when.year}"
    return f"{when.month}月{when.day}日" if short else f"{when.year}年{when.month}月{when.day}日"


def month(value: Any) -> str:
    """2026年10月, or Oct 2026."""
    when: date = value
    return f"{when:%b} {when.year}" if i18n.language() == "en" else f"{when.year}年{when.month}月"


def batch(value: Any) -> str:
    """第一批, or Batch 1."""
    if is_missing(value):
        return _("no batch")
    if i18n.language() == "en":
        return f"Batch {int(value)}"
    numerals = "零一二三四五六七八九十"
    n = int(value)
    return f"第{numerals[n]}批" if 0 < n <= 10 else f"第{n}批"


def limit(days: Any, unit: Any, kind: Any) -> str:
    """A time limit as it was set: 20 个工作日, 即办, no limit, or a dash when nobody said."""
    if not is_missing(days) and days == 0:
        return code_lists.label("duration_kind", "immediate")
    if is_missing(days):
        return code_lists.label("duration_kind", "none") if kind == "none" else MISSING
    digits = 0 if math.isclose(days, round(days)) else 1
    return f"{number(days, digits)} {code_lists.label('duration_unit', unit)}"
