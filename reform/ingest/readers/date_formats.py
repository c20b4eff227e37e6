"""Formats of days and times: which parts of a moment a cell shows."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from reform.ingest.parsers.cell_marks import marked

_EPOCH = datetime(1899, 12, 30)
_DAYS_1904 = 1462
_WEEKDAYS = "一二三四五六日"
_HALF_DAYS = ("am/pm", "a/p", "上午/下午")
Tokens = Sequence[tuple[str, str]]


def serial(value: date | time | timedelta, *, date1904: bool = False) -> float:
    """A day, a time or a span as the number Excel stores."""
    if isinstance(value, timedelta):
        return value / timedelta(days=1)
    if isinstance(value, time):
        return (datetime.combine(date.min, value) - datetime.min) / timedelta(days=1)
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    return (moment - _EPOCH) / timedelta(days=1) - (_DAYS_1904 if date1904 else 0)


def reach(tokens: Tokens) -> str:
    """Which cells are shown otherwise than they are stored: none, those with fractions, or all."""
    parts = _parts(tokens)
    if "elapsed" in parts:
        return "none"
    if {"y", "m", "d"} <= parts:
        return "none" if parts & {"h", "minute"} else "fractions"
    return "all"


def show(value: Any, tokens: Tokens, *, date1904: bool = False) -> Any:
    """A moment as it is shown; None where that cannot be told. A bare time or span stays as it is."""
    parts = _parts(tokens)
    if isinstance(value, time | timedelta) or "elapsed" in parts:
        return value
    moment = _moment(value, date1904)
    if moment is None or "unknown" in parts:
        return None
    if {"y", "m", "d"} <= parts:
        return _whole(moment, parts)
    if parts == {"y", "m"}:
        return f"{moment.year}年{moment.month}月"
    if {"m", "d"} <= parts and "y" not in parts:
        return marked("year_hidden", str(_whole(moment, parts)))
    if not parts & {"y", "m", "d", "weekday"}:
        return moment.time().replace(microsecond=0)
    return _spelled(moment, tokens) if not parts & {"h", "minute", "s"} else None


def _moment(value: Any, date1904: bool) -> datetime | None:
    if isinstance(value, datetime):
        return value + timedelta(milliseconds=500)  # 14:30:00 may arrive as 14:29:59.999
    if isinstance(value, date):
        return datetime.combine(value, time())
    try:
        days = timedelta(days=value + (_DAYS_1904 if date1904 else 0))
        return _EPOCH + days + timedelta(milliseconds=500)
    except OverflowError:
        return None


def _whole(moment: datetime, parts: set[str]) -> date:
    return moment.replace(microsecond=0) if parts & {"h", "minute"} else moment.date()


def _parts(tokens: Tokens) -> set[str]:
    """y, m, d, weekday, h, minute, s, elapsed, unknown."""
    parts: set[str] = set()
    said = [word for kind, word in tokens if kind == "day"]
    for place, word in enumerate(said):
        around = [*said[:place][-1:], *said[place + 1 :][:1]]
        parts.add(_part(word, around))
    return parts - {"half"}


def _part(word: str, around: list[str]) -> str:
    """What a token stands for; m is a minute beside an hour or a second."""
    if word.startswith("["):
        return "elapsed"
    if word in _HALF_DAYS:
        return "half"
    if word[0] == "a" or (word[0] == "d" and len(word) > 2):
        return "weekday"
    if word[0] == "m" and len(word) < 3 and _beside_a_clock(around, word):
        return "minute"
    if word[0] in "gb":
        return "unknown"
    return {"e": "y"}.get(word[0], word[0])


def _beside_a_clock(around: list[str], word: str) -> bool:
    return any(other[0] in "hs[" and other not in _HALF_DAYS for other in around) and bool(word)


def _spelled(moment: datetime, tokens: Tokens) -> str:
    """A part of a day as it is written: 2026年, 12月, 5日, 星期三."""
    shown = (_word(moment, word) if kind == "day" else word for kind, word in tokens)
    return "".join(shown).strip()


def _word(moment: datetime, word: str) -> str:
    part = _part(word, [])
    if part == "weekday":
        return f"星期{_WEEKDAYS[moment.weekday()]}"
    number = {"y": moment.year, "m": moment.month, "d": moment.day}[part]
    if part == "y":
        return str(number) if word[0] == "e" or len(word) > 2 else f"{number % 100:02}"
    return f"{number:02}" if len(word) == 2 else str(number)
