"""Streamlit's own words in the language of the screen: it has no setting for it."""

from functools import cache
from pathlib import Path

_SCRIPT = Path(__file__).with_suffix(".js")


@cache
def script(language: str) -> str:
    """The script that puts Streamlit's own words into a language (``zh``, ``en``)."""
    return _SCRIPT.read_text(encoding="utf-8").replace("LANGUAGE", language)
