"""The health of a county: every check of ``checks`` run on what is loaded, and its report."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import pandas as pd

from reform.common.errors import ReformError
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.common.settings import known_settings
from reform.monitoring.checks import CHECKS, CheckContext, HealthCheck, Severity
from reform.pipeline.county import county
from reform.storage import Warehouse

WORDS = {Severity.OK: mark("well"), Severity.LOOK: mark("to do"), Severity.BAD: mark("fault")}
SIGNS = {Severity.OK: "✓", Severity.LOOK: "!", Severity.BAD: "✗"}


@dataclass(frozen=True, slots=True)
class Finding:
    """How one check ended, in the language it was run in."""

    name: str
    title: str
    state: Severity
    count: int
    sentence: str
    page: str
    rows: pd.DataFrame | None = None

    @property
    def word(self) -> str:
        """The state in a word."""
        return _(WORDS[self.state])


class DoesNotOpen(ReformError):
    """The snapshot cannot be examined."""

    def __init__(self, snapshot: str | None, problem: Exception) -> None:
        message = mark(
            "Snapshot {id} does not open ({reason}). Undo the last load, or build it anew: "
            "python -m reform rebuild."
        )
        super().__init__(message, id=snapshot or "—", reason=type(problem).__name__)


def run(check: HealthCheck, patient: CheckContext) -> Finding:
    """One check; what fails inside it is found, too."""
    try:
        found = check.find(patient)
    except (duckdb.Error, OSError) as problem:
        said = _("This could not be looked at ({reason}).").format(reason=type(problem).__name__)
        return Finding(check.name, _(check.title), Severity.BAD, 1, said, check.page)
    if not found.count:
        return Finding(check.name, _(check.title), Severity.OK, 0, _(check.well), check.page, found.rows)
    return Finding(
        check.name, _(check.title), check.worst, found.count, found.sentence, check.page, found.rows
    )


def examine(patient: CheckContext, checks: Iterable[HealthCheck] = CHECKS) -> list[Finding]:
    """All checks, in their order."""
    return [run(check, patient) for check in checks]


@contextmanager
def admitted(warehouse: Warehouse, today: date) -> Iterator[CheckContext]:
    """What is loaded (or the sample), open for the block; raises ``NothingIntact`` and ``DoesNotOpen``."""
    try:
        shown = county(warehouse)
        connection = shown.warehouse.open(shown.snapshot)
    except (duckdb.Error, OSError) as problem:
        raise DoesNotOpen(warehouse.current(), problem) from problem
    with connection:
        yield CheckContext(warehouse, shown, connection, today, known_settings())


def unopened(problem: ReformError) -> Finding:
    """The one finding where there is nothing to examine."""
    return Finding("snapshot", _("Snapshot"), Severity.BAD, 1, problem.sentence, "files")


def faults(findings: Iterable[Finding]) -> list[str]:
    """The names of the checks that found a fault."""
    return [finding.name for finding in findings if finding.state is Severity.BAD]


def is_well(findings: Iterable[Finding]) -> bool:
    """Green only when every list is empty."""
    return all(finding.state is Severity.OK for finding in findings)


def verdict(findings: Sequence[Finding]) -> str:
    """What came of it, in one sentence."""
    ill = sum(finding.state is not Severity.OK for finding in findings)
    if not ill:
        return _("All is well.")
    said = _("One thing needs attention.") if ill == 1 else _("{n} things need attention.")
    return said.format(n=ill)


def as_json(findings: Sequence[Finding]) -> dict[str, Any]:
    """The findings for programs."""
    return {
        "well": is_well(findings),
        "checks": [
            {
                "name": finding.name,
                "title": finding.title,
                "state": finding.state.value,
                "count": finding.count,
                "message": finding.sentence,
                "page": f"/{finding.page}",
            }
            for finding in findings
        ],
    }


def as_text(findings: Sequence[Finding]) -> str:
    """The findings for a person: a line each, the verdict last."""
    lines = [
        f"{SIGNS[one.state]} {one.title}" + (f" ({one.count:,})" if one.count else "") + f": {one.sentence}"
        for one in findings
    ]
    return "\n".join([*lines, verdict(findings)])
