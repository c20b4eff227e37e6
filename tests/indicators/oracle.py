"""What every indicator should answer: slow, obvious loops over a county's rows.

Written from the definitions (domain.md §1.6, §3.1-3.3 and the indicators' head comments), never from
the SQL: days are counted one by one on ``reform.workdays.Calendar``, nothing is pre-aggregated.

The indicators stand in ``expected/``, by subject as in ``reform/indicators``; importing a subject here
registers its indicators.
"""

from tests.indicators.expected import (
    credit,
    days,
    flow,
    inspections,
    meeting,
    people,
    satisfaction,
    service,
    sharing,
    sticking,
    supervision,
    transfers,
    voices,
    window,
)
from tests.indicators.expected.figures import INDICATORS, Answer
from tests.indicators.expected.world import World

__all__ = [
    "INDICATORS",
    "Answer",
    "World",
    "credit",
    "days",
    "flow",
    "inspections",
    "meeting",
    "people",
    "satisfaction",
    "service",
    "sharing",
    "sticking",
    "supervision",
    "transfers",
    "voices",
    "window",
]
