"""Random scopes and splits to ask a random county by."""

from collections.abc import Sequence
from datetime import timedelta

from hypothesis import strategies as st

from reform.metrics.query import DIMENSIONS, Scope
from tests.metrics.counties import (
    BATCHES,
    CHANNELS,
    DEPARTMENTS,
    DOMAINS,
    FIRST,
    RATING_CHANNELS,
    days,
    meeting_days,
)


def _some(values: Sequence[object]) -> st.SearchStrategy[tuple[object, ...] | None]:
    """Mostly no choice at all: filters are one thing to test, figures another."""
    chosen = st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True).map(tuple)
    return st.integers(0, 3).flatmap(lambda n: chosen if n == 3 else st.none())


def _known(values: Sequence[object | None]) -> list[object]:
    return [value for value in values if value is not None]


# What a reader chooses: any period (also an empty one, or one that ends after the as-of date), any filter.
scopes = st.builds(
    Scope,
    as_of=meeting_days | meeting_days | days,
    from_on=st.none() | st.integers(0, 20).map(lambda n: FIRST + timedelta(n)) | days,
    to_on=st.none() | days,
    departments=_some(_known(DEPARTMENTS)),
    domains=_some(_known(DOMAINS)),
    batches=_some(_known(BATCHES)),
    channels=_some(_known(CHANNELS)),
    rating_channels=_some(_known(RATING_CHANNELS)),
)

splits = st.lists(st.sampled_from(sorted(DIMENSIONS)), max_size=3, unique=True)
