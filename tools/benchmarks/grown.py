"""A county many times as large, in minutes instead of hours: its case rows again and again, never the same.

Every copy of a case gets a number of its own, begins some days earlier or later and takes a little more or
less time, so that weeks and working days spread as they do among real cases. Suspensions go along. The facts
and the cube are then built by the product's own models.
"""

import shutil
from pathlib import Path
from typing import Any

from reform.models import build
from reform.storage import Warehouse

# One more of every first case (none has an x in its number). The days come from the hash of its number.
CASES = """
insert into raw.cases
with again as (
    select
        * replace (row_key || 'x' || $copy as row_key, case_no || 'x' || $copy as case_no),
        to_days(cast(hash(case_no || 'x' || $copy) % 91 as integer) - 45) as moved,
        to_days(cast(hash($copy || 'x' || case_no) % 19 as integer) - 6) as longer
    from raw.cases
    where not contains(case_no, 'x')
)

select * exclude (moved, longer) replace (
    applied_at + moved as applied_at,
    accepted_at + moved as accepted_at,
    due_at + moved as due_at,
    case
        when completed_at is not null then greatest(accepted_at + moved, completed_at + moved + longer)
    end as completed_at
)
from again
"""
PAUSES = """
insert into raw.pauses
with again as (
    select
        * replace (row_key || 'x' || $copy as row_key, case_no || 'x' || $copy as case_no),
        cast(hash(case_no || 'x' || $copy) % 91 as integer) - 45 as moved
    from raw.pauses
    where not contains(case_no, 'x')
)

select * exclude (moved) replace (started_on + moved as started_on, ended_on + moved as ended_on)
from again
"""


def grow(one: Path, many: Path, times: int) -> dict[str, Any]:
    """The county of the warehouse ``one`` with ``times`` as many cases, in the warehouse ``many``."""
    if many.exists():
        return {}
    growing = many.with_name(f"{many.name}.growing")
    shutil.rmtree(growing, ignore_errors=True)
    shutil.copytree(one, growing)
    with Warehouse(growing).build() as draft:
        for copy in range(1, times):
            for sql in (CASES, PAUSES):
                draft.connection.execute(sql, {"copy": str(copy)})
        build.build_all(draft.connection)
    growing.rename(many)
    return {}


def snapshot(warehouse: Path) -> Path:
    """The file a warehouse serves."""
    published = Warehouse(warehouse)
    return published.path(published.current() or "")
