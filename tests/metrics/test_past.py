"""A past day is told alike by today's files and by files of that day, or the definition says why not.

Every indicator and every list is asked as of a past day: of all the sample's rows, and of what a file could
have held on that day. Where the rows cannot tell, the head says so (``-- past: …``), the definition too.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import partial

import duckdb
import pytest

from reform.common.i18n import either, speaking
from reform.metrics.query import FOLDERS, Metric, Question, Scope, ask, ask_many, indicators, metrics_of
from reform.schema.datasets import Dataset
from tests.metrics import few
from tests.metrics.county import Case, County, Item, Pause, Stage, load, new_snapshot
from tests.metrics.meeting_rows import Decision
from tests.metrics.transfer_rows import PlanChange

ASKED = [q for kind in FOLDERS for q in metrics_of(kind).values() if "$scope" in q.sql]
# Fridays: nothing happens on the days off after them. On the first the item list is that of the day, on the
# second it has the limits of today, so that nothing else hides behind them.
WITH_LIMITS_THEN, WITH_LIMITS_NOW = date(2024, 9, 6), date(2025, 8, 15)
# What differs for another reason than the limits.
BESIDES_LIMITS = {"T13", "dispute_list", "rows_disputes", "item_changes"}

# A ledger begins a row on the day of its period; these do on another.
BEGINS = {"problems": "found_on", "handoffs": "completed_on"}

# What a row says without a day of its own came with another of its days, or with the first of several.
CAME_WITH = {
    "cases": {"result": ["completed_at"], "visits": ["completed_at"]},
    "commitments": {"is_broken": ["checked_on"]},
    "complaints": {"upheld": ["answered_on"]},
    "decisions": {"status": ["done_on"], "evidence": ["done_on"]},
    "disputes": {
        "experts": ["reviewed_on"],
        "review_result": ["reviewed_on"],
        "decision": ["decided_on"],
        "passed_around": ["decided_on", "settled_on"],
    },
    "handoffs": {"feedback": ["fed_back_on"]},
    "inspections": {c: ["checked_on"] for c in ("inspectors", "checked", "problems", "closed")},
    "milestones": {"evidence": ["done_on"]},
    "ratings": {"verified": ["rectified_on", "called_back_on"]},
    "risk_hits": {"proved_right": ["verified_on"]},
    "sheet_lines": {"self_score": ["scored_on"], "evidence": ["scored_on"]},
    "steps": {"action": ["ended_at"]},
}

# The item list as it was: without what a law set up later, with the plan and the limits before their change.
ITEMS_THEN = """
with begun as (
    select item_code
    from s.raw.item_versions
    group by item_code
    having min(valid_from) > {day} and arg_min(change, valid_from) in ('set', 'take')
),

plans as (
    select item_code, arg_min(from_on, changed_on) as planned_then
    from s.raw.plan_changes
    where changed_on > {day}
    group by item_code
),

limits as (
    select *
    from s.raw.item_versions
    where change = 'change' and valid_from > {day} and {day} <> {limits_now}
    qualify row_number() over (partition by item_code order by valid_from) = 1
)

