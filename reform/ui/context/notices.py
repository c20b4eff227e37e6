"""A sentence that waits for the next run of the page, and is shown there once."""

from reform.ui.context import st


def keep(key: str, sentence: str, *, good: bool = True) -> None:
    """Keep what came of something under ``key``; ``good`` tells whether it was done."""
    st.session_state[f"{key}_said"] = (good, sentence)


def show(key: str, icon: str) -> None:
    """Show it, and forget it."""
    good, sentence = st.session_state.pop(f"{key}_said", (True, ""))
    if sentence:
        (st.success if good else st.error)(sentence, icon=icon)
