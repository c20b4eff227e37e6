"""Runs warehouse operations from a page: shows progress, and refusals as sentences."""

from collections.abc import Callable
from typing import Any, TypeVar

import duckdb

from reform.common import errors
from reform.common.errors import ReformError
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.common.markdown import plain
from reform.pipeline import progress
from reform.pipeline.assertions import UnbalancedBooks
from reform.pipeline.progress import Progress
from reform.ui.context import st
from reform.ui.context.view import warehouse

NOT_PUBLISHED = mark("The warehouse {folder} cannot be written ({reason}). Nothing was published.")
NOT_CHANGED = mark("The warehouse {folder} cannot be written ({reason}). Nothing was changed.")
FAILED = mark("Building the snapshot failed ({reason}). Nothing was published, nothing is lost.")
REFUSALS = (ReformError, OSError, UnbalancedBooks, duckdb.Error)

Done = TypeVar("Done")


def refusal(problem: Exception, unwritable: str = NOT_PUBLISHED) -> tuple[str, dict[str, Any]]:
    """The marked sentence and its words for one of ``REFUSALS``."""
    if isinstance(problem, ReformError):
        return problem.message, problem.words
    if isinstance(problem, OSError):
        return unwritable, {"folder": warehouse().folder, "reason": errors.reason(problem)}
    return FAILED, {"reason": type(problem).__name__}


def reason(problem: Exception, unwritable: str = NOT_PUBLISHED) -> str:
    """The sentence for one of ``REFUSALS``, in the reader's language."""
    sentence, words = refusal(problem, unwritable)
    return _(sentence).format(**words)


def carried_out(label: str, act: Callable[[Progress], Done], unwritable: str = NOT_PUBLISHED) -> Done | None:
    """Run an operation and return its result; None after showing why it was refused."""
    with st.status(label) as status:
        try:
            return act(
                lambda step, subject: status.update(label=plain(f"{label} {progress.line(step, subject)}"))
            )
        except REFUSALS as problem:
            status.update(label=plain(label), state="error", expanded=True)
            st.error(reason(problem, unwritable), icon=":material/error:")
            return None
