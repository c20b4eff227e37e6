"""Names for snapshots, such as 第5次领导小组会议; a named snapshot is never removed."""

from collections.abc import Mapping

from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.common.permissions import Action
from reform.pipeline import operations
from reform.storage import kept_snapshots
from reform.storage.kept_snapshots import Kept
from reform.storage.warehouse import LONGEST_NAME
from reform.ui.components import operation_status
from reform.ui.context import notices, st, user
from reform.ui.context.view import view, warehouse

KEY = "name"


def say_what_happened() -> None:
    """Show the notice of the last naming."""
    notices.show(KEY, ":material/bookmark:")


def policy() -> None:
    """Show in one line which snapshots are kept."""
    keep = view().settings.keep
    st.caption(
        _(
            "Kept for looking back: the current snapshot and the one before it, the last {last}, the newest "
            "of each of the last {weeks} weeks, and all with a name."
        ).format(last=formatting.number(keep.last), weeks=formatting.number(keep.weeks))
    )


def choose() -> None:
    """Show the form that names a kept snapshot, or takes its name away."""
    kept = {snapshot.id: snapshot for snapshot in kept_snapshots.kept(warehouse())}
    if not kept or not user.may(Action.NAME_SNAPSHOTS):
        return
    names = warehouse().names()
    with st.popover(_("Name a snapshot"), icon=":material/bookmark_add:"):
        chosen: str = st.selectbox(
            _("Snapshot"),
            list(kept),
            format_func=lambda snapshot: _line(kept[snapshot], names),
            key="name_of",
        )
        had = names.get(chosen, "")
        st.text_input(
            _("Name"),
            had,
            max_chars=LONGEST_NAME,
            placeholder=_("such as: 5th meeting"),
            key=f"name_for_{chosen}_{had}",
        )
        with st.container(horizontal=True):
            st.button(
                _("Keep under this name"), type="primary", key="name", on_click=_name, args=(chosen, had)
            )
            if had:
                st.button(_("Take the name away"), key="unname", on_click=_write, args=(chosen, ""))


def _line(snapshot: Kept, names: Mapping[str, str]) -> str:
    parts = [
        snapshot.id,
        formatting.day(snapshot.published_at),
        f"{snapshot.published_at:%H:%M}",
        names.get(snapshot.id, ""),
    ]
    return " · ".join(filter(None, parts))


def _name(snapshot: str, had: str) -> None:
    label = str(st.session_state[f"name_for_{snapshot}_{had}"]).strip()
    if label:
        _write(snapshot, label)
    else:
        notices.keep(KEY, mark("Type a name first."), {}, good=False)


def _write(snapshot: str, label: str) -> None:
    try:
        label = operations.name(warehouse(), snapshot, label, by=user.actor(Action.NAME_SNAPSHOTS))
    except operation_status.REFUSALS as problem:
        notices.keep(KEY, *operation_status.refusal(problem, operation_status.NOT_CHANGED), good=False)
        return
    kept, gone = mark("Snapshot {id} is kept as “{name}”."), mark("Snapshot {id} has no name any more.")
    notices.keep(KEY, kept if label else gone, {"id": snapshot, "name": label})
