"""What the reader has chosen, as the one parameter that every question binds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from reform.metrics import week_segments
from reform.metrics.catalog import Metric

# A dimension of the scope may stand for several columns of the answer.
DIMENSIONS = {
    "department": ("department",),
    "domain": ("domain",),
    "batch": ("batch",),
    "channel": ("channel",),
    "side": ("side",),
    "item": ("item_code", "item_name"),
    "month": ("month",),
    "week": ("week",),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What the reader has chosen. ``None`` means all; ``to_on`` never lies after ``as_of``.

    ``items`` asks for one item's life and the rows behind a figure; indicators do not know it. ``rows_of``,
    sorted, are the departments whose rows the reader may see (``row_limit``).
    """

    as_of: date
    from_on: date | None = None
    to_on: date | None = None
    departments: tuple[str, ...] | None = None
    domains: tuple[str, ...] | None = None
    batches: tuple[int, ...] | None = None
    channels: tuple[str, ...] | None = None
    rating_channels: tuple[str, ...] | None = None
    items: tuple[str, ...] | None = None
    rows_of: tuple[str, ...] | None = None

    @property
    def unfiltered(self) -> "Scope":
        """Everything that the same reader may see at the as-of date."""
        return Scope(self.as_of, rows_of=self.rows_of)

    def counted_to(self, last_on: date) -> date:
        """The last day of the period, or of its week where nothing happened after it (``last_on``)."""
        return week_segments.end_if_last(min(self.to_on or self.as_of, self.as_of), last_on)

    def cuts_no_week(self, last_on: date) -> bool:
        """Whether the period and what is known on the as-of date are made of whole weeks."""
        ends = self.counted_to(last_on), week_segments.end_if_last(self.as_of, last_on)
        begins = self.from_on is None or self.from_on == week_segments.start(self.from_on)
        return begins and all(day == week_segments.end(day) for day in ends)

    def bound(self, metric: Metric, by: Iterable[str], last_on: date) -> dict[str, Any]:
        """The scope as the one parameter a question binds; ``last_on``: the last day in the data.

        Cases and ratings have channels of their own; a question that knows none is asked over all.
        """
        channels = self.rating_channels if metric.channels == "ratings" else self.channels
        return {
            "as_of": self.as_of,
            "from_on": self.from_on,
            "to_on": min(self.to_on or self.as_of, self.as_of),
            "counted_to": self.counted_to(last_on),
            "known_to": week_segments.end_if_last(self.as_of, last_on),
            "departments": None if self.departments is None else list(self.departments),
            "domains": list(self.domains) if self.domains else None,
            "batches": list(self.batches) if self.batches else None,
            "channels": list(channels) if channels and "channel" in metric.by else None,
            "items": list(self.items) if self.items else None,
            "by": list(by),
        }
