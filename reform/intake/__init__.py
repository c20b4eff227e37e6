"""Text table + dataset → accepted rows, rejected rows, dropped columns. The books balance.

``matching`` finds the header row and the dataset, ``skipping`` tells the rows that are no data, ``parsing``
turns columns of text into values (each distinct text once), ``checking`` looks at whole rows, and ``rows``
walks a table through them.
"""

from collections import Counter
from dataclasses import dataclass, field

from reform.profiles import Profile


@dataclass(frozen=True, slots=True)
class Reject:
    """One refused cell or row. ``name`` is the declared column, ``column`` the file's header for it;
    ``value`` is scrubbed."""

    file: str
    sheet: str | None
    row: int
    name: str | None
    column: str | None
    value: str | None
    rule: str
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """The declared cells of a refused row, scrubbed, by column name; ``row_key`` if its key can be read."""

    row: int
    row_key: str | None
    cells: dict[str, str | None]


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

    ``columns`` and ``places`` tell which header and which position each declared column was found under.
    ``rejects`` and ``refused_rows`` stop at ``rows.MOST_TOLD``; ``rejected`` (rows) and ``broken`` (rule →
    cells) do not.
    """

    file: str
    sheet: str | None
    dataset: str
    header_row: int
    columns: dict[str, str]
    places: dict[str, int]
    dropped: list[str]
    read: int
    skipped: int
    rejected: int
    rejects: list[Reject]
    refused_rows: list[RefusedRow]
    broken: Counter[str]
    flags: Counter[tuple[str, str]]
    scrubbed: int
