"""What the indicators of days (D) should answer."""

import math
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import chain

import numpy as np

from reform.metrics.query import Scope
from tests.metrics.county import Item
from tests.metrics.expected.figures import INDICATORS, Answer, Figures, of_both, of_days, over, ratio
from tests.metrics.expected.rows import Fact, ItemThen, Waiting
from tests.metrics.expected.scope import grouped
from tests.metrics.expected.world import World

ENOUGH = 5  # completed cases an item needs on each side of its transfer to be compared


def _comparable(row: ItemThen) -> bool:
    item = row.item
    known = item.statutory_days is not None and item.promised_days is not None
    return known and item.statutory_unit == item.promised_unit and item.statutory_unit in ("wd", "cd", "d")


@over("D01", World.counted_items)
def d01(rows: list[ItemThen]) -> Figures:
    """Promised-time reduction."""
    items = [row.item for row in rows if _comparable(row)]
    statutory = sum(_estimate(item.statutory_days, item.statutory_unit) for item in items)
    cut = statutory - sum(_estimate(item.promised_days, item.promised_unit) for item in items)
    more = {"estimated": sum(i.statutory_unit != "wd" for i in items), "left_out": len(rows) - len(items)}
    return ratio(cut, statutory, len(items), per=100, **more)


def _estimate(days: float | None, unit: str | None) -> float:
    days = days or 0
    return days if unit == "wd" else math.floor(days * 5 / 7 + 0.5)


@over("D02", lambda world, scope: filter(_comparable, world.counted_items(scope)))
def d02(rows: list[ItemThen]) -> Figures:
    """Working days cut per item."""
    items = [row.item for row in rows]
    cut = sum(
        _estimate(item.statutory_days, item.statutory_unit)
        - _estimate(item.promised_days, item.promised_unit)
        for item in items
    )
    return ratio(cut, len(items), len(items), estimated=sum(i.statutory_unit != "wd" for i in items))


@over("D03", World.completed)
def d03(cases: list[Fact]) -> Figures:
    """Working days used."""
    used = [case.used for case in cases if case.used is not None]
    p50, p90 = np.percentile(used, [50, 90], method="linear").tolist() if used else (None, None)
    figures = ratio(sum(used), len(used), len(used), p50=p50, p90=p90)
    provisional = sum(case.days_provisional for case in cases)
    return of_days({**figures, "mean": figures["value"], "provisional": provisional}, cases)


@over("D04", lambda world, scope: [case for case in world.completed(scope) if case.subject.kind == "2"])
def d04(cases: list[Fact]) -> Figures:
    """Actual time reduction."""
    known = [case for case in cases if case.statutory is not None]
    times = [(c.statutory, c.used) for c in known if c.statutory is not None and c.used is not None]
    saved = sum(statutory - used for statutory, used in times)
    statutory_days = sum(statutory for statutory, _ in times)
    figures = ratio(saved, statutory_days, len(times), per=100, left_out=len(cases) - len(times))
    return of_days(figures, known)


def _saved(cases: list[Fact], limits: list[float | None]) -> Figures:
    known = [
        (limit, case.used)
        for case, limit in zip(cases, limits, strict=True)
        if limit is not None and case.used is not None
    ]
    saved = [limit - used for limit, used in known]
    counted = [case for case, limit in zip(cases, limits, strict=True) if limit is not None]
    figures: Figures = {
        "value": sum(saved) if saved else None,
        "numerator": sum(saved),
        "denominator": len(saved),
        "n": len(saved),
        "limit_days": sum(limit for limit, _ in known),
        "saved_only": sum(days for days in saved if days > 0),
        "per_case": sum(saved) / len(saved) if saved else None,
        "left_out": len(cases) - len(saved),
    }
    return of_days(figures, counted)


@over("D05", World.completed)
def d05(cases: list[Fact]) -> Figures:
    """Working days saved against the statutory limits."""
    return _saved(cases, [case.statutory for case in cases])


@over("D05b", World.completed)
def d05b(cases: list[Fact]) -> Figures:
    """Working days saved against the promises."""
    return _saved(cases, [case.promised for case in cases])


