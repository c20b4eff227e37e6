"""Chinese first, English one click away: gettext over the .po files in locales/.

The message ids are English; ``locales/zh_CN`` holds the Chinese. The .po files are read as they are,
so no compiled catalogue is ever committed. The language belongs to the running context (one
Streamlit script run, one command), never to the process.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = {"zh": "中文", "en": "English"}
CATALOGUES = {"zh": "zh_CN"}
LOCALES = Path(__file__).with_name("locales")

_language: ContextVar[str] = ContextVar("language", default="zh")


def language() -> str:
    """The language of this context: ``zh`` or ``en``."""
    return _language.get()


def speak(code: str) -> None:
    """Set the language of this context; an unknown code falls back to Chinese."""
    _language.set(code if code in LANGUAGES else "zh")


def first_known(*wishes: str | None) -> str:
    """The first of these wishes (``en``, ``zh-CN``, an Accept-Language) that can be had; else Chinese."""
    for wish in wishes:
        code = (wish or "")[:2].lower()
        if code in LANGUAGES:
            return code
    return "zh"


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak one language inside the block."""
    before = language()
    speak(code)
    try:
        yield
    finally:
        speak(before)


@cache
def _translations(code: str) -> NullTranslations:
    catalogue = CATALOGUES.get(code)
    if catalogue is None:
        return NullTranslations()
    source = LOCALES / catalogue / "LC_MESSAGES" / "reform.po"
    compiled = BytesIO()
    with source.open("rb") as handle:
        write_mo(compiled, read_po(handle, locale=catalogue))
    compiled.seek(0)
    return GNUTranslations(compiled)


def gettext(message: str) -> str:
    """The message in the language of this context."""
    return _translations(language()).gettext(message)


def mark(message: str) -> str:
    """Mark a message for translation without translating it yet."""
    return message


def either(bilingual: str) -> str:
    """Pick a side of a declared ``中文 | English`` pair (TOML titles, indicator heads)."""
    chinese, _, english = bilingual.partition("|")
    return (english or chinese).strip() if language() == "en" else chinese.strip()
