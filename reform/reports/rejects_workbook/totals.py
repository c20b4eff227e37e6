"""A check report summed up: what is broken how often, what is left untold, what deserves a look."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.ingest.result import Reject
from reform.pipeline import load_messages
from reform.pipeline.load_report import LoadReport


@dataclass(frozen=True, slots=True)
class Broken:
    """One rule broken in one column: how many cells, and the first of them."""

    count: int
    example: Reject

    @property
    def sentence(self) -> str:
        """What is wrong and what to do."""
        return load_messages.sentence(self.example)


def broken(result: LoadReport) -> list[Broken]:
    """Every rule by the column it is broken in, most frequent first.

    By column, for the same rule says different things there: the words that are accepted, the other date.
    """
    counts = Counter((reject.rule, reject.column) for reject in result.rejects)
    first = {(reject.rule, reject.column): reject for reject in reversed(result.rejects)}
    return [Broken(count, first[place]) for place, count in counts.most_common()]


def untold(result: LoadReport) -> tuple[int, int]:
    """Refused rows and cells that are counted, but not listed one by one: there are too many."""
    rows = sum(table.result.rejected - len(table.result.refused_rows) for table in result.tables)
    cells = sum(table.result.broken.total() - len(table.result.rejects) for table in result.tables)
    return rows, cells


def untold_sentence(rows: int, cells: int) -> str:
    """The same in words."""
    return _(
        "{rows} more refused rows with {cells} cells are counted, but not listed: so many have one cause. "
        "Correct what is listed, then check the file again."
    ).format(rows=formatting.number(rows), cells=formatting.number(cells))


class Outcome(StrEnum):
    """What becomes of a file."""

    GOOD = "good"
    TO_CORRECT = "to correct"
    REFUSED = "refused"


def outcomes(result: LoadReport) -> dict[str, Outcome]:
    """Each file that was read or refused, in the order they came."""
    outcome_of = dict.fromkeys((table.result.file for table in result.tables), Outcome.GOOD)
    outcome_of |= {table.result.file: Outcome.TO_CORRECT for table in result.tables if table.result.rejected}
    return outcome_of | dict.fromkeys((problem.file for problem in result.problems), Outcome.REFUSED)


def rejected_rows(result: LoadReport) -> Counter[str]:
    """How many rows of each file are refused."""
    rows: Counter[str] = Counter()
    for table in result.tables:
        rows[table.result.file] += table.result.rejected
    return rows


class Placed(Protocol):
    """Something that stands in a file, perhaps on one of its sheets."""

    @property
    def file(self) -> str:
        """The name of the file, without personal data."""

    @property
    def sheet(self) -> str | None:
        """The name of the sheet; None of a text file."""


def place(thing: Placed) -> str:
    """Which file, and which of its sheets."""
    return f"{thing.file} [{thing.sheet}]" if thing.sheet else thing.file
