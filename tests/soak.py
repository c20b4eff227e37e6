"""How often a test of chance tries: the same few examples in every run; many new ones with REFORM_SOAK=1."""

import os
from collections.abc import Iterable
from typing import TypeVar

from hypothesis import HealthCheck, settings

SOAKING = os.environ.get("REFORM_SOAK") == "1"
MANY = 50
T = TypeVar("T")


def spread(many: int, every: int, first: int = 0) -> range:
    """Numbers below ``many``: all of them when soaking, else each ``every``-th from ``first``."""
    return range(many) if SOAKING else range(first, many, every)


def some(many: Iterable[T], every: int) -> list[T]:
    """All of them when soaking, else the first and each ``every``-th from there."""
    return list(many) if SOAKING else list(many)[::every]


def tries(few: int) -> settings:
    """The settings of such a test; soaking prints how a failure is repeated."""
    return settings(
        max_examples=few * MANY if SOAKING else few,
        derandomize=not SOAKING,
        print_blob=SOAKING,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
