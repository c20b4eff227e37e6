"""Undoes the last load by going back to the snapshot before, or any import by building the others again."""

from collections.abc import Callable
from functools import partial
from typing import Any

from reform.common import formatting
from reform.common.caching import cached
from reform.common.i18n import either
from reform.common.i18n import gettext as _
from reform.common.permissions import Action
from reform.pipeline import history, load_messages, operations
from reform.schema.datasets import datasets
from reform.storage import Snapshot, import_records
from reform.ui.components import operation_status
from reform.ui.context import notices, st, user
from reform.ui.context.view import warehouse

Deed = Callable[[], None]
KEY = "undo"
_KEPT = ("accepted_new", "accepted_correction")


def say_what_happened() -> None:
    """Show the notice of the last undo."""
    notices.show(KEY, ":material/undo:")


def choose(current: Snapshot) -> Deed | None:
    """Show both ways to undo. Returns the action that was confirmed, else None."""
    if not user.may(Action.UNDO):
        return None
    last, any_import = _last(current), _one(current)  # both, so that each draws its button
    return last or any_import


def _last(current: Snapshot) -> Deed | None:
    with st.popover(_("Undo the last load"), icon=":material/undo:"):
        sentence = _(
            "Snapshot {id} ({files}) is taken back; the dashboard shows the state before it. "
            "Its files can be loaded again."
        )
        if current.did == "took_back":
            sentence = _("The import {files} was taken back: that is undone, and it is in use again.")
        files = history.files_of(_made(current))
        st.markdown(sentence.format(id=current.id, files=files))
        sure = st.button(_("Undo now"), type="primary", key="undo")
    return partial(_undo, current.id) if sure else None


def _made(snapshot: Snapshot) -> Snapshot:
    """The snapshot that is undone: for one that was only built again, the original."""
    while snapshot.did in ("rebuilt", "upgraded"):
        again = warehouse().manifest(snapshot.subject)
        if again is None:
            break
        snapshot = again
    return snapshot


def _undo(seen: str) -> None:
    """Undo the snapshot on screen; refused if a colleague has published another one meanwhile."""
    done = operation_status.carried_out(
        _("Undoing the last load …"),
        lambda progress: operations.undo(warehouse(), seen, by=user.actor(Action.UNDO)),
        operation_status.NOT_CHANGED,
    )
    if done is not None:
        undone, now = done
        taken_back = _("Undone: snapshot {id} ({files}).").format(
            id=undone.id, files=history.files_of(undone)
        )
        after = _("Now: snapshot {id}.").format(id=now) if now else _("Now: nothing is loaded.")
        notices.keep(KEY, f"{taken_back} {after}")
        st.rerun()


# any import -----------------------------------------------------------------------------------


@cached(20)
def _listing(folder: str, snapshot: str, written: int) -> list[dict[str, Any]]:
    return import_records.listing(warehouse())


def in_use(current: str | None) -> dict[int, dict[str, Any]]:
    """The imports the current snapshot holds, by number."""
    if current is None:
        return {}
    opened = warehouse()
    written = opened.path(current).stat().st_mtime_ns
    rows = _listing(str(opened.folder), current, written)
    return {row["import"]: row for row in rows if row["state"] == "in_use"}


def _one(current: Snapshot) -> Deed | None:
    if not current.is_repeatable or current.id != warehouse().published():
        return None
    rows = dict(reversed(in_use(current.id).items()))
    if len(rows) < 2:
        return None
    with st.popover(_("Take one import back"), icon=":material/remove_circle:"):
        number = st.selectbox(
            _("Import"),
            list(rows),
            index=None,
            placeholder=_("choose one of {n}").format(n=len(rows)),
            format_func=lambda number: _line(rows[number]),
            key=f"take_back_of_{current.id}",  # each snapshot has its own list
            help=_("Every import that is in use, the newest first."),
        )
        st.markdown(
            _(
                "Its rows go, the other {n} imports stay and are built again in their order: what it had "
                "corrected becomes what it was. The record keeps it."
            ).format(n=len(rows) - 1)
        )
        sure = st.button(_("Take it back"), type="primary", key="take_back", disabled=number is None)
    return partial(_take_back, number, current.id) if sure and number is not None else None


def _line(row: dict[str, Any]) -> str:
    title = either(datasets()[row["dataset"]].title)
    kept = _("{n} rows").format(n=formatting.number(sum(row[name] for name in _KEPT)))
    return f"{row['import']} · {load_messages.place(row['file'], row['sheet'])} · {title} · {kept}"


def _take_back(number: int, seen: str) -> None:
    done = operation_status.carried_out(
        _("Taking import {number} back …").format(number=number),
        lambda progress: operations.take_back(
            warehouse(), number, expected=seen, progress=progress, by=user.actor(Action.UNDO)
        ),
    )
    if done is not None:
        notices.keep(KEY, " ".join(done.sentences))
        st.rerun()
