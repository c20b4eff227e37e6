"""What changes the warehouse from a page: shown while it runs, refused in words."""

from collections.abc import Callable
from typing import TypeVar

import duckdb

from reform import report
from reform.i18n import gettext as _
from reform.i18n import mark
from reform.load import Progress
from reform.marked import plain
from reform.merging import UnbalancedBooks
from reform.rebuilt import FAILURES, why
from reform.ui import st
from reform.ui.view import warehouse
from reform.warehouse import NothingIntact

NOT_PUBLISHED = mark("The warehouse {folder} cannot be written ({reason}). Nothing was published.")
NOT_CHANGED = mark("The warehouse {folder} cannot be written ({reason}). Nothing was changed.")
REFUSALS = (*FAILURES, NothingIntact, OSError, UnbalancedBooks, duckdb.Error)

Done = TypeVar("Done")


def reason(problem: Exception, unwritable: str = NOT_PUBLISHED) -> str:
    """Why nothing was done, in a sentence; for one of ``REFUSALS``."""
    if isinstance(problem, FAILURES):
        return why(problem)
    if isinstance(problem, NothingIntact):
        return problem.sentence
    if isinstance(problem, OSError):
        told = problem.strerror or type(problem).__name__
        return _(unwritable).format(folder=warehouse().folder, reason=told)
    said = _("Building the snapshot failed ({reason}). Nothing was published, nothing is lost.")
    return said.format(reason=type(problem).__name__)


def carried_out(label: str, act: Callable[[Progress], Done], unwritable: str = NOT_PUBLISHED) -> Done | None:
    """What came of it; None after saying why nothing was done."""
    with st.status(label) as status:
        try:
            return act(
                lambda step, subject: status.update(label=plain(f"{label} {report.step(step, subject)}"))
            )
        except REFUSALS as problem:
            status.update(label=plain(label), state="error", expanded=True)
            st.error(reason(problem, unwritable), icon=":material/error:")
            return None
