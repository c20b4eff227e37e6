"""The functions that other engines have to say, and what they are given."""

from datetime import date, timedelta
from typing import Any

import pyarrow as pa

# Each portable function over what it may be given; the two engines must give equal values.
CALLS = {
    "is_transferred_stage": "is_transferred_stage(stage)",
    "is_named_by_law": "is_named_by_law(kind)",
    "segment_start": "segment_start(day)",
    "segment_end": "segment_end(day)",
    "limit_end": "limit_end(day, days, unit)",
    "limit_days": "limit_days(days, unit, on_calendar)",
    "nearest_whole": "nearest_whole(days)",
}


def arguments() -> pa.Table:
    """Every day of two years and a half with limits and units of all kinds; nulls among them."""
    days = [date(2025, 11, 3) + timedelta(n) for n in range(900)]
    units, limits = ("wd", "cd", "d", "month", "hour", None), (None, 0.0, 0.5, 1.0, 1.5, 2.5, 30.0, 72.0)
    rows: list[dict[str, Any]] = [
        {
            "n": n,
            "day": None if n % 97 == 0 else days[n % len(days)],
            "days": limits[n % len(limits)],
            "unit": units[n // len(limits) % len(units)],
            "stage": f"S{n % 9}",
            "kind": (None, "1", "2", "hearing", "review", "site_visit")[n % 6],
            "on_calendar": n % 60,
        }
        for n in range(20_000)
    ]
    types = {"day": pa.date32(), "days": pa.float64(), "on_calendar": pa.int32(), "n": pa.int32()}
    return pa.table(
        {name: pa.array([row[name] for row in rows], types.get(name, pa.string())) for name in rows[0]}
    )
