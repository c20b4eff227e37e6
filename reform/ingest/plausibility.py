"""What is kept but deserves a look: rows whose cells contradict each other (domain handbook, part 1.3).

A rule is declared once, in ``_RULES``. What is not known contradicts nothing: a null never breaks a rule.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from reform.common.workdays import CHINA, FIRST_DAY, LAST_DAY, Calendar
from reform.ingest.result import MOST_EXAMPLES, Warned
from reform.schema.datasets import Dataset

_LONGEST_EXTENSION = 10  # working days; 行政许可法 art. 42
_BLANK = "department_blank"  # told where other rows of the table have one
_DAYS = ("wd", "cd", "d")


@dataclass(frozen=True, slots=True)
class _Rule:
    """Broken where ``breaks`` says true; it gets the columns in order. The first is the one to look at."""

    name: str
    columns: tuple[str, ...]
    breaks: Callable[..., Any]


class Consistency:
    """Looks at the accepted rows of one table, batch after batch."""

    def __init__(self, dataset: Dataset, headers: Mapping[str, str], calendar: Calendar = CHINA) -> None:
        """``headers``: stored name → the file's header, for the columns the file has."""
        self._dataset = dataset
        self._headers = headers
        self._calendar = calendar
        self._found: dict[str, Warned] = {}
        self._has_departments = False

    @property
    def warned(self) -> list[Warned]:
        """The broken rules so far, most rows first."""
        found = [one for one in self._found.values() if one.rule != _BLANK or self._has_departments]
        return sorted(found, key=lambda one: -one.rows)

    def look(self, rows: pa.Table) -> None:
        """Count what the accepted rows of a batch (``rows.schema``) contradict."""
        if self._is_given("department"):
            departments = rows.column("department")
            self._has_departments |= departments.null_count < len(departments)
        for rule in self._rules:
            broken = pc.fill_null(rule.breaks(*(rows.column(name) for name in rule.columns)), False)
            count = pc.sum(broken).as_py()
            if count:
                self._add(rule, count, rows.column("source_row").filter(broken))

    def _add(self, rule: _Rule, count: int, places: pa.ChunkedArray) -> None:
        words = {name: self._header(name) for name in rule.columns}
        found = Warned(rule.name, count, tuple(places[:MOST_EXAMPLES].to_pylist()), words)
        known = self._found.get(rule.name)
        self._found[rule.name] = known + found if known else found

    def _header(self, name: str) -> str:
        known = {field.name for field in self._dataset.columns}
        stem = name if name in known else f"{name.rpartition('_')[0]}_days"
        return self._headers.get(stem) or self._dataset.column(stem).header

    @cached_property
    def _rules(self) -> list[_Rule]:
        """The rules whose columns the file has; the others cannot be broken."""
        rules = list(_RULES.get(self._dataset.name, ()))
        if self._dataset.name in ("items", "cases"):  # what merged cells leave that were saved as CSV
            rules.append(_Rule(_BLANK, ("department",), pc.is_null))
        if self._dataset.name == "cases":
            rules.append(_Rule("completed_on_day_off", ("completed_at",), self._is_day_off))
        return [rule for rule in rules if all(self._is_given(name) for name in rule.columns)]

    def _is_given(self, name: str) -> bool:
        return name in self._headers or name.endswith(("_unit", "_kind"))  # beside its limit

    def _is_day_off(self, times: pa.ChunkedArray) -> pa.ChunkedArray:
        since_first = pc.subtract(times.cast(pa.date32(), safe=False).cast(pa.int32()), self._first)
        return self._days_off.take(since_first)

    @cached_property
    def _first(self) -> pa.Scalar:
        return pa.scalar(FIRST_DAY).cast(pa.int32())

    @cached_property
    def _days_off(self) -> pa.Array:
        """For every day from ``FIRST_DAY`` whether it is off; null where no calendar is published."""
        first, last = self._calendar.coverage()
        published = (max(first, FIRST_DAY) - FIRST_DAY).days, (min(last, LAST_DAY) - FIRST_DAY).days
        worked = {(day - FIRST_DAY).days for day in self._calendar.workdays}
        days = range((LAST_DAY - FIRST_DAY).days + 1)
        return pa.array([n not in worked if published[0] <= n <= published[1] else None for n in days])


# rules ----------------------------------------------------------------------------------------

Column = Any  # a chunked array, which mypy takes for Any as well


