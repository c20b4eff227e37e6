"""Which snapshots may be cleaned away: they can be rebuilt, and their manifests stay."""

from collections.abc import Sequence
from datetime import datetime

from reform.common.settings import Keep
from reform.storage.snapshots import Snapshot


def superfluous(held: Sequence[Snapshot], keep: Keep, line: set[str], needed: set[str | None]) -> list[str]:
    """Which of these snapshots (oldest first) may go: not the last ones, not the newest of a week in the
    line of the current one, not what is needed."""
    last = {known.id for known in held[-keep.last :]}
    newest = {_week(known): known.id for known in held if known.id in line}
    weekly = {newest[week] for week in sorted(newest)[-keep.weeks :]} if keep.weeks else set()
    return [known.id for known in held if known.id not in last | weekly | needed]


def _week(snapshot: Snapshot) -> tuple[int, int]:
    try:
        year, week, _day = datetime.fromisoformat(snapshot.published_at).isocalendar()
    except ValueError:
        return 0, 0
    return year, week
