"""The curve of the transfer: what stands at the end of each week, told day by day."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import duckdb
import pandas as pd

from reform.metrics.query import Scope, ask
from tests.metrics.oracle import World


def curve_is_what_each_day_says(snapshot: duckdb.DuckDBPyConnection, world: World, scope: Scope) -> None:
    """Hold the answer against the oracle's items as of each of its days."""
    scope = replace(scope, channels=None, rating_channels=None)  # items have none
    base = world.counted_items(scope)
    codes = {row.item.item_code for row in base}
    curve = ask(snapshot, "transfer_curve", scope)
    assert (curve["total"] == len(base)).all()
    for day, planned, first, transferred in zip(
        curve["day"].dt.date, curve["planned"], curve["first_planned"], curve["transferred"], strict=True
    ):
        plans = [row.item.planned_on for row in base]
        firsts = [row.item.original_planned_on or row.item.planned_on for row in base]
        assert planned == sum(plan is not None and plan <= day for plan in plans)
        assert first == sum(plan is not None and plan <= day for plan in firsts)
        if day > scope.as_of:
            assert pd.isna(transferred)
        else:
            then = world.items(replace(scope, as_of=day))
            assert transferred == sum(row.transferred for row in then if row.item.item_code in codes)
    days = list(curve["day"].dt.date)
    assert days == sorted(set(days))
    assert scope.as_of in days
    ends = sorted(day for day in days if day.weekday() == 6)
    assert all(after - before == timedelta(7) for before, after in pairwise(ends))
    moves = [stage.entered_on for stage in world.county.stages if stage.item_code in codes]
    reach = [row.item.planned_on for row in base if row.item.planned_on]
    if reach:
        assert ends[0] < min(reach)  # it begins below the first step
        assert ends[-1] >= max([*reach, scope.as_of])
    elif not moves:
        assert days == [scope.as_of]
