"""What is kept but deserves a look: rows whose cells contradict each other (domain handbook, part 1.3).

A rule is declared once, in ``_RULES``. What is not known contradicts nothing: a null never breaks a rule.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow.compute import field

from reform.common.workdays import CHINA, FIRST_DAY, LAST_DAY, Calendar
from reform.ingest.result import MOST_EXAMPLES, Warned
from reform.schema.datasets import Dataset

_LONGEST_EXTENSION = 10  # working days; 行政许可法 art. 42
_BLANK = "department_blank"  # told where other rows of the table have one
_DAY_OFF = "completed_on_day_off"  # the rule, and the column it asks


@dataclass(frozen=True, slots=True)
class _Rule:
    """Broken by the rows of which ``breaks`` is true; the first of ``columns`` is the one to look at."""

    name: str
    columns: tuple[str, ...]
    breaks: pc.Expression


class Consistency:
    """Looks at the accepted rows of one table, batch after batch."""

    def __init__(self, dataset: Dataset, headers: Mapping[str, str], calendar: Calendar = CHINA) -> None:
        """``headers``: stored name → the file's header, for the columns the file has."""
        self._dataset = dataset
        self._headers = headers
        self._calendar = calendar
        self._broken: dict[str, Warned] = {}
        self._has_departments = False

    @property
    def warned(self) -> list[Warned]:
        """The broken rules so far, most rows first."""
        found = [one for one in self._broken.values() if one.rule != _BLANK or self._has_departments]
        return sorted(found, key=lambda one: -one.rows)

    def look(self, rows: pa.Table) -> None:
        """Count what the accepted rows of a batch (``rows.schema``) contradict."""
        if self._is_given("department"):
            departments = rows.column("department")
            self._has_departments |= departments.null_count < len(departments)
        for rule in self._rules:
            asked = rows.select(["source_row", *rule.columns])
            if rule.name == _DAY_OFF:
                asked = asked.append_column(_DAY_OFF, self._is_day_off(rows.column("completed_at")))
            broken = asked.filter(rule.breaks)
            if broken.num_rows:
                self._add(rule, broken.num_rows, broken.column("source_row"))

    def _add(self, rule: _Rule, count: int, numbers: pa.ChunkedArray) -> None:
        words = {name: self._header(name) for name in rule.columns}
        warned = Warned(rule.name, count, tuple(numbers[:MOST_EXAMPLES].to_pylist()), words)
        earlier = self._broken.get(rule.name)
        self._broken[rule.name] = earlier + warned if earlier else warned

    def _header(self, name: str) -> str:
        known = {column.name for column in self._dataset.columns}
        stem = name if name in known else f"{name.rpartition('_')[0]}_days"
        return self._headers.get(stem) or self._dataset.column(stem).header

    @cached_property
    def _rules(self) -> list[_Rule]:
        """The rules whose columns the file has; the others cannot be broken."""
        rules = list(_RULES.get(self._dataset.name, ()))
        if self._dataset.name in ("items", "cases"):  # what merged cells leave that were saved as CSV
            rules.append(_Rule(_BLANK, ("department",), field("department").is_null()))
        if self._dataset.name == "cases":
            rules.append(_Rule(_DAY_OFF, ("completed_at",), field(_DAY_OFF)))
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


def _day(name: str) -> pc.Expression:
    """By date, not by clock."""
    return field(name).cast(pa.date32(), safe=False)


# 全程网办, depth 5 to 7; 8 and 9 are "other".
_ALL_ONLINE = (field("online_depth") >= 5) & (field("online_depth") <= 7)
# More than a day, or a month, or 24 hours.
_TAKES_DAYS = (
    (field("promised_unit").isin(["wd", "cd", "d"]) & (field("promised_days") > 1))
    | ((field("promised_unit") == "month") & (field("promised_days") > 0))
    | ((field("promised_unit") == "hour") & (field("promised_days") > 24))
)

_RULES: dict[str, tuple[_Rule, ...]] = {
    "items": (
        _Rule(
            "promise_over_statutory",
            ("promised_days", "promised_unit", "statutory_days", "statutory_unit"),
            (field("promised_days") > field("statutory_days"))
            & (field("promised_unit") == field("statutory_unit")),
        ),
        _Rule(
            "immediate_with_days",
            ("case_kind", "promised_days", "promised_unit"),
            (field("case_kind") == "1") & _TAKES_DAYS,
        ),
        _Rule(
            "promise_of_nothing",
            ("promised_days", "promised_kind", "case_kind"),
            (field("promised_kind") == "immediate")
            & (field("promised_days") == 0)
            & (field("case_kind") == "2"),
        ),
        _Rule("online_but_visits", ("visits", "online_depth"), (field("visits") > 0) & _ALL_ONLINE),
        _Rule(
            "no_visit_no_online",
            ("visits", "online_depth"),
            (field("visits") == 0) & (field("online_depth") == 1),
        ),
        _Rule(
            "visit_without_reason",
            ("visits", "visit_reason"),
            (field("visits") > 0) & field("visit_reason").is_null(),
        ),
        _Rule(
            "window_outside_centre", ("one_window", "in_centre"), field("one_window") & ~field("in_centre")
        ),
    ),
    "cases": (
        _Rule("due_before_accepted", ("due_at", "accepted_at"), _day("due_at") < _day("accepted_at")),
        _Rule(
            "result_without_completion",
            ("completed_at", "result"),
            field("completed_at").is_null() & (field("result") != "other"),
        ),
    ),
    "hall": (_Rule("hour_of_no_day", ("hour",), field("hour") > 23),),
    "milestones": (
        _Rule(
            "done_without_evidence",
            ("done_on", "evidence"),
            field("done_on").is_valid() & field("evidence").is_null(),
        ),
    ),
    "sheet_lines": (
        _Rule("thresholds_alike", ("full_at", "zero_at"), field("full_at") == field("zero_at")),
        _Rule("score_over_points", ("self_score", "points"), field("self_score") > field("points")),
        _Rule(
            "score_beside_indicator",
            ("self_score", "indicator"),
            field("self_score").is_valid() & field("indicator").is_valid(),
        ),
        _Rule(
            "score_without_evidence",
            ("self_score", "evidence"),
            (field("self_score") > 0) & field("evidence").is_null(),
        ),
    ),
    "pauses": (
        _Rule(
            "extension_too_long",
            ("approved_days", "kind"),
            (field("kind") == "1") & (field("approved_days") > _LONGEST_EXTENSION),
        ),
    ),
    "surveys": (_Rule("score_like_a_level", ("score",), (field("score") > 0) & (field("score") <= 5)),),
    "ratings": (
        _Rule("default_but_bad", ("level", "is_default"), field("is_default") & (field("level") >= 4)),
    ),
}
