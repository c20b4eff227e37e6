"""The assessment sheet scored: each line from its indicator, or as the county scores itself.

Between the two thresholds a line earns its points in proportion to the figure, cut off after two decimals,
never rounded up: only a figure that reaches the full threshold earns full points. What cannot be scored has
no score; it is not 0.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum
from typing import Any

import pandas as pd

from reform.common.formatting import is_missing
from reform.common.i18n import gettext as _
from reform.common.i18n import mark

_CENT = Decimal("0.01")
_ADDRESS = re.compile(r"https?://[^\s，。；、）)】]+")


class Way(StrEnum):
    """How a line is scored; the codes of the list ``scoring``."""

    LINEAR = "linear"
    STEP = "step"
    SELF = "self"
    EXTRA = "extra"  # added to or taken off the sum, beyond its full marks


class MissingReason(StrEnum):
    """Why a line has no score."""

    UNKNOWN = "unknown"
    MISSING = "missing"
    THRESHOLDS = "thresholds"
    TURNED = "turned"
    NOT_SCORED = "not_scored"

    @property
    def words(self) -> str:
        """The reason in the language of the screen."""
        return _(WORDS[self])


WORDS = {
    MissingReason.UNKNOWN: mark("the program knows no such indicator"),
    MissingReason.MISSING: mark("the indicator has no figure"),
    MissingReason.THRESHOLDS: mark("the thresholds are missing or alike"),
    MissingReason.TURNED: mark("the thresholds run against the indicator"),
    MissingReason.NOT_SCORED: mark("not yet scored by the county"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the sheet; without an indicator it is scored by hand. Thresholds are in its unit."""

    number: str
    section: str | None
    text: str
    points: float
    indicator: str | None = None
    scoring: str | None = None
    full_at: float | None = None
    zero_at: float | None = None
    self_score: float | None = None
    evidence: str | None = None

    @property
    def way(self) -> Way:
        """As the sheet says; where it does not, as the filled-in cells allow."""
        if self.scoring is not None:
            return Way(self.scoring)
        if self.indicator is None:
            return Way.SELF
        return Way.STEP if self.zero_at is None else Way.LINEAR

    @property
    def is_extra(self) -> bool:
        """Whether it stands outside the full marks."""
        return self.way is Way.EXTRA

    @property
    def by_hand(self) -> bool:
        """Whether the county scores it itself."""
        return self.indicator is None or self.way is Way.SELF


@dataclass(frozen=True, slots=True)
class MeasuredValue:
    """What an indicator says now: ``value`` in its unit (None: missing) and which way is better."""

    value: float | None
    better: str


@dataclass(frozen=True, slots=True)
class Scored:
    """A line with its score, or why it has none."""

    line: Line
    value: float | None = None
    score: float | None = None
    why: MissingReason | None = None

    @property
    def lost(self) -> float | None:
        """Points lost of the full marks, where that is known; extra lines stand outside of them."""
        if self.score is None or self.line.is_extra:
            return None
        return max(0.0, round(self.line.points - self.score, 2))

    @property
    def unproved(self) -> bool:
        """Whether points rest on the county's word alone."""
        return self.line.by_hand and bool(self.score and self.score > 0) and not self.line.evidence


Ask = Callable[[str], MeasuredValue | None]


def lines(rows: pd.DataFrame) -> list[Line]:
    """The lines of the list ``sheet_list``."""
    names = list(Line.__dataclass_fields__)
    columns = {"number": "line_no", "text": "line"}
    found = rows[[columns.get(name, name) for name in names]].astype(object)
    return [_line(*row) for row in found.itertuples(index=False, name=None)]


def _line(*cells: Any) -> Line:
    filled: list[Any] = [None if is_missing(cell) else cell for cell in cells]
    return Line(*filled)


