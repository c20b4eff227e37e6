"""A check report summed up: what is broken how often, what is left untold, what deserves a look."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from reform import report, rules, wording
from reform.accounts import Report, TableReport
from reform.i18n import gettext as _
from reform.intake import Reject, Taken


@dataclass(frozen=True, slots=True)
class Broken:
    """One rule broken in one column: how many cells, and the first of them."""

    count: int
    example: Reject

    @property
    def sentence(self) -> str:
        """What is wrong and what to do."""
        return report.sentence(self.example)


def broken(result: Report) -> list[Broken]:
    """Every rule by the column it is broken in, most frequent first.

    By column, for the same rule says different things there: the words that are accepted, the other date.
    """
    counts = Counter((reject.rule, reject.column) for reject in result.rejects)
    first = {(reject.rule, reject.column): reject for reject in reversed(result.rejects)}
    return [Broken(count, first[place]) for place, count in counts.most_common()]


def untold(result: Report) -> tuple[int, int]:
    """Refused rows and cells that are counted, but not listed one by one: there are too many."""
    rows = sum(table.taken.rejected - len(table.taken.refused_rows) for table in result.tables)
    cells = sum(table.taken.broken.total() - len(table.taken.rejects) for table in result.tables)
    return rows, cells


def untold_sentence(rows: int, cells: int) -> str:
    """The same in words."""
    return _(
        "{rows} more refused rows with {cells} cells are counted, but not listed: so many have one cause. "
        "Correct what is listed, then check the file again."
    ).format(rows=wording.number(rows), cells=wording.number(cells))


class Outcome(StrEnum):
    """What becomes of a file."""

    GOOD = "good"
    TO_CORRECT = "to correct"
    REFUSED = "refused"


def outcomes(result: Report) -> dict[str, Outcome]:
    """Each file that was read or refused, in the order they came."""
    found = dict.fromkeys((table.taken.file for table in result.tables), Outcome.GOOD)
    found |= {table.taken.file: Outcome.TO_CORRECT for table in result.tables if table.taken.rejected}
    return found | dict.fromkeys((problem.file for problem in result.problems), Outcome.REFUSED)


def rejected_rows(result: Report) -> Counter[str]:
    """How many rows of each file are refused."""
    rows: Counter[str] = Counter()
    for table in result.tables:
        rows[table.taken.file] += table.taken.rejected
    return rows


def worth_a_look(table: TableReport) -> list[str]:
    """What was accepted, and why somebody should look at it: a sentence each."""
    lines = [*_warned(table.taken), *report.noticed(table.taken)]
    if table.unmatched:
        lines.append(_("{n} rows belong to no item of the list").format(n=wording.number(table.unmatched)))
    return lines


def _warned(taken: Taken) -> list[str]:
    """The rules that warn, with how many rows break them and the numbers of some."""
    return [
        _("{n} rows (row {rows}): {what}").format(
            n=wording.number(warned.rows),
            rows=", ".join(map(str, warned.examples)),
            what=rules.warning(warned.rule, **warned.words),
        )
        for warned in taken.warned
    ]


def hidden(taken: Taken) -> list[str]:
    """What cannot be seen in the file and was read all the same."""
    lines = [_("a hidden sheet, read like the others")] if taken.hidden else []
    if taken.hidden_rows:
        lines.append(_("{n} hidden rows, read like the others").format(n=wording.number(taken.hidden_rows)))
    if taken.hidden_columns:
        lines.append(
            _("{n} hidden columns, read like the others").format(n=wording.number(taken.hidden_columns))
        )
    return lines


def not_kept(taken: Taken) -> list[str]:
    """What does not come in besides refused rows: columns, personal data."""
    lines = []
    if taken.dropped:
        lines.append(_("columns not kept: {columns}").format(columns=joined(taken.dropped)))
    if taken.duplicates:
        lines.append(_("columns that stand there twice: {columns}").format(columns=joined(taken.duplicates)))
    if taken.scrubbed:
        lines.append(report.hidden_personal(taken))
    return lines


def joined(names: list[str]) -> str:
    """Headers of a county's files one after another: they are Chinese on an English screen too."""
    return "、".join(names)


class Placed(Protocol):
    """Something that stands in a file, perhaps on one of its sheets."""

    @property
    def file(self) -> str: ...
    @property
    def sheet(self) -> str | None: ...


def place(thing: Placed) -> str:
    """Which file, and which of its sheets."""
    return f"{thing.file} [{thing.sheet}]" if thing.sheet else thing.file
