"""Streamlit with every text escaped unless it is ``Marked``, so that data are never drawn as Markdown.

Streamlit draws nearly every text as Markdown. Pages and their parts draw with this module only
(tests/architecture/test_drawn_texts.py).
"""

from collections.abc import Callable
from functools import cache, wraps
from inspect import signature
from typing import TYPE_CHECKING, Any

import streamlit

from reform.common.markdown import plain

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    # From its cache mypy takes the package streamlit.dataframe for the element of that name: named first, the
    # element stays.
    dataframe = DeltaGenerator().dataframe
    from streamlit import *  # type: ignore[assignment, unused-ignore]  # noqa: F403

# Parameters that Streamlit draws as Markdown, of whichever element.
_TEXTS = frozenset({"body", "label", "help", "text", "title"})
# Elements whose options are drawn as Markdown too; those of a select box are not.
_WITH_OPTIONS = frozenset({"radio", "pills", "segmented_control"})
# Elements that draw no Markdown.
_AS_IT_IS = frozenset({"html", "code"})


def __getattr__(name: str) -> Any:
    given = getattr(streamlit, name)
    return _drawing(given, name) if callable(given) and not isinstance(given, type) else given


@cache
def _drawing(element: Callable[..., Any], name: str) -> Callable[..., Any]:
    """Wraps an element of Streamlit so that its texts are escaped."""
    known = signature(element)
    texts = () if name in _AS_IT_IS else sorted(_TEXTS & set(known.parameters))
    if not texts:
        return element

    @wraps(element)
    def draw(*args: Any, **named: Any) -> Any:
        given = known.bind(*args, **named)
        for text in texts:
            if isinstance(given.arguments.get(text), str):
                given.arguments[text] = plain(given.arguments[text])
        if name in _WITH_OPTIONS:
            shown = given.arguments.get("format_func", str)
            given.arguments["format_func"] = lambda option: plain(shown(option))
        return element(*given.args, **given.kwargs)

    return draw