def score(line: Line, ask: Ask) -> Scored:
    """One line. ``ask`` gives an indicator's figure, or None for a code that no indicator has."""
    if line.by_hand:
        return _by_hand(line)
    figure = ask(line.indicator or "")
    if figure is None:
        return Scored(line, why=MissingReason.UNKNOWN)
    if figure.value is None:
        return Scored(line, why=MissingReason.MISSING)
    value, full_at, zero_at = figure.value, line.full_at, line.zero_at
    if line.way is Way.STEP:
        if full_at is None:
            return Scored(line, value, why=MissingReason.THRESHOLDS)
        share = 1.0 if _reaches(value, full_at, figure.better) else 0.0
    elif full_at is None or zero_at is None or full_at == zero_at:
        return Scored(line, value, why=MissingReason.THRESHOLDS)
    elif figure.better != "neither" and (full_at > zero_at) != (figure.better == "higher"):
        return Scored(line, value, why=MissingReason.TURNED)
    else:
        share = between(value, full_at, zero_at)
    return Scored(line, value, truncated(line.points * share))


def between(value: float, full_at: float, zero_at: float) -> float:
    """How far a figure has come from the zero threshold to the full one: 0 to 1."""
    return min(1.0, max(0.0, (value - zero_at) / (full_at - zero_at)))


def truncated(points: float) -> float:
    """Points cut off after two decimals, downward; what a float's last digits add or lack does not count."""
    return float(Decimal(repr(round(points, 9))).quantize(_CENT, ROUND_FLOOR))


def _reaches(value: float, full_at: float, better: str) -> bool:
    return value <= full_at if better == "lower" else value >= full_at


def _by_hand(line: Line) -> Scored:
    """The county's own score, not beyond the line's points; an extra line may also take points off."""
    if line.self_score is None:
        return Scored(line, why=MissingReason.NOT_SCORED)
    least = -line.points if line.is_extra else 0.0
    return Scored(line, score=truncated(min(line.points, max(least, line.self_score))))


# sums -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Total:
    """Points of a sheet or a part of it: ``got`` of the ``known`` ones, ``unknown`` ones that cannot be
    scored yet, what ``extra`` lines add or take off, and how many of the ``got`` nothing shows."""

    got: float = 0.0
    known: float = 0.0
    unknown: float = 0.0
    extra: float = 0.0
    unproved: float = 0.0

    @property
    def lost(self) -> float:
        """Of the known points."""
        return round(self.known - self.got, 2)

    @property
    def points(self) -> float:
        """The full marks."""
        return round(self.known + self.unknown, 2)


def total(scored: Iterable[Scored]) -> Total:
    """The sum of some lines."""
    every = list(scored)
    marks = [one for one in every if not one.line.is_extra]
    known = [one for one in marks if one.score is not None]
    return Total(
        got=_sum(one.score for one in known),
        known=_sum(one.line.points for one in known),
        unknown=_sum(one.line.points for one in marks if one.score is None),
        extra=_sum(one.score for one in every if one.line.is_extra),
        unproved=_sum(one.score for one in every if one.unproved),
    )


def _sum(values: Iterable[float | None]) -> float:
    return round(sum(value for value in values if value is not None), 2)


def by_section(scored: Sequence[Scored]) -> dict[str | None, Total]:
    """The sums by part of the sheet, in its order; parts of extra lines alone are left out."""
    sections = dict.fromkeys(one.line.section for one in scored if not one.line.is_extra)
    return {name: total(one for one in scored if one.line.section == name) for name in sections}


def losses(scored: Iterable[Scored]) -> list[Scored]:
    """The lines that lose points, the largest losses first."""
    losing = [one for one in scored if one.lost]
    return sorted(losing, key=lambda one: (-(one.lost or 0.0), one.line.number))


def address_in(evidence: Any) -> str | None:
    """The web address that a cell of evidence holds, if any."""
    found = _ADDRESS.search(evidence) if isinstance(evidence, str) else None
    return found[0] if found else None
