"""What departments' names stand for, on random tables and days, against the oracle's row-by-row search."""

import random
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from reform.models.departments.aliases import Mapped
from reform.models.departments.resolve import periods
from tests.metrics.counties import DEPARTMENTS, FIRST, SPAN, aliases
from tests.metrics.county import Alias, County, Item
from tests.metrics.expected.departments import Departments
from tests.soak import tries

names = st.lists(st.sampled_from([name for name in DEPARTMENTS if name]), max_size=12)
tables = st.lists(aliases(), max_size=5).map(
    lambda rows: list({(r.alias, r.valid_from): r for r in rows}.values())
)


@tries(100)
@given(names, tables, st.randoms(use_true_random=False))
def test_periods_agree_with_the_oracle(listed: list[str], table: list[Alias], chance: random.Random) -> None:
    items = [Item(f"A{n}", department=name) for n, name in enumerate(listed)]
    oracle = Departments(County(items, departments=table))
    mapped = [Mapped(r.alias, r.standard, r.valid_from, r.valid_to) for r in table if not r.withdrawn]
    chance.shuffle(mapped)
    rows = [row for row in periods({name: listed.count(name) for name in listed}, mapped) if row.given]
    for day in (FIRST + timedelta(n) for n in (-4000, *range(-1, SPAN + 60))):
        for row in rows:
            if row.from_on <= day <= row.to_on:
                assert row.department == oracle.shown(row.given, day), (row, day)
                assert row.known == oracle.stands_for(str(row.given), day)[1], (row, day)
    for row in rows:
        assert not row.undated or row.department == oracle.shown(row.given, None), row
