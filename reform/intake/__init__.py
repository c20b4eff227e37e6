"""Text table + dataset → accepted rows, rejected rows, dropped columns. The books balance.

``matching`` finds the header row and the dataset, ``parsing`` turns columns of text into values (each
distinct text once), ``rows`` decides what becomes of every row.
"""

from collections import Counter
from dataclasses import dataclass, field

import pyarrow as pa

from reform.profiles import Profile


@dataclass(frozen=True, slots=True)
class Reject:
    """One refused cell or row. ``value`` is scrubbed; the refused row itself is kept nowhere."""

    file: str
    sheet: str | None
    row: int
    column: str | None
    value: str | None
    rule: str
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class Options:
    """How to read: a profile, a dataset if known, the coding of bare satisfaction digits."""

    profile: Profile = field(default_factory=Profile)
    dataset: str | None = None
    satisfaction: str | None = None

    @property
    def coding(self) -> str | None:
        """The stated satisfaction coding: ``gb``, ``stars`` or None."""
        return self.satisfaction or self.profile.satisfaction


@dataclass
class Taken:
    """What intake made of one table: rows read = accepted + rejected + skipped.

    ``rows`` holds row_key, source_row and the stored columns of the dataset.
    """

    file: str
    sheet: str | None
    dataset: str
    header_row: int
    columns: dict[str, str]
    dropped: list[str]
    rows: pa.Table
    read: int
    skipped: int
    rejected: int
    rejects: list[Reject]
    flags: Counter[tuple[str, str]]
    scrubbed: int
