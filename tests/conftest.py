"""For every test: no time limit decides one, and the summary of a failure is the last word."""

import atexit
import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says how busy the machine is, not whether the program is right.
settings.register_profile("reform", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("reform")


def _end_quietly() -> None:
    """DuckDB's binding lists every object alive when Python ends, 84 lines below the summary of a failure."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


atexit.register(_end_quietly)  # the first to be registered is the last to run


@pytest.fixture(autouse=True)
def _no_language_left() -> Iterator[None]:
    """``serve`` tells the pages its language by the environment: no test leaves one behind."""
    yield
    os.environ.pop("REFORM_LANG", None)
