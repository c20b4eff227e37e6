"""A heading read as a dataset, and which of many readings is the best."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reform.common.i18n import gettext as _
from reform.ingest.matching.column_positions import answers, missing, positions
from reform.ingest.matching.header_rows import Heading
from reform.ingest.matching.header_vocabulary import harmless, label
from reform.ingest.result import Options
from reform.schema.datasets import Dataset, datasets, header_key, header_note


@dataclass(frozen=True, slots=True)
class Match:
    """A heading read as a dataset: stored name → position, and with which options.

    ``others`` are the datasets the columns this one leaves out would make as well.
    """

    dataset: Dataset
    heading: Heading
    positions: dict[str, int]
    missing: tuple[str, ...]
    options: Options
    others: tuple[str, ...] = ()

    @property
    def header_index(self) -> int:
        """The last header row, from 0: the body begins below it."""
        return self.heading.last

    @property
    def header_rows(self) -> tuple[int, int]:
        """First and last header row as people count them."""
        return self.heading.first + 1, self.heading.last + 1

    @property
    def headers(self) -> list[str]:
        """The name of every column as the file gives it. Not to be shown or stored: see ``labels``."""
        return self.heading.names

    @property
    def labels(self) -> dict[str, str]:
        """Stored name → the file's header for it, as it may be shown and stored."""
        return {name: label(self.headers[place], place) for name, place in self.positions.items()}

    @property
    def known_under(self) -> dict[str, str]:
        """Stored name → the header under which one header row is read alike: the file's, if it can be.

        Half a name (of two rows, of a row of codes) or one that may not be shown gives way to the profile's
        key or the declared header, beside the unit it gives.
        """
        profile = self.options.profile
        named = {
            name: key
            for key, name in profile.columns.items()
            if name in self.positions and self.heading.place(key) == self.positions[name]
        }
        known = answers(self.dataset, profile)
        found: dict[str, str] = {}
        for name, place in self.positions.items():
            own = harmless(self.headers[place]) or ""
            if known.get(header_key(own)) != name:
                note = header_note(own)
                own = (named.get(name) or self.dataset.column(name).header) + (f"({note})" if note else "")
            found[name] = own
        return found

    @property
    def strength(self) -> int:
        """How much of the dataset is there; a required column says more than an optional one."""
        return sum(3 if self.dataset.column(name).required else 1 for name in self.positions)

    @property
    def dropped(self) -> list[str]:
        """The columns that are not kept, as they may be shown: by header, or by place."""
        used = set(self.positions.values())
        return [
            label(header, place) for place, header in enumerate(self.headers) if header and place not in used
        ]

    @property
    def duplicates(self) -> list[str]:
        """The columns left out because another one already answers to the same declared column."""
        known, used = answers(self.dataset, self.options.profile), set(self.positions.values())
        found: list[str] = []
        for place, header in enumerate(self.headers):
            first = self.positions.get(known.get(header_key(header), "")) if place not in used else None
            if first is not None:
                found.append(
                    _("{header} (column {n}, besides {used})").format(
                        header=label(header, place), n=place + 1, used=label(self.headers[first], first)
                    )
                )
        return found

    def needs_what_is_left_by(self, other: "Match") -> bool:
        """Whether one of its required columns is among those the other reading leaves out."""
        used = set(other.positions.values())
        required = [place for name, place in self.positions.items() if self.dataset.column(name).required]
        return not used.issuperset(required)


def best_of(readings: Iterable[Match]) -> Match | None:
    """The reading of the greatest merit, unless a table of another kind seems to lack a column."""
    found = list(readings)
    best = max(found, key=_merit, default=None)
    if best is None or best.missing:
        return best
    return max((rival for rival in found if _is_denied_by(rival, best)), key=_merit, default=best)


def _merit(reading: Match) -> tuple[bool, int, int, int, int]:
    heading = reading.heading
    return not reading.missing, reading.strength, len(reading.positions), -heading.last, -heading.first


def _is_denied_by(rival: Match, best: Match) -> bool:
    """A list of cases that lacks a column is no list of items, though it holds their codes and names."""
    return (
        bool(rival.missing)
        and rival.heading.last == best.heading.last
        and len(rival.positions) > len(best.positions)
        and rival.needs_what_is_left_by(best)
    )


def readings(guesses: Iterable[Heading], options: Options) -> Iterator[Match]:
    """Every heading as every dataset that may be meant, where it knows a column at all."""
    wanted = options.dataset or options.profile.dataset
    guesses = list(guesses)
    for dataset in datasets().values():
        if wanted in (None, dataset.name):
            keys = dataset.all_header_keys.union(options.profile.columns)
            # Most guesses are rows of data, and every one is held against every dataset.
            found = (read_as(dataset, heading, options) for heading in guesses if heading.shares(keys))
            yield from (reading for reading in found if reading.positions)


def read_as(dataset: Dataset, heading: Heading, options: Options) -> Match:
    """A heading as this dataset, complete or not.

    Where the upper of two header rows is complete alone and the lower has other words under its required
    columns, the lower is data.
    """
    if heading.upper is not None:
        alone = read_as(dataset, heading.upper, options)
        needed = [place for name, place in alone.positions.items() if dataset.column(name).required]
        other = [place for place in needed if heading.lower[place] not in ("", alone.headers[place])]
        if other and not alone.missing:
            return alone
    places = positions(dataset, heading, options.profile)
    return Match(dataset, heading, places, missing(dataset, places, options.profile), options)