def _is_longer(promised: Column, its_unit: Column, statutory: Column, unit: Column) -> Column:
    return pc.and_(pc.greater(promised, statutory), pc.equal(its_unit, unit))


def _takes_days(case_kind: Column, promised: Column, unit: Column) -> Column:
    """即办件 with a promise above one day."""
    days = pc.and_(pc.is_in(unit, pa.array(_DAYS)), pc.greater(promised, 1))
    months = pc.and_(pc.equal(unit, "month"), pc.greater(promised, 0))
    hours = pc.and_(pc.equal(unit, "hour"), pc.greater(promised, 24))
    return pc.and_(pc.equal(case_kind, "1"), pc.or_(pc.or_(days, months), hours))


def _is_no_promise(promised: Column, kind: Column, case_kind: Column) -> Column:
    at_once = pc.and_(pc.equal(kind, "immediate"), pc.equal(promised, 0))
    return pc.and_(at_once, pc.equal(case_kind, "2"))


def _all_online(depth: Column) -> Column:
    """全程网办, depth 5 to 7; 8 and 9 are "other"."""
    return pc.and_(pc.greater_equal(depth, 5), pc.less_equal(depth, 7))


_RULES: dict[str, tuple[_Rule, ...]] = {
    "items": (
        _Rule(
            "promise_over_statutory",
            ("promised_days", "promised_unit", "statutory_days", "statutory_unit"),
            _is_longer,
        ),
        _Rule("immediate_with_days", ("case_kind", "promised_days", "promised_unit"), _takes_days),
        _Rule("promise_of_nothing", ("promised_days", "promised_kind", "case_kind"), _is_no_promise),
        _Rule(
            "online_but_visits",
            ("visits", "online_depth"),
            lambda visits, depth: pc.and_(pc.greater(visits, 0), _all_online(depth)),
        ),
        _Rule(
            "no_visit_no_online",
            ("visits", "online_depth"),
            lambda visits, depth: pc.and_(pc.equal(visits, 0), pc.equal(depth, 1)),
        ),
        _Rule(
            "visit_without_reason",
            ("visits", "visit_reason"),
            lambda visits, reason: pc.and_(pc.greater(visits, 0), pc.is_null(reason)),
        ),
        _Rule(
            "window_outside_centre",
            ("one_window", "in_centre"),
            lambda one_window, in_centre: pc.and_(one_window, pc.invert(in_centre)),
        ),
    ),
    "cases": (
        _Rule(
            "due_before_accepted",
            ("due_at", "accepted_at"),
            lambda due, accepted: pc.less(_days(due), _days(accepted)),
        ),
        _Rule(
            "result_without_completion",
            ("completed_at", "result"),
            lambda completed, result: pc.and_(
                pc.is_null(completed), pc.invert(pc.fill_null(pc.equal(result, "other"), True))
            ),
        ),
    ),
    "hall": (_Rule("hour_of_no_day", ("hour",), lambda hour: pc.greater(hour, 23)),),
    "milestones": (
        _Rule(
            "done_without_evidence",
            ("done_on", "evidence"),
            lambda done, evidence: pc.and_(pc.is_valid(done), pc.is_null(evidence)),
        ),
    ),
    "sheet_lines": (
        _Rule("thresholds_alike", ("full_at", "zero_at"), pc.equal),
        _Rule("score_over_points", ("self_score", "points"), pc.greater),
        _Rule(
            "score_beside_indicator",
            ("self_score", "indicator"),
            lambda score, indicator: pc.and_(pc.is_valid(score), pc.is_valid(indicator)),
        ),
        _Rule(
            "score_without_evidence",
            ("self_score", "evidence"),
            lambda score, evidence: pc.and_(pc.greater(score, 0), pc.is_null(evidence)),
        ),
    ),
    "pauses": (
        _Rule(
            "extension_too_long",
            ("approved_days", "kind"),
            lambda days, kind: pc.and_(pc.equal(kind, "1"), pc.greater(days, _LONGEST_EXTENSION)),
        ),
    ),
    "surveys": (
        _Rule(
            "score_like_a_level",
            ("score",),
            lambda score: pc.and_(pc.greater(score, 0), pc.less_equal(score, 5)),
        ),
    ),
    "ratings": (
        _Rule(
            "default_but_bad",
            ("level", "is_default"),
            lambda level, is_default: pc.and_(is_default, pc.greater_equal(level, 4)),
        ),
    ),
}


def _days(times: Column) -> Column:
    """By date, not by clock."""
    return times.cast(pa.date32(), safe=False)