select listed.* replace (
    if(plans.item_code is null, planned_on, coalesce(plans.planned_then, original_planned_on)) as planned_on,
    coalesce(limits.old_statutory_days, listed.statutory_days) as statutory_days,
    coalesce(limits.old_statutory_unit, listed.statutory_unit) as statutory_unit,
    coalesce(limits.old_promised_days, listed.promised_days) as promised_days,
    coalesce(limits.old_promised_unit, listed.promised_unit) as promised_unit
)
from ({rows}) as listed
left join plans on plans.item_code = listed.item_code
left join limits on limits.item_code = listed.item_code
where listed.item_code not in (select item_code from begun)
"""

# The invented files name a few items before a law sets them up: left out, for no list of that day knew them.
LISTED_THEN = """not exists (
    select 1
    from s.raw.item_versions as begun
    where begun.item_code = {name}.item_code and begun.valid_from > {name}.{day} and change in ('set', 'take')
)"""
# All items, and enough cases that each figure knows some that are open.
CHANGED = "item_code in (select item_code from s.raw.item_versions where change = 'change')"
SMALL = few.SMALL | {
    "cases": f"({few.SMALL['cases']} or hash(case_no) % 30 = 0 or {CHANGED}) and "
    + LISTED_THEN.format(name="cases", day="accepted_at"),
    "ratings": f"({few.SMALL['ratings']}) and " + LISTED_THEN.format(name="ratings", day="rated_at"),
    "complaints": LISTED_THEN.format(name="complaints", day="received_on"),
    "items": "true",
    "pauses": "true",
}


def as_of(day: date, dataset: Dataset, rows: str) -> str:
    """The rows of a dataset as a file of that day could have held them: without later rows and later days."""
    then = f"date '{day}'"
    if dataset.name == "items":
        return ITEMS_THEN.format(day=then, rows=rows, limits_now=f"date '{WITH_LIMITS_NOW}'")
    dated = [c.name for c in dataset.columns if c.type in ("date", "datetime") and not c.may_be_future]
    begins = BEGINS.get(dataset.name, dataset.period if dataset.period in dated else None)
    later = {name: f"cast({name} as date) > {then}" for name in dated if name != begins}
    for name, days in CAME_WITH.get(dataset.name, {}).items():
        later[name] = f"cast(least({', '.join(days)}) as date) > {then}"
    if dataset.name == "pauses":  # when a stop ends is known when it does; an extension ends as approved
        later["ended_on"] = f"kind <> '1' and ended_on > {then}"
    blank = ", ".join(f"if({is_later}, null, {name}) as {name}" for name, is_later in later.items())
    first_day = ", ".join([begins, *(name for name in dated if name != begins)]) if begins else "null"
    return (
        f"select * {f'replace ({blank})' if blank else ''} from ({rows}) "
        f"where coalesce(cast(coalesce({first_day}) as date) <= {then}, true)"
    )


def rows_of(county: duckdb.DuckDBPyConnection, asked: Sequence[Metric], day: date) -> list[list[str]]:
    """The answers as of that day, an indicator by department and side: their rows in any order, as text."""
    answers = ask_many(county, [Question(metric, Scope(day), split_of(metric)) for metric in asked])
    written = [
        answer.to_csv(index=False, header=False, float_format="%.9g", date_format="%F %T")
        for answer in answers
    ]
    return [sorted(text.splitlines()) for text in written]


def split_of(metric: Metric) -> tuple[str, ...]:
    """Department and side, as far as an indicator knows them."""
    return tuple(d for d in ("department", "side") if metric.code in indicators() and d in metric.by)


@pytest.fixture(scope="module")
def today() -> Iterator[duckdb.DuckDBPyConnection]:
    with few.county(small=SMALL) as connection:
        yield connection


def told_otherwise(today: duckdb.DuckDBPyConnection, day: date, asked: Sequence[Metric]) -> dict[str, str]:
    """The questions that tell a past day of today's files not as of those of the day, with a row of each."""
    found = {}
    with few.county(partial(as_of, day), SMALL) as then:
        answers = zip(asked, rows_of(today, asked, day), rows_of(then, asked, day), strict=True)
        for metric, now, was in answers:
            if now != was:
                rows = [
                    [row for row in some if row not in others][:1]
                    for some, others in ((now, was), (was, now))
                ]
                found[metric.code] = f"{rows[0]} of today's files, {rows[1]} of that day's"
    return found


def test_a_past_day_is_told_as_on_that_day_or_the_definition_says_why_not(
    today: duckdb.DuckDBPyConnection,
) -> None:
    """A line ``-- past:`` that is no longer needed fails, too."""
    asked = [q for q in ASKED if q.past or "items" in q.uses]
    found = told_otherwise(today, WITH_LIMITS_THEN, asked)
    said = {q.code for q in asked if q.past}
    assert {code: row for code, row in found.items() if code not in said} == {}
    assert said - found.keys() == set()


def test_nothing_hides_behind_the_limits(today: duckdb.DuckDBPyConnection) -> None:
    found = told_otherwise(today, WITH_LIMITS_NOW, ASKED)
    assert {code: row for code, row in found.items() if code not in BESIDES_LIMITS} == {}


def test_what_is_dated_later_does_not_change_a_past_day() -> None:
    """A plan moved after it was missed was missed; an extension granted in the end did not hold before."""
    day, later = date(2026, 3, 10), date(2026, 3, 20)
    county = County(
        [Item("A0", planned_on=date(2026, 6, 30), promised_days=3, promised_unit="wd")],
        [Stage("A0", "S1", date(2026, 3, 2))],
        [Case("C0", datetime(2026, 3, 2, 9), "A0", completed_at=datetime(2026, 3, 25, 9))],
        pauses=[Pause("C0", "1", date(2026, 3, 16), approved_days=20)],
        plan_changes=[PlanChange("A0", later, to_on=date(2026, 6, 30), from_on=date(2026, 3, 6))],
        decisions=[
            Decision("1", date(2026, 3, 3), "1", due_on=date(2026, 3, 6), status="done", done_on=later)
        ],
    )
    with new_snapshot() as snapshot:
        load(snapshot, county)
        overdue = {
            on: [ask(snapshot, code, Scope(on))["numerator"].item() for code in ("T05", "D13", "M02")]
            for on in (day, later)
        }
    assert overdue == {day: [-1, 1, 1], later: [0, 0, 0]}


@pytest.mark.parametrize("metric", [q for q in ASKED if q.past], ids=lambda metric: metric.code)
def test_the_definition_shows_why_in_both_languages(metric: Metric) -> None:
    for lang, side in (("zh", 0), ("en", 2)):
        why = metric.past.partition(" | ")[side]
        assert why
        with speaking(lang):
            assert either(metric.definition).endswith(why)
