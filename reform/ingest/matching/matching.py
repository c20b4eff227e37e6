"""Which dataset each table of a file holds, in which rows its header stands and which column is which.

Headers match by name, never by position; nothing is guessed: a table that lacks a required column is
refused with the headers found and the nearest candidates.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reform.ingest.matching.candidates import Match, best_of, readings
from reform.ingest.matching.header_rows import Heading, headings
from reform.ingest.matching.match_errors import column_missing, sheet_unknown
from reform.ingest.readers import FileRefused, TextTable
from reform.ingest.result import Options
from reform.schema.profiles import Profile

__all__ = ["Match", "Matching", "match", "match_all", "no_dataset"]


@dataclass(frozen=True, slots=True)
class Matching:
    """The tables of a file: those read as a dataset, and those left out, with the reason if half read."""

    found: list[tuple[TextTable, Match]]
    left_out: list[tuple[TextTable, FileRefused | None]]


def match_all(tables: Sequence[TextTable], options: Options) -> Matching:
    """Find each table's dataset. A table that half matches one is left out beside one that matches whole.

    Raises ``FileRefused`` when no table can be read, or when a member of an archive only half matches.
    """
    found: list[tuple[TextTable, Match]] = []
    left_out: list[tuple[TextTable, FileRefused | None]] = []
    for table in tables:
        try:
            matched = match(table, options)
        except FileRefused as refused:
            left_out.append((table, refused))
            continue
        if matched is not None:
            found.append((table, matched))
        elif any(map(any, table.head)):
            left_out.append((table, None))
    read = {table.file for table, _match in found}
    for table, reason in left_out:
        if reason is not None and table.file not in read:
            raise reason
    if not found:
        raise no_dataset(_widest(tables), options)
    return Matching(found, left_out)


def _widest(tables: Sequence[TextTable]) -> TextTable:
    return max(tables, key=lambda table: max((sum(map(bool, cells)) for cells in table.head), default=0))


def match(table: TextTable, options: Options) -> Match | None:
    """The best reading of a table, or None when it has nothing of a dataset.

    A saved profile made for these headers is used by itself. Else complete readings win over incomplete
    ones, then the one that knows the most columns, the required ones above all: a stage log that repeats
    names and departments is still a stage log.
    Raises ``FileRefused`` when the best reading lacks a required column.
    """
    guesses = list(headings(table))
    best = _by_saved_profile(guesses, options) or best_of(readings(guesses, options))
    if best is None or (best.missing and len(best.positions) < 2):
        return None
    if best.missing:
        raise _column_missing(table, best)
    _square(table, best.heading)
    return replace(best, others=_others(best))


def _square(table: TextTable, heading: Heading) -> None:
    """Make the last header row as wide as the header: a text file may leave out its empty cells."""
    last = table.head[heading.last]
    last += [""] * (len(heading.names) - len(last))


def no_dataset(table: TextTable, options: Options) -> FileRefused:
    """The sentence for a table in which no dataset, or not the stated one, was recognised."""
    wanted = options.dataset or options.profile.dataset
    best = best_of(readings(list(headings(table)), options)) if wanted else None
    if best is not None and best.missing:
        return _column_missing(table, best)
    return sheet_unknown(table)


def _column_missing(table: TextTable, found: Match) -> FileRefused:
    return column_missing(table, found.dataset, found.headers, found.missing[0])


def _by_saved_profile(guesses: list[Heading], options: Options) -> Match | None:
    """The reading by the saved profile that knows exactly these headers, if no profile was chosen."""
    if options.profile != Profile():
        return None
    known = [profile for profile in options.saved if options.dataset in (None, profile.dataset)]
    return best_of(
        reading
        for heading in guesses
        for profile in known
        if heading.is_known_to(profile)
        for reading in readings([heading], replace(options, profile=profile))
        if not reading.missing
    )


def _others(best: Match) -> tuple[str, ...]:
    """The other datasets whose required columns are all there, one at least among those left out."""
    plain = replace(best.options, profile=Profile(), dataset=None)
    return tuple(
        reading.dataset.name
        for reading in readings([best.heading], plain)
        if not reading.missing
        and reading.dataset.name != best.dataset.name
        and reading.needs_what_is_left_by(best)
    )
