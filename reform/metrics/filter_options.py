"""What a scope can be narrowed to in a snapshot, and what is near a word that means nothing there."""

import difflib
from collections.abc import Iterable
from typing import Any, Protocol

from reform.common import code_lists, formatting


class Columns(Protocol):
    """A DataFrame, or lists of values by their column."""

    def __getitem__(self, name: str, /) -> Iterable[Any]:
        """The values of a column."""


def choices(known: Columns) -> dict[str, list[str]]:
    """The values by filter, in the order they are offered; ``known`` answers the question ``choices``."""
    departments, domains, batches = (
        {value for value in known[name] if not formatting.is_missing(value)}
        for name in ("department", "domain", "batch")
    )
    return {
        "department": sorted(departments),
        "domain": [code for code in code_lists.code_lists()["domain"] if code in domains],
        "batch": [str(int(number)) for number in sorted(batches)],
        "channel": list(code_lists.code_lists()["channel"]),
        "rating_channel": list(code_lists.code_lists()["rating_channel"]),
    }


def told_apart(
    channels: tuple[str, ...], rating_channels: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The channels of cases, those of ratings, and which of the latter were given as the former."""
    moved = tuple(filter(_is_of_ratings_alone, channels))
    return tuple(word for word in channels if word not in moved), (*rating_channels, *moved), moved


def _is_of_ratings_alone(channel: str) -> bool:
    lists = code_lists.code_lists()
    return channel in lists["rating_channel"] and channel not in lists["channel"]


def label(name: str, value: str) -> str:
    """A value as a reader sees it."""
    if name == "batch":
        return formatting.batch(int(value))
    return code_lists.label(name, value) if name in code_lists.code_lists() else value


def nearest(name: str, word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The values that look most like a word, the likest first; of a batch, the nearest numbers."""
    if name == "batch":
        return sorted(known, key=lambda value: (abs(int(value) - int(word)), int(value)))[:most]
    asked = word[:100].casefold()

    def likeness(value: str) -> float:
        seen = [text.casefold() for text in _spellings(name, value)]
        ratios = (difflib.SequenceMatcher(None, text, asked).ratio() for text in seen)
        return max(ratios) + any(asked in text for text in seen)

    return sorted(known, key=lambda value: (-likeness(value), value))[:most]


def _spellings(name: str, value: str) -> tuple[str, ...]:
    entry = code_lists.code_lists().get(name, {}).get(value)
    return (value, entry.zh, entry.en) if entry else (value,)