def _sides(world: World, scope: Scope) -> tuple[list[Fact], dict[Item, list[Fact]]]:
    """Cases after their item's transfer, and their items' cases before it; five cases on each side, whatever
    period and channel are asked for."""
    ever = world.completed(Scope(scope.as_of))
    sides: dict[Item, list[Fact]] = {}
    for item in world.county.items:
        before = [case for case in ever if case.subject.item == item and case.side == "before"]
        after = [case for case in ever if case.subject.item == item and case.side == "after"]
        if len(before) >= ENOUGH and len(after) >= ENOUGH:
            sides[item] = before
    done = world.completed(scope)
    return [case for case in done if case.side == "after" and case.subject.item in sides], sides


def _used(cases: Iterable[Fact]) -> int:
    return sum(case.used for case in cases if case.used is not None)


def _since_transfer(
    figures: Callable[[float, float, int], Figures], world: World, scope: Scope, by: Sequence[str]
) -> Answer:
    """Per group the figures of: days used before (the item's mean, once a case), days used after, cases."""
    after, before = _sides(world, scope)
    answer = {}
    for group, cases in grouped(after, by).items():
        items = [case.subject.item for case in cases if case.subject.item is not None]
        means = sum(_used(before[item]) / len(before[item]) for item in items)
        told = {**figures(means, _used(cases), len(cases)), "items": len(set(items))}
        answer[group] = of_days(told, [*cases, *chain.from_iterable(before[item] for item in set(items))])
    return answer


def _saved_since(before: float, after: float, n: int) -> Figures:
    saved = before - after
    return {
        "value": saved if n else None,
        "numerator": saved,
        "denominator": n,
        "n": n,
        "per_case": saved / n if n else None,
    }


def _changed_since(before: float, after: float, n: int) -> Figures:
    mean_before, mean_after = (before / n, after / n) if n else (None, None)
    return ratio(after - before, n, n, mean_before=mean_before, mean_after=mean_after)


INDICATORS["D05c"] = partial(_since_transfer, _saved_since)
INDICATORS["D06"] = partial(_since_transfer, _changed_since)


@over("D07", World.completed)
def d07(cases: list[Fact]) -> Figures:
    """On-time rate."""
    known = [case.on_time for case in cases if case.on_time is not None]
    return ratio(sum(known), len(known), len(known), per=100, left_out=len(cases) - len(known))


@over("D08", World.completed)
def d08(cases: list[Fact]) -> Figures:
    """Early completion rate."""
    dated = [
        (c.completed_on, c.deadline) for c in cases if c.completed_on is not None and c.deadline is not None
    ]
    early = sum(done < deadline for done, deadline in dated)
    return ratio(early, len(dated), len(dated), per=100, left_out=len(cases) - len(dated))


@over("D09", World.completed)
def d09(cases: list[Fact]) -> Figures:
    """Overdue rate."""
    known = [case.on_time for case in cases if case.on_time is not None]
    statutory = [case.over_statutory for case in cases if case.over_statutory is not None]
    strict = [case.over_statutory_strict for case in cases if case.over_statutory_strict is not None]
    more = {
        "over_statutory": sum(statutory),
        "over_statutory_strict": sum(strict),
        "statutory_known": len(statutory),
    }
    return ratio(known.count(False), len(known), len(known), per=100, **more)


@over("D11", World.completed)
def d11(cases: list[Fact]) -> Figures:
    """Handled-at-once rate by case."""
    kinds = [case.subject.kind for case in cases if case.subject.kind is not None]
    return ratio(kinds.count("1"), len(kinds), len(kinds), per=100, left_out=len(cases) - len(kinds))


@of_both("D13")
def d13(world: World, scope: Scope, by: Sequence[str]) -> Answer:
    """Open cases overdue: none where cases are loaded and none is open, unknown where no case is loaded."""
    groups = grouped(world.open(scope), by)
    is_loaded = any(case.accepted_at.date() <= scope.as_of for case in world.county.cases)
    return {group: _late(rows, is_loaded) for group, rows in groups.items()}


def _late(cases: list[Waiting], is_loaded: bool) -> Figures:
    left = [case.left for case in cases if case.left is not None]
    late = sum(days < 0 for days in left)
    figures: Figures = {
        "value": late if left or (is_loaded and not cases) else None,
        "numerator": late,
        "denominator": len(left),
        "n": len(cases),
        "near_due": sum(0 <= days <= 2 for days in left),
        "left_out": len(cases) - len(left),
    }
    return figures
