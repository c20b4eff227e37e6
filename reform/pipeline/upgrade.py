"""Brings what is loaded up to this version of the program, and writes an event-log entry."""

import duckdb

import reform
from reform.common.actor import PROGRAM
from reform.common.caching import PROCESS
from reform.common.errors import reason
from reform.pipeline import up_to_date
from reform.pipeline.assertions import UnbalancedBooks
from reform.pipeline.progress import Progress, quiet
from reform.pipeline.rebuild_result import Rebuilt
from reform.storage import Warehouse

# What could not be brought up to date is not tried again at every look of the same process.
_given_up = PROCESS.new(20)


def is_outdated(warehouse: Warehouse, snapshot: str) -> bool:
    """Whether a snapshot is of another program, and it was not tried in vain to bring it up to this one."""
    return (
        not up_to_date.is_up_to_date(warehouse, snapshot)
        and up_to_date.key_of(warehouse, snapshot) not in _given_up
    )


def bring_up_to_date(warehouse: Warehouse, progress: Progress = quiet) -> Rebuilt | None:
    """Bring what is loaded up to this version of the program; None when there was nothing to do.

    It raises nothing: where it cannot be done (a folder that may only be read, a full disk), what comes back
    says so, and the snapshot is served as it is.
    """
    current = warehouse.current()
    if current is None or up_to_date.is_up_to_date(warehouse, current):
        return None
    key = up_to_date.key_of(warehouse, current)
    given_up: Rebuilt | None = _given_up.get(key)
    if given_up is None and up_to_date.is_of_a_newer_program(warehouse, current):
        given_up = Rebuilt("newer", current, None, 0)
    if given_up is None:
        try:
            return upgrade(warehouse, progress)
        except (OSError, UnbalancedBooks, duckdb.Error) as problem:
            given_up = Rebuilt("outdated", current, None, 0, reason=reason(problem))
    _given_up[key] = given_up
    return given_up


def upgrade(warehouse: Warehouse, progress: Progress) -> Rebuilt | None:
    """The same, but raises what hinders it; a snapshot of a newer program is left as it is."""
    from reform.pipeline import rebuild  # all that reads and builds comes with it: only an upgrade needs it
    from reform.storage import event_log

    current = warehouse.current()
    if current is None or up_to_date.is_up_to_date(warehouse, current):
        return None
    if up_to_date.is_of_a_newer_program(warehouse, current):
        return None
    with event_log.timed(warehouse.folder, "upgrade", by=PROGRAM, version=reform.__version__) as told:
        done = rebuild.bring_up_to_date(warehouse, progress)
        if done is not None:
            told.update(snapshot=done.snapshot, imports=done.imports)
    return done
