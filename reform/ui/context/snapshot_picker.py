"""The filter "As it was known on": shows the county from a past snapshot, as the leading group saw it.

The as-of date shows the state on a day as it is known today; this shows what had been loaded by then. The
link carries the choice as ``known=<snapshot>``; without it the current snapshot is shown.
"""

from dataclasses import replace

import duckdb

from reform.common import formatting
from reform.common.caching import cached
from reform.common.i18n import gettext as _
from reform.common.markdown import Marked
from reform.pipeline.county import County
from reform.storage import kept_snapshots
from reform.storage.kept_snapshots import Kept
from reform.ui.context import st, url_params
from reform.ui.context.view import hold, is_built, view, warehouse

KEY = "f_known"


@cached(20)
def _kept(folder: str, current: str, written: int) -> list[Kept]:
    """The kept snapshots, listed again when one was published, undone or removed."""
    return kept_snapshots.kept(warehouse())


def _earlier(now: County) -> dict[str, Kept]:
    """The snapshots to choose from beside the current one, newest first; none for the sample county."""
    if now.is_sample:
        return {}
    warehouse = now.warehouse
    listed = _kept(str(warehouse.folder), now.snapshot, warehouse.snapshots.stat().st_mtime_ns)
    names = warehouse.names()
    return {
        snapshot.id: replace(snapshot, name=names.get(snapshot.id, ""))
        for snapshot in listed
        if snapshot.id != now.snapshot
    }


def chosen(now: County) -> County:
    """The county at the chosen snapshot, or at the current one, with a warning, if that cannot be shown."""
    state = st.session_state
    earlier = _earlier(now)
    if KEY not in state:
        state[KEY] = url_params.one("known", [*earlier, now.snapshot]) or ""
    if state[KEY] in ("", now.snapshot):
        state[KEY] = ""
        return now
    shown = _open(now, earlier.get(state[KEY]), state[KEY])
    if shown is None:
        state[KEY] = ""
    return shown or now


def _open(now: County, wanted: Kept | None, snapshot: str) -> County | None:
    """The county at a past snapshot, or None and the reason."""
    reason = _("Snapshot {id} is no longer kept: the current data is shown.")
    if wanted is not None:
        try:
            county = now.as_known_at(wanted)
            hold(county)
            if is_built(county):
                return county
            reason = _(
                "Snapshot {id} was computed by another version of this program, which may have counted "
                "differently: the current data is shown."
            )
        except (OSError, duckdb.Error):
            reason = _("Snapshot {id} cannot be read: the current data is shown.")
    st.session_state["f_unknown"] = reason.format(id=snapshot)
    return None


def choice(now: County) -> None:
    """Show the filter if there are past snapshots to choose from."""
    earlier = _earlier(now)
    if not earlier:
        return
    st.selectbox(
        _("Known on"),
        ["", *earlier],
        key=KEY,
        format_func=lambda snapshot: (
            _option(earlier[snapshot]) if snapshot else _("now (all that is loaded)")
        ),
        help=_(
            "The as-of date asks for the state on a day as we know it today. This asks what had been loaded "
            "by then: what the leading group saw."
        ),
    )


def _option(kept: Kept) -> str:
    parts = [formatting.day(kept.published_at), f"{kept.published_at:%H:%M}", kept.id, kept.name]
    return " ".join([*filter(None, parts), *([_("undone")] if kept.undone else [])])


def bar() -> None:
    """Show a bar on top of the page while a past snapshot is shown, and once when one could not be shown."""
    warning = st.session_state.pop("f_unknown", None)
    if warning:
        st.warning(warning, icon=":material/history_off:")
    kept = view().county.past
    if kept is None:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(Marked(":material/history: {said}").format(said=sentence(kept)), width="content")
        st.button(_("Back to now"), type="tertiary", key="known_back", on_click=_back)


def sentence(kept: Kept) -> str:
    """Says from when the figures are, for the top of a page and under every figure."""
    parts = [_("snapshot {id}").format(id=kept.id), kept.name, _("undone") if kept.undone else ""]
    return _("Shown as it was known on {day} ({snapshot})").format(
        day=formatting.day(kept.published_at), snapshot=" ".join(filter(None, parts))
    )


def _back() -> None:
    st.session_state[KEY] = ""


def current_only() -> None:
    """Say, on pages that change data while a past snapshot is shown, that the current one is changed."""
    if view().county.past is not None:
        st.info(
            _(
                "Loading and undoing act on the current data (snapshot {id}), not on the past shown here."
            ).format(id=warehouse().current()),
            icon=":material/history:",
        )
