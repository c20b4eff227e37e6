"""What was loaded when and what became of it: for the command line and the data page."""

from typing import Any

from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.pipeline.load_messages import OUTCOMES, balance_line, place
from reform.storage import Snapshot, Warehouse
from reform.storage.row_balance import RowBalance

STATES = {
    "current": mark("current"),
    "earlier": mark("earlier"),
    "undone": mark("undone"),
    "cleaned": mark("cleaned away (can be rebuilt)"),
    "damaged": mark("damaged"),
    "unfinished": mark("did not finish"),
}
# What made a snapshot where no load did.
DID = {
    "rebuilt": mark("rebuilt from the imports"),
    "upgraded": mark("computed anew by another version of the program"),
    "took_back": mark("import taken back"),
}


def history(warehouse: Warehouse) -> list[dict[str, Any]]:
    """Every snapshot and every load that did not finish, newest first, with its state: a key of ``STATES``.

    ``published_at`` of a load that did not finish is when it began; ``named_files`` are its files, of which
    nothing else is known.
    """
    known = warehouse.history()  # first of all: what is published meanwhile is then the current one
    in_use, current, names = warehouse.in_use(), warehouse.current(), warehouse.names()
    blank: dict[str, Any] = {
        "name": None,
        "kept": False,
        "parent": None,
        "did": "",
        "subject": "",
        "files": [],
    }
    rows: list[dict[str, Any]] = [
        {
            "snapshot": snapshot.id,
            "state": "current" if snapshot.id == current else _became(warehouse, snapshot, in_use),
            "name": names.get(snapshot.id),
            "kept": warehouse.path(snapshot.id).exists(),
            "parent": snapshot.parent,
            "published_at": snapshot.published_at,
            "did": snapshot.did,
            "subject": snapshot.subject,
            "files": snapshot.files,
            "named_files": [],
        }
        for snapshot in known
    ]
    rows += [
        {
            **blank,
            "snapshot": start.id,
            "state": "unfinished",
            "published_at": start.started_at,
            "named_files": start.files,
        }
        for start in warehouse.unfinished()
    ]
    return sorted(rows, key=lambda row: str(row["snapshot"]), reverse=True)


def _became(warehouse: Warehouse, snapshot: Snapshot, in_use: set[str]) -> str:
    if warehouse.path(snapshot.id).exists() and not warehouse.is_intact(snapshot.id, glance=True):
        return "damaged"
    if snapshot.undone_at or snapshot.id not in in_use:
        return "undone"
    return "earlier" if warehouse.path(snapshot.id).exists() else "cleaned"


def state(row: dict[str, Any]) -> str:
    """A snapshot's state in a word."""
    word = STATES[row["state"]]
    return _(word)


def as_text(rows: list[dict[str, Any]]) -> str:
    """The history, a block a snapshot."""
    lines = []
    for row in rows:
        named = f"  “{row['name']}”" if row["name"] else ""
        lines.append(f"{row['snapshot']}  {row['published_at']}  {state(row)}{named}")
        if row["did"]:
            lines.append(f"    {_(DID.get(row['did'], row['did']))}: {row['subject']}")
        lines += [_as_line(file) for file in row["files"]]
        lines += [f"    {name}" for name in row["named_files"]]
    return "\n".join(lines)


def _as_line(file: dict[str, Any]) -> str:
    if "read" not in file:  # no import: nothing but its name is known
        return f"    {file['file']}"
    account = balance_line(RowBalance(**{name: file[name] for name in OUTCOMES}))
    line = f"{place(file['file'], file.get('sheet'))} → {file.get('dataset', '')}: {account}"
    if file.get("import_id"):
        line = _("import {n}").format(n=file["import_id"]) + f"  {line}"
    return f"    {line}" + (f"  {_('undone')}" if file.get("state") == "taken_back" else "")


def files_of(snapshot: Snapshot) -> str:
    """The files a snapshot loaded, by name; where no load made it, what did."""
    return "、".join(dict.fromkeys(file["file"] for file in snapshot.files)) or snapshot.subject
