"""A download button whose file is made on click."""

from collections.abc import Callable
from typing import Any

from reform.ui.components import chart_card
from reform.ui.context import st


def button(label: str, make: Callable[[], bytes], *, file: str, key: str, **look: Any) -> None:
    """Draw the button; the file is made in the language of the page."""
    st.download_button(
        label,
        chart_card.in_this_language(make),
        file_name=file,
        on_click="ignore",
        icon=":material/download:",
        key=key,
        **look,
    )
