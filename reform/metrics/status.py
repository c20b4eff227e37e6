"""Where a subject stands: 正常, 预警, 滞后, or why nobody can say (县级口径, set in data/settings.toml)."""

from enum import StrEnum
from typing import Any

from reform.common.formatting import is_missing
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.common.settings import Settings


class Status(StrEnum):
    """A state in a word; colour only ever stands beside the word."""

    NORMAL = "normal"
    WARNING = "warning"
    LATE = "late"
    UNJUDGED = "unjudged"
    UNKNOWN = "unknown"

    @property
    def word(self) -> str:
        """The state in the language of the screen."""
        return _(WORDS[self])


# What needs somebody most comes first.
BY_URGENCY = (Status.LATE, Status.WARNING, Status.NORMAL, Status.UNJUDGED, Status.UNKNOWN)
WORDS = {
    Status.NORMAL: mark("on track"),
    Status.WARNING: mark("at risk"),
    Status.LATE: mark("behind"),
    Status.UNJUDGED: mark("no target"),
    Status.UNKNOWN: mark("no data"),
}


def progress(points: Any, overdue: Any, settings: Settings) -> Status:
    """Transfer against plan: percentage points (T05) and items overdue (T06)."""
    if is_missing(points):
        return Status.UNKNOWN
    if points < settings.progress.late or overdue > 0:
        return Status.LATE
    return Status.NORMAL if points >= settings.progress.normal else Status.WARNING


def speed(on_time: Any, over_statutory: Any, settings: Settings) -> Status:
    """On-time rate in % (D07) and cases beyond the statutory limit (D09)."""
    if is_missing(on_time):
        return Status.UNKNOWN
    if on_time < settings.on_time.late or (not is_missing(over_statutory) and over_statutory > 0):
        return Status.LATE
    return Status.NORMAL if on_time >= settings.on_time.normal else Status.WARNING


def reviews(valid: Any, overdue: Any, pending: Any) -> Status:
    """Bad reviews, or disputes: any past its deadline is 滞后, any still open is 预警."""
    if is_missing(valid) or valid == 0:
        return Status.UNKNOWN
    if not is_missing(overdue) and overdue > 0:
        return Status.LATE
    return Status.WARNING if not is_missing(pending) and pending > 0 else Status.NORMAL


def by_target(value: Any, target: float | None, better: str, short_at_most: float) -> Status:
    """A figure against its target: 预警 while short by ``short_at_most`` per cent of the target or less.

    Against a target of 0 any shortfall is 滞后.
    """
    if is_missing(value):
        return Status.UNKNOWN
    if target is None or better not in ("higher", "lower"):
        return Status.UNJUDGED
    short = round((target - value) if better == "higher" else (value - target), 9)
    if short <= 0:
        return Status.NORMAL
    return Status.WARNING if short <= abs(target) * short_at_most / 100 else Status.LATE
