"""How old the data are: which datasets are stale, since when, and who owes the next file.

The age of a dataset is counted from the last day its rows tell of (a case completed, a rating given, a
stage entered), not from the day of loading: a file exported today that ends in spring is old. A file that
stands for a whole period tells of the period's last day, also when nothing happened in it. Items,
departments' names and the calendar have no events (no ``period`` in their declaration): their day of
loading counts. The day of looking is given; the sample county and a state of the past have a day of their
own, so that they do not age on the shelf.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import duckdb

from reform.common import formatting, plain_rows
from reform.common.i18n import either, mark
from reform.common.i18n import gettext as _
from reform.common.settings import Settings
from reform.metrics import answer_rows
from reform.metrics.scope import Scope
from reform.schema.datasets import datasets


class Freshness(StrEnum):
    """How a dataset stands; said in a word, colour only ever beside it."""

    FRESH = "fresh"
    AGEING = "ageing"
    STALE = "stale"
    UNTIMED = "untimed"
    NONE = "none"

    @property
    def word(self) -> str:
        """The state in the language of the screen."""
        return _(WORDS[self])


WORDS = {
    Freshness.FRESH: mark("up to date"),
    Freshness.AGEING: mark("new file due"),
    Freshness.STALE: mark("out of date"),
    Freshness.UNTIMED: mark("no time limit"),
    Freshness.NONE: mark("not loaded"),
}


@dataclass(frozen=True, slots=True)
class Age:
    """One dataset on the day of looking. ``days`` since ``last_on``; both are None while it is not loaded."""

    dataset: str
    rows: int
    last_on: date | None
    days: int | None
    max_age: int | None
    owner: str

    @property
    def state(self) -> Freshness:
        """Stale after ``max_age`` days, ageing after half of them."""
        if not self.rows or self.days is None:
            return Freshness.NONE
        if not self.max_age:
            return Freshness.UNTIMED
        if self.days > self.max_age:
            return Freshness.STALE
        return Freshness.AGEING if 2 * self.days > self.max_age else Freshness.FRESH

    @property
    def title(self) -> str:
        """The dataset's name in the language of the screen."""
        return either(datasets()[self.dataset].title)

    @property
    def sentence(self) -> str:
        """Until when the data go, for how long nothing came, and who owes it."""
        said = (
            _("{dataset} was loaded on {day}, {n} days ago; owed by {owner}")
            if datasets()[self.dataset].period is None
            else _("{dataset} ends on {day}, nothing newer for {n} days; owed by {owner}")
        )
        return said.format(
            dataset=self.title,
            day=formatting.day(self.last_on),
            n=formatting.number(self.days),
            owner=either(self.owner),
        )


def ages(rows: Iterable[Mapping[str, Any]], on: date, settings: Settings) -> dict[str, Age]:
    """The datasets by name, from the rows of the list ``health_freshness``."""
    return {row["dataset"]: _age(row, on, settings) for row in rows}


def ages_in(connection: duckdb.DuckDBPyConnection, on: date, settings: Settings) -> dict[str, Age]:
    """The same, asked of a snapshot."""
    answer = answer_rows.ask(connection, "health_freshness", Scope(on))
    return ages(plain_rows.plain(answer.rows), on, settings)


def _age(row: Mapping[str, Any], on: date, settings: Settings) -> Age:
    dataset = datasets()[row["dataset"]]
    said = row["loaded_on"] if dataset.period is None else row["happened_on"]
    last_on = date.fromisoformat(said) if said else None
    return Age(
        dataset.name,
        row["rows"],
        last_on,
        None if last_on is None else max(0, (on - last_on).days),
        settings.max_age.get(dataset.name, dataset.max_age),
        settings.owners.get(dataset.name, dataset.owner),
    )


def stale(of: Mapping[str, Age], uses: Iterable[str]) -> list[Age]:
    """The stale ones among the datasets that a figure uses, oldest first."""
    used = dict.fromkeys(standing_in(of, uses))
    old = [of[name] for name in used if name in of and of[name].state is Freshness.STALE]
    return sorted(old, key=lambda age: (age.last_on, age.dataset))


def standing_in(of: Mapping[str, Age], uses: Iterable[str]) -> list[str]:
    """The datasets that a figure uses: where cases were summed up elsewhere, their counts stand for them."""
    if "case_counts" not in of or of["case_counts"].state is Freshness.NONE:
        return list(uses)
    cases = ["case_counts"] if of["cases"].state is Freshness.NONE else ["cases", "case_counts"]
    return [name for used in uses for name in (cases if used == "cases" else [used])]


def beyond(as_of: date, last_on: date) -> str:
    """That the as-of date lies after the data, and what that makes of the figures; else empty."""
    if as_of <= last_on:
        return ""
    return _(
        "The data end on {last}; the as-of date is {day}. What happened in between is not loaded: "
        "what was open on {last} counts as open, and as overdue once its day has passed."
    ).format(last=formatting.day(last_on), day=formatting.day(as_of))


def mark_of(old: Iterable[Age]) -> str:
    """The words of the mark beside a figure that rests on stale data: until when they go."""
    first = min(age.last_on for age in old if age.last_on)
    return _("Stale data · up to {day}").format(day=formatting.day(first))


def as_json(old: Iterable[Age]) -> list[dict[str, Any]]:
    """Stale datasets for programs."""
    return [
        {
            "dataset": age.dataset,
            "last_on": age.last_on.isoformat() if age.last_on else None,
            "age_days": age.days,
            "max_age": age.max_age,
            "owner": age.owner,
            "message": age.sentence,
        }
        for age in old
    ]
