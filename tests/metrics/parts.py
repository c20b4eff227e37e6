"""What is asked of one department, domain or batch is a part of what is asked by it, for every question."""

from dataclasses import replace

import duckdb
import pandas as pd
from hypothesis import strategies as st

from reform.metrics.query import Scope, ask, find, indicators, metrics_of
from reform.metrics.slicing import heard, part, whole
from tests.metrics.counties import BATCHES, DEPARTMENTS, DOMAINS
from tests.metrics.scopes import scopes

ASKED = [
    code
    for code in (*indicators(), *metrics_of("lists"))
    if {"department", "domain", "batch"} & {*find(code).by}
]
ones = {
    "departments": st.sampled_from([name for name in DEPARTMENTS if name]),
    "domains": st.sampled_from([name for name in DOMAINS if name]),
    "batches": st.sampled_from([number for number in BATCHES if number is not None]),
}
# One of them alone, others as they come.
narrow_scopes = st.sampled_from(sorted(ones)).flatmap(
    lambda field: st.builds(lambda scope, one: replace(scope, **{field: (one,)}), scopes, ones[field])
)


def a_part_of_the_whole_is_the_answer(snapshot: duckdb.DuckDBPyConnection, scope: Scope, split: str) -> None:
    """Ask each question directly and as a part of the wider one."""
    met = 0
    for code in ASKED:
        metric = find(code)
        for by in [(), *([(split,)] if split in metric.by else [])]:
            asked = heard(metric, scope)
            of = whole(metric, asked, by)
            if of is None:
                continue
            met += 1
            direct = ask(snapshot, metric, scope, by)
            shared = part(snapshot, metric, of, ask(snapshot, metric, of.scope, of.by))
            pd.testing.assert_frame_equal(shared, direct, check_dtype=False, obj=f"{code} by {by}")
    assert met
