"""Chinese first, English one click away: gettext over the .po files in locales/.

The message ids are English; ``locales/zh_CN`` holds the Chinese. The .po files are read as they are,
so no compiled catalogue is ever committed. The language belongs to the running context (one
Streamlit script run, one command), never to the process.
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LANGUAGES = {"zh": "中文", "en": "English"}
CATALOGUES = {"zh": "zh_CN"}
LOCALES = Path(__file__).with_name("locales")
# An entry as tools/messages.py writes it: texts in quotation marks, on one line or several.
_ENTRY = re.compile(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"\n)+)', re.MULTILINE)

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
def translations(code: str) -> Mapping[str, str]:
    """The texts of a language by their message ids; none for English."""
    catalogue = CATALOGUES.get(code)
    if catalogue is None:
        return {}
    source = LOCALES / catalogue / "LC_MESSAGES" / "reform.po"
    entries = _ENTRY.findall(source.read_text(encoding="utf-8"))
    strings = ",".join(lines.replace('"\n"', "") for entry in entries for lines in entry)
    texts = json.loads(f"[{strings}]")  # all at once: every command waits for it
    return {
        message: translation
        for message, translation in zip(texts[::2], texts[1::2], strict=True)
        if message and translation
    }


def gettext(message: str) -> str:
    """The message in the language of this context."""
    return translations(language()).get(message, message)


def mark(message: str) -> str:
    """Mark a message for translation without translating it yet."""
    return message


def either(bilingual: str) -> str:
    """Pick a side of a declared ``中文 | English`` pair (TOML titles, indicator heads)."""
    chinese, _, english = bilingual.partition("|")
    return (english or chinese).strip() if language() == "en" else chinese.strip()
