"""Checks before any page: warns when a damaged snapshot was passed over or another version of the program
made the snapshot, and replaces the page when no snapshot is intact.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext

import duckdb

from reform.common.i18n import gettext as _
from reform.common.permissions import Action
from reform.pipeline import operations
from reform.pipeline.county import County, takes_long
from reform.pipeline.rebuild_result import Rebuilt
from reform.storage import NothingIntact, Trouble
from reform.ui.components import operation_status
from reform.ui.context import notices, st, user
from reform.ui.context.view import look, warehouse

FILES = "pages/data/files.py"
_RENEWED = "_renewed"
_DAMAGED = ("damaged", "damaged_built")


def settled(page: str) -> County | None:
    """The county to show, its snapshot upgraded; None when none can be shown, with the reason on screen."""
    notices.show("repair", ":material/build:")
    try:
        # A spinner starts a thread, so it is shown only if something has to be built.
        with st.spinner(_waited_for(), show_time=True) if takes_long(warehouse()) else nullcontext():
            now = look()
    except NothingIntact as problem:
        _nothing_to_show(problem.sentence)
        return None
    except (OSError, duckdb.Error):
        _nothing_to_show(_("Snapshot {id} cannot be read.").format(id=warehouse().current()))
        return None
    st.session_state[_RENEWED] = now.renewed
    if now.renewed is not None:
        _say_renewed(now.renewed)
    _say(warehouse().troubles(), page)
    return now


def _waited_for() -> str:
    if warehouse().current() is None:
        return _("Preparing the sample county (示例数据) …")
    return _(
        "Another version of the program made this snapshot: its figures are computed anew from the imports. "
        "Nothing is lost, and the page opens when it is done."
    )


def _say_renewed(renewed: Rebuilt) -> None:
    """Show that the snapshot was upgraded, or warn that it could not be."""
    sentence = " ".join(renewed.sentences)
    if renewed.snapshot is None:
        st.warning(sentence, icon=":material/update_disabled:")
    else:
        st.info(sentence, icon=":material/update:")


def _say(troubles: Sequence[Trouble], page: str) -> None:
    for trouble in troubles:
        st.warning(trouble.sentence, icon=":material/healing:")
    if page != "files":
        if any(trouble.kind != "pointer" for trouble in troubles):
            st.page_link(FILES, label=_("To the page Files"), icon=":material/arrow_forward:")
    elif any(trouble.kind in _DAMAGED for trouble in troubles):
        _repair()


@contextmanager
def questions_fit() -> Iterator[None]:
    """Show the recovery if the block asks what a snapshot that could not be upgraded cannot answer."""
    try:
        yield
    except duckdb.Error:
        renewed: Rebuilt | None = st.session_state.get(_RENEWED)
        if renewed is None or renewed.snapshot is not None:
            raise
        _nothing_to_show(" ".join(renewed.sentences))


# nothing to show ------------------------------------------------------------------------------


def _nothing_to_show(what_happened: str) -> None:
    """Show, instead of a page, what happened and what to do."""
    st.title(_("No figures can be shown"), anchor=False)
    with st.container(border=True):
        st.markdown(what_happened)
        st.subheader(_("What to do"), anchor=False)
        st.markdown(
            _(
                "The imports lie apart from the snapshots, so the snapshot can be built again from them. "
                "That takes about as long as loading its files."
            )
        )
        _repair()
        st.markdown(_("If that is refused, restore a backup on the server:"))
        st.code("python -m reform restore backup.zip --replace", language=None, wrap_lines=True)


def _repair() -> None:
    """Show the button that builds the last published snapshot again."""
    if not user.may(Action.REBUILD):
        return
    if not st.button(_("Build the snapshot again"), type="primary", key="repair", icon=":material/build:"):
        return
    done = operation_status.carried_out(
        _("Building the snapshot again …"),
        lambda progress: operations.build_again(
            warehouse(), progress=progress, by=user.actor(Action.REBUILD)
        ),
    )
    if done is not None:
        notices.keep("repair", " ".join(done.sentences))
        st.rerun()
