"""A sentence that waits for the next run of the page, and is shown there once."""

from collections.abc import Mapping
from typing import Any

from reform.common.i18n import gettext as _
from reform.ui.context import st


def keep(key: str, sentence: str, words: Mapping[str, Any] | None = None, *, good: bool = True) -> None:
    """Keep what came of something under ``key``; ``good`` tells whether it was done.

    With ``words`` the sentence is a marked one, put in the reader's language when it is shown: a callback
    runs before the language is set.
    """
    st.session_state[f"{key}_said"] = (good, sentence, words)


def show(key: str, icon: str | None = None) -> None:
    """Show it, and forget it."""
    good, sentence, words = st.session_state.pop(f"{key}_said", (True, "", None))
    if words is not None:
        sentence = _(sentence).format(**words)
    if sentence:
        (st.success if good else st.error)(sentence, icon=icon)
