"""The time of day at the end of a date cell: 14:30, 下午2:30, 14时30分, 143000, 13:42:22.688+02:00."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from reform.ingest.parsers import Parsed, Reading, Refused

_HALF = r"(?:(?P<half>上午|中午|下午|凌晨|清晨|早上|傍晚|晚上|早|晚|AM|PM)\s?)?"
_OFFSET = r"Z|UTC|GMT|(?:UTC|GMT)? ?[+-]\d\d(?::?\d\d)?|(?:UTC|GMT) ?[+-]\d"
_END = rf"(?:[.,]\d+)?(?:\s?(?P<after>AM|PM|上午|下午))?(?:\s?(?P<offset>{_OFFSET}))?"
_DAY = r"(?P<day>.+?(?<![T, ]))[T, ]*+"
_COLONS = r"(?P<hour>\d\d?):(?P<minute>\d\d?)(?::(?P<second>\d\d?)|分)?"
_DOTS = r"(?P<hour>\d\d)\.(?P<minute>\d\d)\.(?P<second>\d\d)\.\d{1,9} (?P<after>AM|PM|上午|下午)"  # Oracle's
_CHINESE = (
    r"(?P<hour>\d\d?) ?[时点](?: ?(?:整|(?P<half_past>半)|"
    r"(?P<minute>\d\d?) ?分?(?: ?(?P<second>\d\d?) ?秒)?))?"
)
_FORMS = [
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        rf"(?P<day>\d{{8}})[T ]?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d){_END}",
        rf"{_DAY}{_HALF}(?<!\d){_COLONS}{_END}",
        rf"(?P<day>.+?) {_DOTS}",
        rf"{_DAY}{_HALF}(?<!\d){_CHINESE}",
    )
]
_MORNING = {"上午", "凌晨", "清晨", "早上", "早", "AM"}
# 上午12:00 is midnight to Excel and noon to people; 晚上12点 belongs to one of two days.
_UNCLEAR_AT_TWELVE = {"上午", "清晨", "早上", "早", "傍晚", "晚上", "晚"}


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day to the second, and how far the writer's clock was from UTC if the cell says."""

    time: time
    offset: timezone | None = None


def split_clock(text: str) -> tuple[str, Clock | Refused | None]:
    """The part of the cell before the time of day, and the time (None when there is none)."""
    for form in _FORMS:
        if match := form.fullmatch(text):
            parts = match.groupdict()
            # 9:00-11:00 is two times, not an offset; a real negative offset follows the seconds.
            if (parts.get("offset") or "").lstrip().startswith("-") and not parts["second"]:
                return text, None
            return parts["day"], _clock(parts)
    return text, None


def _clock(parts: dict[str, str | None]) -> Clock | Refused:
    half = (parts.get("half") or parts.get("after") or "").upper()
    hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    minute = 30 if parts.get("half_past") else minute
    if half in _UNCLEAR_AT_TWELVE and hour == 12:
        return Refused("date_ambiguous")
    if (hour, minute, second) == (24, 0, 0):
        return Refused("clock_midnight")
    try:
        return Clock(time(_hour(hour, half), minute, second), _offset(parts.get("offset")))
    except ValueError:
        return Refused("clock_invalid")


def _hour(hour: int, half: str) -> int:
    """The hour of 24 for an hour that may be one of 12; 下午14:30 is already one of 24."""
    if not half or (half not in _MORNING and hour > 12):
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    if half == "中午":  # 中午11:30 is before noon, 中午1点 after it
        return hour if hour >= 11 else hour + 12
    return hour % 12 + (0 if half in _MORNING else 12)


def _offset(written: str | None) -> timezone | None:
    if written is None:
        return None
    ahead = re.sub("Z|UTC|GMT| ", "", written.upper())
    if not ahead:
        return UTC
    digits = ahead[1:].replace(":", "").zfill(2).ljust(4, "0")
    distance = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-distance if ahead.startswith("-") else distance)


def at(day: date, clock: Clock, zone: ZoneInfo | None) -> Reading:
    """The naive moment: on the clocks of ``zone`` if both offset and zone are known, else as written."""
    moment = datetime.combine(day, clock.time, clock.offset)
    if clock.offset is None:
        return Parsed(moment)
    if zone is None:
        return Parsed(moment.replace(tzinfo=None), ("offset_dropped",))
    try:
        return Parsed(moment.astimezone(zone).replace(tzinfo=None))
    except (ValueError, OverflowError):  # the first or last day of all calendars
        return Refused("date_invalid")
