"""What every indicator should answer: slow, obvious loops over a county's rows.

Written from the definitions (domain.md §1.6, §3.1-3.3 and the indicators' head comments), never from
the SQL: days are counted one by one on ``reform.common.workdays.Calendar``, nothing is pre-aggregated.

The indicators stand in ``expected/``, by topic as in ``reform/metrics/indicators``; importing a topic
here registers its indicators.
"""

from tests.metrics.expected import (
    bottlenecks,
    business_setup,
    credit,
    data_sharing,
    decisions,
    feedback,
    handling_time,
    inspections,
    one_window,
    satisfaction,
    service_hall,
    staff,
    supervision,
    transfers,
)
from tests.metrics.expected.figures import INDICATORS, Answer
from tests.metrics.expected.world import World

__all__ = [
    "INDICATORS",
    "Answer",
    "World",
    "bottlenecks",
    "business_setup",
    "credit",
    "data_sharing",
    "decisions",
    "feedback",
    "handling_time",
    "inspections",
    "one_window",
    "satisfaction",
    "service_hall",
    "staff",
    "supervision",
    "transfers",
]
