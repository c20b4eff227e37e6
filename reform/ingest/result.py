"""Result of reading a table: rows accepted, rejected and skipped, dropped columns, warnings."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from reform.schema.profiles import Profile

# The column of a rejects workbook (``reports.rejects_workbook``) that says which refused row a row is.
MARK_HEADER = "退改编号"

MOST_EXAMPLES = 5


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
class Warned:
    """A broken rule of ``schema.messages.WARNINGS``: in how many rows, the first of these, and its words."""

    rule: str
    rows: int
    examples: tuple[int, ...]
    words: dict[str, str] = field(default_factory=dict)

    def __add__(self, later: "Warned") -> "Warned":
        examples = (*self.examples, *later.examples)[:MOST_EXAMPLES]
        return Warned(self.rule, self.rows + later.rows, examples, self.words)


@dataclass(frozen=True, slots=True)
class Options:
    """How to read: a profile, a dataset if known, the coding of bare satisfaction digits.

    ``saved`` are the profiles that are used by themselves where their headers come and none was chosen.
    ``replaces``: first and last day of a period the file holds whole, so that rows it lacks leave.
    """

    profile: Profile = field(default_factory=Profile)
    dataset: str | None = None
    satisfaction: str | None = None
    saved: tuple[Profile, ...] = ()
    replaces: tuple[date, date] | None = None

    @property
    def coding(self) -> str | None:
        """The stated satisfaction coding: ``gb``, ``stars`` or None."""
        return self.satisfaction or self.profile.satisfaction


@dataclass
class IngestResult:
    """What intake made of one table: rows read = accepted + rejected + skipped.

    ``columns`` and ``places`` tell which header and which position each declared column was found under;
    headers are as they may be shown (``header_vocabulary.label``). ``rejects`` and ``refused_rows`` stop at
    ``rejects.MOST_TOLD``; ``rejected`` (rows) and ``broken`` (rule → cells) do not. ``known_under``:
    the headers under which the columns are found again in one header row. ``digits``: bare satisfaction
    digits; ``marks``: of a correction sheet, row → mark of the rows accepted. ``hidden_personal``: kind of
    personal data (``personal.KINDS``) → how many were hidden in texts.
    """

    file: str
    sheet: str | None
    dataset: str
    header_rows: tuple[int, int]
    columns: dict[str, str]
    places: dict[str, int]
    known_under: dict[str, str]
    dropped: list[str]
    duplicates: list[str] = field(default_factory=list)
    profile: str = ""
    others: tuple[str, ...] = ()
    hidden: bool = False
    hidden_rows: int = 0
    hidden_columns: int = 0
    date1904: bool = False
    read: int = 0
    skipped: int = 0
    rejected: int = 0
    rejects: list[Reject] = field(default_factory=list)
    refused_rows: list[RefusedRow] = field(default_factory=list)
    broken: Counter[str] = field(default_factory=Counter)
    flags: Counter[tuple[str, str]] = field(default_factory=Counter)
    warned_of_table: list[Warned] = field(default_factory=list)
    warned_of_rows: list[Warned] = field(default_factory=list)
    digits: Counter[int] = field(default_factory=Counter)
    marks: dict[int, str] = field(default_factory=dict)
    hidden_personal: Counter[str] = field(default_factory=Counter)

    @property
    def warned(self) -> list[Warned]:
        """What deserves a look: of the table as a whole, then of its accepted rows."""
        return [*self.warned_of_table, *self.warned_of_rows]

    @property
    def scrubbed(self) -> int:
        """How many personal data were hidden in texts."""
        return self.hidden_personal.total()

    @property
    def header_row(self) -> int:
        """The last header row, counted from 1."""
        return self.header_rows[1]
