"""Notices: sentences that are kept in the session and shown once, at the next run of the page."""

from collections.abc import Mapping
from typing import Any

from reform.common.i18n import gettext as _
from reform.ui.context import st


def keep(key: str, sentence: str, words: Mapping[str, Any] | None = None, *, good: bool = True) -> None:
    """Keep a notice under ``key``; ``good`` tells whether the action was done.

    With ``words`` the sentence is a marked one, put in the reader's language when it is shown: a callback
    runs before the language is set.
    """
    st.session_state[f"{key}_said"] = (good, sentence, words)


def show(key: str, icon: str | None = None) -> None:
    """Show the notice kept under ``key``, and forget it."""
    good, sentence, words = st.session_state.pop(f"{key}_said", (True, "", None))
    if words is not None:
        sentence = _(sentence).format(**words)
    if sentence:
        (st.success if good else st.error)(sentence, icon=icon)
