"""Medians and p90 from the cube beside those of the rows, over random counties of cases."""

from typing import Any

import duckdb
import numpy as np

from reform.common.sql_files import model

COUNTIES, ROWS = 200, 3000
# Between two whole days a quantile is a fraction, and two sums of fractions differ in their last bit.
LEAST = 1e-9


def differences() -> dict[str, Any]:
    """How many of the quantiles differ between the counted days and the days themselves."""
    chance = np.random.default_rng(20261128)
    compared = different = 0
    with duckdb.connect() as connection:
        connection.execute(model("models/macros/functions"))
        for _ in range(COUNTIES):
            rows = int(chance.integers(1, ROWS))
            part = chance.integers(0, 12, rows)
            days = np.floor(chance.gamma(1.5, 8, rows)).astype(int)
            given = {"part": part.tolist(), "days": days.tolist()}
            for counted, plain in connection.execute(_QUESTION, given).fetchall():
                compared += 1
                different += abs(counted - plain) > LEAST
    return {"compared": compared, "different": different}


_QUESTION = """
with cases as (
    select unnest($part) as part, unnest($days) as days
),

counted as (
    select part, days, count(*) as n
    from cases
    group by part, days
),

running as (
    select *, sum(n) over (partition by part order by days) as reach, sum(n) over (partition by part) as total
    from counted
),

wanted as (
    select unnest([0.5, 0.9]) as q
),

from_counts as (
    select part, q, quantile_of_counts(q, days, reach, total) as value
    from running
    cross join wanted
    group by part, q
),

from_rows as (
    select part, unnest([0.5, 0.9]) as q, unnest([median(days), quantile_cont(days, 0.9)]) as value
    from cases
    group by part
)

select cast(from_counts.value as double), cast(from_rows.value as double)
from from_counts
inner join from_rows using (part, q)
"""
