"""Tasks of the weekly check that are about the data themselves: what is out of date, what did not load."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd

from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.common.workdays import Calendar
from reform.metrics.freshness import Age, Freshness
from reform.monitoring.tasks import NOBODY, Task, canonical, fell_due
from reform.schema.datasets import datasets


def renewals(
    ages: Mapping[str, Age], owners: Mapping[str, str], on: date, calendar: Calendar, since: date
) -> list[Task]:
    """Datasets that are out of date or soon will be, on the day of looking. ``owners``: the county's own."""
    due = [age for age in ages.values() if age.state in (Freshness.STALE, Freshness.AGEING)]
    return [_renewal(age, owners, on, calendar, since) for age in due]


def _renewal(age: Age, owners: Mapping[str, str], on: date, calendar: Calendar, since: date) -> Task:
    assert age.last_on is not None
    assert age.max_age is not None
    due_on = age.last_on + timedelta(age.max_age)
    left = days_left(calendar, on, due_on)
    return Task(
        "data",
        age.title,
        canonical(owners.get(age.dataset, age.owner)),
        due_on,
        left,
        _("{state}; goes up to {day}").format(state=age.state.word, day=formatting.day(age.last_on)),
        is_new=fell_due(due_on, left, since),
    )


def days_left(calendar: Calendar, on: date, due_on: date) -> int:
    """Working days left, as the macro of this name counts them: 0 on the day itself, negative once over."""
    left = calendar.number(due_on) - calendar.number(on)
    return min(-1, left) if due_on < on else left


def failures(events: Iterable[Mapping[str, Any]], since: date, until: date) -> list[Task]:
    """Files refused after ``since`` and up to ``until`` that were not loaded later under the same name.

    ``events``: those of the log, newest first.
    """
    newest: dict[str, Task | None] = {}  # None: loaded later
    for event in events:
        name = str(event.get("file", ""))
        if event["event"] != "file" or name in newest:
            continue
        day = _local_day(event["at"])
        if event.get("outcome") != "refused":
            newest[name] = None
        elif since < day <= until:
            note = _("refused on {day}").format(day=formatting.day(day))
            newest[name] = Task("load", name, _owner(event.get("dataset")), note=note, is_new=True)
    return [task for task in newest.values() if task is not None]


def corrections(rejects: pd.DataFrame) -> Iterator[Task]:
    """Files with cells that still wait to be corrected: rows of the list ``week_rejects``."""
    for row in rejects.to_dict("records"):
        note = _("{n} refused cells wait for correction").format(n=formatting.number(row["cells"]))
        yield Task("load", str(row["subject"]), _owner(row["dataset"]), note=note)


def _owner(dataset: Any) -> str:
    return canonical(datasets()[dataset].owner) if dataset in datasets() else NOBODY


def _local_day(at: str) -> date:
    return datetime.fromisoformat(at).astimezone().date()
