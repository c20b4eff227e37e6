"""The rows an indicator counts, each with what can be said of it."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, timedelta

from reform.common.workdays import KINDS, Calendar
from tests.metrics.county import Case, Item, Rating

CALENDARS = {kind: Calendar(kind) for kind in KINDS}
TRANSFERRED = ("S4", "S5", "S6", "S7")

Group = tuple[Hashable, ...]


@dataclass(frozen=True)
class Subject:
    """What a case or rating is about: an item, or what the file says where no item fits."""

    code: str | None
    name: str | None
    department: str | None
    item: Item | None = None

    @property
    def domain(self) -> str | None:
        return self.item.domain if self.item else None

    @property
    def batch(self) -> int | None:
        return self.item.batch if self.item else None

    @property
    def kind(self) -> str | None:
        """即办件 (1), 承诺件 (2) or other (9): what the list says, else what the promise says."""
        if self.item is None or self.item.case_kind is not None:
            return self.item.case_kind if self.item else None
        if self.item.promised_kind in ("immediate", "same_day"):
            return "1"
        return None if self.item.promised_days is None else "2"


@dataclass(frozen=True)
class Row:
    """Anything that is filtered and split: its subject, its channel, its day, its side of the transfer."""

    subject: Subject
    channel: str | None
    day: date
    side: str | None

    def at(self, dimension: str) -> Group:
        """Where the row stands in a dimension."""
        if dimension == "item":
            return (self.subject.code, self.subject.name)
        if dimension == "month":
            return (self.day.replace(day=1),)
        if dimension == "week":
            return (self.day - timedelta(self.day.weekday()),)
        return (getattr(self if dimension in ("channel", "side") else self.subject, dimension),)


@dataclass(frozen=True)
class ItemThen(Row):
    """An item of the base as it stood at the as-of date."""

    item: Item
    counted: bool
    stage: str
    flags: int
    as_of: date

    @property
    def transferred(self) -> bool:
        return self.stage in TRANSFERRED

    @property
    def in_place(self) -> bool:
        return self.stage == "S7" and self.flags == 5

    @property
    def planned(self) -> bool:
        return self.item.planned_on is not None and self.item.planned_on <= self.as_of

    @property
    def overdue(self) -> bool:
        planned_on = self.item.planned_on
        return planned_on is not None and planned_on < self.as_of and not self.transferred


@dataclass(frozen=True)
class Fact(Row):
    """A case with its times. ``used`` is missing while it is open; ``strict`` is the same where only the
    procedures that the law names stop the clock."""

    case: Case
    accepted_on: date
    completed_on: date | None
    due_on: date | None
    counted: bool
    used: int | None
    strict: int | None
    extension: int
    statutory: float | None
    promised: float | None
    deadline: date | None
    provisional: bool

    @property
    def days_provisional(self) -> bool:
        """Whether the days used rest on a year whose holidays are not published."""
        calendar = CALENDARS[self.case.calendar]
        return self.completed_on is not None and calendar.is_provisional(self.accepted_on, self.completed_on)

    @property
    def on_time(self) -> bool | None:
        """By the case's own due date, else by the promise with its extension; None without either."""
        if self.completed_on is None or self.used is None:
            return None
        if self.due_on is not None:
            return self.completed_on <= self.due_on
        return None if self.promised is None else self.used <= self.promised + self.extension

    @property
    def over_statutory(self) -> bool | None:
        if self.used is None or self.statutory is None:
            return None
        return self.used > self.statutory + self.extension

    @property
    def over_statutory_strict(self) -> bool | None:
        """The same where only the procedures that the law names stop the clock."""
        if self.strict is None or self.statutory is None:
            return None
        return self.strict > self.statutory + self.extension


@dataclass(frozen=True)
class Waiting(Row):
    """An open case at the as-of date: working days left, or None where no limit is known or it is stopped."""

    left: int | None


@dataclass(frozen=True)
class Rated(Row):
    """A rating as it stood at the as-of date."""

    rating: Rating
    due_on: date
    as_of: date

    @property
    def valid(self) -> bool:
        return self.rating.level is not None and not self.rating.is_default

    @property
    def bad(self) -> bool:
        return self.valid and self.rating.level in (4, 5)

    @property
    def rectified(self) -> bool:
        return self.rating.rectified_on is not None and self.rating.rectified_on <= self.as_of

    @property
    def is_verified(self) -> bool:
        """What verification found has no day: it is known with the rectification or the call back."""
        days = [day for day in (self.rating.rectified_on, self.rating.called_back_on) if day is not None]
        return not days or min(days) <= self.as_of

    @property
    def past_due(self) -> bool:
        return self.due_on < self.as_of
