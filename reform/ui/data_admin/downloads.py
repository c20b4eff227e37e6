"""A download button whose file is made on click."""

from collections.abc import Callable
from typing import Any

from reform.ui.context import st, user


def button(label: str, make: Callable[[], bytes], *, file: str, key: str, **look: Any) -> None:
    """Draw the button; the file is made in the language of the page."""
    st.download_button(
        label,
        user.for_download(make),
        file_name=file,
        on_click="ignore",
        icon=":material/download:",
        key=key,
        **look,
    )
