"""What the pack is made of: the answers in the reader's scope and the months beside it, each asked once."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import duckdb
import pandas as pd

from reform.common import formatting
from reform.common.i18n import either, mark
from reform.common.i18n import gettext as _
from reform.metrics import calendars, freshness, query
from reform.metrics.filter_options import label
from reform.metrics.freshness import Age
from reform.metrics.query import Scope
from reform.monitoring.decisions import Decision

# One metric in one scope: as ``reform.metrics.query.ask`` with its connection, or as the page's cached one.
Ask = Callable[[str, tuple[str, ...], Scope], pd.DataFrame]

FILTERS = {
    "departments": ("department", mark("Departments")),
    "domains": ("domain", mark("Domains")),
    "batches": ("batch", mark("Batches")),
    "channels": ("channel", mark("Case channels")),
    "rating_channels": ("rating_channel", mark("Rating channels")),
}


# metric, split, scope → rows
Answers = dict[tuple[str, tuple[str, ...], Scope], pd.DataFrame]


def answered(connection: duckdb.DuckDBPyConnection, scope: Scope) -> Answers:
    """Every indicator's figure in a scope, which the papers all need: together they take half as long."""
    questions = [query.Question(metric, scope) for metric in query.indicators().values()]
    answers = query.ask_many(connection, questions)
    return {(q.metric.code, (), scope): rows for q, rows in zip(questions, answers, strict=True)}


@dataclass(frozen=True)
class Material:
    """The county, its snapshot, the reader's scope, and every answer asked so far.

    ``past`` is the sentence of a past snapshot, empty for the current one. ``ages`` by dataset. ``decisions``
    are the loaded and the typed ones, ``notes`` what was noted on days. ``last_on`` is the data's last day.
    ``waits_for`` says which file or column an indicator waits for; empty where it waits for none.
    ``calendar_kinds`` says on which calendars the days of a metric are counted in a scope.
    ``answers`` are those known before they are asked (``answered``).
    """

    county: str
    snapshot: str
    is_sample: bool
    scope: Scope
    ask: Ask
    ages: Mapping[str, Age] = field(default_factory=dict)
    waits_for: Callable[[str], str] = lambda code: ""
    calendar_kinds: Callable[[str, Scope], Collection[str]] = lambda code, scope: ()
    last_on: date | None = None
    past: str = ""
    decisions: Sequence[Decision] = ()
    notes: Sequence[tuple[date, str]] = ()
    answers: Answers = field(default_factory=dict)
    _kinds: dict[tuple[str, Scope], Collection[str]] = field(default_factory=dict, init=False)

    def rows(self, code: str, *by: str, scope: Scope | None = None) -> pd.DataFrame:
        """The answer of a metric, split or not."""
        key = (code, by, scope or self.scope)
        if key not in self.answers:
            self.answers[key] = self.ask(*key)
        return self.answers[key].copy()

    def row(self, code: str, scope: Scope | None = None) -> pd.Series:
        """The single row of an indicator's answer."""
        return self.rows(code, scope=scope).iloc[0]

    def metric(self, code: str, scope: Scope | None = None) -> query.Metric:
        """A metric in the words of the calendars on which its days are counted."""
        return query.find(code).counted_on(self._calendars_of(code, scope))

    def unit(self, code: str, scope: Scope | None = None) -> str:
        """The unit of its figure."""
        return either(self.metric(code, scope).unit)

    def worded(self, code: str, heading: str, scope: Scope | None = None) -> str:
        """A heading over its days, said of working days, in the words of their calendars."""
        return calendars.worded(heading, self._calendars_of(code, scope))

    def _calendars_of(self, code: str, scope: Scope | None) -> Collection[str]:
        key = (code, scope or self.scope)
        if key not in self._kinds:
            self._kinds[key] = self.calendar_kinds(*key)
        return self._kinds[key]

    @property
    def name(self) -> str:
        """The county as a paper names it."""
        return _("Sample county") if self.is_sample else self.county

    # the months beside the as-of date ---------------------------------------------------------

    @property
    def month(self) -> Scope:
        """The last whole month up to the as-of date; the figures of a month begun say nothing yet."""
        last = self.scope.as_of if _is_month_end(self.scope.as_of) else _month_before(self.scope.as_of)
        return replace(self.scope, from_on=last.replace(day=1), to_on=last)

    def before(self, month: Scope) -> Scope:
        """The month before a month."""
        assert month.from_on is not None
        last = month.from_on - timedelta(days=1)
        return replace(month, from_on=last.replace(day=1), to_on=last)

    def year_before(self, month: Scope) -> Scope:
        """The same month of the year before."""
        assert month.from_on is not None
        first = month.from_on.replace(year=month.from_on.year - 1)
        return replace(month, from_on=first, to_on=_month_end(first))

    @property
    def last_month(self) -> Scope:
        """The state at the end of the month before the as-of date's, all so far."""
        return replace(self.scope, as_of=_month_before(self.scope.as_of))

    # what every page of it says ---------------------------------------------------------------

    def filters(self) -> list[tuple[str, str]]:
        """The reader's filters in words; none when the whole county is shown."""
        chosen = []
        if self.scope.from_on or self.scope.to_on:
            first = formatting.day(self.scope.from_on) if self.scope.from_on else "…"
            last = formatting.day(min(self.scope.to_on or self.scope.as_of, self.scope.as_of))
            chosen.append((_("Period"), _("period {first} – {last}").format(first=first, last=last)))
        for attribute, (name, title) in FILTERS.items():
            values = getattr(self.scope, attribute)
            if values:
                chosen.append((_(title), formatting.listed(label(name, str(value)) for value in values)))
        return chosen

    @property
    def beyond(self) -> str:
        """That the as-of date lies after the data; empty where it does not."""
        return "" if self.last_on is None else freshness.beyond(self.scope.as_of, self.last_on)

    def source(self) -> str:
        """Where the figures come from, as of when, and the mark of sample, past, short and filtered data."""
        origin = _("sample county (fictional data)") if self.is_sample else _("files loaded by the county")
        parts = [
            *([_("Sample data")] if self.is_sample else []),
            _("as of {day}").format(day=formatting.day(self.scope.as_of)),
            _("Source: {what}").format(what=origin),
            _("snapshot {id}").format(id=self.snapshot),
            *([_("data up to {day} only").format(day=formatting.day(self.last_on))] if self.beyond else []),
            *([self.past] if self.past else []),
            *([calendars.note(elsewhere)] if (elsewhere := self._on_other_calendars()) else []),
            *(f"{name} {value}" for name, value in self.filters()),
        ]
        return " · ".join(parts)

    def _on_other_calendars(self) -> int:
        return int(self.rows("coverage").set_index("dataset")["rows"].get("other_calendar", 0))

    def stale(self, codes: Iterable[str]) -> list[Age]:
        """The stale datasets behind some figures."""
        return freshness.stale(self.ages, (name for code in codes for name in query.find(code).uses))

    def waiting(self, codes: Iterable[str]) -> list[str]:
        """What the missing ones among some figures wait for: a line a reason, behind the figures it is of."""
        of: dict[str, list[str]] = {}
        for code in codes:
            if sentence := self.waits_for(code):
                of.setdefault(sentence, []).append(code)
        return [f"{formatting.listed(waiting)} — {sentence}" for sentence, waiting in of.items()]

    def stale_ones(self) -> list[Age]:
        """The stale datasets."""
        return freshness.stale(self.ages, self.ages)


def _is_month_end(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _month_before(day: date) -> date:
    return day.replace(day=1) - timedelta(days=1)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
