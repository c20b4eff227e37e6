"""Who did what when: loads, refusals, undoing, rebuilding, exports and what was typed, newest first."""

from dataclasses import asdict
from pathlib import Path

import pandas as pd

from reform.common.caching import cached
from reform.common.i18n import gettext as _
from reform.common.i18n import language
from reform.monitoring import audit_trail
from reform.reports import spreadsheets
from reform.storage import Warehouse
from reform.storage.journal import Journal
from reform.ui.components import chart_card
from reform.ui.context import st
from reform.ui.context.view import warehouse
from reform.ui.data_admin import downloads


def _written(folder: Path) -> tuple[tuple[int, int] | None, ...]:
    """A key that changes whenever a source of the list was written."""
    journal = Journal(folder).path
    places = (folder / "logs" / "reform.log", folder / "snapshots", journal, Path(f"{journal}-wal"))
    return tuple(map(_stamp, places))


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size


@cached(6)
def _trail(folder: str, language: str, written: tuple[tuple[int, int] | None, ...]) -> audit_trail.Trail:
    return audit_trail.trail(Warehouse(Path(folder)))


def show() -> None:
    """Show the list, filtered by kind, with downloads, and the journal below it."""
    folder = warehouse().folder
    trail = _trail(str(folder), language(), _written(folder))
    for fault in trail.faults:
        st.error(fault, icon=":material/report:")
    if not trail.happenings:
        st.caption(_("Nothing has been loaded or typed yet."))
        return
    present = {happening.kind for happening in trail.happenings}
    chosen = st.pills(
        _("What to show"),
        [kind for kind in audit_trail.KINDS if kind in present],
        selection_mode="multi",
        format_func=lambda kind: _(audit_trail.KINDS[kind]),
        key="audit_kinds",
    )
    rows = [asdict(happening) for happening in trail.happenings if not chosen or happening.kind in chosen]
    columns = {
        "at": _("When"),
        "who": _("Who"),
        "kind": _("What was done"),
        "subject": _("To what"),
        "details": _("Details"),
    }
    frame = pd.DataFrame(rows, columns=list(columns))
    chart_card.table(
        frame.assign(
            at=[f"{at:%Y-%m-%d %H:%M:%S}" for at in frame["at"]],
            kind=[_(audit_trail.KINDS[kind]) for kind in frame["kind"]],
        ),
        columns,
        key="audit",
        title=_("Who did what when"),
        height=min(388, 40 + 35 * len(rows)),
    )
    if "typed" in present:
        label, file = _("What was typed, word for word (CSV)"), f"{_('Journal')}.csv"
        downloads.button(label, _journal_bytes, file=file, key="audit_journal", mime="text/csv")


def _journal_bytes() -> bytes:
    return spreadsheets.csv_bytes(audit_trail.typed(Journal(warehouse().folder).entries()))
