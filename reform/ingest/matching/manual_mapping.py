"""Columns mapped by hand: what to offer for each declared column, nearest first, and the profile it makes.

Columns of personal data are never offered, and their cells never shown. A sample is for the operator's
eyes: it is scrubbed, and written nowhere.
"""

from collections.abc import Mapping
from statistics import mean

from reform.common.i18n import gettext as _
from reform.common.redaction import is_personal_header, scrub
from reform.ingest.matching.candidates import read_as
from reform.ingest.matching.header_rows import Heading, headings
from reform.ingest.matching.header_vocabulary import is_header_like
from reform.ingest.matching.match_errors import similarity
from reform.ingest.readers import TextTable
from reform.ingest.result import Options
from reform.schema.datasets import Column, Dataset, datasets, header_key
from reform.schema.profiles import Profile, name_for

SAMPLES = 3
_LONGEST_SAMPLE = 40
_MOST_COMPARED = 200

Chosen = Mapping[str, int]  # declared column → position


def guesses(table: TextTable) -> list[Heading]:
    """The rows that can be the header: those with two names or more."""
    return [heading for heading in headings(table) if sum(map(bool, heading.names)) > 1]


def likely(found: list[Heading], options: Options) -> list[Dataset]:
    """All datasets, the one whose required columns have the nearest headers first."""

    def likeness(dataset: Dataset) -> float:
        names = [name for name in found[best_heading(dataset, found, options)].names if name][:_MOST_COMPARED]
        needs = [[column] for column in dataset.columns if column.required]
        needs += [[dataset.column(name) for name in group] for group in dataset.one_of]
        return mean(max(similarity(column, name) for column in need for name in names) for need in needs)

    return sorted(datasets().values(), key=likeness, reverse=True)


def best_heading(dataset: Dataset, found: list[Heading], options: Options) -> int:
    """Which of the guesses to begin with: the one that has most of the dataset, else most header words."""

    def merit(at: int) -> tuple[int, int, int]:
        reading = read_as(dataset, found[at], options)
        return -len(reading.missing), reading.strength, sum(map(is_header_like, found[at].names))

    return max(range(len(found)), key=merit)


def suggested(dataset: Dataset, heading: Heading, options: Options) -> Chosen:
    """What matches by name already."""
    return read_as(dataset, heading, options).positions


def needed(dataset: Dataset) -> list[Column]:
    """The columns a table must have: the required ones, and those of which one is enough."""
    grouped = {name for group in dataset.one_of for name in group}
    return [column for column in dataset.columns if column.required or column.name in grouped]


def offered(column: Column, heading: Heading) -> list[int]:
    """The positions that can be chosen for a column, those with the nearest headers first."""
    places = [place for place in heading.exact.values() if not _is_personal(heading.names[place])]
    return sorted(places, key=lambda place: -similarity(column, heading.names[place]))


def shown(heading: Heading, place: int) -> str:
    """A header as the operator reads it while choosing."""
    return scrub(heading.names[place])[0][:_LONGEST_SAMPLE]


def samples(table: TextTable, heading: Heading, place: int) -> list[str]:
    """The first different cells of a column, scrubbed; none of a column of personal data."""
    if _is_personal(heading.names[place]):
        return []
    below = (cells[place] for cells in table.head[heading.last + 1 :] if place < len(cells))
    words = dict.fromkeys(scrub(cell)[0][:_LONGEST_SAMPLE] for cell in below if cell)
    return list(words)[:SAMPLES]


def _is_personal(header: str) -> bool:
    return is_personal_header(header) or scrub(header)[1] > 0


def problems(title: str, dataset: Dataset, heading: Heading, chosen: Chosen) -> list[str]:
    """What is still to be done before the mapping can be used, one sentence each."""
    said = []
    missing = [column.header for column in dataset.columns if column.required and column.name not in chosen]
    if missing:
        said.append(_("Choose a column for: {columns}.").format(columns="、".join(missing)))
    for group in dataset.one_of:
        if not set(group) & set(chosen):
            enough = "、".join(dataset.column(name).header for name in group)
            said.append(_("Choose a column for at least one of: {columns}.").format(columns=enough))
    for place in dict.fromkeys(chosen.values()):
        names = [dataset.column(name).header for name, at in chosen.items() if at == place]
        if len(names) > 1:
            said.append(
                _("{header} is chosen more than once: for {columns}. Choose it for one of them.").format(
                    header=shown(heading, place), columns="、".join(names)
                )
            )
    if not title.strip():
        said.append(_("Give the mapping a name, such as the name of the system the file comes from."))
    return said


def profile(title: str, dataset: Dataset, heading: Heading, chosen: Chosen) -> Profile:
    """The profile a mapping makes. ``problems`` must have found none."""
    title = scrub(title)[0]
    columns = {header_key(heading.names[place]): name for name, place in chosen.items()}
    return Profile(
        name=name_for(title),
        title=title,
        dataset=dataset.name,
        columns=columns,
        headers=heading.known_by(columns),
    )
