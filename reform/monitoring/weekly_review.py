"""The weekly check of a county put together: for the page and for the digest, which show the same."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from reform.common.workdays import Calendar
from reform.metrics.filter_options import choices
from reform.metrics.freshness import Age
from reform.metrics.query import Scope
from reform.monitoring import data_tasks, decisions, meetings, signoffs, tasks
from reform.monitoring.signoffs import UnitStatus
from reform.monitoring.tasks import Ask, Task
from reform.storage.journal import Entry


@dataclass(frozen=True, slots=True)
class ReviewInputs:
    """What the kept rows do not tell: how old they are, what the log and the journal say.

    ``on`` is the day of looking, from which ages are counted; ``events`` those of the log, newest first;
    ``decided`` and ``signed_off`` what holds in the journal, by subject and by unit.
    """

    on: date
    ages: Mapping[str, Age]
    owners: Mapping[str, str]
    calendar: Calendar
    events: Iterable[Mapping[str, Any]] = ()
    decided: Mapping[str, Entry] | None = None
    signed_off: Mapping[str, Entry] | None = None


@dataclass(frozen=True, slots=True)
class WeeklyReview:
    """Every task, those of the chosen units, everybody who has a list, the week, and who has checked."""

    tasks: Sequence[Task]
    shown: Sequence[Task]
    units: Sequence[str]
    monday: date
    statuses: Sequence[UnitStatus]
    departments: Sequence[str] = ()

    def called(self, unit: str) -> str:
        """A unit as it is shown: a department by its name, another one in the language of the screen."""
        return unit if unit in self.departments else tasks.unit(unit)

    def of(self, unit: str) -> list[Task]:
        """The list of a unit."""
        return [task for task in self.tasks if task.owner == unit]


def review(ask: Ask, scope: Scope, since: date, monday: date, inputs: ReviewInputs) -> WeeklyReview:
    """Put it together. ``since`` is last week's as-of date, ``monday`` begins the week that is checked."""
    departments = choices(ask("choices", scope))["department"]
    decided = decisions.known(ask("decision_list", scope.unfiltered), inputs.decided or {}, scope)
    last_week = inputs.on - timedelta(7)
    every = tasks.ordered(
        [
            *tasks.listed(ask, scope, since),
            *meetings.due(decided, scope.as_of, inputs.calendar, since),
            *data_tasks.renewals(inputs.ages, inputs.owners, inputs.on, inputs.calendar, last_week),
            *data_tasks.failures(inputs.events, last_week, inputs.on),
            *data_tasks.corrections(ask("week_rejects", scope)),
        ]
    )
    if scope.rows_of is not None:
        every = [task for task in every if task.owner in scope.rows_of]
    shown = tasks.owed_by(every, scope.departments or ())
    units = list(tasks.units(every, departments))
    statuses = signoffs.unit_statuses(units, every, inputs.signed_off or {})
    return WeeklyReview(every, shown, units, monday, statuses, departments)
