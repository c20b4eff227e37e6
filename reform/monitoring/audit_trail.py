"""What happened to a warehouse, when and by whom: its snapshots, its logs and its journal as one list.

The snapshots' manifests say what was loaded and rebuilt, for good. The logs add who did it, and what left no
snapshot: refusals, failures, undoing, exports. The journal holds what was typed.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from reform.common import formatting
from reform.common.i18n import either, mark
from reform.common.i18n import gettext as _
from reform.monitoring.checks import CHECKS
from reform.pipeline import load_messages
from reform.schema.datasets import datasets
from reform.storage import Snapshot, Warehouse, event_log, journal
from reform.storage.journal import Entry, Journal, JournalFault
from reform.storage.row_balance import RowBalance

KINDS = {
    "loaded": mark("loaded"),
    "unchanged": mark("nothing new"),
    "refused": mark("refused"),
    "failed": mark("failed"),
    "undone": mark("undone"),
    "rebuilt": mark("rebuilt"),
    "named": mark("named"),
    "exported": mark("exported"),
    "typed": mark("typed"),
    "saved": mark("backed up"),
    "restored": mark("restored"),
    "started": mark("dashboard started"),
    "signed_in": mark("signed in"),
    "signed_out": mark("signed out"),
    "sign_in_refused": mark("sign-in refused"),
    "users_changed": mark("users changed"),
    "found": mark("fault found"),
}
# What a person does to a warehouse, and as what it stands in the list. The log tells that each is started,
# is done or fails.
_OPERATIONS = {
    "take_back": "undone",
    "rebuild": "rebuilt",
    "put_back": "rebuilt",
    "upgrade": "rebuilt",
    "backup": "saved",
    "restore": "restored",
}
# Every event the program tells of, and as what it stands in the list; None: others say it already.
EVENTS: dict[str, str | None] = {
    "load_started": None,
    "load": None,
    "file": None,  # by its outcome
    "load_failed": "failed",
    "fault": "found",
    "undo": "undone",
    "name": "named",
    "export": "exported",
    "serve": "started",
    "signed_in": "signed_in",
    "signed_out": "signed_out",
    "sign_in_refused": "sign_in_refused",
    **dict.fromkeys(
        ("user_added", "role_changed", "password_reset", "password_changed", "user_removed"), "users_changed"
    ),
    **_OPERATIONS,
    **{f"{operation}_started": None for operation in _OPERATIONS},
    **{f"{operation}_failed": "failed" for operation in _OPERATIONS},
}
# Events that publish a snapshot: its manifest says the same, and they who did it.
_PUBLISH = ("load", "file", "rebuild", "upgrade", "take_back")
_DID = {"took_back": "undone", "rebuilt": "rebuilt", "upgraded": "rebuilt"}


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the list. ``at`` is the time of this machine, without a zone."""

    at: datetime
    who: str
    kind: str
    subject: str
    details: str = ""


@dataclass(frozen=True, slots=True)
class Trail:
    """The list, newest first, and a sentence for each part of it that cannot be read."""

    happenings: list[Happening]
    faults: list[str]


def trail(warehouse: Warehouse) -> Trail:
    """Everything that is known to have happened."""
    events, snapshots = event_log.events(warehouse.folder), warehouse.history()
    lines = [*_of_snapshots(snapshots, events), *_of_logs(events, {snapshot.id for snapshot in snapshots})]
    faults = []
    try:
        lines += _of_journal(Journal(warehouse.folder).entries())
    except JournalFault as problem:
        faults.append(problem.sentence)
    return Trail(sorted(lines, key=lambda line: line.at, reverse=True), faults)


