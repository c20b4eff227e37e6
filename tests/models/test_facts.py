"""The fact, case by case, with answers worked out by hand on the calendar of domain.md §1.6."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import duckdb
import pytest

from tests.metrics.county import Case, County, Item, Pause, load, new_snapshot
from tests.models.fact_examples import LIMITS, TO_THE_DAY
from tests.models.fact_examples_paused import PAUSED

EXAMPLES = [*TO_THE_DAY, *PAUSED, *LIMITS]


def day(text: str | None) -> date | None:
    """``11-23`` is of 2026."""
    if text is None:
        return None
    return date.fromisoformat(text if len(text) == 10 else f"2026-{text}")


def moment(text: str | None, hour: int) -> datetime | None:
    on = day(text)
    return None if on is None else datetime(on.year, on.month, on.day, hour)


def county() -> County:
    """Each example an item, a case and its pauses. Clocks run backwards: they must not matter."""
    items, cases, pauses = [], [], []
    for number, example in enumerate(EXAMPLES):
        code, accepted = f"A{number}", moment(example.accepted, 17)
        assert accepted is not None
        statutory, promised = example.statutory or (None, None), example.promised or (None, None)
        if example.on_list:
            items.append(
                Item(
                    code,
                    statutory_days=statutory[0],
                    statutory_unit=statutory[1],
                    promised_days=promised[0],
                    promised_unit=promised[1],
                )
            )
        cases.append(
            Case(
                f"C{number}",
                accepted,
                item_code=code,
                due_at=moment(example.due, 0),
                completed_at=moment(example.completed, 9),
                calendar=example.calendar,
            )
        )
        spans: list[tuple[str, str, str | None, float | None]] = [
            (span[2] if len(span) == 3 else "2", span[0], span[1], None) for span in example.suspended
        ]
        for kind, start, end, approved in [*spans, *(("1", *extension) for extension in example.extended)]:
            started_on = day(start)
            assert started_on is not None
            pauses.append(Pause(f"C{number}", kind, started_on, day(end), approved))
    return County(items=items, cases=cases, pauses=pauses)


@pytest.fixture(scope="module")
def facts() -> Iterator[dict[str, dict[str, Any]]]:
    with new_snapshot() as connection:
        load(connection, county())
        yield {fact["case_no"]: fact for fact in rows(connection, "select * from cases")}


def rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@pytest.mark.parametrize("number", range(len(EXAMPLES)), ids=[example.why for example in EXAMPLES])
def test_fact(facts: dict[str, dict[str, Any]], number: int) -> None:
    example, fact = EXAMPLES[number], facts[f"C{number}"]
    known = {
        "working_days": example.days,
        "deadline": day(example.deadline),
        "on_time": example.on_time,
        "over_statutory": example.over_statutory,
        "provisional": example.provisional,
        **({} if example.over_strict is None else {"over_statutory_strict": example.over_strict}),
        "unmatched": not example.on_list,
    }
    assert {name: fact[name] for name in known} == known
