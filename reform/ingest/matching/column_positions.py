"""Which column of a heading answers to which declared column, and what is still missing."""

from reform.ingest.matching.header_rows import Heading
from reform.schema.datasets import Dataset
from reform.schema.profiles import Profile


def positions(dataset: Dataset, heading: Heading, profile: Profile) -> dict[str, int]:
    """Stored name → position. The profile's names go first; one saved for these headers says all there is."""
    places = _by_profile(heading, profile)
    if not profile.headers:
        # A column's whole name is better than half of it, whichever declared column asks first.
        taken = set(places.values())
        for known in (heading.exact, heading.partial):
            for name, keys in dataset.header_keys:
                if name in places:
                    continue
                for key in keys:
                    place = known.get(key)
                    if place is not None and place not in taken:
                        places[name] = place
                        taken.add(place)
                        break
    known_columns = {column.name for column in dataset.columns}
    return {name: place for name, place in places.items() if name in known_columns}


def _by_profile(heading: Heading, profile: Profile) -> dict[str, int]:
    """What the profile names; where it has several headers for a column, the first in the file."""
    named = [
        (place, name) for key, name in profile.columns.items() if (place := heading.place(key)) is not None
    ]
    places: dict[str, int] = {}
    for place, name in sorted(named):
        places.setdefault(name, place)
    return places


def missing(dataset: Dataset, places: dict[str, int], profile: Profile) -> tuple[str, ...]:
    """The required columns not found, and the first of every group of which none was."""
    given = {*places, *profile.constants}
    required = [column.name for column in dataset.columns if column.required and column.name not in given]
    groups = [group[0] for group in dataset.one_of if not given.intersection(group)]
    return (*required, *groups)


def answers(dataset: Dataset, profile: Profile) -> dict[str, str]:
    """Header key → the declared column it would be taken for."""
    if profile.headers:
        return profile.columns
    declared = {key: name for name, keys in reversed(dataset.header_keys) for key in keys}
    return declared | profile.columns
