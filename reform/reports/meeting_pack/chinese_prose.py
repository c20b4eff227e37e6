"""How the papers write a figure: by the rules of official documents, a visible blank where one is missing.

The papers are Chinese always. A rate's change is told in 百分点, a count's in %, days in 个工作日 or
in the days of their calendar; 环比 is against the month before, 同比 against the same month a year before.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from reform.common import formatting
from reform.common.formatting import is_missing
from reform.common.i18n import either
from reform.metrics import calendars, query
from reform.metrics.freshness import Freshness, standing_in
from reform.metrics.query import Scope
from reform.reports.meeting_pack.context import Material
from reform.schema.datasets import datasets

BLANK = "（　　）"
# What stands on data that was never loaded is not 0.
COUNTS = ("numerator", "denominator", "n")
# {name}, or a figure: its code, the column of its answer, and % for a rate or its number of decimals.
_FIELD = re.compile(r"\{(\w+)(?:\.(\w+))?(?::([%\d]))?\}")


@dataclass
class Words:
    """Writes figures of one material and remembers what it wrote.

    ``numbers``: every number as text, with its value; ``cited``: the indicators behind them; ``missing``:
    what was left blank, and why.
    """

    material: Material
    numbers: list[tuple[str, float]] = field(default_factory=list)
    cited: dict[str, None] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)

    # indicators -------------------------------------------------------------------------------

    def fill(self, text: str, scope: Scope | None = None, /, **parts: str) -> str:
        """The text with its figures written in, from left to right.

        ``{T01}`` is a whole number, ``{T07:2}`` one with decimals, ``{T03:%}`` a rate, ``{S03.n}`` a column
        of the answer, ``{D03.days}`` the unit of its days; ``{name}`` is one of ``parts``, put in as it is.
        """

        def written(match: re.Match[str]) -> str:
            code, column, form = match.groups()
            if code in parts:
                return parts[code]
            if column == "days":
                return self.days(code, scope)
            digits = None if form == "%" else int(form or 0)
            return self.figure(code, column or "value", scope, digits)

        return _FIELD.sub(written, text)

    def figure(self, code: str, column: str, scope: Scope | None, digits: int | None) -> str:
        """A column of an indicator's answer; ``digits`` None for a rate: below 100 it never prints as 100."""
        self.cited[code] = None
        metric, row = self.material.metric(code, scope), self.material.row(code, scope)
        value = row.get(column)
        unknown = COUNTS if self.absent(metric.uses) else COUNTS[:2]
        if is_missing(value) or (column in unknown and is_missing(row["value"])):
            reason = self.material.waits_for(code).rstrip("。") or self.apart(code, scope)
            self.missing[f"{either(metric.name)}（{code}）"] = reason or self.why(metric.uses)
            return BLANK
        return self.number(value, digits)

    def share(self, code: str) -> str:
        """A rate of items with its numerator and denominator: 79.93%（653项/817项）."""
        counts = f"（{{{code}.numerator}}项/{{{code}.denominator}}项）" if self.has(code) else ""
        return self.fill(f"{{{code}:%}}{counts}")

    def days(self, code: str, scope: Scope | None = None) -> str:
        """What follows a figure of days: 个工作日, or 个自然日 where these are counted."""
        return formatting.counted(self.material.unit(code, scope))

    def has(self, code: str, column: str = "value", scope: Scope | None = None) -> bool:
        """Whether there is such a figure."""
        return not is_missing(self.material.row(code, scope).get(column))

    def some(self, code: str, column: str = "value") -> bool:
        """Whether a count is known and above 0."""
        return is_some(self.material.row(code)[column])

    # values of lists and sums -----------------------------------------------------------------

    def value(
        self, value: Any, what: str, uses: Iterable[str] = (), digits: int = 0, because: str = ""
    ) -> str:
        """A value of a list; ``what`` names it where it is missing, ``because`` says why."""
        if is_missing(value):
            self.missing[what] = because or self.why(uses)
            return BLANK
        return self.number(value, digits)

    def number(self, value: Any, digits: int | None = 0) -> str:
        """A known number; ``digits`` None for a rate in %."""
        text = formatting.rate(value) if digits is None else formatting.number(value, digits)
        self.numbers.append((text, float(value)))
        return text

    def why(self, uses: Iterable[str]) -> str:
        """Why a figure is missing: data that was never loaded, or nothing of the kind in the selection."""
        return self.absent(uses) or "所选范围内没有可以计算的数据"

    def apart(self, code: str, scope: Scope | None = None) -> str:
        """Which calendars meet in a figure of days, so that it is missing; empty where none do."""
        declared = query.find(code).calendars
        if not declared or not calendars.apart(self.material.row(code, scope)):
            return ""
        told = calendars.told(self.material.rows(calendars.listing(declared), scope=scope), declared)
        return calendars.sentence(told).removesuffix("。")

    def absent(self, uses: Iterable[str]) -> str:
        """Which of these datasets were never loaded, as a sentence; empty where all of them were."""
        ages = self.material.ages
        names = [
            either(datasets()[name].title)
            for name in standing_in(ages, uses)
            if name in ages and ages[name].state is Freshness.NONE
        ]
        return f"尚未导入{listed(names)}" if names else ""

    # changes ----------------------------------------------------------------------------------

    def change(self, code: str, kind: str, now: Scope, before: Scope, column: str = "value") -> str:
        """提高1.10个百分点, 增加75.42%, 减少0.28个工作日, 持平; a blank where one side is missing.

        ``kind``: points, percent or days.
        """
        values: list[Any] = [self.material.row(code, scope).get(column) for scope in (now, before)]
        in_days, before_in = (self.material.worded(code, "个工作日", scope) for scope in (now, before))
        other_days = kind == "days" and in_days != before_in
        if other_days or any(is_missing(value) for value in values) or (kind == "percent" and not values[1]):
            why = self.apart(code, now) or self.apart(code, before)
            why = why or ("两期的天数按不同的日历计" if other_days else "对比期没有可比的数据")
            self.missing[f"{either(self.material.metric(code, now).name)}（{code}）的对比"] = why
            return BLANK
        difference = float(values[0]) - float(values[1])
        if kind == "percent":
            difference = 100 * difference / float(values[1])
        if round(difference, 2) == 0:
            return "持平"
        up, down = ("提高", "下降") if kind == "points" else ("增加", "减少")
        unit = {"points": "个百分点", "percent": "%", "days": in_days}[kind]
        return f"{up if difference > 0 else down}{self.number(abs(difference), 2)}{unit}"


def is_some(value: Any) -> bool:
    """Whether a count is known and above 0."""
    return not is_missing(value) and float(value) > 0


def against(what: str, change: str) -> str:
    """比上月提高1.10个百分点, 与上月持平."""
    return f"与{what}持平" if change == "持平" else f"比{what}{change}"


def listed(parts: Iterable[str]) -> str:
    """甲、乙、丙."""
    return "、".join(parts)


def in_order(sentences: Iterable[str]) -> list[str]:
    """一是…。二是…。"""
    return [f"{numeral(n)}是{sentence}" for n, sentence in enumerate(sentences, start=1)]


def numeral(n: int) -> str:
    """一, 二, … 十, 十一, … 二十 …"""
    ones = "零一二三四五六七八九"
    tens, rest = divmod(n, 10)
    if not tens:
        return ones[n]
    return f"{'' if tens == 1 else ones[tens]}十{ones[rest] if rest else ''}"
