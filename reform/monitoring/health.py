"""The health of a county: every check of ``checks`` run on what is loaded, and its report."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import duckdb

from reform.common.errors import ReformError
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.common.settings import known_settings
from reform.monitoring.checks import CHECKS, CheckContext, Finding, HealthCheck, Severity
from reform.pipeline.county import county
from reform.storage import Warehouse

SIGNS = {Severity.OK: "✓", Severity.LOOK: "!", Severity.BAD: "✗"}


class DoesNotOpen(ReformError):
    """The snapshot cannot be examined."""

    def __init__(self, snapshot: str | None, problem: Exception) -> None:
        message = mark(
            "Snapshot {id} does not open ({reason}). Undo the last load, or build it anew: "
            "python -m reform rebuild."
        )
        super().__init__(message, id=snapshot or "—", reason=type(problem).__name__)


def run(check: HealthCheck, context: CheckContext) -> Finding:
    """One check; what fails inside it is a fault, too."""
    try:
        finding = check.find(context)
        state = check.worst if finding.count else Severity.OK
    except ReformError as problem:
        finding, state = Finding(1, problem.sentence), Severity.BAD
    except (duckdb.Error, OSError) as problem:
        reason = type(problem).__name__
        finding = Finding(1, _("This could not be looked at ({reason}).").format(reason=reason))
        state = Severity.BAD
    sentence = finding.sentence if finding.count else _(check.well)
    return Finding(finding.count, sentence, finding.rows, check.name, _(check.title), check.page, state)


def examine(context: CheckContext, checks: Iterable[HealthCheck] = CHECKS) -> list[Finding]:
    """All checks, in their order."""
    return [run(check, context) for check in checks]


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
    title = _("Snapshot")
    return Finding(1, problem.sentence, name="snapshot", title=title, page="files", state=Severity.BAD)


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
    return (_("One thing needs attention.") if ill == 1 else _("{n} things need attention.")).format(n=ill)


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
    return "\n".join([*map(_line, findings), verdict(findings)])


def _line(finding: Finding) -> str:
    count = f" ({finding.count:,})" if finding.count else ""
    return f"{SIGNS[finding.state]} {finding.title}{count}: {finding.sentence}"
