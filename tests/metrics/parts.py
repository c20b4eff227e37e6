"""What is asked of one department, domain or batch is a part of what is asked by it, for every question."""

from dataclasses import replace

import duckdb
import pandas as pd
from hypothesis import strategies as st

from reform.metrics.query import Question, Scope, ask_many, find, indicators, metrics_of
from reform.metrics.slicing import Whole, heard, part, whole
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
    asked: list[tuple[Question, Whole]] = []
    for metric in map(find, ASKED):
        for by in [(), *([(split,)] if split in metric.by else [])]:
            if of := whole(metric, heard(metric, scope), by):
                asked.append((Question(metric, scope, by), of))
    assert asked
    direct = ask_many(snapshot, [question for question, _of in asked])
    wide = ask_many(snapshot, [Question(question.metric, of.scope, of.by) for question, of in asked])
    for (question, of), answer, wider in zip(asked, direct, wide, strict=True):
        shared = part(snapshot, question.metric, of, wider)
        told = f"{question.metric.code} by {question.by}"
        pd.testing.assert_frame_equal(shared, answer, check_dtype=False, obj=told)