def _of_snapshots(snapshots: Iterable[Snapshot], events: Iterable[event_log.Event]) -> Iterator[Happening]:
    oldest_first = reversed(list(events))
    by = {event.get("snapshot"): _who(event) for event in oldest_first if event["event"] in _PUBLISH}
    for snapshot in reversed(list(snapshots)):
        at, who = datetime.fromisoformat(snapshot.published_at), by.get(snapshot.id, event_log.NOBODY)
        if snapshot.did:
            subject = snapshot.subject or _snapshot(snapshot.id)
            yield Happening(at, who, _DID.get(snapshot.did, "rebuilt"), subject)
            continue
        for file in snapshot.files:
            sheet = f" [{file['sheet']}]" if file.get("sheet") else ""
            yield Happening(at, who, "loaded", f"{file['file']}{sheet}", _account(file))


def _of_logs(events: Iterable[event_log.Event], known: set[str]) -> Iterator[Happening]:
    for event in events:
        kind = event.get("outcome") if event["event"] == "file" else EVENTS.get(event["event"])
        told_by_snapshot = event["event"] in _PUBLISH and event.get("snapshot") in known
        if kind == "published":
            kind = "loaded"
        if kind in KINDS and not told_by_snapshot:
            yield Happening(_local(event["at"]), _who(event), kind, _subject(event), _details(event))


def _of_journal(entries: Iterable[Entry]) -> Iterator[Happening]:
    for entry in reversed(list(entries)):
        words = " · ".join(_word(value) for value in entry.fields.values() if value is not None)
        kind = journal.KINDS.get(entry.kind)
        subject = _("{what}: {about}").format(what=_(kind) if kind else entry.kind, about=entry.subject)
        at = entry.written_at.astimezone().replace(tzinfo=None)
        yield Happening(at, entry.author, "typed", subject, words or _("taken back"))


# words ----------------------------------------------------------------------------------------


def _who(event: Mapping[str, Any]) -> str:
    who = str(event.get("who", event_log.NOBODY))
    return _("{who} (on the page)").format(who=who) if event.get("via") == "page" else who


def _subject(event: Mapping[str, Any]) -> str:
    if event.get("file") or event.get("user"):
        return str(event.get("file") or event["user"])
    if event.get("snapshot"):
        return _snapshot(event["snapshot"])
    what = str(event.get("what", ""))
    titles = {check.name: _(check.title) for check in CHECKS} if event["event"] == "fault" else {}
    return titles.get(what, what)


def _details(event: Mapping[str, Any]) -> str:
    if event["event"] == "file":
        return _account(event)
    if event["event"] == "undo":
        now = event.get("now_current")
        return _("Now: snapshot {id}.").format(id=now) if now else _("Now: nothing is loaded.")
    if "rows" in event:
        rows = _("{n} rows").format(n=formatting.number(event["rows"]))
        return " · ".join(filter(None, [rows, str(event.get("filter", ""))]))
    return str(event.get("error", event.get("version", "")))


def _account(file: Mapping[str, Any]) -> str:
    """Which dataset a file holds and the account of its rows, as far as they were counted."""
    parts = []
    if file.get("dataset") in datasets():
        parts.append(either(datasets()[str(file["dataset"])].title))
    if set(load_messages.OUTCOMES) <= set(file):
        parts.append(
            load_messages.balance_line(RowBalance(**{name: file[name] for name in load_messages.OUTCOMES}))
        )
    return " · ".join(parts)


def _snapshot(number: str) -> str:
    return _("snapshot {id}").format(id=number)


def _word(value: journal.Value) -> str:
    if isinstance(value, bool):
        return "✓" if value else "✗"
    return str(value)


def _local(at: str) -> datetime:
    return datetime.fromisoformat(at).astimezone().replace(tzinfo=None, microsecond=0)


# the journal as a table -----------------------------------------------------------------------


def typed(entries: Iterable[Entry]) -> pd.DataFrame:
    """The journal as it stands, a row an entry: for exports. ``fields`` is JSON."""
    columns = ["id", "written_at", "kind", "subject", "author", "fields", "replaces"]
    rows = [
        {
            **{name: getattr(entry, name) for name in columns},
            "written_at": entry.written_at.isoformat(),
            "fields": json.dumps(dict(entry.fields), ensure_ascii=False),
        }
        for entry in entries
    ]
    return pd.DataFrame(rows, columns=columns, dtype=object).astype({"replaces": "Int64"})
